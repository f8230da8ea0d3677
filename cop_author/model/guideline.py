"""Units of text, the sections and guidelines that hold them; it must not know how they are stored or shown."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from cop_author.model.place import NOWHERE, Where


class Kind(StrEnum):
    """What a unit is; it decides which fields it may hold and how it looks."""

    PARAGRAPH = "paragraph"
    KEY_MESSAGE = "key-message"
    RECOMMENDATION = "recommendation"
    CHECKLIST = "checklist"
    CASE_STUDY = "case-study"
    SCENARIO = "scenario"
    ACTIVITY = "activity"
    QUESTION = "question"
    TABLE = "table"
    FIGURE = "figure"


class Core(StrEnum):
    """How firmly a unit belongs to the guidelines: a mandatory unit cannot be removed or weakened without a waiver."""

    MANDATORY = "mandatory"
    EXPECTED = "expected"
    OPTIONAL = "optional"


class Force(StrEnum):
    """The force of a recommendation, weakest first; shown by a label, never written into the text."""

    MAY = "may"
    SHOULD = "should"
    MUST = "must"


class Status(StrEnum):
    """Whether a unit is settled; a draft never appears unmarked."""

    AGREED = "agreed"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Text:
    """One piece of text as its author wrote it (inline CommonMark with `{parameters}`), and its language (BCP 47)."""

    source: str
    lang: str = "en"
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Conditions:
    """Facets and the values that apply; an absent facet means everyone."""

    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    where: Where = field(default=NOWHERE, compare=False, repr=False)

    def values(self, facet: str) -> tuple[str, ...]:
        """The values stated for `facet`; empty where it is not stated."""
        return next((values for name, values in self.facets if name == facet), ())

    def meets(self, other: "Conditions") -> bool:
        """Whether the two share a value in each facet that both state."""
        theirs = dict(other.facets)
        return all(name not in theirs or set(values) & set(theirs[name]) for name, values in self.facets)


EVERYONE = Conditions()


@dataclass(frozen=True, slots=True)
class Point:
    """An item of a list; points nest."""

    id: str
    text: Text
    points: tuple["Point", ...] = ()
    for_: Conditions = EVERYONE
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to answer a scenario or question, coupled to what the book says to it."""

    id: str
    text: Text
    answer: Text | None = None
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; the first one heads the rows."""

    id: str
    head: Text
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands where a row and a column meet."""

    column: str
    text: Text


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its head, and the cells of the other columns."""

    id: str
    head: Text
    cells: tuple[Cell, ...] = ()
    for_: Conditions = EVERYONE
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest piece that is written, overridden, translated and selected as one; its id is permanent."""

    id: str
    kind: Kind
    title: Text | None = None
    text: Text | None = None
    core: Core | None = None
    force: Force | None = None
    for_: Conditions = EVERYONE
    topics: tuple[str, ...] = ()
    status: Status = Status.AGREED
    points: tuple[Point, ...] = ()
    choices: tuple[Choice, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    image: str = ""
    alt: Text | None = None
    caption: Text | None = None
    room: int = 0
    sources: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    note: Text | None = None
    props: tuple[tuple[str, str], ...] = ()
    where: Where = field(default=NOWHERE, compare=False, repr=False)

    @property
    def narrowed(self) -> "tuple[Point | Row, ...]":
        """Its points and rows, which may carry conditions of their own."""
        return (*self.points, *self.rows)

    @property
    def name(self) -> str:
        """What to call it in a list: its title, or the beginning of its text, or its id."""
        spoken = self.title or self.text or self.caption or self.alt
        return spoken.source if spoken else self.id


@dataclass(frozen=True, slots=True)
class Section:
    """Units under one heading, in reading order, then sections below it; its conditions narrow all it holds."""

    id: str
    title: Text
    text: Text | None = None
    for_: Conditions = EVERYONE
    topics: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    sections: tuple["Section", ...] = ()
    where: Where = field(default=NOWHERE, compare=False, repr=False)

    def walk(self) -> Iterator["Section"]:
        """This section and all below it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class Guideline:
    """One of the guidelines: a title, an introduction and sections in the order that its file states."""

    id: str
    prefix: str
    title: Text
    text: Text | None = None
    order: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    where: Where = field(default=NOWHERE, compare=False, repr=False)

    def walk(self) -> Iterator[Section]:
        """All sections, in reading order."""
        for section in self.sections:
            yield from section.walk()

    def units(self) -> Iterator[Unit]:
        """All units, in reading order."""
        for section in self.walk():
            yield from section.units
