"""A unit as a sheet of plain text that anyone can edit, and back; it must not know who edits it, or why.

Each text stands below a heading of its own, `== Point evidence ==`. What is not on the sheet (kind, conditions,
sources) stays as it was.
"""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from cop_author.errors import UsageError
from cop_author.model.guideline import Cell, Choice, Force, Point, Row, Text, Unit
from cop_author.model.kinds import MUST_HOLD
from cop_author.text.addresses import map_unit
from cop_author.text.normalise import normalise

_Item = TypeVar("_Item", bound=Point | Choice | Row)
WIDTH = 100
_HEADING = re.compile(r"==\s*(.*?)\s*==\s*\Z")
_NEW = {"point": "New point", "choice": "New choice", "row": "New row"}
_ADDED = ("points", "choices", "rows")


class SheetRefused(UsageError):
    """The sheet does not say what the unit is to be."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """A heading, and what stands below it."""

    heading: str
    text: str


def write_sheet(unit: Unit, intro: str) -> str:
    """`unit` as a sheet, below the lines of `intro`."""
    head = "".join(f"# {line}".rstrip() + "\n" for line in intro.splitlines())
    return head + "".join(f"\n== {slot.heading} ==\n{_wrapped(slot.text)}\n" for slot in _slots(unit))


def read_sheet(sheet: str, unit: Unit, prefix: str) -> Unit:
    """The unit that `sheet` makes of `unit`; new items get ids that begin with `prefix`. SheetRefused says what is
    wrong with the sheet, and on which line."""
    known = {slot.heading.casefold(): slot for slot in _slots(unit)}
    found: dict[str, str] = {}
    order: list[tuple[str, str]] = []
    for line, heading, text in _blocks(sheet):
        key = " ".join(heading.split()).casefold()
        new = next((kind for kind, words in _NEW.items() if words.casefold() == key), "")
        if not new and key not in known:
            headings = ", ".join([slot.heading for slot in known.values()])
            raise SheetRefused(
                f"line {line}: there is no {heading!r} in {unit.id}",
                f"Its headings are: {headings}. What is added goes below: {' or '.join(_new_headings(unit))}.",
            )
        if not new and key in found:
            raise SheetRefused(f"line {line}: the heading {heading!r} stands twice", "Keep one of the two.")
        if new and text:
            order.append((new, text))
        elif not new:
            found[key] = text
            order.append(("", key))
    return _rebuilt(unit, {key: text for key, text in found.items() if text}, order, prefix)


def fresh_id(prefix: str, text: str, taken: set[str]) -> str:
    """An id for a new item: the prefix and the first words of its text, or a number where it has no such letters."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"\{[^}]*\}|\]\([^)]*\)", " ", text.casefold()))[:3]
    stem = f"{prefix}-{'-'.join(words)}" if words and text.isascii() else f"{prefix}-item"
    names = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
    return next(name for name in names if name not in taken)


def _slots(unit: Unit) -> Iterator[_Slot]:
    """Every text of a unit below its heading, in reading order, items as a person meets them."""
    if unit.title:
        yield _Slot("Title", unit.title.source)
    if unit.force:
        yield _Slot("Force", str(unit.force))
    if unit.text:
        yield _Slot("Text", unit.text.source)
    for point in unit.points:
        yield from _of_point(point, "")
    for choice in unit.choices:
        yield _Slot(f"Choice {choice.id}", choice.text.source)
        if choice.answer:
            yield _Slot(f"Answer {choice.id}", choice.answer.source)
    for column in unit.columns:
        yield _Slot(f"Column {column.id}", column.head.source)
    for row in unit.rows:
        yield _Slot(f"Row {row.id}", row.head.source)
        for cell in row.cells:
            yield _Slot(f"Cell {row.id}.{cell.column}", cell.text.source)
    if unit.alt:
        yield _Slot("Picture in words", unit.alt.source)
    if unit.caption:
        yield _Slot("Caption", unit.caption.source)


