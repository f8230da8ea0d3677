"""`cop release`: record, list and verify."""

import sys
from pathlib import Path

import click

from cop_author.app import releases
from cop_author.cli.console import PROBLEMS, print_json, print_problems, print_table, problem_as_json, today


@click.group("release")
def command() -> None:
    """Record versions of the text that layers can stand on, and hold them against what they name."""


@command.command("record")
@click.argument("of")
@click.option("--version", "version", default="", help="For a layer: the version, as 1.0.0.")
@click.option("--dry-run", is_flag=True, help="Show what would be written.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def record(folder: Path, of: str, version: str, dry_run: bool, as_json: bool) -> None:
    """Record the text as it stands as a release: of `master`, or of a layer.

    The version of the master stands in content/master/master.yaml. The record belongs into one commit with the text.

    \b
    Examples:
      cop release record master
      cop release record arab-states --version 1.1.0
    """
    release, applied = releases.record(folder, of, version, today(), dry_run=dry_run)
    if as_json:
        names = ("of", "version", "digest", "date")
        print_json({name: getattr(release, name) for name in names} | {"written": applied.written})
    elif applied.refused:
        print_problems(applied.refused)
    else:
        click.echo(applied.diff if dry_run else _next_step(release.of, release.version))
    sys.exit(PROBLEMS if applied.refused else 0)


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def list_releases(folder: Path, as_json: bool) -> None:
    """List releases and where the text of each was found; exit code 1 where one is missing or altered.

    \b
    Example:
      cop release list
    """
    found = releases.states(folder)
    problems = [problem for state in found for problem in state.problems]
    if as_json:
        print_json([_as_json(state) for state in found])
    elif found:
        rows = ((r.release.of, r.release.version, r.release.date, _where(r), r.release.digest[:12]) for r in found)
        print_table(rows, ("of", "version", "date", "text found in", "digest"))
        print_problems(problems)
    else:
        click.echo("Nothing has been released yet. Begin with: cop release record master")
    sys.exit(PROBLEMS if any(problem.is_error for problem in problems) else 0)


def _where(state: releases.ReleaseState) -> str:
    if not state.found_in:
        return "nowhere"
    return state.found_in if " " in state.found_in else f"commit {state.found_in[:12]}"


def _next_step(of: str, version: str) -> str:
    name = f"{of} {version}"
    return (
        f"Recorded {name}. Commit the record together with the text:\n"
        f'  git add content && git commit -m "Release {name}" && git tag {of}-{version}'
    )


def _as_json(state: releases.ReleaseState) -> dict[str, object]:
    release = state.release
    return {
        "of": release.of,
        "version": release.version,
        "date": release.date,
        "digest": release.digest,
        "found-in": state.found_in,
        "problems": [problem_as_json(problem) for problem in state.problems],
    }
