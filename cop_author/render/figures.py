"""What an edition counts, and bars drawn of it as SVG; words and numbers stand beside a bar in HTML, never in it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from cop_author.model.deviation import Departure
from cop_author.model.document import DocSection, Document
from cop_author.model.guideline import Core, Force
from cop_author.model.layer import Effect
from cop_author.render import assets

FORCES = (Force.MUST, Force.SHOULD, Force.MAY)
CORES = (Core.MANDATORY, Core.EXPECTED, Core.OPTIONAL)
UNCHANGED = "unchanged"
_CHANGES = (UNCHANGED, Departure.CHANGED, Departure.MOVED, Departure.ADDED, Departure.REMOVED)
_EFFECTS = (Effect.STRENGTHEN, Effect.WEAKEN, Effect.LOCALISE, Effect.CLARIFY)
_WIDTH = 600
_LEAST = 8
"""As wide is a part of which there is only one."""
_STYLES = ("solid", "lined", "void", "barred", "tint")
"""How the parts of a bar are told apart, in colour and in grey: all ink, slanting lines, empty, upright lines, tint."""
_STEP = 8

Counted = tuple[tuple[str, int], ...]
"""Names and how many there are of each, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """How many recommendations of each force a section and those below it hold."""

    section: DocSection
    forces: Counted

    @property
    def total(self) -> int:
        """All of them."""
        return total(self.forces)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How firmly an edition's units bind, how firmly they belong to the core, and the former by section."""

    forces: Counted
    cores: Counted
    chapters: tuple[Chapter, ...]

    @property
    def most(self) -> int:
        """The recommendations of the section that has most of them."""
        return max(chapter.total for chapter in self.chapters)


@dataclass(frozen=True, slots=True)
class Departed:
    """How many units of an edition stand in which relation to the master, and how many changes have which effect."""

    units: Counted
    effects: Counted


def total(counted: Counted) -> int:
    """All that were counted."""
    return sum(number for _, number in counted)


def coverage(document: Document) -> Coverage | None:
    """None where the edition holds no recommendations."""
    chapters = tuple(
        Chapter(section, _counted(FORCES, (unit.force for found in section.walk() for unit in found.units)))
        for part in document.parts
        for section in part.sections
    )
    held = tuple(chapter for chapter in chapters if chapter.total)
    if not held:
        return None
    units = tuple(document.units())
    forces = _counted(FORCES, (unit.force for unit in units))
    return Coverage(forces, _counted(CORES, (unit.core for unit in units)), held)


def departed(document: Document) -> Departed:
    """The annex in numbers. A unit counts once, by the first thing that is said of it, a change for each effect."""
    firsts = [found.departures[0] for found in document.deviations if found.departures]
    present = sum(1 for found in document.deviations if found.present)
    unchanged = sum(1 for _ in document.units()) - present
    counted = _counted(_CHANGES, [*firsts, *([UNCHANGED] * unchanged)])
    effects = {cause.operation: cause.effect for found in document.deviations for cause in found.causes}
    return Departed(
        tuple(pair for pair in counted if pair[1]),
        tuple(pair for pair in _counted(_EFFECTS, effects.values()) if pair[1]),
    )


def _counted(names: Sequence[str], found: Iterable[str | None]) -> Counted:
    tally = Counter(found)
    return tuple((str(name), tally[name]) for name in names)


def pen(document: Document, *, titled: bool) -> "Pen":
    """What draws bars for this document: in the colours of its look, where its layer has no others."""
    own = {**assets.colours(document.look), **dict(document.brand.colours)}
    return Pen(own, document.language.dir == "rtl", titled)


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws bars in the colours of a look, from the side at which its language begins.

    A drawing carries its colours itself, for a printer knows no custom properties; on a screen the style sheet has
    the last word. `titled` gives each drawing its words: in a PDF every picture needs them, while on a page the words
    beside it are enough.
    """

    colours: Mapping[str, str]
    mirrored: bool
    titled: bool

    def bar(self, numbers: Sequence[int], whole: int, title: str, height: int = 22, first: int = 0) -> Markup:
        """Parts beside one another, `whole` being the full width; the styles begin with the one numbered `first`."""
        at, drawn = 0.0, []
        widths = _widths(numbers, whole)
        for style, width in zip(_STYLES[first:] + _STYLES[:first], widths, strict=False):
            if width:
                drawn.append(self._part(style, _WIDTH - at - width if self.mirrored else at, width, height))
                at += width
        return self._svg("bar", _WIDTH, height, title, drawn)

    def swatch(self, style: int, title: str) -> Markup:
        """The style of one part, for a key."""
        return self._svg("swatch", 40, 22, title, [self._part(_STYLES[style], 0, 40, 22)])

    def _svg(self, name: str, width: int, height: int, title: str, drawn: Iterable[Markup]) -> Markup:
        spoken = Markup('role="img"') if self.titled else Markup('aria-hidden="true"')
        words = Markup("<title>{}</title>").format(title) if self.titled else Markup()
        return Markup('<svg class="{}" {} width="{}" height="{}" viewBox="0 0 {} {}">{}{}</svg>').format(
            name, spoken, width, height, width, height, words, Markup().join(drawn)
        )

    def _part(self, style: str, x: float, width: float, height: int) -> Markup:
        colours = self.colours
        ground = {"solid": "accent", "tint": "fill"}.get(style, "paper")
        box = Markup('<rect class="on-{}" x="{}" y="1" width="{}" height="{}" fill="{}" stroke="{}" stroke-width="2"/>')
        made = box.format(ground, _n(x + 1), _n(width - 2), height - 2, colours[ground], colours["accent"])
        lines = _LINES[style](x + 1, x + width - 1, 1, height - 1) if style in _LINES else ""
        if not lines:
            return made
        stroke = Markup('<path class="line" d="{}" fill="none" stroke="{}" stroke-width="2"/>')
        return made + stroke.format(lines, colours["accent"])


def _widths(numbers: Sequence[int], whole: int) -> list[float]:
    """Widths by number: none is invisible, and what small parts gain the largest one gives."""
    if not whole or not any(numbers):
        return [0.0 for _ in numbers]
    full = _WIDTH * sum(numbers) / whole
    widths = [max(full * number / sum(numbers), _LEAST) if number else 0.0 for number in numbers]
    largest = widths.index(max(widths))
    widths[largest] = max(widths[largest] - max(sum(widths) - max(full, _LEAST), 0.0), _LEAST)
    return widths


def _slanting(left: float, right: float, top: float, bottom: float) -> str:
    lines = []
    start = left - (bottom - top) + _STEP
    while start < right:
        upper, lower = max(top, top + left - start), min(bottom, top + right - start)
        if lower > upper:
            lines.append(f"M{_n(start + upper - top)} {_n(upper)}L{_n(start + lower - top)} {_n(lower)}")
        start += _STEP
    return "".join(lines)


def _upright(left: float, right: float, top: float, bottom: float) -> str:
    count = int((right - left) // _STEP)
    return "".join(f"M{_n(left + _STEP * at)} {_n(top)}V{_n(bottom)}" for at in range(1, count + 1))


_LINES: dict[str, Callable[[float, float, float, float], str]] = {"lined": _slanting, "barred": _upright}


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
