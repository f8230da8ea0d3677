"""Operations say what they do, name what is there, and forget nothing that belongs to them."""

from dataclasses import replace
from typing import Any

import pytest

from cop_author.core.operation_checks import check_operations
from cop_author.core.resolve import resolve
from cop_author.core.validate import validate
from cop_author.model.guideline import Cell, Choice, Column, Force, Kind, Row, Text
from cop_author.model.layer import Do, Effect, Layer, LayerKind, LegalBasis, NewColumn, Operation, ParameterValue
from cop_author.model.register import Register
from cop_author.model.workspace import Master
from tests.builders import guideline, master, point, section, source, term, unit, workspace_of

ROUTE = unit(
    "ind-route",
    Kind.RECOMMENDATION,
    "Pass reports on within 24 hours, and do not tell the suspect, unless a court asks for {evidence.period}.",
    points=(point("keep", "Keep it."),),
)
STORY = unit(
    "ind-story", Kind.SCENARIO, "A stranger asks.", title="A story",
    choices=(Choice("send", Text("Send it"), Text("Look.")), Choice("ask", Text("Ask"), Text("Good."))),
)  # fmt: skip
TABLE = unit(
    "ind-table", Kind.TABLE, title="T", columns=(Column("step", Text("Step")), Column("when", Text("When"))),
    rows=(Row("a", Text("A")), Row("b", Text("B"))),
)  # fmt: skip
TEXT = master(guideline(section(ROUTE, STORY, TABLE)), sources=(source("crc"),))


def op(do: str, target: str = "ind-route", id: str = "ke-1", **values: Any) -> Operation:
    effect = Effect(values.pop("effect", "localise"))
    texts = {name: Text(values.pop(name), values.get("lang", "en")) for name in ("put", "to") if name in values}
    return Operation(id, Do(do), target, "A reason.", effect, **texts, **values)


def layer(*operations: Operation, **values: Any) -> Layer:
    languages = ("en", "fr", "qu", "sw")
    return Layer("ke", "Kenya", LayerKind.COUNTRY, "master", languages, operations=operations, **values)


def found(own: Layer, below: Master = TEXT) -> list[str]:
    resolved, _ = resolve(below, (own,), Register())
    done = {origin.operation for origins in resolved.origins.values() for origin in origins}
    return [f"{p.severity} {p.code}" for p in check_operations(own, below, resolved.master, done)]


def patch(find: str, put: str, effect: str = "clarify", **values: Any) -> Operation:
    return op("patch", at="text", find=find, put=put, effect=effect, **values)


MEANING = [
    patch("24 hours", "72 hours"),
    patch("within 24 hours", "within a day"),
    patch("do not tell", "tell"),
    patch("and do not", "and never"),
    patch("unless a court asks", "if a court asks"),
    patch(", unless a court asks for {evidence.period}", ""),
    patch("Pass reports on", "You must pass reports on"),
    patch("{evidence.period}", "a while"),
    op("set", at="text", to="Pass reports on, and do tell the suspect.", effect="clarify"),
    op("set", at="force", to="must", effect="clarify"),
    op("replace", unit=replace(ROUTE, force=Force.MUST), effect="clarify"),
    op("replace", unit=replace(ROUTE, text=Text("Pass reports on.")), effect="clarify"),
]


@pytest.mark.edge_case(12)
@pytest.mark.parametrize("operation", MEANING)
def test_a_clarification_that_changes_force_number_negation_or_condition_is_an_error(operation: Operation) -> None:
    assert set(found(layer(operation))) == {"error D203"}
    assert "note D204" in found(layer(replace(operation, effect=Effect.LOCALISE)))
    assert "D203" not in " ".join(found(layer(replace(operation, effect=Effect.STRENGTHEN))))


@pytest.mark.edge_case(12)
@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        (patch("do not tell", "tell", "strengthen"), ["warning D209"]),
        (patch("do not tell", "tell", "localise"), ["note D204", "warning D209"]),
        (patch("do not tell", "never tell", "strengthen"), []),
        (patch("within 24 hours", "without delay", "strengthen"), []),
        (patch("24 hours", "12 hours", "strengthen"), []),
    ],
)
def test_a_not_that_is_taken_out_is_told_whatever_the_effect_says(operation: Operation, expected: list[str]) -> None:
    assert found(layer(operation)) == expected


