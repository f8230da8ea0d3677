"""An edition in one language, ready to be shown: selected, translated, filled in and numbered; no HTML.

Anchors are permanent: the anchor of a unit is its id, that of a point `<unit>.<point>`, that of a term `term-<id>`,
that of a topic `topic-<id>`, that of a source `ref-<id>`, that of the answers to a unit `<unit>.answers`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cop_author.model.deviation import Conformity, Departure, Part, Standing
from cop_author.model.edition import Look, Output
from cop_author.model.guideline import Core, Force, Kind
from cop_author.model.layer import Do, Effect
from cop_author.model.rich import Inline, Value, plain
from cop_author.model.runs import Run


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of text as it is printed: its address, language (BCP 47), direction (ltr, rtl) and nodes.

    `changed`: a layer wrote or changed it, and the edition marks that. `outdated`: it is translated from an earlier
    version of its text.
    """

    address: str
    lang: str
    dir: str
    nodes: tuple[Inline, ...]
    changed: bool = False
    outdated: bool = False

    @property
    def plain(self) -> str:
        """The characters that a reader sees."""
        return plain(self.nodes)


@dataclass(frozen=True, slots=True)
class DocPoint:
    """An item of a list."""

    anchor: str
    text: Passage
    points: tuple["DocPoint", ...] = ()


@dataclass(frozen=True, slots=True)
class DocChoice:
    """A choice and its letter (A, B, …); `answer` is printed elsewhere, never beside the choice."""

    anchor: str
    letter: str
    text: Passage
    answer: Passage | None


@dataclass(frozen=True, slots=True)
class DocRow:
    """A row of a table: the head, then one passage or None for each column after the first."""

    anchor: str
    head: Passage
    cells: tuple[Passage | None, ...]


@dataclass(frozen=True, slots=True)
class Applies:
    """What a unit applies to, in labels for people: ('Sector', ('Games', 'Social media'))."""

    facet: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocTopic:
    """What a unit is about: a value of the facet `topics`, and its label."""

    id: str
    label: Passage

    @property
    def anchor(self) -> str:
        """Where links to the topic lead."""
        return f"topic-{self.id}"


@dataclass(frozen=True, slots=True)
class Reference:
    """A unit of this edition that another one points to: its anchor, what to call it, the section it stands in."""

    anchor: str
    title: str
    section: str


class MapKind(StrEnum):
    """What a map shows: which topics concern which ages, or which risks are dealt with where."""

    AGES = "ages"
    RISKS = "risks"


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where a line and a column of a map meet: how many units stand there, and the first of them."""

    count: int
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class MapRow:
    """A line of a map; `anchor` and `number` where it is a section."""

    label: Passage
    cells: tuple[Meeting | None, ...]
    anchor: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class DocMap:
    """A table of how many units speak of what; `head` is what its lines are called, '' for sections."""

    kind: MapKind
    head: str
    columns: tuple[Passage, ...]
    rows: tuple[MapRow, ...]


@dataclass(frozen=True, slots=True)
class DocUnit:
    """A unit as it is printed."""

    id: str
    kind: Kind
    title: Passage | None = None
    text: Passage | None = None
    core: Core | None = None
    force: Force | None = None
    draft: bool = False
    number: str = ""
    points: tuple[DocPoint, ...] = ()
    choices: tuple[DocChoice, ...] = ()
    columns: tuple[Passage, ...] = ()
    rows: tuple[DocRow, ...] = ()
    image: str = ""
    alt: Passage | None = None
    caption: Passage | None = None
    room: int = 0
    sources: tuple[int, ...] = ()
    see: tuple[Reference, ...] = ()
    applies: tuple[Applies, ...] = ()
    topics: tuple[DocTopic, ...] = ()
    """What it and the sections that hold it are about, in the order of the vocabulary."""
    is_path: bool = False
    """Whether its points or rows are drawn as a path of stations."""
    departures: tuple[Departure, ...] = ()
    """How a layer departs here from the master, where the edition marks that; the annex entry is `deviation-<id>`."""

    @property
    def has_answers(self) -> bool:
        """Whether the book answers its choices."""
        return any(choice.answer for choice in self.choices)


@dataclass(frozen=True, slots=True)
class DocSection:
    """A section: its number ('3.1'; empty where the look numbers none), its level (1: directly below a guideline)."""

    id: str
    number: str
    level: int
    title: Passage
    text: Passage | None
    units: tuple[DocUnit, ...]
    sections: tuple["DocSection", ...] = ()

    def walk(self) -> Iterator["DocSection"]:
        """This section and all below it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class DocPart:
    """What an edition takes from one guideline."""

    id: str
    title: Passage
    text: Passage | None
    sections: tuple[DocSection, ...]


