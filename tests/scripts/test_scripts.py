"""Twelve workspaces in twelve languages are built as they are, and every edition is looked at.

The source of each is its own language. Where a script's font is not installed for tests, its language is skipped.
"""

import io
import re
import shutil
import subprocess
import zipfile
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import page
import pytest

from cop_author.app.check import check
from cop_author.app.job import publish
from cop_author.app.own_fonts import font_reader
from cop_author.app.plan import plan
from cop_author.render.faces import all_faces
from cop_author.render.subset import characters
from cop_author.text.breaks import broken, without_breaks
from tests.scripts.workspace import LANGUAGES, has_fonts, make, prose, texts
from tests.text_layer import score, text_of

DAY = "2026-11-27"
RIGHT_TO_LEFT = ("he", "ur")


class Workspaces:
    """The workspaces, each built when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.built = cache(self._built)

    def _built(self, lang: str) -> Path:
        if not has_fonts(lang):
            pytest.skip("the font of this script is not installed for tests")
        root = self._folder / lang
        root.mkdir(exist_ok=True)
        make(root, lang)
        assert not [problem for problem in check(root, today=DAY) if problem.is_error]
        planned = plan(root, (), today=DAY)
        assert not planned.held_back and len(planned.jobs) == 1
        # In a process of its own, as `cop build` does: fonts that other tests have loaded are none of this book's.
        child = get_context("fork").Process(target=publish, args=(planned.jobs[0],))
        child.start()
        child.join()
        assert child.exitcode == 0
        return planned.jobs[0].folder


@pytest.fixture(scope="session")
def workspaces(tmp_path_factory: pytest.TempPathFactory) -> Workspaces:
    return Workspaces(tmp_path_factory.mktemp("scripts"))


@pytest.mark.pdf
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="Poppler is not installed")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_book_is_whole(lang: str, workspaces: Workspaces) -> None:
    """Only fonts that are declared, sound tags, and every word can be read out again."""
    folder = workspaces.built(lang)
    book = folder / "own.pdf"
    done = subprocess.run(["pdffonts", book], check=True, capture_output=True, text=True)
    lines = done.stdout.splitlines()[2:]
    ours = {face.family.replace(" ", "-") for face in all_faces(font_reader(folder.parents[2]))}
    used = {re.sub(r",?(-Bold|-Italic)*$", "", line.split()[0].partition("+")[2]) for line in lines}
    assert used and used <= ours and all(line.split()[-5] == "yes" for line in lines)
    found = score(texts(lang), text_of(book))
    assert found.share == 100, found
    assert not page.validate_pdf(str(book)).failures


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_and_e_book_have_every_letter_and_say_their_language(lang: str, workspaces: Workspaces) -> None:
    folder = workspaces.built(lang)
    letters = {ord(char) for text in texts(lang) for char in text if char.isalnum()}
    letters |= {0x0E4D, 0x0E32} if lang == "th" else set()
    direction = "rtl" if lang in RIGHT_TO_LEFT else "ltr"
    with zipfile.ZipFile(io.BytesIO((folder / "own.epub").read_bytes())) as book:
        packed = [book.read(name) for name in book.namelist() if name.endswith(".woff2")]
        first = book.read("EPUB/own-first.xhtml").decode()
    for fonts, text in (
        ([path.read_bytes() for path in folder.glob("html/assets/fonts/*.woff2")], _page(folder)),
        (packed, first),
    ):
        assert letters <= frozenset().union(*map(characters, fonts))
        assert re.search(rf'<html[^>]* lang="{lang}"[^>]* dir="{direction}"', text)
    assert list(folder.glob("html/assets/fonts/*.txt"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_source_speaks_and_what_is_not_worded_is_marked_as_english(lang: str, workspaces: Workspaces) -> None:
    text = _page(workspaces.built(lang))
    assert f">{prose(lang)['wording']['About this edition']}</a>" in text  # type: ignore[index]
    assert '<span lang="en" dir="ltr">' in text
    assert not re.search("[\ue000\ue001]", text)


def test_the_colophon_names_the_font_of_the_script(workspaces: Workspaces) -> None:
    about = (workspaces.built("km") / "html" / "about.html").read_text(encoding="utf-8")
    assert re.search(r"<dd>.*Noto Sans, Noto Serif .*<br><bdi>Noto Sans Khmer</bdi></dd>", about)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("មុនពេលកុមារលាក់", "មុន|ពេល|កុមារ|លាក់"),
        ("ເກີດມາມີ", "ເກີດ|ມາ|ມີ"),
        ("안전한 말", "안~전~한 말"),
        ("ไทย and English", "ไทย and English"),
    ],
)
def test_lines_of_a_book_break_between_words(text: str, marked: str) -> None:
    assert broken(text) == marked.replace("|", "\u200b").replace("~", "\u2060")
    assert without_breaks(broken(text)) == text


def test_building_twice_gives_the_same_bytes(workspaces: Workspaces) -> None:
    folder = workspaces.built("km")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    publish(plan(folder.parents[2], (), today=DAY).jobs[0])
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def _page(folder: Path) -> str:
    return (folder / "html" / "own-first.html").read_text(encoding="utf-8")
