"""Tries one operation on one unit; it must not know other operations, nor carry anything out in silence."""

from dataclasses import dataclass, replace

from cop_author.core.operation_rules import CORE, FOREIGN_ID, INCOMPLETE, NO_CHANGE, NO_FIELD, NO_MATCH, NOT_RESTORED
from cop_author.model.guideline import Core, Force, Kind, Text, Unit
from cop_author.model.ids import Address
from cop_author.model.layer import Do, Effect, Operation
from cop_author.model.problem import Problem
from cop_author.text.addresses import map_unit, texts_of_unit
from cop_author.text.normalise import normalise

_FORCES = list(Force)
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
_NEEDS: dict[Do, tuple[str, ...]] = {
    Do.PATCH: ("at", "find", "put"),
    Do.SET: ("at", "to"),
    Do.REPLACE: ("unit",),
    Do.INSERT: (),
    Do.REMOVE: (),
    Do.MOVE: (),
    Do.RESTORE: (),
}
_TAKES: dict[Do, tuple[str, ...]] = {
    Do.PATCH: (),
    Do.SET: (),
    Do.REPLACE: (),
    Do.INSERT: ("unit", "point", "choice", "row", "column", "after", "before"),
    Do.REMOVE: ("at",),
    Do.MOVE: ("at", "after", "before"),
    Do.RESTORE: ("at",),
}
_CONTENTS = ("at", "find", "put", "to", "unit", "point", "choice", "row", "column", "after", "before")
_INSERTED = {"unit", "point", "choice", "row", "column"}
_INNER = ("points", "choices", "rows", "columns")


@dataclass(frozen=True, slots=True)
class Scene:
    """What an operation of `layer` acts on: the unit as it stands below the layer, and as the master wrote it.

    `below` is None where a lower layer removed the unit.
    """

    layer: str
    below: Unit | None
    master: Unit | None
    waived: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """An operation that can be carried out.

    `writes` are the places it writes: a unit's id for all of it, or addresses. `span` is, for a patch, where its words
    stand in the normalised base text. `bases` are the addresses and texts that it was tried on. `value` is what a patch
    or a setting puts there.
    """

    operation: Operation
    writes: tuple[str, ...]
    bases: tuple[tuple[str, str], ...] = ()
    span: tuple[int, int] | None = None
    value: Text | None = None


def attempt(operation: Operation, scene: Scene) -> Edit | Problem:
    """What `operation` would do, or why it cannot be done."""
    if wrong := _find_misfit(operation):
        return wrong
    if operation.do is Do.RESTORE:
        return _restore(operation, scene)
    assert scene.below is not None
    if not scene.waived and (weakened := _find_weakened_core(operation, scene.below)):
        return weakened
    return _ATTEMPTS[operation.do](operation, scene.below, scene.layer)


def occurrences(text: str, words: str) -> tuple[int, ...]:
    """Where `words` stand in `text`; both are normalised, and curly quotes count as straight ones."""
    inside, wanted = normalise(text).translate(_QUOTES), normalise(words).translate(_QUOTES)
    starts = (at for at in range(len(inside) - len(wanted) + 1) if wanted and inside.startswith(wanted, at))
    return tuple(starts)


def field_of(unit: Unit, at: str) -> Text | None:
    """The text of `unit` at the part of an address after #."""
    return next((text for address, text in texts_of_unit(unit) if address.field == at), None)


def set_field(unit: Unit, at: str, value: Text) -> Unit:
    """`unit` with another text, or another force, at `at`."""
    if at == "force":
        return replace(unit, force=Force(value.source))
    return map_unit(unit, lambda address, text: value if address.field == at else text)


def inner_of(unit: Unit, name: str) -> str:
    """The list of `unit` (points, choices, rows or columns) that holds `name`, or ''."""
    return next((key for key in _INNER if any(item.id == name for item in getattr(unit, key))), "")


