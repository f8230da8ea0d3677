"""`cop layer withdraw`."""

from pathlib import Path

import click

from cop_author.app.overrides import withdraw
from cop_author.cli.changing import report_override


@click.command("withdraw")
@click.argument("operations", nargs=-1, required=True)
@click.option("--layer", default="", help="Whose operation it is, where the id alone does not say so.")
@click.option("--dry-run", is_flag=True, help="Show how the text would read, write nothing.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(folder: Path, operations: tuple[str, ...], layer: str, *, dry_run: bool, as_json: bool) -> None:
    """Withdraw an operation: the unit reads again as the text below has it.

    Several may be named where they are on one unit. The reason stays in the history, and is shown once more.

    \b
    Examples:
      cop layer withdraw ke-007
      cop layer withdraw ke-007 --dry-run
    """
    done = withdraw(folder, operations, layer, dry_run=dry_run)
    report_override(done, dry_run=dry_run, as_json=as_json)
