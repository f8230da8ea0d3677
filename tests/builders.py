"""Model values with sensible defaults, so that a test states only what it is about."""

from typing import Any

from cop_author.model.edition import Edition, Selection
from cop_author.model.guideline import Conditions, Core, Force, Guideline, Kind, Point, Section, Text, Unit
from cop_author.model.vocabulary import Deprecated, Facet, FacetValue, Parameter, ParameterType, Source, Term
from cop_author.model.workspace import Config, LanguageSetting, Master, Workspace


def conditions(**facets: list[str]) -> Conditions:
    return Conditions(tuple((name.replace("_", "-"), tuple(values)) for name, values in facets.items()))


def unit(id: str = "ind-a", kind: Kind = Kind.PARAGRAPH, text: str = "Some text.", **values: Any) -> Unit:
    if kind is Kind.RECOMMENDATION:
        values = {"core": Core.EXPECTED, "force": Force.SHOULD, "title": "A title"} | values
    for name in ("title", "alt", "caption", "note"):
        if isinstance(values.get(name), str):
            values[name] = Text(values[name])
    return Unit(id, kind, text=Text(text) if text else None, **values)


def point(id: str, text: str = "A point.", **values: Any) -> Point:
    return Point(id, Text(text), **values)


def section(*units: Unit, id: str = "ind-section", title: str = "A section", **values: Any) -> Section:
    return Section(id, Text(title), units=units, **values)


def guideline(*sections: Section, id: str = "industry", prefix: str = "ind", **values: Any) -> Guideline:
    order = tuple(found.id for found in sections)
    return Guideline(id, prefix, Text("A guideline"), order=order, sections=sections, **values)


def facet(id: str, *values: str) -> Facet:
    return Facet(id, Text(id.title()), tuple(FacetValue(value, Text(value.title())) for value in values))


def term(id: str, preferred: str, *deprecated: str, definition: str = "A definition.") -> Term:
    return Term(id, Text(preferred), Text(definition), deprecated=tuple(Deprecated(wording) for wording in deprecated))


def source(id: str) -> Source:
    return Source(id, "A document", "A publisher", "https://example.org/", "2026-11-23", 2021)


def parameter(name: str, type: ParameterType = ParameterType.TEXT, generic: str = "your own") -> Parameter:
    return Parameter(name, type, Text(generic))


def master(*guidelines: Guideline, **values: Any) -> Master:
    standard = {
        "facets": (
            facet("readers", "children", "parents", "educators", "industry"),
            facet("ages", "under-9", "9-12", "13-18"),
            facet("sectors", "gaming", "social", "isp"),
            facet("topics", "reporting", "privacy"),
        )
    }
    return Master(Text("A master"), "1.0.0", "CC-BY-4.0", guidelines=guidelines, **(standard | values))


def workspace(*units: Unit, **values: Any) -> Workspace:
    """A workspace of one guideline with one section that holds `units`; `values` go to the master."""
    return workspace_of(master(guideline(section(*units)), **values))


def workspace_of(found: Master, **values: Any) -> Workspace:
    return Workspace(Config("A workspace", "en", (LanguageSetting("en"),)), found, **values)


def edition(id: str = "all", **values: Any) -> Edition:
    select = Selection(
        **{name: values.pop(name) for name in ("for_", "topics", "include", "exclude") if name in values}
    )
    defaults: dict[str, Any] = {"guidelines": ("industry",), "languages": ("en",)}
    return Edition(id, Text("An edition"), **(defaults | values), select=select)
