"""What a translation must keep of its text, and what it must not bring."""

import pytest

from cop_author.core.reviews import reviewed_keys, seen
from cop_author.core.translation_checks import Standard, check_catalogue
from cop_author.model.catalogue import Catalogue, Entry
from cop_author.model.translation_record import CheckWaiver, Review, TermUse

CSAM = TermUse("csam", ("unyanyasaji wa kingono",), ("ponografia",))


def codes(source: str, target: str, lang: str = "sw", address: str = "ind-a#text", **values: object) -> list[str]:
    """The codes of what is found, without those for a look."""
    standard = Standard(lang, terms={"csam": CSAM}, forms={"regulator.name": ("genitive",)})
    entry = Entry(address, source, target, **values)  # type: ignore[arg-type]
    return [problem.code for problem in check_catalogue(Catalogue("industry", lang, (entry,)), standard)]


@pytest.mark.edge_case(39)
@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Call {hotline.name} now.", "Piga simu {hotline.name} sasa.", []),
        ("Call {hotline.name} now.", "Piga simu sasa.", ["C201"]),
        ("Call {hotline.name} now.", "Piga {hotline.name} au {hotline.name} sasa.", ["C201"]),
        ("Call {hotline.name} now.", "Piga simu {hotline.nane} sasa.", ["C201"]),
        ("Ask {regulator.name}.", "Uliza {regulator.name:genitive}.", []),
        ("Ask {regulator.name}.", "Uliza {regulator.name:dative}.", ["C201"]),
        ("Use **only** this.", "Tumia hii **tu**.", []),
        ("Use **only** this.", "Tumia hii *tu*.", ["C202"]),
        ("See [it](unit:ind-b) and [that](https://a.org/).", "Ona [ile](https://a.org/) na [hii](unit:ind-b).", []),
        ("See [it](unit:ind-b).", "Ona [hii](unit:ind-c).", ["C203"]),
        ("Ring 116 111 or write to a@b.org.", "Andika a@b.org au piga 116 111.", []),
        ("Ring 0800 116 111.", "Piga 0800 116 112.", ["C204"]),
        ("Write to a@b.org.", "Andika a@c.org.", ["C204"]),
        ("Within 24 hours.", "Ndani ya saa 48.", ["C205"]),
        ("Up to 10,000 people, under 18.", "Chini ya 18, hadi watu 10 000.", []),
        ("Do not copy it.", "Usinakili.", []),
        ("Never send it to anybody.", "Mtumie kila mtu.", ["C212"]),
        ("Report [such material](term:csam).", "Ripoti [hiyo](term:csam).", ["C213"]),
        ("Report [such material](term:csam).", "Ripoti [unyanyasaji wa kingono](term:csam).", []),
        ("Report this material.", "Ripoti ponografia hii.", ["C214"]),
        ("Ask for help.", " Omba msaada.", ["C207"]),
        ("Ask for help.", "Omba\nmsaada.", ["C207"]),
        ("Ask (at once) for help.", "Omba (mara moja msaada.", ["C206"]),
    ],
)
def test_what_a_translation_must_keep(source: str, target: str, found: list[str]) -> None:
    assert codes(source, target) == found


@pytest.mark.edge_case(39)
@pytest.mark.parametrize(
    ("target", "found"), [("خلال ٢٤ ساعة.", []), ("خلال 24 ساعة.", []), ("خلال ٢٥ ساعة.", ["C205"])]
)
def test_numbers_count_in_any_digits(target: str, found: list[str]) -> None:
    assert codes("Within 24 hours.", target, "ar") == found


@pytest.mark.edge_case(39)
@pytest.mark.parametrize(
    ("target", "lang"), [("২৪ ঘণ্টার মধ্যে।", "bn"), ("ក្នុងរយៈពេល ២៤ ម៉ោង។", "km"), ("ภายใน ๒๔ ชั่วโมง", "th")]
)
def test_numbers_count_in_digits_of_further_scripts(target: str, lang: str) -> None:
    assert "C205" not in codes("Within 24 hours.", target, lang)
    assert "C205" in codes("Within 25 hours.", target, lang)


