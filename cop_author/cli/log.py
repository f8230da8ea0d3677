"""`cop log`."""

from pathlib import Path

import click

from cop_author.app.log import LogEntry, log
from cop_author.cli.console import marked, print_json
from cop_author.text.words import diff


@click.command("log")
@click.argument("unit")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(folder: Path, unit: str, as_json: bool) -> None:
    """Say who changed which words of a unit, when, in which commit.

    The history goes on through moves between files, and through renaming, splitting and merging as the register
    records them.

    \b
    Example:
      cop log ind-reporting-route
    """
    found = log(folder, unit)
    if as_json:
        print_json({"unit": unit, "cut-off": found.cut_off, "commits": [_as_json(entry) for entry in found.entries]})
        return
    for entry in found.entries:
        click.secho(f"{entry.commit.date}  {entry.commit.author}  {entry.commit.id[:10]}", fg="yellow")
        click.echo(f"  {entry.commit.subject}")
        if entry.moved_from:
            click.echo(f"  moved from {entry.moved_from} to {entry.file}")
        for change in entry.fields:
            click.echo(f"  #{change.field}: {marked(diff(change.old, change.new))}")
        click.echo()
    if found.cut_off:
        click.secho("This clone is shallow; what came before is not here. Fetch it: git fetch --unshallow", fg="yellow")


def _as_json(entry: LogEntry) -> dict[str, object]:
    commit = entry.commit
    return {
        "commit": commit.id,
        "author": commit.author,
        "date": commit.date,
        "subject": commit.subject,
        "file": entry.file,
        "moved-from": entry.moved_from,
        "fields": [{"field": change.field, "old": change.old, "new": change.new} for change in entry.fields],
    }
