"""Fonts of sites and e-books hold what is printed, shaped as before, and nothing else."""

import re
from functools import cache
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from cop_author.model.document import Document
from cop_author.model.edition import Look
from cop_author.render import assets
from cop_author.render.faces import covered_points
from cop_author.render.html import render_site
from cop_author.render.shipped import packaged
from cop_author.render.subset import cut
from cop_author.render.wording import messages_of_templates
from tests.render.sample import a_document, an_arabic_document

ARABIC = "fonts/vazirmatn-arabic-400-normal.woff2"
LATIN = "fonts/noto-sans-latin-400-normal.woff2"
HAN = "fonts/noto-sans-sc-119-400-normal.woff2"


def opened(font: bytes) -> Any:
    return TTFont(BytesIO(font))


@cache
def letters(name: str) -> frozenset[int]:
    return frozenset(opened(packaged(name)).getBestCmap())


def features(font: Any, table: str) -> set[str]:
    return {record.FeatureTag for record in font[table].table.FeatureList.FeatureRecord}


@pytest.mark.parametrize("document", [*(a_document(look) for look in Look), an_arabic_document()])
def test_a_site_has_each_letter_of_its_pages_that_the_shipped_fonts_have(document: Document) -> None:
    made = assets.site_assets(document)
    shown = {ord(letter) for page in render_site(document).values() for letter in unescape(page)} - {0x0A}
    weights = {400: set[int](), 700: set[int]()}
    for face in assets.faces_for(document):
        name = f"assets/fonts/{face.file}"
        if name in made and face.style == "normal" and "Serif" not in face.family:
            weights[face.weight] |= set(opened(made[name]).getBestCmap())
    for had in weights.values():
        assert shown & covered_points() <= had


def test_a_letter_that_is_not_printed_is_not_in_the_fonts_and_not_asked_of_them() -> None:
    made = assets.site_assets(a_document())
    style = made[assets.SITE_STYLE].decode()
    asked = re.findall(r"noto-sans-latin-400-normal\.woff2\) format\('woff2'\);unicode-range:([^}]+)", style)
    assert "U+20-7E" in asked[0] and "FF" not in asked[0]
    assert ord("ÿ") in letters(LATIN)
    assert ord("ÿ") not in opened(made["assets/fonts/noto-sans-latin-400-normal.woff2"]).getBestCmap()


def test_all_wording_of_the_templates_is_in_the_fonts_of_an_edition_in_their_language() -> None:
    always = assets.printed_points(a_document())
    needed = {ord(letter) for message in messages_of_templates() for letter in message.source + message.plural}
    assert needed - {0x0A} <= always


def test_a_font_that_has_no_letter_of_an_edition_is_left_out() -> None:
    made = assets.site_assets(an_arabic_document())
    fonts = {name: content for name, content in made.items() if name.endswith(".woff2")}
    assert all(opened(content).getBestCmap() for content in fonts.values())
    assert fonts.keys() == {
        f"assets/{each}" for each in re.findall(r"url\((fonts/[^)]+)\)", made[assets.SITE_STYLE].decode())
    }


def test_a_book_is_printed_with_the_fonts_as_they_are_shipped() -> None:
    made = assets.book_assets(a_document())
    assert made["assets/fonts/noto-sans-latin-400-normal.woff2"] == packaged(LATIN)


def test_arabic_letters_are_joined_with_marks_and_ligatures_as_before() -> None:
    whole, made = opened(packaged(ARABIC)), opened(cut(packaged(ARABIC), frozenset(map(ord, "لابً"))))
    assert {"init", "medi", "fina", "rlig", "locl"} & features(whole, "GSUB") <= features(made, "GSUB") | {"locl"}
    assert {"mark"} <= features(made, "GPOS")
    assert len(made.getGlyphOrder()) > len(made.getBestCmap()) + 4
    assert not set(map(ord, "شق")) & set(made.getBestCmap())


@pytest.mark.parametrize("name", [ARABIC, LATIN, HAN])
def test_a_cut_font_is_smaller_and_says_whose_it_is_under_which_licence_and_of_which_day(name: str) -> None:
    whole = packaged(name)
    points = frozenset(sorted(letters(name))[:20])
    made = cut(whole, points)
    before, after = opened(whole), opened(made)
    for record in (0, 1, 5, 14):
        assert after["name"].getDebugName(record) == before["name"].getDebugName(record)
    assert after["head"].modified == before["head"].modified
    assert set(after.getBestCmap()) == points
    assert not {"fpgm", "prep", "cvt "} & set(after.keys())
    assert made[:4] == b"wOF2" and len(made) < len(whole) / 2


def test_a_font_is_cut_to_the_same_bytes_each_time() -> None:
    points = frozenset(map(ord, "The same"))
    first = cut(packaged(LATIN), points)
    cut.cache_clear()
    assert cut(packaged(LATIN), points) == first
