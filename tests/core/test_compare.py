from dataclasses import replace

from cop_author.core.compare import Fate, compare, field_changes, predecessors
from cop_author.model.guideline import Force, Kind
from cop_author.model.register import Change, Lineage
from tests.builders import guideline, master, section, unit


def test_units_are_added_reworded_moved_renamed_and_withdrawn() -> None:
    old = master(
        guideline(
            section(unit("ind-a", text="Keep it."), unit("ind-b"), unit("ind-c"), unit("ind-d"), id="ind-one"),
            section(unit("ind-x"), id="ind-two"),
        )
    )
    new = master(
        guideline(
            section(unit("ind-a", text="Do not keep it."), unit("ind-new"), id="ind-one"),
            section(unit("ind-x"), unit("ind-b"), unit("ind-cc"), id="ind-two"),
        )
    )
    changes = {change.unit: change for change in compare(old, new, (Lineage(Change.RENAMED, "ind-c", ("ind-cc",)),))}
    assert {name: change.fates for name, change in changes.items()} == {
        "ind-a": (Fate.REWORDED,),
        "ind-new": (Fate.ADDED,),
        "ind-b": (Fate.MOVED,),
        "ind-cc": (Fate.RENAMED, Fate.MOVED),
        "ind-d": (Fate.WITHDRAWN,),
    }
    assert (changes["ind-b"].section_before, changes["ind-b"].section_after) == ("ind-one", "ind-two")
    assert changes["ind-cc"].before == "ind-c"
    assert [(f.field, f.old, f.new) for f in changes["ind-a"].fields] == [("text", "Keep it.", "Do not keep it.")]


def test_a_changed_force_is_a_change_and_white_space_is_none() -> None:
    before = unit(kind=Kind.RECOMMENDATION, text="Do it  now.")
    after = replace(unit(kind=Kind.RECOMMENDATION, text="Do it now."), force=Force.MUST)
    assert [(f.field, f.old, f.new) for f in field_changes(before, after)] == [("force", "should", "must")]


def test_equal_masters_differ_in_nothing() -> None:
    found = master(guideline(section(unit())))
    assert compare(found, found) == ()


def test_predecessors_follow_any_number_of_steps() -> None:
    lineage = (
        Lineage(Change.RENAMED, "ind-a", ("ind-b",)),
        Lineage(Change.SPLIT, "ind-b", ("ind-c", "ind-d")),
        Lineage(Change.MERGED, "ind-d", ("ind-e",)),
    )
    assert predecessors("ind-e", lineage) == ("ind-d", "ind-b", "ind-a")
    assert predecessors("ind-a", lineage) == ()
