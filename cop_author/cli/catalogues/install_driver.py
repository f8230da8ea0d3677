"""`cop catalogue install-driver`."""

from pathlib import Path

import click

from cop_author.app.translation.driver import ATTRIBUTES, NAME, install_driver
from cop_author.cli.console import print_json


@click.command("install-driver")
@click.option("--dry-run", is_flag=True, help="Say what would be written.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(folder: Path, dry_run: bool, as_json: bool) -> None:
    """Have git merge catalogues entry by entry, in this clone.

    Two lines in .gitattributes name the files; commit them once. Git's configuration names the command; each clone
    needs that for itself, so that everybody who merges runs this once. A clone without it merges by lines as before.

    \b
    Examples:
      cop catalogue install-driver
      cop catalogue install-driver --dry-run
    """
    done = install_driver(folder, dry_run=dry_run)
    if as_json:
        print_json({"lines": list(done.lines), "settings": dict(done.settings)})
        return
    verb = "would write" if dry_run else "wrote"
    for line in done.lines:
        click.echo(f"{verb} {ATTRIBUTES}: {line}")
    for name, value in done.settings.items():
        click.echo(f"{verb} git config {name}: {value}")
    if not (done.lines or done.settings):
        click.echo("git merges catalogues entry by entry already")
    elif not dry_run:
        click.echo(f"  Commit {ATTRIBUTES}; each clone runs this command for itself.")
        click.echo(
            f"  To undo: git config --remove-section merge.{NAME}, and delete the lines with {NAME} from {ATTRIBUTES}."
        )
