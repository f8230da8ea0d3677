"""Whether pages made with a layer's templates still show what no edition may be without; it must not write them."""

import traceback
from collections.abc import Iterator
from urllib.parse import urlsplit

from jinja2 import TemplateError

from cop_author.model.document import Document
from cop_author.model.edition import Output
from cop_author.model.place import Where
from cop_author.model.problem import Problem, Rule
from cop_author.render import assets
from cop_author.render.dress import Dress
from cop_author.render.html import LEAVE, NAV, render_book, render_epub_pages, render_part, render_single, render_site
from cop_author.render.own_templates import UNUSABLE
from cop_author.render.pages import CHILDREN
from cop_author.render.shown import Shown, shown, squeezed

LOST = Rule(
    "L404",
    "A page that a layer's template left something out of",
    "Help, the relation to the master text, what is an illustration and how far a translation can be trusted belong on "
    "every edition; a template that drops them would mislead its readers.",
    "Put the part back: it is included from parts/ of the tool's own template.",
)
_SCRIPTS = frozenset(f"{assets.FOLDER}/{name}" for name in assets.SCRIPTS)
_STYLES = frozenset({assets.SITE_STYLE, assets.WIDE_STYLE, assets.EPUB_STYLE, assets.BOOK_STYLE})
_LOADING = frozenset({"src", "srcset", "poster", "data", "background", "action", "formaction", "manifest", "ping"})
_FOREIGN = frozenset({"iframe", "object", "embed", "base", "applet", "frame", "audio", "video", "svg:script"})


def check_dressed(document: Document, dress: Dress) -> tuple[Problem, ...]:
    """What the layer's templates make impossible in an edition, or drop from its pages."""
    if not dress.templates:
        return ()
    try:
        found = list(_find_lost(document, dress))
    except Exception as error:
        where = _where(error, dress)
        if where is None:
            raise
        return (UNUSABLE.at(where, f"{_kind(error)}: {error}"),)
    first = Where(dress.templates[0].file, 1)
    return tuple(LOST.at(first, f"{document.edition} ({document.language.tag}): {message}") for message in found)


def _find_lost(document: Document, dress: Dress) -> Iterator[str]:
    if Output.HTML in document.outputs:
        yield from _of_site(document, {path: shown(page) for path, page in render_site(document, dress).items()})
        yield from _of_long(document, "the one file", shown(render_single(document, "", str, dress)), running=False)
    if Output.EPUB in document.outputs:
        made = render_epub_pages(document, dress)
        yield from _of_book_pages(document, {path: shown(page) for path, page in made.items() if path != NAV})
    if Output.PDF in document.outputs:
        yield from _of_long(document, "the book", shown(render_book(document, dress)), running=True)


def _of_site(document: Document, pages: dict[str, Shown]) -> Iterator[str]:
    statement = _said("parts/statement.html", document)
    for path, page in pages.items():
        yield from _foreign(path, page)
        yield from _missing(path, page, {"who does not publish it": statement, **_illustrative(document)})
        if document.help and path != "help.html":
            if not page.leads("help.html") or not _has_button(page):
                yield f"{path} has no link to the help"
            if not page.leads(LEAVE):
                yield f"{path} has no link that leaves the page"
        policies = (about.get("content", "") for tag, about in page.elements if tag == "meta")
        if not any(policy.startswith("default-src 'none'") for policy in policies):
            yield f"{path} has no policy that forbids to load from elsewhere"
    yield from _of_pages(document, pages)


def _has_button(page: Shown) -> bool:
    """Whether the link to the help stands at the head, for the contents may be folded."""
    return any("help-now" in about.get("class", "") and about.get("href") == "help.html" for _, about in page.elements)


def _of_book_pages(document: Document, pages: dict[str, Shown]) -> Iterator[str]:
    for path, page in pages.items():
        yield from _foreign(path, page)
        yield from _missing(f"{path} of the e-book", page, _illustrative(document))
    yield from _of_pages(document, pages, " of the e-book")


