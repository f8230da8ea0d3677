"""A team that knows neither YAML nor git makes, sees and withdraws overrides."""

import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from cop_author.app.check import check
from cop_author.cli.layers import override
from cop_author.cli.main import cop
from cop_author.errors import UsageError

ROUTE = "ind-reporting-route"
WHY = ("--reason", "The act says so.", "--effect", "strengthen")


def run(folder: Path, *arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(cop, ["-C", str(folder), "layer", *arguments], input=answers, catch_exceptions=False)


def flat(done: Result) -> str:
    """What was printed, as if no line had been wrapped."""
    return " ".join(done.output.split())


def refused(folder: Path, *arguments: str) -> UsageError:
    with pytest.raises(UsageError) as failure:
        run(folder, *arguments)
    assert failure.value.hint
    return failure.value


def sound(folder: Path) -> bool:
    return [problem for problem in check(folder) if problem.is_error] == []


@pytest.fixture
def bare(example: Path) -> Path:
    """The example with a layer that has no operations yet."""
    run(example, "withdraw", "ke-007", "ke-008")
    assert not (example / "content/layers/ke/overrides").exists()
    (example / "content/layers/ke/approvals.yaml").unlink()
    return example


def test_an_override_is_made_seen_and_withdrawn(bare: Path) -> None:
    before = {path: path.read_text() for path in (bare / "content").rglob("*.yaml")}
    done = run(bare, "override", ROUTE, "--layer", "ke", "--find", "without delay", "--put", "at once", *WHY)
    assert done.exit_code == 0
    assert "#text: Give users a visible way" in flat(done)
    assert "[-without delay-]{+at once+}" in flat(done)
    assert "ke-001 (patch text, strengthen): The act says so." in flat(done)
    assert "Undo with: cop layer withdraw ke-001" in flat(done)
    assert "ind-reporting-route#text: >-" in (bare / "content/layers/ke/base.yaml").read_text()
    assert "ke-001" in run(bare, "explain", ROUTE, "--layer", "ke").output
    assert sound(bare)
    done = run(bare, "withdraw", "ke-001")
    assert "[-at once-]{+without delay+}" in flat(done)
    assert "withdrawn: ke-001 (patch text, strengthen): The act says so." in flat(done)
    assert {path: path.read_text() for path in (bare / "content").rglob("*.yaml")} == before


def test_git_is_named_only_where_it_can_bring_everything_back(repository: Path, git: Callable[..., str]) -> None:
    withdrawn = run(repository, "withdraw", "ke-008")
    undo = "git restore content/layers/ke/base.yaml content/layers/ke/overrides/industry.yaml"
    assert f"Undo with: {undo}" in flat(withdrawn)
    again = flat(run(repository, "withdraw", "ke-007"))
    assert ("git restore" in again, "never committed" in again) == (False, True)
    git(repository, *undo.split()[1:])
    assert "ke-008 set force" in run(repository, "explain", ROUTE).output


MADE = {
    "set": (["--at", "title", "--to", "Our route"], "#title: "),
    "force": (["--force", "must"], "#force: [-should-]{+must+}"),
    "remove a point": (["--at", "feedback", "--remove"], "#feedback: [-Tell the person"),
    "move a point": (["--at", "feedback", "--move-before", "evidence"], "in this order: feedback, evidence"),
    "insert a point": (["--insert-point", "Tell the regulator.", "--after", "evidence"], "#ke-tell-the-regulator: {+Tell"),
    "insert a unit": (
        ["--insert-unit", "key-message", "--title", "In Kenya", "--text", "Call 116.", "--point", "Now."],
        "ke-in-kenya in ke",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("flags", "said"), MADE.values(), ids=MADE)
def test_each_kind_of_change_is_made_with_flags(bare: Path, flags: list[str], said: str) -> None:
    done = run(bare, "override", ROUTE, "--layer", "ke", *flags, *WHY)
    assert (done.exit_code, said in flat(done)) == (0, True), done.output
    assert sound(bare)
    assert run(bare, "withdraw", "ke-001").exit_code == 0
    assert not (bare / "content/layers/ke/overrides").exists()


def test_rows_columns_units_and_choices(bare: Path) -> None:
    duties = ("override", "ind-duties", "--layer", "ke")
    assert "{+24 hours+}" in run(bare, *duties, "--insert-row", "Report it | 24 hours", *WHY).output
    found = run(bare, *duties, "--insert-column", "Who", "--cell", "retention=The company", *WHY)
    assert "{+The company+}" in found.output
    assert run(bare, "override", "chi-park", "--layer", "ke", "--insert-choice", "Tell | Good.", *WHY).exit_code == 0
    moved = run(bare, "override", "ind-duties", "--layer", "ke", "--move-before", ROUTE, *WHY)
    assert moved.exit_code == 0
    removed = run(bare, "override", "ind-duties", "--layer", "ke", "--remove", *WHY)
    assert (removed.exit_code, "D104" in removed.output) == (1, True)
    assert sound(bare)


def test_everything_that_is_said_of_an_override_is_kept(bare: Path) -> None:
    source = ("--source", "https://example.org/act-2022", "--publisher", "Parliament", "--law-review", "2027-01-31")
    more = ("--owner", "Ministry", "--review", "2027-06-30", "--consulted", "NGO", "--locked", "--proposed-upstream")
    done = run(bare, "override", ROUTE, "--layer", "ke", "--force", "must", *WHY, "--law", "Act: 2022", "--article", "12",
               *source, *more)  # fmt: skip
    assert "[Act: 2022, 12]" in flat(done)
    text = (bare / "content/layers/ke/overrides" / f"{ROUTE}.yaml").read_text()
    assert 'instrument: "Act: 2022"' in text
    assert "source: ke-act-2022" in text
    assert "review: 2027-01-31" in text
    assert "owner: Ministry\n    review: 2027-06-30\n    consulted: [NGO]\n    proposed-upstream: true" in text
    assert "ke-act-2022:" in (bare / "content/layers/ke/sources.yaml").read_text()
    assert sound(bare)


def test_a_dry_run_writes_nothing(bare: Path) -> None:
    done = run(bare, "override", ROUTE, "--layer", "ke", "--force", "must", *WHY, "--dry-run")
    assert "dry run: 2 file(s) would change" in flat(done)
    assert "cop layer withdraw" not in flat(done)
    assert not (bare / "content/layers/ke/overrides").exists()
    assert json.loads(run(bare, "override", ROUTE, "--layer", "ke", "--force", "must", *WHY, "--dry-run", "--json").output)[
        "written"
    ] is False  # fmt: skip


def test_what_cop_check_would_call_an_error_is_not_written(bare: Path) -> None:
    done = run(bare, "override", ROUTE, "--layer", "ke", "--find", "visible", "--put", "you must have a visible", *WHY)
    assert (done.exit_code, "T102" in flat(done)) == (1, True)
    done = run(bare, "override", ROUTE, "--layer", "ke", "--remove", *WHY)
    assert done.exit_code in {0, 1}
    assert "Nothing was written" in flat(done) or done.exit_code == 0


REFUSED = {
    "no layer": (["override", ROUTE, "--layer", "kx", "--force", "must"], "no layer 'kx'", "cop layer status"),
    "no unit": (["override", "ind-report-route", "--layer", "ke", "--remove"], "no unit", ROUTE),
    "nothing": (["override", ROUTE, "--layer", "ke"], "nothing says what is to change", "--write FILE"),
    "two changes": (["override", ROUTE, "--layer", "ke", "--remove", "--force", "must"], "do not go together", "One"),
    "half a patch": (["override", ROUTE, "--layer", "ke", "--find", "delay"], "belong together", "--put"),
    "words that are not there": (["override", ROUTE, "--layer", "ke", "--find", "zzz", "--put", "x"], "holds 'zzz'", "text"),
    "to what": (["override", ROUTE, "--layer", "ke", "--to", "x"], "of which text", "--at"),
    "no reason": (["override", ROUTE, "--layer", "ke", "--force", "must"], "needs a reason", "--reason"),
    "no effect": (["override", ROUTE, "--layer", "ke", "--force", "must", "--reason", "So."], "needs an effect", "weaken"),
    "no day": (["override", ROUTE, "--layer", "ke", "--force", "must", *WHY, "--review", "soon"], "no day", "2027-01-31"),
    "no law": (["override", ROUTE, "--layer", "ke", "--force", "must", *WHY, "--article", "1"], "without a law", "--law"),
    "no source": (
        ["override", ROUTE, "--layer", "ke", "--force", "must", *WHY, "--law", "Act", "--source", "ke-none"],
        "no source 'ke-none'", "address",
    ),
    "no publisher": (
        ["override", ROUTE, "--layer", "ke", "--force", "must", *WHY, "--law", "Act", "--source", "https://example.org/"],
        "who published", "--publisher",
    ),
    "a cell without a row": (["override", "ind-duties", "--layer", "ke", "--insert-column", "Who", "--cell", "x"], "ROW=TEXT", "--cell"),
    "a row with too much": (["override", "ind-duties", "--layer", "ke", "--insert-row", "a | b | c", *WHY], "3 of 2", "Step | Deadline"),
    "a kind that is none": (["override", ROUTE, "--layer", "ke", "--insert-unit", "poem", *WHY], "no kind", "paragraph"),
    "an operation that is not there": (["withdraw", "ke-099"], "no layer holds", "explain"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "message", "hint"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_understood_says_what_to_write(
    bare: Path, arguments: list[str], message: str, hint: str
) -> None:
    failure = refused(bare, *arguments)
    assert message.replace("no day", "not a day") in failure.message
    assert hint in failure.hint
    assert not (bare / "content/layers/ke/overrides").exists()


# The editor


def edit(folder: Path, monkeypatch: pytest.MonkeyPatch, *changes: tuple[str, str], answers: str = "") -> Result:
    """As if a person changed words in the editor and answered the questions."""

    def editor(sheet: str, extension: str) -> str | None:
        for old, new in changes:
            assert old in sheet, sheet
            sheet = sheet.replace(old, new, 1)
        return sheet

    monkeypatch.setattr(click, "edit", editor)
    monkeypatch.setattr(override, "is_terminal", lambda: True)
    return run(folder, "override", ROUTE, "--layer", "ke", answers=answers)


ANSWERS = "The act sets a limit.\n1\nChildren Act\nSection 22\nhttps://example.org/act-2022\nParliament\n\nMinistry\n"


def test_the_editor_finds_the_smallest_operations_and_asks_why(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = edit(
        bare, monkeypatch,
        ("without delay", "within 24 hours"), ("\nshould\n", "\nmust\n"),
        ("\n== Point feedback ==\nTell the person who reported what happens next.\n", "\n== New point ==\nTell them.\n"),
        answers=ANSWERS,
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    text = (bare / "content/layers/ke/overrides" / f"{ROUTE}.yaml").read_text()
    assert [line.split()[-1] for line in text.splitlines() if " do: " in line] == ["set", "patch", "remove", "insert"]
    assert text.count("reason: The act sets a limit.") == 4
    assert "source: ke-children-act" in text
    assert sound(bare)


def test_an_editor_left_without_changes_makes_nothing(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (example / "content/layers/ke/overrides/industry.yaml").read_text()
    assert "nothing changed" in edit(example, monkeypatch).output
    assert (example / "content/layers/ke/overrides/industry.yaml").read_text() == before


def test_words_of_ones_own_are_changed_in_place_and_taken_back_by_the_old_words(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = edit(example, monkeypatch, ("24 hours", "12 hours"))
    assert "changed: ke-007 (patch text, strengthen): National statute sets a fixed time limit." in flat(done)
    assert "12 hours" in (example / "content/layers/ke/overrides/industry.yaml").read_text()
    done = edit(example, monkeypatch, (" and in any case within 12 hours", ""))
    assert "withdrawn: ke-007" in flat(done)
    assert "ke-007" not in (example / "content/layers/ke/overrides/industry.yaml").read_text()


def test_what_was_written_in_the_editor_is_never_lost(
    bare: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as failure:
        edit(bare, monkeypatch, ("== Text ==", "== Txt =="), answers="n\n")
    kept = tmp_path / f"{ROUTE}.txt"
    assert str(kept) in failure.value.hint
    kept.write_text(kept.read_text().replace("== Txt ==", "== Text ==").replace("without delay", "at once"))
    done = run(bare, "override", ROUTE, "--layer", "ke", "--from", str(kept), *WHY)
    assert "{+at once+}" in flat(done)


def test_a_unit_goes_out_as_a_file_and_comes_back(bare: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "route.txt"
    assert f"--from {sheet}" in run(bare, "override", ROUTE, "--layer", "ke", "--write", str(sheet)).output
    assert "nothing changed" in run(bare, "override", ROUTE, "--layer", "ke", "--from", str(sheet)).output
    sheet.write_text(sheet.read_text().replace("without delay", "at once"))
    done = run(bare, "override", ROUTE, "--layer", "ke", "--from", str(sheet), "--replace", *WHY)
    assert "ke-001 (replace, strengthen)" in flat(done)
    assert sound(bare)
