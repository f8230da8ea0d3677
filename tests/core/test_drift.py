"""What became of the text under a layer's changes: every state, decided per field."""

from dataclasses import replace
from typing import Any

import pytest

from cop_author.core.drift import find_drift
from cop_author.model.drift import Drift, State
from cop_author.model.guideline import Cell, Column, Core, Force, Kind, Row, Text, Unit
from cop_author.model.layer import Base, Do, Effect, Layer, LayerKind, NewColumn, Operation
from cop_author.model.register import Change, Lineage, Register
from cop_author.model.workspace import Master
from cop_author.text.addresses import texts_of_unit
from tests.builders import guideline, master, point, section, term, unit

BASE = "Show people the way to the form. Train the whole team with care. Write to the office."


def op(do: str = "patch", target: str = "ind-a", id: str = "ke-1", **values: Any) -> Operation:
    effect = Effect(values.pop("effect", "strengthen"))
    lang = values.get("lang", "en")
    texts = {name: Text(values.pop(name), lang) for name in ("put", "to") if name in values}
    return Operation(id, Do(do), target, "A reason.", effect, **texts, **values)


PATCH = op(at="text", find="the form", put="the short form")


def text(*units: Unit) -> Master:
    return master(guideline(section(*units)), terms=(term("form", "reporting form"),))


def layer(*operations: Operation, on: Unit | None = None, bases: dict[str, str] | None = None) -> Layer:
    """A layer that recorded its bases when the text below read as `on`."""
    below = on or unit("ind-a", Kind.RECOMMENDATION, BASE, points=(point("evidence", "Keep it safe."),))
    recorded = {str(a): t.source for a, t in texts_of_unit(below)} | {f"{below.id}#force": str(below.force or "")}
    fields = tuple((recorded | (bases or {})).items())
    return Layer("ke", "Kenya", LayerKind.COUNTRY, "master", ("en",), operations=operations, base=Base(fields=fields))


def drift(below: Master, *operations: Operation, steps: tuple[Lineage, ...] = (), **values: Any) -> list[Drift]:
    return list(find_drift(layer(*operations, **values), below, Register(lineage=steps)))


def one(now: str, *operations: Operation, **values: Any) -> Drift:
    """The state of changes to a text that now reads `now`."""
    [found] = drift(text(unit("ind-a", Kind.RECOMMENDATION, now)), *(operations or (PATCH,)), **values)
    return found


def test_current_where_the_text_is_as_it_was() -> None:
    assert one(BASE).state is State.CURRENT


@pytest.mark.edge_case(23)
@pytest.mark.parametrize("put", ["  way ", "way\u00a0", "way\r\n"])
def test_white_space_never_counts(put: str) -> None:
    assert one(BASE.replace("way ", put)).state is State.CURRENT


def test_cosmetic_where_only_quotation_marks_changed() -> None:
    quoted = 'Show people "the way" to the form.'
    on = unit("ind-a", Kind.RECOMMENDATION, quoted)
    assert one("Show people “the way” to the form.", on=on).state is State.COSMETIC


def test_mergeable_where_other_sentences_changed() -> None:
    found = one(BASE.replace("with care", "with skill"))
    assert found.state is State.MERGEABLE and not found.state.needs_person
    assert found.texts[0].merged == (
        "Show people the way to the short form. Train the whole team with skill. Write to the office."
    )


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (BASE.replace("Show people", "Show all people"), "same sentence"),
        (BASE.replace("Write", "Do not write"), "negation"),
        (BASE.replace("the office", "the office within 3 days"), "number"),
        (BASE.replace("the office", "{hotline.name}"), "parameter"),
        (BASE.replace("the office", "the office of the reporting form"), "term"),
    ],
)
def test_sensitive_where_a_clean_merge_must_be_read(now: str, why: str) -> None:
    found = one(now)
    assert found.state is State.SENSITIVE
    assert why in " ".join(found.reasons)


