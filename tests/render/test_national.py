"""What an edition of a layer says of itself: marks, the annex, whose it is not; in the book and on the site."""

import re
from dataclasses import replace

import pytest

from cop_author.model.deviation import Conformity, Departure, Part, Standing
from cop_author.model.document import (
    DocCause,
    DocDeviation,
    DocField,
    DocPoint,
    DocRow,
    DocSection,
    Document,
    DocUnit,
    Passage,
)
from cop_author.model.edition import Look
from cop_author.model.guideline import Force, Kind
from cop_author.model.layer import Do, Effect
from cop_author.model.rich import Words
from cop_author.model.runs import Op, Run
from cop_author.render.html import render_book, render_site
from tests.render.sample import COLOPHON, a_document, an_arabic_document

NOTICE = "Illustration. Not issued by the authorities of Kenya."
RUNS = (Run(Op.KEEP, "Pass it on "), Run(Op.DELETE, "soon"), Run(Op.INSERT, "within 24 hours"), Run(Op.KEEP, "."))


def passage(text: str, lang: str = "en", dir_: str = "ltr", *, changed: bool = False) -> Passage:
    return Passage("x#text", lang, dir_, (Words(text),), changed)


CAUSE = DocCause(
    "ke-007", "Kenya", Do.PATCH, Effect.STRENGTHEN, "A statute sets a limit.", "An Act, s. 3", 1, Standing.ILLUSTRATIVE
)
UNIT = DocUnit(
    "ke-x", Kind.RECOMMENDATION, passage("A route"), passage("Pass it on within 24 hours.", changed=True),
    force=Force.MUST, departures=(Departure.CHANGED,),
)  # fmt: skip
CHANGED = DocDeviation(
    "ke-x", "A route", True, (Departure.CHANGED,), (DocField("text", RUNS, passage("a"), passage("b")),), (CAUSE,)
)
TWO_LANGUAGES = DocDeviation(
    "ke-gone", "Gone", False, (Departure.REMOVED,),
    (DocField("text", (), passage("In English"), passage("بالعربية", "ar", "rtl")),), (CAUSE,),
)  # fmt: skip


FORCE = (Run(Op.DELETE, "should"), Run(Op.INSERT, "must"))
ROW = passage("An adult who needs to talk")
TABLE = DocDeviation(
    "x-table", "Who helps", True, (Departure.CHANGED, Departure.MOVED),
    (
        DocField("a.how", RUNS, passage("a"), passage("b"), Part.CELL, (passage("A crime"), passage("How")), ("ke-008",)),
        DocField("b.head", (), None, ROW, Part.ROW, (), ("ke-009",)),
        DocField("b.how", (), None, passage("Call 1190"), Part.CELL, (ROW, passage("How")), ("ke-009",)),
        DocField("text", (Run(Op.INSERT, "Now "), Run(Op.KEEP, "act.")), passage("act."), passage("Now act.")),
        DocField("c", (), passage("A point of the master"), None, Part.POINT, (), ("ke-010",)),
        DocField("force", FORCE, passage("should"), passage("must")),
    ),
    (CAUSE, replace(CAUSE, operation="ke-008"), replace(CAUSE, operation="ke-009"), replace(CAUSE, operation="ke-010")),
)  # fmt: skip
ADDED = DocDeviation(
    "ke-new", "A national hotline", False, (Departure.ADDED,),
    (
        DocField("title", (), None, passage("A national hotline")),
        DocField("text", (), None, passage("Name it.")),
        DocField("force", (), None, passage("must")),
    ),
    (CAUSE,),
)  # fmt: skip
ENTRIES = (CHANGED, TWO_LANGUAGES, TABLE, ADDED)


def national(look: Look = Look.INDUSTRY, sample: Document | None = None) -> Document:
    """A sample with one changed unit in its first section, an annex with every kind of entry, and the notice."""
    sample = sample or a_document(look)
    part = sample.parts[0]
    first = replace(part.sections[0], units=(UNIT, *part.sections[0].units))
    parts = (replace(part, sections=(first, *part.sections[1:])), *sample.parts[1:])
    colophon = replace(
        COLOPHON, conformity=Conformity.NOT_APPROVED, layer="Kenya", release=True, below=(("Africa", "1.2.0"),)
    )
    return replace(sample, parts=parts, colophon=colophon, deviations=ENTRIES, illustration="Kenya")


