"""`cop layer approve`: what is signed is shown first, and nobody signs by accident."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cop_author.cli.main import cop
from cop_author.errors import UsageError


@pytest.fixture
def issued(example: Path) -> Path:
    layer = example / "content/layers/ke/layer.yaml"
    layer.write_text(layer.read_text().replace("illustrative: true", "illustrative: false"))
    (example / "content/layers/ke/approvals.yaml").unlink()
    return example


def run(folder: Path, *arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(cop, ["-C", str(folder), "layer", "approve", *arguments], input=answers)


WHO = ("--name", "Bea Reviewer", "--role", "lawyer")


def test_the_words_and_the_reason_are_shown_before_anything_is_signed(issued: Path) -> None:
    done = run(issued, "ke", "ke-007", *WHO)
    assert isinstance(done.exception, UsageError)
    assert "--yes" in done.exception.hint
    assert "without delay{+ and in any case within 24 hours+}." in " ".join(done.output.split())
    assert "National statute sets a fixed time limit." in done.output
    assert not (issued / "content/layers/ke/approvals.yaml").exists()


def test_a_script_signs_with_yes_and_the_state_is_told(issued: Path) -> None:
    done = run(issued, "ke", "ke-007", "evidence.period", *WHO, "--yes")
    assert done.exit_code == 0, done.output
    assert "changed content/layers/ke/approvals.yaml" in done.output
    state = json.loads(run(issued, "ke", "--all", "--dry-run", "--json").output)
    assert [subject["subject"] for subject in state["subjects"]] == ["ke-008", "helpline.phone"]


def test_at_a_terminal_it_asks_and_no_means_no(issued: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cop_author.cli.layers.approve.is_terminal", lambda: True)
    done = run(issued, "ke", "ke-007", answers="Bea Reviewer\nlawyer\nn\n")
    assert done.exit_code == 0, done.output
    assert "nothing was signed" in done.output
    done = run(issued, "ke", "ke-007", answers="Bea Reviewer\nlawyer\ny\n")
    assert "changed content/layers/ke/approvals.yaml" in done.output


@pytest.mark.parametrize(
    "arguments",
    [("ke",), ("ke", "ke-007", "--all"), ("ke", "ke-007", "--due", "2026-12-01"), ("ke", "ke-007", "--urgent"),
     ("ke", "none"), ("xx", "ke-007"), ("ke", "ke-007", "--role", "lawyer")],
)  # fmt: skip
def test_what_is_unclear_is_a_wrong_use(issued: Path, arguments: tuple[str, ...]) -> None:
    assert isinstance(run(issued, *arguments, "--yes").exception, UsageError)
    assert not (issued / "content/layers/ke/approvals.yaml").exists()


def test_a_sheet_with_a_row_that_cannot_be_taken_ends_with_1_and_writes_nothing(issued: Path) -> None:
    (issued / "reply.csv").write_text(
        "subject,digest,decision,comment,name,role,date\nke-007,6f1c,approve,,Bea Reviewer,lawyer,2026-11-25\n"
    )
    done = run(issued, "ke", "--reply", str(issued / "reply.csv"), "--yes")
    assert done.exit_code == 1
    assert "row 2: ke-007 is not any more what the sheet showed" in done.output
    assert not (issued / "content/layers/ke/approvals.yaml").exists()
    (issued / "reply.csv").write_bytes(b"\xff\xfe")
    assert isinstance(run(issued, "ke", "--reply", str(issued / "reply.csv"), "--yes").exception, UsageError)