def _of_point(point: Point, above: str) -> Iterator[_Slot]:
    yield _Slot(f"Point {above}{point.id}", point.text.source)
    for below in point.points:
        yield from _of_point(below, f"{above}{point.id}.")


def _blocks(sheet: str) -> Iterator[tuple[int, str, str]]:
    """(line, heading, text) of each block; lines that begin with # are left out."""
    heading, at, lines = "", 0, list[str]()
    for number, line in enumerate(sheet.lstrip("\ufeff").splitlines(), 1):
        if line.startswith("# ") or line.strip() == "#":
            continue
        match = _HEADING.match(line.strip())
        if match:
            if heading:
                yield at, heading, normalise(" ".join(lines))
            heading, at, lines = match[1], number, []
        elif line.strip() and not heading:
            raise SheetRefused(f"line {number}: words above the first heading", "Put them below a heading.")
        else:
            lines.append(line)
    if not heading:
        raise SheetRefused("the sheet is empty", "To take the whole unit out: cop layer override UNIT --remove")
    yield at, heading, normalise(" ".join(lines))


def _new_headings(unit: Unit) -> list[str]:
    kinds = [kind for kind, key in zip(_NEW, _ADDED, strict=True) if getattr(unit, key)] or ["point"]
    return [f"== {_NEW[kind]} ==" for kind in kinds]


def _rebuilt(unit: Unit, found: dict[str, str], order: list[tuple[str, str]], prefix: str) -> Unit:
    headings = {"title": "title", "text": "text", "picture in words": "alt", "caption": "caption"}
    for heading, field in headings.items():
        needed = field in MUST_HOLD[unit.kind] or field == "alt"
        if needed and getattr(unit, field) and heading not in found:
            hint = "Write what it is to say. To take the whole unit out: cop layer override UNIT --remove"
            raise SheetRefused(f"the {heading} of {unit.id} is gone", hint)
    force = found.get("force", str(unit.force or ""))
    if unit.force and force not in list(Force):
        raise SheetRefused(f"{force!r} is no force", "Write may, should or must.")
    kept = replace(
        unit,
        force=Force(force) if unit.force else None,
        title=unit.title if "title" in found else None,
        text=unit.text if "text" in found else None,
        caption=unit.caption if "caption" in found else None,
        points=tuple(_kept_points(unit.points, found, "")),
        choices=tuple(_kept_choices(unit, found)),
        columns=tuple(column for column in unit.columns if f"column {column.id}".casefold() in found),
        rows=tuple(_kept_rows(unit, found)),
    )
    written = map_unit(kept, lambda address, text: _reworded(text, found, address.field, kept))
    return _with_new(_in_order(written, order), order, prefix)


def _kept_points(points: tuple[Point, ...], found: dict[str, str], above: str) -> Iterator[Point]:
    for point in points:
        if f"point {above}{point.id}".casefold() in found:
            yield replace(point, points=tuple(_kept_points(point.points, found, f"{above}{point.id}.")))


def _kept_choices(unit: Unit, found: dict[str, str]) -> Iterator[Choice]:
    for choice in unit.choices:
        if f"choice {choice.id}".casefold() in found:
            if choice.answer and f"answer {choice.id}".casefold() not in found:
                hint = f"Write what the book says to it, or take == Choice {choice.id} == out as well."
                raise SheetRefused(f"the answer to {choice.id} is gone", hint)
            yield choice


def _kept_rows(unit: Unit, found: dict[str, str]) -> Iterator[Row]:
    for row in unit.rows:
        if f"row {row.id}".casefold() in found:
            for cell in row.cells:
                gone = f"cell {row.id}.{cell.column}".casefold() not in found
                if gone and f"column {cell.column}".casefold() in found:
                    raise SheetRefused(f"the cell {row.id}.{cell.column} is gone", "Write what it is to say.")
            yield replace(row, cells=tuple(c for c in row.cells if f"column {c.column}".casefold() in found))


def _reworded(text: Text, found: dict[str, str], field: str, unit: Unit) -> Text:
    new = found.get(_heading_of(field, unit).casefold(), text.source)
    return text if normalise(new) == normalise(text.source) else Text(new, text.lang)