def test_a_changed_force_is_sensitive_and_an_adopted_one_redundant() -> None:
    must = op("set", at="force", to="must")
    below = unit("ind-a", Kind.RECOMMENDATION, BASE, force=Force.MAY)
    assert drift(text(below), must)[0].state is State.SENSITIVE
    assert drift(text(replace(below, force=Force.MUST)), must)[0].state is State.REDUNDANT


def test_two_languages_are_never_merged() -> None:
    arabic = op("set", at="text", to="نص", lang="ar")
    assert one(BASE + " More.", arabic).state is State.SENSITIVE


@pytest.mark.parametrize("now", [BASE.replace("the form", "the page"), BASE.replace("the form", "the form, the form")])
def test_conflict_where_the_words_changed_or_stand_twice(now: str) -> None:
    assert one(now).state is State.CONFLICT


@pytest.mark.edge_case(9)
def test_redundant_where_upstream_says_what_the_layer_says() -> None:
    assert one(BASE.replace("the form", "the short form")).state is State.REDUNDANT


def test_patches_of_one_field_are_one_change() -> None:
    other = op(at="text", find="the office", put="the ministry", id="ke-2")
    found = one(BASE.replace("with care", "with skill"), PATCH, other)
    assert found.ids == ("ke-1", "ke-2") and found.state is State.MERGEABLE
    assert "short form" in found.texts[0].merged and "ministry" in found.texts[0].merged


def test_reconfirm_where_what_is_removed_changed() -> None:
    remove = op("remove", at="evidence")
    below = unit("ind-a", Kind.RECOMMENDATION, BASE, points=(point("evidence", "Keep it safe for a year."),))
    [found] = drift(text(below), remove)
    assert (found.state, found.texts[0].now) == (State.RECONFIRM, "Keep it safe for a year.")
    [whole] = drift(text(below), op("remove"))
    assert whole.state is State.RECONFIRM


@pytest.mark.edge_case(1)
def test_a_withdrawn_target_is_orphaned_and_a_removal_of_it_redundant() -> None:
    gone = Lineage(Change.WITHDRAWN, "ind-a", why="The technology is gone.")
    [found] = drift(text(unit("ind-b")), PATCH, steps=(gone,))
    assert found.state is State.ORPHANED and found.choices == ()
    assert "The technology is gone" in found.reasons[0]
    [removed] = drift(text(unit("ind-b")), op("remove"), steps=(gone,))
    assert removed.state is State.REDUNDANT


@pytest.mark.edge_case(1)
def test_a_single_successor_is_followed() -> None:
    renamed = Lineage(Change.RENAMED, "ind-a", ("ind-b",))
    [found] = drift(text(unit("ind-b", Kind.RECOMMENDATION, BASE)), PATCH, steps=(renamed,))
    assert (found.state, found.now) == (State.MOVED, "ind-b#text")


SPLIT = Lineage(Change.SPLIT, "ind-a", ("ind-b", "ind-c"))


@pytest.mark.edge_case(2)
def test_of_a_split_unit_the_part_that_holds_the_words_takes_the_change() -> None:
    parts = text(
        unit("ind-b", Kind.RECOMMENDATION, "Show people the way to the form."),
        unit("ind-c", Kind.RECOMMENDATION, "Train the whole team with care. Write to the office."),
    )
    [found] = drift(parts, PATCH, steps=(SPLIT,))
    assert found.now == "ind-b#text" and found.state in {State.SENSITIVE, State.MERGEABLE}


@pytest.mark.edge_case(2)
def test_words_that_straddle_the_parts_of_a_split_unit_are_for_a_person() -> None:
    parts = text(unit("ind-b", text="Show people the way to"), unit("ind-c", text="the form. Train."))
    [found] = drift(parts, op(at="text", find="to the form", put="to it"), steps=(SPLIT,))
    assert (found.state, found.choices) == (State.ORPHANED, ("ind-b#text", "ind-c#text", "ind-b", "ind-c"))


