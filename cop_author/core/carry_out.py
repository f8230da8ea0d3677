"""Carries out operations that were found sound, unit by unit and then across units; it must not judge any of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from cop_author.core import inside
from cop_author.core.operate import Edit
from cop_author.model.guideline import Force, Guideline, Section, Text, Unit
from cop_author.model.layer import Do
from cop_author.model.workspace import Master
from cop_author.text.addresses import map_unit, texts_of_unit
from cop_author.text.normalise import normalise

_PHASES = (Do.RESTORE, Do.REPLACE, Do.REMOVE, Do.SET, Do.PATCH, Do.INSERT, Do.MOVE)


def carry_out(below: Master, master: Master, edits: Iterable[Edit]) -> Master:
    """`below` with `edits` in it, which come in the order of their operations' ids; `master` is what restorations
    fetch from."""
    edits = tuple(edits)
    by_target: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_target[edit.operation.target].append(edit)
    text = _map_units(below, lambda unit: _edited(unit, by_target[unit.id]))
    present = {unit.id for unit in text.units()}
    for edit in edits:
        operation = edit.operation
        if operation.do is Do.RESTORE and operation.target not in present:
            text = _put_back(text, master, operation.target)
        elif operation.do is Do.MOVE and not operation.at:
            text = _moved(text, operation.target, operation.after, operation.before)
    return text


def lost_anchors(below: Master, edits: Iterable[Edit]) -> Iterator[tuple[Edit, str]]:
    """Edits that place something beside what is not there once all `edits` are carried out, and its name."""
    edits = tuple(edits)
    present = {unit.id for unit in below.units()}
    gone = {e.operation.target for e in edits if e.operation.do is Do.REMOVE and not e.operation.at}
    come = {e.unit.id for e in edits if e.operation.do in {Do.INSERT, Do.RESTORE} and e.unit and not e.operation.at}
    taken = {edit.takes for edit in edits if edit.takes}
    for edit in edits:
        operation = edit.operation
        beside = operation.after or operation.before
        moves_unit = operation.do is Do.MOVE and not operation.at
        if edit.beside and f"{operation.target}#{edit.beside}" in taken:
            yield edit, edit.beside
        elif moves_unit and (beside == operation.target or beside not in (present - gone) | come):
            yield edit, beside


def _edited(unit: Unit, edits: list[Edit]) -> list[Unit]:
    """What takes the place of `unit`: what is inserted before it, itself unless removed, what is inserted after it."""
    kept: Unit | None = unit
    before: list[Unit] = []
    after: list[Unit] = []
    for edit in _in_phases(edits):
        operation = edit.operation
        if operation.do is Do.INSERT and edit.unit:
            (before if operation.before else after).append(edit.unit)
        elif operation.do is Do.REMOVE and not operation.at:
            kept = None
        elif kept:
            kept = _changed(kept, edit)
    kept = _patched(kept, unit, edits) if kept else None
    return [*before, *([kept] if kept else []), *after]


def _in_phases(edits: list[Edit]) -> list[Edit]:
    """Edits by phase; in one phase in the order in which they come, but items that go after a neighbour the other way
    round, so that they end up in it."""
    places = {id(edit): at for at, edit in enumerate(edits)}

    def key(edit: Edit) -> tuple[int, int]:
        goes_after = edit.operation.do is Do.INSERT and edit.spot and edit.operation.after
        return _PHASES.index(edit.operation.do), -places[id(edit)] if goes_after else places[id(edit)]

    return sorted(edits, key=key)


def _changed(unit: Unit, edit: Edit) -> Unit:
    operation = edit.operation
    if edit.unit and not operation.at:
        return edit.unit
    if edit.value and not edit.span:
        return _set(unit, operation.at, edit.value)
    if operation.do is Do.RESTORE and edit.unit:
        return inside.put_back(unit, operation.at, edit.unit)
    if operation.do is Do.INSERT and edit.spot:
        return _inserted(unit, edit, edit.spot)
    if operation.do is Do.REMOVE:
        return inside.removed(unit, operation.at) if edit.spot else inside.without_field(unit, operation.at)
    if operation.do is Do.MOVE and edit.spot:
        return inside.moved(unit, operation.at, operation.after, operation.before)
    return unit


def _set(unit: Unit, at: str, value: Text) -> Unit:
    return replace(unit, force=Force(value.source)) if at == "force" else inside.with_field(unit, at, value)


def _inserted(unit: Unit, edit: Edit, spot: inside.Spot) -> Unit:
    operation = edit.operation
    column = operation.column
    item = operation.point or operation.choice or operation.row or (column.column if column else None)
    assert item is not None
    changed = inside.inserted(unit, spot, item, operation.after, operation.before)
    return inside.with_cells(changed, column.id, dict(column.cells)) if column else changed


def _patched(unit: Unit, base: Unit, edits: list[Edit]) -> Unit:
    """All patches of a field at once, from its end to its beginning, so that their places stay true."""
    spans: dict[str, list[tuple[tuple[int, int], Text]]] = defaultdict(list)
    for edit in edits:
        if edit.span and edit.value:
            spans[edit.operation.at].append((edit.span, edit.value))
    if not spans:
        return unit
    texts = {address.field: text for address, text in texts_of_unit(base) if address.field in spans}
    for at, found in spans.items():
        words = normalise(texts[at].source)
        for (start, end), value in sorted(found, key=lambda pair: -pair[0][0]):
            words = words[:start] + value.source + words[end:]
        texts[at] = replace(texts[at], source=words, where=min(found, key=lambda pair: pair[0])[1].where)
    return map_unit(unit, lambda address, text: texts.get(address.field, text))


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
            present = {found.id for there in text.sections() if there.id == section.id for found in there.units}
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


def _moved(text: Master, name: str, after: str, before: str) -> Master:
    moving = next(unit for unit in text.units() if unit.id == name)
    beside = after or before

    def place(unit: Unit) -> list[Unit]:
        if unit.id == moving.id:
            return []
        if unit.id != beside:
            return [unit]
        return [unit, moving] if after else [moving, unit]

    return _map_units(text, place)
