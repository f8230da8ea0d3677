"""What an edition is, for search engines, as JSON-LD (schema.org); it must not claim what pages do not say.

Nobody is named as publisher: who publishes a text, and who does not, is said in the words of its statement.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from cop_author.model.document import Colophon, Document
from cop_author.model.edition import Look, Output
from cop_author.model.portal import Portal
from cop_author.render.leads import GLOSSARY

Plain = dict[str, Any]

FEATURES = ("alternativeText", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents")
_LICENCE = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)")
_AUDIENCES: dict[Look, Plain] = {
    Look.STORYBOOK: {"@type": "PeopleAudience", "suggestedMaxAge": 8},
    Look.WORKBOOK: {"@type": "PeopleAudience", "suggestedMinAge": 9, "suggestedMaxAge": 12},
    Look.RULES: {"@type": "PeopleAudience", "suggestedMinAge": 13, "suggestedMaxAge": 18},
    Look.TEACHER: {"@type": "EducationalAudience", "educationalRole": "teacher"},
    Look.FAMILY: {"@type": "Audience", "audienceType": "parents and educators"},
    Look.INDUSTRY: {"@type": "BusinessAudience", "audienceType": "companies"},
    Look.POLICY: {"@type": "Audience", "audienceType": "policy-makers"},
}
_FORMS = (
    (Output.PDF, "application/pdf", "pdf"),
    (Output.EPUB, "application/epub+zip", "epub"),
    (Output.HTML, "text/html", "html"),
)


def of_edition(document: Document, notice: str = "") -> Plain:
    """The edition as a book, for its start page; `notice` is what tells an illustration from what it shows."""
    made = document.colophon
    found = {
        "@context": "https://schema.org",
        "@type": "Book",
        "@id": document.web_address("index.html"),
        "url": document.web_address("index.html"),
        "identifier": f"{document.edition}/{document.language.tag}",
        "name": document.title.plain,
        "description": document.subtitle.plain if document.subtitle else "",
        "inLanguage": document.language.tag,
        "version": made.layer_version if made.layer else made.version,
        "datePublished": made.date,
        "license": licence_address(made.licence),
        "creditText": document.statement.plain if document.statement else "",
        "disambiguatingDescription": notice,
        "creativeWorkStatus": "Draft" if document.has_drafts or made.uncommitted else "",
        "isBasedOn": list(_based_on(made)),
        "spatialCoverage": {"@type": "Place", "name": made.layer} if made.layer else {},
        "translationOfWork": _work(document, document.original) if document.original else {},
        "workTranslation": list(_translations(document)),
        "audience": _AUDIENCES[document.look],
        "isAccessibleForFree": True,
        "accessMode": ["textual", "visual"],
        "accessModeSufficient": {"@type": "ItemList", "itemListElement": ["textual"]},
        "accessibilityFeature": list(FEATURES),
        "accessibilityHazard": "none",
        "encoding": list(_forms(document)),
        "hasPart": _term_set(document) if document.terms else {},
    }
    return {key: value for key, value in found.items() if value not in ("", [], {})}


def of_portal(portal: Portal) -> Plain:
    """The page that leads to all editions, with each of them in each language."""
    books = [
        {"@type": "Book", "name": card.title, "inLanguage": shelf.lang, "url": card.site}
        for shelf in portal.shelves
        for card in shelf.cards
        if card.site
    ]
    page = {"@context": "https://schema.org", "@type": "CollectionPage", "name": portal.title}
    return page | {"inLanguage": [shelf.lang for shelf in portal.shelves], "hasPart": books}


def of_glossary(document: Document) -> Plain:
    """The terms that the edition uses, for the page that explains them."""
    terms = [
        {
            "@type": "DefinedTerm",
            "@id": f"{_address(document, GLOSSARY)}#{term.anchor}",
            "name": term.preferred.plain,
            "description": term.definition.plain,
        }
        for term in document.terms
    ]
    return {"@context": "https://schema.org"} | _term_set(document) | {"hasDefinedTerm": terms}


def as_block(found: Plain) -> str:
    """The JSON as it may stand inside `<script type="application/ld+json">`: no character of it can end the element."""
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return "".join(f"\\u{ord(letter):04x}" if letter in "<>&\u2028\u2029" else letter for letter in text)


def licence_address(licence: str) -> str:
    """Where a licence of Creative Commons is explained, by its SPDX name; any other stays as it is named."""
    found = _LICENCE.fullmatch(licence)
    return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/" if found else licence


def _based_on(made: Colophon) -> Iterator[Plain]:
    """Of an edition of a layer: the master text, then the layers between."""
    for title, version in ((made.master_title, made.version), *made.below) if made.layer else ():
        yield {"@type": "CreativeWork", "name": title} | ({"version": version} if version else {})


def _translations(document: Document) -> Iterator[Plain]:
    if not document.original:
        others = (each.tag for each in document.languages if each.tag != document.language.tag)
        yield from (_work(document, tag) for tag in others)


def _work(document: Document, lang: str) -> Plain:
    """The same edition in another language."""
    address = document.web_address("index.html", lang)
    found = {"@type": "Book", "identifier": f"{document.edition}/{lang}", "inLanguage": lang}
    return found | ({"@id": address} if address else {})


def _forms(document: Document) -> Iterator[Plain]:
    for output, type_, ending in _FORMS:
        if output in document.outputs:
            place = _address(document, f"../{document.edition}.{ending}")
            yield {"@type": "MediaObject", "encodingFormat": type_, "contentUrl": place}


def _term_set(document: Document) -> Plain:
    return {"@type": "DefinedTermSet", "@id": _address(document, GLOSSARY), "inLanguage": document.language.tag}


def _address(document: Document, path: str) -> str:
    """Where a file of the edition is published; where that is not known, as seen from its pages."""
    if not document.published:
        return path
    beside = path.removeprefix("../")
    return document.web_address(path) if beside == path else f"{document.published}/{document.language.tag}/{beside}"
