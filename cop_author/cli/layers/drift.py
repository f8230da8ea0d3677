"""`cop layer drift`."""

import sys
from collections import Counter
from pathlib import Path

import click

from cop_author.app.drift import Drifted, drift_of
from cop_author.cli.console import PROBLEMS, print_json
from cop_author.cli.drifts import drift_as_json, drift_lines
from cop_author.model.drift import State


@click.command("drift")
@click.argument("layer")
@click.option("--against", default="", metavar="RELEASE", help="A release of the parent, or work-tree.")
@click.option("--all", "show_all", is_flag=True, help="Show what is current as well.")
@click.option("--exit-code", is_flag=True, help="End with 1 where a person has to decide something.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(folder: Path, layer: str, against: str, show_all: bool, exit_code: bool, as_json: bool) -> None:
    """Say what became of the text under each change of a layer, with the words that changed.

    The layer is held against the newest release of its parent, or against another text with --against. Nothing is
    written.

    \b
    Examples:
      cop layer drift ke
      cop layer drift ke --against 1.2.0
      cop layer drift ke --against work-tree --exit-code
    """
    found = drift_of(folder, layer, against)
    if as_json:
        names = ("layer", "pinned", "of", "version")
        drifts = [drift_as_json(drift) for drift in found.drifts]
        print_json({name: getattr(found, name) for name in names} | {"drifts": drifts})
    else:
        click.secho(_title(found), bold=True)
        shown = [drift for drift in found.drifts if show_all or drift.state is not State.CURRENT]
        click.echo("\n".join(line for drift in shown for line in ("", *drift_lines(drift))))
        click.echo(_summary(found))
    sys.exit(PROBLEMS if exit_code and any(drift.state.needs_person for drift in found.drifts) else 0)


def _title(found: Drifted) -> str:
    stands = f"{found.of} {found.pinned}" if found.pinned else "the work tree"
    against = f"{found.of} {found.version}" if found.version else "the work tree"
    return f"{found.layer} stands on {stands}; held against {against}"


def _summary(found: Drifted) -> str:
    counts = Counter(drift.state for drift in found.drifts)
    states = ", ".join(f"{counts[state]} {state}" for state in State if counts[state]) or "no changes"
    asked = sum(drift.state.needs_person for drift in found.drifts)
    if found.version and found.version != found.pinned:
        todo = f" Next: cop layer upgrade {found.layer} --to {found.version} --plan"
        return f"{states}. {asked} for a person to decide.{todo}"
    return f"{states}."
