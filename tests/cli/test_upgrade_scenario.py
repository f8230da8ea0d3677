"""One layer from master 1.0.0 over 1.1.0 and 1.2.0 to 1.3.0, through the commands, in a git repository.

Every state of drift occurs. A decision is made on each, the upgrade is killed in the middle, finished and undone.
"""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from cop_author.cli.main import cop as command
from cop_author.model.drift import State

Git = Callable[..., str]
LAYER = "content/layers/ke"
SECTION = "content/master/industry/s.yaml"
FILES = {
    "cop.yaml": "format: 1\ntitle: T\nsource-language: en\nlanguages: {en: {}}\n",
    "content/master/master.yaml": "format: 1\ntitle: T\nversion: 1.0.0\nlicence: CC-BY-4.0\nguidelines: [industry]\n",
    "content/master/industry/guideline.yaml": (
        "format: 1\nid: industry\nprefix: ind\ntitle: Industry\nsections: [ind-s]\n"
    ),
    SECTION: """format: 1
section: {id: ind-s, title: A section}
units:
  - {id: ind-same, kind: paragraph, text: Publish the rules in plain words.}
  - {id: ind-quotes, kind: paragraph, text: "Call it 'the form' on every page. Keep it short."}
  - {id: ind-old, kind: paragraph, text: Train every moderator with care.}
  - {id: ind-merged, kind: paragraph, text: Show people the way to the form. Train the whole team. Write to the office.}
  - {id: ind-sense, kind: paragraph, text: Show people the way to the form. Store the pictures of the report.}
  - {id: ind-clash, kind: paragraph, text: Answer each report in plain words.}
  - {id: ind-adopted, kind: paragraph, text: Tell the hotline.}
  - id: ind-points
    kind: checklist
    title: Points
    points:
      - {id: fax, text: Keep a fax machine.}
      - {id: desk, text: Keep a desk for parents.}
  - {id: ind-gone, kind: paragraph, text: Put the address on the letterhead.}
  - id: ind-anchor
    kind: checklist
    title: Anchors
    points:
      - {id: first, text: Ask first.}
      - {id: second, text: Then act.}
  - id: ind-core
    kind: checklist
    title: Core
    core: expected
    points:
      - {id: who, text: Name who answers.}
      - {id: when, text: Name the hours.}
  - id: ind-table
    kind: table
    title: Who does what
    columns: [{id: step, head: Step}, {id: limit, head: Limit}]
    rows: [{id: keep, head: Keep it, cells: {limit: Soon}}]
  - {id: ind-bare, kind: paragraph, text: Look at the figures together.}
  - id: ind-both
    kind: checklist
    title: Both
    text: Look after the people in the team.
    points:
      - {id: rest, text: Give them time to rest.}
      - {id: help, text: Give them somebody to talk to.}
  - id: ind-whole
    kind: checklist
    title: Whole
    points:
      - {id: one, text: Write down who decides.}
  - {id: ind-left, kind: paragraph, title: Left, text: Speak with the schools.}
  - {id: ind-right, kind: paragraph, title: Right, text: Speak with the parents.}
  - {id: ind-straddle, kind: checklist, title: Straddle, text: Meet the users. Hear the children., points: [
      {id: ask, text: Ask them.}, {id: hear, text: Hear them out.}]}
""",
}
OVERRIDES: dict[str, list[str]] = {
    "ke-001": ["ind-same", "--find", "plain words", "--put", "plain Swahili words"],
    "ke-002": ["ind-quotes", "--find", "on every page", "--put", "on the first page"],
    "ke-003": ["ind-old", "--find", "every moderator", "--put", "every moderator in Nairobi"],
    "ke-004": ["ind-merged", "--find", "the form", "--put", "the national form"],
    "ke-005": ["ind-sense", "--find", "the form", "--put", "the national form"],
    "ke-006": ["ind-clash", "--find", "in plain words", "--put", "in Swahili"],
    "ke-007": ["ind-adopted", "--find", "the hotline", "--put", "the national hotline"],
    "ke-008": ["ind-points", "--at", "fax", "--remove"],
    "ke-009": ["ind-gone", "--find", "letterhead", "--put", "stamp"],
    "ke-010": ["ind-anchor", "--insert-point", "Call the chief.", "--after", "first"],
    "ke-011": ["ind-core", "--at", "when", "--remove"],
    "ke-012": ["ind-table", "--insert-column", "In Kenya", "--cell", "keep=The regulator"],
    "ke-013": ["ind-bare", "--find", "together", "--put", "with the regulator"],
    "ke-014": ["ind-both", "--at", "help", "--to", "Give them a counsellor."],
    "ke-015": ["ind-whole", "--at", "title", "--to", "Our own"],
    "ke-016": ["ind-left", "--at", "title", "--to", "Schools"],
    "ke-017": ["ind-right", "--at", "title", "--to", "Parents"],
    "ke-018": ["ind-straddle", "--find", "the users. Hear", "--put", "and hear"],
}
EXPECTED = {
    "ke-001": State.CURRENT,
    "ke-002": State.COSMETIC,
    "ke-003": State.MOVED,
    "ke-004": State.MERGEABLE,
    "ke-005": State.SENSITIVE,
    "ke-006": State.CONFLICT,
    "ke-007": State.REDUNDANT,
    "ke-008": State.RECONFIRM,
    "ke-009": State.ORPHANED,
    "ke-010": State.ANCHOR_LOST,
    "ke-011": State.CORE_RAISED,
    "ke-012": State.CELL_MISSING,
    "ke-013": State.UNRECORDED,
    "ke-014": State.MOVED,
    "ke-015": State.CONFLICT,
    "ke-016": State.CONFLICT,
    "ke-017": State.CONFLICT,
    "ke-018": State.CONFLICT,
}
DECISIONS = {
    "ke-005": "accept",
    "ke-006": "edit\n    text: Answer each report within a day, in Swahili.",
    "ke-007": "upstream",
    "ke-008": "keep",
    "ke-009": "upstream",
    "ke-010": "retarget\n    place: second",
    "ke-011": "upstream",
    "ke-012": "keep",
    "ke-013": "keep",
    "ke-015": "keep",
    "ke-016": "edit\n    text: Schools and parents",
    "ke-017": "upstream",
    "ke-018": "edit\n    text: Meet the users and hear the children.",
}


