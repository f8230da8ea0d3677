"""What a start page says of itself for programs: true, valid, and no more than its readers are told."""

import json
import re
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from cop_author.model.document import Document
from cop_author.model.edition import Look, Output
from cop_author.render.epub import make_epub
from cop_author.render.html import render_site
from cop_author.render.structured import FEATURES, as_block, licence_address, of_edition
from tests.render.sample import ARABIC, COLOPHON, ENGLISH, a_document, an_arabic_document, say

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def said(document: Document, page: str = "index.html") -> dict[str, Any]:
    found = BLOCK.findall(render_site(document)[page])
    assert len(found) == 1
    plain: dict[str, Any] = json.loads(found[0])
    return plain


@pytest.mark.parametrize("document", [*(a_document(look) for look in Look), an_arabic_document()])
def test_a_start_page_says_what_the_edition_is(document: Document) -> None:
    found = said(document)
    assert (found["@context"], found["@type"]) == ("https://schema.org", "Book")
    assert (found["name"], found["inLanguage"]) == (document.title.plain, document.language.tag)
    assert found["version"] == document.colophon.version
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "" not in found.values() and None not in found.values()


def test_other_pages_say_nothing_and_the_glossary_gives_its_terms() -> None:
    document = a_document()
    site = render_site(document)
    assert {name for name, page in site.items() if BLOCK.search(page)} == {"index.html", "glossary.html"}
    terms = said(document, "glossary.html")
    assert terms["@type"] == "DefinedTermSet"
    assert [each["name"] for each in terms["hasDefinedTerm"]] == [term.preferred.plain for term in document.terms]
    assert all(f'id="{each["@id"].partition("#")[2]}"' in site["glossary.html"] for each in terms["hasDefinedTerm"])


def test_it_names_no_publisher_and_says_of_an_illustration_that_it_is_none_of_the_country() -> None:
    statement = say("Written by somebody. This is not a publication of ITU.")
    document = replace(a_document(), statement=statement, illustration="Kenya")
    found = said(document)
    assert not {"publisher", "author", "sourceOrganization", "creator"} & found.keys()
    assert found["creditText"] == statement.plain
    assert found["disambiguatingDescription"] == "Illustration. Not issued by the authorities of Kenya."


def test_an_edition_of_a_layer_says_what_it_is_based_on() -> None:
    made = replace(COLOPHON, layer="Kenya", layer_version="2.0.0", below=(("East Africa", "1.3.0"),))
    found = said(replace(a_document(), colophon=made))
    assert found["version"] == "2.0.0"
    assert [(each["name"], each["version"]) for each in found["isBasedOn"]] == [
        ("Protecting children online", "1.0.0"),
        ("East Africa", "1.3.0"),
    ]
    assert "isBasedOn" not in said(a_document())


def test_text_and_translation_name_each_other() -> None:
    both = replace(a_document(), languages=(ENGLISH, ARABIC), published="https://example.org/x")
    assert [each["@id"] for each in said(both)["workTranslation"]] == ["https://example.org/x/ar/html/index.html"]
    arabic = replace(both, language=ARABIC, original="en")
    found = said(arabic)
    assert found["translationOfWork"]["@id"] == "https://example.org/x/en/html/index.html"
    assert "workTranslation" not in found


@pytest.mark.parametrize(
    ("look", "ages"), [(Look.STORYBOOK, (None, 8)), (Look.WORKBOOK, (9, 12)), (Look.RULES, (13, 18))]
)
def test_ages_are_given_for_children_and_for_nobody_else(look: Look, ages: tuple[int | None, int]) -> None:
    audience = said(a_document(look))["audience"]
    assert (audience.get("suggestedMinAge"), audience["suggestedMaxAge"]) == ages
    assert "suggestedMaxAge" not in said(a_document(Look.POLICY))["audience"]


def test_it_leads_to_the_forms_that_are_there() -> None:
    document = replace(a_document(), outputs=(Output.HTML, Output.EPUB))
    assert [each["contentUrl"] for each in said(document)["encoding"]] == [
        f"../{document.edition}.{ending}" for ending in ("epub", "html")
    ]
    published = said(replace(document, published="https://example.org/x"))
    assert published["encoding"][0]["contentUrl"] == f"https://example.org/x/en/{document.edition}.epub"
    assert published["url"] == "https://example.org/x/en/html/index.html"


def test_it_promises_of_accessibility_what_the_e_book_promises() -> None:
    with zipfile.ZipFile(BytesIO(make_epub(a_document(), lambda _: b"<svg/>"))) as book:
        package = book.read("EPUB/package.opf").decode()
    assert tuple(re.findall(r'"schema:accessibilityFeature">([^<]+)', package)) == FEATURES


def test_no_text_can_end_the_block() -> None:
    title = "</script><script>alert(1)</script> <!-- & \u2028"
    document = replace(a_document(), title=say("x"))
    block = as_block(of_edition(document) | {"name": title})
    assert not set("<>&\u2028") & set(block)
    assert json.loads(block)["name"] == title


@pytest.mark.parametrize(
    ("licence", "address"),
    [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC-BY-NC-SA-3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        ("LicenseRef-Ours", "LicenseRef-Ours"),
    ],
)
def test_a_licence_of_creative_commons_is_named_by_its_address(licence: str, address: str) -> None:
    assert licence_address(licence) == address
