from collections.abc import Callable
from dataclasses import replace

import pytest

from cop_author.core.validate import validate
from cop_author.model.edition import Cover, RiskMap
from cop_author.model.guideline import Cell, Choice, Column, Conditions, Kind, Row, Text, Unit
from cop_author.model.layer import Layer, LayerKind, ParameterValue
from cop_author.model.problem import Severity
from cop_author.model.register import Change, Lineage, Register, Waiver
from cop_author.model.vocabulary import FacetValue, ParameterType, Prop
from cop_author.model.workspace import Config, LanguageSetting, Workspace
from tests.builders import (
    conditions,
    edition,
    guideline,
    master,
    parameter,
    point,
    section,
    source,
    term,
    unit,
    workspace,
    workspace_of,
)


def codes(found: Workspace) -> list[str]:
    return [problem.code for problem in validate(found) if problem.severity is not Severity.NOTE]


def said(found: Workspace, code: str) -> str:
    return "\n".join(f"{p.message} | {p.hint}" for p in validate(found) if p.code == code)


def test_sound_text_has_no_problem() -> None:
    assert codes(workspace(unit(), unit("ind-b", Kind.RECOMMENDATION, "Do it."))) == []


@pytest.mark.parametrize(
    ("units", "code"),
    [
        ([unit(), unit()], "S201"),
        ([unit("pol-a")], "S202"),
        ([unit(points=(point("text"),), kind=Kind.CHECKLIST)], "S203"),
        ([unit(points=(point("one"), point("one")), kind=Kind.CHECKLIST)], "S201"),
        ([unit(points=(point("one", points=(point("b"), point("b"))),), kind=Kind.CHECKLIST)], "S201"),
        ([replace(unit("ind-b", Kind.RECOMMENDATION), core=None)], "S205"),
        ([unit(see=("ind-none",))], "R101"),
        ([unit(text="See [this](unit:ind-none).")], "R101"),
        ([unit(text="A [word](term:none).")], "R102"),
        ([unit(text="As [they](ref:none) say.")], "R103"),
        ([unit(sources=("none",))], "R103"),
        ([unit(for_=conditions(sectors=["gamming"]))], "R104"),
        ([unit(for_=conditions(planets=["mars"]))], "R104"),
        ([unit(topics=("none",))], "R104"),
        ([unit(kind=Kind.CHECKLIST, points=(point("one", for_=conditions(sectors=["none"])),))], "R104"),
        ([unit(text="Call {hotline.nam}.")], "R105"),
        ([unit(props=(("priority", "high"),))], "R106"),
        ([unit(kind=Kind.FIGURE, image="a.svg", alt="A")], "A102"),
        ([unit(kind=Kind.FIGURE, image="a.svg")], "A101"),
        ([unit(text="<script>")], "T103"),
        ([unit(text="About 40 per cent of children agree.")], "E101"),
        ([unit(text="Research shows that it helps.")], "E101"),
        ([unit(text="One in three children is asked.")], "E101"),
        ([unit(text="More than 1,200 reports came.")], "E101"),
    ],
)  # fmt: skip
def test_each_mistake_is_found(units: list[Unit], code: str) -> None:
    assert code in codes(workspace(*units))


def test_a_misspelt_value_gets_the_nearest_known_one() -> None:
    assert "Did you mean 'gaming'?" in said(workspace(unit(for_=conditions(sectors=["gamming"]))), "R104")


def test_a_claim_with_a_source_and_a_character_who_claims_something_are_fine() -> None:
    cited = unit(text="About 40 per cent agree.", sources=("gc",))
    linked = unit("ind-b", text="About 40 per cent [agree](ref:gc).")
    told = unit("ind-c", Kind.QUESTION, "“90 % of all children have one!” True or false?")
    assert codes(workspace(cited, linked, told, sources=(source("gc"),))) == []


TERMS = (term("csam", "child sexual abuse material", "child pornography", "kiddie porn"),)


@pytest.mark.parametrize(
    "text", ["Report child pornography.", "Report *child* pornography.", "CHILD PORNOGRAPHY", "child\u00a0pornography"]
)
def test_deprecated_wording_is_an_error_that_names_the_preferred_term(text: str) -> None:
    found = workspace(unit(text=text), terms=TERMS)
    assert "T101" in codes(found)
    assert "child sexual abuse material" in said(found, "T101")


