"""Lays layers over the master, one after the other; it must not skip an operation, nor let one fail in silence.

Within one layer every operation is tried on the text below the layer, so the order of files and operations never
matters:

1. each operation is tried on its own; one that cannot be done as written is a problem, and is left out;
2. two that write the same place are a problem, and both are left out, unless they patch disjoint words of one field;
   so is one that places something beside what this layer removes;
3. the others are carried out: restorations, replacements and removals; fields; items inside units; insertions; moves;
4. what is mandatory is compared with how it stood below; whatever took something from it without a waiver is a problem,
   and is left out with all that the layer does to that unit.

Insertions beside one unit or item stand in the order of their operations' ids, a higher layer's nearer to it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from cop_author.core.carry_out import carry_out, lost_anchors
from cop_author.core.operate import Edit, Scene, attempt
from cop_author.core.operation_rules import CHANGED_BASE, CORE, LOCKED, NO_ANCHOR, NO_BASE, NO_TARGET, TWO_WRITERS
from cop_author.core.protect import find_losses
from cop_author.model.guideline import Unit
from cop_author.model.layer import Do, Layer, Operation
from cop_author.model.problem import Problem, Problems, in_reading_order
from cop_author.model.register import Change, Register
from cop_author.model.workspace import Master
from cop_author.text.nearest import did_you_mean
from cop_author.text.normalise import normalise


@dataclass(frozen=True, slots=True)
class Origin:
    """An operation that a piece of text came through."""

    layer: str
    operation: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """A master with layers laid over it, and their sources after its own; `origins` maps each written place (unit's id
    or address) to operations."""

    master: Master
    origins: Mapping[str, tuple[Origin, ...]] = field(default_factory=dict)


def stack(layers: Iterable[Layer], top: str) -> tuple[Layer, ...]:
    """`top` and the layers below it, lowest first; none where there is no such layer or its parents run in a circle."""
    by_id = {layer.id: layer for layer in layers}
    found: list[Layer] = []
    name = top
    while name in by_id:
        if by_id[name] in found:
            return ()
        found.append(by_id[name])
        name = by_id[name].parent
    return tuple(reversed(found))


def resolve(master: Master, layers: tuple[Layer, ...], register: Register) -> tuple[Resolved, Problems]:
    """`master` with `layers`, lowest first, laid over it, and what could not be done; no layers: `master` itself."""
    resolved, problems = Resolved(master), list[Problem]()
    locked: dict[str, dict[str, Origin]] = defaultdict(dict)
    for layer in layers:
        edits = list(_attempts(resolved, master, layer, register, problems))
        edits = [edit for edit in edits if not _find_lock(edit, locked, problems)]
        problems += _find_bases(layer, edits)
        clashes = dict(_find_clashes(edits))
        problems += clashes.values()
        sound = [edit for edit in edits if edit.operation.id not in clashes]
        lost = {edit.operation.id: _lost_anchor(edit, name) for edit, name in lost_anchors(resolved.master, sound)}
        problems += lost.values()
        sound = _protected(
            [edit for edit in sound if edit.operation.id not in lost],
            resolved.master,
            master,
            layer,
            register,
            problems,
        )
        for edit in sound:
            if edit.operation.locked:
                locked[edit.written] |= dict.fromkeys(edit.writes, Origin(layer.id, edit.operation.id))
        text = carry_out(resolved.master, master, sound)
        text = replace(text, sources=(*text.sources, *layer.sources))
        resolved = Resolved(text, _origins(resolved, layer, sound))
    return resolved, in_reading_order(problems)


def _attempts(
    below: Resolved, master: Master, layer: Layer, register: Register, problems: list[Problem]
) -> Iterator[Edit]:
    units = {unit.id: unit for unit in below.master.units()}
    original = {unit.id: unit for unit in master.units()}
    waived = {waiver.unit for waiver in register.waivers if waiver.layer == layer.id}
    for operation in sorted(layer.operations, key=lambda found: found.id):
        name = operation.target
        if name not in (original if operation.do is Do.RESTORE else units):
            problems.append(_no_target(operation, units, register))
            continue
        outcome = attempt(operation, Scene(layer.id, units.get(name), original.get(name), name in waived))
        if isinstance(outcome, Edit):
            yield outcome
        else:
            problems.append(outcome)


def _no_target(operation: Operation, units: Mapping[str, Unit], register: Register) -> Problem:
    message = f"{operation.id}: there is no unit {operation.target!r} below this layer"
    step = next((step for step in reversed(register.lineage) if step.id == operation.target), None)
    if step is None:
        return NO_TARGET.at(operation.where, message, did_you_mean(operation.target, units))
    if step.change is Change.WITHDRAWN:
        return NO_TARGET.at(operation.where, message, f"It was withdrawn. {step.why}".strip())
    return NO_TARGET.at(operation.where, message, f"It was {step.change}; choose among: {', '.join(step.to)}.")


def _find_lock(edit: Edit, locked: Mapping[str, Mapping[str, Origin]], problems: list[Problem]) -> bool:
    theirs = locked.get(edit.written, {})
    held = next((theirs[place] for place in sorted(theirs) for own in edit.writes if _overlap(own, place)), None)
    if held:
        message = f"{edit.operation.id}: the layer {held.layer!r} has locked it with {held.operation}"
        problems.append(LOCKED.at(edit.operation.where, message))
    return held is not None


def _find_bases(layer: Layer, edits: list[Edit]) -> Iterator[Problem]:
    """Fields that were written for other text than now stands below, and fields whose base nobody recorded."""
    known = dict(layer.base.fields)
    for edit in edits:
        where = edit.operation.where
        for address, text in edit.bases:
            if address not in known and not (edit.operation.do is not Do.SET and address.endswith("#force")):
                yield NO_BASE.at(where, f"{edit.operation.id}: the base of {address} is not recorded")
            elif normalise(known.get(address, text)) != normalise(text):
                yield CHANGED_BASE.at(where, f"{edit.operation.id}: {address} has changed since it was written")


def _find_clashes(edits: list[Edit]) -> Iterator[tuple[str, Problem]]:
    """(operation's id, problem) for every operation that writes what another one writes."""
    in_unit: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        in_unit[edit.written].append(edit)
    for edit in edits:
        for other in in_unit[edit.written]:
            if other is not edit and (place := _shared(edit, other)):
                message = f"{edit.operation.id} and {other.operation.id} both write {place}"
                yield edit.operation.id, TWO_WRITERS.at(edit.operation.where, message)


def _shared(one: Edit, other: Edit) -> str:
    """A place that both write; who writes a whole unit writes every place in it."""
    for taking, taken in ((one, other), (other, one)):
        if taking.takes and (lost := next((p for p in taken.writes if p.startswith(f"{taking.takes}.")), "")):
            return lost
    if one.span and other.span and one.writes == other.writes:
        overlap = one.span[0] < other.span[1] and other.span[0] < one.span[1]
        return one.writes[0] if overlap else ""
    return next((place for place in one.writes for theirs in other.writes if _overlap(place, theirs)), "")


def _overlap(one: str, other: str) -> bool:
    """Whether two places are one, or one is the unit that the other stands in."""
    return one == other or one.startswith(f"{other}#") or other.startswith(f"{one}#")


def _lost_anchor(edit: Edit, name: str) -> Problem:
    return NO_ANCHOR.at(edit.operation.where, f"{edit.operation.id}: there is no {name!r} to stand beside")


def _protected(
    edits: list[Edit], below: Master, master: Master, layer: Layer, register: Register, problems: list[Problem]
) -> list[Edit]:
    """`edits` without those on mandatory units that would lose something by them without a waiver."""
    waived = {waiver.unit for waiver in register.waivers if waiver.layer == layer.id}
    losses = find_losses(below, carry_out(below, master, edits))
    refused = {name: found for name, found in losses.items() if name not in waived}
    for name, found in refused.items():
        own = [edit.operation for edit in edits if edit.operation.target == name]
        who = ", ".join(operation.id for operation in own)
        where = own[0].where if own else layer.where
        problems += (CORE.at(where, f"{who}: {name} is mandatory, and this {loss}") for loss in found)
    return [edit for edit in edits if edit.operation.target not in refused]


def _origins(below: Resolved, layer: Layer, edits: list[Edit]) -> dict[str, tuple[Origin, ...]]:
    origins = dict(below.origins)
    for edit in edits:
        for place in edit.writes:
            origins[place] = (*origins.get(place, ()), Origin(layer.id, edit.operation.id))
    return origins
