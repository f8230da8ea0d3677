"""What a typesetter would not let pass is found, and nothing is found where all is well."""

import pytest

from cop_author.model.edition import Look
from cop_author.render.assets import asset_reader
from cop_author.render.html import render_book
from cop_author.render.layout import Flaw, Kind
from cop_author.render.pdf import print_pdf
from cop_author.render.shipped import packaged
from tests.conftest import REPOSITORY
from tests.render.sample import a_document

_FILLED = "<p>Word. " + "Words that fill the page. " * 120 + "</p>"
_STYLE = "@page{size:A5;margin:20mm}body{font:12pt/18pt 'x'}h2{margin:0}"


def found_in(body: str, style: str = "") -> list[Flaw]:
    found: list[Flaw] = []
    face = "@font-face{font-family:x;src:url(x.woff2)}"
    html = f"<html lang=en><title>Book</title><style>{face}{_STYLE}{style}</style><body>{body}"
    font = packaged("fonts/noto-sans-latin-400-normal.woff2")
    print_pdf(html, {"x.woff2": font}.__getitem__, hear=found.extend)
    return found


def test_a_page_that_is_well_made_has_no_flaw() -> None:
    assert found_in(f"<h2>Title</h2>{_FILLED}") == []


def test_a_heading_whose_text_begins_overleaf() -> None:
    fill = "<div style='height:150mm'></div>"
    [flaw] = found_in(f"{fill}<h2 style='break-after:auto'>Alone</h2><p style='break-inside:avoid'>{'Text. ' * 60}</p>")
    assert (flaw.kind, flaw.page, flaw.words) == (Kind.WIDOWED_HEADING, 1, "Alone")


def test_text_beyond_the_area_of_a_page() -> None:
    [flaw] = found_in(f"{_FILLED}<p style='white-space:nowrap'>{'wide ' * 25}</p>")
    assert flaw.kind is Kind.OVERFLOW and flaw.millimetres > 20 and flaw.words.startswith("wide wide")


def test_a_sliver_of_a_framed_box() -> None:
    fill = "<div style='height:160mm'></div>"
    lines = "".join(f"<p style='margin:0'>Line {at}.</p>" for at in range(9))
    [flaw] = found_in(f"{fill}<section class='unit k-activity' style='border:1px solid'>{lines}</section>")
    assert (flaw.kind, flaw.page, flaw.words) == (Kind.SLIVER, 1, "Line 0.")


@pytest.mark.parametrize(("asked", "kinds"), [("", [Kind.EMPTY]), ("break-before:page", [])])
def test_a_page_is_empty_only_where_no_break_was_asked_for(asked: str, kinds: list[Kind]) -> None:
    block = f"<div style='break-inside:avoid;{asked}'>{_FILLED}</div>"
    assert [flaw.kind for flaw in found_in(f"<p>Little.</p>{block}")] == kinds


@pytest.mark.parametrize("look", [Look.FAMILY, Look.INDUSTRY])
def test_sample_books_have_no_flaw(look: Look) -> None:
    found: list[Flaw] = []
    images = REPOSITORY / "content" / "master" / "assets"
    document = a_document(look)
    reader = asset_reader(document, lambda name: (images / name).read_bytes())
    print_pdf(render_book(document), reader, hear=found.extend)
    assert found == []
