"""`cop layer explain`."""

from pathlib import Path

import click

from cop_author.app import layers
from cop_author.cli.console import marked, print_json, print_problems
from cop_author.core.compare import FieldChange
from cop_author.model.layer import Operation
from cop_author.text.words import diff


@click.command("explain")
@click.argument("unit")
@click.option("--layer", "layer", required=True, help="Up to this layer.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(folder: Path, unit: str, layer: str, as_json: bool) -> None:
    """Show a unit in the master, and what each layer changes in it, word by word, and why.

    \b
    Example:
      cop layer explain ind-reporting-route --layer ke
    """
    found = layers.explain(folder, unit, layer)
    if as_json:
        print_json(_as_json(found))
        return
    click.secho(f"{unit} in the master" + ("" if found.master else ": not there"), bold=True)
    if found.master and found.master.text:
        click.echo(f"  {found.master.text.source}")
    for step in found.steps:
        click.secho(
            f"{step.layer}: " + ("removes it" if step.gone else f"{len(step.operations)} operations"), bold=True
        )
        for change in [] if step.gone else _in_reading_order(step):
            click.echo(f"  #{change.field}: {marked(diff(change.old, change.new))}")
        for operation in step.operations:
            click.echo(f"  {operation.id} ({operation.do}, {operation.effect}): {operation.reason}{_legal(operation)}")
    print_problems([problem for problem in found.problems if f" {unit}" in f" {problem.message}"])


def _in_reading_order(step: layers.Step) -> list[FieldChange]:
    """What it says before what kind it is."""
    return sorted(step.fields, key=lambda change: change.field in {"kind", "core", "status", "for", "topics"})


def _legal(operation: Operation) -> str:
    legal = operation.legal
    return f" [{legal.instrument}{', ' + legal.article if legal.article else ''}]" if legal else ""


def _as_json(found: layers.Explained) -> dict[str, object]:
    steps = [
        {
            "layer": step.layer,
            "removed": step.gone,
            "fields": [{"field": change.field, "old": change.old, "new": change.new} for change in step.fields],
            "operations": [
                {"id": o.id, "do": str(o.do), "effect": str(o.effect), "reason": o.reason} for o in step.operations
            ],
        }
        for step in found.steps
    ]
    return {"unit": found.unit, "in-master": found.master is not None, "layers": steps}
