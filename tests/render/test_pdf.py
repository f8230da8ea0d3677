import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import page
import pytest

from cop_author.errors import CopError
from cop_author.model.document import Document, Language
from cop_author.model.edition import Look
from cop_author.render import assets
from cop_author.render.faces import all_faces
from cop_author.render.html import render_book
from cop_author.render.pdf import pdf_writer, print_pdf
from cop_author.render.shipped import packaged
from tests.render.sample import a_document, an_arabic_document, hard_cases, say

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"><rect width="640" height="400"/></svg>'
needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")


def printed(document: Document) -> bytes:
    return print_pdf(render_book(document), assets.asset_reader(document, lambda name: PICTURE))


def pages_of(pdf: bytes, folder: Path) -> list[str]:
    """The text of each page, its lines joined."""
    (folder / "book.pdf").write_bytes(pdf)
    done = subprocess.run(["pdftotext", "book.pdf", "-"], cwd=folder, check=True, capture_output=True, text=True)
    return [" ".join(text.split()) for text in done.stdout.split("\f")[:-1]]


@pytest.mark.parametrize("look", Look)
def test_every_look_is_accessible_from_left_to_right(look: Look) -> None:
    assert not page.validate_pdf_bytes(printed(a_document(look))).failures


@pytest.mark.parametrize("look", [Look.FAMILY, Look.STORYBOOK, Look.RULES])
def test_a_book_is_accessible_from_right_to_left(look: Look) -> None:
    assert not page.validate_pdf_bytes(printed(an_arabic_document(look))).failures


def test_a_process_prints_letters_that_a_forked_one_printed_before() -> None:
    printed(a_document())
    child = get_context("fork").Process(target=printed, args=(an_arabic_document(Look.FAMILY),))
    child.start()
    child.join()
    assert child.exitcode == 0
    assert not page.validate_pdf_bytes(printed(an_arabic_document(Look.FAMILY))).failures


@needs_poppler
@pytest.mark.pdf
def test_a_font_that_another_book_knew_by_another_name_is_taken_as_this_book_names_it(tmp_path: Path) -> None:
    font = {"x.woff2": packaged("fonts/noto-sans-latin-400-normal.woff2")}.__getitem__
    page = "<style>@font-face{font-family:'%s';src:url(x.woff2)}p{font-family:'%s'}</style><p lang=en>ab"
    print_pdf(page % ("Another", "Another"), font)
    (tmp_path / "book.pdf").write_bytes(print_pdf(page % ("Noto Sans", "Noto Sans"), font))
    done = subprocess.run(["pdffonts", tmp_path / "book.pdf"], check=True, capture_output=True, text=True)
    assert re.findall(r"\w+\+([\w-]+)", done.stdout) == ["Noto-Sans"]


@needs_poppler
@pytest.mark.pdf
@pytest.mark.parametrize(("lang", "is_wide"), [("zh-Hans", True), ("en", False)])
def test_quotation_marks_are_wide_in_chinese_and_not_in_a_title_in_english_beside_it(
    lang: str, is_wide: bool, tmp_path: Path
) -> None:
    text = "\u4fdd\u62a4\u201c\u513f\u7ae5\u201d " if is_wide else "The \u201cempathy gap\u201d of children"
    document = replace(
        a_document(), language=Language("zh-Hans", "ltr", "\u4e2d\u6587", "Chinese"), title=say(text), parts=()
    )
    html = f'<link rel="stylesheet" href="{assets.BOOK_STYLE}"><html lang="zh-Hans"><p lang="{lang}">{text}'
    (tmp_path / "book.pdf").write_bytes(print_pdf(html, assets.asset_reader(document, lambda name: PICTURE)))
    done = subprocess.run(["pdffonts", tmp_path / "book.pdf"], check=True, capture_output=True, text=True)
    assert ("Noto-Sans-SC-Signs" in done.stdout) is is_wide


def test_a_letter_that_no_font_has_is_never_printed_as_a_box() -> None:
    page = "<style>@font-face{font-family:One;src:url(x.woff2)}p{font-family:One}</style><p lang=en>a\u1780\u1781b"
    with pytest.raises(CopError, match=r"boxes in place of \u1780 \(U\+1780\), \u1781 \(U\+1781\)"):
        print_pdf(page, {"x.woff2": packaged("fonts/noto-sans-latin-400-normal.woff2")}.__getitem__)


