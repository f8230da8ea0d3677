"""What a reader can look up: every topic and every name, each where its language and its readers look for it."""

from dataclasses import replace

import pytest

from cop_author.model.document import DocSection, DocTerm, DocUnit
from cop_author.model.edition import Look
from cop_author.model.guideline import Kind
from cop_author.render import assets
from cop_author.render.html import render_book, render_epub_pages, render_site
from cop_author.render.index import Sort, letters, name_of, subjects
from cop_author.render.pages import pages
from tests.render.sample import GROOMING, REPORTING, a_document, an_arabic_document, say
from tests.render.test_html import Page

ADULTS = frozenset({Look.TEACHER, Look.FAMILY, Look.INDUSTRY, Look.POLICY})


def a_section(id_: str, title: str, *units: DocUnit) -> DocSection:
    return DocSection(id_, "", 1, say(title), None, units)


def a_unit(id_: str, title: str = "", text: str = "") -> DocUnit:
    return DocUnit(id_, Kind.PARAGRAPH, say(title) if title else None, say(text) if text else None, topics=(REPORTING,))


def test_topics_stand_by_alphabet_and_their_units_in_reading_order() -> None:
    found = {subject.anchor: [entry.anchor for entry in subject.entries] for subject in subjects(a_document())}
    assert found == {"topic-grooming": ["x-plain", "x-route"], "topic-reporting": ["x-route"]}
    assert list(found) == ["topic-grooming", "topic-reporting"]


def test_the_help_unit_stands_under_its_topics_although_it_is_in_no_section() -> None:
    document = a_document()
    assert document.help
    helping = replace(document, help=replace(document.help, topics=(REPORTING,)))
    assert [entry.anchor for entry in subjects(helping)[1].entries] == ["x-help", "x-route"]
    assert 'href="help.html#x-help"' in render_site(helping)["topics.html"]


def test_a_unit_without_a_title_is_called_by_its_first_words() -> None:
    assert name_of(a_unit("x-a", "A title", "A text.")).plain == "A title"
    assert name_of(a_unit("x-a", text="A short text.")).plain == "A short text."
    long = name_of(a_unit("x-a", text="word " * 40)).plain
    assert len(long) <= 71 and long.endswith("word…")
    assert name_of(DocUnit("x-a", Kind.FIGURE, caption=say("Elu listens."))).plain == "Elu listens."


def test_the_list_by_alphabet_holds_terms_topics_sections_and_titled_units() -> None:
    found = [entry for letter in letters(a_document()) for entry in letter.entries]
    assert {entry.sort for entry in found} == set(Sort)
    anchors = {entry.anchor for entry in found}
    assert {"term-grooming", "topic-grooming", "x-one", "x-two", "x-route", "x-table", "x-help"} <= anchors
    assert "x-plain" not in anchors


def test_an_abbreviation_is_looked_up_as_well() -> None:
    term = DocTerm("csam", say("child sexual abuse material"), "CSAM", say("Pictures of a crime."))
    found = {
        letter.label: [entry.words.plain for entry in letter.entries if entry.anchor == "term-csam"]
        for letter in letters(a_document(terms=(term,)))
    }
    assert found["C"] == ["child sexual abuse material (CSAM)", "CSAM (child sexual abuse material)"]


def test_what_has_the_same_name_is_told_apart() -> None:
    twice = (
        a_section("x-a", "Games", a_unit("x-a-tomorrow", "Tomorrow"), a_unit("x-a-games", "Games")),
        a_section("x-b", "Photos", a_unit("x-b-tomorrow", "Tomorrow")),
    )
    page = render_site(a_document(sections=twice))["a-to-z.html"]
    assert '<a href="x-a.html#x-a-tomorrow">Tomorrow</a> <span class="place">Games</span>' in page
    assert '<a href="x-b.html#x-b-tomorrow">Tomorrow</a> <span class="place">Photos</span>' in page
    assert '<a href="x-b.html#x-b">Photos</a></li>' in page
    assert "x-a-games" not in page  # it stands right below the section of that name
    page = render_site(a_document())["a-to-z.html"]
    assert '<a href="glossary.html#term-grooming">grooming</a> <span class="place">Words and what they mean' in page
    assert '<a href="topics.html#topic-grooming">Grooming</a> <span class="place">Index of topics' in page


