"""Which pieces of text a thing holds and what each is called, in one place: extraction, overrides, translation and
permalinks cannot disagree; it must not change what it does not name."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from cop_author.model.edition import Edition
from cop_author.model.guideline import Guideline, Point, Row, Section, Text, Unit
from cop_author.model.ids import Address
from cop_author.model.vocabulary import Facet, Parameter, Term
from cop_author.model.workspace import Master

Change = Callable[[Address, Text], Text]


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


def texts_of_unit(unit: Unit) -> tuple[tuple[Address, Text], ...]:
    """Every text of `unit` and its address, in reading order."""
    found: list[tuple[Address, Text]] = []

    def note(address: Address, text: Text) -> Text:
        found.append((address, text))
        return text

    map_unit(unit, note)
    return tuple(found)


def texts_of_section(section: Section) -> tuple[tuple[Address, Text], ...]:
    """The section's own texts, without its units and the sections below it."""
    return _present((Address(section.id, "title"), section.title), (Address(section.id, "text"), section.text))


def texts_of_guideline(guideline: Guideline) -> tuple[tuple[Address, Text], ...]:
    """The guideline's own texts."""
    owner = f"guideline:{guideline.id}"
    return _present((Address(owner, "title"), guideline.title), (Address(owner, "text"), guideline.text))


def texts_of_term(term: Term) -> tuple[tuple[Address, Text], ...]:
    """The wording of a term and its definition."""
    owner = f"term:{term.id}"
    return _present((Address(owner, "preferred"), term.preferred), (Address(owner, "definition"), term.definition))


def texts_of_parameter(parameter: Parameter) -> tuple[tuple[Address, Text], ...]:
    """The generic wording of a parameter."""
    return _present((Address(f"parameter:{parameter.name}", "generic"), parameter.generic))


def texts_of_facet(facet: Facet) -> tuple[tuple[Address, Text], ...]:
    """The name of a facet and the labels of its values."""
    owner = f"facet:{facet.id}"
    labels = ((Address(owner, value.id), value.label) for value in facet.values)
    return _present((Address(owner, "title"), facet.title), (Address(owner, "about"), facet.about), *labels)


def texts_of_edition(edition: Edition) -> tuple[tuple[Address, Text], ...]:
    """What stands on an edition's cover."""
    owner = f"edition:{edition.id}"
    cover = edition.cover
    return _present(
        (Address(owner, "title"), edition.title),
        (Address(owner, "subtitle"), edition.subtitle),
        (Address(owner, "line"), cover.line if cover else None),
        (Address(owner, "alt"), cover.alt if cover else None),
    )


def texts_of_master(master: Master) -> Iterator[tuple[Address, Text]]:
    """Every text of the master, in reading order, vocabularies last."""
    yield from _present((Address("master", "title"), master.title), (Address("master", "statement"), master.statement))
    for guideline in master.guidelines:
        yield from texts_of_guideline(guideline)
        for section in guideline.walk():
            yield from texts_of_section(section)
            for unit in section.units:
                yield from texts_of_unit(unit)
    for term in master.terms:
        yield from texts_of_term(term)
    for parameter in master.parameters:
        yield from texts_of_parameter(parameter)
    for facet in master.facets:
        yield from texts_of_facet(facet)


def _present(*pairs: tuple[Address, Text | None]) -> tuple[tuple[Address, Text], ...]:
    return tuple((address, text) for address, text in pairs if text is not None)