def _heading_of(field: str, unit: Unit) -> str:
    """The heading below which the text at the part of an address after # stands."""
    own = {"title": "Title", "text": "Text", "alt": "Picture in words", "caption": "Caption"}
    if field in own:
        return own[field]
    first, _, rest = field.partition(".")
    if first == "head":
        return f"Column {rest}"
    if any(choice.id == first for choice in unit.choices):
        return f"Answer {first}" if rest else f"Choice {first}"
    if any(row.id == first for row in unit.rows):
        return f"Row {first}" if rest == "head" else f"Cell {field}"
    return f"Point {field}"


def _in_order(unit: Unit, order: list[tuple[str, str]]) -> Unit:
    """Items in the order in which their headings stand."""
    rank = {key: at for at, (_, key) in enumerate(order)}

    def place(word: str, name: str) -> int:
        return rank[f"{word} {name}".casefold()]

    return replace(
        unit,
        points=tuple(sorted(unit.points, key=lambda p: place("point", p.id))),
        choices=tuple(sorted(unit.choices, key=lambda c: place("choice", c.id))),
        columns=tuple(sorted(unit.columns, key=lambda c: place("column", c.id))),
        rows=tuple(sorted(unit.rows, key=lambda r: place("row", r.id))),
    )


def _with_new(unit: Unit, order: list[tuple[str, str]], prefix: str) -> Unit:
    """What stands below headings for new items, each after the item that stands before it on the sheet."""
    taken = {item.id for key in (*_ADDED, "columns") for item in getattr(unit, key)}
    beside = dict.fromkeys(_NEW, "")
    for new, text in order:
        if not new:
            word, _, name = text.partition(" ")
            if word in beside:
                beside[word] = name.split(".")[0]
            continue
        name = fresh_id(prefix, text, taken)
        taken.add(name)
        unit = _with_item(unit, new, name, text, beside[new])
        beside[new] = name
    return unit


def _with_item(unit: Unit, kind: str, name: str, text: str, after: str) -> Unit:
    lang = next((found.lang for found in (unit.text, unit.title) if found), "en")
    if kind == "point":
        return replace(unit, points=_put_after(unit.points, Point(name, Text(text, lang)), after))
    if kind == "choice":
        return replace(unit, choices=_put_after(unit.choices, new_choice(unit, name, text, lang), after))
    return replace(unit, rows=_put_after(unit.rows, new_row(unit, name, text, lang), after))


def new_choice(unit: Unit, name: str, text: str, lang: str) -> Choice:
    """A choice from `Choice | Answer`."""
    parts = [part.strip() for part in text.split(" | ")]
    if len(parts) > 2 or (len(parts) == 1 and any(choice.answer for choice in unit.choices)):
        raise SheetRefused(f"the new choice {parts[0]!r} has no answer", "Write: Choice | Answer")
    return Choice(name, Text(parts[0], lang), Text(parts[1], lang) if len(parts) > 1 else None)


def new_row(unit: Unit, name: str, text: str, lang: str) -> Row:
    """A row from its head and cells, set apart by ` | `; a cell that is left empty is none."""
    parts = [part.strip() for part in f"{text} ".split(" |")]
    if len(parts) != len(unit.columns):
        heads = " | ".join(column.head.source for column in unit.columns)
        raise SheetRefused(f"the new row {parts[0]!r} has {len(parts)} of {len(unit.columns)} parts", f"Write: {heads}")
    columns = unit.columns[1:]
    cells = tuple(Cell(c.id, Text(part, lang)) for c, part in zip(columns, parts[1:], strict=True) if part)
    return Row(name, Text(parts[0], lang), cells)


def _put_after(items: tuple[_Item, ...], new: _Item, after: str) -> tuple[_Item, ...]:
    ids = [item.id.casefold() for item in items]
    at = ids.index(after) + 1 if after in ids else 0
    return (*items[:at], new, *items[at:])


def _wrapped(text: str) -> str:
    return textwrap.fill(normalise(text), WIDTH, break_long_words=False, break_on_hyphens=False)
