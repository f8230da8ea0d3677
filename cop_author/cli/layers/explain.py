"""`cop layer explain`."""

from collections.abc import Iterator
from pathlib import Path

import click

from cop_author.app.explained import Explained, Step, explain
from cop_author.cli.console import marked, print_json, print_problems, today, wrapped
from cop_author.core.compare import VALUES, FieldChange
from cop_author.model.deviation import Standing
from cop_author.model.guideline import Unit
from cop_author.model.layer import Do, Operation
from cop_author.text.addresses import texts_of_unit
from cop_author.text.words import diff

_STANDING = {
    Standing.APPROVED: ("approved", "green"),
    Standing.MISSING: ("not approved yet", "yellow"),
    Standing.STALE: ("changed since it was approved", "red"),
    Standing.OWN: ("approved by its owner only, which does not count", "red"),
    Standing.URGENT: ("published before its approval, which is due", "yellow"),
    Standing.OVERDUE: ("its approval is overdue", "red"),
    Standing.ILLUSTRATIVE: ("an illustration, approved by nobody", "cyan"),
}


@click.command("explain")
@click.argument("unit")
@click.option(
    "--layer", "layer", default="", help="Up to this layer; may be left out where one layer changes the unit."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(folder: Path, /, unit: str, layer: str, *, as_json: bool) -> None:
    """Show a unit in the master, and what each layer changes in it, word by word, and why.

    \b
    Examples:
      cop layer explain ind-reporting-route
      cop layer explain ind-reporting-route --layer ke
    """
    found = explain(folder, unit, layer, today())
    if as_json:
        print_json(_as_json(found))
        return
    _print_head(found)
    _print_master(found)
    for step in found.steps:
        _print_step(step)
    if not found.steps:
        click.echo("\nNo layer changes it.")
    print_problems(found.problems)


def _print_head(found: Explained) -> None:
    unit = found.now or found.master
    click.secho(found.unit, bold=True)
    for line in wrapped(" › ".join(found.path), "  ", "  "):
        click.echo(line)
    if unit:
        values = [str(unit.kind), *([str(unit.core)] if unit.core else [])]
        click.echo(f"  {', '.join(values)}")


def _print_master(found: Explained) -> None:
    click.secho(f"\nmaster {found.version}".rstrip() + ("" if found.master else ": not there"), bold=True)
    if found.master:
        for field, text in _texts(found.master):
            _print_field(field, text)


def _print_step(step: Step) -> None:
    title = f"{step.layer.id} ({step.layer.title})"
    click.secho(f"\n{title}: {_summary(step)}", bold=True)
    gone = step.before is not None and step.after is None
    if step.before is None and step.after is not None:
        for field, text in _texts(step.after):
            _print_field(field, click.style(text, fg="green"))
    elif not gone:
        for change in _in_reading_order(step):
            _print_field(change.field, marked(diff(change.old, change.new)))
        if step.unchanged and step.fields:
            for line in wrapped(f"unchanged: {', '.join(step.unchanged)}", "  ", "    "):
                click.secho(line, dim=True)
    for operation in step.operations:
        _print_operation(operation, step.standings.get(operation.id))
    for operation in step.beside:
        where = "before" if operation.before else "after"
        click.echo(f"  {operation.id} puts {operation.unit.id if operation.unit else ''} {where} it")


def _summary(step: Step) -> str:
    if step.before is None:
        restored = any(operation.do is Do.RESTORE for operation in step.operations)
        return ("brings it back" if restored else "adds it") if step.after else "not there"
    if step.after is None:
        return "takes it out"
    texts = len(step.fields)
    if not step.operations:
        return "changes nothing"
    return f"changes {texts} of its texts and values" if texts else "changes where it or its parts stand"


def _print_field(field: str, text: str) -> None:
    for line in wrapped(text, f"  {click.style(field, fg='cyan')}  ", "    "):
        click.echo(line)


def _print_operation(operation: Operation, standing: Standing | None) -> None:
    words, colour = _STANDING[standing] if standing else ("cannot be done", "red")
    at = f" {operation.at}" if operation.at else ""
    beside = (
        f" after {operation.after}" if operation.after else f" before {operation.before}" if operation.before else ""
    )
    click.echo(
        f"  {click.style(operation.id, bold=True)} {operation.do}{at}{beside}, {operation.effect}: "
        + click.style(words, fg=colour)
    )
    for line in _said(operation):
        for part in wrapped(line, "    ", "      "):
            click.echo(part)


def _said(operation: Operation) -> Iterator[str]:
    legal = operation.legal
    yield f"why: {operation.reason}"
    if legal:
        more = [legal.article, f"source {legal.source}" if legal.source else "no source"]
        more += [f"to be looked at again by {legal.review}"] if legal.review else []
        yield f"law: {', '.join(filter(None, [legal.instrument, *more]))}"
    owner = f"owner: {operation.owner}" if operation.owner else "owner: nobody is named"
    yield owner + (f"; to be looked at again by {operation.review}" if operation.review else "")
    if operation.consulted:
        yield f"asked: {', '.join(operation.consulted)}"
    if operation.locked:
        yield "locked: layers above may not touch it"
    if operation.proposed_upstream:
        yield "proposed to whoever writes the text below"


def _texts(unit: Unit) -> Iterator[tuple[str, str]]:
    if unit.force:
        yield "force", str(unit.force)
    yield from ((address.field, text.source) for address, text in texts_of_unit(unit))


def _in_reading_order(step: Step) -> list[FieldChange]:
    """What it says before what kind it is."""
    return sorted(step.fields, key=lambda change: change.field in VALUES)


def _as_json(found: Explained) -> dict[str, object]:
    return {
        "unit": found.unit,
        "version": found.version,
        "in-master": found.master is not None,
        "master": dict(_texts(found.master)) if found.master else {},
        "layers": [_step_as_json(step) for step in found.steps],
    }


def _step_as_json(step: Step) -> dict[str, object]:
    return {
        "layer": step.layer.id,
        "added": step.before is None and step.after is not None,
        "removed": step.before is not None and step.after is None,
        "fields": [{"field": change.field, "old": change.old, "new": change.new} for change in step.fields],
        "unchanged": list(step.unchanged),
        "operations": [
            {
                "id": o.id, "do": str(o.do), "at": o.at, "effect": str(o.effect), "reason": o.reason, "owner": o.owner,
                "review": o.review, "law": o.legal.instrument if o.legal else "",
                "article": o.legal.article if o.legal else "", "approval": str(step.standings.get(o.id, "")),
            }
            for o in step.operations
        ],
    }  # fmt: skip
