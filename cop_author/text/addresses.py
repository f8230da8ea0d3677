"""Which pieces of text a thing holds and what each is called, in one place: extraction, overrides, translation and
permalinks cannot disagree; it must not change what it does not name."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar, cast

from cop_author.model.brand import Brand
from cop_author.model.edition import Edition
from cop_author.model.guideline import Guideline, Point, Row, Section, Text, Unit
from cop_author.model.ids import Address
from cop_author.model.vocabulary import Facet, Parameter, Term
from cop_author.model.workspace import Master

Change = Callable[[Address, Text], Text]
Texts = tuple[tuple[Address, Text], ...]
T = TypeVar("T")


def map_unit(unit: Unit, change: Change) -> Unit:
    """`unit` with every text replaced by what `change` makes of it."""

    def at(field: str, text: Text | None) -> Text | None:
        return change(Address(unit.id, field), text) if text else None

    def sure(field: str, text: Text) -> Text:
        return change(Address(unit.id, field), text)

    def point(found: Point, above: str) -> Point:
        path = f"{above}{found.id}"
        return replace(
            found, text=sure(path, found.text), points=tuple(point(below, f"{path}.") for below in found.points)
        )  # fmt: skip

    def row(found: Row) -> Row:
        head = sure(f"{found.id}.head", found.head)
        cells = tuple(replace(cell, text=sure(f"{found.id}.{cell.column}", cell.text)) for cell in found.cells)
        return replace(found, head=head, cells=cells)

    return replace(
        unit,
        title=at("title", unit.title),
        text=at("text", unit.text),
        points=tuple(point(found, "") for found in unit.points),
        choices=tuple(
            replace(choice, text=sure(choice.id, choice.text), answer=at(f"{choice.id}.answer", choice.answer))
            for choice in unit.choices
        ),
        columns=tuple(replace(column, head=sure(f"head.{column.id}", column.head)) for column in unit.columns),
        rows=tuple(row(found) for found in unit.rows),
        alt=at("alt", unit.alt),
        caption=at("caption", unit.caption),
    )


def map_section(section: Section, change: Change) -> Section:
    """`section` with its own texts changed, without its units and the sections below it."""
    return _with(section, section.id, change, "title", "text")


def map_guideline(guideline: Guideline, change: Change) -> Guideline:
    """`guideline` with its own texts changed."""
    return _with(guideline, f"guideline:{guideline.id}", change, "title", "text")


def map_term(term: Term, change: Change) -> Term:
    """`term` with its wording and its definition changed."""
    return _with(term, f"term:{term.id}", change, "preferred", "definition")


def map_parameter(parameter: Parameter, change: Change) -> Parameter:
    """`parameter` with its generic wording changed."""
    return _with(parameter, f"parameter:{parameter.name}", change, "generic")


def map_facet(facet: Facet, change: Change) -> Facet:
    """`facet` with its name, what it is about and the labels of its values changed."""
    owner = f"facet:{facet.id}"
    named = _with(facet, owner, change, "title", "about")
    labelled = (replace(value, label=change(Address(owner, value.id), value.label)) for value in facet.values)
    return replace(named, values=tuple(labelled))


def map_edition(edition: Edition, change: Change) -> Edition:
    """`edition` with what stands on its cover changed."""
    owner = f"edition:{edition.id}"
    titled = _with(edition, owner, change, "title", "subtitle")
    return replace(titled, cover=_with(edition.cover, owner, change, "line", "alt")) if edition.cover else titled


def map_brand(brand: Brand, layer: str, change: Change) -> Brand:
    """`brand` of the layer with this id, with its words changed."""

    def part(holder: T, name: str, *fields: str) -> T:
        def named(address: Address, text: Text) -> Text:
            return change(Address(address.owner, f"{name}.{address.field}"), text)

        return _with(holder, f"brand:{layer}", named, *fields) if holder is not None else holder

    return replace(
        brand,
        logo=part(brand.logo, "logo", "alt"),
        foreword=part(brand.foreword, "foreword", "title", "what", "who", "signed"),
        imprint=part(brand.imprint, "imprint", "publisher", "responsible"),
    )


def map_head(master: Master, change: Change) -> Master:
    """`master` with the title and the statement of the whole work changed, and nothing else."""
    return _with(master, "master", change, "title", "statement")


def texts_of_unit(unit: Unit) -> Texts:
    """Every text of `unit` and its address, in reading order."""
    return _texts(map_unit, unit)


def texts_of_section(section: Section) -> Texts:
    """The section's own texts, without its units and the sections below it."""
    return _texts(map_section, section)


def texts_of_guideline(guideline: Guideline) -> Texts:
    """The guideline's own texts."""
    return _texts(map_guideline, guideline)


def texts_of_term(term: Term) -> Texts:
    """The wording of a term and its definition."""
    return _texts(map_term, term)


def texts_of_parameter(parameter: Parameter) -> Texts:
    """The generic wording of a parameter."""
    return _texts(map_parameter, parameter)


def texts_of_facet(facet: Facet) -> Texts:
    """The name of a facet, what it is about, and the labels of its values."""
    return _texts(map_facet, facet)


def texts_of_edition(edition: Edition) -> Texts:
    """What stands on an edition's cover."""
    return _texts(map_edition, edition)


def texts_of_brand(brand: Brand, layer: str) -> Texts:
    """The words with which a layer shows itself."""
    return _texts(lambda found, change: map_brand(found, layer, change), brand)


def texts_of_head(master: Master) -> Texts:
    """The title and the statement of the whole work."""
    return _texts(map_head, master)


def _texts(map_: Callable[[T, Change], T], holder: T) -> Texts:
    """What `map_` would change, in its order: so what is listed and what is changed are the same."""
    found: list[tuple[Address, Text]] = []

    def note(address: Address, text: Text) -> Text:
        found.append((address, text))
        return text

    map_(holder, note)
    return tuple(found)


def _with(holder: T, owner: str, change: Change, *fields: str) -> T:
    """`holder` with these of its fields changed, as far as it has them."""
    present = ((name, getattr(holder, name)) for name in fields)
    changed: dict[str, Any] = {name: change(Address(owner, name), text) for name, text in present if text is not None}
    return cast(T, replace(cast(Any, holder), **changed))
