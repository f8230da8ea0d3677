"""What a layer adds to an edition's look: colours, a mark, templates of its own; what no template may drop."""

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from cop_author.core.colours import after_dark
from cop_author.model.document import DocBrand, DocForeword, DocImprint, DocRoute, Document, Situation, Translation
from cop_author.model.edition import Look, Output
from cop_author.model.rich import Value
from cop_author.model.vocabulary import ParameterType
from cop_author.render import assets
from cop_author.render.assets import colours
from cop_author.render.data import edition_json, edition_schema
from cop_author.render.dress import PLAIN, Dress, OwnTemplate, dressed, tools_template
from cop_author.render.html import render_book, render_site
from cop_author.render.own_templates import check_template
from cop_author.render.protected import check_dressed
from cop_author.render.shown import shown
from cop_author.text.breaks import with_breaks
from cop_author.text.contrast import ENOUGH, contrast
from tests.render.sample import COLOPHON, a_document, an_arabic_document, say

PLUM = (("accent", "#7a1f4b"), ("fill-2", "#f6dcc3"))
PHONE = Value("helpline.phone", "0800 116", ParameterType.PHONE, href="tel:0800116")
SITE = Value("helpline.website", "https://help.example/", ParameterType.URL, href="https://help.example/")
BRAND = DocBrand(
    colours=PLUM,
    mark="assets/marks/ke.svg",
    mark_alt=say("Two arcs"),
    foreword=DocForeword(say("About this example"), say("What it is."), say("Who made it."), say("The editors")),
    imprint=DocImprint(say("A project"), say("Its editors"), "1 Some Street", "a@example.org"),
)
ROUTES = (
    DocRoute(Situation.DANGER, phone=replace(PHONE, name="emergency.phone", text="999", href="tel:999")),
    DocRoute(Situation.TALK, Value("helpline.name", "the helpline", ParameterType.TEXT), PHONE, website=SITE),
)


def national(look: Look = Look.FAMILY, **changes: object) -> Document:
    made: dict[str, object] = {
        "brand": BRAND,
        "routes": ROUTES,
        "illustration": "Kenya",
        "translation": Translation(own=9, drafted=9),
        "colophon": replace(COLOPHON, layer="Kenya"),
        "outputs": (Output.HTML, Output.PDF, Output.EPUB),
    }
    return a_document(look, **(made | changes))


def own(name: str, change: Callable[[str], str]) -> Dress:
    """A dress with one template: the tool's, changed."""
    text = tools_template(name)
    assert text is not None
    changed = change(text)
    assert changed != text
    return Dress((OwnTemplate(name, f"content/layers/ke/templates/{name}", changed),))


def lost(dress: Dress, document: Document | None = None) -> str:
    """What a dress drops, as one text; every finding has the code and the file of a layer's template."""
    found = check_dressed(document or national(), dress)
    assert {(each.code, each.where.file.startswith("content/layers/ke/")) for each in found} <= {("L404", True)}
    return "\n".join(each.message for each in found)


# Colours and mark


def test_colours_follow_the_look_and_its_drawings() -> None:
    document = national(Look.FAMILY)
    files = dressed(assets.site_assets(document), document, Dress(mark=b"<svg/>"))
    style = files[assets.SITE_STYLE].decode()
    assert style.rindex("--accent:#7a1f4b") > style.index("--accent: #80320f")
    assert b"#c7d5bd" not in files["assets/covers/family.svg"] and b"#f6dcc3" in files["assets/covers/family.svg"]
    assert files["assets/marks/ke.svg"] == b"<svg/>"


@pytest.mark.parametrize("look", Look)
def test_what_stays_after_dark_can_be_read_there(look: Look) -> None:
    night = colours(look, dark=True)
    light = (("accent", "#ffd9a0"), ("soft", "#101010"))
    kept = dict(after_dark((*PLUM, *light), night))
    shown_ = night | kept
    assert "fill-2" not in kept
    assert all(contrast(shown_["accent"], shown_[ground]) >= ENOUGH for ground in ("paper", "soft"))


def test_after_dark_a_look_keeps_its_own_colours() -> None:
    document = national()
    style = dressed(assets.site_assets(document), document, PLAIN)[assets.SITE_STYLE].decode()
    assert ':root[data-scheme="dark"]{' not in style
    kept = replace(document, brand=replace(BRAND, after_dark=(("accent", "#ffd9a0"),)))
    style = dressed(assets.site_assets(kept), kept, PLAIN)[assets.SITE_STYLE].decode()
    assert ':root[data-scheme="dark"]{--accent:#ffd9a0}' in style
    assert "(prefers-contrast: no-preference)" in style


# Pages


def test_help_and_contact_leads_on_by_phone_and_to_the_imprint() -> None:
    page = render_site(national(help=None))["contact.html"]
    assert page.count("<h1") == 1
    assert '<a class="phone" href="tel:999"><bdi dir="ltr">999</bdi></a>' in page
    assert 'href="https://help.example/" rel="noreferrer"><bdi dir="ltr">help.example</bdi>' in page
    found = shown(page)
    assert found.words.index("In danger right now?") < found.words.index("To talk to somebody")
    assert found.words.index("The helpline") < found.words.index("Imprint") < found.words.index("1 Some Street")