@pytest.mark.parametrize("look", Look)
def test_each_reader_has_what_helps(look: Look) -> None:
    """A storybook needs neither; topics are named in words of adults, which a child below 13 is not to be led to."""
    document = a_document(look)
    shown = {page.path for page in pages(document)}
    assert ("a-to-z.html" in shown) == (look is not Look.STORYBOOK)
    assert ("topics.html" in shown) == (look in ADULTS | {Look.RULES})
    assert render_site(document).keys() - {"search.html"} == shown
    assert render_epub_pages(document).keys() - {"nav.xhtml"} == shown - {"accessibility.html"}
    assert ('id="topic-grooming"' in render_book(document)) == (look in ADULTS)
    assert ('href="#topics"' in render_book(document)) == (look in ADULTS)


def test_an_edition_without_topics_has_no_page_of_them() -> None:
    document = a_document(sections=(a_section("x-a", "Games", replace(a_unit("x-b", "Rules"), topics=())),))
    assert "topics.html" not in render_site(document)
    assert 'id="topics"' not in render_book(document)
    assert "a-to-z.html" in render_site(document)


def test_lists_at_the_top_lead_down_to_every_topic_and_letter() -> None:
    for document in (a_document(), an_arabic_document()):
        for path in ("topics.html", "a-to-z.html"):
            page = Page(render_site(document)[path])
            links = [link["href"] for link in page.all("a")]
            targets = [name for name in page.ids if name.startswith(("topic-", "letter-"))]
            assert targets and [f"#{name}" for name in targets] == [link for link in links if link[1:] in targets]


def test_both_pages_are_in_the_contents_and_between_their_neighbours() -> None:
    site = render_site(a_document())
    assert {"topics.html", "a-to-z.html"} <= {link["href"] for link in Page(site["x-one.html"]).all("a")}
    assert [link["href"] for link in Page(site["topics.html"]).all("a") if link.get("rel") in ("prev", "next")] == [
        "glossary.html",
        "a-to-z.html",
    ]
    assert 'href="topics.xhtml">Index of topics' in render_epub_pages(a_document())["nav.xhtml"]


def test_a_label_that_is_not_translated_says_so() -> None:
    page = render_site(an_arabic_document())["topics.html"]
    assert '<h2 class="topic-title" id="topic-grooming">الاستدراج</h2>' in page
    assert '<h2 class="topic-title" id="topic-reporting" lang="en" dir="ltr">Reporting</h2>' in page
    assert '<span lang="en" dir="ltr"><a href="#topic-reporting">Reporting</a></span>' in page


def test_letters_that_only_head_a_list_have_a_font() -> None:
    document = a_document(sections=(a_section("x-a", "Ёлка", a_unit("x-b", "中文")),), terms=())
    shown = [letter.label for letter in letters(replace(document, language=replace(document.language, tag="zh-Hant")))]
    assert "4劃" in shown
    faces = assets.faces_for(replace(document, language=replace(document.language, tag="zh-Hant")))
    assert any(face.covers(frozenset({ord("劃")})) for face in faces)


def test_a_letter_of_any_script_has_an_anchor_of_plain_characters() -> None:
    found = {letter.label: letter.anchor for letter in letters(an_arabic_document())}
    assert found["ا"] == "letter-0627"
    assert all(anchor.isascii() for anchor in found.values())


def test_the_same_topic_is_one_wherever_it_is_named() -> None:
    again = replace(a_unit("x-b", "Rules"), topics=(GROOMING, REPORTING))
    document = a_document(sections=(a_section("x-a", "Games", a_unit("x-c", "First"), again),))
    assert [len(subject.entries) for subject in subjects(document)] == [1, 2]
