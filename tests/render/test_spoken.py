"""What a screen reader says of a page: names of links, and words that stand where others see a line or a colour."""

import re
from html.parser import HTMLParser

import pytest

from cop_author.model.edition import Look
from cop_author.render.html import render_book, render_epub_pages, render_site
from tests.render.sample import a_document
from tests.render.test_national import national

CHILDREN = (Look.STORYBOOK, Look.WORKBOOK, Look.RULES)


class Links(HTMLParser):
    """The name of every link of a page as it is announced: its label, or its words, seen and unseen."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self._words: list[str] | None = None
        self._label = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._words, self._label = [], dict(attrs).get("aria-label") or ""

    def handle_data(self, data: str) -> None:
        if self._words is not None:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._words is not None:
            self.names.append(self._label or " ".join("".join(self._words).split()))
            self._words = None


def names(page: str) -> list[str]:
    return Links(page).names


def spoken(page: str) -> str:
    """All words of a page, seen and unseen, as they follow each other."""
    return " ".join(re.sub("<[^>]*>", "", page).split())


@pytest.mark.parametrize("look", Look)
def test_no_id_stands_between_the_sentences_of_a_child(look: Look) -> None:
    page = render_site(a_document(look))["x-one.html"]
    assert ("x-scene" in names(page)) == (look not in CHILDREN)
    assert 'id="x-scene"' in page, "links lead to it all the same"
    assert "x-scene" not in names(render_epub_pages(a_document(Look.STORYBOOK))["x-one.html"])


def test_a_link_says_what_it_is_about_also_where_it_stands_in_a_list_of_links() -> None:
    site = render_site(a_document())
    assert "What happens next: What would you do?" in names(site["x-one.html"])
    assert "Back to the question: What would you do?" in names(site["answers.html"])
    assert "source 1" in names(site["x-one.html"]) and "1" not in names(site["x-one.html"])
    assert "Next: About this edition" in names(site["sources.html"])
    for path, page in site.items():
        repeated = [name for name in names(page) if name in {"What happens next", "Back to the question"}]
        assert not repeated, path


def test_a_source_is_led_to_by_its_title_and_its_address_is_not_spelt_out() -> None:
    page = render_site(a_document())["sources.html"]
    assert "Convention on the Rights of the Child" in names(page)
    assert not [name for name in names(page) if "://" in name]
    assert 'aria-hidden="true">https://un.example/crc</bdi>' in page
    assert '<a class="out address" dir="ltr" href="https://un.example/crc"' in render_book(a_document())


def test_labels_are_told_apart_by_ear() -> None:
    page = render_site(a_document(Look.INDUSTRY))["x-one.html"]
    assert "Force: Must ; Core: mandatory ; Sector: Games, Social media" in spoken(page)


def test_a_table_is_found_among_the_headings_and_its_title_is_said_once() -> None:
    page = render_site(a_document())["x-one.html"]
    caption = re.search(r"<caption><h(\d)>(.*?)</h\1></caption>", page)
    assert caption and spoken(caption[2]) == "Table 1 What changes with age"
    assert 'role="group" aria-label="Table 1"' in page


def test_what_a_line_or_a_frame_parts_for_the_eye_is_parted_for_the_ear() -> None:
    site = render_site(national())
    assert "Kenya: Modified (not approved), English, master text" in spoken(site["index.html"])
    assert "Modified (not approved): Adapted for Kenya" in spoken(site["about.html"])
    assert "A route : Changed" in spoken(site["deviations.html"])
