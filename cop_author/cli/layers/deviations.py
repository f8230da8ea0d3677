"""`cop layer deviations`."""

from collections.abc import Iterator
from pathlib import Path

import click

from cop_author.app.deviations import list_deviations
from cop_author.cli.console import marked, today
from cop_author.model.deviation import Deviation, FieldDeviation
from cop_author.render.deviations import as_csv, as_json
from cop_author.text.words import diff

_WRITERS = {"csv": as_csv, "json": as_json}


@click.command("deviations")
@click.argument("layer")
@click.option("--edition", default="", help="Only what this edition prints, or would print without the layer.")
@click.option("--format", "form", type=click.Choice(["text", "csv", "json"]), default="text", help="How to report.")
@click.option("--json", "form", flag_value="json", help="Short for --format json.")
@click.pass_obj
def command(folder: Path, layer: str, edition: str, form: str) -> None:
    """List how a layer departs from the master, unit by unit, with reasons and legal bases.

    \b
    Examples:
      cop layer deviations ke
      cop layer deviations ke --edition ke-industry --format csv > deviations.csv
    """
    found = list_deviations(folder, layer, edition, today())
    if form in _WRITERS:
        click.echo(_WRITERS[form](found), nl=False)
        return
    for deviation in found:
        click.echo("\n".join(_lines(deviation)))
    click.echo(f"{len(found)} unit{'' if len(found) == 1 else 's'} of {layer} depart{'s' if len(found) == 1 else ''}.")


def _lines(found: Deviation) -> Iterator[str]:
    departures = ", ".join(found.departures)
    yield click.style(f"{found.unit}", bold=True) + f"  {departures}: {found.name}"
    yield from (f"  #{each.field}: {_difference(each)}" for each in found.fields)
    for cause in found.causes:
        operation, legal = cause.operation, cause.operation.legal
        law = f" [{', '.join(filter(None, (legal.instrument, legal.article)))}]" if legal else ""
        yield f"  {operation.id} ({operation.effect}, {cause.standing}): {operation.reason}{law}"
    yield ""


def _difference(each: FieldDeviation) -> str:
    if each.old and each.new and each.old.lang != each.new.lang:
        return f"[{each.old.lang}] {each.old.source}\n    [{each.new.lang}] {each.new.source}"
    return marked(diff(each.old.source if each.old else "", each.new.source if each.new else ""))