def _section(*units: DocUnit) -> DocSection:
    return DocSection("x-long", "", 1, passage("Long"), None, units)


def _holding(*units: DocUnit) -> Document:
    return national(sample=a_document(Look.INDUSTRY, sections=(_section(*units),)))


def national_arabic(look: Look = Look.INDUSTRY) -> Document:
    """The same from right to left."""
    return national(look, an_arabic_document(look))


@pytest.mark.parametrize("look", list(Look))
def test_every_page_says_that_no_authority_issued_it(look: Look) -> None:
    pages = render_site(national(look))
    assert all(NOTICE in page for page in pages.values())
    book = render_book(national(look))
    assert book.count(NOTICE) >= 3, "on the cover, at the foot of every page, in the colophon"
    assert "run-illustration" in book or "run-help" in book
    assert all(NOTICE not in page for page in render_site(a_document(look)).values())


@pytest.mark.parametrize("look", list(Look))
def test_a_changed_unit_is_marked_in_words_and_leads_to_its_entry(look: Look) -> None:
    pages = render_site(national(look))
    [page] = [page for name, page in pages.items() if 'id="ke-x"' in page and name != "deviations.html"]
    assert 'href="deviations.html#deviation-ke-x">Changed for Kenya<span class="unseen">: A route</span></a>' in page
    assert 'class="text changed"' in page
    assert 'id="deviation-ke-x"' in pages["deviations.html"]


def test_a_changed_point_or_row_says_so_unless_its_unit_is_new_as_a_whole() -> None:
    point = DocPoint("ke-x.a", passage("Keep a record.", changed=True))
    row = DocRow("ke-x.r", passage("Police"), (passage("At once", changed=True),))
    table = replace(UNIT, id="ke-t", kind=Kind.TABLE, columns=(passage("Who"), passage("When")), rows=(row,))
    unit = replace(UNIT, id="ke-y", points=(point,))
    said = '<span class="unseen" lang="en" dir="ltr">Changed: </span>'
    pages = render_site(_holding(unit, table))
    assert f"{said}Keep a record." in pages["x-long.html"] and f"{said}Police" in pages["x-long.html"]
    assert said not in render_site(_holding(replace(unit, departures=(Departure.ADDED,))))["x-long.html"]
    assert said not in render_book(_holding(unit, table))


def test_the_annex_shows_words_out_and_in_also_to_who_does_not_see_them() -> None:
    page = render_site(national())["deviations.html"]
    assert '<del>[<span class="unseen">deleted: </span>soon]</del>' in page
    assert '<ins><span class="unseen">added: </span>within 24 hours' in page
    assert "A statute sets a limit." in page and "An Act, s. 3" in page
    assert "This is an illustration, so nobody has approved these changes." in page


def test_who_hears_the_annex_knows_where_a_deletion_ends() -> None:
    runs = (Run(Op.KEEP, "in the child’s "), Run(Op.DELETE, "own "), Run(Op.KEEP, "language"))
    document = replace(national(), deviations=(replace(CHANGED, fields=(replace(CHANGED.fields[0], runs=runs),)),))
    page = " ".join(re.sub("<[^>]*>", "", render_site(document)["deviations.html"]).split())
    assert "in the child’s [deleted: own ], end of what was deleted language" in page


def test_two_languages_stand_whole_beside_each_other_each_in_its_own() -> None:
    page = render_site(national())["deviations.html"]
    assert 'lang="ar" dir="rtl"><span class="whose" lang="en" dir="ltr">Here:</span> بالعربية' in page
    assert "In English" in page and "Left out" in page


