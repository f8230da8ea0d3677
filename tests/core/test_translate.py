"""Translations are found by address and source text, so that an override never takes those of what it replaced."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, strategies as st

from cop_author.core.choose import choose, usable
from cop_author.core.resolve import resolve
from cop_author.core.tailor import tailor
from cop_author.core.translate import translate, translate_deviation, translate_terms
from cop_author.model.catalogue import Catalogue, Entry, Translations
from cop_author.model.deviation import Deviation, FieldDeviation, Part
from cop_author.model.edition import Tailored
from cop_author.model.guideline import Text, Unit
from cop_author.model.layer import Base, Do, Effect, Layer, LayerKind, Operation
from cop_author.model.register import Register
from cop_author.model.translation_record import Respelling
from tests.builders import edition, guideline, master, section, term, unit

WORDINGS = ("Keep it.", "Delete it.", "Report it.")
MASTER = master(guideline(section(unit("ind-a", text="Pass it on soon."), unit("ind-b", text="Keep it."))))
FRENCH: Translations = {
    ("ind-a#text", "Pass it on soon."): Text("Transmettez-le bientôt.", "fr"),
    ("ind-b#text", "Keep it."): Text("Gardez-le.", "fr"),
}
PATCH = Operation("ke-1", Do.PATCH, "ind-a", "A law.", Effect.STRENGTHEN, at="text", find="soon", put=Text("at once"))
KENYA = Layer(
    "ke", "Kenya", LayerKind.COUNTRY, "master", ("en", "fr"), operations=(PATCH,),
    base=Base(fields=(("ind-a#text", "Pass it on soon."),)),
)  # fmt: skip


def said(found: Tailored) -> dict[str, Text | None]:
    units: list[Unit] = [each for part in found.guidelines for each in part.units()]
    return {each.id: each.text for each in units}


@pytest.mark.edge_case(11)
def test_an_override_is_not_given_the_translation_of_the_text_that_it_replaced() -> None:
    resolved, problems = resolve(MASTER, (KENYA,), Register())
    assert problems == ()
    national = said(translate(tailor(resolved.master, edition())[0], FRENCH))
    assert national["ind-a"] == Text("Pass it on at once.", "en")
    assert national["ind-b"] == Text("Gardez-le.", "fr")


@pytest.mark.edge_case(11)
def test_the_masters_own_translation_stays_as_it_is() -> None:
    assert said(translate(tailor(MASTER, edition())[0], FRENCH))["ind-a"] == Text("Transmettez-le bientôt.", "fr")


@pytest.mark.edge_case(11)
def test_an_override_has_a_translation_once_somebody_translates_its_own_words() -> None:
    resolved, _ = resolve(MASTER, (KENYA,), Register())
    own = {("ind-a#text", "Pass it on at once."): Text("Transmettez-le sans attendre.", "fr"), **FRENCH}
    assert said(translate(tailor(resolved.master, edition())[0], own))["ind-a"] == Text(
        "Transmettez-le sans attendre.", "fr"
    )


@given(st.dictionaries(st.tuples(st.sampled_from(["ind-a", "ind-b"]), st.sampled_from(WORDINGS)), st.booleans()))
def test_a_text_is_only_ever_printed_in_the_translation_of_just_its_words(entries: dict[tuple[str, str], bool]) -> None:
    """Catalogues hold the texts of many releases at once; an edition of one of them prints no other's."""
    made = tuple(Entry(f"{a}#text", words, f"{a}|{words}", fuzzy=fuzzy) for (a, words), fuzzy in entries.items())
    chosen = choose(("fr",), {"fr": usable([Catalogue("industry", "fr", made)])})
    for release in product(WORDINGS, WORDINGS):
        text = master(guideline(section(unit("ind-a", text=release[0]), unit("ind-b", text=release[1]))))
        printed = said(translate(tailor(text, edition())[0], chosen))
        for name, words in zip(("ind-a", "ind-b"), release, strict=True):
            found = printed[name]
            assert found is not None
            expected = entries.get((name, words)) is False
            assert found == (Text(f"{name}|{words}", "fr") if expected else Text(words, "en"))


SWISS = (Respelling("ß", "ss"), Respelling("„", "«"), Respelling("“", "»"))


def test_what_a_variant_takes_from_its_language_is_spelt_its_own_way_and_its_own_words_stay() -> None:
    german = Entry("ind-a#text", "Keep it.", "„Groß“, [Maße](https://example.org/Maß) und {Stärke-ß}")
    both, own = Entry("ind-b#text", "Keep it.", "Buße"), Entry("ind-b#text", "Keep it.", "die Maß")
    entries = {"de": usable([Catalogue("industry", "de", (german, both))]), "de-CH": {own.key: own}}
    chosen = choose(("de-CH", "de"), entries, SWISS)
    assert chosen["ind-a#text", "Keep it."] == Text("«Gross», [Masse](https://example.org/Maß) und {Stärke-ß}", "de")
    assert chosen["ind-b#text", "Keep it."] == Text("die Maß", "de-CH")
    assert choose(("de",), entries)["ind-a#text", "Keep it."].source == german.target


def test_where_a_changed_cell_or_answer_stands_is_told_in_the_editions_language() -> None:
    head, column, choice = Text("Danger", "en"), Text("Who", "en"), Text("Ask", "en")
    cell = FieldDeviation("danger.who", None, Text("The police", "en"), Part.CELL, (head, column))
    answer = FieldDeviation("ask.answer", None, Text("Yes", "en"), Part.ANSWER, (choice,))
    french: Translations = {
        ("ind-a#danger.head", "Danger"): Text("Un danger", "fr"),
        ("ind-a#head.who", "Who"): Text("Qui", "fr"),
        ("ind-a#ask", "Ask"): Text("Demander", "fr"),
        ("ind-a#danger.who", "The police"): Text("La police", "fr"),
    }
    found = translate_deviation(Deviation("ind-a", "Help", "ind-s", (), (cell, answer), ()), french)
    assert [text.source for each in found.fields for text in each.inside] == ["Un danger", "Qui", "Demander"]


def test_an_english_abbreviation_does_not_stand_behind_translated_words() -> None:
    found = replace(term("artificial-intelligence", "artificial intelligence"), abbreviation="AI")
    said: Translations = {
        ("term:artificial-intelligence#preferred", "artificial intelligence"): Text("intelligence artificielle", "fr")
    }
    assert [each.abbreviation for each in translate_terms([found], said)] == [""]
    assert [each.abbreviation for each in translate_terms([found], {})] == ["AI"]
