"""`cop layer pin`."""

from pathlib import Path

import click

from cop_author.app.pins import Pinned, pin
from cop_author.cli.changing import refuse, undo
from cop_author.cli.console import print_json


@click.command("pin")
@click.argument("layer")
@click.option("--to", "version", default="", metavar="VERSION", help="Which release; otherwise the newest.")
@click.option("--dry-run", is_flag=True, help="Show the change, write nothing.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(folder: Path, layer: str, version: str, *, dry_run: bool, as_json: bool) -> None:
    """Record the release that a layer stands on, and the texts its changes were made for, where that is missing.

    A layer that is pinned keeps its pin, and a text that is recorded stays as it is: `cop layer upgrade` moves them.

    \b
    Examples:
      cop layer pin ke
      cop layer pin ke --to 1.0.0
    """
    found = pin(folder, layer, version, dry_run=dry_run)
    if as_json:
        version = found.pin.version if found.pin else ""
        print_json({"layer": layer, "release": version, "recorded": found.recorded, "differing": found.differing})
        return
    refuse(found.applied)
    _report(found, dry_run=dry_run)


def _report(found: Pinned, *, dry_run: bool) -> None:
    on = f"{found.pin.of} {found.pin.version}" if found.pin else "the work tree"
    click.secho(f"{found.layer} {'now stands' if found.is_new else 'stands'} on {on}.", bold=True)
    for address in found.recorded:
        click.echo(f"  recorded {address}")
    for address in found.differing:
        click.secho(f"  {address} was made for other words; `cop layer drift {found.layer}` shows them", fg="yellow")
    if not (found.applied.changed or found.applied.created):
        click.echo("nothing was missing")
    elif dry_run:
        click.echo("dry run: 1 file(s) would change")
    else:
        click.echo(f"  Undo with: {undo(found.applied)}")