def _find_misfit(operation: Operation) -> Problem | None:
    has = {name for name in _CONTENTS if getattr(operation, name)}
    needs, takes = set(_NEEDS[operation.do]), set(_TAKES[operation.do])
    lacks, beyond = needs - has, has - needs - takes
    if operation.do is Do.INSERT and len(has & _INSERTED) != 1:
        return INCOMPLETE.at(operation.where, f"{operation.id} must insert one unit, point, choice, row or column")
    if operation.do is Do.MOVE and len(has & {"after", "before"}) != 1:
        return INCOMPLETE.at(operation.where, f"{operation.id} must name a neighbour in `after` or `before`")
    if lacks:
        return INCOMPLETE.at(operation.where, f"{operation.id} ({operation.do}) lacks {', '.join(sorted(lacks))}")
    if beyond:
        return INCOMPLETE.at(operation.where, f"{operation.id} ({operation.do}) cannot use {', '.join(sorted(beyond))}")
    return None


def _find_weakened_core(operation: Operation, unit: Unit) -> Problem | None:
    if unit.core is not Core.MANDATORY:
        return None
    how = ""
    if operation.do is Do.REMOVE:
        how = f"removes {operation.at or 'it'}"
    elif operation.effect is Effect.WEAKEN:
        how = "weakens it"
    elif operation.do is Do.SET and operation.at == "force" and operation.to:
        how = "lowers its force" if _is_lower(operation.to.source, unit.force) else ""
    elif operation.do is Do.REPLACE and operation.unit:
        how = _weakened_by(operation.unit, unit)
    return CORE.at(operation.where, f"{operation.id}: {unit.id} is mandatory, and this {how}") if how else None


def _is_lower(value: str, force: Force | None) -> bool:
    return force is not None and value in _FORCES and _FORCES.index(Force(value)) < _FORCES.index(force)


def _weakened_by(new: Unit, old: Unit) -> str:
    if new.core is not Core.MANDATORY:
        return "lowers its core"
    if new.force and _is_lower(str(new.force), old.force):
        return "lowers its force"
    return "narrows whom it applies to" if new.for_ != old.for_ and new.for_.facets else ""


def _patch(operation: Operation, unit: Unit, layer: str) -> Edit | Problem:
    del layer
    text = field_of(unit, operation.at)
    if text is None or operation.put is None:
        return NO_FIELD.at(operation.where, f"{operation.id}: {unit.id} has no field {operation.at!r}")
    found = occurrences(text.source, operation.find)
    address = str(Address(unit.id, operation.at))
    if len(found) != 1:
        return NO_MATCH.at(operation.where, f'"{operation.find}" occurs {len(found)} times in {address}')
    span = (found[0], found[0] + len(normalise(operation.find)))
    if normalise(text.source)[span[0] : span[1]] == normalise(operation.put.source):
        return NO_CHANGE.at(operation.where, f"{operation.id}: {address} reads so already")
    value = replace(operation.put, source=normalise(operation.put.source))
    return Edit(operation, (address,), ((address, text.source),), span, value)


def _set(operation: Operation, unit: Unit, layer: str) -> Edit | Problem:
    del layer
    address, to = str(Address(unit.id, operation.at)), operation.to
    assert to is not None
    if operation.at == "force":
        if unit.kind is not Kind.RECOMMENDATION or to.source not in _FORCES:
            return NO_FIELD.at(operation.where, f"{operation.id}: {to.source!r} is no force for {unit.id}")
        if unit.force == to.source:
            return NO_CHANGE.at(operation.where, f"{operation.id}: the force of {unit.id} is {to.source} already")
        return Edit(operation, (address,), ((address, str(unit.force)),), None, to)
    text = field_of(unit, operation.at)
    if text is None:
        return NO_FIELD.at(operation.where, f"{operation.id}: {unit.id} has no field {operation.at!r}")
    lang = operation.lang or to.lang
    if normalise(text.source) == normalise(to.source) and text.lang == lang:
        return NO_CHANGE.at(operation.where, f"{operation.id}: {address} reads so already")
    return Edit(operation, (address,), ((address, text.source),), None, replace(to, lang=lang))


