"""E-books: what a reading system needs, all the text of the site, and nothing that leads nowhere."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest

from cop_author.model.document import Document
from cop_author.model.edition import Look
from cop_author.render.epub import make_epub
from tests.render.sample import ENGLISH, a_document, an_arabic_document

OPF, DC = "{http://www.idpf.org/2007/opf}", "{http://purl.org/dc/elements/1.1/}"
XHTML, XML = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/XML/1998/namespace}"
SAMPLES = [*(a_document(look) for look in Look), an_arabic_document()]


def files(document: Document) -> dict[str, bytes]:
    made = make_epub(document, lambda name: f"<svg>{name}</svg>".encode())
    with zipfile.ZipFile(BytesIO(made)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pages(found: dict[str, bytes]) -> dict[str, ET.Element]:
    return {name: ET.fromstring(content) for name, content in found.items() if name.endswith(".xhtml")}


def words(root: ET.Element) -> str:
    return " ".join("".join(root.itertext()).split())


def test_the_first_file_says_what_the_archive_is() -> None:
    made = make_epub(a_document(), lambda _: b"")
    assert made[30:58] == b"mimetypeapplication/epub+zip"


def test_the_same_document_has_the_same_bytes() -> None:
    assert make_epub(a_document(), lambda _: b"x") == make_epub(a_document(), lambda _: b"x")


@pytest.mark.parametrize("document", SAMPLES)
def test_every_page_is_listed_once_read_in_order_and_led_to(document: Document) -> None:
    found = files(document)
    package = ET.fromstring(found["EPUB/package.opf"])
    listed = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    assert sorted(f"EPUB/{href}" for href in listed.values()) == sorted(
        name for name in found if name.startswith("EPUB/") and name != "EPUB/package.opf"
    )
    order = [listed[ref.get("idref")] for ref in package.iter(f"{OPF}itemref")]
    nav = pages(found)["EPUB/nav.xhtml"]
    led_to = [str(link.get("href")) for link in nav.iter(f"{XHTML}a")]
    assert order[0] == "index.xhtml" and order == [href for href in led_to if "#" not in href]


@pytest.mark.parametrize("document", SAMPLES)
def test_every_link_leads_to_something_in_the_book(document: Document) -> None:
    found = files(document)
    anchors = {name: {each.get("id") for each in root.iter()} for name, root in pages(found).items()}
    for name, root in pages(found).items():
        for each in root.iter():
            target = each.get("href") or each.get("src") or ""
            if not target or re.match(r"(?:https?|tel|mailto):", target):
                continue
            path, _, anchor = target.partition("#")
            there = f"EPUB/{path}" if path else name
            assert there in found, f"{name}: {target}"
            assert not anchor or anchor in anchors[there], f"{name}: {target}"


def test_no_text_of_the_edition_is_missing() -> None:
    document = a_document()
    said = " ".join(words(root) for root in pages(files(document)).values())
    for unit in document.units():
        for passage in (unit.title, unit.text, *(point.text for point in unit.points)):
            assert passage is None or " ".join(passage.plain.replace("\u00a0", " ").split()) in said.replace(
                "\u00a0", " "
            )


def test_an_answer_is_never_on_the_page_of_its_question() -> None:
    found = pages(files(a_document(Look.STORYBOOK)))
    assert [name for name, root in found.items() if "SECRET-ANSWER" in words(root)] == ["EPUB/answers.xhtml"]


def test_language_and_direction_are_those_of_the_edition() -> None:
    found = files(an_arabic_document())
    package = ET.fromstring(found["EPUB/package.opf"])
    spine = package.find(f"{OPF}spine")
    assert spine is not None and spine.get("page-progression-direction") == "rtl"
    assert [each.text for each in package.iter(f"{DC}language")] == ["ar"]
    for root in pages(found).values():
        assert (root.get("lang"), root.get(f"{XML}lang"), root.get("dir")) == ("ar", "ar", "rtl")


def test_help_stands_on_every_page_of_a_childs_book() -> None:
    found = pages(files(a_document(Look.STORYBOOK)))
    assert all("I need help now" in words(root) for name, root in found.items())


def test_another_release_of_an_edition_is_the_same_book_to_a_reading_system() -> None:
    def identifier(document: Document) -> str | None:
        return ET.fromstring(files(document)["EPUB/package.opf"]).findtext(f".//{DC}identifier")

    first = a_document()
    later = replace(first, colophon=replace(first.colophon, version="2.0.0", date="2027-01-01"))
    swahili = replace(first, language=replace(ENGLISH, tag="sw"))
    assert identifier(first) == identifier(later) != identifier(swahili)
    assert "2027-01-01T00:00:00Z" in files(later)["EPUB/package.opf"].decode()


def test_nothing_is_loaded_from_anywhere_and_no_script_runs() -> None:
    for name, content in files(a_document()).items():
        assert b"<script" not in content and b"search." not in content and "search" not in name, name
        assert not re.search(rb'(?:src|<link[^>]+href)="(?:https?:)?//', content), name
