"""`cop layer status`."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from cop_author.app.layer_status import LayerStatus, status
from cop_author.cli.console import print_json, print_table, problem_as_json, today, wrapped

_NO_ACTION = ("approved", "illustrative", "urgent")


@click.command("status")
@click.argument("layer", default="")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(folder: Path, /, layer: str, *, as_json: bool) -> None:
    """Show where layers stand: release, changes, findings, values, approvals, drift, editions; one layer at length.

    \b
    Examples:
      cop layer status
      cop layer status ke
    """
    found = status(folder, today(), layer)
    if as_json:
        print_json([_as_json(each) for each in found])
    elif not found:
        click.echo("There is no layer yet. Begin one: cop layer new ke --title Kenya")
    elif layer:
        _print_one(found[0])
    else:
        rows = (
            (s.layer.id, _stands_on(s), str(sum(s.operations.values())), _attention(s), _values(s), _approvals(s),
             _drift(s), _editions(s))
            for s in found
        )  # fmt: skip
        print_table(rows, ("layer", "stands on", "changes", "findings", "values", "approvals", "drift", "editions"))


def _print_one(found: LayerStatus) -> None:
    layer = found.layer
    click.secho(f"{layer.id}: {layer.title}", bold=True)
    for head, text, step in _lines(found):
        for line in wrapped(text, f"  {head:<10}  ", " " * 14):
            click.echo(line)
        if step:
            click.secho(f"{' ' * 14}{step}", dim=True)
    for edition in found.editions:
        for problem in edition.held_back:
            said = problem.message.removeprefix(f"{edition.id}: ")
            for line in wrapped(f"{edition.id}: {problem.code}: {said}", " " * 14, " " * 16):
                click.echo(line)


def _lines(found: LayerStatus) -> Iterator[tuple[str, str, str]]:
    """What is said of, what is so, and what to run."""
    name = found.layer.id
    about = [str(found.layer.kind), f"publishes in {', '.join(found.layer.languages)}"]
    about += ["an illustration"] if found.layer.illustrative else []
    yield "layer", "; ".join(about), ""
    pin = "" if found.pin or found.layer.follow else f"cop layer pin {name}"
    behind = f"cop layer upgrade {name} --plan" if found.is_behind else pin
    yield "stands on", _stands_on(found), behind
    kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(found.operations.items()))
    yield "changes", kinds or "none", "" if kinds else f"cop layer override UNIT --layer {name}"
    yield "findings", _attention(found), f"cop layer check {name}" if found.errors or found.warnings else ""
    open_values = sum(number for state, number in found.values.items() if state != "fine")
    yield "values", _counted(found.values) or "its editions print none", f"cop layer fill {name}" if open_values else ""
    unsigned = any(standing not in _NO_ACTION for standing in found.approvals)
    yield (
        "approvals",
        _counted(found.approvals) or "nothing to approve",
        f"cop layer approve {name}" if unsigned else "",
    )
    yield "drift", _counted(found.drift) or "none", f"cop layer drift {name}" if found.drift else ""
    yield "editions", _editions(found), ""


def _stands_on(found: LayerStatus) -> str:
    if found.layer.follow:
        return "the work tree"
    if not found.pin:
        return f"{found.layer.parent}, no release"
    return f"{found.pin.of} {found.pin.version}" + (f" (newest {found.newest})" if found.is_behind else "")


def _attention(found: LayerStatus) -> str:
    counts = [(found.errors, "error"), (found.warnings, "warning")]
    said = [f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts if number]
    return ", ".join(said) or "none"


def _values(found: LayerStatus) -> str:
    number = sum(number for state, number in found.values.items() if state != "fine")
    return f"{number} open" if number else "fine"


def _approvals(found: LayerStatus) -> str:
    if set(found.approvals) == {"illustrative"}:
        return "illustration"
    total = sum(found.approvals.values())
    return f"{found.approvals.get('approved', 0)} of {total}" if total else "-"


def _drift(found: LayerStatus) -> str:
    return f"{sum(found.drift.values())} changed" if found.drift else "none"


def _editions(found: LayerStatus) -> str:
    if not found.editions:
        return "none"
    total = len(found.editions)
    return f"{found.held_back} of {total} held back" if found.held_back else f"{total} can be built"


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {word}" for word, number in sorted(counts.items()))


def _as_json(found: LayerStatus) -> dict[str, object]:
    return {
        "id": found.layer.id,
        "title": found.layer.title,
        "kind": str(found.layer.kind),
        "stands-on": {"of": found.pin.of, "version": found.pin.version} if found.pin else None,
        "follows": found.layer.follow,
        "newest": found.newest or None,
        "operations": dict(found.operations),
        "problems": [problem_as_json(problem) for problem in found.problems],
        "values": dict(found.values),
        "approvals": dict(found.approvals),
        "drift": dict(found.drift),
        "editions": [
            {"id": edition.id, "held-back": [problem_as_json(problem) for problem in edition.held_back]}
            for edition in found.editions
        ],
    }