@pytest.mark.edge_case(12)
@pytest.mark.parametrize(
    "operation",
    [
        patch("Pass reports on", "Send reports on"),
        patch("the suspect", "the person whom the report names"),
        op("set", at="text", effect="clarify", to=(
            "Within 24 hours pass reports on, and do not tell the suspect, unless a court asks for {evidence.period}."
        )),
        op("set", at="keep", to="Hold it safe.", effect="clarify"),
        op("move", at="keep", after="ke-x", effect="clarify"),
    ],
)  # fmt: skip
def test_a_clarification_that_keeps_what_is_asked_is_none(operation: Operation) -> None:
    assert found(layer(operation)) == []


@pytest.mark.edge_case(12)
def test_clarifications_in_other_languages_are_judged_by_their_own_words() -> None:
    below = master(guideline(section(unit("ind-a", text="x"))))
    french = replace(next(below.units()), text=Text("Ne donnez pas son nom sous 24 heures.", "fr"))
    below = master(guideline(section(french)))
    for put, expected in (("Donnez", ["error D203"]), ("Ne dites pas", [])):
        change = op("patch", "ind-a", at="text", find="Ne donnez pas", put=put, lang="fr", effect="clarify")
        assert found(layer(change), below) == expected
    unknown = replace(french, text=Text("Maski sutiyta willaychu.", "qu"))
    change = op("patch", "ind-a", at="text", find="Maski", put="Ama", effect="clarify", lang="qu")
    assert found(layer(change), master(guideline(section(unknown)))) == ["note D204"]


def test_a_removal_is_not_a_clarification() -> None:
    assert found(layer(op("remove", at="keep", effect="clarify"))) == ["note D204"]


@pytest.mark.parametrize(
    ("to", "effect", "expected"),
    [
        ("must", "strengthen", []),
        ("must", "weaken", ["error D205"]),
        ("may", "strengthen", ["error D205"]),
        ("may", "weaken", []),
    ],
)
def test_an_effect_that_is_the_opposite_of_what_happens_is_an_error(to: str, effect: str, expected: list[str]) -> None:
    assert found(layer(op("set", at="force", to=to, effect=effect))) == expected
    whole = replace(ROUTE, force=Force(to))
    assert found(layer(op("replace", unit=whole, effect=effect))) == expected


@pytest.mark.edge_case(13)
@pytest.mark.parametrize(
    "operation",
    [
        patch("Pass reports on", "Providers must pass reports on", "strengthen"),
        op("insert", point=point("ke-x", "Providers should keep a log.")),
        op("insert", unit=unit("ke-y", Kind.RECOMMENDATION, "Providers shall keep a log.")),
        op("set", at="keep", to="It must be kept."),
    ],
)
def test_a_modal_brought_in_by_a_layer_is_found_in_the_resolved_text(operation: Operation) -> None:
    resolved, _ = resolve(TEXT, (layer(operation),), Register())
    assert "T102" in [problem.code for problem in validate(workspace_of(resolved.master))]


@pytest.mark.edge_case(13)
@pytest.mark.parametrize(
    "operation",
    [
        op("set", at="text", to="Les fournisseurs doivent transmettre les signalements.", lang="fr"),
        op("insert", point=replace(point("ke-x"), text=Text("Il faut le garder.", "fr"))),
        op("insert", unit=replace(unit("ke-y", Kind.RECOMMENDATION), text=Text("Il doit le garder.", "fr"))),
    ],
)
def test_a_word_of_force_in_another_language_is_for_a_person_who_reads_it(operation: Operation) -> None:
    assert "warning D206" in found(layer(operation))
    resolved, _ = resolve(TEXT, (layer(operation),), Register())
    assert "T102" not in [problem.code for problem in validate(workspace_of(resolved.master))]


@pytest.mark.edge_case(10)
def test_a_layer_writes_in_the_languages_in_which_it_publishes() -> None:
    assert found(layer(op("set", at="keep", to="احتفظ به", lang="ar"))) == ["error D210"]
    assert found(layer(op("set", at="keep", to="Itunze.", lang="sw"))) == []


@pytest.mark.edge_case(10)
def test_text_in_another_language_is_not_judged_by_english_words() -> None:
    swahili = "Must should may 40% research shows slangword. " * 10
    own = replace(ROUTE, text=Text(swahili, "sw"), title=Text("Must", "sw"))
    checked = validate(
        workspace_of(master(guideline(section(own)), terms=(term("t", "A term", "slangword"),))),
    )
    assert {p.code for p in checked if p.code[0] in "TE" or p.code == "A203"} == set()
    english = replace(own, text=Text(swahili), title=Text("Must"))
    checked = validate(workspace_of(master(guideline(section(english)), terms=(term("t", "A term", "slangword"),))))
    assert {"T101", "T102", "E101"} <= {p.code for p in checked}


