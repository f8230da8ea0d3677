"""`cop layer list`."""

from pathlib import Path

import click

from cop_author.app import layers
from cop_author.cli.console import print_json, print_table


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(folder: Path, as_json: bool) -> None:
    """List layers: what they stand on, their operations, and how many cannot be done as written.

    \b
    Example:
      cop layer list
    """
    found = layers.states(folder)
    if as_json:
        names = ("id", "title", "stands_on", "operations", "errors", "warnings")
        print_json([{name.replace("_", "-"): getattr(state, name) for name in names} for state in found])
        return
    rows = ((s.id, s.stands_on, str(s.operations), str(s.errors), str(s.warnings), s.title) for s in found)
    print_table(rows, ("layer", "stands on", "operations", "errors", "warnings", "title"))
