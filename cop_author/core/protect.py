"""What a layer takes from the protected core, seen in the text before and after it, whatever operations it used; it
must not ask for reasons, nor whether anybody gave leave.

A mandatory unit must stay, with all its parts, no weaker, for everyone whom it reached, and settled.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cop_author.model.guideline import Conditions, Core, Force, Guideline, Point, Section, Status, Unit
from cop_author.model.workspace import Master
from cop_author.text.addresses import texts_of_unit

_FORCES = list(Force)
_SAYS_SOMETHING = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit with what decides whom it reaches: its guideline and the sections above it, outermost first."""

    unit: Unit
    guideline: str = ""
    above: tuple[Section, ...] = ()

    @property
    def reach(self) -> tuple[Conditions, ...]:
        """All conditions that an edition has to meet to hold it."""
        return (*(section.for_ for section in self.above), self.unit.for_)

    @property
    def topics(self) -> frozenset[str]:
        """All it is found under."""
        sections = (topic for section in self.above for topic in section.topics)
        return frozenset((*sections, *self.unit.topics))


def placed(master: Master) -> dict[str, Placed]:
    """Every unit by id, in its place."""
    return {found.unit.id: found for guideline in master.guidelines for found in _placed_in(guideline)}


def find_losses(before: Master, after: Master) -> dict[str, tuple[str, ...]]:
    """Mandatory unit of `before` → what it lost on the way to `after`, in words that follow "this …"."""
    now = placed(after)
    losses = {
        name: tuple(losses_of(was, now.get(name)))
        for name, was in placed(before).items()
        if was.unit.core is Core.MANDATORY
    }
    return {name: found for name, found in losses.items() if found}


def losses_of(before: Placed, after: Placed | None) -> Iterator[str]:
    """What a unit lost, be it mandatory or not."""
    if after is None:
        yield "removes it"
        return
    old, new = before.unit, after.unit
    if old is not new:
        yield from _lost_parts(old, new)
        if old.core is Core.MANDATORY and new.core is not Core.MANDATORY:
            yield "lowers its core"
        if old.force and (new.force is None or _FORCES.index(new.force) < _FORCES.index(old.force)):
            yield "lowers its force"
        if old.status is Status.AGREED and new.status is Status.DRAFT:
            yield "makes it a draft"
    if before.guideline != after.guideline:
        yield f"takes it out of the guideline {before.guideline}"
    if is_narrowed(before.reach, after.reach) or not after.topics >= before.topics:
        yield "narrows whom it reaches"
    if old is not new:
        yield from _narrowed_parts(before, after)


def is_narrowed(before: tuple[Conditions, ...], after: tuple[Conditions, ...]) -> bool:
    """Whether some edition meets all conditions of `before` and not all of `after`.

    Each condition must be met on its own, so a new one is harmless just where it allows all that an old one allowed.
    """
    return any(
        not any(set(allowed) <= set(values) for conditions in before if (allowed := conditions.values(facet)))
        for conditions in after
        for facet, values in conditions.facets
    )


def _placed_in(guideline: Guideline) -> Iterator[Placed]:
    def below(section: Section, above: tuple[Section, ...]) -> Iterator[Placed]:
        path = (*above, section)
        yield from (Placed(unit, guideline.id, path) for unit in section.units)
        for inner in section.sections:
            yield from below(inner, path)

    for section in guideline.sections:
        yield from below(section, ())


def _lost_parts(old: Unit, new: Unit) -> Iterator[str]:
    now = {address.field: text.source for address, text in texts_of_unit(new)}
    for address, text in texts_of_unit(old):
        if address.field not in now:
            yield f"removes #{address.field}"
        elif _SAYS_SOMETHING.search(text.source) and not _SAYS_SOMETHING.search(now[address.field]):
            yield f"empties #{address.field}"


def _narrowed_parts(before: Placed, after: Placed) -> Iterator[str]:
    now = dict(_parts_of(after.unit, before.reach))
    for path, reach in _parts_of(before.unit, before.reach):
        if path in now and is_narrowed(reach, now[path]):
            yield f"narrows whom #{path} reaches"


def _parts_of(unit: Unit, reach: tuple[Conditions, ...]) -> Iterator[tuple[str, tuple[Conditions, ...]]]:
    """Points and rows by the part of their address after #, with all conditions on them, `reach` being the unit's."""
    yield from _points_of(unit.points, "", reach)
    yield from ((row.id, (*reach, row.for_)) for row in unit.rows)


def _points_of(
    points: tuple[Point, ...], above: str, reach: tuple[Conditions, ...]
) -> Iterator[tuple[str, tuple[Conditions, ...]]]:
    for point in points:
        path, own = f"{above}{point.id}", (*reach, point.for_)
        yield path, own
        yield from _points_of(point.points, f"{path}.", own)