@pytest.mark.edge_case(46)
def test_hard_cases_are_printed_and_accessible() -> None:
    assert not page.validate_pdf_bytes(printed(hard_cases())).failures


@pytest.mark.parametrize("look", [Look.RULES, Look.POLICY])
def test_a_book_whose_titles_are_in_another_language_is_accessible(look: Look) -> None:
    french = replace(a_document(look), language=Language("fr", "ltr", "français", "French"))
    assert not page.validate_pdf_bytes(printed(french)).failures


def test_the_same_book_has_the_same_bytes() -> None:
    document = a_document(Look.WORKBOOK)
    assert printed(document) == printed(document)


@pytest.mark.parametrize(
    "source",
    [
        "https://example.org/x.png",
        "file:///etc/hostname",
        "data:image/png;base64,AAAA",
        "assets/images/other.svg",
        "../x.svg",
    ],
)
def test_nothing_is_fetched_but_the_assets_of_the_edition(source: str) -> None:
    document = a_document()
    html = render_book(document).replace("</body>", f'<img src="{source}" alt="x"></body>')
    with pytest.raises(BaseException, match=r"Error fetching|KeyError"):
        print_pdf(html, assets.asset_reader(document, lambda name: PICTURE))


def test_progress_is_heard_of() -> None:
    heard: list[str] = []
    print_pdf(render_book(a_document()), assets.asset_reader(a_document(), lambda name: PICTURE), heard.append)
    assert heard
    assert pdf_writer().startswith("WeasyPrint ")


@needs_poppler
@pytest.mark.pdf
def test_answers_stand_at_the_back_and_help_on_every_page(tmp_path: Path) -> None:
    for look in (Look.STORYBOOK, Look.WORKBOOK, Look.RULES):
        cover, *rest = pages_of(printed(a_document(look)), tmp_path)
        asking = [at for at, text in enumerate(rest) if "What can Nio do?" in text]
        answering = [at for at, text in enumerate(rest) if "SECRET-ANSWER" in text]
        assert len(answering) == 1 and answering[0] > max(asking)
        assert all("not your fault" in text for text in rest), look
        assert all(re.search(rf"\b{number}\b", text) for number, text in enumerate(rest, 2)), look
        assert "Protecting children online" in cover


@needs_poppler
@pytest.mark.pdf
def test_the_index_of_topics_names_the_page_of_each_unit(tmp_path: Path) -> None:
    pages = pages_of(printed(a_document(Look.POLICY)), tmp_path)
    at = next(number for number, text in enumerate(pages, 1) if "Give users a visible way to report" in text)
    [index] = [text for text in pages if re.search("Index of topics Grooming ", text)]
    assert index.count(f"A reporting route that works {at}") == 2


@needs_poppler
@pytest.mark.pdf
def test_only_our_fonts_are_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(printed(an_arabic_document()))
    done = subprocess.run(["pdffonts", "book.pdf"], cwd=tmp_path, check=True, capture_output=True, text=True)
    names = {line.split()[0].partition("+")[2] for line in done.stdout.splitlines()[2:]}
    ours = {face.family.replace(" ", "-") for face in all_faces()}
    assert {re.sub("-(Bold|Italic)$", "", name) for name in names} <= ours


@needs_poppler
@pytest.mark.pdf
def test_arabic_words_can_be_found_again(tmp_path: Path) -> None:
    text = unicodedata.normalize("NFKC", " ".join(pages_of(printed(an_arabic_document()), tmp_path)))
    words = set(re.findall(r"[\u0600-\u06ff]+", text))
    assert {"حماية", "الأطفال", "الإنترنت", "يخبرك", "واشكره"} <= words


@needs_poppler
@pytest.mark.pdf
@pytest.mark.edge_case(46)
def test_a_long_table_repeats_its_head_on_each_page(tmp_path: Path) -> None:
    pages = pages_of(printed(hard_cases()), tmp_path)
    holding = [text for text in pages if re.search(r"Group \d", text)]
    assert len(holding) > 1 and all("What to expect" in text for text in holding)
