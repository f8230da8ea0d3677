"""Names followed through the register: over many steps, through points and cells, and never past what is there."""

import pytest

from cop_author.core.lineage import Lineages
from cop_author.model.register import Change, Lineage


def step(change: str, id: str, *to: str, why: str = "", **took: str) -> Lineage:
    pairs = tuple((f"{id}#{old}", new.replace("__", "#")) for old, new in took.items())
    return Lineage(Change(change), id, to, pairs, "2026-11-25", why)


def unit(name: str, present: set[str], *steps: Lineage) -> tuple[str, ...]:
    return Lineages(steps).unit(name, present.__contains__).found


def address(name: str, present: set[str], *steps: Lineage) -> tuple[str, ...]:
    return Lineages(steps).address(name, present.__contains__).found


def test_what_is_there_is_followed_nowhere() -> None:
    assert unit("ind-a", {"ind-a", "ind-b"}, step("renamed", "ind-a", "ind-b")) == ("ind-a",)
    assert unit("ind-a", {"ind-a"}, step("moved", "ind-a", "ind-section")) == ("ind-a",)


@pytest.mark.edge_case(21)
def test_renamings_are_followed_over_any_number_of_releases() -> None:
    steps = [step("renamed", f"ind-{n}", f"ind-{n + 1}") for n in range(9)]
    assert unit("ind-0", {"ind-9"}, *steps) == ("ind-9",)
    assert address("ind-0#evidence", {"ind-9#evidence"}, *steps) == ("ind-9#evidence",)


def test_a_split_leads_to_each_part_and_its_texts_to_the_part_that_took_them() -> None:
    split = step("split", "ind-a", "ind-b", "ind-c", text="ind-b#text", evidence="ind-c#evidence")
    assert unit("ind-a", {"ind-b", "ind-c"}, split) == ("ind-b", "ind-c")
    there = {"ind-b#text", "ind-c#text", "ind-c#evidence", "ind-c#evidence.copy", "ind-b#title", "ind-c#title"}
    assert address("ind-a#text", there, split) == ("ind-b#text",)
    assert address("ind-a#evidence.copy", there, split) == ("ind-c#evidence.copy",)
    assert address("ind-a#title", there, split) == ("ind-b#title", "ind-c#title")


def test_a_merged_point_follows_to_its_new_name() -> None:
    merged = step("merged", "ind-b", "ind-m", evidence="ind-m#evidence-2")
    assert address("ind-b#evidence", {"ind-m#evidence", "ind-m#evidence-2"}, merged) == ("ind-m#evidence-2",)
    assert Lineages([merged]).unit("ind-b", {"ind-m"}.__contains__).was_merged


def test_points_rows_columns_and_cells_follow_their_renaming() -> None:
    row, column = step("renamed", "ind-t#keep", "ind-t#store"), step("renamed", "ind-t#deadline", "ind-t#limit")
    there = {"ind-t#store.limit", "ind-t#store.head", "ind-t#head.limit"}
    assert address("ind-t#keep.deadline", there, row, column) == ("ind-t#store.limit",)
    assert address("ind-t#keep.head", there, row, column) == ("ind-t#store.head",)
    assert address("ind-t#head.deadline", there, row, column) == ("ind-t#head.limit",)


def test_a_renamed_point_in_a_renamed_unit_is_found() -> None:
    steps = [step("renamed", "ind-a#old", "ind-a#new"), step("renamed", "ind-a", "ind-b")]
    assert address("ind-a#old", {"ind-b#new"}, *steps) == ("ind-b#new",)


def test_a_point_that_went_to_another_unit_is_found() -> None:
    assert address("ind-a#p", {"ind-b#p"}, step("moved", "ind-a#p", "ind-b#p")) == ("ind-b#p",)


def test_what_was_withdrawn_leads_nowhere_and_says_why() -> None:
    trace = Lineages([step("withdrawn", "ind-a", why="Done with.")]).unit("ind-a", set[str]().__contains__)
    assert trace.found == ()
    assert trace.why == "ind-a was withdrawn (2026-11-25): Done with."


def test_a_circle_of_renamings_ends() -> None:
    steps = [step("renamed", "ind-a", "ind-b"), step("renamed", "ind-b", "ind-a")]
    assert unit("ind-a", set(), *steps) == ()


@pytest.mark.edge_case(3)
def test_an_item_is_never_followed_to_a_namesake_that_came_from_the_other_unit() -> None:
    steps = (step("merged", "ind-a", "ind-m", text="ind-m#text"), step("merged", "ind-b", "ind-m", keep="ind-m#keep"))
    there = {"ind-m#text", "ind-m#keep", "ind-m#keep.copy", "ind-m#force"}
    assert address("ind-a#keep", there, *steps) == ()
    assert address("ind-a#keep.copy", there, *steps) == ()
    assert address("ind-b#keep.copy", there, *steps) == ("ind-m#keep.copy",)
    assert address("ind-a#force", there, *steps) == ("ind-m#force",)


@pytest.mark.edge_case(3)
def test_a_cell_of_a_merged_table_follows_both_its_row_and_its_column() -> None:
    steps = (
        step("merged", "ind-a", "ind-m", keep="ind-m#keep", limit="ind-m#limit"),
        step("merged", "ind-b", "ind-m", keep="ind-m#keep-2", limit="ind-m#limit-2"),
    )
    there = {f"ind-m#{part}.{column}" for part in ("keep", "keep-2", "head") for column in ("limit", "limit-2")}
    assert address("ind-b#keep.limit", there, *steps) == ("ind-m#keep-2.limit-2",)
    assert address("ind-b#head.limit", there, *steps) == ("ind-m#head.limit-2",)
    assert address("ind-a#keep.limit", there, *steps) == ("ind-m#keep.limit",)


@pytest.mark.edge_case(3)
def test_columns_that_merged_tables_share_keep_their_names() -> None:
    steps = (
        step("merged", "ind-a", "ind-m", keep="ind-m#keep"),
        step("merged", "ind-b", "ind-m", keep="ind-m#keep-2"),
    )
    there = {"ind-m#keep.limit", "ind-m#keep-2.limit", "ind-m#head.limit"}
    assert address("ind-b#keep.limit", there, *steps) == ("ind-m#keep-2.limit",)
    assert address("ind-b#head.limit", there, *steps) == ("ind-m#head.limit",)
