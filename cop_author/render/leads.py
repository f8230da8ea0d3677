"""Where links lead: anchors to the page that holds them; it must not know templates or markup."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from cop_author.model.document import DocPoint, DocSection, Document, DocUnit
from cop_author.render.index import subjects

BOOK = "book.html"
"""The one page that a book is printed from."""
GLOSSARY, SOURCES, ANSWERS, HELP = "glossary.html", "sources.html", "answers.html", "help.html"
CONTACT, FOREWORD = "contact.html", "foreword.html"
TOPICS, LETTERS, GLANCE = "topics.html", "a-to-z.html", "glance.html"
DEVIATIONS, ABOUT, ACCESSIBILITY, SEARCH = "deviations.html", "about.html", "accessibility.html", "search.html"


@dataclass(frozen=True, slots=True)
class Leads:
    """Links as they are written on the page `here`."""

    pages: Mapping[str, str]
    here: str

    def to(self, anchor: str) -> str:
        """The address of `anchor`, '' where this edition does not have it."""
        page = self.pages.get(anchor)
        if page is None:
            return ""
        fragment = f"#{quote(anchor, safe='.-_')}"
        return fragment if page == self.here else f"{page}{fragment}"

    def on(self, here: str) -> "Leads":
        """The same links as they are written on another page."""
        return replace(self, here=here)


def book_leads(document: Document) -> Leads:
    """Links inside one long page."""
    return Leads(dict.fromkeys(site_leads(document).pages, BOOK), BOOK)


def site_leads(document: Document) -> Leads:
    """Links between the pages of a site."""
    pages: dict[str, str] = {}
    if document.help:
        pages |= dict.fromkeys(_of_unit(document.help), HELP)
        pages["help"] = HELP
    for part in document.parts:
        for section in part.sections:
            pages |= dict.fromkeys(_of_section(section), f"{section.id}.html")
    pages |= {f"{unit.id}.answers": ANSWERS for unit in answered(document)}
    pages |= {term.anchor: GLOSSARY for term in document.terms}
    pages |= {subject.anchor: TOPICS for subject in subjects(document)}
    pages |= {source.anchor: SOURCES for source in document.sources}
    pages |= {found.anchor: DEVIATIONS for found in document.deviations}
    pages |= {"deviations": DEVIATIONS} if document.deviations else {}
    pages["about"] = ABOUT
    return Leads(pages, "index.html")


def answered(document: Document) -> tuple[DocUnit, ...]:
    """Units whose choices the book answers, in reading order."""
    return tuple(unit for unit in document.units() if unit.has_answers)


def _of_section(section: DocSection) -> Iterator[str]:
    for found in section.walk():
        yield found.id
        for unit in found.units:
            yield from _of_unit(unit)


def _of_unit(unit: DocUnit) -> Iterator[str]:
    yield unit.id
    yield from _of_points(unit.points)
    yield from (choice.anchor for choice in unit.choices)
    yield from (row.anchor for row in unit.rows)


def _of_points(points: Iterable[DocPoint]) -> Iterator[str]:
    for point in points:
        yield point.anchor
        yield from _of_points(point.points)
