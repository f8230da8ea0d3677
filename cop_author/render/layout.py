"""Measures a book that is laid out: what a typesetter would not let pass; it must not change anything.

It reads WeasyPrint's boxes, whose positions are in CSS pixels (96 to an inch) from the upper left corner of a page.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

_MM = 96 / 25.4
_SLACK = 1.5
_SLIVER = 12 * _MM
_FILLED = 0.3
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FRAMED = frozenset({"k-key-message", "k-scenario", "k-activity", "k-question"})
_FORCED = frozenset({"page", "left", "right", "recto", "verso", "always"})


class Kind(StrEnum):
    """What is wrong with a place of a page."""

    WIDOWED_HEADING = "widowed-heading"
    OVERFLOW = "overflow"
    SLIVER = "sliver"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something to look at: the page (from 1), the words that stand there, and by how many millimetres."""

    kind: Kind
    page: int
    words: str
    millimetres: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text or a picture on a page, with the boxes that hold it, outermost first."""

    box: Any
    above: tuple[Any, ...]

    @property
    def bottom(self) -> float:
        return float(self.box.position_y + self.box.height)

    @property
    def words(self) -> str:
        return "".join(_texts(self.box)).strip()[:80]


def flaws(pages: Iterable[Any]) -> tuple[Flaw, ...]:
    """Headings that the foot of a page parts from their text; text beyond the area of a page; less than 12 mm of a
    framed box; and pages filled to less than three tenths although no break was asked for after them."""
    boxes = [page._page_box for page in pages]
    return tuple(_flaws(boxes))


def _flaws(pages: list[Any]) -> Iterator[Flaw]:
    lines = [list(_lines(page)) for page in pages]
    seen: set[int] = set()
    pieces = Counter(id(box.element) for page in pages for box in _framed(page))
    for at, (page, here) in enumerate(zip(pages, lines, strict=True)):
        number, following = at + 1, lines[at + 1] if at + 1 < len(pages) else []
        yield from _overflowing(page, here, number)
        for box in _framed(page):
            if pieces[id(box.element)] > 1 and box.height < _SLIVER:
                yield Flaw(Kind.SLIVER, number, "".join(_texts(box)).strip()[:80], round(box.height / _MM))
        seen |= {id(box.element) for line in here for box in line.above}
        if here and following and not _is_asked_for(following[0], seen):
            last = max(here, key=lambda line: line.bottom)
            if any(box.element_tag in _HEADINGS for box in last.above):
                yield Flaw(Kind.WIDOWED_HEADING, number, last.words)
            filled = (last.bottom - page.content_box_y()) / page.height
            if filled < _FILLED:
                yield Flaw(Kind.EMPTY, number, last.words, round((1 - filled) * page.height / _MM))


def _lines(page: Any) -> Iterator[_Line]:
    """What stands in the flow of a page, in reading order; not what its margins repeat or what is set beside it."""
    for child in page.children:
        if not hasattr(child, "at_keyword"):
            yield from _within(child, ())


def _within(box: Any, above: tuple[Any, ...]) -> Iterator[_Line]:
    if box.is_absolutely_positioned():
        return
    kind = type(box).__name__
    if kind == "LineBox" or "Replaced" in kind:
        yield _Line(box, above)
        return
    for child in getattr(box, "children", ()):
        yield from _within(child, (*above, box))


def _overflowing(page: Any, here: list[_Line], number: int) -> Iterator[Flaw]:
    left, top = page.content_box_x(), page.content_box_y()
    right, bottom = left + page.width, top + page.height
    for line in here:
        over = max((max(left - x, x + width - right) for x, width in _spans(line.box)), default=0.0)
        over = max(over, line.bottom - bottom)
        if over > _SLACK:
            yield Flaw(Kind.OVERFLOW, number, line.words, max(1, round(over / _MM)))


def _framed(page: Any) -> Iterator[Any]:
    """The framed boxes of a page, or what stands of them there."""
    for box in page.descendants():
        if (
            box.element is not None
            and box.element_tag == "section"
            and _FRAMED & set(box.element.get("class", "").split())
        ):
            yield box


def _is_asked_for(first: _Line, seen: set[int]) -> bool:
    """Whether the page that begins with this line was to begin there."""
    return any(box.style["break_before"] in _FORCED and id(box.element) not in seen for box in first.above)


def _spans(box: Any) -> Iterator[tuple[float, float]]:
    """Where text stands from side to side: the left end and the width."""
    if type(box).__name__ == "TextBox":
        yield box.position_x, box.width
    for child in getattr(box, "children", ()):
        yield from _spans(child)


def _texts(box: Any) -> Iterator[str]:
    if type(box).__name__ == "TextBox":
        yield box.text
    for child in getattr(box, "children", ()):
        yield from _texts(child)
