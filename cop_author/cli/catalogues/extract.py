"""`cop catalogue extract`."""

from pathlib import Path

import click

from cop_author.app.translation.update import extract
from cop_author.cli.console import print_json, print_problems


@click.command("extract")
@click.option("--dry-run", is_flag=True, help="Say what would be written.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(folder: Path, dry_run: bool, as_json: bool) -> None:
    """Write the templates: every text that some edition may print.

    They lie below locales/templates. Texts of releases that a layer is pinned to are among them. The same texts give
    the same bytes.

    \b
    Example:
      cop catalogue extract
    """
    done = extract(folder, dry_run=dry_run)
    if as_json:
        print_json({"messages": done.messages, "words": done.words, "written": list(done.changed)})
        return
    print_problems(done.problems)
    verb = "would be written" if dry_run else "written"
    click.echo(f"{done.messages} texts, {done.words} words; {len(done.changed)} template(s) {verb}")
