"""Documents to HTML, for the web and for print; the only user of Jinja2, and it must not read or write files."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import lru_cache
from gettext import NullTranslations
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from cop_author.model.document import Document
from cop_author.model.edition import Output
from cop_author.render import assets, figures, structured
from cop_author.render.dress import Source, tools_template
from cop_author.render.fallback import BEGIN, END, marked
from cop_author.render.index import IN_BOOK, letters, subjects
from cop_author.render.leads import BOOK, GLOSSARY, Leads, answered, book_leads, site_leads
from cop_author.render.numerals import with_digits
from cop_author.render.pages import CHILDREN, SEARCHING, Page, arranged, core_units, e_book_pages, has_glance, pages
from cop_author.render.prose import Prose, has_long_word, is_spoken
from cop_author.text.breaks import with_breaks
from cop_author.text.locale import format_date

Loader = Callable[[str], Source]
"""Gives the text of the template with this name, and perhaps its file; None where there is none."""

LEAVE = "https://www.wikipedia.org/"
"""Where the plain link leads that takes a reader away from the page at once."""

NAV = "nav.xhtml"
"""The contents of an e-book."""
_FRAMES = {"site": "layout/page.html", "epub": "layout/epub.html"}
_ON_SCREEN = frozenset({"site", "single"})
"""Media that a browser shows: boxes can be ticked there, and wide tables scroll."""
_MANY_ROUTES = 3
"""Numbers to call that have a page of their own in a book; fewer stand with the help on its last page."""
_UNTRANSLATED = NullTranslations()
_translations: ContextVar[NullTranslations] = ContextVar("translations", default=_UNTRANSLATED)


class Wording(NullTranslations):
    """The wording of an edition's language; what has none stays as the templates hold it, with `marks` around it."""

    def __init__(self, wording: Iterable[tuple[str, str]], *, marks: bool = False) -> None:
        super().__init__()
        self._said, self._marks = dict(wording), (BEGIN, END) if marks else ("", "")

    def gettext(self, message: str) -> str:
        """The wording for `message`."""
        begin, end = self._marks
        return self._said.get(message) or f"{begin}{message}{end}"

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The wording for one of two messages, as English counts."""
        return self.gettext(singular if number == 1 else plural)


def _wording(document: Document) -> Wording:
    """What is said around the text. A text that was not translated from another may lack wording in its language."""
    return Wording(document.wording, marks=not (document.original or document.language.tag.partition("-")[0] == "en"))


def render_site(
    document: Document, loader: Loader = tools_template, translations: NullTranslations | None = None
) -> dict[str, str]:
    """Every page of the site, by its path; it needs `site_assets`, `search_files` and the pictures beside it."""
    shown = arranged(document)
    leads, order = site_leads(shown), pages(shown)
    with _speaking(translations or _wording(document)):
        return {page.path: _finished(_page(shown, page, order, leads, loader), shown) for page in (*order, SEARCHING)}


def render_epub_pages(
    document: Document, loader: Loader = tools_template, translations: NullTranslations | None = None
) -> dict[str, str]:
    """The pages of an e-book by their path, as HTML, and its contents (`NAV`) as XHTML; both link to `EPUB_STYLE`."""
    shown = arranged(document)
    leads, order = site_leads(shown), e_book_pages(shown)
    with _speaking(translations or _wording(document)):
        made = {page.path: _finished(_page(shown, page, order, leads, loader, "epub"), shown) for page in order}
        values = _common(shown, leads, "epub") | {"pages": order, "style": assets.EPUB_STYLE}
        return made | {NAV: _finished(environment(loader).get_template("epub/nav.xhtml").render(values), shown)}


def render_package(document: Document, values: dict[str, Any], loader: Loader = tools_template) -> str:
    """What an e-book says of itself and of its files."""
    with _speaking(Wording(document.wording)):
        return environment(loader).get_template("epub/package.xml").render({"doc": document} | values)


def render_book(
    document: Document, loader: Loader = tools_template, translations: NullTranslations | None = None
) -> str:
    """The whole edition as the one page that a PDF is printed from; it needs `book_assets` and the pictures."""
    shown = arranged(document)
    with _speaking(translations or _wording(document)):
        values = _common(shown, book_leads(shown), "book") | {"here": BOOK, "style": assets.BOOK_STYLE}
        return with_breaks(_finished(environment(loader).get_template("layout/book.html").render(values), shown))


def render_single(
    document: Document,
    style: str,
    embed: Callable[[str], str],
    loader: Loader = tools_template,
    translations: NullTranslations | None = None,
) -> str:
    """The whole edition as one page that needs nothing beside it: with this style sheet, which must be ours, and with
    what `embed` makes of the path of each picture."""
    shown = arranged(document)
    with _speaking(translations or _wording(document)):
        values = _common(shown, book_leads(shown), "single") | {
            "here": BOOK,
            "style": Markup(style),
            "picture": lambda name: embed(assets.picture(name)),
            "cover": embed(assets.cover(document)),
            "mark": embed(document.brand.mark) if document.brand.mark else "",
        }
        return _finished(environment(loader).get_template("layout/single.html").render(values), shown)


def render_template(name: str, values: dict[str, Any], loader: Loader = tools_template) -> str:
    """A page that is no edition's, from a template and its values."""
    with _speaking(_UNTRANSLATED):
        return environment(loader).get_template(name).render(values)


