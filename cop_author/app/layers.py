"""What layers do to the text: their state at a glance, one unit through all layers, and what cannot be done."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from cop_author.app.texts import Opened, open_texts, stack_of
from cop_author.core.compare import FieldChange, field_changes
from cop_author.core.families import check_families
from cop_author.core.operation_checks import check_operations
from cop_author.core.resolve import resolve
from cop_author.core.tailor import tailor
from cop_author.core.validate import validate
from cop_author.errors import UsageError
from cop_author.model.guideline import Unit
from cop_author.model.layer import Layer, Operation
from cop_author.model.problem import Problems, in_reading_order
from cop_author.model.workspace import Master, Workspace


@dataclass(frozen=True, slots=True)
class LayerState:
    """A layer in a line."""

    id: str
    title: str
    stands_on: str
    operations: int
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Step:
    """What one layer did to a unit: the fields it changed, its operations on it, and whether it removed the unit."""

    layer: str
    operations: tuple[Operation, ...]
    fields: tuple[FieldChange, ...]
    gone: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """One unit, from the master's words through each layer."""

    unit: str
    master: Unit | None
    steps: tuple[Step, ...]
    problems: Problems


def check_text(workspace: Workspace) -> Problems:
    """What is wrong with the master, its editions and its register, whatever layers do.

    What a layer holds is judged against the text it stands on, by `problems_of`.
    """
    bare = tuple(replace(layer, operations=(), parameters=()) for layer in workspace.layers)
    known = {layer.id for layer in workspace.layers}
    editions = tuple(edition for edition in workspace.editions if edition.layer not in known)
    own = replace(workspace, layers=bare, editions=editions)
    return (*validate(own), *_check_families(own))


def check_layers(opened: Opened, known: Problems) -> Problems:
    """What cannot be done as it is written, and what the text with the overrides in it breaks beyond the `known`.

    Each layer is laid over the text that it stands on: that of its pin, wherever the work tree has gone since.
    """
    said = {(problem.code, problem.message) for problem in known}
    return in_reading_order([p for layer in opened.workspace.layers for p in problems_of(opened, layer, said)])


def problems_of(opened: Opened, layer: Layer, said: Collection[tuple[str, str]] = ()) -> Problems:
    """What is wrong with one layer: its pin, its operations, and the text with them in it, beyond what was `said`."""
    grounds, problems = stack_of(opened, layer)
    if grounds is None:
        return problems
    workspace = opened.workspace
    editions = tuple(edition for edition in workspace.editions if edition.layer == layer.id)
    under, _ = resolve(grounds.master, grounds.layers[:-1], workspace.register)
    resolved, problems = resolve(grounds.master, grounds.layers, workspace.register)
    done = {o.operation for found in resolved.origins.values() for o in found if o.layer == layer.id}
    problems = (*problems, *check_operations(layer, under.master, resolved.master, done))
    whole = replace(workspace, master=resolved.master, layers=grounds.layers, editions=editions)
    result = (*validate(whole), *_check_families(whole))
    fresh = [problem for problem in result if (problem.code, problem.message) not in said]
    if fresh:
        below = validate(replace(workspace, master=grounds.master, layers=(), editions=()))
        before = {(problem.code, problem.message) for problem in below}
        fresh = [problem for problem in fresh if (problem.code, problem.message) not in before]
    return in_reading_order([*problems, *fresh])


def states(folder: Path) -> tuple[LayerState, ...]:
    """Every layer of the workspace at or above `folder`."""
    opened = open_texts(folder)
    return tuple(_state(opened, layer) for layer in opened.workspace.layers)


def explain(folder: Path, unit: str, layer: str) -> Explained:
    """How `unit` reads in the master and after each layer up to `layer`."""
    opened = open_texts(folder)
    grounds, problems = stack_of(opened, opened.layer(layer))
    if grounds is None:
        raise UsageError(problems[0].message, problems[0].hint)
    steps, before = [], _unit(grounds.master, unit)
    for count, top in enumerate(grounds.layers, 1):
        resolved, problems = resolve(grounds.master, grounds.layers[:count], opened.workspace.register)
        after = _unit(resolved.master, unit)
        own = tuple(operation for operation in top.operations if _is_about(operation, unit))
        steps.append(Step(top.id, own, field_changes(before, after), before is not None and after is None))
        before = after
    master = _unit(grounds.master, unit)
    if master is None and before is None and not any(step.operations for step in steps):
        raise UsageError(f"there is no unit {unit!r} in the master or in {layer!r}", "`cop unit list` shows all units.")
    return Explained(unit, master, tuple(steps), problems)


def _check_families(workspace: Workspace) -> Problems:
    tailored = (tailor(workspace.master, edition)[0] for edition in workspace.editions)
    return check_families(workspace.master, tailored, workspace.register.waivers)


def _is_about(operation: Operation, unit: str) -> bool:
    return operation.target == unit or bool(operation.unit and operation.unit.id == unit)


def _state(opened: Opened, layer: Layer) -> LayerState:
    pin = layer.base.pin
    stands_on = f"{pin.of} {pin.version}" if pin else "nothing recorded"
    problems = problems_of(opened, layer)
    errors = sum(problem.is_error for problem in problems)
    on = "the work tree" if layer.follow else stands_on
    return LayerState(layer.id, layer.title, on, len(layer.operations), errors, len(problems) - errors)


def _unit(master: Master, name: str) -> Unit | None:
    return next((unit for unit in master.units() if unit.id == name), None)