@pytest.mark.parametrize("look", [Look.FAMILY, Look.WORKBOOK])
def test_every_page_leads_to_it_and_the_start_page_twice(look: Look) -> None:
    site = render_site(national(look))
    assert all(shown(page).leads("contact.html") for page in site.values())
    start = [words for href, words in shown(site["index.html"]).links if href == "contact.html"]
    assert start.count("Help and contact") >= 2


def test_an_edition_without_numbers_or_words_of_its_own_has_no_such_pages() -> None:
    plain = render_site(a_document())
    assert not {"contact.html", "foreword.html"} & plain.keys()
    assert "contact.html" not in "".join(plain.values()) and 'id="foreword"' not in render_book(a_document())


def test_the_foreword_stands_before_the_contents_of_a_book_and_the_imprint_in_its_colophon() -> None:
    book = render_book(national())
    assert (
        book.index('id="foreword"') < book.index('id="contents"') < book.index('id="about"') < book.index("Its editors")
    )
    assert 'alt="Two arcs"' in book


@pytest.mark.parametrize("routes", [ROUTES[:1], ROUTES * 3])
def test_the_contents_list_what_is_in_the_book_in_its_order(routes: tuple[DocRoute, ...]) -> None:
    _, contents, rest = re.split(
        '<nav class="front" id="contents"|</nav>', render_book(national(routes=routes)), maxsplit=2
    )
    listed = re.findall(r'data-to="#([^"]+)"', contents)
    assert "contact" in listed
    places = [rest.find(f' id="{name}"') for name in listed if name != "foreword"]
    assert -1 not in places and places == sorted(places)


def test_few_numbers_stand_with_the_help_and_many_on_a_page_of_their_own() -> None:
    def chapter(document: Document) -> str:
        book = render_book(document)
        return re.findall(r'<article class="[^"]*" id="([a-z]+)"', book[: book.index('id="contact"')] + '"x')[-1]

    assert chapter(national(Look.WORKBOOK)) == "help"
    more = (*ROUTES, replace(ROUTES[1], situation=Situation.CRIME))
    book = render_book(national(Look.WORKBOOK, routes=more))
    assert re.search(r'<article class="[^"]*contact-page" id="contact"', book)


def test_the_pages_are_right_to_left_where_the_language_is_and_numbers_are_not() -> None:
    document = replace(an_arabic_document(), brand=BRAND, routes=ROUTES)
    site = render_site(document)
    assert 'dir="rtl"' in site["contact.html"] and '<bdi dir="ltr">0800 116</bdi>' in site["contact.html"]
    assert 'lang="en" dir="ltr">About this example' in site["foreword.html"]


def test_foreword_imprint_and_numbers_are_there_for_programs() -> None:
    made = json.loads(edition_json(national()))
    Draft202012Validator(json.loads(edition_schema())).validate(made)
    assert made["foreword"]["signed"]["text"] == "The editors"
    assert made["imprint"]["e-mail"] == "a@example.org"
    assert made["contact"][0] == {
        "situation": "danger",
        "phone": {"parameter": "emergency.phone", "value": "999", "href": "tel:999"},
    }


# Templates


def test_a_layers_template_takes_the_place_of_the_tools_and_may_extend_it() -> None:
    text = '{% extends "tool/layout/about.html" %}{% block main %}<p>Ours</p>{{ super() }}{% endblock %}'
    dress = Dress((OwnTemplate("layout/about.html", "content/layers/ke/templates/layout/about.html", text),))
    assert list(check_template(dress.templates[0])) == []
    assert "<p>Ours</p>" in render_site(national(), dress)["about.html"]
    assert lost(dress) == ""


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("<p>\n{% if %}", 2, "xpected"),
        ("\n\n{{ nobody }}", 3, "nobody"),
        ("\n{{ doc.__class__ }}", 2, "__class__"),
        ('\n{{ doc["__class__"] }}', 2, "__class__"),
        ("\n{{ doc|attr('x') }}", 2, "attr"),
        ("\n{{ doc.title.plain|safe }}", 2, "safe"),
        ("\n{{ doc|unheard }}", 2, "unheard"),
        ("\n{% autoescape false %}{% endautoescape %}", 2, "scap"),
        ('\n{% include "parts/nothing.html" %}', 2, "parts/nothing.html"),
    ],
)
def test_a_template_that_cannot_be_used_is_a_problem_with_its_line(text: str, line: int, said: str) -> None:
    found = list(check_template(OwnTemplate("parts/cover.html", "t/parts/cover.html", text)))
    assert {(each.code, each.where.file, each.where.line) for each in found} == {("L402", "t/parts/cover.html", line)}
    assert said in "".join(each.message for each in found)


