"""`cop catalogue gate`."""

import sys
from pathlib import Path

import click

from cop_author.app.translation.status import gate
from cop_author.cli.console import GATE, print_json, print_problems, problem_as_json, today


@click.command("gate")
@click.argument("editions", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(folder: Path, editions: tuple[str, ...], as_json: bool) -> None:
    """Say which editions their translations hold back, and why; exit code 4 where there is one.

    EDITIONS are all where none is named. What must hold stands under `gates` in an edition's manifest.

    \b
    Examples:
      cop catalogue gate
      cop catalogue gate ke-industry-games --json
    """
    found = gate(folder, editions, today=today())
    if as_json:
        print_json({"held-back": [problem_as_json(problem) for problem in found]})
    else:
        print_problems(found)
        if not found:
            click.echo("no translation holds an edition back")
    sys.exit(GATE if found else 0)