def render_part(name: str, document: Document) -> str:
    """One part of a page as the tool's own template has it, whatever a layer made of it."""
    shown = arranged(document)
    with _speaking(_wording(document)):
        values = _common(shown, site_leads(shown), "site")
        return marked(environment(tools_template).get_template(name).render(values))


@lru_cache(maxsize=8)
def environment(loader: Loader) -> ImmutableSandboxedEnvironment:
    """What templates are read and rendered in."""
    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(loader),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    install: Any = environment
    install.install_gettext_callables(_gettext, _ngettext, newstyle=True)
    return environment


def _finished(page: str, document: Document) -> str:
    """A rendered page with what only its whole text can be given: marks of fallback wording, the edition's digits."""
    return with_digits(marked(page), document.digits, document.language.tag)


def _page(
    document: Document, page: Page, order: tuple[Page, ...], leads: Leads, loader: Loader, medium: str = "site"
) -> str:
    previous, following = _neighbours(page, order)
    values = _common(document, leads.on(page.path), medium) | {
        "frame": _FRAMES[medium],
        "here": page.path,
        "page": page,
        "pages": order,
        "previous": previous,
        "following": following,
        "style": assets.SITE_STYLE if medium == "site" else assets.EPUB_STYLE,
        "wide_style": assets.WIDE_STYLE,
        "script": assets.SEARCH_SCRIPT,
        "structured": _structured(document, page) if medium == "site" else Markup(),
    }
    return environment(loader).get_template(page.template).render(values)


def _neighbours(page: Page, order: tuple[Page, ...]) -> tuple[Page | None, Page | None]:
    """The pages before and after; a page that is not read in order has none."""
    if page not in order:
        return None, None
    at = order.index(page)
    return order[at - 1] if at else None, order[at + 1] if at + 1 < len(order) else None


def _structured(document: Document, page: Page) -> Markup:
    """What the page says of itself for programs; '' where that is nothing."""
    if page.path == GLOSSARY:
        return Markup(structured.as_block(structured.of_glossary(document)))
    if page.path != "index.html":
        return Markup()
    place = document.illustration
    notice = _gettext("Illustration. Not issued by the authorities of %(place)s.") % {"place": place} if place else ""
    return Markup(structured.as_block(structured.of_edition(document, notice)))


def _common(document: Document, leads: Leads, medium: str) -> dict[str, Any]:
    return {
        "doc": document,
        "look": document.look.value,
        "medium": medium,
        "on_screen": medium in _ON_SCREEN,
        "for_children": document.look in CHILDREN,
        "prose": _prose(document, leads, medium),
        "leads": leads,
        "answered": answered(document),
        "routes_with_help": bool(document.help) and 0 < len(document.routes) < _MANY_ROUTES,
        "core_units": core_units(document),
        "subjects": subjects,
        "letters": letters,
        "has_book_index": document.look in IN_BOOK and any(unit.topics for unit in document.units()),
        "has_glance": has_glance(document),
        "coverage": figures.coverage,
        "departed": figures.departed,
        "total": figures.total,
        "pen": figures.pen(document, titled=medium == "book"),
        "picture": assets.picture,
        "cover": assets.cover(document),
        "mark": document.brand.mark,
        "spoken": is_spoken,
        "long_word": has_long_word,
        "has_pdf": Output.PDF in document.outputs,
        "has_epub": Output.EPUB in document.outputs,
        "leave": LEAVE,
        "day": lambda iso: format_date(iso, document.language.tag),
    }


def _prose(document: Document, leads: Leads, medium: str) -> Prose:
    prose = Prose(
        document.language,
        leads,
        outdated=_gettext("(translated from an earlier version of this text)"),
        names_others=document.translation is not None,
    )
    return prose if medium != "book" else replace(prose, seam="\u200b", page=_gettext("page {n}"))


@contextmanager
def _speaking(translations: NullTranslations) -> Iterator[None]:
    token = _translations.set(translations)
    try:
        yield
    finally:
        _translations.reset(token)


def _gettext(message: str) -> str:
    return _translations.get().gettext(message)


def _ngettext(singular: str, plural: str, number: int) -> str:
    return _translations.get().ngettext(singular, plural, number)