def _of_pages(document: Document, pages: dict[str, Shown], whose: str = "") -> Iterator[str]:
    said = {
        "index.html": _conformity(document) | _drafted(document),
        "about.html": _conformity(document) | _drafted(document) | _untranslated(document),
        "help.html": _whole_help(document),
    }
    for path, sentences in said.items():
        if path in pages:
            yield from _missing(path + whose, pages[path], sentences)
    if document.help and document.look in CHILDREN:
        for path, page in pages.items():
            if path != "help.html":
                yield from _missing(path + whose, page, _help(document))


def _of_long(document: Document, name: str, page: Shown, *, running: bool) -> Iterator[str]:
    yield from _foreign(name, page)
    said = _conformity(document) | _drafted(document) | _untranslated(document) | _whole_help(document)
    yield from _missing(name, page, said)
    twice = _illustrative(document)
    if running and document.help and document.look in CHILDREN:
        twice |= _help(document)
        if "run-help" not in page.classes():
            yield f"{name} has no help on its pages"
    elif running and document.illustration and "run-illustration" not in page.classes():
        yield f"{name} does not say on its pages that it is an illustration"
    for what, sentence in twice.items():
        if page.times(sentence) < (2 if what == "that it is an illustration" else 1):
            yield f"{name} does not say {what}: “{sentence[:60]}”"


def _missing(name: str, page: Shown, said: dict[str, str]) -> Iterator[str]:
    for what, sentence in said.items():
        if sentence and not page.says(sentence):
            yield f"{name} does not say {what}: “{squeezed(sentence)[:60]}”"


def _illustrative(document: Document) -> dict[str, str]:
    if not document.illustration:
        return {}
    return {"that it is an illustration": _said("parts/illustration.html", document)}


def _conformity(document: Document) -> dict[str, str]:
    return {"how it relates to the master text": _said("parts/conformity.html", document)}


def _drafted(document: Document) -> dict[str, str]:
    """The first notice on the translation, which the cover has as well."""
    if not (document.translation and document.translation.drafted):
        return {}
    return {"that its translation is a draft": _notices(document)[0]}


def _untranslated(document: Document) -> dict[str, str]:
    return dict.fromkeys(("how far it is translated",), " ".join(_notices(document)))


def _notices(document: Document) -> list[str]:
    made = render_part("parts/translation.html", document)
    return [squeezed(shown(part).words) for part in made.split("</p>") if shown(part).words]


def _help(document: Document) -> dict[str, str]:
    return {"where to get help": _said("parts/help-words.html", document)}


def _whole_help(document: Document) -> dict[str, str]:
    if not document.help:
        return {}
    passages = [document.help.text, *(point.text for point in document.help.points)]
    return {f"what the help says ({passage.address})": passage.plain for passage in passages if passage}


def _said(part: str, document: Document) -> str:
    return shown(render_part(part, document)).words


def _foreign(name: str, page: Shown) -> Iterator[str]:
    """What a page must not do, whoever wrote its template."""
    for tag, attributes in page.elements:
        kind, source = attributes.get("type", ""), attributes.get("src", "")
        if tag in _FOREIGN or (tag == "script" and source not in _SCRIPTS and kind != "application/ld+json"):
            yield f"{name} holds <{tag}>, which is not the tool's"
        if tag == "link" and "stylesheet" in attributes.get("rel", "") and attributes.get("href") not in _STYLES:
            yield f"{name} loads a style sheet that is not the tool's"
        for key, value in attributes.items():
            if key.startswith("on") or (key == "style" and not tag.startswith("svg")):
                yield f"{name} has {key}=… on <{tag}>"
            elif key in _LOADING and (urlsplit(value).scheme or value.startswith("//")):
                yield f"{name} loads {value[:60]!r}"
            elif key == "href" and urlsplit(value).scheme not in ("", "https", "http", "tel", "mailto"):
                yield f"{name} has a link to {value[:60]!r}"


def _where(error: BaseException, dress: Dress) -> Where | None:
    """The line of the layer's template that failed; the first template where only a limit says so, None where none."""
    files = {template.file for template in dress.templates}
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in files]
    if frames:
        return Where(frames[-1].filename, frames[-1].lineno or 1)
    return Where(dress.templates[0].file, 1) if isinstance(error, TemplateError | RecursionError) else None


def _kind(error: BaseException) -> str:
    return {"UndefinedError": "nobody knows it", "SecurityError": "it is not safe"}.get(
        type(error).__name__, type(error).__name__
    )
