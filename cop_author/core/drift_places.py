"""Where insertions, moves and restorations of a layer stand today; it must not decide for a person."""

from dataclasses import replace

from cop_author.core.ground import Ground, said_of
from cop_author.core.inside import Spot, field_of, item_at, locate
from cop_author.core.lineage import Trace
from cop_author.model.drift import Drift, State
from cop_author.model.layer import Do, Layer, NewColumn, Operation


def place_of(operation: Operation, ground: Ground, layer: Layer) -> Drift:
    """What became of the place of an insertion, a move or a restoration."""
    address = f"{operation.target}#{operation.at}" if operation.at else operation.target
    trace = ground.today(address)
    if operation.do is Do.RESTORE and not trace.found and not trace.steps:
        return Drift((operation,), address, State.CURRENT, followed=(operation,))
    if not trace.only:
        state = State.ANCHOR_LOST if operation.unit else State.ORPHANED
        return Drift((operation,), address, state, choices=ground.choices(trace), reasons=said_of(trace, address))
    unit, _, at = trace.only.partition("#")
    moved = replace(operation, target=unit, at=at)
    drift = Drift((operation,), address, State.CURRENT, trace.only, reasons=said_of(trace), followed=(moved,))
    if trace.only != address:
        drift = replace(drift, state=State.MOVED)
    return _with_cells(_beside(drift, ground, layer), ground)


def beside(operation: Operation, place: str) -> Operation:
    """The operation next to another neighbour: a unit, or an address of an item."""
    name = place.partition("#")[2] or place
    return replace(operation, before=name) if operation.before else replace(operation, after=name)


def _beside(drift: Drift, ground: Ground, layer: Layer) -> Drift:
    """`drift` with the neighbour that its operation names, where that is today."""
    [operation], [moved] = drift.operations, drift.followed
    name = operation.after or operation.before
    if not name:
        return drift
    if operation.unit and name == operation.target:
        return replace(drift, followed=(beside(moved, moved.target),))
    moves_unit = operation.do is Do.MOVE and not operation.at
    stays = moved.target == operation.target
    own = {other.unit.id for other in layer.operations if other.unit and other.do is Do.INSERT}
    if (moves_unit and (name in ground.units or name in own)) or (
        not moves_unit and stays and _is_in(moved, ground, name)
    ):
        return drift
    trace = ground.unit_today(name) if moves_unit else _item_today(operation, ground, name)
    if moves_unit and trace.only == moved.target:
        reasons = (*drift.reasons, f"It has become one with {name}, beside which it was to stand.")
        return replace(drift, state=State.REDUNDANT, reasons=reasons)
    if trace.only and (moves_unit or trace.only.partition("#")[0] == moved.target):
        reasons = tuple(dict.fromkeys((*drift.reasons, *said_of(trace))))
        return replace(drift, state=State.MOVED, reasons=reasons, followed=(beside(moved, trace.only),))
    reasons = tuple(dict.fromkeys((*drift.reasons, *said_of(trace, name))))
    return replace(drift, state=State.ANCHOR_LOST, choices=ground.choices(trace), reasons=reasons)


def _is_in(operation: Operation, ground: Ground, name: str) -> bool:
    """Whether the neighbour is an item of the list that the operation is about."""
    unit = ground.units[operation.target]
    within = _within(operation, name)
    return locate(unit, within) is not None or field_of(unit, within) is not None


def _within(operation: Operation, name: str) -> str:
    above = operation.at if operation.do is Do.INSERT else operation.at.rpartition(".")[0]
    return Spot("points", above).path(name)


def _item_today(operation: Operation, ground: Ground, name: str) -> Trace:
    return ground.today(f"{operation.target}#{_within(operation, name)}")


def _with_cells(drift: Drift, ground: Ground) -> Drift:
    """`drift` with the cells of an inserted column or row under the names that rows and columns have today."""
    [moved] = drift.followed or drift.operations
    if drift.state.needs_person or not (moved.column or moved.row):
        return drift
    unit, was = ground.units[moved.target], drift.operations[0].target
    lost: list[str] = []

    def today(name: str, text: str) -> str:
        if unit.id == was and item_at(unit, name):
            return name
        found = ground.today(f"{was}#{name}").only
        if found.partition("#")[0] == unit.id:
            return found.partition("#")[2]
        lost.append(f'{name} is gone, and with it what the layer says there: "{text}"')
        return ""

    if moved.column:
        named = [(today(row, text.source), text) for row, text in moved.column.cells]
        column = NewColumn(moved.column.column, tuple(pair for pair in named if pair[0]))
        has = {row for row, _ in column.cells}
        if missing := [row.id for row in unit.rows if row.id not in has]:
            lost.append(f"The column {column.id} has no cell for: {', '.join(missing)}.")
        moved = replace(moved, column=column)
    elif moved.row:
        cells = [replace(cell, column=today(cell.column, cell.text.source)) for cell in moved.row.cells]
        moved = replace(moved, row=replace(moved.row, cells=tuple(cell for cell in cells if cell.column)))
    state = State.CELL_MISSING if lost else State.MOVED if moved not in drift.followed else drift.state
    return replace(drift, state=state, reasons=(*drift.reasons, *lost), followed=(moved,))