def test_a_longer_word_that_holds_deprecated_wording_is_not_it() -> None:
    terms = (term("x", "good", "bad word"),)
    assert codes(workspace(unit(text="A bad wording is no bad wordiness."), terms=terms)) == []


@pytest.mark.edge_case(13)
@pytest.mark.parametrize(
    "text", ["You should report it.", "Providers must act.", "Shall be kept.", "It ought to be done.", "This may help."]
)
def test_a_modal_in_a_recommendation_is_found(text: str) -> None:
    assert "T102" in codes(workspace(unit(kind=Kind.RECOMMENDATION, text=text)))
    assert "T102" not in codes(workspace(unit(text=text)))


@pytest.mark.edge_case(13)
def test_a_point_may_say_who_may_but_not_what_must_be() -> None:
    fine = unit(kind=Kind.RECOMMENDATION, text="Do it.", points=(point("one", "Restrict who may view it."),))
    wrong = unit(kind=Kind.RECOMMENDATION, text="Do it.", points=(point("one", "You must do it."),))
    assert codes(workspace(fine)) == []
    assert codes(workspace(wrong)) == ["T102"]


@pytest.mark.edge_case(4)
@pytest.mark.parametrize("change", [Change.WITHDRAWN, Change.RENAMED, Change.SPLIT, Change.MERGED])
def test_the_id_of_a_unit_that_is_gone_is_refused(change: Change) -> None:
    gone = Register(lineage=(Lineage(change, "ind-a", ("ind-new",)),))
    found = workspace_of(master(guideline(section(unit("ind-a")))), register=gone)
    assert "S204" in codes(found)


@pytest.mark.edge_case(4)
def test_a_moved_unit_keeps_its_id() -> None:
    moved = Register(lineage=(Lineage(Change.MOVED, "ind-a", ("ind-section",)),))
    assert codes(workspace_of(master(guideline(section(unit("ind-a")))), register=moved)) == []


def test_cells_must_stand_in_a_column_after_the_first() -> None:
    columns = (Column("step", Text("Step")), Column("when", Text("When")))
    good = Row("a", Text("A"), (Cell("when", Text("Now")),))
    for cell in ("step", "where"):
        bad = Row("b", Text("B"), (Cell(cell, Text("x")),))
        table = unit(kind=Kind.TABLE, title="T", columns=columns, rows=(good, bad))
        assert codes(workspace(table)) == ["S206"]


def test_every_choice_of_a_scenario_is_answered_and_an_open_question_needs_none() -> None:
    choices = (Choice("a", Text("A"), Text("Good")), Choice("b", Text("B")))
    assert codes(workspace(unit(kind=Kind.SCENARIO, title="T", choices=choices))) == ["S207"]
    assert codes(workspace(unit(kind=Kind.QUESTION, choices=choices))) == ["S207"]
    assert codes(workspace(unit(kind=Kind.QUESTION, choices=choices[1:]))) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"guidelines": ("none",)}, "R101"),
        ({"languages": ("fr",)}, "R107"),
        ({"include": ("ind-none",)}, "R101"),
        ({"exclude": ("ind-none",)}, "R101"),
        ({"structure": ("ind-none",)}, "R101"),
        ({"help": "ind-none"}, "R101"),
        ({"for_": conditions(sectors=["none"])}, "R104"),
        ({"paths": ("ind-none",)}, "R101"),
        ({"paths": ("ind-a",)}, "R101"),
        ({"risk_map": RiskMap("none", (("privacy", ()),))}, "R104"),
        ({"risk_map": RiskMap("sections", (("privacy", ("none",)),))}, "R104"),
        ({"layer": "none"}, "R108"),
        ({"cover": Cover(Text("A line"), "a.svg")}, "A101"),
    ],
)
def test_an_edition_that_names_what_is_not_there_is_found(change: dict[str, object], code: str) -> None:
    found = workspace_of(master(guideline(section(unit()))), editions=(edition(**change),))
    assert code in codes(found)


@pytest.mark.parametrize("chains", [{"fr": ("fr",)}, {"fr": ("de",), "de": ("fr",)}])
def test_fallbacks_that_run_in_a_circle_are_found(chains: dict[str, tuple[str, ...]]) -> None:
    languages = (LanguageSetting("en"), *(LanguageSetting(tag, chain) for tag, chain in chains.items()))
    found = replace(workspace(unit()), config=Config("W", "en", languages))
    assert "R109" in codes(found)


