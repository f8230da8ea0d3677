import pytest

from cop_author.core.compose import Setting, compose
from cop_author.core.tailor import tailor
from cop_author.core.translate import translate
from cop_author.model.deviation import Conformity, Departure, Deviation, FieldDeviation
from cop_author.model.document import Colophon, Document
from cop_author.model.edition import Edition, LeftOut, Look
from cop_author.model.guideline import Choice, Kind, Text, Unit
from cop_author.model.layer import ParameterValue
from cop_author.model.rich import Link, Value, walk
from cop_author.model.vocabulary import ParameterType
from cop_author.model.workspace import Master
from cop_author.text.fill import Values, fill, generic_value, own_value
from cop_author.text.inline import parse
from cop_author.text.locale import language
from tests.builders import conditions, edition, facet, guideline, master, parameter, section, source, term, unit

COLOPHON = Colophon("A master", "1.0.0", "d1", "", "", False, "CC-BY-4.0", Conformity.MASTER)


def composed(
    found: Master, chosen: Edition, values: Values | None = None, **setting: object
) -> tuple[Document, list[str]]:
    english = language("en")
    full = Setting(english, (english,), values or {}, found.facets, found.terms, found.sources, COLOPHON, **setting)  # type: ignore[arg-type]
    document, problems = compose(tailor(found, chosen)[0], full)
    return document, [problem.code for problem in problems]


def links(document: Document) -> list[str]:
    passages = [
        passage for found in document.units() for passage in (found.text, *(p.text for p in found.points)) if passage
    ]
    return [node.target for passage in passages for node in walk(passage.nodes) if isinstance(node, Link)]


def one(*units: Unit, **values: object) -> Master:
    return master(guideline(section(*units)), **values)


def test_sections_are_numbered_in_adults_editions_only() -> None:
    found = master(
        guideline(
            section(id="ind-one", sections=(section(unit(), id="ind-below"),)), section(unit("ind-b"), id="ind-two")
        )
    )
    adults, _ = composed(found, edition(look=Look.INDUSTRY))
    assert [(s.id, s.number, s.level) for s in adults.sections()] == [
        ("ind-one", "1", 1),
        ("ind-below", "1.1", 2),
        ("ind-two", "2", 1),
    ]
    story, _ = composed(found, edition(look=Look.STORYBOOK))
    assert {s.number for s in story.sections()} == {""}


def test_sources_are_numbered_by_first_citation_and_only_cited_ones_listed() -> None:
    found = one(
        unit("ind-a", text="As [they](ref:b) say.", sources=("c",)),
        unit("ind-b", sources=("b", "c")),
        sources=(source("a"), source("b"), source("c")),
    )
    document, _ = composed(found, edition())
    assert [(s.number, s.id) for s in document.sources] == [(1, "b"), (2, "c")]
    assert [u.sources for u in document.units()] == [(2,), (1, 2)]


def test_the_glossary_holds_terms_that_are_used_and_those_their_definitions_use() -> None:
    terms = (
        term("a", "Zebra", definition="Like a [b](term:b)."),
        term("b", "apple"),
        term("c", "unused"),
    )
    document, _ = composed(one(unit(text="A [zebra](term:a)."), terms=terms), edition())
    assert [(t.id, t.preferred.plain) for t in document.terms] == [("b", "apple"), ("a", "Zebra")]


def test_a_unit_has_its_topics_and_those_of_its_sections_in_the_order_of_the_vocabulary() -> None:
    below = section(unit("ind-a", topics=("reporting", "gone")), id="ind-below")
    found = master(
        guideline(section(unit("ind-b"), id="ind-one", topics=("grooming",), sections=(below,))),
        facets=(facet("topics", "rights", "grooming", "reporting"),),
    )
    document, _ = composed(found, edition())
    about = {each.id: [(topic.anchor, topic.label.plain) for topic in each.topics] for each in document.units()}
    grooming = ("topic-grooming", "Grooming")
    assert about == {"ind-b": [grooming], "ind-a": [grooming, ("topic-reporting", "Reporting")]}


LEFT = [unit("ind-a", text="See [that](unit:ind-b) now."), unit("ind-b", for_=conditions(sectors=["isp"]))]


@pytest.mark.edge_case(20)
def test_a_reference_to_what_is_left_out_becomes_text_a_link_or_a_failure() -> None:
    chosen = {"for_": conditions(sectors=["gaming"])}
    document, problems = composed(one(*LEFT), edition(**chosen))
    assert links(document) == []
    assert next(document.units()).text.plain == "See that now."  # type: ignore[union-attr]
    assert problems == []
    elsewhere = {"ind-b": "https://example.org/all/en/html/ind-section.html#ind-b"}
    document, _ = composed(one(*LEFT), edition(**chosen, left_out=LeftOut.LINK), elsewhere=elsewhere)
    assert links(document) == ["https://example.org/all/en/html/ind-section.html#ind-b"]
    _, problems = composed(one(*LEFT), edition(**chosen, left_out=LeftOut.FAIL))
    assert problems == ["B104"]
    document, problems = composed(one(*LEFT), edition(left_out=LeftOut.FAIL))
    assert (links(document), problems) == (["unit:ind-b"], [])


