"""The commands as a person runs them: output, exit codes, help."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from cop_author.cli.lazy import LazyGroup
from cop_author.cli.main import cop, main
from tests.conftest import REPOSITORY

Git = Callable[..., str]


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cop, ["-C", str(folder), *arguments], catch_exceptions=False)


def shell(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cop_author", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def every_group() -> list[tuple[str, click.Command, str]]:
    """Every command that a list names, with what the list says of it."""
    found: list[tuple[str, click.Command, str]] = []
    groups: list[tuple[str, LazyGroup]] = [("", cop)]  # type: ignore[list-item]
    while groups:
        above, group = groups.pop()
        for name, (_, about) in group.commands_by_name.items():
            command = group.get_command(click.Context(group), name)
            assert command is not None
            found.append((f"{above} {name}".strip(), command, about))
            if isinstance(command, LazyGroup):
                groups.append((f"{above} {name}".strip(), command))
    return found


@pytest.mark.parametrize(("name", "command", "about"), every_group(), ids=[name for name, _, _ in every_group()])
def test_the_list_of_commands_says_what_each_command_says(name: str, command: click.Command, about: str) -> None:
    summary = (command.help or "").strip().split("\n\n")[0].replace("\n", " ")
    assert summary == about or summary.startswith(about.rstrip(".")), name


def every_command() -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, command, _ in every_group():
        below = getattr(command, "commands", {})
        found += [(*name.split(), inner) for inner in below]
        found += [] if below or isinstance(command, click.Group) else [tuple(name.split())]
    return found


@pytest.mark.parametrize("path", every_command(), ids=" ".join)
def test_every_command_has_help_with_an_example(path: tuple[str, ...], example: Path) -> None:
    shown = run(example, *path, "--help").output
    assert re.search(r"Examples?:", shown), shown
    assert f"cop {' '.join(path)}" in shown


def test_sound_text_ends_with_0_and_a_mistake_with_1_and_its_place(example: Path) -> None:
    done = run(example, "check")
    assert (done.exit_code, done.output) == (0, "2 notes\n")
    file = example / "content/master/industry/reporting.yaml"
    file.write_text(file.read_text().replace("without delay", "as they must, <b>now</b>"))
    done = run(example, "check")
    assert done.exit_code == 1
    assert (
        "content/master/industry/reporting.yaml:13: error T102: ind-reporting-route#text: 'must' in a recommendation"
        in done.output
    )
    assert "\n  Write the imperative" in done.output


def test_reports_for_programs(example: Path) -> None:
    file = example / "content/master/industry/reporting.yaml"
    file.write_text(file.read_text().replace("without delay", "<b>100%</b>\n      now"))
    done = run(example, "check", "--json")
    found = json.loads(done.output)["problems"]
    assert {"code", "severity", "file", "line", "column", "message", "hint"} == set(found[0])
    done = run(example, "check", "--format", "github")
    assert any(
        line.startswith("::error file=content/master/industry/reporting.yaml,line=13,")
        for line in done.output.splitlines()
    )


def test_open_questions_are_listed(example: Path) -> None:
    file = example / "content/master/industry/reporting.yaml"
    file.write_text(file.read_text().replace("status: agreed ", "status: draft "))
    assert "S301: ind-reporting-route is a draft" in run(example, "check", "--open").output
    file.write_text(file.read_text().replace("Translators: 'route'", "Open: is 'route'"))
    assert "S302: ind-reporting-route: is 'route' means" in run(example, "check", "--open").output
    assert "S302" not in run(example, "check", "--all").output


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["chek"], 2, "Did you mean 'check'?"),
        (["check", "--no-such"], 2, "No such option"),
        (["explain", "X999"], 2, "there is no problem with the code"),
        (["unit", "show", "ind-report-route"], 2, "Did you mean 'ind-reporting-route'?"),
        (["edition", "show", "game"], 2, "Did you mean 'games'?"),
        (["build", "none"], 2, "there is no edition 'none'"),
        (["diff", ".."], 2, "names no revision"),
        (["diff", "HEAD~1"], 3, "not in a git repository"),
        (["log", "ind-duties"], 3, "not in a git repository"),
        (["-C", "/", "check"], 3, "no cop.yaml"),
        (["unit", "edit", "ind-duties", "--set", "title"], 2, "is not FIELD=VALUE"),
        (["init", "."], 2, "is not an empty folder"),
    ],
)
def test_failures_say_what_is_wrong_and_what_to_do_and_never_show_a_traceback(
    example: Path, arguments: list[str], code: int, said: str
) -> None:
    done = shell(example, *arguments)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


BROKEN = {
    "broken YAML": ("content/master/industry/reporting.yaml", "units: [\n"),
    "a list where a mapping should be": ("content/master/terms.yaml", "- a\n- b\n"),
    "an empty file": ("content/master/facets.yaml", ""),
    "only a word": ("cop.yaml", "hello\n"),
    "control characters": ("content/master/sources.yaml", "format: 1\nsources: {a\x00: {}}\n"),
    "nested too deep": ("content/master/sources.yaml", "[" * 100_000),
    "numbers as keys": ("content/master/terms.yaml", "format: 1\nterms: {1: {preferred: a, definition: b}}\n"),
    "a guideline of itself": ("content/master/industry/guideline.yaml", "format: 1\nid: [industry]\nprefix: {}\n"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_no_input_gives_a_traceback_or_a_half_built_edition(example: Path, what: str) -> None:
    file, text = BROKEN[what]
    (example / file).write_text(text)
    for arguments in (["check"], ["build"]):
        done = shell(example, *arguments)
        assert done.returncode == 1, (done.stdout, done.stderr)
        assert f"{file}" in done.stdout
        assert "Traceback" not in done.stderr
    assert not (example / "build").exists()


def test_what_is_not_text_at_all_is_reported(example: Path) -> None:
    (example / "content/master/terms.yaml").write_bytes(bytes(range(256)) * 100)
    done = shell(example, "check")
    assert done.returncode == 1
    assert "W111" in done.stdout


def test_units_are_listed_and_shown(example: Path) -> None:
    done = run(example, "unit", "list", "--core", "mandatory")
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["unit", "ind-reporting-route", "pol-hotline"]
    done = run(example, "unit", "list", "--text", "WITHOUT delay", "--json")
    assert [unit["id"] for unit in json.loads(done.output)] == ["ind-reporting-route"]
    shown = run(example, "unit", "show", "ind-reporting-route").output
    assert "force: should" in shown
    assert "#evidence Keep the evidence secure" in shown


def test_a_unit_is_edited_moved_and_withdrawn_from_the_command_line(example: Path) -> None:
    done = run(example, "unit", "edit", "ind-reporting-route", "--set", "force=must")
    assert done.exit_code == 0
    assert "+    force: must" in done.output
    assert "Undo with: git restore content/master/industry/reporting.yaml\n" in done.output
    done = run(example, "unit", "edit", "ind-reporting-route", "--set", "force=perhaps")
    assert done.exit_code == 1
    assert "'perhaps' is not one of may, should, must" in done.output
    done = run(example, "unit", "withdraw", "ind-duties", "--why", "Not needed.", "--dry-run")
    assert "dry run" in done.output


def test_the_history_of_a_unit_goes_on_through_a_move_and_a_new_name(repository: Path, git: Git) -> None:
    run(repository, "unit", "edit", "ind-duties", "--set", "title=Who does what, and when")
    git(repository, "commit", "-aqm", "Say when")
    new = repository / "content/master/industry/duties.yaml"
    new.write_text(
        "format: 1\nsection: {id: ind-duties-section, title: Duties}\nunits:\n  - id: ind-first\n    kind: paragraph\n    text: First.\n"
    )
    guideline = repository / "content/master/industry/guideline.yaml"
    guideline.write_text(guideline.read_text().replace("[ind-reporting]", "[ind-reporting, ind-duties-section]"))
    assert run(repository, "unit", "move", "ind-duties", "--to", "ind-duties-section").exit_code == 0
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Move it")
    assert run(repository, "unit", "rename", "ind-duties", "ind-tasks").exit_code == 0
    git(repository, "commit", "-aqm", "Rename it")
    shown = run(repository, "log", "ind-tasks").output
    assert "moved from content/master/industry/reporting.yaml to content/master/industry/duties.yaml" in shown
    assert "#title: Who does what{+, and when+}" in shown
    found = json.loads(run(repository, "log", "ind-tasks", "--json").output)
    assert [commit["subject"] for commit in found["commits"]] == ["Move it", "Say when", "The first text"]
    changes = json.loads(run(repository, "diff", "HEAD~3..HEAD", "--json").output)
    fates = {change["unit"]: change["fates"] for change in changes}
    assert fates == {"ind-first": ["added"], "ind-tasks": ["renamed", "moved", "reworded"]}


def test_a_comparison_with_the_work_tree(repository: Path) -> None:
    assert "no unit changed" in run(repository, "diff", "HEAD").output
    run(repository, "unit", "edit", "pol-hotline", "--set", "text=Fund a hotline.")
    shown = run(repository, "diff", "HEAD").output
    assert "pol-hotline: reworded" in shown
    assert "[- to which anyone can report illegal content, and say so in public-]" in shown


def test_a_new_workspace_checks_and_builds(tmp_path: Path) -> None:
    target = tmp_path / "mine"
    assert run(tmp_path, "init", str(target)).exit_code == 0
    assert run(target, "check", "--all").output == "no problems\n"
    done = run(target, "build", "--json")
    assert done.exit_code == 0
    assert [one["edition"] for one in json.loads(done.output)["built"]] == ["families"]
    assert (target / "build/families/en/families.pdf").read_bytes().startswith(b"%PDF-")
    assert (target / "build/families/en/html/index.html").is_file()


def test_schemas_are_where_the_files_say(tmp_path: Path) -> None:
    target = tmp_path / "mine"
    run(tmp_path, "init", str(target))
    for file in target.rglob("*.yaml"):
        first = file.read_text().splitlines()[0]
        name = first.removeprefix("# yaml-language-server: $schema=")
        assert (file.parent / name).is_file(), file
    assert "all schemas are up to date" in run(target, "schema").output


def test_the_repositorys_own_schemas_are_up_to_date() -> None:
    from cop_author.app.schema import schemas

    for name, text in schemas().items():
        assert (REPOSITORY / "content/schema" / name).read_text() == text, f"run: cop schema ({name})"


def test_every_file_of_the_repository_names_its_schema() -> None:
    for file in [REPOSITORY / "cop.yaml", *(REPOSITORY / "content").rglob("*.yaml")]:
        first = file.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema="), file
        assert (file.parent / first.partition("=")[2]).is_file(), file


def test_main_is_the_console_script() -> None:
    assert callable(main)
    done = subprocess.run(
        [Path(sys.executable).parent / "cop", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("cop, version ")


def test_an_edition_whose_gates_are_closed_is_held_back_and_the_others_are_built(
    example: Path,
) -> None:
    done = run(example, "build")
    assert done.exit_code == 4
    assert "G105: ke-industry-games: missing or not verified in time: hotline.name" in done.output
    assert "G102: ke-industry-games: nothing is translated into sw" in done.output
    assert (example / "build/games/en/html/index.html").is_file()
    assert not (example / "build/ke-industry-games").exists()


def test_an_override_that_would_be_lost_is_found_by_check(example: Path) -> None:
    file = example / "content/layers/ke/overrides/industry.yaml"
    file.write_text(file.read_text().replace("find: without delay", "find: without any delay"))
    done = run(example, "check")
    assert done.exit_code == 1
    assert (
        'overrides/industry.yaml:4: error D102: "without any delay" occurs 0 times in ind-reporting-route#text'
        in done.output
    )


@pytest.mark.edge_case(13)
def test_a_modal_brought_in_by_a_patch_is_found_in_the_resolved_text(example: Path) -> None:
    file = example / "content/layers/ke/overrides/industry.yaml"
    file.write_text(file.read_text().replace("put: without delay", "put: as they must without delay"))
    done = run(example, "check")
    assert "T102: ind-reporting-route#text: 'must' in a recommendation" in done.output


def layer_op(example: Path, text: str) -> None:
    (example / "content/layers/ke/overrides/more.yaml").write_text(f"format: 1\n{text}")


def test_a_layer_may_insert_a_unit_under_its_own_prefix(example: Path) -> None:
    layer_op(
        example,
        "target: ind-duties\noperations:\n  - id: ke-020\n    do: insert\n    reason: Needed.\n    effect: localise\n"
        "    unit: {id: ke-new, kind: paragraph, text: Our own words.}\n",
    )
    done = run(example, "check")
    assert done.exit_code == 0, done.output
    assert "Our own words." in run(example, "layer", "explain", "ke-new", "--layer", "ke").output


def test_what_a_layer_removes_is_no_problem_of_the_masters_own_editions(example: Path) -> None:
    for file in (example / "content/master/policy-makers/reporting.yaml",):
        file.write_text(file.read_text().replace("core: mandatory", "core: optional"))
    layer_op(
        example,
        "target: pol-hotline\noperations:\n  - {id: ke-021, do: remove, reason: Not here., effect: localise}\n",
    )
    done = run(example, "check")
    assert "content/editions/games.yaml" not in done.output
    assert (
        "content/layers/ke/editions/games.yaml:8: error R101: there is no unit or section 'pol-hotline'" in done.output
    )


def test_what_is_undone_as_the_tool_says_is_undone(repository: Path, git: Git) -> None:
    for file in (repository / "content/register").iterdir():
        file.unlink()
    git(repository, "commit", "-qam", "No register yet")
    done = run(repository, "unit", "rename", "ind-duties", "ind-tasks")
    undo = re.search(r"Undo with: (.*)", done.output)
    assert undo is not None
    for command in undo[1].split(" && "):
        subprocess.run(command.split(), cwd=repository, check=True, capture_output=True)
    assert git(repository, "status", "--porcelain") == ""


def test_a_file_with_the_other_ending_is_told_its_right_name(example: Path) -> None:
    (example / "content/master/industry/more.yml").write_text("format: 1\n")
    assert "Rename it to content/master/industry/more.yaml." in run(example, "check").output