@pytest.mark.edge_case(15)
@pytest.mark.parametrize(
    "generic", ["your *own* hotline", "{helpline.name}", "<b>hotline</b>", "[hotline](https://example.org)"]
)
def test_generic_wording_with_markup_or_braces_is_refused(generic: str) -> None:
    found = workspace(unit(text="Call {a.b}."), parameters=(parameter("a.b", generic=generic),))
    assert "P101" in codes(found)


@pytest.mark.parametrize(
    ("type_", "least", "most", "fine"),
    [
        (ParameterType.AGE, "13", "18", True),
        (ParameterType.AGE, "18", "13", False),
        (ParameterType.DURATION, "90 days", "", True),
        (ParameterType.DURATION, "90", "", False),
        (ParameterType.DURATION, "2 weeks", "10 days", False),
        (ParameterType.TEXT, "1", "", False),
    ],
)
def test_bounds_must_fit_the_type(type_: ParameterType, least: str, most: str, fine: bool) -> None:
    bounded = replace(parameter("a.b", type_), min=least, max=most)
    assert ("P102" not in codes(workspace(unit(text="Until {a.b}."), parameters=(bounded,)))) is fine


FOR_CHILDREN = conditions(readers=["children"])


def children(*units: Unit, for_: Conditions = FOR_CHILDREN) -> Workspace:
    return workspace_of(master(guideline(section(*units, for_=for_))))


def test_a_unit_for_children_must_name_an_age() -> None:
    assert codes(children(unit())) == ["A201"]
    assert codes(children(unit(for_=conditions(ages=["under-9"])))) == []
    assert codes(children(unit(), for_=conditions(readers=["educators"]))) == []


def test_conditions_that_exclude_each_other_are_found() -> None:
    narrowed = unit(for_=conditions(ages=["9-12"]))
    assert "A202" in codes(children(narrowed, for_=conditions(readers=["children"], ages=["under-9"])))


def test_a_young_childs_book_does_not_link_to_the_glossary_of_adults() -> None:
    terms = (term("csam", "child sexual abuse material"),)
    linked = unit(text="A [word](term:csam).")
    for age, expected in (("under-9", ["A204"]), ("9-12", ["A204"]), ("13-18", [])):
        for_ = conditions(readers=["children"], ages=[age])
        found = workspace_of(master(guideline(section(linked, for_=for_)), terms=terms))
        assert codes(found) == expected, age


HARD = (
    "Notwithstanding considerable technological sophistication, internationally recognised organisations recommend "
    "comprehensive precautionary arrangements whenever unfamiliar correspondents communicate. Responsible guardians "
    "continuously accompany inexperienced participants throughout their extraordinarily complicated investigations, "
    "understanding individual developmental requirements and corresponding vulnerabilities. "
) * 2
EASY = (
    "Nio is in the park. A new player says hello. Nio does not know the player. Nio asks Gran. Gran looks at it too. They talk. "
    * 2
)


@pytest.mark.parametrize(("text", "expected"), [(HARD, ["A203"]), (EASY, [])])
def test_text_too_hard_for_its_age_is_a_warning(text: str, expected: list[str]) -> None:
    assert codes(children(unit(text=text), for_=conditions(readers=["children"], ages=["under-9"]))) == expected


def test_text_for_adults_is_not_measured() -> None:
    assert codes(workspace(unit(text=HARD))) == []


def test_ten_thousand_problems_are_all_reported_in_order() -> None:
    units = [unit(f"ind-{n}", see=(f"ind-none-{n}",)) for n in range(10_000)]
    problems = [problem for problem in validate(workspace(*units)) if problem.code == "R101"]
    assert len(problems) == 10_000


@pytest.mark.parametrize("shuffle", [list, lambda units: list(reversed(units))])
def test_a_report_never_depends_on_the_order_of_checks(shuffle: Callable[[list[Unit]], list[Unit]]) -> None:
    units = [unit(f"ind-{n}", text="{none}") for n in range(5)]
    found = validate(workspace(*shuffle(units)))
    assert list(found) == sorted(found, key=lambda p: (p.where.file, p.where.line, p.where.column, p.code, p.message))


