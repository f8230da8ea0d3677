"""Three-way choice between values and lists that began as one; it must not know what they stand for."""

from collections.abc import Hashable, Sequence
from typing import TypeVar

T = TypeVar("T")
H = TypeVar("H", bound=Hashable)


def chosen(base: T, ours: T, theirs: T) -> T:
    """The value of the side that changed it; ours where both did."""
    return theirs if ours == base else ours


def united(base: Sequence[H], ours: Sequence[H], theirs: Sequence[H]) -> tuple[H, ...]:
    """What either side added and neither took away, in the order of ours; theirs stands after what it follows there."""
    if theirs in (base, ours):
        return tuple(ours)
    if ours == base:
        return tuple(theirs)
    before, mine, yours = set(base), set(ours), set(theirs)
    gone = (before - mine) | (before - yours)
    return interleaved([item for item in ours if item not in gone], [item for item in theirs if item not in gone])


def interleaved(lead: Sequence[H], other: Sequence[H]) -> tuple[H, ...]:
    """All of `lead` in its order, and what only `other` has, each after the item that it follows there."""
    known = set(lead)
    after: dict[H | None, list[H]] = {}
    anchor: H | None = None
    for item in other:
        if item in known:
            anchor = item
        else:
            after.setdefault(anchor, []).append(item)
    found = after.pop(None, [])
    for item in lead:
        found += [item, *after.pop(item, ())]
    return tuple(found)
