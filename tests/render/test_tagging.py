"""The structure of a PDF: what a screen reader is told of titles, lists, tables, links, languages and pictures."""

import inspect
import io
from functools import cache
from hashlib import sha256

import page
import pikepdf
import pytest

from cop_author.render.pdf import pdf_writer, print_pdf
from cop_author.render.shipped import packaged
from tests.render.tree import Tag, artifacts_of, tree_of

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="40"><rect width="64" height="40"/></svg>'
STYLE = """
@font-face { font-family: Sans; src: url(noto-sans-latin-400-normal.woff2) }
@page { size: 100mm 120mm; margin: 20mm 10mm; @top-left { content: "Running head" }
  @bottom-left { content: counter(page) } @bottom-right { content: element(notice) } }
html { font: 10pt/1.4 Sans }
h1, h2 { break-after: avoid; font-size: 12pt; bookmark-level: none }
.notice { position: running(notice) }
nav li::after { content: leader(". ") target-counter(attr(data-to), page) }
ol, ul { padding-inline-start: 5mm }
ul { list-style: disc }
.lettered, nav ul { list-style: none }
.at-page::before { content: "(page " target-counter(attr(href), page) ")" }
td, th { font-weight: 400; text-align: start }
img { width: 20mm }
"""


def book(body: str, lang: str = "en", dir_: str = "ltr") -> bytes:
    html = f"""<!doctype html><html lang="{lang}" dir="{dir_}"><head><title>Book</title><style>{STYLE}</style></head>
        <body>{body}</body></html>"""
    name = "noto-sans-latin-400-normal.woff2"
    return print_pdf(html, {name: packaged(f"fonts/{name}"), "a.svg": PICTURE}.__getitem__)


LONG = "".join(
    f"<p>Paragraph {at} of a section that takes more than a page of this small book.</p>" for at in range(12)
)
ROWS = "".join(
    f'<tr><th scope="row">Age {at}</th><td>What to do {at}</td><td colspan="2">{"Two" if at % 2 else ""}</td></tr>'
    for at in range(30)
)
ALL = f"""
<p class="notice">Not issued by anybody.</p>
<h1>The book</h1>
<nav><h2>Contents</h2><ul>
<li data-to="#one"><span class="number">1</span> <a href="#one">First steps</a></li>
<li data-to="#two"><a href="#two">Second steps</a></li></ul></nav>
<section id="one"><h2>First steps</h2>{LONG}</section>
<article id="two"><h2>Second steps</h2>
<p>See <a href="#one">the <em>first</em> steps</a> <a class="at-page" href="#one"></a> or
<a href="https://a.example/"><span lang="fr">une ligne</span></a>.</p>
<p>In French: <span lang="fr">une ligne d’aide</span>.</p>
<p lang="de">Ganz deutsch.</p>
<aside><p>Beside.</p></aside>
<figure><img src="a.svg" alt="A square" lang="en"><figcaption>Figure 1</figcaption></figure>
<p><img src="a.svg" alt="">Words beside a decoration.</p>
<ol><li>One<ul><li>Inner</li></ul></li><li>Two <strong>firm</strong></li></ol>
<ol class="lettered"><li><span class="letter">A</span> Send it.</li><li><span class="letter">B</span> Ask.</li></ol>
<dl><dt>Grooming</dt><dd>What it is.</dd><dt>Sextortion</dt><dd>Another.</dd></dl>
<p><del>Old</del> <ins>New</ins></p>
<p id="ages">Table 1. By age</p>
<div><table aria-labelledby="ages"><thead><tr><th scope="col">Age</th><th scope="col">Do</th><th colspan="2">More</th></tr>
</thead><tbody>{ROWS}</tbody></table></div>
<div>Words in no paragraph.</div>
</article>
"""


@cache
def everything() -> bytes:
    return book(ALL)


@cache
def tree() -> Tag:
    return tree_of(everything())


def only(role: str, words: str) -> Tag:
    """The one element of this role with these words at its beginning."""
    (found,) = [tag for tag in tree().all(role) if tag.words.strip().startswith(words)]
    return found


def roles(tag: Tag) -> list[str]:
    return [kid.role for kid in tag.kids if isinstance(kid, Tag)]