def cop(root: Path, *arguments: str, code: int = 0) -> str:
    """What a command says; it must end with `code`."""
    done = CliRunner().invoke(command, ["-C", str(root), *arguments])
    assert done.exit_code == code, (arguments, done.output, done.exception)
    return done.output


def change(root: Path, old: str, new: str, name: str = SECTION) -> None:
    file = root / name
    assert file.read_text().count(old) == 1, old
    file.write_text(file.read_text().replace(old, new))


def release(root: Path, git: Git, version: str) -> None:
    text = (root / "content/master/master.yaml").read_text()
    old = text.split("version: ")[1].split("\n")[0]
    (root / "content/master/master.yaml").write_text(text.replace(f"version: {old}", f"version: {version}"))
    cop(root, "release", "record", "master")
    git(root, "add", ".")
    git(root, "commit", "-qm", f"Release master {version}")


def write_layer(root: Path) -> None:
    cop(root, "layer", "new", "ke", "--title", "Kenya", "--languages", "en", "--illustrative")
    for flags in OVERRIDES.values():
        cop(root, "layer", "override", flags[0], "--layer", "ke", *flags[1:], "--reason", "A law.", "--effect", "localise")  # fmt: skip
    change(root, "  ind-bare#text: Look at the figures together.\n", "", f"{LAYER}/base.yaml")


def go_on_to_1_1(root: Path) -> None:
    change(root, "'the form'", "‘the form’")
    cop(root, "unit", "rename", "ind-old", "ind-newer")
    change(root, "Train the whole team.", "Train the whole team and its leads.")
    change(root, "Keep a fax machine.", "Keep a fax machine in each office.")
    change(root, "Answer each report in plain words.", "Answer each report in simple words.")


def go_on_to_1_2(root: Path) -> None:
    change(root, "Store the pictures of the report.", "Do not store the pictures of the report.")
    change(root, "text: Tell the hotline.", "text: Tell the national hotline.")
    cop(root, "unit", "withdraw", "ind-gone", "--why", "Nobody writes letters.")
    cop(root, "unit", "split", "ind-both", "--into", "ind-team:title,text,rest", "--into", "ind-talk:help")
    cop(root, "unit", "merge", "ind-left", "ind-right", "--into", "ind-speak")
    cop(root, "unit", "split", "ind-straddle", "--into", "ind-users:title,text,ask", "--into", "ind-children:hear")
    cop(root, "unit", "edit", "ind-users", "--set", "text=Meet the users.")
    cop(root, "unit", "edit", "ind-children", "--set", "text=Hear the children.")
    change(root, "  - {id: first, text: Ask first.}\n", "  - {id: begin, text: Ask first.}\n")


