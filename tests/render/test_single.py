"""The edition as one file: the whole text, every link leads to something in it, and nothing is asked of anybody."""

import re
from base64 import b64decode
from dataclasses import replace
from html import unescape

import pytest

from cop_author.model.document import Document
from cop_author.model.edition import Look
from cop_author.render import assets
from cop_author.render.single import make_single
from tests.render.sample import ARABIC, ENGLISH, a_document, an_arabic_document

SAMPLES = [*(a_document(look) for look in Look), an_arabic_document()]


def single(document: Document) -> str:
    return make_single(document, lambda name: f"<svg>{name}</svg>".encode()).decode()


def ids(page: str) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', page)


@pytest.mark.parametrize("document", SAMPLES)
def test_nothing_is_loaded_and_nothing_may_be(document: Document) -> None:
    page = single(document)
    asked = [*re.findall(r'\bsrc="([^"]*)"', page), *re.findall(r"url\(([^)]*)\)", page)]
    assert asked and all(re.match(r"data:(image|font)/[\w.+-]+;base64,", each) for each in asked)
    assert not re.search(r"<(link|script|iframe|object)\b", page) and "@import" not in page
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:;")


@pytest.mark.parametrize("document", SAMPLES)
def test_every_link_leads_to_something_in_the_file_or_out(document: Document) -> None:
    page = single(document)
    found = ids(page)
    assert len(found) == len(set(found)) and page.count("<h1") == 1
    for target in re.findall(r'<a\b[^>]*\bhref="([^"]+)"', page):
        assert target.startswith(("https:", "tel:", "mailto:")) or target[1:] in found, target


@pytest.mark.parametrize("document", SAMPLES)
def test_no_text_of_the_edition_is_missing_from_it(document: Document) -> None:
    said = " ".join(unescape(re.sub(r"<[^>]+>", "", single(document))).split())
    for unit in document.units():
        for passage in (unit.title, unit.text, *(point.text for point in unit.points)):
            assert passage is None or " ".join(passage.plain.split()) in said


def test_help_is_one_step_away_wherever_a_child_is() -> None:
    page = single(a_document(Look.STORYBOOK))
    bar = re.search(r'<header class="top">.*?</header>', page, re.DOTALL)
    assert bar is not None and 'href="#help"' in bar[0] and 'class="leave"' in bar[0]
    assert ".top { position: sticky" in page


def test_pictures_and_fonts_are_within_as_they_are_beside_a_site() -> None:
    document = a_document(Look.STORYBOOK)
    page = single(document)
    pictures = {b64decode(each).decode() for each in re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', page)}
    assert {f"<svg>{name}</svg>" for name in assets.picture_names(document)} <= pictures
    fonts = {b64decode(each) for each in re.findall(r"url\(data:font/woff2;base64,([^)]+)\)", page)}
    beside = assets.site_assets(document)
    assert fonts == {content for name, content in beside.items() if name.endswith(".woff2")}


def test_it_is_in_one_language_and_does_not_lead_to_others() -> None:
    page = single(replace(a_document(), languages=(ENGLISH, ARABIC)))
    assert "hreflang" not in page and 'class="languages"' not in page


def test_the_same_document_has_the_same_bytes() -> None:
    assert single(an_arabic_document()) == single(an_arabic_document())
