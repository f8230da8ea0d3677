"""`cop layer check`."""

import sys
from pathlib import Path

import click

from cop_author.app.layer_check import check_layer
from cop_author.cli.console import GATE, PROBLEMS, count_line, print_json, print_problems, problem_as_json, today
from cop_author.model.problem import Severity


@click.command("check")
@click.argument("layer")
@click.option("--all", "show_notes", is_flag=True, help="Show notes too, not only errors and warnings.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(folder: Path, layer: str, show_notes: bool, as_json: bool) -> None:
    """Say what is wrong with one layer, and what keeps its editions from being published.

    Exit code 1 where there are errors, 4 where there are none and an edition is held back.

    \b
    Examples:
      cop layer check ke
      cop layer check ke --json
    """
    found = check_layer(folder, layer, today())
    shown = [problem for problem in found.problems if show_notes or as_json or problem.severity is not Severity.NOTE]
    if as_json:
        print_json(
            {
                "problems": [problem_as_json(problem) for problem in shown],
                "held-back": [problem_as_json(problem) for problem in found.held_back],
            }
        )
    else:
        print_problems(shown)
        click.echo(f"{layer}: {count_line(found.problems)}")
        click.secho("Its editions are held back:" if found.held_back else "Its editions can be built.", bold=True)
        print_problems(found.held_back)
    errors = any(problem.is_error for problem in found.problems)
    sys.exit(PROBLEMS if errors else GATE if found.held_back else 0)
