"""Plans and what decisions make of operations: nothing is decided for a person, nothing is lost."""

from dataclasses import replace

import pytest

from cop_author.core.drift import find_drift
from cop_author.core.upgrade import misfit, outcome, plan_items, undecided
from cop_author.model.guideline import Core, Kind, Text, Unit
from cop_author.model.layer import Base, Do, Effect, LegalBasis, Operation
from cop_author.model.register import Change, Lineage, Register
from cop_author.model.upgrade import Action, Decision, Item
from tests.builders import point, unit
from tests.core.test_drift import BASE, PATCH, layer, op, text


def item(now: Unit | str, *operations: Operation, steps: tuple[Lineage, ...] = ()) -> Item:
    below = now if isinstance(now, Unit) else unit("ind-a", Kind.RECOMMENDATION, now)
    [drift] = find_drift(layer(*(operations or (PATCH,))), text(below), Register(lineage=steps))
    [found] = plan_items([drift])
    return found


def result(found: Item, action: str, value: str = "") -> Operation:
    decision = Decision(Action(action), value)
    assert misfit(found, decision) == "" or found.decided == decision
    [operation] = outcome(found, decision)
    return operation


def test_what_is_current_or_moved_follows_by_itself() -> None:
    found = item(BASE)
    assert found.decided == Decision(Action.FOLLOW) and outcome(found, found.decided) == (PATCH,)
    renamed = unit("ind-b", Kind.RECOMMENDATION, BASE)
    moved = item(renamed, steps=(Lineage(Change.RENAMED, "ind-a", ("ind-b",)),))
    assert moved.decided is not None
    assert outcome(moved, moved.decided) == (replace(PATCH, target="ind-b"),)


def test_a_merge_of_other_sentences_keeps_the_patch_as_it_is() -> None:
    found = item(BASE.replace("with care", "with skill"))
    assert found.decided == Decision(Action.ACCEPT)
    assert outcome(found, Decision(Action.ACCEPT)) == (PATCH,)


def test_a_sensitive_merge_waits_for_a_person() -> None:
    found = item(BASE.replace("Write", "Do not write"))
    assert undecided([found], {}) == (found,)
    assert undecided([found], {"ke-1": Decision(Action.KEEP)}) == ()
    assert result(found, "accept") == PATCH


def test_keeping_and_editing_write_the_whole_text_with_every_reason() -> None:
    other = replace(op(at="text", find="the office", put="the ministry", id="ke-2"), reason="Another reason.")
    found = item(BASE.replace("the form", "the page"), PATCH, other)
    kept = result(found, "keep")
    assert (kept.do, kept.find, kept.put) == (Do.SET, "", None)
    assert kept.to == Text(BASE.replace("the form", "the short form").replace("the office", "the ministry"))
    assert kept.reason == "A reason. Another reason."
    assert result(found, "edit", "Quite  new.").to == Text("Quite new.")


def test_upstream_drops_the_change() -> None:
    found = item(BASE.replace("the form", "the page"))
    assert outcome(found, Decision(Action.UPSTREAM)) == ()


def test_a_decision_for_what_upstream_says_anyway_leaves_no_operation_without_effect() -> None:
    found = item(BASE.replace("the form", "the page"))
    assert outcome(found, Decision(Action.EDIT, BASE.replace("the form", "the page"))) == ()


def test_an_orphan_goes_where_a_person_sends_it() -> None:
    found = item(unit("ind-b", text=BASE), steps=(Lineage(Change.WITHDRAWN, "ind-a"),))
    assert result(found, "retarget", "ind-b#text") == replace(PATCH, target="ind-b")
    assert misfit(found, Decision(Action.RETARGET)) == "retarget needs a place"
    assert "not among" in misfit(found, Decision(Action.KEEP))


def test_an_insertion_gets_another_neighbour() -> None:
    own = op("insert", point=point("ke-p"), after="evidence")
    below = unit("ind-a", Kind.RECOMMENDATION, BASE, points=(point("other", "Another."),))
    assert result(item(below, own), "retarget", "other").after == "other"
    renamed = item(below, own, steps=(Lineage(Change.RENAMED, "ind-a#evidence", ("ind-a#other",)),))
    assert renamed.decided == Decision(Action.FOLLOW)
    assert outcome(renamed, Decision(Action.FOLLOW))[0].after == "other"


def test_a_replaced_unit_keeps_the_id_that_its_target_has_now() -> None:
    own = op("replace", unit=unit("ind-a", text="All ours."))
    renamed = unit("ind-b", Kind.RECOMMENDATION, BASE, points=(point("evidence", "Keep it safe."),))
    found = item(renamed, own, steps=(Lineage(Change.RENAMED, "ind-a", ("ind-b",)),))
    [operation] = outcome(found, Decision(Action.FOLLOW))
    assert operation.target == "ind-b" and operation.unit is not None and operation.unit.id == "ind-b"


def test_what_became_mandatory_can_only_be_dropped() -> None:
    found = item(unit("ind-a", Kind.RECOMMENDATION, BASE, core=Core.MANDATORY), op("remove"))
    assert found.allowed == (Action.UPSTREAM,)


@pytest.mark.parametrize("now", [BASE.replace("Write", "Do not write"), BASE.replace("the form", "the page")])
def test_what_was_seen_changes_with_the_words(now: str) -> None:
    assert item(now).seen == item(now).seen
    assert item(now).seen != item(f"{now} More.").seen


def test_what_decides_itself_can_be_decided_otherwise() -> None:
    found = item(BASE.replace("with care", "with skill"))
    assert outcome(found, Decision(Action.UPSTREAM)) == () and misfit(found, Decision(Action.UPSTREAM)) == ""
    assert result(found, "keep").to == Text(BASE.replace("the form", "the short form"))
    assert result(item(BASE), "edit", "Another text.").to == Text("Another text.")


def test_one_setting_says_all_that_was_said_of_its_patches() -> None:
    law = LegalBasis("An act")
    other = op(at="text", find="the office", put="the ministry", id="ke-2", effect="weaken", legal=law, locked=True)
    found = result(item(BASE.replace("the form", "the page"), PATCH, other), "keep")
    assert (found.effect, found.legal, found.locked) == (Effect.WEAKEN, law, True)


def test_a_change_that_nobody_recorded_a_base_for_stays_as_it_is_when_kept() -> None:
    bare = replace(layer(PATCH), base=Base())
    [drift] = find_drift(bare, text(unit("ind-a", Kind.RECOMMENDATION, BASE)), Register())
    [found] = plan_items([drift])
    assert result(found, "keep") == PATCH


def test_an_insertion_into_a_unit_that_is_gone_goes_to_the_end_of_another_or_after_an_item_of_it() -> None:
    own = op("insert", point=point("ke-p"), after="evidence")
    found = item(unit("ind-b", text=BASE), own, steps=(Lineage(Change.WITHDRAWN, "ind-a"),))
    assert (result(found, "retarget", "ind-b").target, result(found, "retarget", "ind-b").after) == ("ind-b", "")
    assert result(found, "retarget", "ind-b#tell").after == "tell"


def test_a_change_with_another_neighbour_stays_in_its_renamed_unit() -> None:
    own = op("insert", point=point("ke-p"), after="evidence")
    below = unit("ind-b", Kind.RECOMMENDATION, BASE, points=(point("other", "Another."),))
    found = result(item(below, own, steps=(Lineage(Change.RENAMED, "ind-a", ("ind-b",)),)), "retarget", "other")
    assert (found.target, found.after) == ("ind-b", "other")