@dataclass(frozen=True, slots=True)
class DocTerm:
    """A term of the glossary that the edition uses."""

    id: str
    preferred: Passage
    abbreviation: str
    definition: Passage

    @property
    def anchor(self) -> str:
        """Where links to the term lead."""
        return f"term-{self.id}"


@dataclass(frozen=True, slots=True)
class DocSource:
    """A source that the edition cites, by its number in it (from 1, in order of citation); year 0: undated."""

    number: int
    id: str
    title: str
    publisher: str
    year: int
    address: str
    read: str
    lang: str

    @property
    def anchor(self) -> str:
        """Where notes lead."""
        return f"ref-{self.id}"


@dataclass(frozen=True, slots=True)
class Language:
    """A language: BCP 47 tag, direction, its name in itself and in the source language."""

    tag: str
    dir: str
    name: str
    english: str


@dataclass(frozen=True, slots=True)
class Colophon:
    """What the edition was made from. `commit` is the last one that changed any input, '' where that is not known.

    `version` is the master's, `release` says whether that is a recorded release. `layer` is the title of the layer and
    `layer_version` its own release, where there are any; `below` are the layers under it with their releases. `fonts`
    are the families of the workspace's own that it is printed with.
    """

    master_title: str
    version: str
    digest: str
    commit: str
    date: str
    uncommitted: bool
    licence: str
    conformity: Conformity
    release: bool = False
    layer: str = ""
    layer_version: str = ""
    below: tuple[tuple[str, str], ...] = ()
    fonts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """How many texts of an edition are said in its language: its own, a fallback's, out of date, not at all; and how
    many a native reader has found right, or a machine has drafted and nobody has read yet."""

    own: int = 0
    inherited: int = 0
    fuzzy: int = 0
    missing: int = 0
    reviewed: int = 0
    drafted: int = 0

    @property
    def total(self) -> int:
        """All texts."""
        return self.own + self.inherited + self.fuzzy + self.missing

    @property
    def percent(self) -> int:
        """Said in the language, in a hundred; rounded down, so that 100 means all."""
        return (self.own + self.inherited) * 100 // self.total if self.total else 100

    @property
    def percent_reviewed(self) -> int:
        """Found right by a native reader, in a hundred, rounded down."""
        return self.reviewed * 100 // self.total if self.total else 100


@dataclass(frozen=True, slots=True)
class DocField:
    """One field of a deviation: its address's part after #, and either a word difference or the texts side by side.

    `runs` is empty where the languages differ or the field is a whole new or gone text. `inside` is where a reader
    finds it: of a cell the heads of its row and column, of an answer its choice. `by` are the operations that wrote
    it, where the entry has others as well.
    """

    field: str
    runs: tuple[Run, ...]
    old: Passage | None
    new: Passage | None
    part: Part = Part.OWN
    inside: tuple[Passage, ...] = ()
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocCause:
    """Why: the operation, whose it is, what it does to protection, and the law it rests on (`source`: 0 or a number).

    `basis` is instrument and article as one line, '' where no law is claimed.
    """

    operation: str
    layer: str
    do: Do
    effect: Effect
    reason: str
    basis: str
    source: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class DocDeviation:
    """An entry of the annex of deviations. `present`: the unit stands in this edition, so that one can link to it."""

    unit: str
    name: str
    present: bool
    departures: tuple[Departure, ...]
    fields: tuple[DocField, ...]
    causes: tuple[DocCause, ...]

    @property
    def anchor(self) -> str:
        """Where marks at the unit lead."""
        return f"deviation-{self.unit}"


