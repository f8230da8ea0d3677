"""An edition's manifest: what is chosen, for whom, in which languages and forms; it must not know how it is built."""

from dataclasses import dataclass, field
from enum import StrEnum

from cop_author.model.guideline import EVERYONE, Conditions, Guideline, Text
from cop_author.model.place import NOWHERE, Where

MASTER = "master"
"""The layer that the master's own editions belong to."""

SECTIONS = "sections"
"""Stands for the sections of an edition where a map may also name a facet."""


class Look(StrEnum):
    """The voice in which an edition is set."""

    STORYBOOK = "storybook"
    WORKBOOK = "workbook"
    TEACHER = "teacher"
    RULES = "rules"
    FAMILY = "family"
    INDUSTRY = "industry"
    POLICY = "policy"


_USUAL_LOOKS = {"children": Look.RULES, "industry": Look.INDUSTRY, "policy-makers": Look.POLICY}


class LeftOut(StrEnum):
    """What becomes of a reference to a unit that the edition leaves out."""

    TEXT = "text"
    LINK = "link"
    FAIL = "fail"


class Stale(StrEnum):
    """What is printed where a translation is out of date."""

    SOURCE = "source"
    PREVIOUS_MARKED = "previous-marked"
    OMIT = "omit"
    FAIL = "fail"


class Digits(StrEnum):
    """What numbers are printed with: 0 to 9, or the digits of the language's own script where it has some."""

    LATIN = "latin"
    NATIVE = "native"


class Output(StrEnum):
    """A form in which an edition is published."""

    HTML = "html"
    PDF = "pdf"
    EPUB = "epub"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Selection:
    """What an edition takes: conditions, topics, and units by id; `exclude` wins over `include`."""

    for_: Conditions = EVERYONE
    topics: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gates:
    """What must hold before an edition is published; percentages are of the edition's texts."""

    approvals: str = "required"
    drift: str = "none"
    parameters: str = "complete"
    translated: int = 100
    reviewed: int = 0


@dataclass(frozen=True, slots=True)
class Deviations:
    """Whether an edition lists and marks how it differs from the master."""

    annex: bool = True
    marks: bool = True


@dataclass(frozen=True, slots=True)
class Cover:
    """One picture and one sentence."""

    line: Text
    image: str = ""
    alt: Text | None = None


@dataclass(frozen=True, slots=True)
class RiskMap:
    """What a map of risks shows: a facet or `sections` line by line; in columns, the topics that each risk gathers."""

    rows: str
    risks: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One publication: a selection of text with a title, a look, languages and outputs."""

    id: str
    title: Text
    guidelines: tuple[str, ...]
    languages: tuple[str, ...]
    look: Look | None = None
    layer: str = MASTER
    family: str = ""
    subtitle: Text | None = None
    cover: Cover | None = None
    help: str = ""
    select: Selection = Selection()
    structure: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    risk_map: RiskMap | None = None
    left_out: LeftOut = LeftOut.TEXT
    stale: Stale = Stale.SOURCE
    digits: Digits = Digits.LATIN
    gates: Gates = Gates()
    deviations: Deviations = Deviations()
    outputs: tuple[Output, ...] = (Output.HTML, Output.PDF)
    where: Where = field(default=NOWHERE, compare=False, repr=False)

    @property
    def voice(self) -> Look:
        """The look that the manifest states, or the usual one of its first guideline."""
        first = self.guidelines[0] if self.guidelines else ""
        return self.look or _USUAL_LOOKS.get(first, Look.FAMILY)


@dataclass(frozen=True, slots=True)
class Tailored:
    """What one edition prints, in reading order."""

    edition: Edition
    guidelines: tuple[Guideline, ...]
