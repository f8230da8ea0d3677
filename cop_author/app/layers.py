"""What layers do to the text: their state at a glance, one unit through all layers, and what cannot be done."""

from dataclasses import dataclass, replace
from pathlib import Path

from cop_author.core.compare import FieldChange, field_changes
from cop_author.core.resolve import resolve, stack
from cop_author.core.validate import validate
from cop_author.errors import UsageError
from cop_author.model.guideline import Unit
from cop_author.model.layer import Layer, Operation
from cop_author.model.problem import Problem, Problems, in_reading_order
from cop_author.model.workspace import Workspace
from cop_author.store.workspace import open_workspace
from cop_author.text.nearest import did_you_mean


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


def check_layers(workspace: Workspace, known: Problems) -> Problems:
    """What cannot be done as it is written, and what the text with the overrides in it breaks beyond the `known`.

    A layer is tried on the work tree where it follows it or was pinned to the version that the work tree holds; one
    that is pinned to another release stands on text that is not here.
    """
    said = {(problem.code, problem.message) for problem in known}
    found: list[Problem] = []
    for layer in workspace.layers:
        if _stands_on_work_tree(workspace, layer):
            resolved, problems = resolve(workspace.master, stack(workspace.layers, layer.id), workspace.register)
            editions = tuple(edition for edition in workspace.editions if edition.layer == layer.id)
            result = validate(replace(workspace, master=resolved.master, editions=editions))
            found += problems
            found += [problem for problem in result if (problem.code, problem.message) not in said]
    return in_reading_order(found)


def states(folder: Path) -> tuple[LayerState, ...]:
    """Every layer of the workspace at or above `folder`."""
    _, workspace = open_workspace(folder)
    return tuple(_state(workspace, layer) for layer in workspace.layers)


def explain(folder: Path, unit: str, layer: str) -> Explained:
    """How `unit` reads in the master and after each layer up to `layer`."""
    _, workspace = open_workspace(folder)
    layers = stack(workspace.layers, layer)
    if not layers:
        hint = did_you_mean(layer, [found.id for found in workspace.layers]) or "`cop layer list` shows all."
        raise UsageError(f"there is no layer {layer!r}", hint)
    master = _unit(workspace, unit)
    steps, before = [], master
    problems: Problems = ()
    for count in range(1, len(layers) + 1):
        resolved, problems = resolve(workspace.master, layers[:count], workspace.register)
        after = next((found for found in resolved.master.units() if found.id == unit), None)
        own = tuple(operation for operation in layers[count - 1].operations if _is_about(operation, unit))
        steps.append(
            Step(layers[count - 1].id, own, field_changes(before, after), before is not None and after is None)
        )
        before = after
    if master is None and before is None and not any(step.operations for step in steps):
        raise UsageError(f"there is no unit {unit!r} in the master or in {layer!r}", "`cop unit list` shows all units.")
    return Explained(unit, master, tuple(steps), problems)


def _is_about(operation: Operation, unit: str) -> bool:
    return operation.target == unit or bool(operation.unit and operation.unit.id == unit)


def _state(workspace: Workspace, layer: Layer) -> LayerState:
    pin = layer.base.pin
    stands_on = f"{pin.of} {pin.version}" if pin else "nothing recorded"
    _, problems = resolve(workspace.master, stack(workspace.layers, layer.id), workspace.register)
    errors = sum(problem.is_error for problem in problems)
    on = "the work tree" if layer.follow else stands_on
    return LayerState(layer.id, layer.title, on, len(layer.operations), errors, len(problems) - errors)


def _stands_on_work_tree(workspace: Workspace, layer: Layer) -> bool:
    pin = layer.base.pin
    return layer.follow or pin is None or pin.version == workspace.master.version


def _unit(workspace: Workspace, name: str) -> Unit | None:
    return next((unit for unit in workspace.master.units() if unit.id == name), None)
