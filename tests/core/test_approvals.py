"""Signatures: whose count, for how long, and for which words."""

from dataclasses import replace
from typing import Any

import pytest

from cop_author.core.approvals import check_approvals, digests, is_same_person, standings
from cop_author.core.resolve import resolve
from cop_author.model.deviation import Standing
from cop_author.model.guideline import Kind, Text
from cop_author.model.layer import (
    Approval,
    Comment,
    Do,
    Effect,
    Layer,
    LayerKind,
    LegalBasis,
    Operation,
    ParameterValue,
)
from cop_author.model.register import Register
from cop_author.model.workspace import Master
from tests.builders import guideline, master, point, section, unit

TODAY = "2026-11-23"
PATCH = Operation(
    "ke-1", Do.PATCH, "ind-a", "The statute says so.", Effect.STRENGTHEN, at="text", find="without delay",
    put=Text("within 24 hours"), owner="Ann Author",
)  # fmt: skip
NUMBER = ParameterValue("helpline.phone", "116 111", "ke-page", "2026-01-01", owner="Ann Author")
BELOW = master(
    guideline(section(unit("ind-a", Kind.KEY_MESSAGE, text="Pass it on without delay.", points=(point("keep"),))))
)


def layer(*approvals: Approval, operation: Operation = PATCH, value: ParameterValue = NUMBER, **more: Any) -> Layer:
    return Layer(
        "ke", "Kenya", LayerKind.COUNTRY, "master", ("en",), operations=(operation,), parameters=(value,),
        approvals=approvals, **more,
    )  # fmt: skip


def now(of: Layer, below: Master = BELOW) -> dict[str, str]:
    return digests(of, below, resolve(below, (of,), Register())[0].master)


def signed(name: str = "Bea Reviewer", subject: str = "ke-1", **values: Any) -> Approval:
    what = {"parameter" if "." in subject else "operation": subject}
    standard = {"digest": now(layer())[subject], "role": "lawyer", "date": "2026-11-20"}
    return Approval(name=name, **(what | standard | values))


def standing(*approvals: Approval, subject: str = "ke-1", today: str = TODAY, **values: Any) -> Standing:
    found = layer(*approvals, **values)
    return standings(found, now(found), today)[subject]


def codes(*approvals: Approval, today: str = TODAY, **values: Any) -> list[str]:
    found = layer(*approvals, **values)
    return [problem.code for problem in check_approvals(found, now(found), today)]


def test_a_signature_counts_for_what_it_names_and_nothing_else() -> None:
    assert standing() is Standing.MISSING
    assert standing(signed()) is Standing.APPROVED
    assert standing(signed(), subject="helpline.phone") is Standing.MISSING
    assert codes(signed()) == []


@pytest.mark.edge_case(25)
@pytest.mark.parametrize(
    "change",
    [
        {"put": Text("within 72 hours")},
        {"reason": "It was in the news."},
        {"legal": LegalBasis("Another act")},
        {"effect": Effect.WEAKEN},
        {"lang": "sw"},
        {"owner": "Cy Other"},
        {"locked": True},
    ],
)
def test_an_approval_is_stale_after_any_change_of_what_was_seen(change: dict[str, Any]) -> None:
    changed = replace(PATCH, **change)
    assert standing(signed(), operation=changed) is Standing.STALE
    assert codes(signed(), operation=changed) == ["L203"]


@pytest.mark.edge_case(25)
def test_an_approval_is_stale_when_the_words_around_the_change_are_others() -> None:
    found = layer(signed())
    reworded = master(guideline(section(unit("ind-a", text="Do not pass it on without delay."))))
    assert standings(found, now(found, reworded), TODAY)["ke-1"] is Standing.STALE


def test_white_space_places_and_other_operations_void_no_signature() -> None:
    spaced = replace(PATCH, reason="The  statute says\nso.")
    assert standing(signed(), operation=spaced) is Standing.APPROVED
    other = Operation("ke-2", Do.SET, "ind-a", "R.", Effect.CLARIFY, at="keep", to=Text("Other words."))
    found = replace(layer(signed()), operations=(PATCH, other))
    assert standings(found, now(found), TODAY) == {
        "ke-1": Standing.APPROVED,
        "ke-2": Standing.MISSING,
        "helpline.phone": Standing.MISSING,
    }


def test_a_new_number_voids_only_its_own_signature_and_a_new_look_at_it_none() -> None:
    both = (signed(), signed(subject="helpline.phone"))
    new = replace(NUMBER, value="1195")
    assert standing(*both, value=new) is Standing.APPROVED
    assert standing(*both, value=new, subject="helpline.phone") is Standing.STALE
    looked_at = replace(NUMBER, verified="2026-11-22")
    assert standing(*both, value=looked_at, subject="helpline.phone") is Standing.APPROVED


