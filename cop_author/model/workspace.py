"""Everything an author keeps, as one value: configuration, master text, layers, editions and register."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cop_author.model.edition import Edition
from cop_author.model.guideline import Guideline, Section, Text, Unit
from cop_author.model.layer import Layer
from cop_author.model.place import NOWHERE, Where
from cop_author.model.register import Register
from cop_author.model.vocabulary import Facet, Parameter, Prop, Source, Term


@dataclass(frozen=True, slots=True)
class LanguageSetting:
    """A language of the workspace and the languages tried, in order, where it has no translation."""

    tag: str
    fallback: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """What `cop.yaml` states."""

    title: str
    source_language: str = "en"
    languages: tuple[LanguageSetting, ...] = ()
    address: str = ""
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Master:
    """The canonical text and what it draws on."""

    title: Text
    version: str
    licence: str
    statement: Text | None = None
    order: tuple[str, ...] = ()
    guidelines: tuple[Guideline, ...] = ()
    facets: tuple[Facet, ...] = ()
    props: tuple[Prop, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    terms: tuple[Term, ...] = ()
    sources: tuple[Source, ...] = ()
    where: Where = field(default=NOWHERE, compare=False, repr=False)

    def sections(self) -> Iterator[Section]:
        """All sections of all guidelines, in reading order."""
        for guideline in self.guidelines:
            yield from guideline.walk()

    def units(self) -> Iterator[Unit]:
        """All units of all guidelines, in reading order."""
        for section in self.sections():
            yield from section.units


@dataclass(frozen=True, slots=True)
class Workspace:
    """One folder with a `cop.yaml` and all that it holds.

    `assets` are the paths of pictures below `content/master/assets`, with their sizes in bytes.
    """

    config: Config
    master: Master
    layers: tuple[Layer, ...] = ()
    editions: tuple[Edition, ...] = ()
    register: Register = Register()
    assets: tuple[tuple[str, int], ...] = ()
