"""Pictures drawn from what an edition holds: every number stands in words, and a drawing never says more."""

import re
from dataclasses import replace

import pytest

from cop_author.model.document import DocBrand
from cop_author.model.edition import Look
from cop_author.render import figures
from cop_author.render.assets import colours, site_assets
from cop_author.render.figures import Pen
from cop_author.render.html import render_book, render_site
from tests.render.sample import a_document, with_figures
from tests.render.test_national import national

PEN = Pen(colours(Look.INDUSTRY), mirrored=False, titled=False)


def boxes(svg: str) -> list[tuple[float, float]]:
    return [(float(x), float(w)) for x, w in re.findall(r'<rect [^>]*x="([\d.]+)"[^>]* width="([\d.]+)"', svg)]


def test_parts_of_a_bar_are_as_long_as_their_numbers_and_none_is_lost() -> None:
    (_, half), (_, other) = boxes(PEN.bar([50, 50], 100, ""))
    assert half == other == 298
    (_, most), (_, one), (_, last) = boxes(PEN.bar([998, 1, 1], 1000, ""))
    assert one == last >= 6
    assert most + one + last == pytest.approx(600 - 3 * 2)
    assert boxes(PEN.bar([3, 0, 0], 6, "")) == [(1, 298)]
    assert boxes(PEN.bar([0, 0], 0, "")) == []


def test_a_bar_begins_at_the_side_at_which_its_language_begins() -> None:
    mirrored = replace(PEN, mirrored=True)
    left, right = boxes(PEN.bar([1, 3], 4, "")), boxes(mirrored.bar([1, 3], 4, ""))
    assert [(x, w) for x, w in right] == [(600 - x - w, w) for x, w in left]


def test_lines_of_a_pattern_stay_inside_their_part() -> None:
    drawn = PEN.bar([1, 1, 1, 1], 4, "")
    lines = re.findall(r"M([\d.]+) ([\d.]+)(?:L([\d.]+) ([\d.]+)|V([\d.]+))", drawn)
    assert len(lines) > 20
    for x, y, to_x, to_y, down in lines:
        assert 150 < float(x) < 600 and 1 <= float(y) <= 21
        assert float(to_x or x) <= 600 and float(to_y or down) <= 21


def test_a_drawing_speaks_in_a_pdf_and_is_silent_beside_its_words_on_a_page() -> None:
    assert 'aria-hidden="true"' in PEN.bar([1], 1, "Must: 1")
    spoken = replace(PEN, titled=True).bar([1], 1, "Must: <1>")
    assert '<svg class="bar" role="img"' in spoken and "<title>Must: &lt;1&gt;</title>" in spoken
    site, book = render_site(with_figures())["glance.html"], render_book(with_figures())
    assert site.count("<svg") == site.count("<svg class=") == len(re.findall('<svg [^>]*aria-hidden="true"', site))
    assert book.count("<svg") == len(re.findall('<svg [^>]*role="img"[^>]*><title>[^<]', book)) > 3


def test_what_an_edition_counts_stands_in_words_and_numbers() -> None:
    page = render_site(with_figures())["glance.html"]
    for name in ("Must", "Should", "May"):
        assert re.search(rf'<th scope="row">{name}</th><td class="amount">1</td>', page), name
    assert '<span class="facts-line">Must: 1, Should: 1, May: 1</span>' in page


def test_each_number_of_a_map_leads_to_the_first_passage_and_says_its_title() -> None:
    page = render_site(with_figures())["glance.html"]
    assert re.search(
        r'href="x-one\.html#x-route">7<span class="unseen">: A reporting route that works</span></a>', page
    )
    assert "is for every age" in page
    assert 'href="#x-route">7' in render_book(with_figures())


@pytest.mark.parametrize("look", [Look.STORYBOOK, Look.WORKBOOK, Look.RULES])
def test_children_are_shown_no_numbers(look: Look) -> None:
    assert "glance.html" not in render_site(with_figures(look))
    assert 'id="glance"' not in render_book(with_figures(look))


@pytest.mark.parametrize("look", list(Look))
def test_a_path_is_a_list_in_order_with_the_anchors_and_words_of_its_table(look: Look) -> None:
    for page in (render_site(with_figures(look))["x-one.html"], render_book(with_figures(look))):
        path = page.partition('id="x-table"')[2]
        path = path.partition("</section>")[0]
        assert path.count('<li id="x-table.r') == 3 and "<table" not in path
        assert '<span class="what">What helps:</span> Time.' in path
        assert '<ol class="path">\n<li id="x-check.p1"' in page and 'type="checkbox"' not in page.partition("<main")[2]


def test_the_annex_begins_with_its_numbers() -> None:
    document = national()
    counted = figures.departed(document)
    assert dict(counted.units)["changed"] == 2 and dict(counted.units)["added"] == dict(counted.units)["removed"] == 1
    assert figures.total(counted.units) >= len(list(document.units()))
    assert dict(counted.effects) == {"strengthen": 4}
    page = render_site(document)["deviations.html"]
    assert page.index("Units of this edition") < page.index("<table")
    assert re.search(r"Left out: <strong>1</strong>", page)


@pytest.mark.parametrize("look", list(Look))
def test_icons_are_in_the_colours_of_the_look_and_all_that_a_style_sheet_asks_for_is_there(look: Look) -> None:
    found = site_assets(a_document(look))
    asked = set(re.findall(r"url\((icons/[a-z-]+\.svg)\)", found["assets/edition.css"].decode()))
    assert len(asked) == 10
    for name in asked:
        drawn = found[f"assets/{name}"].decode()
        assert f'stroke="{colours(look)["accent"]}"' in drawn and "currentColor" not in drawn
        assert f"stroke: {colours(look, dark=True)['accent']}" in drawn


def test_bars_are_in_the_colours_of_the_layer() -> None:
    own = DocBrand(colours=(("accent", "#7a1f4b"),))
    book = render_book(replace(with_figures(), brand=own))
    assert 'stroke="#7a1f4b"' in book and colours(Look.INDUSTRY)["accent"] not in book


def test_an_icon_is_never_the_only_sign() -> None:
    """Icons are backgrounds before words; no page holds one as a picture."""
    for page in render_site(with_figures(Look.INDUSTRY)).values():
        assert "icons/" not in page