@pytest.mark.edge_case(25)
@pytest.mark.parametrize("name", ["Ann Author", "ann  author", "Author, Ann", "Dr. Ánn Author", "A. Author"])
def test_nobody_approves_their_own_change(name: str) -> None:
    assert standing(signed(name)) is Standing.OWN
    assert codes(signed(name)) == ["L204"]
    assert standing(signed(name), signed()) is Standing.APPROVED


@pytest.mark.parametrize(
    ("one", "other"), [("Ann Author", "Anne Author"), ("Ann", "Ann Author"), ("", ""), ("A. Bee", "C. Bee")]
)
def test_different_people_are_told_apart(one: str, other: str) -> None:
    assert not is_same_person(one, other)


@pytest.mark.edge_case(27)
def test_an_urgent_fix_stands_until_its_approval_is_due() -> None:
    leave = signed(subject="helpline.phone", name="Ann Author", due="2026-12-01", reason="The old number is dead.")
    assert standing(leave, subject="helpline.phone") is Standing.URGENT
    assert standing(leave, subject="helpline.phone", today="2026-12-01") is Standing.URGENT
    assert standing(leave, subject="helpline.phone", today="2026-12-02") is Standing.OVERDUE
    assert codes(leave) == []
    assert codes(leave, today="2026-12-02") == ["L205"]
    approved = signed(subject="helpline.phone")
    assert standing(leave, approved, subject="helpline.phone", today="2027-01-01") is Standing.APPROVED


@pytest.mark.edge_case(27)
def test_leave_to_publish_counts_for_the_one_text_that_it_names() -> None:
    leave = signed(subject="helpline.phone", due="2026-12-01", reason="The old number is dead.")
    other = replace(NUMBER, value="119")
    assert standing(leave, subject="helpline.phone", value=other) is Standing.MISSING


@pytest.mark.edge_case(27)
@pytest.mark.parametrize("change", [{"due": "2030-01-01"}, {"due": "2026-01-01"}, {"reason": ""}])
def test_leave_needs_a_reason_and_an_end(change: dict[str, Any]) -> None:
    assert "L206" in codes(signed(**({"due": "2026-12-01", "reason": "It is urgent."} | change)))


def test_an_illustration_needs_nobodys_approval() -> None:
    assert standing(illustrative=True) is Standing.ILLUSTRATIVE


@pytest.mark.edge_case(25)
def test_a_signature_under_nothing_or_under_two_things_is_a_finding() -> None:
    for unclear in (signed(operation=""), signed(parameter="helpline.phone")):
        assert codes(unclear) == ["L201"]
        assert standing(unclear) is Standing.MISSING
    assert codes(signed(operation="ke-11")) == ["L202"]
    assert codes(signed(operation="", parameter="none")) == ["L202"]
    comment = Comment("x", "B. Reviewer", TODAY, "Why?", operation="ke-9")
    assert codes(comments=(comment,)) == ["L202"]


def test_a_comment_on_what_stands_there_now_waits_for_an_answer() -> None:
    comment = Comment(now(layer())["ke-1"], "B. Reviewer", TODAY, "Which article?", operation="ke-1")
    assert codes(comments=(comment,)) == ["L210"]
    assert codes(comments=(comment,), operation=replace(PATCH, legal=LegalBasis("Act", "12"))) == []
    assert codes(signed(), comments=(comment,)) == []


def test_what_has_no_owner_cannot_be_told_from_ones_own() -> None:
    nobodys = replace(PATCH, owner="")
    own = now(layer(operation=nobodys))["ke-1"]
    assert codes(signed(digest=own), operation=nobodys) == ["L207"]


@pytest.mark.parametrize(
    ("operation", "below", "above"),
    [
        (Operation("ke-1", Do.REMOVE, "ind-a", "R.", Effect.LOCALISE), True, False),
        (Operation("ke-1", Do.INSERT, "ind-a", "R.", Effect.LOCALISE, point=point("ke-x")), False, True),
        (Operation("ke-1", Do.INSERT, "ind-a", "R.", Effect.LOCALISE, unit=unit("ke-x")), False, True),
        (Operation("ke-1", Do.REMOVE, "ind-a", "R.", Effect.LOCALISE, at="keep"), True, False),
        (Operation("ke-1", Do.SET, "ind-a", "R.", Effect.LOCALISE, at="keep", to=Text("x")), True, True),
    ],
)
def test_a_signature_covers_what_was_there_and_what_comes(operation: Operation, below: bool, above: bool) -> None:
    from cop_author.core.approvals import seen

    found = layer(operation=operation)
    after = resolve(BELOW, (found,), Register())[0].master
    old, new = seen(operation, {u.id: u for u in BELOW.units()}, {u.id: u for u in after.units()})
    assert (bool(old), bool(new)) == (below, above)