@pytest.mark.parametrize(
    "name", ["parts/covr.html", "js/display.js", "fonts/faces.txt", "css/base.css", "review/pack.html"]
)
def test_a_template_that_takes_the_place_of_none_is_a_problem(name: str) -> None:
    (found,) = check_template(OwnTemplate(name, f"t/{name}", "x"))
    assert found.code == "L401"
    assert name != "parts/covr.html" or "parts/cover.html" in found.hint


@pytest.mark.parametrize(
    "name", sorted(["parts/cover.html", "layout/page.html", "layout/book.html", "parts/unit.html"])
)
def test_every_template_of_the_tool_may_stand_in_a_layer_as_it_is(name: str) -> None:
    text = tools_template(name)
    assert text is not None
    dress = Dress((OwnTemplate(name, f"content/layers/ke/templates/{name}", text),))
    assert list(check_template(dress.templates[0])) == []
    for look in (Look.FAMILY, Look.WORKBOOK):
        assert check_dressed(national(look), dress) == ()


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("\n{{ doc.nothing.at_all }}", 2),
        ("\n{{ 1 / 0 }}", 2),
        ("{% for i in range(10 ** 9) %}{% endfor %}", 1),
        ('{% include "parts/cover.html" %}', 1),
    ],
)
def test_a_template_that_fails_while_it_is_rendered_is_a_problem_with_its_line(body: str, line: int) -> None:
    file = "content/layers/ke/templates/parts/cover.html"
    (found,) = check_dressed(national(), Dress((OwnTemplate("parts/cover.html", file, body),)))
    assert (found.code, found.where.file, found.where.line) == ("L402", file, line)


# What no template may drop


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("layout/page.html", '{% include "parts/illustration.html" %}', "", "illustration"),
        ("parts/strip.html", "{{ conformity|trim }}", "", "how it relates"),
        ("parts/colophon.html", "{{ conformity|trim }}", "", "how it relates"),
        ("parts/strip.html", "{{ _(\"This translation was drafted by machine and awaits review by a native reader.\") }}", "", "draft"),
        ("parts/colophon.html", '{% include "parts/translation.html" %}', "", "translat"),
        ("layout/page.html", '<a class="help-now" href="help.html">', '<a class="help-now" href="#">', "link to the help"),
        ("layout/page.html", "{{ leave }}", "#", "leaves the page"),
        ("parts/help.html", '{{ points(doc.help.points, "points") }}', "", "what the help says"),
        ("layout/page.html", '<p class="illustration">', '<p class="illustration" hidden>', "illustration"),
        ("layout/page.html", '<p class="illustration">', '<p class="illustration" style="x">', "illustration"),
        ("layout/page.html", "default-src 'none'", "default-src *", "policy"),
        ("parts/cover.html", "<h1", '<img src="https://x.example/a.png" alt="x"><h1', "loads"),
        ("parts/cover.html", "<h1", '<script src="https://x.example/a.js"></script><h1', "script"),
        ("parts/cover.html", "<h1", '<iframe src="x"></iframe><h1', "iframe"),
        ("parts/cover.html", "<h1", '<a href="javascript:x()">x</a><h1', "javascript"),
        ("parts/cover.html", "<h1", '<h1 onclick="x()"', "onclick"),
        ("layout/book.html", 'class="run-illustration illustration"', 'class="x"', "on its pages"),
        ("layout/epub.html", '{% include "parts/illustration.html" %}', "", "illustration"),
    ],
)  # fmt: skip
def test_what_a_template_drops_or_brings_in_is_a_problem(name: str, old: str, new: str, said: str) -> None:
    found = lost(own(name, lambda text: text.replace(old, new)))
    assert said in found


@pytest.mark.parametrize(("name", "place"), [("layout/page.html", "x-one.html"), ("layout/epub.html", "e-book")])
def test_a_childs_pages_keep_the_help_in_words(name: str, place: str) -> None:
    dress = own(name, lambda text: text.replace('{% include "parts/help-words.html" %}', ""))
    assert place in lost(dress, national(Look.WORKBOOK))


def test_a_childs_book_keeps_the_help_at_the_foot_of_its_pages() -> None:
    dress = own("layout/book.html", lambda text: text.replace('class="run-help', 'class="x'))
    assert "has no help on its pages" in lost(dress, national(Look.WORKBOOK))


def test_the_tools_own_templates_drop_nothing() -> None:
    same = Dress((OwnTemplate("parts/unit.html", "content/layers/ke/x", tools_template("parts/unit.html") or ""),))
    for look in Look:
        assert lost(same, national(look)) == ""
    assert check_dressed(national(), PLAIN) == ()


def test_marks_of_where_lines_may_break_hide_no_sentence() -> None:
    """Books in Korean and Khmer hold such marks within and between words; what they say is there all the same."""
    for said in ("안전한 말", "មុនពេលកុមារលាក់"):
        assert shown(with_breaks(f"<p>{said}</p>")).says(said)