def test_see_also_lists_only_what_the_edition_holds() -> None:
    units = [
        unit("ind-a", see=("ind-b", "ind-c")),
        unit("ind-b", for_=conditions(sectors=["isp"])),
        unit("ind-c", title="The third"),
    ]
    document, _ = composed(one(*units), edition(for_=conditions(sectors=["gaming"])))
    assert [(r.anchor, r.title) for r in next(document.units()).see] == [("ind-c", "The third")]


def test_choices_get_letters_and_keep_their_answers() -> None:
    choices = (Choice("send", Text("Send"), Text("Stop")), Choice("ask", Text("Ask"), Text("Good")))
    document, _ = composed(one(unit(kind=Kind.SCENARIO, title="T", choices=choices)), edition())
    shown = next(document.units())
    assert [(c.letter, c.anchor, c.answer.plain) for c in shown.choices if c.answer] == [
        ("A", "ind-a.send", "Stop"),
        ("B", "ind-a.ask", "Good"),
    ]


def test_a_generic_value_is_marked_and_listed_as_to_be_filled_in() -> None:
    phone = parameter("helpline.phone", ParameterType.PHONE, "your helpline")
    document, _ = composed(
        one(unit(text="Call *{helpline.phone}*.")), edition(), {"helpline.phone": generic_value(phone, "your helpline")}
    )
    assert document.to_fill == ("helpline.phone",)
    assert next(document.units()).text.plain == "Call your helpline."  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("type_", "value", "text", "href"),
    [
        (ParameterType.PHONE, "+41 (0)58 123", "+41 (0)58 123", "tel:+41058123"),
        (ParameterType.URL, "https://example.org/", "https://example.org/", "https://example.org/"),
        (ParameterType.EMAIL, "a@example.org", "a@example.org", "mailto:a@example.org"),
        (ParameterType.DURATION, "90 days", "90 jours", ""),
        (ParameterType.DATE, "2026-11-23", "23 novembre 2026", ""),
        (ParameterType.AGE, "16", "16", ""),
    ],
)
def test_a_countrys_value_is_written_as_its_language_writes_it(
    type_: ParameterType, value: str, text: str, href: str
) -> None:
    shown = own_value(parameter("a.b", type_), ParameterValue("a.b", value), "fr")
    assert (shown.text.replace("\u00a0", " "), shown.href, shown.generic) == (text, href, False)


def test_for_whom_a_unit_is_stands_in_the_annex_in_the_labels_of_the_facets() -> None:
    found = FieldDeviation("for", Text("sectors: gaming"), Text("sectors: gaming, isp"))
    departed = Deviation("ind-a", "A", "ind-one", (Departure.CHANGED,), (found,), ())
    document, _ = composed(one(unit("ind-a")), edition(), deviations=(departed,), layers={})
    [field] = document.deviations[0].fields
    assert field.new and field.new.plain == "Sectors: Gaming, Isp"
    assert field.old and field.old.plain == "Sectors: Gaming"


@pytest.mark.edge_case(15)
def test_what_a_value_holds_is_never_parsed_again() -> None:
    hostile = Value("a.b", "*x* {c.d} <b> [y](unit:z)", ParameterType.TEXT)
    assert fill(parse("Call {a.b}.").nodes, {"a.b": hostile, "c.d": hostile})[1] == hostile


def test_an_empty_catalogue_keeps_source_text_and_ids() -> None:
    tailored, _ = tailor(one(unit("ind-a"), unit("ind-b")), edition())
    assert translate(tailored, {}) == tailored


@pytest.mark.edge_case(45)
def test_a_text_without_translation_keeps_its_own_language_and_direction() -> None:
    tailored, _ = tailor(one(unit("ind-a", text="First."), unit("ind-b", text="Second.")), edition())
    arabic = translate(tailored, {("ind-a#text", "First."): Text("أولا.", "ar")})
    found = master()
    setting = Setting(language("ar"), (), {}, found.facets, (), (), COLOPHON)
    document, _ = compose(arabic, setting)
    shown = [(u.text.lang, u.text.dir, u.text.plain) for u in document.units() if u.text]
    assert shown == [("ar", "rtl", "أولا."), ("en", "ltr", "Second.")]


def test_a_translation_of_other_source_text_is_never_taken() -> None:
    tailored, _ = tailor(one(unit("ind-a", text="New words.")), edition())
    assert translate(tailored, {("ind-a#text", "Old words."): Text("Alte Worte.", "de")}) == tailored