@pytest.mark.edge_case(3)
def test_changes_of_two_merged_units_are_for_a_person() -> None:
    steps = tuple(
        Lineage(Change.MERGED, name, ("ind-m",), ((f"{name}#text", "ind-m#text"),)) for name in ("ind-a", "ind-b")
    )
    other = op(at="text", target="ind-b", find="Call", put="Phone", id="ke-2")
    below = text(unit("ind-m", Kind.RECOMMENDATION, f"{BASE} Call the team."))
    found = drift(below, PATCH, other, steps=steps, bases={"ind-b#text": "Call the team."})
    assert [each.now for each in found] == ["ind-m#text"] * 2
    assert all(each.state.needs_person for each in found)


@pytest.mark.edge_case(5)
def test_an_insertion_whose_neighbour_is_gone_has_lost_its_anchor() -> None:
    own = op("insert", unit=unit("ke-own"))
    gone = Lineage(Change.WITHDRAWN, "ind-a")
    assert drift(text(unit("ind-b")), own, steps=(gone,))[0].state is State.ANCHOR_LOST
    below = text(unit("ind-a", Kind.RECOMMENDATION, BASE))
    assert drift(below, op("insert", point=point("ke-p"), after="evidence"))[0].state is State.ANCHOR_LOST
    assert drift(below, op("insert", point=point("ke-p")))[0].state is State.CURRENT


@pytest.mark.edge_case(8)
def test_clauses_added_to_a_unit_that_the_layer_replaced_are_listed() -> None:
    own = op("replace", unit=unit("ind-a", text="All ours."))
    below = unit(
        "ind-a", Kind.RECOMMENDATION, BASE, points=(point("evidence", "Keep it safe."), point("new", "Tell them."))
    )
    [found] = drift(text(below), own)
    assert found.state is State.CONFLICT
    assert "ind-a#new" in found.reasons[0]
    assert [(each.address, each.base, each.now) for each in found.texts] == [("ind-a#new", "", "Tell them.")]


def test_a_unit_that_became_mandatory_blocks_what_takes_from_it() -> None:
    below = unit("ind-a", Kind.RECOMMENDATION, BASE, core=Core.MANDATORY, points=(point("evidence", "Keep it safe."),))
    for operation in (
        op("remove", at="evidence"),
        replace(PATCH, effect=Effect.WEAKEN),
        op("set", at="force", to="may"),
    ):
        assert drift(text(below), operation)[0].state is State.CORE_RAISED
    assert drift(text(below), PATCH)[0].state is State.CURRENT


def test_an_inserted_column_misses_the_cells_of_new_rows() -> None:
    columns = (Column("step", Text("Step")), Column("limit", Text("Limit")))
    rows = tuple(Row(name, Text(name), (Cell("limit", Text("Soon")),)) for name in ("keep", "tell"))
    table = unit("ind-a", Kind.TABLE, "", title="T", columns=columns, rows=rows)
    own = op("insert", column=NewColumn(Column("ke-who", Text("Who")), (("keep", Text("All")),)))
    [found] = drift(text(table), own)
    assert found.state is State.CELL_MISSING and "tell" in found.reasons[0]


def test_a_change_without_a_base_says_so() -> None:
    [found] = find_drift(replace(layer(PATCH), base=Base()), text(unit("ind-a", Kind.RECOMMENDATION, BASE)), Register())
    assert found.state is State.UNRECORDED


def renamed(old: str, *new: str) -> Lineage:
    return Lineage(Change.RENAMED, old, new)


def test_a_patch_whose_words_never_stood_in_its_base_is_a_conflict_and_not_redundant() -> None:
    found = one(f"{BASE} More.", op(at="text", find="people the form", put="people a form"))
    assert found.state is State.CONFLICT
    assert "occurs 0 times in the text that it was made for" in found.reasons[0]


def test_a_link_that_follows_a_renamed_unit_is_no_change() -> None:
    linked = "Show the [route](unit:ind-route) to all. Train the team."
    own = op(at="text", find="the [route](unit:ind-route)", put="the short [route](unit:ind-route)")
    below = text(
        unit("ind-a", Kind.RECOMMENDATION, linked.replace("ind-route", "ind-way")), unit("ind-way", text="Go.")
    )
    [found] = drift(below, own, on=unit("ind-a", Kind.RECOMMENDATION, linked), steps=(renamed("ind-route", "ind-way"),))
    assert found.state is State.CURRENT and found.operations == (own,)
    assert found.followed[0].find == "the [route](unit:ind-way)"
    assert found.followed[0].put == Text("the short [route](unit:ind-way)")


