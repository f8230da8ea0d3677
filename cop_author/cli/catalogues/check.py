"""`cop catalogue check`."""

import sys
from pathlib import Path

import click

from cop_author.app.translation.check import check_translations, waive
from cop_author.cli.console import PROBLEMS, count_line, print_problems
from cop_author.errors import UsageError
from cop_author.model.problem import Severity


@click.command("check")
@click.argument("languages", nargs=-1)
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How to report.")
@click.option("--json", "form", flag_value="json", help="Short for --format json.")
@click.option("--all", "show_notes", is_flag=True, help="Show notes too.")
@click.option(
    "--waive", "waive_", nargs=2, metavar="ADDRESS CODE", help="Record that this finding is none, with --reason."
)
@click.option("--reason", default="", help="Why the translation is right as it is.")
@click.option("--name", default="", help="Who says so.")
@click.pass_obj
def command(
    folder: Path,
    languages: tuple[str, ...],
    form: str,
    show_notes: bool,
    waive_: tuple[str, str] | None,
    reason: str,
    name: str,
) -> None:
    """Say what is wrong with translations, at the line of the catalogue.

    Numbers, placeholders, links, negations, terms, scripts and more are held against the text. Fuzzy entries are not
    looked at: they are not printed. Exit code 1 where an error was found.

    \b
    Examples:
      cop catalogue check
      cop catalogue check sw --all
      cop catalogue check sw --waive ind-a#text C212 --reason "the verb denies" --name "A. Reader"
    """
    if waive_:
        if not (reason and name and len(languages) == 1):
            raise UsageError("a waiver needs one language, --reason and --name")
        click.echo(f"waived in {waive(folder, languages[0], *waive_, reason, name)}")
        return
    found = check_translations(folder, languages)
    shown = [p for p in found if show_notes or form == "json" or p.severity is not Severity.NOTE]
    print_problems(shown, form)
    if form == "text":
        click.echo(count_line(found))
    sys.exit(PROBLEMS if any(problem.is_error for problem in found) else 0)
