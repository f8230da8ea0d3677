import re
from dataclasses import replace
from gettext import NullTranslations
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import urldefrag

import pytest

from cop_author.model.document import Document
from cop_author.model.edition import Look
from cop_author.render.html import render_book, render_site
from cop_author.render.leads import SEARCH
from tests.render.sample import ARABIC, ENGLISH, a_document, an_arabic_document, hard_cases, with_figures

_VOID = {"meta", "link", "img", "input", "br", "hr"}


class Page(HTMLParser):
    """What a test asks about a page: its elements in order, ids, links, and what each `<li>` holds directly."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.in_items: set[str] = set()
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if self._open[-1:] == ["li"]:
            self.in_items.add(tag)
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def levels(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.elements if re.fullmatch("h[1-6]", tag)]


def documents() -> list[Document]:
    drawn = replace(with_figures(), edition="figures")
    return [*(a_document(look) for look in Look), an_arabic_document(), hard_cases(), drawn]


@pytest.fixture(params=documents(), ids=lambda document: document.edition)
def document(request: pytest.FixtureRequest) -> Document:
    found: Document = request.param
    return found


def test_every_page_has_one_first_heading_and_no_gap_between_levels(document: Document) -> None:
    for path, text in (*render_site(document).items(), ("book", render_book(document))):
        levels = Page(text).levels
        assert levels.count(1) == 1 and levels[0] == 1, path
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), path


def test_every_page_says_its_language_and_direction(document: Document) -> None:
    for text in (*render_site(document).values(), render_book(document)):
        assert Page(text).all("html")[0] == {
            "lang": document.language.tag,
            "dir": document.language.dir,
            "class": Page(text).all("html")[0]["class"],
        }


def test_ids_are_unique_and_every_inner_link_leads_somewhere(document: Document) -> None:
    site = {path: Page(text) for path, text in render_site(document).items()}
    site["book.html"] = Page(render_book(document))
    for path, page in site.items():
        assert len(page.ids) == len(set(page.ids)), path
        for link in page.all("a"):
            target, fragment = urldefrag(link["href"])
            if not target.startswith(("https:", "tel:", "../")):
                assert not fragment or fragment in site[target or path].ids, f"{path}: {link['href']}"


def test_anchors_are_the_permanent_ids() -> None:
    site = {path: Page(text).ids for path, text in render_site(a_document()).items()}
    assert {"x-one", "x-two", "x-route", "x-route.p1", "x-scene.a", "x-table.r1"} <= set(site["x-one.html"])
    assert "term-grooming" in site["glossary.html"]
    assert "ref-crc" in site["sources.html"]
    assert "x-scene.answers" in site["answers.html"]


def test_list_items_hold_words_and_lists_only(document: Document) -> None:
    book = Page(render_book(document))
    assert book.in_items <= {"span", "a", "em", "strong", "bdi", "ul", "ol"}


def test_every_image_has_a_text(document: Document) -> None:
    for text in (*render_site(document).values(), render_book(document)):
        assert all(image["alt"] for image in Page(text).all("img"))


def test_header_cells_say_what_they_head(document: Document) -> None:
    assert {head["scope"] for head in Page(render_book(document)).all("th")} <= {"row", "col"}


def scripts(page: Page) -> list[dict[str, str]]:
    """What a browser might run: structured data is none of it."""
    return [each for each in page.all("script") if each != {"type": "application/ld+json"}]


@pytest.mark.edge_case(47)
def test_hostile_text_stays_text() -> None:
    for text in (*render_site(hard_cases()).values(), render_book(hard_cases())):
        page = Page(text)
        assert all(script.get("src") for script in scripts(page)) and not page.all("b")
        assert "javascript:" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7 * 7 }} {% raw %}" in render_site(hard_cases())["x-one.html"]


def test_links_and_values_lead_where_they_should() -> None:
    page = render_site(a_document())["x-one.html"]
    assert '<a class="to-unit" href="#x-route">the route</a>' in page
    assert '<a class="to-term" href="glossary.html#term-grooming">grooming</a>' in page
    assert '<a class="value" href="tel:+25420116" dir="ltr" rel="noreferrer">+254\u00a020\u00a0116</a>' in page
    assert '<span class="to-fill">your country’s child helpline</span>' in page
    book = render_book(a_document())
    assert '<a class="to-term" href="#term-grooming">grooming</a>' in book


def test_words_to_be_filled_in_are_explained_once() -> None:
    assert "filled in by each country" in render_site(a_document())["about.html"]
    assert "filled in by each country" not in render_site(a_document(to_fill=()))["about.html"]


def test_answers_are_not_on_the_page_of_their_question() -> None:
    site = render_site(a_document(Look.STORYBOOK))
    assert [path for path, text in site.items() if "SECRET-ANSWER" in text] == ["answers.html"]
    assert 'href="answers.html#x-scene.answers"' in site["x-one.html"]


def test_help_is_one_tap_away_on_every_page() -> None:
    for path, text in render_site(a_document(Look.WORKBOOK)).items():
        links = [link["href"] for link in Page(text).all("a")]
        assert path == "help.html" or "help.html" in links, path
        assert any(link.startswith("https://") and not link.startswith("https://un") for link in links), path


def test_help_runs_along_in_childrens_books_only() -> None:
    for look in Look:
        book = render_book(a_document(look))
        assert ('class="run-help"' in book) == (look in {Look.STORYBOOK, Look.WORKBOOK, Look.RULES})
        assert 'id="help"' in book


def test_the_help_unit_stands_once_where_the_edition_holds_it_as_well() -> None:
    document = a_document(Look.RULES)
    assert document.help
    part = document.parts[0]
    section = replace(part.sections[0], id="x-helping", units=(document.help,), sections=())
    holding = replace(document, parts=(replace(part, sections=(section, *part.sections)),))
    assert "x-helping.html" not in render_site(holding)
    assert render_book(holding).count('id="x-help"') == 1


def test_labels_speak_in_words_to_adults_and_not_at_all_to_children() -> None:
    adults = render_site(a_document(Look.INDUSTRY))["x-one.html"]
    assert all(f">{word}</span>" in adults for word in ("Must", "Should", "May", "Core: mandatory"))
    assert "Games, Social media" in adults
    assert 'class="label' not in render_site(a_document(Look.STORYBOOK))["x-one.html"]


def test_drafts_and_uncommitted_input_are_marked_on_every_page() -> None:
    assert all("Draft: holds passages" in text for text in render_site(hard_cases()).values())
    assert 'class="run-state"' in render_book(hard_cases())
    document = a_document()
    uncommitted = replace(document, colophon=replace(document.colophon, uncommitted=True))
    assert all("uncommitted" in text for text in render_site(uncommitted).values())
    assert 'class="run-state"' not in render_book(document)


@pytest.mark.edge_case(44)
def test_what_runs_from_left_to_right_keeps_its_direction_in_a_text_that_does_not() -> None:
    page = render_site(an_arabic_document())["x-one.html"]
    assert '<html lang="ar" dir="rtl"' in page
    assert '<a class="value" href="tel:+25420116" dir="ltr" rel="noreferrer">+254\u00a020\u00a0116</a>' in page
    assert re.search(r'<a class="value" href="https://[^"]+" dir="ltr"', page)
    assert "scaleX" not in page


@pytest.mark.edge_case(45)
def test_passages_in_another_language_say_so() -> None:
    page = render_site(an_arabic_document())["x-one.html"]
    assert '<p class="text" lang="en" dir="ltr">A block in English' in page
    assert '<span lang="en" dir="ltr">This point is not translated yet.</span>' in page
    assert '<td lang="en" dir="ltr">Fallback in English.</td>' in page
    assert '<h3 class="unit-title" lang="en"' not in page


def test_the_switch_of_language_leads_to_the_same_page_and_unit() -> None:
    page = render_site(a_document(languages=(ENGLISH, ARABIC)))["x-one.html"]
    assert '<a href="../../ar/html/x-one.html" hreflang="ar" lang="ar" dir="rtl">العربية</a>' in page
    assert 'href="../../ar/html/x-one.html#x-route"' in page
    assert "hreflang" not in render_site(a_document())["x-one.html"]


def test_on_a_phone_the_languages_are_folded_under_the_name_of_this_one() -> None:
    site = render_site(a_document(languages=(ENGLISH, ARABIC)))
    page = site["x-one.html"]
    menu = page[page.index('<nav class="languages"') :].split("</nav>")[0]
    assert "<details>" in menu and '<span class="unseen">Languages: </span>English</summary>' in menu
    assert menu.index("</summary>") < menu.index('hreflang="ar"') < menu.index("</details>")


def test_pages_load_nothing_from_elsewhere_and_run_our_own_files_only() -> None:
    for path, text in render_site(a_document()).items():
        page = Page(text)
        assert all(script.get("src", "").startswith("assets/") for script in scripts(page))
        assert not page.all("style") and "style=" not in text
        assert [link["href"] for link in page.all("link")] == ["assets/edition.css", "assets/wide.css"]
        assert all(image["src"].startswith("assets/") for image in page.all("img"))
        assert "default-src 'none'; script-src 'self'" in text
        assert ("-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; " in text) == (path == SEARCH)


def test_every_page_leads_to_the_search_and_none_is_turned_to_from_there() -> None:
    site = render_site(a_document())
    assert all('<a href="search.html"' in text for text in site.values())
    assert 'rel="prev"' not in site[SEARCH] and 'class="turn"' not in site[SEARCH]
    assert 'href="glossary.html"' in site[SEARCH].partition('class="instead"')[2]


def test_outside_links_do_not_tell_where_they_were_followed() -> None:
    for text in render_site(a_document()).values():
        assert all(link.get("rel") == "noreferrer" for link in Page(text).all("a") if link["href"].startswith("https:"))


def test_a_country_can_put_its_own_template_in_place() -> None:
    def load(name: str) -> str | None:
        return "<p>{{ doc.title.plain }} & ours</p>" if name == "layout/book.html" else None

    assert render_book(a_document(), load) == "<p>Protecting children online & ours</p>"


def test_templates_cannot_reach_into_the_program() -> None:
    with pytest.raises(Exception, match=r"unsafe|undefined"):
        render_book(a_document(), lambda name: "{{ doc.__class__.__mro__ }}")


def test_every_word_of_the_interface_can_be_translated() -> None:
    class Marking(NullTranslations):
        def gettext(self, message: str) -> str:
            return f"·{message}"

    page = render_site(a_document(), translations=Marking())["x-one.html"]
    assert "·Skip to the text" in page and "·Core: mandatory" in page and "·Table 1" in page
    assert "·" not in render_site(a_document())["x-one.html"].partition("<body>")[2]
    assert "Skip to the text" in render_site(a_document())["x-one.html"]


def test_rendering_twice_gives_the_same_characters(document: Document) -> None:
    assert render_site(document) == render_site(document)
    assert render_book(document) == render_book(document)


def test_a_page_names_its_address_and_its_translations_where_it_is_published() -> None:
    swahili = replace(ENGLISH, tag="sw", name="Kiswahili")
    plain = a_document(languages=(ENGLISH, swahili))
    assert 'rel="canonical"' not in render_site(plain)["x-one.html"]
    page = render_site(replace(plain, published="https://example.org/cop/sample"))["x-one.html"]
    assert '<link rel="canonical" href="https://example.org/cop/sample/en/html/x-one.html">' in page
    assert 'hreflang="sw" href="https://example.org/cop/sample/sw/html/x-one.html">' in page
    assert 'hreflang="x-default" href="https://example.org/cop/sample/en/html/x-one.html">' in page


def test_the_colophon_says_how_to_cite_the_edition() -> None:
    page = render_site(a_document(published="https://example.org/cop/sample"))["about.html"]
    found = " ".join(re.sub(r"<[^>]+>", "", page.partition('class="citation">')[2].partition("</dd>")[0]).split())
    assert found == (
        "Protecting children online: For people who care for children, Protecting children online 1.0.0 "
        "(sample-family/en), https://example.org/cop/sample/en/html/index.html"
    )


def test_what_a_variant_takes_from_its_language_is_not_marked_as_another_one() -> None:
    variant = a_document(language=replace(ENGLISH, tag="en-ZA"))
    assert 'lang="en"' not in render_site(variant)["x-one.html"]
    other = render_site(a_document(language=replace(ENGLISH, tag="fr")))["x-one.html"]
    assert 'lang="en"' in other
