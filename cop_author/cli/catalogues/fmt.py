"""`cop catalogue fmt`."""

from pathlib import Path

import click

from cop_author.app.translation.update import fmt
from cop_author.cli.console import print_json


@click.command("fmt")
@click.option("--dry-run", is_flag=True, help="Say which files would change.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(folder: Path, dry_run: bool, as_json: bool) -> None:
    """Put catalogues in form: unwrapped, with a header true to the language.

    So tools with other habits do not fill the history with noise. Entries, notes and flags stay as they are; run
    twice, it changes nothing the second time.

    \b
    Example:
      cop catalogue fmt
    """
    done = fmt(folder, dry_run=dry_run)
    if as_json:
        print_json({"changed": list(done.changed)})
        return
    for path in done.changed:
        click.echo(f"{'would change' if dry_run else 'changed'} {path}")
    if not done.changed:
        click.echo("all catalogues are in form")
