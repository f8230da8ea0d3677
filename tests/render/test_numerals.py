"""An edition with the digits of its script: all that a reader counts with, and nothing that is dialled or typed."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest

from cop_author.model.document import Document
from cop_author.model.edition import Look
from cop_author.render import assets
from cop_author.render.epub import make_epub
from cop_author.render.html import render_book, render_site
from cop_author.render.numerals import with_counters, with_digits
from cop_author.render.pdf import print_pdf
from cop_author.render.shown import shown
from cop_author.text.digits import native_digits
from tests.render.sample import an_arabic_document

ARABIC = native_digits("ar")
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"/>'


def native(look: Look = Look.FAMILY) -> Document:
    return replace(an_arabic_document(look), digits=ARABIC)


@pytest.mark.parametrize(
    ("page", "written"),
    [
        ("<p>3<b>4</b></p>", "<p>٣<b>٤</b></p>"),
        ('<p id="p3" title="3">3</p>', '<p id="p3" title="3">٣</p>'),
        ('<img alt="3 circles" src="3.svg">3', '<img alt="٣ circles" src="3.svg">٣'),
        ('<a href="tel:116">116</a> 3', '<a href="tel:116">116</a> ٣'),
        ('<bdi dir="ltr">1<bdi>2</bdi>3</bdi>4', '<bdi dir="ltr">1<bdi>2</bdi>3</bdi>٤'),
        ('<bdi class="so code">7</bdi>4', '<bdi class="so code">7</bdi>٤'),
        ('<span lang="en">3 <span>4</span> 5</span> 6', '<span lang="en">3 <span>4</span> 5</span> ٦'),
        ('<p lang="ar-EG">3</p>', '<p lang="ar-EG">٣</p>'),
        ('<html lang="ar" dir="ltr"><title>3</title>', '<html lang="ar" dir="ltr"><title>٣</title>'),
        ("<script>1<2</script><style>p{x:1}</style>3", "<script>1<2</script><style>p{x:1}</style>٣"),
        ('<img alt="5" lang="en"/>3', '<img alt="5" lang="en"/>٣'),
        ('<img alt="5" lang="en">3', '<img alt="5" lang="en">٣'),
    ],
)
def test_what_is_said_in_the_language_is_counted_with_its_digits(page: str, written: str) -> None:
    assert with_digits(page, ARABIC, "ar") == written
    assert with_digits(page, "", "ar") == page


def test_counters_of_a_style_sheet_count_with_them() -> None:
    sheet = 'a{content:counter(step)}b{content:"(" target-counter(attr(data-to), page) ")"}c{content:target-counter(x, y) counter(pages)}'
    made = with_counters(sheet, ARABIC)
    assert made.startswith('@counter-style native{system:numeric;symbols:"٠" "١" "٢"')
    assert made.endswith(
        'a{content:counter(step, native)}b{content:"(" target-counter(attr(data-to), page, native) ")"}'
        "c{content:target-counter(x, y, native) counter(pages, native)}"
    )
    assert with_counters(sheet, "") == sheet


def test_a_site_counts_with_them_and_numbers_to_dial_stay() -> None:
    page = render_site(native())["x-one.html"]
    assert "من ٩ إلى ١٢" in shown_as_written(page)
    assert re.search(r'<a class="value" href="tel:\+25420116"[^>]*>\+254\u00a020\u00a0116</a>', page)
    assert "13 to 18" in page
    assert shown(page).says("من 9 إلى 12"), "what a layer's templates must show is found with either digits"


def shown_as_written(page: str) -> str:
    return " ".join(re.sub("<[^>]*>", "", page).split())


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
@pytest.mark.pdf
def test_a_book_has_page_numbers_with_them() -> None:
    document = native()
    pdf = print_pdf(render_book(document), assets.asset_reader(document, lambda name: PICTURE))
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, check=True, capture_output=True)
    for number, page in enumerate(done.stdout.decode().split("\f")[1:-1], 2):
        said = str(number).translate({ord("0") + at: digit for at, digit in enumerate(ARABIC)})
        assert re.search(rf"^\W*{said}\W*$", page, re.MULTILINE), page


def test_fonts_of_pages_and_e_books_have_them() -> None:
    document = native()
    assert frozenset(map(ord, ARABIC)) <= assets.printed_points(document)
    with zipfile.ZipFile(io.BytesIO(make_epub(document, lambda name: PICTURE))) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.endswith(".css")]
    assert any("@counter-style native" in sheet for sheet in sheets)
