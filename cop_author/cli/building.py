"""What `cop build` and `cop edition build` share: options, progress and the closing report."""

import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

import click

from cop_author.app.build import Built, run
from cop_author.app.plan import Plan, plan
from cop_author.cli.console import GATE, PROBLEMS, count_line, print_json, print_problems, problem_as_json, today
from cop_author.model.problem import Severity

_OPTIONS = (
    click.argument("editions", nargs=-1),
    click.option("--out", type=click.Path(path_type=Path), help="Where to write; otherwise build/ in the workspace."),
    click.option("--jobs", type=click.IntRange(0), default=0, help="How many at a time; otherwise one for each core."),
    click.option("--force", is_flag=True, help="Build what has not changed as well."),
    click.option("--json", "as_json", is_flag=True, help="Report as JSON."),
)


def build_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments and options of a command that builds."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def build_editions(
    folder: Path, editions: tuple[str, ...], out: Path | None, jobs: int, force: bool, as_json: bool
) -> None:
    """Build and report; exit code 1 where errors in the text stop it, 4 where a gate holds an edition back."""
    started = monotonic()
    planned = plan(folder, editions, out, today=today())
    if planned.is_closed:
        _refuse(planned, as_json)
    built: list[Built] = []
    if as_json or not sys.stderr.isatty():
        portal = run(planned, workers=jobs, force=force, done=lambda one: _note(built, one, quiet=as_json))
    else:
        with click.progressbar(length=len(planned.jobs), label="Building", file=sys.stderr) as bar:
            portal = run(planned, workers=jobs, force=force, done=lambda one: _tick(built, one, bar))
    _report(planned, built, portal, monotonic() - started, as_json)
    if planned.held_back:
        sys.exit(GATE)


def _refuse(planned: Plan, as_json: bool) -> None:
    errors = [problem for problem in planned.problems if problem.is_error]
    if as_json:
        print_json({"built": [], "problems": [problem_as_json(problem) for problem in errors]})
    else:
        print_problems(errors)
        click.secho(f"Nothing was built: {count_line(errors)}.", fg="red", err=True)
    sys.exit(PROBLEMS)


def _note(built: list[Built], one: Built, *, quiet: bool) -> None:
    built.append(one)
    if not quiet:
        click.echo(f"{'built' if one.changed else 'unchanged'} {one.edition} ({one.lang})", err=True)


def _tick(built: list[Built], one: Built, bar: Any) -> None:
    built.append(one)
    bar.update(1)


def _report(planned: Plan, built: list[Built], portal: Path | None, seconds: float, as_json: bool) -> None:
    ordered = sorted(built, key=lambda one: (one.edition, one.lang))
    if as_json:
        problems = [problem_as_json(problem) for problem in (*planned.problems, *planned.held_back)]
        page = str(portal) if portal else ""
        print_json({"built": [_as_json(one) for one in ordered], "portal": page, "problems": problems})
        return
    warnings = [problem for problem in planned.problems if problem.severity is Severity.WARNING]
    changed = sum(one.changed for one in ordered)
    click.echo(f"{changed} built, {len(ordered) - changed} unchanged in {seconds:.1f} s. Open them at:")
    for one in ordered:
        for path in (one.folder / "html" / "index.html", one.folder / f"{one.edition}.pdf"):
            if path.is_file():
                click.echo(f"  {_shown(path)}")
    if portal:
        click.echo(f"All that is here, language by language: {_shown(portal)}")
    if planned.held_back:
        print_problems(planned.held_back)
        click.secho(f"Held back: {len(planned.held_back)}.", fg="red", err=True)
    if warnings:
        click.secho(f"{count_line(warnings)}: cop check", fg="yellow", err=True)


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _as_json(one: Built) -> dict[str, object]:
    return {"edition": one.edition, "language": one.lang, "folder": str(one.folder), "changed": one.changed}
