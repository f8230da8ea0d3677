"""Signing a layer's changes: what is shown is what is signed, nobody signs their own, and sheets are taken whole."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from cop_author.app.approve import Desk, Signer, open_desk, read_replies, sign, take_replies
from cop_author.app.texts import open_texts
from cop_author.errors import UsageError
from cop_author.formats.reply import COLUMNS
from cop_author.model.deviation import Standing

TODAY = "2026-11-25"
ANN, BEA = Signer("Ann Author", "editor", TODAY), Signer("Bea Reviewer", "lawyer", TODAY)
OVERRIDES = "content/layers/ke/overrides/industry.yaml"
VALUES = "content/layers/ke/parameters.yaml"
APPROVALS = "content/layers/ke/approvals.yaml"


@pytest.fixture
def issued(example: Path) -> Path:
    """The example with a layer that is no illustration, whose changes have an owner and no signature yet."""
    change(example, "content/layers/ke/layer.yaml", "illustrative: true", "illustrative: false")
    change(example, OVERRIDES, "effect: strengthen                 #", "owner: Ann Author\n    effect: strengthen  #")
    change(example, VALUES, 'value: "116"', 'value: "116", owner: Ann Author')
    (example / APPROVALS).unlink()
    return example


def change(workspace: Path, name: str, old: str, new: str) -> None:
    file = workspace / name
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))


def desk(workspace: Path) -> Desk:
    return open_desk(workspace, "ke", TODAY)


def standings(workspace: Path) -> dict[str, Standing]:
    return {subject.name: subject.standing for subject in desk(workspace).subjects}


def sheet(*rows: dict[str, str], delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def row(workspace: Path, about: str, **values: str) -> dict[str, str]:
    digest = next((found.digest for found in desk(workspace).subjects if found.name == about), "")
    usual = {"decision": "approve", "comment": "", "name": "Bea Reviewer", "role": "lawyer", "date": TODAY}
    return {"subject": about, "digest": digest} | usual | values


def test_what_is_shown_is_old_words_new_words_reason_and_owner(issued: Path) -> None:
    found = {subject.name: subject for subject in desk(issued).subjects}
    assert list(found) == ["ke-007", "ke-008", "evidence.period", "helpline.phone"]
    patch = found["ke-007"]
    assert patch.owner == "Ann Author"
    assert patch.operation and patch.operation.reason == "National statute sets a fixed time limit."
    [text] = patch.fields
    assert "without delay." in text.old
    assert "without delay and in any case within 24 hours" in text.new
    assert [(f.field, f.old, f.new) for f in found["ke-008"].fields] == [("force", "should", "must")]


def test_a_signature_makes_it_approved_until_the_words_change(issued: Path) -> None:
    applied = sign(desk(issued), desk(issued).find(("ke-007", "helpline.phone")), BEA)
    assert applied.written and applied.created == (APPROVALS,)
    assert standings(issued) == {
        "ke-007": Standing.APPROVED,
        "ke-008": Standing.MISSING,
        "evidence.period": Standing.MISSING,
        "helpline.phone": Standing.APPROVED,
    }
    change(issued, OVERRIDES, "within 24 hours", "within 72 hours")
    assert standings(issued)["ke-007"] is Standing.STALE
    assert standings(issued)["helpline.phone"] is Standing.APPROVED
    assert [subject.name for subject in desk(issued).unsigned()] == ["ke-007", "ke-008", "evidence.period"]


@pytest.mark.edge_case(25)
def test_nobody_signs_their_own_and_nothing_is_written_with_it(issued: Path) -> None:
    with pytest.raises(UsageError, match="Ann Author owns ke-007"):
        sign(desk(issued), desk(issued).find(("ke-008", "ke-007")), ANN)
    assert not (issued / APPROVALS).exists()


@pytest.mark.edge_case(27)
def test_an_urgent_number_may_be_published_by_its_owner_until_a_day_within_three_months(issued: Path) -> None:
    phone = desk(issued).find(("helpline.phone",))
    leave = replace(ANN, due="2026-12-05", reason="The old number is dead.")
    for wrong in (
        replace(leave, reason=""),
        replace(leave, due="soon"),
        replace(leave, due="2027-11-25"),
        replace(leave, due="2026-11-24"),
    ):
        with pytest.raises(UsageError):
            sign(desk(issued), phone, wrong)
    assert sign(desk(issued), phone, leave).written
    assert standings(issued)["helpline.phone"] is Standing.URGENT
    assert {s.name: s.standing for s in open_desk(issued, "ke", "2026-12-06").subjects}["helpline.phone"] is (
        Standing.OVERDUE
    )
    assert sign(desk(issued), phone, BEA).written
    assert standings(issued)["helpline.phone"] is Standing.APPROVED


def test_signing_twice_or_as_a_trial_writes_nothing(issued: Path) -> None:
    subjects = desk(issued).find(("ke-007",))
    assert not sign(desk(issued), subjects, BEA, dry_run=True).written
    assert not (issued / APPROVALS).exists()
    assert sign(desk(issued), subjects, BEA).written
    assert not sign(desk(issued), subjects, BEA).written
    assert len(open_texts(issued).layer("ke").approvals) == 1


def test_what_is_not_there_cannot_be_done_or_is_an_illustration_cannot_be_signed(issued: Path) -> None:
    with pytest.raises(UsageError, match="nothing called 'ke-7'"):
        desk(issued).find(("ke-7",))
    change(issued, OVERRIDES, "find: without delay", "find: with some delay")
    with pytest.raises(UsageError, match="cannot be done"):
        desk(issued).find(("ke-007",))
    change(issued, "content/layers/ke/layer.yaml", "illustrative: false", "illustrative: true")
    with pytest.raises(UsageError, match="illustration"):
        desk(issued)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_reply_sheet_brings_approvals_and_comments(issued: Path, delimiter: str) -> None:
    said = {"decision": "comment", "comment": 'Does the act say "must"; or should?\nWhich article?', "role": ""}
    text = "\ufeff" + sheet(
        row(issued, "ke-007"),
        row(issued, "ke-008", **said),
        row(issued, "helpline.phone", decision="Approve", comment="I called it."),
        row(issued, "evidence.period", decision=""),
        delimiter=delimiter,
    )
    replies = read_replies(desk(issued), text, "reply.csv", TODAY)
    assert replies.refused == ()
    assert take_replies(desk(issued), replies).written
    layer = open_texts(issued).layer("ke")
    assert [a.subject for a in layer.approvals] == ["ke-007", "helpline.phone"]
    assert [(c.operation or c.parameter, c.name) for c in layer.comments] == [
        ("ke-008", "Bea Reviewer"),
        ("helpline.phone", "Bea Reviewer"),
    ]
    assert "Which article?" in layer.comments[0].text
    again = read_replies(desk(issued), text, "reply.csv", TODAY)
    assert (again.rows, again.known) == ((), 3)


@pytest.mark.edge_case(25)
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"digest": "6f1c"}, "not any more what the sheet showed"),
        ({"subject": "ke-7"}, "nothing called 'ke-7'"),
        ({"decision": "yes"}, "'yes' is no decision"),
        ({"decision": "", "comment": "Hm."}, "'' is no decision"),
        ({"decision": "comment"}, "the comment is empty"),
        ({"name": ""}, "a name and a role"),
        ({"role": ""}, "a name and a role"),
        ({"date": "25/11/2026"}, "is no day"),
        ({"date": "2026-11-26"}, "is no day"),
        ({"name": "ann author"}, "owns it"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_and_the_sheet_left(issued: Path, wrong: dict[str, str], said: str) -> None:
    replies = read_replies(desk(issued), sheet(row(issued, "ke-008"), row(issued, "ke-007", **wrong)), "r.csv", TODAY)
    [problem] = replies.refused
    assert problem.message.startswith("row 3: ") and said in problem.message
    assert (problem.where.file, problem.where.line) == ("r.csv", 3)
    with pytest.raises(UsageError):
        take_replies(desk(issued), replies)
    assert not (issued / APPROVALS).exists()


@pytest.mark.parametrize("text", ["", "subject,digest\nke-007,6f1c\n", 'a,"b\nc', "\x00", "word"])
def test_what_is_no_reply_sheet_is_refused(issued: Path, text: str) -> None:
    replies = read_replies(desk(issued), text, "reply.csv", TODAY)
    assert {problem.code for problem in replies.refused} == {"L208"}
