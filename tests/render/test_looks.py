"""What readers see of a look on paper: tabs, the end of a chapter, what stands from right to left."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from cop_author.model.document import DocSection, DocUnit, Language
from cop_author.model.edition import Look
from cop_author.model.guideline import Kind
from cop_author.render.shipped import packaged
from tests.render.sample import a_document, say
from tests.render.test_layout import found_in
from tests.render.test_pdf import pages_of, printed

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
RUSSIAN = Language("ru", "ltr", "русский", "Russian")


def a_chapter(id_: str, title: str, *units: DocUnit) -> DocSection:
    return DocSection(id_, "1", 1, say(title), None, units, ())


def a_unit(id_: str, words: str, times: int, kind: Kind = Kind.PARAGRAPH) -> DocUnit:
    return DocUnit(id_, kind, title=say(f"Title of {id_}"), text=say(f"{words} " * times))


@needs_poppler
@pytest.mark.pdf
@pytest.mark.parametrize(("language", "letter"), [(None, "C"), (RUSSIAN, "В")])
def test_a_tab_bears_the_letter_of_its_checklist(language: Language | None, letter: str, tmp_path: Path) -> None:
    document = a_document(Look.INDUSTRY, sections=(a_chapter("ind-check-c", "List", a_unit("x-a", "Words.", 9)),))
    document = replace(document, language=language) if language else document
    [page] = [text for text in pages_of(printed(document), tmp_path) if "Title of x-a" in text]
    assert letter in page.split()


@needs_poppler
@pytest.mark.pdf
@pytest.mark.parametrize("length", range(70, 100, 6))
def test_what_to_do_tomorrow_never_stands_alone_on_a_page(length: int, tmp_path: Path) -> None:
    before = (a_unit(f"x-{at}", "Seven words that fill up a page.", 14) for at in range(4))
    last = a_unit("x-tomorrow", "Do this tomorrow.", length, Kind.KEY_MESSAGE)
    document = a_document(Look.POLICY, sections=(a_chapter("x-chapter", "Chapter", *before, last),))
    [page] = [text for text in pages_of(printed(document), tmp_path) if "Title of x-tomorrow" in text]
    assert "Seven words" in page


@pytest.mark.pdf
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_long_entries_of_an_index_stay_within_the_page(direction: str) -> None:
    entries = "".join(f"<li>{'i' * each} {'Words of an entry ' * 9}</li>" for each in range(1, 30))
    style = packaged("css/print.css").decode()
    assert found_in(f'<div dir="{direction}"><ul class="entries">{entries}</ul></div>', style) == []
