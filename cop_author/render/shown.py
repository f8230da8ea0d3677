"""What a rendered page shows and does: its visible words, its links, and what it loads; it must not judge them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from cop_author.text.breaks import without_breaks
from cop_author.text.figures import western_digits

_UNSEEN = frozenset({"script", "style", "template", "title", "noscript"})
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "col", "source", "area", "base", "embed", "track"})
Attributes = dict[str, str]


@dataclass(slots=True)
class Shown:
    """A page as a reader meets it: words with single spaces, links with their words, every element's attributes."""

    words: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    elements: list[tuple[str, Attributes]] = field(default_factory=list)

    def says(self, sentence: str) -> bool:
        """Whether the visible words hold this sentence."""
        return squeezed(sentence) in self.words

    def times(self, sentence: str) -> int:
        """How often they do."""
        return self.words.count(squeezed(sentence))

    def leads(self, href: str) -> bool:
        """Whether a link with words leads there."""
        return any(found == href and words for found, words in self.links)

    def classes(self) -> Iterator[str]:
        """The classes of all elements."""
        for _, attributes in self.elements:
            yield from attributes.get("class", "").split()


def shown(page: str) -> Shown:
    """What a page shows."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.found.words = squeezed("".join(reader.pieces))
    return reader.found


def squeezed(text: str) -> str:
    """Text with every run of white space as one space, without what has no width, with the digits 0 to 9."""
    return " ".join(western_digits(without_breaks(text)).split())


class _Reader(HTMLParser):
    """Collects; what is hidden, or in an element that shows nothing, is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found, self.pieces = Shown(), [""]
        self._open: list[tuple[str, bool]] = []
        self._link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.found.elements.append((tag, attributes))
        if tag in VOID:
            return
        above = bool(self._open and self._open[-1][1])
        hidden = above or tag in _UNSEEN or "hidden" in attributes or attributes.get("aria-hidden") == "true"
        self._open.append((tag, hidden or "style" in attributes))
        if tag == "a":
            self._link = (attributes.get("href", ""), len(self.pieces))
        self.pieces.append("" if _is_inline(tag) else " ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link:
            href, start = self._link
            self.found.links.append((href, squeezed("".join(self.pieces[start:]))))
            self._link = None
        while self._open and any(name == tag for name, _ in self._open):
            if self._open.pop()[0] == tag:
                break
        self.pieces.append("" if _is_inline(tag) else " ")

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][1]):
            self.pieces.append(data)


def _is_inline(tag: str) -> bool:
    return tag in {"a", "b", "bdi", "bdo", "cite", "del", "em", "i", "ins", "q", "span", "strong"}
