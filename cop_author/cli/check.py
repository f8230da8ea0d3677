"""`cop check`."""

import sys
from pathlib import Path

import click

from cop_author.app.check import check
from cop_author.cli.console import PROBLEMS, count_line, print_problems, today
from cop_author.model.problem import Severity


@click.command("check")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How to report.")
@click.option("--json", "form", flag_value="json", help="Short for --format json.")
@click.option("--open", "show_open", is_flag=True, help="List drafts and open questions as well.")
@click.option("--all", "show_notes", is_flag=True, help="Show notes too, not only errors and warnings.")
@click.pass_obj
def command(folder: Path, form: str, show_open: bool, show_notes: bool) -> None:
    """Say what is wrong with the text, where, and what to do next.

    Exit code 0 when no error was found, 1 otherwise. `cop explain CODE` says more about a finding.

    \b
    Examples:
      cop check
      cop check --open
      cop check --format github
    """
    found = check(folder, drafts=show_open, today=today())
    shown = [p for p in found if show_notes or show_open or form == "json" or p.severity is not Severity.NOTE]
    print_problems(shown, form)
    if form == "text":
        click.echo(count_line(found))
    sys.exit(PROBLEMS if any(problem.is_error for problem in found) else 0)
