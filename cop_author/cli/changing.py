"""How a change of files is reported, refused and undone; it must not know any command."""

import sys

import click

from cop_author.app.overrides import Overridden
from cop_author.app.workbench import Applied
from cop_author.cli.console import PROBLEMS, marked_fields, print_json, print_problems, problem_as_json, wrapped
from cop_author.model.layer import Operation


def report(applied: Applied, *, dry_run: bool) -> None:
    """The diff, what was written and how to undo it; or, with exit code 1, why nothing was."""
    refuse(applied)
    names = (*applied.changed, *applied.created, *applied.deleted)
    if not names:
        click.echo("nothing changed")
        return
    click.echo(applied.diff, nl=False)
    if dry_run:
        click.echo(f"dry run: {len(names)} file(s) would change")
        return
    click.echo(f"changed {' '.join(names)}\n  Undo with: {undo(applied)}")


def refuse(applied: Applied) -> None:
    """End with exit code 1 where the change was refused."""
    if applied.refused:
        print_problems(applied.refused)
        click.secho("Nothing was written: the change would bring these errors.", fg="red", err=True)
        sys.exit(PROBLEMS)


def undo(applied: Applied) -> str:
    """What git undoes it with."""
    back = (*applied.changed, *applied.deleted)
    steps = [f"git restore {' '.join(back)}"] if back else []
    steps += [f"git clean -f {' '.join(applied.created)}"] if applied.created else []
    return " && ".join(steps)


def report_override(done: Overridden, *, dry_run: bool, as_json: bool) -> None:
    """What became of a unit in a layer, word by word, why, and how to undo it; exit code 1 where it was refused."""
    if as_json:
        print_json(_override_as_json(done))
        sys.exit(PROBLEMS if done.applied.refused else 0)
    refuse(done.applied)
    click.secho(f"{done.after.id if done.after else done.unit} in {done.layer}", bold=True)
    if done.after is None and done.before is not None:
        click.echo("  is not printed any more")
    for line in marked_fields(done.fields) if done.after else ():
        click.echo(line)
    if done.order:
        click.echo(f"  in this order: {', '.join(done.order)}")
    for word, operations in (
        ("", done.plan.added),
        ("changed: ", done.plan.rewritten),
        ("withdrawn: ", done.plan.withdrawn),
    ):
        for operation in operations:
            for line in wrapped(f"{word}{said_of(operation)}", "  ", "    "):
                click.echo(line)
    print_problems(done.applied.warned)
    names = (*done.applied.changed, *done.applied.created, *done.applied.deleted)
    click.echo(f"dry run: {len(names)} file(s) would change" if dry_run else f"changed {' '.join(names)}")
    if not dry_run:
        _say_undo(done)


def said_of(operation: Operation) -> str:
    """An operation in a line: its id, what it does, the effect, the reason and the law."""
    legal = operation.legal
    basis = f" [{legal.instrument}{', ' + legal.article if legal.article else ''}]" if legal else ""
    at = f" {operation.at}" if operation.at else ""
    at += f" after {operation.after}" if operation.after else f" before {operation.before}" if operation.before else ""
    return f"{operation.id} ({operation.do}{at}, {operation.effect}): {operation.reason}{basis}"


def _say_undo(done: Overridden) -> None:
    ways = [f"cop layer withdraw {' '.join(o.id for o in done.plan.added)}"] if done.plan.added else []
    ways += [undo(done.applied)] if done.in_git else []
    for number, way in enumerate(ways):
        click.echo(f"         or: {way}" if number else f"  Undo with: {way}")
    if not ways:
        click.echo("  It was never committed as it stood, so git cannot bring it back; make it again to have it back.")


def _override_as_json(done: Overridden) -> dict[str, object]:
    kinds = {"added": done.plan.added, "changed": done.plan.rewritten, "withdrawn": done.plan.withdrawn}
    return {
        "layer": done.layer,
        "unit": done.unit,
        **{kind: [operation.id for operation in operations] for kind, operations in kinds.items()},
        "fields": [{"field": change.field, "old": change.old, "new": change.new} for change in done.fields],
        "files": [*done.applied.changed, *done.applied.created, *done.applied.deleted],
        "written": done.applied.written,
        "refused": [problem_as_json(problem) for problem in done.applied.refused],
        "warned": [problem_as_json(problem) for problem in done.applied.warned],
    }
