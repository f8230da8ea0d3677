"""What all text draws on: facets, parameters, terms and sources; it must not know who uses them."""

from dataclasses import dataclass, field
from enum import StrEnum

from cop_author.model.guideline import Text
from cop_author.model.place import NOWHERE, Where


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet and its label for people."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Facet:
    """A dimension along which text is selected: readers, ages, sectors, …"""

    id: str
    title: Text
    values: tuple[FacetValue, ...]
    about: Text | None = None
    where: Where = field(default=NOWHERE, compare=False, repr=False)

    def label(self, value: str) -> str:
        """The label of `value`; the value itself where it is not declared."""
        return next((v.label.source for v in self.values if v.id == value), value)


@dataclass(frozen=True, slots=True)
class Prop:
    """A property that a country or sector may add to units, with the values it allows (none: any text)."""

    id: str
    title: Text
    values: tuple[FacetValue, ...] = ()
    where: Where = field(default=NOWHERE, compare=False, repr=False)


class ParameterType(StrEnum):
    """What a parameter's value is; it decides how it is checked and printed."""

    TEXT = "text"
    PHONE = "phone"
    URL = "url"
    EMAIL = "email"
    AGE = "age"
    DURATION = "duration"
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that each country fills in; `generic` is printed in the master's own editions only.

    `vital`: a country's edition for children or for parents may not go without it.
    `min` and `max` are an age in years, a number, or a duration such as `90 days`, as its author wrote them.
    """

    name: str
    type: ParameterType
    generic: Text
    about: str = ""
    min: str = ""
    max: str = ""
    verify_every: str = ""
    forms: tuple[str, ...] = ()
    vital: bool = False
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Deprecated:
    """Wording that is refused, and why."""

    wording: str
    why: str = ""
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Term:
    """One concept of the glossary: the wording to use, its other correct forms, and wording to refuse."""

    id: str
    preferred: Text
    definition: Text
    abbreviation: str = ""
    forms: tuple[str, ...] = ()
    deprecated: tuple[Deprecated, ...] = ()
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    note: str = ""
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """Evidence: a document that was opened on the day `read` (ISO 8601); `year` is 0 where it bears no date."""

    id: str
    title: str
    publisher: str
    address: str
    read: str
    year: int = 0
    lang: str = ""
    where: Where = field(default=NOWHERE, compare=False, repr=False)