def test_a_moved_point_and_its_neighbour_are_followed_under_their_new_names() -> None:
    points = (point("proof", "Keep it safe."), point("tell", "Tell them."))
    below = text(unit("ind-b", Kind.RECOMMENDATION, BASE, points=points))
    steps = (renamed("ind-a", "ind-b"), renamed("ind-a#evidence", "ind-a#proof"), renamed("ind-a#say", "ind-a#tell"))
    [found] = drift(below, op("move", at="evidence", after="say"), steps=steps)
    assert (found.state, found.address, found.now) == (State.MOVED, "ind-a#evidence", "ind-b#proof")
    [followed] = found.followed
    assert (followed.target, followed.at, followed.after) == ("ind-b", "proof", "tell")


def test_a_point_to_move_that_is_gone_is_orphaned() -> None:
    [found] = drift(text(unit("ind-a", Kind.RECOMMENDATION, BASE)), op("move", at="evidence", before="other"))
    assert found.state is State.ORPHANED and "no longer there" in found.reasons[0]


@pytest.mark.edge_case(5)
def test_a_neighbour_that_went_to_another_unit_is_lost() -> None:
    below = text(unit("ind-a", Kind.RECOMMENDATION, BASE), unit("ind-b", points=(point("evidence", "Keep it safe."),)))
    step = Lineage(Change.MOVED, "ind-a#evidence", ("ind-b#evidence",))
    [found] = drift(below, op("insert", point=point("ke-p"), after="evidence"), steps=(step,))
    assert (found.state, found.choices) == (State.ANCHOR_LOST, ("ind-b#evidence",))


def test_a_unit_may_move_beside_what_its_own_layer_inserts() -> None:
    own = op("insert", target="ind-b", unit=unit("ke-own"))
    move = op("move", after="ke-own", id="ke-2")
    found = drift(text(unit("ind-a", Kind.RECOMMENDATION, BASE), unit("ind-b")), own, move)
    assert [each.state for each in found] == [State.CURRENT] * 2


TABLE = unit(
    "ind-a", Kind.TABLE, "", title="T", columns=(Column("step", Text("Step")),),
    rows=tuple(Row(name, Text(name)) for name in ("keep", "tell")),
)  # fmt: skip
COLUMN = op(
    "insert", column=NewColumn(Column("ke-who", Text("Who")), (("keep", Text("All")), ("tell", Text("The team"))))
)


def test_cells_follow_the_rows_of_their_column() -> None:
    rows = (Row("store", Text("keep")), Row("tell", Text("tell")))
    [found] = drift(text(replace(TABLE, rows=rows)), COLUMN, steps=(renamed("ind-a#keep", "ind-a#store"),))
    assert found.state is State.MOVED
    assert found.followed[0].column is not None
    assert [row for row, _ in found.followed[0].column.cells] == ["store", "tell"]


def test_a_cell_whose_row_is_gone_is_shown_with_its_words() -> None:
    [found] = drift(text(replace(TABLE, rows=TABLE.rows[1:])), COLUMN)
    assert found.state is State.CELL_MISSING
    assert found.reasons == ('keep is gone, and with it what the layer says there: "All"',)


@pytest.mark.edge_case(3)
def test_a_replaced_unit_and_a_change_of_another_that_come_together_are_for_a_person() -> None:
    steps = tuple(
        Lineage(Change.MERGED, name, ("ind-m",), ((f"{name}#text", "ind-m#text"),)) for name in ("ind-a", "ind-b")
    )
    other = op("replace", target="ind-b", unit=unit("ind-b", text="Ours."), id="ke-2")
    below = text(unit("ind-m", Kind.RECOMMENDATION, BASE))
    found = drift(below, PATCH, other, steps=steps, bases={"ind-b#text": "Call the team."})
    assert all(each.state.needs_person for each in found)
    assert "meets ke-2" in " ".join(found[0].reasons) and "meets ke-1" in " ".join(found[1].reasons)