def test_such_a_book_is_accessible_and_the_same_each_time() -> None:
    assert not page.validate_pdf_bytes(everything(), profile=page.ValidationProfile.PDF_UA_1).failures
    assert book(ALL) == everything()


def test_a_section_over_many_pages_is_one_element() -> None:
    assert tree().role == "Document"
    section = only("Sect", "First steps")
    assert roles(section) == ["H2", *["P"] * 12]
    with pikepdf.open(io.BytesIO(everything())) as pdf:
        assert len(pdf.pages) > 4


def test_contents_are_contents() -> None:
    contents = only("Sect", "Contents")
    assert roles(contents) == ["H2", "TOC"]
    first, second = next(contents.all("TOC")).kids
    assert isinstance(first, Tag) and isinstance(second, Tag)
    assert [first.role, second.role] == ["TOCI", "TOCI"]
    assert roles(first) == ["Lbl", "Reference"] and roles(second) == ["Reference"]
    assert next(first.all("Link")).links == ("First steps",)
    assert second.words == "Second steps3", "the dots between are not read"


def test_a_link_is_named_by_its_words_once_however_it_is_marked() -> None:
    paragraph = only("P", "See")
    assert [link.links for link in paragraph.all("Link")] == [("the first steps",), ("(page 1)",), ("une ligne",)]
    with pikepdf.open(io.BytesIO(everything())) as pdf:
        annotations = [each for sheet in pdf.pages for each in sheet.get("/Annots", [])]
        owners = dict(zip(*[iter(list(pdf.Root.StructTreeRoot.ParentTree.Nums))] * 2, strict=True))
        assert len(annotations) == sum(len(link.links) for link in tree().all("Link")) == 5
        assert {owners[each.StructParent].S for each in annotations} == {"/Link"}


def test_another_language_is_told_where_it_begins() -> None:
    assert only("Span", "une ligne d’aide").lang == "fr"
    assert only("P", "Ganz").lang == "de"
    assert {tag.lang for tag in tree().all()} == {"", "fr", "de"}


def test_pictures_have_their_words_and_their_place_and_decorations_are_none() -> None:
    (figure,) = tree().all("Figure")
    left, bottom, right, top = figure.attributes["BBox"]
    assert figure.alt == "A square"
    assert 0 < left < right < 284 and 0 < bottom < top < 341, "in points, from the foot of the page"
    assert only("Caption", "Figure 1").words == "Figure 1"
    assert roles(only("P", "Words beside")) == []


def test_lists_have_items_with_marks_and_bodies() -> None:
    ordered, inner, lettered, terms = tree().all("L")
    assert [each.attributes.get("ListNumbering") for each in (ordered, inner, lettered, terms)] == [
        "Decimal",
        "Disc",
        "UpperAlpha",
        None,
    ]
    for each in (ordered, lettered, terms):
        assert roles(each) == ["LI", "LI"]
        assert all(roles(item) == ["Lbl", "LBody"] for item in each.kids if isinstance(item, Tag))
    assert roles(next(ordered.all("LBody"))) == ["L"]
    assert terms.words == "GroomingWhat it is.SextortionAnother."


def test_a_table_over_many_pages_is_one_table_with_its_title_and_named_heads() -> None:
    (table,) = tree().all("Table")
    assert roles(table) == ["Caption", "THead", "TBody"]
    assert next(table.all("Caption")).words == "Table 1. By age"
    assert [head.words for head in next(table.all("THead")).all("TH")] == ["Age", "Do", "More"]
    assert [head.attributes["Scope"] for head in table.all("TH")] == ["Column"] * 3 + ["Row"] * 30
    rows = list(next(table.all("TBody")).all("TR"))
    assert len(rows) == 30
    assert all(sum(cell.attributes.get("ColSpan", 1) for cell in row.all() if cell.role[0] == "T") == 4 for row in rows)


def test_what_is_put_in_or_taken_out_is_told() -> None:
    assert only("Span", "Old").attributes["TextDecorationType"] == "LineThrough"
    assert only("Span", "New").attributes["TextDecorationType"] == "Underline"


