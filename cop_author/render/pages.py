"""What an edition consists of when it is shown: its pages, their order, what stands on all of them; no markup."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cop_author.model.document import DocSection, Document, DocUnit
from cop_author.model.edition import Look
from cop_author.model.guideline import Core
from cop_author.render import leads
from cop_author.render.index import letters, subjects

CHILDREN = frozenset({Look.STORYBOOK, Look.WORKBOOK, Look.RULES})
"""Looks for children: help stands on every page, and no label speaks of duties."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it stands, its template, the section it shows if it shows one.

    `is_of_site`: it speaks of the site itself, so that an e-book does not have it.
    """

    path: str
    template: str
    section: DocSection | None = None
    is_of_site: bool = False


SEARCHING = Page(leads.SEARCH, "layout/search.html")
"""The page of a site that finds words in the others; no page of a book, and none that is read in order."""


def pages(document: Document) -> tuple[Page, ...]:
    """The pages of the site in reading order."""
    return tuple(_pages(document))


def e_book_pages(document: Document) -> tuple[Page, ...]:
    """The pages of an e-book in reading order."""
    return tuple(page for page in _pages(document) if not page.is_of_site)


def _pages(document: Document) -> Iterator[Page]:
    yield from _front(document)
    for part in document.parts:
        for section in part.sections:
            yield Page(f"{section.id}.html", "layout/section.html", section)
    if leads.answered(document):
        yield Page(leads.ANSWERS, "layout/answers.html")
    if document.terms:
        yield Page(leads.GLOSSARY, "layout/glossary.html")
    if subjects(document):
        yield Page(leads.TOPICS, "layout/topics.html")
    if letters(document):
        yield Page(leads.LETTERS, "layout/a-to-z.html")
    if document.sources:
        yield Page(leads.SOURCES, "layout/sources.html")
    if document.deviations:
        yield Page(leads.DEVIATIONS, "layout/deviations.html")
    yield Page(leads.ABOUT, "layout/about.html")
    yield Page(leads.ACCESSIBILITY, "layout/accessibility.html", is_of_site=True)
    if document.help:
        yield Page(leads.HELP, "layout/help.html")


def _front(document: Document) -> Iterator[Page]:
    yield Page("index.html", "layout/index.html")
    if document.routes:
        yield Page(leads.CONTACT, "layout/contact.html")
    if document.brand.foreword:
        yield Page(leads.FOREWORD, "layout/foreword.html")
    if has_glance(document):
        yield Page(leads.GLANCE, "layout/glance.html")


def arranged(document: Document) -> Document:
    """The document with its help unit on a page of its own instead of among the sections."""
    if document.help is None:
        return document
    parts = tuple(replace(part, sections=tuple(_without(part.sections, document.help.id))) for part in document.parts)
    return replace(document, parts=parts)


def _without(sections: tuple[DocSection, ...], unit_id: str) -> Iterator[DocSection]:
    for section in sections:
        if all(unit.id != unit_id for found in section.walk() for unit in found.units):
            yield section
            continue
        units = tuple(unit for unit in section.units if unit.id != unit_id)
        below = tuple(_without(section.sections, unit_id))
        if units or below:
            yield replace(section, units=units, sections=below)


def has_glance(document: Document) -> bool:
    """Whether there is anything to be counted and mapped: in books for adults only."""
    forces = any(unit.force for unit in document.units())
    return document.look not in CHILDREN and (forces or bool(document.maps))


def core_units(document: Document) -> tuple[DocUnit, ...]:
    """Mandatory units that have a title, in reading order: the edition at a glance."""
    if document.look in CHILDREN:
        return ()
    return tuple(unit for unit in document.units() if unit.core is Core.MANDATORY and unit.title)
