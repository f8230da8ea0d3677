"""One unit through all layers: how the master has it, what each layer changes and why, and what stays as it was."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cop_author.app.overrides import operations_on
from cop_author.app.texts import Grounds, Opened, open_texts, stack_of
from cop_author.core.approvals import digests, standings
from cop_author.core.compare import FieldChange, field_changes
from cop_author.core.index import Index
from cop_author.core.resolve import Resolved, resolve
from cop_author.errors import UsageError
from cop_author.model.deviation import Standing
from cop_author.model.guideline import Unit
from cop_author.model.layer import Do, Layer, Operation
from cop_author.model.problem import Problem, Problems
from cop_author.model.workspace import Master
from cop_author.text.addresses import texts_of_unit
from cop_author.text.nearest import did_you_mean


@dataclass(frozen=True, slots=True)
class Step:
    """What one layer did to a unit: what came of it, the fields it changed and those it left, and its operations on
    it with where their approval stands. `moved_from` is the section it stood in before, if it is in another now."""

    layer: Layer
    before: Unit | None
    after: Unit | None
    fields: tuple[FieldChange, ...]
    unchanged: tuple[str, ...]
    operations: tuple[Operation, ...]
    standings: Mapping[str, Standing]
    beside: tuple[Operation, ...] = ()
    """Operations that insert a unit beside this one."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One unit, from the master's words through each layer. `path` are the titles of the sections it stands in."""

    unit: str
    version: str
    master: Unit | None
    path: tuple[str, ...]
    steps: tuple[Step, ...]
    problems: Problems

    @property
    def now(self) -> Unit | None:
        """The unit as the topmost layer has it."""
        return self.steps[-1].after if self.steps else self.master


def explain(folder: Path, unit: str, layer: str, today: str) -> Explained:
    """How `unit` reads in the master and after each layer up to `layer` ('': the one that touches it)."""
    opened = open_texts(folder)
    top = opened.layer(layer) if layer else _only_layer(opened, unit)
    if top is None:
        return _in_master(opened, unit)
    grounds, problems = stack_of(opened, top)
    if grounds is None:
        raise UsageError(problems[0].message, problems[0].hint)
    steps, resolved, problems = _steps(opened, grounds, unit, today)
    master = _unit(grounds.master, unit)
    if master is None and all(step.after is None and not step.operations for step in steps):
        known = [found.id for found in resolved.units()]
        hint = did_you_mean(unit, known) or "`cop unit list` shows all units."
        raise UsageError(f"there is no unit {unit!r} in the master or in {top.id!r}", hint)
    path = _path(opened, resolved, unit) or _path(opened, grounds.master, unit)
    version = grounds.read_from[0].version
    return Explained(unit, version, master, path, steps, tuple(p for p in problems if _is_about(p, unit, steps)))


def _steps(opened: Opened, grounds: Grounds, unit: str, today: str) -> tuple[tuple[Step, ...], Master, Problems]:
    steps: list[Step] = []
    below, problems = Resolved(grounds.master), Problems()
    for count, layer in enumerate(grounds.layers, 1):
        above, problems = resolve(grounds.master, grounds.layers[:count], opened.workspace.register)
        before, after = _unit(below.master, unit), _unit(above.master, unit)
        changes = field_changes(before, after)
        changed = {change.field for change in changes}
        kept = [name for name in _fields(after or before) if name not in changed]
        signed = standings(layer, digests(layer, below.master, above.master), today)
        beside = tuple(o for o in layer.operations if o.unit and o.target == unit and o.do is Do.INSERT)
        own = operations_on(layer, unit)
        steps.append(Step(layer, before, after, changes, tuple(kept), own, signed, beside))
        below = above
    return tuple(steps), below.master, problems


def _fields(unit: Unit | None) -> list[str]:
    return [address.field for address, _ in texts_of_unit(unit)] if unit else []


def _only_layer(opened: Opened, unit: str) -> Layer | None:
    """The layer that touches `unit`, the topmost where they stand on each other; None where none does."""
    touching = [layer for layer in opened.workspace.layers if operations_on(layer, unit)]
    under = {below for layer in touching for below in _parents(opened, layer)}
    tops = [layer for layer in touching if layer.id not in under]
    if len(tops) > 1:
        names = ", ".join(layer.id for layer in tops)
        raise UsageError(f"several layers change {unit}: {names}", f"Say which: --layer {tops[0].id}")
    return tops[0] if tops else None


def _parents(opened: Opened, layer: Layer) -> list[str]:
    by_id = {found.id: found for found in opened.workspace.layers}
    found: list[str] = []
    while layer.parent in by_id and layer.parent not in found:
        layer = by_id[layer.parent]
        found.append(layer.id)
    return found


def _in_master(opened: Opened, unit: str) -> Explained:
    master = opened.workspace.master
    found = _unit(master, unit)
    if found is None:
        hint = did_you_mean(unit, [known.id for known in master.units()]) or "`cop unit list` shows all units."
        raise UsageError(f"there is no unit {unit!r}", hint)
    return Explained(unit, master.version, found, _path(opened, master, unit), (), ())


def _path(opened: Opened, master: Master, unit: str) -> tuple[str, ...]:
    index = Index(replace(opened.workspace, master=master))
    return next(
        (
            (guideline.title.source, *(section.title.source for section in above))
            for guideline, above, found in index.placed
            if found.id == unit
        ),
        (),
    )


def _is_about(problem: Problem, unit: str, steps: tuple[Step, ...]) -> bool:
    names = {operation.id for step in steps for operation in step.operations}
    words = {word.strip(":,.\"'()").partition("#")[0] for word in problem.message.split()}
    return bool(words & {unit, *names})


def _unit(master: Master, name: str) -> Unit | None:
    return next((unit for unit in master.units() if unit.id == name), None)