def test_words_always_stand_in_a_paragraph() -> None:
    assert only("P", "Words in no paragraph").role == "P"
    for tag in [tree(), *tree().all()]:
        if tag.role in ("Document", "Sect", "Art", "L", "LI", "Table", "TR", "TOC", "Reference"):
            assert all(isinstance(kid, Tag) for kid in tag.kids), tag.role


def test_what_is_on_every_page_is_read_once_or_not_at_all() -> None:
    told = tree().words
    assert "Running head" not in told
    assert told.count("Not issued by anybody.") == 1
    sheets = artifacts_of(everything())
    assert all("Running head" in sheet for sheet in sheets)
    assert all("Not issued by anybody." in sheet for sheet in sheets[1:])
    assert sum("More" in sheet for sheet in sheets) >= 1, "the head of a table again"
    with pikepdf.open(io.BytesIO(everything())) as pdf:
        drawn = pdf.pages[1].Contents.read_bytes()
    assert b"/Artifact\n<</Type /Pagination /Subtype /Header>>\nBDC" in drawn


def test_a_book_from_right_to_left_says_so() -> None:
    with pikepdf.open(io.BytesIO(book("<h1>Arabic</h1>", "ar", "rtl"))) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"
        assert pdf.Root.StructTreeRoot.K[0].A.WritingMode == "/RlTb"
    with pikepdf.open(io.BytesIO(everything())) as pdf:
        assert "/Direction" not in pdf.Root.ViewerPreferences


def test_marked_content_and_structure_lead_to_each_other() -> None:
    with pikepdf.open(io.BytesIO(everything())) as pdf:
        owners = dict(zip(*[iter(list(pdf.Root.StructTreeRoot.ParentTree.Nums))] * 2, strict=True))
        for at, sheet in enumerate(pdf.pages):
            marks = [
                int(operands[1]["/MCID"])
                for operands, operator in pikepdf.parse_content_stream(sheet)
                if str(operator) == "BDC" and "/MCID" in operands[1]
            ]
            assert len(marks) == len(set(marks))
            assert sheet.StructParents == at
            assert all(_holds(owners[at][mark], mark, sheet.obj.objgen) for mark in marks)


def _holds(element: pikepdf.Object, mark: int, sheet: tuple[int, int]) -> bool:
    for kid in element.K:
        if isinstance(kid, int):
            found, at = int(kid), element.Pg.objgen
        elif kid.get("/Type") == "/MCR":
            found, at = int(kid.MCID), kid.Pg.objgen
        else:
            continue
        if (found, at) == (mark, sheet):
            return True
    return False


def test_what_our_tags_stand_on_in_the_library_is_as_it_was() -> None:
    """Should this fail after an update: read what changed in each of these, then write the new digest here."""
    everything()
    from weasyprint import anchors
    from weasyprint.draw import draw_block_level, draw_inline_level
    from weasyprint.formatting_structure import boxes
    from weasyprint.pdf import anchors as links, generate_pdf, stream, tags

    found = {
        each.__qualname__: sha256(inspect.getsource(each).encode()).hexdigest()[:12]
        for each in (
            anchors.gather_anchors,
            boxes.Box.anonymous_from,
            draw_block_level,
            draw_inline_level,
            generate_pdf,
            links.add_links,
            stream.Stream.artifact,
            stream.Stream.marked,
            tags.add_tags,
        )
    }
    assert pdf_writer() == "WeasyPrint 70.0"
    assert found == {
        "Box.anonymous_from": "a0319cc2252d",
        "Stream.artifact": "be61e4218680",
        "Stream.marked": "3fa3acacbbf6",
        "add_links": "262e8b9b2998",
        "add_tags": "f0e74575b0ba",
        "draw_block_level": "3de9ec3ad4aa",
        "draw_inline_level": "068162a401d0",
        "gather_anchors": "373f8c676f27",
        "generate_pdf": "626343ef25c3",
    }


def test_marked_content_that_no_box_accounts_for_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    book("<h1>First</h1>")
    monkeypatch.setattr("cop_author.render.tagging._Tree._walk", lambda *rest: None)
    with pytest.raises(RuntimeError, match="marked content without a box"):
        book("<h1>Title</h1>")
