"""The sheet that a person edits: unchanged it changes nothing, and what it cannot take it says with the line."""

import pytest
from hypothesis import given, strategies as st

from cop_author.formats.unit_sheet import SheetRefused, fresh_id, read_sheet, write_sheet
from cop_author.model.guideline import Cell, Choice, Column, Force, Kind, Row, Text
from cop_author.store.workspace import load
from tests.builders import point, unit
from tests.conftest import REPOSITORY

ROUTE = unit(
    "ind-route", Kind.RECOMMENDATION, text="Give a way.", points=(point("evidence", "Keep it."), point("owner"))
)
TABLE = unit(
    "ind-duties", Kind.TABLE, text="", title="Who does what",
    columns=(Column("step", Text("Step")), Column("by", Text("By when"))),
    rows=(Row("keep", Text("Keep it"), (Cell("by", Text("90 days")),)),),
)  # fmt: skip
PARK = unit("chi-park", Kind.SCENARIO, title="A message", choices=(Choice("send", Text("Send it"), Text("Oh.")),))


def edited(found: object, *changes: tuple[str, str]) -> str:
    sheet = write_sheet(found, "Change the words.")  # type: ignore[arg-type]
    for old, new in changes:
        assert old in sheet
        sheet = sheet.replace(old, new, 1)
    return sheet


def test_a_sheet_left_as_it_was_is_the_unit_as_it_was_for_every_unit_of_the_real_text() -> None:
    workspace, _ = load(REPOSITORY)
    assert workspace is not None
    for found in workspace.master.units():
        assert read_sheet(write_sheet(found, "About\n\nthis"), found, "ke") == found


def test_the_sheet_reads_as_text() -> None:
    assert write_sheet(ROUTE, "Change the words.") == (
        "# Change the words.\n\n== Title ==\nA title\n\n== Force ==\nshould\n\n== Text ==\nGive a way.\n"
        "\n== Point evidence ==\nKeep it.\n\n== Point owner ==\nA point.\n"
    )


def test_words_force_items_and_order_are_taken_from_the_sheet() -> None:
    sheet = edited(
        ROUTE,
        ("Give a way.", "Give a way\nat once."),
        ("\nshould\n", "\nmust\n"),
        ("== Point evidence ==\nKeep it.\n\n", ""),
        ("A point.\n", "A point.\n\n== new POINT ==\nReport to the police.\n\n== New point ==\n报警\n"),
    )
    found = read_sheet(sheet, ROUTE, "ke")
    assert found.text == Text("Give a way at once.")
    assert found.force is Force.MUST
    assert [(p.id, p.text.source) for p in found.points] == [
        ("owner", "A point."), ("ke-report-to-the", "Report to the police."), ("ke-item", "报警"),
    ]  # fmt: skip


def test_items_stand_as_their_headings_do() -> None:
    sheet = edited(ROUTE, ("== Point evidence ==\nKeep it.\n\n", ""))
    found = read_sheet(f"{sheet}\n== Point evidence ==\nKeep it.\n", ROUTE, "ke")
    assert [p.id for p in found.points] == ["owner", "evidence"]


def test_new_rows_and_choices_give_their_parts() -> None:
    found = read_sheet(edited(TABLE) + "\n== New row ==\nReport | 24 hours\n", TABLE, "ke")
    assert found.rows[1] == Row("ke-report-24-hours", Text("Report"), (Cell("by", Text("24 hours")),))
    chosen = read_sheet(edited(PARK) + "\n== New choice ==\nTell | Well done.\n", PARK, "ke")
    assert chosen.choices[1] == Choice("ke-tell-well-done", Text("Tell"), Text("Well done."))


def test_a_title_that_is_emptied_is_gone() -> None:
    found = unit(title="A title")
    assert read_sheet(edited(found, ("A title\n", "")), found, "ke").title is None


@pytest.mark.parametrize(
    ("sheet", "said", "hint"),
    [
        (edited(ROUTE, ("== Text ==", "== Txt ==")), "line 9: there is no 'Txt'", "Title, Force, Text"),
        (edited(ROUTE, ("== Point owner ==", "== Point evidence ==")), "stands twice", "Keep one"),
        (edited(ROUTE, ("should", "ought")), "'ought' is no force", "may, should or must"),
        (edited(ROUTE, ("A title\n", "")), "the title of ind-route is gone", "--remove"),
        (edited(ROUTE, ("Give a way.", "")), "the text of ind-route is gone", "--remove"),
        (edited(ROUTE, ("# Change the words.", "Change the words.")), "line 1: words above", "below a heading"),
        ("# nothing\n", "the sheet is empty", "--remove"),
    ],
)
def test_what_the_sheet_cannot_say_is_refused(sheet: str, said: str, hint: str) -> None:
    with pytest.raises(SheetRefused) as refused:
        read_sheet(sheet, ROUTE, "ke")
    assert said in refused.value.message
    assert hint in refused.value.hint


@pytest.mark.parametrize(
    ("found", "more", "hint"),
    [
        (TABLE, "== New row ==\nReport\n", "Write: Step | By when"),
        (PARK, "== New choice ==\nTell\n", "Choice | Answer"),
    ],
)
def test_new_items_that_lack_a_part_are_refused(found: object, more: str, hint: str) -> None:
    with pytest.raises(SheetRefused) as refused:
        read_sheet(f"{edited(found)}\n{more}", found, "ke")  # type: ignore[arg-type]
    assert hint in refused.value.hint


@given(st.text(max_size=40), st.sets(st.just("ke-a"), max_size=1))
def test_new_ids_are_ids(text: str, taken: set[str]) -> None:
    from cop_author.model.ids import is_slug

    found = fresh_id("ke", text, taken)
    assert is_slug(found)
    assert found not in taken
