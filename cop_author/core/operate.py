"""Tries one operation on one unit; it must not know other operations, nor carry anything out in silence."""

from dataclasses import dataclass, replace

from cop_author.core.inside import Spot, field_of, ids, item_at, locate, may_hold
from cop_author.core.operation_rules import CORE, FOREIGN_ID, INCOMPLETE, NO_CHANGE, NO_FIELD, NO_MATCH, NOT_RESTORED
from cop_author.model.guideline import Core, Force, Kind, Text, Unit
from cop_author.model.ids import Address
from cop_author.model.kinds import MAY_HOLD, MUST_HOLD
from cop_author.model.layer import Do, Effect, Operation
from cop_author.model.problem import Problem
from cop_author.text.addresses import texts_of_unit
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
    Do.INSERT: ("at", "unit", "point", "choice", "row", "column", "after", "before"),
    Do.REMOVE: ("at",),
    Do.MOVE: ("at", "after", "before"),
    Do.RESTORE: ("at",),
}
_CONTENTS = ("at", "find", "put", "to", "unit", "point", "choice", "row", "column", "after", "before")
_INSERTED = {"unit", "point", "choice", "row", "column"}
_REMOVABLE = frozenset({"title", "text", "caption"})
"""Texts that a unit may lose, unless its kind needs them."""


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

    `writes` are the places it writes: a unit's id for all of it, or addresses. `takes` is a place that it removes with
    all that stands below it. `span` is, for a patch, where its words stand in the normalised base text. `bases` are the
    addresses and texts that it was tried on. `value` is what a patch or a setting puts there, `unit` what takes the
    place of a whole unit, `spot` the list that an item is inserted into, moved in or put back to.
    """

    operation: Operation
    writes: tuple[str, ...]
    bases: tuple[tuple[str, str], ...] = ()
    span: tuple[int, int] | None = None
    value: Text | None = None
    unit: Unit | None = None
    spot: Spot | None = None
    takes: str = ""

    @property
    def written(self) -> str:
        """The unit that it writes in."""
        return self.writes[0].partition("#")[0]

    @property
    def beside(self) -> str:
        """The item beside which another one is inserted or moved, as a place in the unit; '' where none is named."""
        name = self.operation.after or self.operation.before
        return self.spot.path(name) if self.spot and name else ""


def attempt(operation: Operation, scene: Scene) -> Edit | Problem:
    """What `operation` would do, or why it cannot be done."""
    if wrong := _find_misfit(operation):
        return wrong
    if operation.do is Do.RESTORE:
        return _restore(operation, scene)
    assert scene.below is not None
    if operation.effect is Effect.WEAKEN and scene.below.core is Core.MANDATORY and not scene.waived:
        message = f"{operation.id}: {scene.below.id} is mandatory, and this says that it weakens it"
        return CORE.at(operation.where.at("effect"), message)
    return _ATTEMPTS[operation.do](operation, scene.below, scene.layer)


def occurrences(text: str, words: str) -> tuple[int, ...]:
    """Where `words` stand in `text`; both are normalised, and curly quotes count as straight ones."""
    inside, wanted = normalise(text).translate(_QUOTES), normalise(words).translate(_QUOTES)
    found: list[int] = []
    at = inside.find(wanted) if wanted else -1
    while at >= 0:
        found.append(at)
        at = inside.find(wanted, at + 1)
    return tuple(found)


def _find_misfit(operation: Operation) -> Problem | None:
    has = {name for name in _CONTENTS if getattr(operation, name)}
    needs, takes = set(_NEEDS[operation.do]), set(_TAKES[operation.do])
    lacks, beyond = needs - has, has - needs - takes
    if operation.do is Do.INSERT and len(has & _INSERTED) != 1:
        return INCOMPLETE.at(operation.where, f"{operation.id} must insert one unit, point, choice, row or column")
    if operation.do is Do.INSERT and operation.at and not operation.point:
        return INCOMPLETE.at(operation.where, f"{operation.id}: only a point is inserted below another one")
    if len(has & {"after", "before"}) > 1:
        return INCOMPLETE.at(operation.where, f"{operation.id} must name one neighbour, in `after` or in `before`")
    if operation.do is Do.MOVE and len(has & {"after", "before"}) != 1:
        return INCOMPLETE.at(operation.where, f"{operation.id} must name a neighbour in `after` or `before`")
    if lacks:
        return INCOMPLETE.at(operation.where, f"{operation.id} ({operation.do}) lacks {', '.join(sorted(lacks))}")
    if beyond:
        return INCOMPLETE.at(operation.where, f"{operation.id} ({operation.do}) cannot use {', '.join(sorted(beyond))}")
    return None


def _no_field(operation: Operation, unit: Unit) -> Problem:
    return NO_FIELD.at(operation.where, f"{operation.id}: {unit.id} has no field {operation.at!r}")


def _patch(operation: Operation, unit: Unit, layer: str) -> Edit | Problem:
    del layer
    text = field_of(unit, operation.at)
    if text is None or operation.put is None:
        return _no_field(operation, unit)
    found = occurrences(text.source, operation.find)
    address = str(Address(unit.id, operation.at))
    if len(found) != 1:
        return NO_MATCH.at(operation.where, f'"{operation.find}" occurs {len(found)} times in {address}')
    if operation.lang and operation.lang != text.lang:
        message = f"{operation.id}: {address} is in {text.lang}, and a patch in {operation.lang} would mix the two"
        return INCOMPLETE.at(operation.where.at("lang"), message, "Write the whole text with do: set and lang.")
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
        return Edit(operation, (address,), ((address, str(unit.force or "")),), None, to)
    text = field_of(unit, operation.at)
    if text is None:
        return _no_field(operation, unit)
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
    return Edit(operation, (unit.id,), _whole(unit), unit=operation.unit)


def _insert(operation: Operation, unit: Unit, layer: str) -> Edit | Problem:
    new = operation.unit or operation.point or operation.choice or operation.row or operation.column
    assert new is not None
    if not new.id.startswith(f"{layer}-"):
        return FOREIGN_ID.at(operation.where, f"{operation.id}: {new.id!r} does not begin with {layer + '-'!r}")
    if not operation.unit:
        return _insert_item(operation, unit, new.id)
    beside = operation.after or operation.before
    if beside not in {"", unit.id}:
        message = f"{operation.id}: a unit is inserted next to its target"
        return INCOMPLETE.at(operation.where, message, f"Write target: {beside}.")
    return Edit(operation, (new.id,), unit=operation.unit)


def _insert_item(operation: Operation, unit: Unit, name: str) -> Edit | Problem:
    key = next(key for key in ("point", "choice", "row", "column") if getattr(operation, key))
    beside = operation.after or operation.before
    spot = Spot(f"{key}s", operation.at or (beside.rpartition(".")[0] if key == "point" else ""))
    edit = Edit(operation, (str(Address(unit.id, spot.path(name))), *_cells(operation, unit)), spot=spot)
    if not may_hold(unit, spot):
        where = f"below {spot.above!r}" if spot.above else f"in a {unit.kind}"
        return NO_FIELD.at(operation.where, f"{operation.id}: {unit.id} can hold no {key} {where}")
    if beside and locate(unit, edit.beside) != spot:
        return NO_FIELD.at(operation.where, f"{operation.id}: {unit.id} has no {key} {beside!r} to insert beside")
    if name in ids(unit, spot):
        return FOREIGN_ID.at(operation.where, f"{operation.id}: {unit.id} has a {key} {name!r} already")
    if key == "column" and unit.columns and operation.before == unit.columns[0].id:
        return NO_FIELD.at(operation.where, f"{operation.id}: {_FIRST_COLUMN}")
    if operation.column and (lost := _lost_cells(operation, unit)):
        return NO_FIELD.at(operation.where, f"{operation.id}: {unit.id} has no row {lost[0]!r} for a cell")
    return edit


_FIRST_COLUMN = "the first column heads the rows, and nothing can take its place"


def _cells(operation: Operation, unit: Unit) -> tuple[str, ...]:
    """The addresses of the texts inside what is inserted, besides its own."""
    if operation.choice:
        return (str(Address(unit.id, f"{operation.choice.id}.answer")),)
    if operation.row:
        row = operation.row
        return tuple(str(Address(unit.id, f"{row.id}.{key}")) for key in ("head", *(c.column for c in row.cells)))
    if operation.column:
        column = operation.column
        fields = (f"head.{column.id}", *(f"{row.id}.{column.id}" for row in unit.rows))
        return tuple(str(Address(unit.id, field)) for field in fields)
    return ()


def _lost_cells(operation: Operation, unit: Unit) -> tuple[str, ...]:
    rows = {row.id for row in unit.rows}
    return tuple(row for row, _ in operation.column.cells if row not in rows) if operation.column else ()


def _remove(operation: Operation, unit: Unit, layer: str) -> Edit | Problem:
    del layer
    at = operation.at
    if not at:
        return Edit(operation, (unit.id,), _whole(unit))
    spot = locate(unit, at)
    if at in _REMOVABLE and field_of(unit, at) and at not in MUST_HOLD[unit.kind]:
        address = str(Address(unit.id, at))
        return Edit(operation, (address,), tuple(pair for pair in _texts(unit) if pair[0] == address))
    if spot is None or (spot.key == "columns" and unit.columns[0].id == at):
        return NO_FIELD.at(operation.where, f"{operation.id}: {unit.id} has no {at!r} that can be removed")
    own = tuple(pair for pair in _texts(unit) if _is_within(pair[0], unit.id, at, is_column=spot.key == "columns"))
    takes = str(Address(unit.id, at))
    return Edit(operation, (takes, *(address for address, _ in own)), own, takes=takes, spot=spot)


def _whole(unit: Unit) -> tuple[tuple[str, str], ...]:
    """All that goes with a unit which is removed or replaced: its texts, and its force."""
    return (*_texts(unit), (str(Address(unit.id, "force")), str(unit.force))) if unit.force else _texts(unit)


def _texts(unit: Unit) -> tuple[tuple[str, str], ...]:
    return tuple((str(address), text.source) for address, text in texts_of_unit(unit))


def _is_within(address: str, unit: str, at: str, *, is_column: bool) -> bool:
    field = address.removeprefix(f"{unit}#")
    return field.endswith(f".{at}") if is_column else field == at or field.startswith(f"{at}.")


def _move(operation: Operation, unit: Unit, layer: str) -> Edit | Problem:
    del layer
    if not operation.at:
        return Edit(operation, (f"{unit.id}#place",))
    spot = locate(unit, operation.at)
    edit = Edit(operation, (str(Address(unit.id, f"{operation.at}.place")),), spot=spot)
    if spot is None or locate(unit, edit.beside) != spot or edit.beside == operation.at:
        message = f"{operation.id}: {operation.at!r} and {edit.beside!r} are not two items of one list of {unit.id}"
        return NO_FIELD.at(operation.where, message)
    first = unit.columns[0].id if spot.key == "columns" else ""
    if first and (operation.at == first or operation.before == first):
        return NO_FIELD.at(operation.where, f"{operation.id}: {_FIRST_COLUMN}")
    return edit


def _restore(operation: Operation, scene: Scene) -> Edit | Problem:
    unit, at = scene.master, operation.at
    if unit is None or (not at and scene.below == unit):
        return NOT_RESTORED.at(operation.where, f"{operation.id}: {operation.target} is as the master wrote it")
    if not at:
        return Edit(operation, (unit.id,), unit=unit)
    if scene.below is None:
        return _no_field(operation, unit)
    return _restore_part(operation, unit, scene.below)


def _restore_part(operation: Operation, unit: Unit, below: Unit) -> Edit | Problem:
    at, address = operation.at, str(Address(unit.id, operation.at))
    text, item = field_of(unit, at), item_at(unit, at)
    if at == "force" and unit.force and unit.force != below.force:
        return Edit(operation, (address,), (), None, Text(str(unit.force)))
    if text and field_of(below, at) != text and (item is None or item_at(below, at)):
        may_have = {*MUST_HOLD[below.kind], *MAY_HOLD[below.kind]} & _FIELDS
        can_stand = at in may_have or field_of(below, at) or item_at(below, at.removesuffix(".answer"))
        return Edit(operation, (address,), (), None, text) if can_stand else _no_field(operation, unit)
    if item and item_at(below, at) != item:
        spot = locate(unit, at)
        if spot and may_hold(below, spot):
            return Edit(operation, _of_item(unit, at, spot), unit=unit, spot=spot)
        return _no_field(operation, unit)
    if text or item or at == "force":
        return NOT_RESTORED.at(operation.where, f"{operation.id}: {address} is as the master wrote it")
    return _no_field(operation, unit)


_FIELDS = frozenset({"title", "text", "caption", "alt"})


def _of_item(unit: Unit, at: str, spot: Spot) -> tuple[str, ...]:
    is_column = spot.key == "columns"
    own = (address for address, _ in _texts(unit) if _is_within(address, unit.id, at, is_column=is_column))
    return (str(Address(unit.id, at)), *own)


_ATTEMPTS = {
    Do.PATCH: _patch,
    Do.SET: _set,
    Do.REPLACE: _replace,
    Do.INSERT: _insert,
    Do.REMOVE: _remove,
    Do.MOVE: _move,
}
