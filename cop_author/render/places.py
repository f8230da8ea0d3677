"""The places of an edition that a search can lead to, with the words that stand there; no markup.

Answers are no places: a search for the words of a question would show them beside it.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cop_author.model.document import DocPoint, Document, DocUnit, Passage
from cop_author.render.leads import Leads, site_leads
from cop_author.render.pages import arranged


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads, what it is called, and what stands there besides its title."""

    href: str
    title: str
    text: str


def places(document: Document) -> tuple[Place, ...]:
    """Every section, unit and term of the site, in reading order, then the help."""
    return tuple(_places(arranged(document)))


def _places(document: Document) -> Iterator[Place]:
    leads = site_leads(document)
    for section in document.sections():
        yield Place(leads.to(section.id), section.title.plain, _joined((section.text,)))
        for unit in section.units:
            yield _place(leads, unit, section.title)
    for term in document.terms:
        name = f"{term.preferred.plain} ({term.abbreviation})" if term.abbreviation else term.preferred.plain
        yield Place(leads.to(term.anchor), name, _joined((term.definition,)))
    if document.help:
        yield _place(leads, document.help, document.title)


def _place(leads: Leads, unit: DocUnit, above: Passage) -> Place:
    """A unit; one without a title goes by the title above it."""
    return Place(leads.to(unit.id), (unit.title or above).plain, _joined(_of_unit(unit)))


def _of_unit(unit: DocUnit) -> Iterator[Passage | None]:
    yield unit.text
    yield from _of_points(unit.points)
    yield from (choice.text for choice in unit.choices)
    yield from unit.columns
    for row in unit.rows:
        yield from (row.head, *row.cells)
    yield unit.caption


def _of_points(points: Iterable[DocPoint]) -> Iterator[Passage]:
    for point in points:
        yield point.text
        yield from _of_points(point.points)


def _joined(passages: Iterable[Passage | None]) -> str:
    """The passages one after the other, with a dot in the middle where the one before has no end of its own."""
    said = ""
    for passage in passages:
        if passage and passage.plain:
            is_closed = not said or unicodedata.category(said[-1]).startswith("P")
            said += ("" if not said else " " if is_closed else " · ") + passage.plain
    return said
