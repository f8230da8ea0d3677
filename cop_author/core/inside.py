"""Points, choices, rows and columns of a unit by the part of an address after #; it must not know operations.

Only points nest: `evidence.copies` is the point `copies` in the list below `evidence`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from cop_author.model.guideline import Cell, Choice, Column, Point, Row, Text, Unit
from cop_author.model.kinds import MAY_HOLD, MUST_HOLD
from cop_author.text.addresses import map_unit, texts_of_unit

Item = Point | Choice | Row | Column
_LISTS = ("points", "choices", "rows", "columns")


@dataclass(frozen=True, slots=True)
class Spot:
    """One list of a unit: points, choices, rows or columns; `above` is the point whose list it is, '' at the top."""

    key: str
    above: str = ""

    def path(self, name: str) -> str:
        """The place of the item `name` in this list, where `name` is its id or already its place."""
        return f"{self.above}.{name}" if self.above and not name.startswith(f"{self.above}.") else name


def locate(unit: Unit, path: str) -> Spot | None:
    """The list of `unit` in which the item at `path` stands."""
    above, _, name = path.rpartition(".")
    if above:
        spot = Spot("points", above)
        return spot if name in ids(unit, spot) else None
    return next((spot for spot in map(Spot, _LISTS) if name in ids(unit, spot)), None)


def items(unit: Unit, spot: Spot) -> tuple[Item, ...]:
    """What stands in a list; nothing where the unit has no such list."""
    if not spot.above:
        found: tuple[Item, ...] = getattr(unit, spot.key)
        return found
    points = unit.points
    for step in spot.above.split("."):
        points = next((point.points for point in points if point.id == step), ())
    return points


def ids(unit: Unit, spot: Spot) -> tuple[str, ...]:
    """The ids of what stands in a list."""
    return tuple(item.id for item in items(unit, spot))


def item_at(unit: Unit, path: str) -> Item | None:
    """The item at `path`."""
    spot, name = locate(unit, path), path.rpartition(".")[2]
    return next((item for item in items(unit, spot) if item.id == name), None) if spot else None


def may_hold(unit: Unit, spot: Spot) -> bool:
    """Whether a unit of its kind may hold such a list, and the point is there that a nested one stands below."""
    if spot.above:
        return spot.key == "points" and isinstance(item_at(unit, spot.above), Point)
    return spot.key in (*MUST_HOLD[unit.kind], *MAY_HOLD[unit.kind])


def inserted(unit: Unit, spot: Spot, item: Item, after: str = "", before: str = "") -> Unit:
    """`unit` with `item` beside the named one of the same list, which is there, or at the end."""
    return _changed(unit, spot, lambda found: _beside(found, item, after, before))


def removed(unit: Unit, path: str) -> Unit:
    """`unit` without the item at `path`, which is there; a column takes its cells along."""
    spot, name = locate(unit, path), path.rpartition(".")[2]
    assert spot is not None
    left = _changed(unit, spot, lambda found: tuple(item for item in found if item.id != name))
    return _without_cells(left, name) if spot.key == "columns" else left


def moved(unit: Unit, path: str, after: str = "", before: str = "") -> Unit:
    """`unit` with the item at `path` beside the named one of the same list; both are there."""
    spot, item = locate(unit, path), item_at(unit, path)
    assert spot is not None
    assert item is not None
    return inserted(
        _changed(unit, spot, lambda found: tuple(i for i in found if i is not item)), spot, item, after, before
    )


def replaced(unit: Unit, path: str, item: Item) -> Unit:
    """`unit` with `item` in the place of the one at `path`, which is there."""
    spot, name = locate(unit, path), path.rpartition(".")[2]
    assert spot is not None
    return _changed(unit, spot, lambda found: tuple(item if old.id == name else old for old in found))


def put_back(unit: Unit, path: str, original: Unit) -> Unit:
    """`unit` with an item as `original` has it: in its place, or where it is gone after the nearest one before it that
    still stands; a column brings its cells along."""
    spot, item = locate(original, path), item_at(original, path)
    assert spot is not None
    assert item is not None
    if item_at(unit, path) is not None:
        return replaced(unit, path, item)
    order, present = ids(original, spot), ids(unit, spot)
    earlier = [name for name in order[: order.index(item.id)] if name in present]
    first = "" if earlier or not present else present[0]
    back = inserted(unit, spot, item, earlier[-1] if earlier else "", first)
    return _with_cells_of(back, original, item.id) if spot.key == "columns" else back


def with_cells(unit: Unit, column: str, cells: dict[str, Text]) -> Unit:
    """`unit` with the cells of one of its columns: row's id → text."""
    order = [found.id for found in unit.columns]

    def filled(row: Row) -> Row:
        own = [cell for cell in row.cells if cell.column != column] + [Cell(column, cells[row.id])]
        return replace(row, cells=tuple(sorted(own, key=lambda cell: order.index(cell.column))))

    rows = (filled(row) if row.id in cells else row for row in unit.rows)
    return replace(unit, rows=tuple(rows))


def field_of(unit: Unit, at: str) -> Text | None:
    """The text of `unit` at the part of an address after #."""
    return next((text for address, text in texts_of_unit(unit) if address.field == at), None)


def with_field(unit: Unit, at: str, value: Text) -> Unit:
    """`unit` with another text at `at`; where it had none there, with a title, text, caption, alt or answer."""
    if field_of(unit, at):
        return map_unit(unit, lambda address, text: value if address.field == at else text)
    if at in {"title", "text", "caption", "alt"}:
        return _with(unit, at, value)
    name = at.removesuffix(".answer")
    choices = (replace(choice, answer=value) if choice.id == name else choice for choice in unit.choices)
    return replace(unit, choices=tuple(choices))


def without_field(unit: Unit, at: str) -> Unit:
    """`unit` without its title, text or caption."""
    return _with(unit, at, None)


def _beside(found: tuple[Item, ...], item: Item, after: str, before: str) -> tuple[Item, ...]:
    beside = (after or before).rpartition(".")[2]
    at = [other.id for other in found].index(beside) + (1 if after else 0) if beside else len(found)
    return (*found[:at], item, *found[at:])


def _changed(unit: Unit, spot: Spot, change: Callable[[tuple[Item, ...]], tuple[Item, ...]]) -> Unit:
    if not spot.above:
        return _with(unit, spot.key, change(getattr(unit, spot.key)))
    return replace(unit, points=_below(unit.points, spot.above.split("."), change))


def _with(unit: Unit, name: str, value: Any) -> Unit:
    return replace(unit, **{name: value})


def _below(
    points: tuple[Point, ...], steps: list[str], change: Callable[[tuple[Item, ...]], tuple[Item, ...]]
) -> tuple[Point, ...]:
    def step(point: Point) -> Point:
        if point.id != steps[0]:
            return point
        inner = _below(point.points, steps[1:], change) if steps[1:] else change(point.points)
        return replace(point, points=tuple(item for item in inner if isinstance(item, Point)))

    return tuple(step(point) for point in points)


def _without_cells(unit: Unit, column: str) -> Unit:
    rows = (replace(row, cells=tuple(cell for cell in row.cells if cell.column != column)) for row in unit.rows)
    return replace(unit, rows=tuple(rows))


def _with_cells_of(unit: Unit, original: Unit, column: str) -> Unit:
    cells = {row.id: cell.text for row in original.rows for cell in row.cells if cell.column == column}
    return with_cells(unit, column, cells)