@pytest.mark.edge_case(17)
@pytest.mark.parametrize(
    ("operations", "expected"),
    [
        ([op("set", "ind-story", at="send", to="Send a photo")], ["warning D207"]),
        ([op("set", "ind-story", at="send.answer", to="Wait.")], ["warning D207"]),
        ([op("set", "ind-story", at="text", to="A friend asks.")], ["warning D207"]),
        ([op("set", "ind-story", at="send", to="Send a photo"),
          op("set", "ind-story", "ke-2", at="send.answer", to="Wait.")], []),
        ([op("set", "ind-story", at="title", to="Another story")], []),
        ([op("replace", "ind-story", unit=replace(STORY, text=Text("A friend asks.")))], ["warning D207"]),
        ([op("remove", "ind-story", at="send")], []),
    ],
)  # fmt: skip
def test_half_a_story_that_changed_is_shown_to_the_reviewer(operations: list[Operation], expected: list[str]) -> None:
    assert found(layer(*operations)) == expected


def test_a_legal_basis_and_a_value_name_sources_that_are_there() -> None:
    legal = op("set", at="keep", to="Hold it.", legal=LegalBasis("Act", source="ke-act"))
    value = ParameterValue("helpline.phone", "116", "ke-page")
    act, page = source("ke-act"), source("ke-page")
    assert found(layer(legal, parameters=(value,))) == ["error D202", "error D202"]
    assert found(layer(legal, parameters=(value,), sources=(act, page))) == []
    assert found(layer(replace(legal, legal=LegalBasis("Act", source="crc")))) == []


def test_a_layers_sources_can_be_cited_from_what_it_inserts_and_from_above_it() -> None:
    own = op("insert", unit=unit("ke-y", sources=("ke-act",)))
    resolved, _ = resolve(TEXT, (layer(own, sources=(source("ke-act"),)),), Register())
    assert [s.id for s in resolved.master.sources] == ["crc", "ke-act"]
    assert [p.code for p in validate(workspace_of(resolved.master)) if p.code == "R103"] == []


def test_ids_of_operations_and_sources_are_the_layers_own_and_used_once() -> None:
    one = op("set", at="keep", to="Hold it.")
    assert found(layer(replace(one, id="ug-1"))) == ["error D201"]
    assert found(layer(one, op("set", at="title", to="Ours"))) == ["error D201"]
    assert found(layer(one, sources=(source("crc"),))) == ["error D201"]


def test_a_row_that_lacks_the_cell_of_an_inserted_column_is_found() -> None:
    column = NewColumn(Column("ke-who", Text("Who")), (("a", Text("You")),))
    insert = op("insert", "ind-table", column=column)
    assert found(layer(insert)) == ["warning D208"]
    whole = replace(insert, column=replace(column, cells=(("a", Text("You")), ("b", Text("They")))))
    assert found(layer(whole)) == []
    later = replace(TABLE, rows=(*TABLE.rows, Row("c", Text("C"), (Cell("when", Text("Soon")),))))
    assert found(layer(whole), master(guideline(section(later)))) == ["warning D208"]


@pytest.mark.edge_case(30)
def test_what_a_layer_removes_while_others_refer_to_it_is_found_in_the_resolved_text() -> None:
    link = unit("ind-link", text="See [this](unit:ind-route).", see=("ind-route",))
    below = master(guideline(section(ROUTE, link)))
    resolved, problems = resolve(below, (layer(op("remove")),), Register())
    assert {problem.code for problem in problems} == {"D112"}
    assert [p.code for p in validate(workspace_of(resolved.master))].count("R101") == 2


@pytest.mark.edge_case(19)
def test_points_that_change_places_keep_their_ids_and_what_is_said_of_them() -> None:
    both = unit("ind-list", Kind.CHECKLIST, title="T", points=(point("a", "First."), point("b", "Second.")))
    below = master(guideline(section(both)))
    country = layer(op("move", "ind-list", at="b", before="a"))
    shop = Layer("shop", "Shop", LayerKind.ORGANISATION, "ke", ("en",), operations=(
        op("set", "ind-list", "shop-1", at="b", to="Ours."),
    ))  # fmt: skip
    resolved, _ = resolve(below, (country, shop), Register())
    [now] = resolved.master.units()
    assert [(p.id, p.text.source) for p in now.points] == [("b", "Ours."), ("a", "First.")]
