import gzip
import json
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from cop_author.model.document import Document
from cop_author.model.edition import Look
from cop_author.render.html import render_site
from cop_author.render.places import Place, places
from cop_author.render.search import index, indexer, search_files
from tests.render.sample import a_document, an_arabic_document, say


class Ids(HTMLParser):
    """The ids of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value or "" for name, value in attrs if name == "id"}


def fragments(files: dict[str, bytes]) -> list[dict[str, object]]:
    """What the page shows of each place, as the index holds it."""
    packed = [content for name, content in files.items() if name.endswith(".pf_fragment")]
    return [json.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd")) for content in packed]


@pytest.mark.parametrize("document", [a_document(), a_document(Look.STORYBOOK), an_arabic_document()])
def test_every_place_has_a_name_and_its_link_leads_to_an_anchor_of_the_site(document: Document) -> None:
    site = {path: Ids(text).found for path, text in render_site(document).items()}
    for place in places(document):
        page, _, anchor = place.href.partition("#")
        assert anchor in site[page], place.href
        assert place.title


def test_each_unit_is_a_place_of_its_own_and_so_are_terms_and_the_help() -> None:
    document = a_document()
    found = {place.href: place for place in places(document)}
    assert found["x-one.html#x-table"].title == "What changes with age"
    assert "Believes what is seen and said." in found["x-one.html#x-table"].text
    assert {"glossary.html#term-grooming", "help.html#x-help"} <= found.keys()
    assert len(found) == len(places(document))


def test_a_search_never_shows_the_answer_to_a_question() -> None:
    document = a_document(Look.STORYBOOK)
    assert "SECRET-ANSWER" in render_site(document)["answers.html"]
    assert not [place for place in places(document) if "SECRET-ANSWER" in place.text + place.title]


def test_what_has_no_end_of_its_own_is_told_apart_from_what_follows() -> None:
    found = {place.href: place.text for place in places(a_document())}
    assert found["x-one.html#x-table"].startswith(
        "Age · What to expect · What helps · Group 1 · Believes what is seen and said. Time. Group 2 · "
    )


@pytest.mark.parametrize(("tag", "program"), [("en", "en"), ("de-CH", "de"), ("sw", "unknown"), ("zh-Hans", "unknown")])
def test_the_index_brings_the_program_of_its_language_and_nothing_that_the_page_does_not_load(
    tag: str, program: str
) -> None:
    files = index((Place("a.html#a", "A name", "Some words."), Place("a.html#b", "B name", "Others.")), tag)
    endings = sorted(name.rpartition(".")[2] for name in files)
    assert endings == ["js", "json", "pagefind", "pf_fragment", "pf_fragment", "pf_index", "pf_meta"]
    assert f"wasm.{program}.pagefind" in files and "pagefind.js" in files


def test_the_same_document_gives_the_same_index_and_another_word_another_one() -> None:
    document = a_document()
    assert list(search_files(document).items()) == list(search_files(document).items())
    other = replace(document, terms=(replace(document.terms[0], definition=say("Something else.")),))
    assert search_files(other) != search_files(document)


def test_words_and_addresses_stand_in_the_index_as_they_are() -> None:
    (shown,) = fragments(index((Place("a.html#a.b-c", "A <b> & c", 'Say "<i>" & go.'),), "en"))
    assert (shown["url"], shown["meta"], shown["content"]) == (
        "a.html#a.b-c",
        {"title": "A <b> & c"},
        'Say "<i>" & go.',
    )


def test_an_article_with_an_apostrophe_is_a_word_of_its_own() -> None:
    (shown,) = fragments(index((Place("a.html", "L’école", "Dans l'école, n'y va pas. Children’s."),), "fr"))
    assert shown["content"] == "Dans l'\u2060 école, n'y va pas. Children’s."
    assert shown["meta"] == {"title": "L’\u2060 école"}


def test_chinese_words_are_told_apart() -> None:
    (shown,) = fragments(index((Place("a.html", "标题", "保护儿童上网安全"),), "zh-Hans"))
    assert str(shown["content"]).split("\u200b")[:2] == ["保护", "儿童"]


def test_the_name_of_the_indexer_says_its_version() -> None:
    assert indexer().startswith("Pagefind 1.")


def test_numbers_are_in_the_index_with_the_digits_0_to_9() -> None:
    (shown,) = fragments(index((Place("a.html", "من ٩ إلى ١٢", "१८ या 18"),), "ar"))
    assert shown["content"] == "18 या 18" and shown["meta"] == {"title": "من 9 إلى 12"}
