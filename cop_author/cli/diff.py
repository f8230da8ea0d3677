"""`cop diff`."""

from pathlib import Path

import click

from cop_author.app.diff import diff
from cop_author.cli.console import marked, print_json
from cop_author.core.compare import Fate, UnitChange
from cop_author.errors import UsageError
from cop_author.text.words import diff as word_diff

_COLOURS = {
    Fate.ADDED: "green",
    Fate.WITHDRAWN: "red",
    Fate.REWORDED: "yellow",
    Fate.MOVED: "cyan",
    Fate.RENAMED: "cyan",
}


@click.command("diff")
@click.argument("revisions", metavar="A..B")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--names", is_flag=True, help="Only which units changed, not their words.")
@click.pass_obj
def command(folder: Path, revisions: str, as_json: bool, names: bool) -> None:
    """Say what changed between two revisions, unit by unit.

    A and B are commits, branches or tags; without ..B, A is compared with the files as they are now.

    \b
    Examples:
      cop diff HEAD~5..HEAD
      cop diff main --names
    """
    old, _, new = revisions.partition("..")
    if not old:
        raise UsageError(f"{revisions!r} names no revision to begin with", "Write it as main..HEAD, or main.")
    changes = diff(folder, old, new.removeprefix("."))
    if as_json:
        print_json([_as_json(change) for change in changes])
        return
    for change in changes:
        fates = " and ".join(click.style(str(fate), fg=_COLOURS[fate]) for fate in change.fates)
        click.echo(f"{change.unit}: {fates}{_details(change)}")
        if not names and Fate.WITHDRAWN not in change.fates:
            for field in change.fields:
                click.echo(f"  #{field.field}: {marked(word_diff(field.old, field.new))}")
    click.echo(f"{len(changes)} unit{'' if len(changes) == 1 else 's'} changed" if changes else "no unit changed")


def _details(change: UnitChange) -> str:
    renamed = f" (was {change.before})" if change.before else ""
    moved = f" ({change.section_before} → {change.section_after})" if Fate.MOVED in change.fates else ""
    return renamed + moved


def _as_json(change: UnitChange) -> dict[str, object]:
    return {
        "unit": change.unit,
        "name": change.name,
        "fates": [str(fate) for fate in change.fates],
        "was": change.before,
        "section": {"before": change.section_before, "after": change.section_after},
        "fields": [{"field": field.field, "old": field.old, "new": field.new} for field in change.fields],
    }