def with_layer(*values: ParameterValue, **changes: object) -> Workspace:
    declared = (
        replace(parameter("evidence.period", ParameterType.DURATION), min="90 days", max="2 years"),
        replace(parameter("consent.age", ParameterType.AGE), min="13", max="18"),
        parameter("helpline.phone", ParameterType.PHONE),
        parameter("helpline.site", ParameterType.URL),
        parameter("due", ParameterType.DATE),
        parameter("name"),
    )
    ke = Layer("ke", "Kenya", LayerKind.COUNTRY, "master", ("en",), parameters=values)
    return replace(workspace(unit(), parameters=declared), layers=(ke,), **changes)  # type: ignore[arg-type]


@pytest.mark.edge_case(15)
@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("evidence.period", "180 days", []),
        ("evidence.period", "about three months", ["P202"]),
        ("evidence.period", "30 days", ["P203"]),
        ("evidence.period", "3 years", ["P203"]),
        ("consent.age", "16", []),
        ("consent.age", "sixteen", ["P202"]),
        ("consent.age", "12", ["P203"]),
        ("helpline.phone", "+254 116", []),
        ("helpline.phone", "ask at school", ["P202"]),
        ("helpline.site", "https://example.org/", []),
        ("helpline.site", "javascript:alert(1)", ["P202"]),
        ("due", "2026-02-28", []),
        ("due", "2026-02-31", ["P202"]),
        ("name", "{hotline.name}", ["P204"]),
        ("name", "<b>Us</b>", ["P204"]),
        ("helpline.fone", "116", ["P201"]),
    ],
)
def test_a_countrys_value_must_be_one_that_can_be_printed(name: str, value: str, expected: list[str]) -> None:
    assert codes(with_layer(ParameterValue(name, value))) == expected


@pytest.mark.parametrize(
    ("layer", "name", "expected"),
    [("ke", "ind-a", []), ("ke", "ke-own", []), ("ke", "ind-gone", []), ("ke", "ind-b", ["R101"]),
     ("eg", "ind-a", ["R108"])],
)  # fmt: skip
def test_a_waiver_names_a_layer_and_a_unit(layer: str, name: str, expected: list[str]) -> None:
    ke = Layer("ke", "Kenya", LayerKind.COUNTRY, "master", ("en",))
    waiver = Waiver(layer, name, "A reason.", "An editor", "2026-11-23")
    register = Register(lineage=(Lineage(Change.WITHDRAWN, "ind-gone"),), waivers=(waiver,))
    assert codes(replace(workspace(unit()), layers=(ke,), register=register)) == expected


@pytest.mark.edge_case(16)
@pytest.mark.parametrize(
    ("forms", "asked", "expected"),
    [
        ((("genitive", "of the Authority"),), "genitive", []),
        ((), "genitive", ["P206"]),
        ((("genitiv", "of the Authority"),), "genitive", ["P205", "P206"]),
        ((("genitive", "of the {name}"),), "genitive", ["P204"]),
        ((("genitive", "of the Authority"),), "dative", ["R111"]),
    ],
)
def test_forms_are_declared_filled_in_and_asked_for_by_one_name(
    forms: tuple[tuple[str, str], ...], asked: str, expected: list[str]
) -> None:
    declared = replace(parameter("name"), forms=("genitive",))
    ke = Layer(
        "ke", "Kenya", LayerKind.COUNTRY, "master", ("en",),
        parameters=(ParameterValue("name", "the Authority", forms=forms),),
    )  # fmt: skip
    text = unit(text=f"Ask {{name}}, the office {{name:{asked}}}.")
    found = [
        problem.code
        for problem in validate(replace(workspace(text, parameters=(declared,)), layers=(ke,)))
        if problem.severity is not Severity.NOTE
    ]
    assert found == expected


@pytest.mark.edge_case(16)
@pytest.mark.parametrize("value", ["١١٦", "１１６", "116١"])
def test_a_number_to_dial_is_in_the_digits_of_a_telephone(value: str) -> None:
    assert codes(with_layer(ParameterValue("helpline.phone", value))) == ["P202"]


def test_a_property_takes_only_its_declared_values() -> None:
    props = (Prop("priority", Text("Priority"), (FacetValue("high", Text("High")),)),)
    assert codes(workspace(unit(props=(("priority", "high"),)), props=props)) == []
    assert codes(workspace(unit(props=(("priority", "hihg"),)), props=props)) == ["R106"]