def test_what_stands_in_one_of_the_two_texts_only_says_so_once() -> None:
    page = " ".join(render_site(national())["deviations.html"].split())
    assert 'Row, added <span class="by">ke-009</span>:</span> An adult who needs to talk' in page
    assert '<span class="whose">How:</span> Call 1190' in page, "a cell of a new row names its column only"
    assert 'Point, left out <span class="by">ke-010</span>:</span> A point of the master' in page
    assert page.count("Name it.") == 1 and "Text, added" not in page, "what is new as a whole says so in its head"


def test_force_is_said_in_words_and_in_the_language_of_the_edition() -> None:
    page = render_site(national())["deviations.html"]
    assert (
        '<del>[<span class="unseen">deleted: </span>Should]</del> <ins><span class="unseen">added: </span>Must' in page
    )
    said = (("Must", "Lazima"), ("Should", "Inapasa"))
    page = render_site(replace(national(), wording=said))["deviations.html"]
    assert "Inapasa]</del>" in page and "</span>Lazima" in page
    assert re.search(r"Force:</span> Lazima</p>", page), "of a new unit too"
    assert not re.search(r">\s*(?:must|should)\b", page)


def test_each_text_names_the_operations_that_wrote_it_where_there_are_several() -> None:
    page = " ".join(render_site(national())["deviations.html"].split())
    assert 'In the table: A crime, How <span class="by">ke-008</span></p>' in page
    assert "Text</p>" in page, "one operation need not be named at its only text"


def test_a_space_stands_between_words_out_and_in_and_nowhere_else() -> None:
    page = render_site(national())["deviations.html"]
    assert "]</del> <ins>" in page
    assert "Force:</span> <del>[" in " ".join(page.split()) and "</span>Should]</del> <ins>" in page


def test_the_cover_says_in_a_sentence_what_the_class_means_but_not_to_children() -> None:
    meaning = "Adapted for Kenya; each change has a reason, everything mandatory is kept"
    assert meaning in render_site(national())["index.html"]
    assert meaning in render_book(national()).partition("</header>")[0]
    assert "master text 1.0.0" in render_book(national())
    assert meaning not in render_site(national(Look.STORYBOOK))["index.html"]


def test_an_annex_from_right_to_left_marks_what_is_not() -> None:
    page = render_site(national_arabic())["deviations.html"]
    assert '<p class="difference" lang="en" dir="ltr">' in page
    assert '<html lang="ar" dir="rtl"' in page


def test_a_name_in_another_language_says_so() -> None:
    title = DocField("title", (), passage("Help"), passage("خط نجدة", "ar", "rtl"))
    entry = replace(CHANGED, name="خط نجدة", fields=(title,))
    page = render_site(replace(national(), deviations=(entry,)))["deviations.html"]
    assert '<bdi lang="ar" dir="rtl">خط نجدة</bdi>' in page, "over the entry"
    assert '<bdi lang="ar" dir="rtl"><a href="#deviation-ke-x">خط نجدة</a></bdi>' in page, "in the overview"


def test_what_the_edition_does_not_hold_is_listed_without_a_link() -> None:
    page = render_site(national())["deviations.html"]
    assert '<bdi class="code">ke-gone</bdi></p>' in page


def test_class_layer_and_releases_stand_on_cover_and_in_the_colophon() -> None:
    pages, book = render_site(national()), render_book(national())
    for shown in (pages["index.html"], book):
        assert "Kenya: Modified (not approved)" in " ".join(shown.split())
    for shown in (pages["about.html"], book):
        assert "Africa <bdi>1.2.0</bdi>, Kenya" in " ".join(shown.split())
    assert 'href="deviations.html"' in pages["about.html"]


def test_without_an_annex_marks_are_plain_words() -> None:
    pages = render_site(replace(national(), deviations=()))
    assert "deviations.html" not in pages
    [page] = [page for page in pages.values() if 'id="ke-x"' in page]
    assert "Changed for Kenya" in page and "deviations.html" not in page


def test_a_rule_with_a_countrys_law_in_it_still_fits_its_page() -> None:
    long = passage("A sentence of the law that a country put in. " * 20)
    book = render_book(national(Look.RULES, a_document(Look.RULES, sections=(_section(replace(UNIT, text=long)),))))
    assert "lengthy" in book
    assert "lengthy" not in render_book(national(Look.RULES))