class Situation(StrEnum):
    """Why somebody looks for help."""

    DANGER = "danger"
    TALK = "talk"
    IMAGES = "images"
    CRIME = "crime"
    CARE = "care"


@dataclass(frozen=True, slots=True)
class DocRoute:
    """Whom to turn to in a situation: values of the country, None where it has stated none."""

    situation: Situation
    name: Value | None = None
    phone: Value | None = None
    hours: Value | None = None
    website: Value | None = None


@dataclass(frozen=True, slots=True)
class DocForeword:
    """What stands after the cover."""

    title: Passage
    what: Passage
    who: Passage
    signed: Passage


@dataclass(frozen=True, slots=True)
class DocImprint:
    """Who publishes the edition and who answers for it."""

    publisher: Passage
    responsible: Passage
    address: str = ""
    email: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class DocBrand:
    """How the layer of the edition shows itself: colours by day and those that stay after dark, a mark, its words.

    `mark` is where the picture stands among the output's assets, '' where there is none.
    """

    colours: tuple[tuple[str, str], ...] = ()
    after_dark: tuple[tuple[str, str], ...] = ()
    mark: str = ""
    mark_alt: Passage | None = None
    foreword: DocForeword | None = None
    imprint: DocImprint | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An edition in one language."""

    edition: str
    look: Look
    outputs: tuple[Output, ...]
    language: Language
    languages: tuple[Language, ...]
    title: Passage
    subtitle: Passage | None
    line: Passage | None
    cover_image: str
    cover_alt: Passage | None
    parts: tuple[DocPart, ...]
    help: DocUnit | None
    terms: tuple[DocTerm, ...]
    sources: tuple[DocSource, ...]
    colophon: Colophon
    statement: Passage | None = None
    """Who publishes this text, and who does not."""
    to_fill: tuple[str, ...] = ()
    """Names of the parameters printed with their generic wording."""
    filled: tuple[str, ...] = ()
    """Names of the parameters printed with a value of the layer."""
    maps: tuple[DocMap, ...] = ()
    """What the edition says of which age, and where it deals with which risk."""
    deviations: tuple[DocDeviation, ...] = ()
    """The annex, in reading order; empty where the edition does not list them."""
    illustration: str = ""
    """Of which country or region this is an illustration, as a sentence names it; '' where it is none."""
    translation: Translation | None = None
    """How much is translated; None in the language of the source."""
    published: str = ""
    """Where all languages of this edition are published, as a web address without a slash at its end; '' where the
    workspace does not say."""
    original: str = ""
    """The language of the source (BCP 47) where this edition is a translation."""
    wording: tuple[tuple[str, str], ...] = ()
    """The wording of the templates in the edition's language, by the wording that they hold."""
    digits: str = ""
    """The ten digits that numbers are printed with, zero first; '' for 0 to 9."""
    brand: DocBrand = DocBrand()
    """How the edition's layer shows itself; nothing for the master's."""
    routes: tuple[DocRoute, ...] = ()
    """Whom to turn to in the edition's country."""

    def web_address(self, page: str, lang: str = "") -> str:
        """Where a page of the site is published, in this language or another one; '' where that is not known."""
        return f"{self.published}/{lang or self.language.tag}/html/{page}" if self.published else ""

    def sections(self) -> Iterator[DocSection]:
        """All sections, in reading order."""
        for part in self.parts:
            for section in part.sections:
                yield from section.walk()

    def units(self) -> Iterator[DocUnit]:
        """All units, in reading order."""
        for section in self.sections():
            yield from section.units

    @property
    def has_drafts(self) -> bool:
        """Whether any unit is a draft: then every page says so."""
        return any(unit.draft for unit in self.units())