def go_on_to_1_3(root: Path) -> None:
    cop(root, "unit", "rename", "ind-newer", "ind-newest")
    change(root, "core: expected", "core: mandatory")
    change(root, "cells: {limit: Soon}}]", "cells: {limit: Soon}}, {id: tell, head: Tell them, cells: {limit: Now}}]")
    change(root, "title: Whole\n", "title: Wholly\n")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("scenario") / "workspace"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)

    def git(folder: Path, *arguments: str) -> str:
        command = ["git", "-c", "user.name=A. Author", "-c", "user.email=author@example.org", *arguments]
        return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout

    git(root, "init", "-q", "-b", "main")
    release(root, git, "1.0.0")
    write_layer(root)
    git(root, "add", ".")
    git(root, "commit", "-qm", "Kenya")
    for version, go_on in (("1.1.0", go_on_to_1_1), ("1.2.0", go_on_to_1_2), ("1.3.0", go_on_to_1_3)):
        go_on(root)
        release(root, git, version)
    return root


@pytest.fixture
def scenario(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "workspace"))


def states(root: Path, *arguments: str) -> dict[str, str]:
    found = json.loads(cop(root, "layer", "drift", "ke", "--json", *arguments))
    return {name: drift["state"] for drift in found["drifts"] for name in drift["operations"]}


def layer_files(root: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in (root / LAYER).rglob("*") if path.is_file()}


def test_every_state_of_drift_occurs_and_nothing_is_an_error_before_the_upgrade(scenario: Path) -> None:
    found = states(scenario)
    assert found == {name: str(state) for name, state in EXPECTED.items()}
    assert set(EXPECTED.values()) == set(State)
    cop(scenario, "check")


def filled_plan(root: Path, sheet: Path) -> Path:
    """The plan that the command writes, with a decision at every item."""
    cop(root, "layer", "upgrade", "ke", "--plan", "--out", str(sheet))
    lines = []
    for line in sheet.read_text().splitlines():
        lines.append(line)
        name = line.removeprefix("  - item: ")
        if name in DECISIONS:
            lines.append(f"    decision: {DECISIONS[name]}")
    sheet.write_text("\n".join(lines) + "\n")
    return sheet


def test_an_upgrade_over_three_releases_is_decided_in_a_file_and_loses_nothing_unseen(
    scenario: Path, tmp_path: Path
) -> None:
    before = layer_files(scenario)
    assert "13 decisions are missing" in cop(scenario, "layer", "upgrade", "ke", "--apply", code=1)
    assert layer_files(scenario) == before
    sheet = filled_plan(scenario, tmp_path / "decisions.yaml")
    said = cop(scenario, "layer", "upgrade", "ke", "--apply", "--decisions", str(sheet))
    assert "ke now stands on master 1.3.0" in said
    for name, decision in DECISIONS.items():
        assert (f"Dropped {name} on" in said) is (decision == "upstream"), name
    kept = {name for name in EXPECTED if DECISIONS.get(name) != "upstream"}
    assert states(scenario) == dict.fromkeys(sorted(kept), "current") | {"ke-012": "cell-missing"}
    cop(scenario, "check")


KILLED = """
import os, signal, sys
left = int(sys.argv.pop(1))
real = os.replace
def replace(*paths):
    global left
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    real(*paths)
os.replace = replace
from cop_author.cli.main import main
main()
"""


@pytest.mark.parametrize("writes", [0, 1, 3, 5, 8])
@pytest.mark.parametrize("way", ["--continue", "--abort"])
def test_an_upgrade_that_is_killed_in_the_middle_is_finished_or_undone_by_a_command(
    scenario: Path, tmp_path: Path, writes: int, way: str
) -> None:
    sheet = filled_plan(scenario, tmp_path / "decisions.yaml")
    before = layer_files(scenario)
    whole = Path(shutil.copytree(scenario, tmp_path / "whole"))
    apply = ("layer", "upgrade", "ke", "--apply", "--decisions", str(sheet))
    cop(whole, *apply)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(writes), "-C", str(scenario), *apply], capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL
    if not (scenario / ".cop/upgrade-ke.json").is_file():
        assert {name: text for name, text in layer_files(scenario).items() if name[0] != "."} == before
        return
    assert "error V108: an upgrade of ke was interrupted" in cop(scenario, "check", code=1)
    assert "was interrupted" in str(CliRunner().invoke(command, ["-C", str(scenario), *apply]).exception)
    for words in (["layer", "status"], ["layer", "drift", "ke"], ["layer", "override", "ind-a", "--layer", "ke"],
                  ["layer", "explain", "ind-a"], ["layer", "approve", "ke"], ["release", "list"],
                  ["catalogue", "update"], ["unit", "withdraw", "ind-a", "--why", "old"]):  # fmt: skip
        told = str(CliRunner().invoke(command, ["-C", str(scenario), *words]).exception)
        assert "was interrupted" in told, words
    cop(scenario, "layer", "upgrade", "ke", way)
    assert layer_files(scenario) == (layer_files(whole) if way == "--continue" else before)
    cop(scenario, "check")
