"""What changed between two states of the master, unit by unit; it must not know where the states come from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cop_author.model.guideline import Conditions, Unit
from cop_author.model.register import Change, Lineage
from cop_author.model.workspace import Master
from cop_author.text.addresses import texts_of_unit
from cop_author.text.normalise import normalise


class Fate(StrEnum):
    """What became of a unit."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    REWORDED = "reworded"
    MOVED = "moved"
    RENAMED = "renamed"


VALUES = frozenset({"kind", "core", "status", "for", "topics", "sources", "see", "image"})
"""Fields of a unit that are not text and not its force."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after; '' where it was not there."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What became of one unit. `before` is its old id where it was renamed; sections where it moved."""

    unit: str
    name: str
    fates: tuple[Fate, ...]
    fields: tuple[FieldChange, ...] = ()
    before: str = ""
    section_before: str = ""
    section_after: str = ""


def compare(old: Master, new: Master, lineage: tuple[Lineage, ...] = ()) -> tuple[UnitChange, ...]:
    """Changes from `old` to `new`, in the reading order of `new`, what was withdrawn last."""
    before, after = _placed(old), _placed(new)
    former = {
        new_id: old_id for new_id, old_id in _renamed(lineage).items() if old_id in before and new_id not in before
    }
    changes = [_change(name, before, after, former.get(name, name)) for name in after]
    kept = {former.get(name, name) for name in after}
    gone = [
        UnitChange(name, unit.name, (Fate.WITHDRAWN,), field_changes(unit, None), section_before=section)
        for name, (unit, section) in before.items()
        if name not in kept
    ]
    return (*(change for change in changes if change), *gone)


def field_changes(old: Unit | None, new: Unit | None) -> tuple[FieldChange, ...]:
    """The fields in which two versions of a unit differ, texts by address and then what is not text."""
    before, after = _fields(old), _fields(new)
    names = [*after, *(name for name in before if name not in after)]
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    return tuple(FieldChange(name, was, now) for name, was, now in pairs if normalise(was) != normalise(now))


def predecessors(unit: str, lineage: tuple[Lineage, ...]) -> tuple[str, ...]:
    """The ids under which `unit` or what it was made from stood before, newest first."""
    found: list[str] = []
    for step in reversed(lineage):
        if step.change in {Change.RENAMED, Change.SPLIT, Change.MERGED} and {unit, *found} & set(step.to):
            found.append(step.id)
    return tuple(dict.fromkeys(found))


_Placed = Mapping[str, tuple[Unit, str]]


def _change(name: str, before: _Placed, after: _Placed, former: str) -> UnitChange | None:
    unit, section = after[name]
    if former not in before:
        return UnitChange(name, unit.name, (Fate.ADDED,), field_changes(None, unit), section_after=section)
    old, old_section = before[former]
    fields = field_changes(old, unit)
    fates = [
        fate
        for fate, is_so in (
            (Fate.RENAMED, former != name),
            (Fate.MOVED, old_section != section),
            (Fate.REWORDED, bool(fields)),
        )
        if is_so
    ]
    previous = former if former != name else ""
    return UnitChange(name, unit.name, tuple(fates), fields, previous, old_section, section) if fates else None


def _placed(master: Master) -> dict[str, tuple[Unit, str]]:
    return {unit.id: (unit, section.id) for section in master.sections() for unit in section.units}


def _renamed(lineage: tuple[Lineage, ...]) -> dict[str, str]:
    """New id → oldest id, over any number of renamings."""
    found: dict[str, str] = {}
    for step in lineage:
        if step.change is Change.RENAMED and len(step.to) == 1 and "#" not in step.id:
            found[step.to[0]] = found.get(step.id, step.id)
    return found


def _fields(unit: Unit | None) -> dict[str, str]:
    if unit is None:
        return {}
    texts = {address.field: text.source for address, text in texts_of_unit(unit)}
    return texts | {name: value for name, value in _values(unit) if value}


def _values(unit: Unit) -> Iterator[tuple[str, str]]:
    yield "kind", str(unit.kind)
    yield "core", str(unit.core or "")
    yield "force", str(unit.force or "")
    yield "status", str(unit.status)
    yield "for", _shown(unit.for_)
    yield "topics", ", ".join(unit.topics)
    yield "sources", ", ".join(unit.sources)
    yield "see", ", ".join(unit.see)
    yield "image", unit.image
    for inner in unit.narrowed:
        yield f"{inner.id}.for", _shown(inner.for_)


def _shown(conditions: Conditions) -> str:
    return "; ".join(f"{facet}: {', '.join(values)}" for facet, values in conditions.facets)
