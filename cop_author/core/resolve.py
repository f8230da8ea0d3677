"""Lays layers over the master, one after the other; it must not skip an operation, nor let one fail in silence.

Within one layer every operation is tried on the text below the layer, so the order of files and operations never
matters:

1. each operation is tried on its own; one that cannot be done as written is a problem, and is left out;
2. two that write the same place are a problem, and both are left out, unless they patch disjoint words of one field;
3. the others are carried out: restorations, replacements and removals; fields; items inside units; insertions; moves.

Insertions next to one unit stand in the order of their operations' ids, a higher layer's nearer to the unit.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from cop_author.core.operate import Edit, Scene, attempt, inner_of, set_field
from cop_author.core.operation_rules import CHANGED_BASE, LOCKED, NO_ANCHOR, NO_BASE, NO_TARGET, TWO_WRITERS
from cop_author.model.guideline import Cell, Choice, Column, Guideline, Point, Row, Section, Text, Unit
from cop_author.model.layer import Do, Layer, Operation
from cop_author.model.problem import Problem, Problems, in_reading_order
from cop_author.model.register import Change, Register
from cop_author.model.workspace import Master
from cop_author.text.addresses import map_unit, texts_of_unit
from cop_author.text.nearest import did_you_mean
from cop_author.text.normalise import normalise

_Item = TypeVar("_Item", bound=Point | Choice | Row | Column)
_PHASES = (Do.RESTORE, Do.REPLACE, Do.REMOVE, Do.SET, Do.PATCH, Do.INSERT, Do.MOVE)


@dataclass(frozen=True, slots=True)
class Origin:
    """An operation that a piece of text came through."""

    layer: str
    operation: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """A master with layers laid over it; `origins` maps each written place (unit's id or address) to operations."""

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
    locked: dict[str, Origin] = {}
    for layer in layers:
        edits = list(_attempts(resolved, master, layer, register, problems))
        edits = [edit for edit in edits if not _find_lock(edit, locked, problems)]
        problems += _find_bases(layer, edits)
        clashes = dict(_find_clashes(edits))
        problems += clashes.values()
        sound = [edit for edit in edits if edit.operation.id not in clashes]
        locked |= {place: Origin(layer.id, e.operation.id) for e in sound if e.operation.locked for place in e.writes}
        resolved = _carry_out(resolved, master, layer, sound, problems)
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


def _find_lock(edit: Edit, locked: Mapping[str, Origin], problems: list[Problem]) -> bool:
    held = next((locked[theirs] for theirs in sorted(locked) for own in edit.writes if _overlap(own, theirs)), None)
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
            if address not in known:
                yield NO_BASE.at(where, f"{edit.operation.id}: the base of {address} is not recorded")
            elif normalise(known[address]) != normalise(text):
                yield CHANGED_BASE.at(where, f"{edit.operation.id}: {address} has changed since it was written")


def _find_clashes(edits: list[Edit]) -> Iterator[tuple[str, Problem]]:
    """(operation's id, problem) for every operation that writes what another one writes."""
    for edit in edits:
        for other in edits:
            if other is not edit and (place := _shared(edit, other)):
                message = f"{edit.operation.id} and {other.operation.id} both write {place}"
                yield edit.operation.id, TWO_WRITERS.at(edit.operation.where, message)


def _shared(one: Edit, other: Edit) -> str:
    """A place that both write; who writes a whole unit writes every place in it."""
    if one.span and other.span and one.writes == other.writes:
        overlap = one.span[0] < other.span[1] and other.span[0] < one.span[1]
        return one.writes[0] if overlap else ""
    return next((place for place in one.writes for theirs in other.writes if _overlap(place, theirs)), "")


def _overlap(one: str, other: str) -> bool:
    """Whether two places are one, or one is the unit that the other stands in."""
    return one == other or one.startswith(f"{other}#") or other.startswith(f"{one}#")


def _carry_out(below: Resolved, master: Master, layer: Layer, edits: list[Edit], problems: list[Problem]) -> Resolved:
    by_target: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_target[edit.operation.target].append(edit)
    text = _map_units(below.master, lambda unit: _edited(unit, by_target[unit.id]))
    present = {unit.id for unit in text.units()}
    for edit in edits:
        if edit.operation.do is Do.RESTORE and edit.operation.target not in present:
            text = _put_back(text, master, edit.operation.target)
    for edit in edits:
        if edit.operation.do is Do.MOVE and not edit.operation.at:
            text = _moved(text, edit.operation, problems)
    origins = dict(below.origins)
    for edit in edits:
        for place in edit.writes:
            origins[place] = (*origins.get(place, ()), Origin(layer.id, edit.operation.id))
    return Resolved(text, origins)


def _edited(unit: Unit, edits: list[Edit]) -> list[Unit]:
    """What takes the place of `unit`: what is inserted before it, itself unless removed, what is inserted after it."""
    kept: Unit | None = unit
    before: list[Unit] = []
    after: list[Unit] = []
    for edit in _in_phases(edits):
        operation = edit.operation
        if operation.do is Do.INSERT and operation.unit:
            (before if operation.before else after).append(operation.unit)
        elif operation.do is Do.REMOVE and not operation.at:
            kept = None
        elif kept:
            kept = _changed(kept, edit)
    kept = _patched(kept, unit, edits) if kept else None
    return [*before, *([kept] if kept else []), *after]


def _in_phases(edits: list[Edit]) -> list[Edit]:
    """Edits by phase, and in one phase by the ids of their operations, in which order they come."""
    return sorted(edits, key=lambda edit: _PHASES.index(edit.operation.do))


def _changed(unit: Unit, edit: Edit) -> Unit:
    operation = edit.operation
    if operation.do is Do.REPLACE and operation.unit:
        return operation.unit
    if operation.do in {Do.SET, Do.RESTORE} and operation.at and edit.value:
        return set_field(unit, operation.at, edit.value)
    if operation.do is Do.REMOVE and operation.at in {"title", "caption"}:
        return replace(unit, title=None) if operation.at == "title" else replace(unit, caption=None)
    if operation.do is Do.REMOVE or operation.do is Do.INSERT or (operation.do is Do.MOVE and operation.at):
        return _rearranged(unit, operation)
    return unit


def _patched(unit: Unit, base: Unit, edits: list[Edit]) -> Unit:
    """All patches of a field at once, from its end to its beginning, so that their places stay true."""
    spans: dict[str, list[tuple[tuple[int, int], Text]]] = defaultdict(list)
    for edit in edits:
        if edit.span and edit.value:
            spans[edit.operation.at].append((edit.span, edit.value))
    if not spans:
        return unit
    texts = {address.field: normalise(text.source) for address, text in texts_of_unit(base)}
    for at, found in spans.items():
        for (start, end), value in sorted(found, key=lambda pair: -pair[0][0]):
            texts[at] = texts[at][:start] + value.source + texts[at][end:]
    return map_unit(unit, lambda a, text: replace(text, source=texts[a.field]) if a.field in spans else text)


def _rearranged(unit: Unit, operation: Operation) -> Unit:
    """`unit` with a point, choice or row inserted, removed or moved."""
    key = inner_of(unit, operation.at or operation.after or operation.before)
    if operation.point or key == "points":
        return replace(unit, points=_rearranged_items(unit.points, operation, operation.point))
    if operation.choice or key == "choices":
        return replace(unit, choices=_rearranged_items(unit.choices, operation, operation.choice))
    if operation.column or key == "columns":
        return _with_columns(unit, operation)
    return replace(unit, rows=_rearranged_items(unit.rows, operation, operation.row))


def _with_columns(unit: Unit, operation: Operation) -> Unit:
    """`unit` with a column inserted, removed or moved; the cells of its rows follow."""
    new = operation.column
    columns = _rearranged_items(unit.columns, operation, new.column if new else None)
    present = {column.id for column in columns}
    cells = dict(new.cells) if new else {}
    rows = []
    for row in unit.rows:
        kept = tuple(cell for cell in row.cells if cell.column in present)
        own = (Cell(new.id, cells[row.id]),) if new and row.id in cells else ()
        rows.append(replace(row, cells=(*kept, *own)))
    return replace(unit, columns=columns, rows=tuple(rows))


def _rearranged_items(items: tuple[_Item, ...], operation: Operation, new: _Item | None) -> tuple[_Item, ...]:
    moving = next((item for item in items if item.id == operation.at), new)
    rest: tuple[_Item, ...] = tuple(item for item in items if item is not moving)
    if operation.do is Do.REMOVE or moving is None:
        return rest
    beside = operation.after or operation.before
    at: int = len(rest) if not beside else [item.id for item in rest].index(beside) + (1 if operation.after else 0)
    return (*rest[:at], moving, *rest[at:])


def _map_units(master: Master, change: Callable[[Unit], list[Unit]]) -> Master:
    def in_section(section: Section) -> Section:
        units = tuple(new for unit in section.units for new in change(unit))
        return replace(section, units=units, sections=tuple(in_section(below) for below in section.sections))

    def in_guideline(guideline: Guideline) -> Guideline:
        return replace(guideline, sections=tuple(in_section(section) for section in guideline.sections))

    return replace(master, guidelines=tuple(in_guideline(guideline) for guideline in master.guidelines))


def _put_back(text: Master, master: Master, name: str) -> Master:
    """A unit that a lower layer removed, where the master has it: after the nearest one before it that still stands."""
    for section in master.sections():
        ids = [unit.id for unit in section.units]
        if name in ids:
            unit = section.units[ids.index(name)]
            present = {found.id for found in text.units()}
            before = [found for found in ids[: ids.index(name)] if found in present]
            return _with_unit(text, section.id, unit, before[-1] if before else "")
    return text


def _with_unit(text: Master, section_id: str, unit: Unit, after: str) -> Master:
    def put(section: Section) -> Section:
        units = list(section.units)
        if section.id == section_id:
            units.insert([u.id for u in units].index(after) + 1 if after else 0, unit)
        return replace(section, units=tuple(units), sections=tuple(put(below) for below in section.sections))

    guidelines = (replace(g, sections=tuple(put(section) for section in g.sections)) for g in text.guidelines)
    return replace(text, guidelines=tuple(guidelines))


def _moved(text: Master, operation: Operation, problems: list[Problem]) -> Master:
    units = {unit.id: unit for unit in text.units()}
    beside = operation.after or operation.before
    if beside not in units or operation.target not in units or beside == operation.target:
        problems.append(NO_ANCHOR.at(operation.where, f"{operation.id}: there is no unit {beside!r} to move it to"))
        return text
    moving = units[operation.target]

    def place(unit: Unit) -> list[Unit]:
        if unit.id == moving.id:
            return []
        if unit.id != beside:
            return [unit]
        return [unit, moving] if operation.after else [moving, unit]

    return _map_units(text, place)