def _replace(operation: Operation, unit: Unit, layer: str) -> Edit | Problem:
    del layer
    assert operation.unit is not None
    if operation.unit.id != unit.id:
        message = f"{operation.id}: the unit that replaces {unit.id} is called {operation.unit.id!r}"
        return INCOMPLETE.at(operation.where, message, f"Write id: {unit.id}; a replaced unit keeps its id.")
    if operation.unit == unit:
        return NO_CHANGE.at(operation.where, f"{operation.id}: {unit.id} reads so already")
    bases = tuple((str(address), text.source) for address, text in texts_of_unit(unit))
    return Edit(operation, (unit.id,), bases)


def _insert(operation: Operation, unit: Unit, layer: str) -> Edit | Problem:
    new = operation.unit or operation.point or operation.choice or operation.row or operation.column
    assert new is not None
    if not new.id.startswith(f"{layer}-"):
        return FOREIGN_ID.at(operation.where, f"{operation.id}: {new.id!r} does not begin with {layer + '-'!r}")
    beside = operation.after or operation.before
    if operation.unit and beside not in {"", unit.id}:
        message = f"{operation.id}: a unit is inserted next to its target"
        return INCOMPLETE.at(operation.where, message, f"Write target: {beside}.")
    if not operation.unit and beside and not inner_of(unit, beside):
        return NO_FIELD.at(operation.where, f"{operation.id}: {unit.id} has no point, choice or row {beside!r}")
    place = new.id if operation.unit else str(Address(unit.id, new.id))
    return Edit(operation, (place,))


def _remove(operation: Operation, unit: Unit, layer: str) -> Edit | Problem:
    del layer
    texts = tuple((str(address), text.source) for address, text in texts_of_unit(unit))
    if not operation.at:
        return Edit(operation, (unit.id,), texts)
    own = tuple(pair for pair in texts if _is_within(pair[0], unit.id, operation.at))
    removable = operation.at in {"title", "caption"} or inner_of(unit, operation.at)
    if not own or not removable:
        return NO_FIELD.at(operation.where, f"{operation.id}: {unit.id} has no {operation.at!r} that can be removed")
    return Edit(operation, tuple(address for address, _ in own), own)


def _is_within(address: str, unit: str, at: str) -> bool:
    field = address.removeprefix(f"{unit}#")
    return field == at or field.startswith(f"{at}.")


def _move(operation: Operation, unit: Unit, layer: str) -> Edit | Problem:
    del layer
    if not operation.at:
        return Edit(operation, (f"{unit.id}#place",))
    beside, key = operation.after or operation.before, inner_of(unit, operation.at)
    if not key or inner_of(unit, beside) != key:
        message = f"{operation.id}: {operation.at!r} and {beside!r} are not items of one list of {unit.id}"
        return NO_FIELD.at(operation.where, message)
    return Edit(operation, (str(Address(unit.id, f"{operation.at}.place")),))


def _restore(operation: Operation, scene: Scene) -> Edit | Problem:
    unit = scene.master
    if unit is None or (not operation.at and scene.below == unit):
        return NOT_RESTORED.at(operation.where, f"{operation.id}: {operation.target} is as the master wrote it")
    if not operation.at:
        return Edit(operation, (unit.id,))
    text = field_of(unit, operation.at)
    if text is None or scene.below is None:
        return NO_FIELD.at(operation.where, f"{operation.id}: {unit.id} has no field {operation.at!r}")
    if field_of(scene.below, operation.at) == text:
        return NOT_RESTORED.at(operation.where, f"{operation.id}: {unit.id}#{operation.at} is as the master wrote it")
    return Edit(operation, (str(Address(unit.id, operation.at)),), (), None, text)


_ATTEMPTS = {
    Do.PATCH: _patch,
    Do.SET: _set,
    Do.REPLACE: _replace,
    Do.INSERT: _insert,
    Do.REMOVE: _remove,
    Do.MOVE: _move,
}