@pytest.mark.parametrize("do", ["remove", "replace"])
@pytest.mark.edge_case(8)
def test_a_force_that_changed_below_what_is_removed_or_replaced_is_shown(do: str) -> None:
    own = op(do, unit=unit("ind-a", text="All ours.") if do == "replace" else None)
    on = unit("ind-a", Kind.RECOMMENDATION, BASE, force=Force.SHOULD)
    [found] = drift(text(replace(on, force=Force.MUST)), own, on=on)
    assert found.state is (State.CONFLICT if do == "replace" else State.RECONFIRM)
    assert [(each.base, each.now) for each in found.texts] == [("should", "must")]


def test_a_restoration_of_what_the_layer_below_no_longer_takes_is_redundant() -> None:
    below = text(unit("ind-a", Kind.RECOMMENDATION, BASE))
    [found] = find_drift(layer(op("restore")), below, Register(), below)
    assert found.state is State.REDUNDANT
    gone = Lineage(Change.WITHDRAWN, "ind-a")
    [found] = find_drift(layer(op("restore")), text(unit("ind-b")), Register(lineage=(gone,)), text(unit("ind-b")))
    assert found.state is State.ORPHANED


def test_what_can_no_longer_be_done_is_never_current() -> None:
    taken = unit("ind-a", Kind.RECOMMENDATION, BASE, points=(point("evidence", "Keep it safe."), point("ke-p")))
    [found] = drift(text(taken), op("insert", point=point("ke-p"), after="evidence"))
    assert found.state is State.ORPHANED and "has a point 'ke-p' already" in found.reasons[-1]


def test_the_removal_of_a_row_or_column_is_current_while_its_texts_are_as_they_were() -> None:
    columns = (Column("step", Text("Step")), Column("limit", Text("Limit")))
    rows = tuple(Row(name, Text(name), (Cell("limit", Text("Soon")),)) for name in ("keep", "tell"))
    table = unit("ind-a", Kind.TABLE, "", title="T", columns=columns, rows=rows)
    for gone in ("keep", "limit"):
        assert [found.state for found in drift(text(table), op("remove", at=gone), on=table)] == [State.CURRENT]
    changed = replace(table, rows=(replace(rows[0], head=Text("Keep it")), rows[1]))
    assert drift(text(changed), op("remove", at="keep"), on=table)[0].state is State.RECONFIRM


# Units that were merged


def merged_into_m(**took: str) -> tuple[Lineage, ...]:
    """ind-a and ind-b have become ind-m; `took` says where items of theirs went: a_keep="first"."""
    pairs = [(name.replace("_", "#", 1), "ind-m#" + to) for name, to in took.items()]
    return tuple(
        Lineage(
            Change.MERGED,
            f"ind-{name}",
            ("ind-m",),
            tuple((f"ind-{was}", to) for was, to in pairs if was.startswith(f"{name}#")),
        )
        for name in ("a", "b")
    )


@pytest.mark.edge_case(3)
def test_an_insertion_follows_its_neighbour_and_never_a_namesake_of_the_other_unit() -> None:
    below = text(unit("ind-m", Kind.CHECKLIST, "", title="M", points=(point("keep"), point("keep-safe"))))
    steps = merged_into_m(a_keep="keep-safe", b_keep="keep")
    [found] = drift(below, op("insert", point=point("ke-new"), after="keep"), steps=steps)
    assert (found.state, found.followed[0].target, found.followed[0].after) == (State.MOVED, "ind-m", "keep-safe")


@pytest.mark.edge_case(3)
def test_a_unit_that_stood_beside_what_it_is_now_a_part_of_need_not_move() -> None:
    below = text(unit("ind-m"), unit("ind-c"))
    [found] = drift(below, op("move", after="ind-b"), steps=merged_into_m(a_text="text", b_text="text"))
    assert found.state is State.REDUNDANT and "become one" in found.reasons[-1]


