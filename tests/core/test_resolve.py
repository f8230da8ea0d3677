"""Layers laid over the master: what each operation does, and that none fails in silence."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from cop_author.core.resolve import Origin, resolve, stack
from cop_author.model.guideline import (
    EVERYONE,
    Cell,
    Choice,
    Column,
    Core,
    Force,
    Kind,
    Point,
    Row,
    Status,
    Text,
    Unit,
)
from cop_author.model.layer import Base, Do, Effect, Layer, LayerKind, NewColumn, Operation
from cop_author.model.register import Change, Lineage, Register, Waiver
from cop_author.model.workspace import Master
from cop_author.text.addresses import texts_of_unit
from tests.builders import conditions, guideline, master, point, section, unit

ROUTE = unit(
    "ind-route",
    Kind.RECOMMENDATION,
    "Pass reports on without delay, and keep the evidence secure.",
    points=(point("evidence", "Keep it."), point("feedback", "Tell them.")),
)
OTHER = unit("ind-other", text="Other words.")
QUESTION = unit("ind-question", Kind.SCENARIO, title="T", choices=(Choice("send", Text("Send"), Text("Stop")),))


def op(id: str, do: str, target: str = "ind-route", **values: Any) -> Operation:
    effect = Effect(values.pop("effect", "clarify"))
    texts = {name: Text(values.pop(name), values.get("lang", "en")) for name in ("put", "to") if name in values}
    return Operation(id, Do(do), target, "A reason.", effect, **texts, **values)


def layer(*operations: Operation, id: str = "ke", parent: str = "master", bases: bool = True) -> Layer:
    """A layer on the standard text whose bases are recorded."""
    fields = tuple((str(a), text.source) for u in text().units() for a, text in texts_of_unit(u))
    forces = tuple((f"{u.id}#force", str(u.force)) for u in text().units())
    base = Base(fields=(*fields, *forces)) if bases else Base()
    return Layer(id, id.title(), LayerKind.COUNTRY, parent, ("en",), operations=operations, base=base)


def text(*units: Unit) -> Master:
    return master(guideline(section(*(units or (ROUTE, OTHER, QUESTION)))))


NOTHING_RECORDED = Register()


def done(*layers: Layer, of: Master | None = None, register: Register = NOTHING_RECORDED) -> dict[str, Unit]:
    resolved, problems = resolve(of or text(), layers, register)
    assert [f"{p.code} {p.message}" for p in problems] == []
    return {found.id: found for found in resolved.master.units()}


def codes(*layers: Layer, of: Master | None = None, register: Register = NOTHING_RECORDED) -> list[str]:
    _, problems = resolve(of or text(), layers, register)
    assert problems
    return [problem.code for problem in problems]


def said(found: Unit, field: str = "text") -> str:
    return next(t.source for a, t in texts_of_unit(found) if a.field == field)


def test_no_layer_changes_nothing() -> None:
    resolved, problems = resolve(text(), (), Register())
    assert (resolved.master, dict(resolved.origins), problems) == (text(), {}, ())


def test_a_patch_changes_its_words_only() -> None:
    patch = op("ke-1", "patch", at="text", find="without delay", put="within 24 hours")
    assert said(done(layer(patch))["ind-route"]) == "Pass reports on within 24 hours, and keep the evidence secure."


def test_several_patches_of_one_field_stand_side_by_side_in_any_order() -> None:
    patches = [
        op("ke-1", "patch", at="text", find="Pass reports on", put="Send reports"),
        op("ke-2", "patch", at="text", find="secure", put="safe and secure"),
        op("ke-3", "patch", at="text", find="without delay", put="at once"),
    ]
    expected = "Send reports at once, and keep the evidence safe and secure."
    assert {said(done(layer(*order))["ind-route"]) for order in permutations(patches)} == {expected}


@pytest.mark.edge_case(23)
@pytest.mark.parametrize("find", ["it’s  here", "it's here", "it\u2019s\u00a0here", "it's\r\nhere"])
def test_quotes_spaces_and_line_ends_do_not_defeat_find(find: str) -> None:
    of = text(unit("ind-a", text="We say it’s here now."))
    base = Base(fields=(("ind-a#text", "We say it's\u00a0here now.".replace("'", "’")),))
    own = replace(layer(op("ke-1", "patch", "ind-a", at="text", find=find, put="it is there")), base=base)
    assert said(done(own, of=of)["ind-a"]) == "We say it is there now."


@pytest.mark.parametrize(
    ("operation", "field", "expected"),
    [
        (op("ke-1", "set", at="title", to="Another title"), "title", "Another title"),
        (op("ke-1", "set", at="evidence", to="Keep it for a year."), "evidence", "Keep it for a year."),
        (op("ke-1", "set", "ind-question", at="send.answer", to="Wait"), "send.answer", "Wait"),
        (op("ke-1", "patch", at="feedback", find="them", put="the person"), "feedback", "Tell the person."),
    ],
)
def test_any_field_can_be_set_or_patched(operation: Operation, field: str, expected: str) -> None:
    assert said(done(layer(operation))[operation.target], field) == expected


def test_should_becomes_must_by_one_value() -> None:
    assert done(layer(op("ke-1", "set", at="force", to="must", effect="strengthen")))["ind-route"].force is Force.MUST


@pytest.mark.edge_case(10)
def test_text_first_written_in_a_national_language_keeps_that_language() -> None:
    found = done(layer(op("eg-1", "set", at="title", to="عنوان", lang="ar"), id="eg"))["ind-route"]
    assert found.title == Text("عنوان", "ar")


def test_units_are_replaced_removed_inserted_and_moved() -> None:
    new = unit("ind-route", text="All new.")
    assert said(done(layer(op("ke-1", "replace", unit=new)))["ind-route"]) == "All new."
    assert list(done(layer(op("ke-1", "remove", "ind-other")))) == ["ind-route", "ind-question"]
    inserted = unit("ke-new", text="Ours.")
    assert list(done(layer(op("ke-1", "insert", unit=inserted)))) == [
        "ind-route",
        "ke-new",
        "ind-other",
        "ind-question",
    ]
    assert next(iter(done(layer(op("ke-1", "insert", before="ind-route", unit=inserted))))) == "ke-new"
    moved = op("ke-1", "move", "ind-question", before="ind-route")
    assert list(done(layer(moved))) == ["ind-question", "ind-route", "ind-other"]


def test_points_choices_and_rows_are_inserted_removed_and_moved() -> None:
    own = point("ke-copy", "Keep a copy.")
    found = done(layer(op("ke-1", "insert", point=own, after="evidence")))["ind-route"]
    assert [p.id for p in found.points] == ["evidence", "ke-copy", "feedback"]
    assert [p.id for p in done(layer(op("ke-1", "remove", at="evidence")))["ind-route"].points] == ["feedback"]
    found = done(layer(op("ke-1", "move", at="feedback", before="evidence")))["ind-route"]
    assert [p.id for p in found.points] == ["feedback", "evidence"]
    choice = Choice("ke-wait", Text("Wait"), Text("Good"))
    found = done(layer(op("ke-1", "insert", "ind-question", choice=choice)))["ind-question"]
    assert [c.id for c in found.choices] == ["send", "ke-wait"]


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        (op("ke-1", "patch", at="text", find="with some delay", put="x"), "D102"),
        (op("ke-1", "patch", at="text", find="e", put="x"), "D102"),
        (op("ke-1", "patch", at="caption", find="x", put="y"), "D103"),
        (op("ke-1", "patch", at="text", find="secure", put="secure"), "D105"),
        (op("ke-1", "patch", at="text", find="secure"), "D107"),
        (op("ke-1", "patch", at="text", find="secure", put="x", to="y"), "D107"),
        (op("ke-1", "set", at="none", to="x"), "D103"),
        (op("ke-1", "set", at="text", to="Pass  reports on without delay, and keep the evidence secure."), "D105"),
        (op("ke-1", "set", at="force", to="should"), "D105"),
        (op("ke-1", "set", at="force", to="shall"), "D103"),
        (op("ke-1", "set", "ind-other", at="force", to="must"), "D103"),
        (op("ke-1", "replace", unit=OTHER), "D107"),
        (op("ke-1", "replace", unit=ROUTE), "D105"),
        (op("ke-1", "insert", unit=unit("ind-mine")), "D108"),
        (op("ke-1", "insert", point=point("mine")), "D108"),
        (op("ke-1", "insert"), "D107"),
        (op("ke-1", "insert", point=point("ke-a"), after="none"), "D103"),
        (op("ke-1", "remove", at="none"), "D103"),
        (op("ke-1", "remove", at="text"), "D103"),
        (op("ke-1", "move", after="ind-none"), "D110"),
        (op("ke-1", "move"), "D107"),
        (op("ke-1", "restore"), "D113"),
        (op("ke-1", "restore", at="text"), "D113"),
        (op("ke-1", "remove", "ind-none"), "D101"),
    ],
)
@pytest.mark.edge_case(29)
def test_an_operation_that_cannot_be_done_as_written_is_a_finding_and_changes_nothing(
    operation: Operation, code: str
) -> None:
    resolved, problems = resolve(text(), (layer(operation),), Register())
    assert [problem.code for problem in problems] == [code]
    assert resolved.master == text()


@pytest.mark.edge_case(1)
@pytest.mark.parametrize(
    ("step", "hint"),
    [
        (
            Lineage(Change.WITHDRAWN, "ind-gone", why="The technology is gone."),
            "It was withdrawn. The technology is gone.",
        ),
        (Lineage(Change.RENAMED, "ind-gone", ("ind-route",)), "It was renamed; choose among: ind-route."),
        (
            Lineage(Change.SPLIT, "ind-gone", ("ind-route", "ind-other")),
            "It was split; choose among: ind-route, ind-other.",
        ),
    ],
)
def test_an_override_of_a_unit_that_is_gone_names_its_successors(step: Lineage, hint: str) -> None:
    register = Register(lineage=(step,))
    _, problems = resolve(text(), (layer(op("ke-1", "remove", "ind-gone")),), register)
    assert [(problem.code, problem.hint) for problem in problems] == [("D101", hint)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            op("ke-1", "patch", at="text", find="without delay", put="x"),
            op("ke-2", "patch", at="text", find="delay, and", put="y"),
        ),
        (op("ke-1", "set", at="text", to="x"), op("ke-2", "patch", at="text", find="secure", put="y")),
        (op("ke-1", "set", at="text", to="x"), op("ke-2", "set", at="text", to="y")),
        (op("ke-1", "remove"), op("ke-2", "set", at="title", to="y")),
        (op("ke-1", "remove"), op("ke-2", "insert", point=point("ke-a"))),
        (op("ke-1", "replace", unit=unit("ind-route", text="x")), op("ke-2", "set", at="force", to="must")),
        (op("ke-1", "remove", at="evidence"), op("ke-2", "set", at="evidence", to="y")),
    ],
)
def test_two_operations_that_write_the_same_place_are_both_refused(first: Operation, second: Operation) -> None:
    for pair in ((first, second), (second, first)):
        resolved, problems = resolve(text(), (layer(*pair),), Register())
        assert [problem.code for problem in problems] == ["D104", "D104"]
        assert resolved.master == text()


def test_text_that_has_changed_since_it_was_overridden_is_a_finding() -> None:
    own = replace(
        layer(op("ke-1", "set", at="text", to="New.")), base=Base(fields=(("ind-route#text", "Older words."),))
    )
    assert codes(own) == ["D106"]
    assert codes(layer(op("ke-1", "set", at="text", to="New."), bases=False)) == ["D112"]


MANDATORY = replace(ROUTE, core=Core.MANDATORY, topics=("reporting",))
NARROW = replace(ROUTE.points[0], for_=conditions(sectors=["gaming"]))


@pytest.mark.edge_case(14)
@pytest.mark.parametrize(
    "operation",
    [
        op("ke-1", "remove"),
        op("ke-1", "remove", at="evidence"),
        op("ke-1", "set", at="force", to="may"),
        op("ke-1", "patch", at="text", find="without delay", put="when possible", effect="weaken"),
        op("ke-1", "replace", unit=replace(MANDATORY, core=Core.EXPECTED)),
        op("ke-1", "replace", unit=replace(MANDATORY, force=Force.MAY)),
        op("ke-1", "replace", unit=replace(MANDATORY, for_=conditions(sectors=["gaming"]))),
        op("ke-1", "replace", unit=replace(MANDATORY, topics=())),
        op("ke-1", "replace", unit=replace(MANDATORY, status=Status.DRAFT)),
        op("ke-1", "replace", unit=replace(MANDATORY, points=MANDATORY.points[:1])),
        op("ke-1", "replace", unit=replace(MANDATORY, text=Text("…"))),
        op("ke-1", "replace", unit=replace(MANDATORY, kind=Kind.PARAGRAPH, force=None)),
        op("ke-1", "replace", unit=replace(MANDATORY, points=(NARROW, MANDATORY.points[1]))),
        op("ke-1", "set", at="text", to="—"),
        op("ke-1", "set", at="feedback", to="…", effect="strengthen"),
        op("ke-1", "patch", at="feedback", find="Tell them", put="-"),
        op("ke-1", "move", after="ind-narrow"),
        op("ke-1", "move", after="pol-a"),
    ],
)
def test_the_protected_core_cannot_be_removed_emptied_or_narrowed_without_a_waiver(operation: Operation) -> None:
    narrow = section(unit("ind-narrow"), id="ind-games", for_=conditions(sectors=["gaming"]))
    abroad = guideline(section(unit("pol-a"), id="pol-section", topics=("privacy",)), id="policy", prefix="pol")
    of = master(guideline(section(MANDATORY, OTHER, QUESTION, topics=("privacy",)), narrow), abroad)
    assert set(codes(layer(operation), of=of)) == {"D111"}
    assert resolve(of, (layer(operation),), Register())[0].master == of
    waived = Register(waivers=(Waiver("ke", "ind-route", "A reason.", "An editor", "2026-11-23"),))
    done(layer(operation), of=of, register=waived)
    elsewhere = Register(waivers=(Waiver("eg", "ind-route", "A reason.", "An editor", "2026-11-23"),))
    assert set(codes(layer(operation), of=of, register=elsewhere)) == {"D111"}


@pytest.mark.edge_case(14)
def test_a_lower_layers_mandatory_units_and_restored_words_are_protected_too() -> None:
    of = text(MANDATORY, OTHER, QUESTION)
    own = unit("ke-duty", core=Core.MANDATORY)
    country = layer(op("ke-1", "set", at="force", to="must"), op("ke-2", "insert", "ind-other", unit=own))
    for taken in (op("shop-1", "restore", at="force"), op("shop-1", "restore"), op("shop-1", "remove", "ke-duty")):
        assert "D111" in codes(country, upper(taken, bases=False), of=of)


def test_what_is_left_out_for_the_core_leaves_the_rest_of_the_layer_standing() -> None:
    of = text(MANDATORY, OTHER, QUESTION)
    both = layer(op("ke-1", "remove"), op("ke-2", "set", "ind-other", at="text", to="Ours."))
    resolved, problems = resolve(of, (both,), Register())
    assert [problem.message for problem in problems] == ["ke-1: ind-route is mandatory, and this removes it"]
    assert {u.id: u.text for u in resolved.master.units()}["ind-other"] == Text("Ours.")


def test_the_core_may_be_strengthened_widened_and_given_more() -> None:
    narrow = replace(MANDATORY, for_=conditions(sectors=["gaming"]), points=(NARROW, *ROUTE.points[1:]))
    of = text(narrow, OTHER, QUESTION)
    for more in (
        op("ke-1", "set", at="force", to="must", effect="strengthen"),
        op("ke-1", "replace", unit=replace(narrow, for_=conditions(sectors=["gaming", "isp"]))),
        op("ke-1", "replace", unit=replace(narrow, for_=EVERYONE, points=ROUTE.points)),
        op("ke-1", "insert", point=point("ke-copy", for_=conditions(sectors=["isp"]))),
        op("ke-1", "move", at="feedback", before="evidence"),
        op("ke-1", "move", after="ind-other"),
    ):
        done(layer(more), of=of)


def upper(*operations: Operation, **values: Any) -> Layer:
    return layer(*operations, id="shop", parent="ke", **values)


@pytest.mark.edge_case(26)
def test_what_a_lower_layer_locked_stays() -> None:
    locked = op("ke-1", "set", at="force", to="must", locked=True)
    for change in (
        op("shop-1", "set", at="force", to="may"),
        op("shop-1", "remove"),
        op("shop-1", "replace", unit=unit("ind-route")),
    ):
        found, problems = resolve(text(), (layer(locked), upper(change, bases=False)), Register())
        assert "D109" in [problem.code for problem in problems]
        assert {u.id: u for u in found.master.units()}["ind-route"].force is Force.MUST
    free = op("shop-1", "set", at="title", to="Ours")
    assert said(done(layer(locked), upper(free))["ind-route"], "title") == "Ours"


@pytest.mark.edge_case(7)
def test_what_a_region_removed_a_country_must_restore_before_it_can_change_it() -> None:
    region = layer(op("arab-1", "remove", "ind-other"), id="arab")
    country = layer(op("eg-1", "set", "ind-other", at="text", to="x"), id="eg", parent="arab")
    assert codes(region, country) == ["D101"]
    restored = layer(op("eg-1", "restore", "ind-other"), id="eg", parent="arab")
    assert list(done(region, restored)) == ["ind-route", "ind-other", "ind-question"]


def test_a_field_can_be_restored_to_the_masters_words() -> None:
    region = layer(op("arab-1", "set", at="title", to="Theirs"), id="arab")
    country = layer(op("eg-1", "restore", at="title"), id="eg", parent="arab")
    assert said(done(region, country)["ind-route"], "title") == "A title"


@pytest.mark.edge_case(5)
def test_an_insertion_next_to_what_a_lower_layer_removed_is_a_finding() -> None:
    region = layer(op("arab-1", "remove", "ind-other"), id="arab")
    country = layer(op("eg-1", "insert", "ind-other", unit=unit("eg-new")), id="eg", parent="arab")
    assert codes(region, country) == ["D101"]


@pytest.mark.edge_case(5)
def test_a_higher_layer_may_stand_next_to_a_lower_ones_insertion() -> None:
    region = layer(op("arab-1", "insert", unit=unit("arab-new")), id="arab")
    country = layer(op("eg-1", "insert", "arab-new", unit=unit("eg-new")), id="eg", parent="arab")
    assert list(done(region, country))[:3] == ["ind-route", "arab-new", "eg-new"]


@pytest.mark.edge_case(6)
def test_two_insertions_after_one_unit_stand_in_a_fixed_order() -> None:
    one, two = op("ke-1", "insert", unit=unit("ke-a")), op("ke-2", "insert", unit=unit("ke-b"))
    for pair in ((one, two), (two, one)):
        assert list(done(layer(*pair)))[:3] == ["ind-route", "ke-a", "ke-b"]
    shop = upper(op("shop-1", "insert", unit=unit("shop-c")))
    assert list(done(layer(one, two), shop))[:4] == ["ind-route", "shop-c", "ke-a", "ke-b"]


def test_every_changed_place_knows_through_which_operations_it_came() -> None:
    lower = layer(op("ke-1", "set", at="title", to="Ours"), op("ke-2", "insert", unit=unit("ke-new")))
    higher = upper(op("shop-1", "patch", at="title", find="Ours", put="Theirs"), bases=False)
    resolved, _ = resolve(text(), (lower, higher), Register())
    assert resolved.origins == {
        "ind-route#title": (Origin("ke", "ke-1"), Origin("shop", "shop-1")),
        "ke-new": (Origin("ke", "ke-2"),),
    }


def test_layers_stack_on_their_parents() -> None:
    arab, eg, shop = layer(id="arab"), layer(id="eg", parent="arab"), layer(id="shop", parent="eg")
    assert [found.id for found in stack((shop, arab, eg), "shop")] == ["arab", "eg", "shop"]
    assert stack((layer(id="a", parent="b"), layer(id="b", parent="a")), "a") == ()
    assert stack((), "none") == ()


# Inside units

DEEP = unit(
    "ind-deep",
    Kind.CHECKLIST,
    title="T",
    points=(point("keep", points=(point("copies"), point("access", points=(point("log"),)))), point("tell")),
)
TABLE = unit(
    "ind-table",
    Kind.TABLE,
    title="T",
    columns=(Column("step", Text("Step")), Column("when", Text("When")), Column("who", Text("Who"))),
    rows=(
        Row("a", Text("A"), (Cell("when", Text("Now")), Cell("who", Text("You")))),
        Row("b", Text("B"), (Cell("when", Text("Soon")),)),
    ),
)


def inner(*operations: Operation) -> dict[str, Unit]:
    of = text(DEEP, TABLE, QUESTION)
    return done(with_bases(of, *operations), of=of)


def with_bases(of: Master, *operations: Operation, **values: Any) -> Layer:
    fields = tuple((str(a), found.source) for u in of.units() for a, found in texts_of_unit(u))
    return replace(layer(*operations, **values), base=Base(fields=fields))


def paths(points: tuple[Point, ...], above: str = "") -> list[str]:
    return [path for p in points for path in (f"{above}{p.id}", *paths(p.points, f"{above}{p.id}."))]


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        ({"do": "insert", "at": "keep", "point": point("ke-x")},
         "keep keep.copies keep.access keep.access.log keep.ke-x tell"),
        ({"do": "insert", "at": "keep", "after": "copies", "point": point("ke-x")},
         "keep keep.copies keep.ke-x keep.access keep.access.log tell"),
        ({"do": "insert", "before": "keep.copies", "point": point("ke-x")},
         "keep keep.ke-x keep.copies keep.access keep.access.log tell"),
        ({"do": "insert", "at": "tell", "point": point("ke-x")},
         "keep keep.copies keep.access keep.access.log tell tell.ke-x"),
        ({"do": "insert", "at": "keep.access", "before": "log", "point": point("ke-x")},
         "keep keep.copies keep.access keep.access.ke-x keep.access.log tell"),
        ({"do": "remove", "at": "keep.access"}, "keep keep.copies tell"),
        ({"do": "remove", "at": "keep.access.log"}, "keep keep.copies keep.access tell"),
        ({"do": "move", "at": "keep.access", "before": "copies"},
         "keep keep.access keep.access.log keep.copies tell"),
        ({"do": "move", "at": "keep.copies", "after": "keep.access"},
         "keep keep.access keep.access.log keep.copies tell"),
        ({"do": "move", "at": "tell", "before": "keep"}, "tell keep keep.copies keep.access keep.access.log"),
    ],
)  # fmt: skip
def test_points_at_any_depth_are_inserted_removed_and_moved(operation: dict[str, Any], expected: str) -> None:
    found = inner(op("ke-1", target="ind-deep", **operation))["ind-deep"]
    assert " ".join(paths(found.points)) == expected


@pytest.mark.parametrize(
    "operation",
    [
        {"do": "insert", "at": "none", "point": point("ke-x")},
        {"do": "insert", "at": "keep", "after": "tell", "point": point("ke-x")},
        {"do": "insert", "at": "keep", "choice": Choice("ke-x", Text("X"))},
        {"do": "insert", "choice": Choice("ke-x", Text("X"))},
        {"do": "insert", "row": Row("ke-x", Text("X"))},
        {"do": "insert", "after": "keep", "before": "tell", "point": point("ke-x")},
        {"do": "remove", "at": "keep.none"},
        {"do": "remove", "at": "title"},
        {"do": "move", "at": "keep.copies", "after": "tell"},
        {"do": "move", "at": "tell", "after": "tell"},
        {"do": "insert", "target": "ind-table", "point": point("ke-x"), "after": "a"},
        {"do": "insert", "target": "ind-table", "row": Row("ke-x", Text("X")), "after": "when"},
        {"do": "insert", "target": "ind-table", "column": NewColumn(Column("ke-x", Text("X"))), "before": "step"},
        {"do": "insert", "target": "ind-table", "column": NewColumn(Column("ke-x", Text("X")), (("c", Text("C")),))},
        {"do": "remove", "target": "ind-table", "at": "step"},
        {"do": "move", "target": "ind-table", "at": "who", "before": "step"},
    ],
)
def test_what_has_no_place_in_a_unit_is_a_finding(operation: dict[str, Any]) -> None:
    of = text(DEEP, TABLE, QUESTION)
    found = with_bases(of, op("ke-1", **({"target": "ind-deep"} | operation)))
    resolved, problems = resolve(of, (found,), Register())
    assert [problem.code for problem in problems] in (["D103"], ["D107"])
    assert resolved.master == of


def test_a_column_comes_and_goes_with_its_cells() -> None:
    new = NewColumn(Column("ke-x", Text("X")), (("a", Text("Here")),))
    found = inner(op("ke-1", "insert", "ind-table", column=new, after="step"))["ind-table"]
    assert [column.id for column in found.columns] == ["step", "ke-x", "when", "who"]
    assert said(found, "a.ke-x") == "Here"
    found = inner(op("ke-1", "remove", "ind-table", at="when"))["ind-table"]
    assert [[cell.column for cell in row.cells] for row in found.rows] == [["who"], []]


def test_items_inserted_beside_one_neighbour_stand_in_the_order_of_their_ids() -> None:
    one, two = (op(f"ke-{n}", "insert", "ind-deep", point=point(f"ke-{n}"), after="keep") for n in (1, 2))
    for pair in ((one, two), (two, one)):
        assert [p.id for p in inner(*pair)["ind-deep"].points] == ["keep", "ke-1", "ke-2", "tell"]


@pytest.mark.parametrize(
    ("taken", "back"),
    [
        (op("arab-1", "remove", "ind-deep", at="keep.copies"), "keep.copies"),
        (op("arab-1", "remove", "ind-deep", at="keep"), "keep"),
        (op("arab-1", "remove", "ind-deep", at="tell"), "tell"),
        (op("arab-1", "remove", "ind-table", at="a"), "a"),
        (op("arab-1", "remove", "ind-table", at="when"), "when"),
        (op("arab-1", "set", "ind-table", at="a.when", to="Later"), "a.when"),
        (op("arab-1", "set", "ind-table", at="head.when", to="Later"), "when"),
        (op("arab-1", "replace", "ind-deep", unit=replace(DEEP, title=Text("Theirs"))), "title"),
        (op("arab-1", "replace", "ind-deep", unit=replace(DEEP, points=DEEP.points[1:])), ""),
        (op("arab-1", "replace", "ind-question", unit=replace(QUESTION, choices=(Choice("send", Text("S")),))), ""),
        (op("arab-1", "set", "ind-question", at="send.answer", to="Go on"), "send.answer"),
        (op("arab-1", "set", "ind-question", at="send.answer", to="Go on"), ""),
        (op("arab-1", "remove", "ind-other"), ""),
    ],
)
def test_whatever_a_lower_layer_took_or_changed_can_be_restored(taken: Operation, back: str) -> None:
    of = text(DEEP, TABLE, QUESTION, OTHER)
    region = with_bases(of, taken, id="arab")
    country = layer(op("eg-1", "restore", taken.target, at=back), id="eg", parent="arab")
    assert done(region, of=of) != {u.id: u for u in of.units()}
    assert done(region, country, of=of) == {u.id: u for u in of.units()}


def test_a_unit_comes_back_to_its_section_although_its_neighbour_was_moved_to_another() -> None:
    of = master(guideline(section(OTHER, ROUTE), section(QUESTION, id="ind-more")))
    region = with_bases(of, op("arab-1", "move", "ind-other", after="ind-question"), op("arab-2", "remove"), id="arab")
    back = layer(op("eg-1", "restore"), id="eg", parent="arab")
    assert list(done(region, back, of=of)) == ["ind-route", "ind-question", "ind-other"]


def test_a_title_and_a_force_that_were_taken_can_be_restored() -> None:
    of = text(unit("ind-a", title="A title"), ROUTE)
    region = with_bases(of, op("arab-1", "remove", "ind-a", at="title"), id="arab")
    back = layer(op("eg-1", "restore", "ind-a", at="title"), id="eg", parent="arab")
    assert done(region, back, of=of)["ind-a"].title == Text("A title")
    region = layer(op("arab-1", "set", at="force", to="must"), id="arab")
    back = layer(op("eg-1", "restore", at="force"), id="eg", parent="arab")
    assert done(region, back)["ind-route"].force is Force.SHOULD


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"do": "remove", "at": "keep"}, {"do": "insert", "point": point("ke-x"), "after": "keep"}, ["D110"]),
        ({"do": "remove", "at": "keep"}, {"do": "insert", "point": point("ke-x"), "at": "keep"}, ["D104", "D104"]),
        ({"do": "remove", "at": "keep"}, {"do": "move", "at": "keep", "after": "tell"}, ["D104", "D104"]),
        ({"do": "remove", "at": "keep"}, {"do": "move", "at": "tell", "before": "keep"}, ["D110"]),
        ({"do": "remove", "at": "keep"}, {"do": "set", "at": "keep.copies", "to": "x"}, ["D104", "D104"]),
        ({"do": "remove", "target": "ind-other"}, {"do": "move", "after": "ind-other"}, ["D110"]),
    ],
)
def test_what_stands_beside_what_the_same_layer_removes_is_a_finding(
    first: dict[str, Any], second: dict[str, Any], expected: list[str]
) -> None:
    of = text(DEEP, TABLE, OTHER)
    one, two = (op(f"ke-{n}", **({"target": "ind-deep"} | o)) for n, o in ((1, first), (2, second)))
    for pair in ((one, two), (two, one)):
        assert codes(with_bases(of, *pair), of=of) == expected


@pytest.mark.edge_case(5)
def test_a_unit_may_stand_where_the_same_layer_removed_its_neighbour() -> None:
    own = op("ke-1", "insert", "ind-other", unit=unit("ke-new")), op("ke-2", "remove", "ind-other")
    assert list(done(layer(*own))) == ["ind-route", "ke-new", "ind-question"]


@pytest.mark.edge_case(10)
def test_a_patch_is_in_the_language_of_its_field() -> None:
    of = text(unit("ind-a", text="Words."))
    patch = op("eg-1", "patch", "ind-a", at="text", find="Words", put="كلمات", lang="ar")
    assert codes(with_bases(of, patch, id="eg"), of=of) == ["D107"]
    region = with_bases(of, op("arab-1", "set", "ind-a", at="text", to="كلمات قديمة", lang="ar"), id="arab")
    patch = op("eg-1", "patch", "ind-a", at="text", find="قديمة", put="جديدة", lang="ar")
    country = replace(layer(patch, id="eg", parent="arab"), base=Base(fields=(("ind-a#text", "كلمات قديمة"),)))
    assert done(region, country, of=of)["ind-a"].text == Text("كلمات جديدة", "ar")


def test_what_a_lower_layer_inserted_and_locked_stays_with_all_its_parts() -> None:
    of = text(TABLE, QUESTION)
    column = NewColumn(Column("ke-x", Text("X")), (("a", Text("Here")),))
    choice = Choice("ke-wait", Text("Wait"), Text("Good"))
    country = with_bases(
        of,
        op("ke-1", "insert", "ind-table", column=column, locked=True),
        op("ke-2", "insert", "ind-question", choice=choice, locked=True),
    )
    for change in (
        op("shop-1", "set", "ind-table", at="a.ke-x", to="There"),
        op("shop-1", "set", "ind-table", at="head.ke-x", to="There"),
        op("shop-1", "remove", "ind-table", at="ke-x"),
        op("shop-1", "set", "ind-question", at="ke-wait.answer", to="Bad"),
    ):
        assert codes(country, upper(change, bases=False), of=of) == ["D109"]
