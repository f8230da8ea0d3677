"""Upgrades through git: planned, decided, written whole, and put right after a death in the middle."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cop_author.app import releases, unit_changes, upgrade
from cop_author.app.check import check
from cop_author.app.drift import drift_of
from cop_author.app.workbench import apply
from cop_author.errors import CopError, UsageError
from cop_author.model.drift import State
from cop_author.model.upgrade import Action, Decision

Git = Callable[..., str]
REPORTING = "content/master/industry/reporting.yaml"
BASE = "content/layers/ke/base.yaml"
ACCEPT = {"ke-007": Decision(Action.ACCEPT)}


def change(workspace: Path, name: str, old: str, new: str) -> None:
    file = workspace / name
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))


def release(workspace: Path, git: Git, version: str) -> None:
    master = workspace / "content/master/master.yaml"
    text = master.read_text()
    master.write_text(text.replace(text.split("version: ")[1].split("\n")[0], version))
    releases.record(workspace, "master", "", "2026-11-25")
    git(workspace, "add", ".")
    git(workspace, "commit", "-qm", f"Release master {version}")


@pytest.fixture
def ahead(released: Path, git: Git) -> Path:
    """The layer stands on 1.0.0; 1.1.0 changes the same sentence in another place."""
    change(released, REPORTING, "at once", "without delay")
    change(released, REPORTING, "Give users", "Give all users")
    release(released, git, "1.1.0")
    return released


def layer_files(workspace: Path) -> dict[str, str]:
    folder = workspace / "content/layers/ke"
    return {path.name: path.read_text() for path in folder.rglob("*.yaml")}


def errors(workspace: Path) -> list[str]:
    return [problem.code for problem in check(workspace) if problem.is_error]


def test_drift_is_told_against_the_newest_release_and_nothing_is_written(ahead: Path) -> None:
    before = layer_files(ahead)
    found = drift_of(ahead, "ke")
    assert (found.pinned, found.version) == ("1.0.0", "1.1.0")
    assert {drift.ids: drift.state for drift in found.drifts} == {
        ("ke-007",): State.SENSITIVE,
        ("ke-008",): State.CURRENT,
    }
    assert layer_files(ahead) == before and errors(ahead) == []


def test_drift_lists_just_what_changed_since_the_pin(ahead: Path) -> None:
    against_pin = drift_of(ahead, "ke", "1.0.0")
    assert {drift.state for drift in against_pin.drifts} == {State.CURRENT}
    [changed] = [drift for drift in drift_of(ahead, "ke").drifts if drift.state is not State.CURRENT]
    assert changed.address == "ind-reporting-route#text"
    assert changed.texts[0].base.startswith("Give users") and changed.texts[0].now.startswith("Give all users")


def test_without_a_decision_nothing_is_written(ahead: Path) -> None:
    before = layer_files(ahead)
    done = upgrade.apply_upgrade(ahead, "ke", "", {})
    assert [item.key for item in done.undecided] == ["ke-007"] and done.applied is None
    assert layer_files(ahead) == before


def test_with_decisions_the_layer_stands_on_the_new_release(ahead: Path) -> None:
    done = upgrade.apply_upgrade(ahead, "ke", "", ACCEPT)
    assert done.refused == () and done.applied is not None and done.applied.written
    assert "version: 1.1.0" in (ahead / BASE).read_text().replace('"', "")
    assert "Give all users" in (ahead / BASE).read_text()
    assert "find: without delay" in (ahead / "content/layers/ke/overrides/industry.yaml").read_text()
    assert errors(ahead) == []
    assert {drift.state for drift in drift_of(ahead, "ke").drifts} == {State.CURRENT}


def test_a_dry_run_shows_and_writes_nothing(ahead: Path) -> None:
    before = layer_files(ahead)
    done = upgrade.apply_upgrade(ahead, "ke", "", ACCEPT, dry_run=True)
    assert done.applied is not None and "Give all users" in done.applied.diff
    assert layer_files(ahead) == before


def test_a_dropped_change_is_named_with_its_reason(ahead: Path) -> None:
    done = upgrade.apply_upgrade(ahead, "ke", "", {"ke-007": Decision(Action.UPSTREAM)})
    assert [(operation.id, operation.reason) for operation in done.dropped] == [
        ("ke-007", "National statute sets a fixed time limit.")
    ]
    assert "ke-007" not in (ahead / "content/layers/ke/overrides/industry.yaml").read_text()
    assert errors(ahead) == []


def test_decisions_come_from_a_file_that_the_plan_wrote(ahead: Path, tmp_path: Path) -> None:
    plan = upgrade.plan_upgrade(ahead, "ke")
    sheet = tmp_path / "decisions.yaml"
    sheet.write_text(upgrade.plan_file(plan))
    assert upgrade.read_decisions(plan, sheet) == ({}, ())
    sheet.write_text(sheet.read_text() + "    decision: edit\n    text: Another text.\n")
    decisions, problems = upgrade.read_decisions(plan, sheet)
    assert problems == () and decisions == {"ke-007": Decision(Action.EDIT, "Another text.")}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("seen: ", "seen: ab", "V109"),
        ("item: ke-007", "item: ke-099", "V109"),
        ("decision: accept", "decision: retarget", "V110"),
        ("decision: accept", "decision: perhaps", "S104"),
        ("decision: accept", "decision: edit", "V110"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_its_place(
    ahead: Path, tmp_path: Path, old: str, new: str, code: str
) -> None:
    plan = upgrade.plan_upgrade(ahead, "ke")
    sheet = tmp_path / "decisions.yaml"
    text = upgrade.plan_file(plan) + "    decision: accept\n"
    assert old in text
    sheet.write_text(text.replace(old, new))
    _, [problem] = upgrade.read_decisions(plan, sheet)
    assert problem.code == code and problem.where.line > 0


def test_a_file_for_another_release_is_refused(ahead: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "decisions.yaml"
    plan = upgrade.plan_upgrade(ahead, "ke")
    sheet.write_text(upgrade.plan_file(plan).replace('to: "1.1.0"', 'to: "9.0.0"'))
    with pytest.raises(UsageError, match=r"is about ke 9\.0\.0"):
        upgrade.read_decisions(plan, sheet)


@pytest.mark.edge_case(21)
def test_releases_may_be_skipped_and_going_back_is_refused_without_force(ahead: Path, git: Git) -> None:
    change(ahead, REPORTING, "Keep the evidence secure", "Keep all evidence secure")
    release(ahead, git, "1.2.0")
    assert upgrade.apply_upgrade(ahead, "ke", "", ACCEPT).plan.version_to == "1.2.0"
    git(ahead, "commit", "-aqm", "Upgrade")
    with pytest.raises(UsageError, match=r"stands on master 1\.2\.0, which is newer than 1\.1\.0") as refused:
        upgrade.plan_upgrade(ahead, "ke", "1.1.0")
    assert "--force" in refused.value.hint
    assert upgrade.plan_upgrade(ahead, "ke", "1.1.0", force=True).version_to == "1.1.0"


def test_an_unknown_release_is_refused_with_those_there_are(ahead: Path) -> None:
    with pytest.raises(UsageError) as refused:
        upgrade.plan_upgrade(ahead, "ke", "7.0.0")
    assert "1.0.0, 1.1.0" in refused.value.hint


def test_renaming_upstream_leaves_a_pinned_layer_alone_until_it_is_upgraded(ahead: Path, git: Git) -> None:
    edition = ahead / "content/layers/ke/editions/games.yaml"
    edition.write_text(edition.read_text().replace("include: [", "include: [ind-reporting-route, "))
    assert "ind-reporting-route" in edition.read_text()
    before = layer_files(ahead)
    assert apply(ahead, unit_changes.rename("ind-reporting-route", "ind-route", "2026-11-26")).written
    assert layer_files(ahead) == before and errors(ahead) == []
    release(ahead, git, "1.2.0")
    done = upgrade.apply_upgrade(ahead, "ke", "", ACCEPT)
    assert done.refused == () and errors(ahead) == []
    assert "target: ind-route" in (ahead / "content/layers/ke/overrides/ind-route.yaml").read_text()
    assert "ind-route" in edition.read_text() and "ind-reporting-route" not in edition.read_text()
    assert {drift.state for drift in drift_of(ahead, "ke").drifts} == {State.CURRENT}


KILLED = """
import os, signal, sys
from pathlib import Path
from cop_author.app import upgrade
from cop_author.model.upgrade import Action, Decision
left = int(sys.argv[2])
real = os.replace
def replace(*paths):
    global left
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    real(*paths)
os.replace = replace
upgrade.apply_upgrade(Path(sys.argv[1]), "ke", "", {"ke-007": Decision(Action.KEEP)})
"""


def kill_in_the_middle(workspace: Path, writes: int) -> bool:
    """An upgrade that dies after so many files were put in place; whether it came to that."""
    done = subprocess.run([sys.executable, "-c", KILLED, str(workspace), str(writes)], check=False)
    assert done.returncode in {0, -signal.SIGKILL}
    return done.returncode != 0


def whole(workspace: Path) -> dict[str, str]:
    return {name: text for name, text in layer_files(workspace).items() if not name.startswith(".")}


@pytest.mark.edge_case(21)
@pytest.mark.parametrize("writes", range(6))
@pytest.mark.parametrize("way", ["continue", "abort"])
def test_a_death_at_any_moment_is_finished_or_undone(ahead: Path, writes: int, way: str, git: Git) -> None:
    before = whole(ahead)
    upgrade.apply_upgrade(ahead, "ke", "", {"ke-007": Decision(Action.KEEP)})
    after = whole(ahead)
    git(ahead, "checkout", "-q", "--", "content")
    died = kill_in_the_middle(ahead, writes)
    if not died:
        assert whole(ahead) == after
        return
    if not (ahead / ".cop/upgrade-ke.json").exists():
        assert whole(ahead) == before
        return
    assert "V108" in errors(ahead)
    with pytest.raises(CopError, match="was interrupted") as refused:
        upgrade.plan_upgrade(ahead, "ke")
    assert "--continue" in refused.value.hint and "--abort" in refused.value.hint
    (upgrade.continue_upgrade if way == "continue" else upgrade.abort_upgrade)(ahead, "ke")
    assert whole(ahead) == (after if way == "continue" else before)
    assert errors(ahead) == []
    assert git(ahead, "status", "--porcelain", "--", ".cop") == ""
    assert not list((ahead / "content/layers/ke").rglob(".*"))


def test_an_edit_made_after_the_death_is_never_overwritten(ahead: Path) -> None:
    assert kill_in_the_middle(ahead, 3)
    (ahead / BASE).write_text("format: 1\n# mine\n")
    for way in (upgrade.continue_upgrade, upgrade.abort_upgrade):
        with pytest.raises(CopError, match="was edited after"):
            way(ahead, "ke")
    assert "# mine" in (ahead / BASE).read_text()


def test_there_is_nothing_to_continue_where_nothing_was_cut_off(ahead: Path) -> None:
    with pytest.raises(UsageError, match="no upgrade of ke was interrupted"):
        upgrade.continue_upgrade(ahead, "ke")