@pytest.mark.edge_case(3)
@pytest.mark.parametrize("do", [{"to": "Other words."}, {"do": "patch", "find": "point", "put": "item"}])
def test_a_change_of_a_point_that_is_a_row_now_is_for_a_person(do: dict[str, str]) -> None:
    table = unit(
        "ind-m", Kind.TABLE, "", title="M",
        columns=(Column("who", Text("Who")), Column("what", Text("What"))),
        rows=(Row("keep", Text("We"), (Cell("what", Text("All")),)),),
    )  # fmt: skip
    found = drift(text(table), op(at="keep", **({"do": "set"} | do)), steps=merged_into_m(a_keep="keep"))
    assert [each.state for each in found] == [State.ORPHANED]


def table_of(name: str, *rows: str) -> Unit:
    """A table with the columns `who` and `what`."""
    columns = (Column("who", Text("Who")), Column("what", Text("What")))
    cells = tuple(Row(row, Text(f"Row {row}"), (Cell("what", Text(f"Cell {row}")),)) for row in rows)
    return unit(name, Kind.TABLE, "", title="T", columns=columns, rows=cells)


TABLES = text(table_of("ind-m", "keep", "keep-2"))
MERGED_TABLES = merged_into_m(a_keep="keep-2", b_keep="keep")


@pytest.mark.edge_case(3)
def test_cells_of_a_column_go_to_their_own_rows_and_not_to_namesakes_of_the_other_table() -> None:
    own = op("insert", column=NewColumn(Column("ke-when", Text("When")), (("keep", Text("At once")),)), after="what")
    [found] = drift(TABLES, own, steps=MERGED_TABLES, on=table_of("ind-a", "keep"))
    assert found.state is State.CELL_MISSING and "no cell for: keep." in found.reasons[-1]
    [followed] = found.followed
    assert followed.column and followed.column.cells == (("keep-2", Text("At once")),)
    assert followed.after == "what"


@pytest.mark.edge_case(3)
def test_a_row_goes_beside_its_own_neighbour_after_two_tables_were_merged() -> None:
    own = op("insert", row=Row("ke-r", Text("We"), (Cell("what", Text("All")),)), after="keep")
    [found] = drift(TABLES, own, steps=MERGED_TABLES, on=table_of("ind-a", "keep"))
    assert (found.state, found.followed[0].after) == (State.MOVED, "keep-2")
    assert len(found.reasons) == len(set(found.reasons))


@pytest.mark.edge_case(3)
@pytest.mark.parametrize(
    ("at", "now"),
    [("keep.what", "ind-m#keep-2.what"), ("keep.head", "ind-m#keep-2.head"), ("head.what", "ind-m#head.what")],
)
def test_settings_in_a_merged_table_follow_their_own_cells(at: str, now: str) -> None:
    own = op("set", at=at, to="Ours.")
    on = replace(table_of("ind-a", "keep"), rows=table_of("ind-a", "keep").rows)
    [found] = drift(TABLES, own, steps=MERGED_TABLES, on=on)
    assert found.now == now and (found.state.needs_person or at == "head.what")


@pytest.mark.edge_case(3)
def test_an_insertion_beside_a_neighbour_that_was_dropped_has_lost_it_although_a_namesake_is_there() -> None:
    below = text(unit("ind-m", Kind.CHECKLIST, "", title="M", points=(point("keep"),)))
    steps = merged_into_m(a_title="title", b_keep="keep")
    [found] = drift(below, op("insert", point=point("ke-new"), after="keep"), steps=steps)
    assert found.state is State.ANCHOR_LOST and found.choices == ("ind-m",)


@pytest.mark.edge_case(3)
def test_a_move_inside_a_merged_unit_keeps_to_its_own_items() -> None:
    names = ("keep", "tell", "keep-2", "tell-2")
    below = text(unit("ind-m", Kind.CHECKLIST, "", title="M", points=tuple(map(point, names))))
    steps = merged_into_m(b_keep="keep", b_tell="tell", a_keep="keep-2", a_tell="tell-2")
    [found] = drift(below, op("move", at="tell", before="keep"), steps=steps)
    assert found.state is State.MOVED
    assert (found.followed[0].at, found.followed[0].before) == ("tell-2", "keep-2")
    assert len(found.reasons) == len(set(found.reasons))