@pytest.mark.edge_case(39)
def test_a_negation_that_comes_in_is_shown_to_a_person() -> None:
    assert codes("Send it.", "不要发送。", "zh-Hans") == ["C220"]
    assert codes("Do not send it.", "发送。", "zh-Hans") == ["C212"]
    assert codes("Send it.", "Ne l'envoyez pas.", "fr") == ["C220"]


@pytest.mark.edge_case(40)
@pytest.mark.parametrize(
    ("lang", "target", "found"),
    [
        ("ar", "قل \u2067مرحبا\u2069 الآن", []),
        ("ar", "قل \u2067مرحبا الآن", ["C215"]),
        ("ar", "قل مرحبا\u2069 الآن", ["C215"]),
        ("ar", "قل \u202bمرحبا\u202c الآن", []),
        ("ru", "Скажите прaво сейчас", ["C216"]),
        ("ru", "Скажите право сейчас", []),
        ("ru", "Say hello to him now", ["C216"]),
        ("sw", "Sema\u200b hujambo sasa", ["C218"]),
        ("zh-Hans", "现在说AI你好", []),
    ],
)
def test_direction_script_and_invisible_characters(lang: str, target: str, found: list[str]) -> None:
    assert codes("Greet them politely today", target, lang) == found


@pytest.mark.edge_case(41)
def test_a_text_copied_into_the_place_of_its_translation_is_found() -> None:
    assert codes("Report it the same day.", "Report it the same day.") == ["C209"]
    assert codes("ITU", "ITU") == []
    link = "[help-for-children.example](https://help-for-children.example)"
    assert codes(link, link) == []
    assert codes(f"Ask at {link}", f"Ask at {link}") == ["C209"]


def test_the_number_of_a_document_denies_nothing() -> None:
    assert codes("General comment No. 25 (2021)", "Maoni ya Jumla 25 (2021)") == []
    assert codes("No, 25 people said.", "Watu 25 walisema.") == ["C212"]


@pytest.mark.edge_case(33)
def test_every_plural_form_is_there() -> None:
    values = {"plural": "{n} points", "targets": ("نقطة", "نقاط")}
    found = codes("{n} point", "", "ar", "", **values)
    assert "C217" in found


def test_one_translation_for_two_texts_and_one_text_translated_in_two_ways() -> None:
    entries = (
        Entry("ind-a#text", "Keep the evidence safe.", "Hifadhi ushahidi."),
        Entry("ind-b#text", "Delete the evidence soon.", "Hifadhi ushahidi."),
        Entry("ind-c#text", "Keep the evidence safe.", "Tunza ushahidi."),
    )
    found = check_catalogue(Catalogue("industry", "sw", entries), Standard("sw"))
    assert sorted(problem.code for problem in found) == ["C210", "C211"]


def test_a_finding_is_waived_until_text_or_translation_change() -> None:
    entry = Entry("ind-a#text", "Within 24 hours.", "Ndani ya siku moja.")
    waiver = CheckWaiver("ind-a#text", "C205", seen(entry), "A day is 24 hours.", "A. Reader")
    assert check_catalogue(Catalogue("industry", "sw", (entry,)), Standard("sw"), (waiver,)) == ()
    other = Entry("ind-a#text", "Within 24 hours.", "Ndani ya siku mbili.")
    assert [p.code for p in check_catalogue(Catalogue("industry", "sw", (other,)), Standard("sw"), (waiver,))] == [
        "C205"
    ]


def test_what_is_fuzzy_or_obsolete_is_not_looked_at() -> None:
    assert codes("Within 24 hours.", "Ndani ya saa 48.", fuzzy=True) == []
    assert codes("Within 24 hours.", "Ndani ya saa 48.", obsolete=True) == []


def test_a_review_ends_with_any_later_edit() -> None:
    entry = Entry("ind-a#text", "Report it.", "Ripoti.")
    review = Review("ind-a#text", seen(entry), "A. Reader", "2026-11-26")
    assert reviewed_keys((review,), (Catalogue("industry", "sw", (entry,)),)) == {entry.key}
    edited = Entry("ind-a#text", "Report it.", "Iripoti.")
    assert reviewed_keys((review,), (Catalogue("industry", "sw", (edited,)),)) == frozenset()
