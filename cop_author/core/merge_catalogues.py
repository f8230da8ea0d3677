"""Merges two states of a catalogue that began as one, entry by entry and field by field.

It must not choose silently between two translations of one text, and no entry that somebody translated may go.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from cop_author.core.merge_headers import merge_headers
from cop_author.core.three_way import chosen, interleaved, united
from cop_author.model.catalogue import Catalogue, Entry, Key

CONFLICT = "conflict"
"""What a note begins with that holds one of two versions."""

_Slot = tuple[str, str, int]
"""An entry's key, and a number: an obsolete entry may have the key of another one."""
_ESCAPES = str.maketrans(
    {"\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\a": r"\a", "\b": r"\b", "\f": r"\f", "\v": r"\v"}
)


@dataclass(frozen=True, slots=True)
class Merged:
    """The catalogue of both sides; `conflicts` are the entries that both translated, each in another way."""

    catalogue: Catalogue
    conflicts: tuple[Key, ...] = ()


def merge_catalogues(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> Merged:
    """Both sides' work on `base`.

    Where both translated one text differently, the entry is fuzzy with our translation, and its notes hold both. The
    order is that of ours, or of theirs where only they changed it; obsolete entries come last.
    """
    before, mine, yours = _by_slot(base), _by_slot(ours), _by_slot(theirs)
    made_before = {(entry.address, _texts(entry)) for entry in base.entries}
    merged: dict[_Slot, Entry] = {}
    conflicts: list[Key] = []
    for slot in dict.fromkeys((*mine, *yours)):
        entry, is_conflict = _entry(before.get(slot), mine.get(slot), yours.get(slot), made_before)
        if entry:
            merged[slot] = entry
        if is_conflict:
            conflicts.append(slot[:2])
    ours_as_it_was = [(slot, e.obsolete) for slot, e in mine.items()] == [(s, e.obsolete) for s, e in before.items()]
    lead, other = (yours, mine) if ours_as_it_was else (mine, yours)
    catalogue = replace(
        ours,
        entries=tuple(
            merged[slot] for slot in (*_order(merged, lead, other), *_order_of_obsolete(merged, lead, other))
        ),
        header=merge_headers(base.header, ours.header, theirs.header),
        notes=united(base.notes, ours.notes, theirs.notes),
        header_fuzzy=chosen(base.header_fuzzy, ours.header_fuzzy, theirs.header_fuzzy),
    )
    return Merged(catalogue, tuple(conflicts))


def _by_slot(catalogue: Catalogue) -> dict[_Slot, Entry]:
    """The entries in their order, the obsolete ones last."""
    found: dict[_Slot, Entry] = {}
    for entry in sorted(catalogue.entries, key=lambda entry: entry.obsolete):
        number = 0
        while (slot := (entry.address, entry.source, number)) in found:
            number += 1
        found[slot] = entry
    return found


def _order(merged: dict[_Slot, Entry], *sides: dict[_Slot, Entry]) -> Iterable[_Slot]:
    """The places of the entries in use, as the sides have them that use them."""

    def live(side: dict[_Slot, Entry]) -> list[_Slot]:
        return [s for s, entry in side.items() if not entry.obsolete and s in merged and not merged[s].obsolete]

    return interleaved(*map(live, sides))


def _order_of_obsolete(merged: dict[_Slot, Entry], *sides: dict[_Slot, Entry]) -> Iterable[_Slot]:
    return interleaved(*([s for s in side if s in merged and merged[s].obsolete] for side in sides))


def _entry(
    base: Entry | None, ours: Entry | None, theirs: Entry | None, made_before: Collection[tuple[str, tuple[str, ...]]]
) -> tuple[Entry | None, bool]:
    """What becomes of one entry, and whether it was translated in two ways."""
    if theirs in (base, ours):
        return ours, False
    if ours == base:
        return theirs, False
    if ours is None or theirs is None:
        left = ours or theirs
        return (left if base and left and _is_work(base, left) else None), False
    origin = base or _origin(ours, theirs, made_before)
    taken, is_conflict = _taken(origin, ours, theirs)
    obsolete = _is_obsolete(base, ours, theirs)
    alike = ours.obsolete == theirs.obsolete
    dressed = next(side for side in (ours, theirs) if side.obsolete == obsolete)
    notes = united(origin.notes, ours.notes, theirs.notes)
    if is_conflict:
        both = (_note("ours", ours), _note("theirs", theirs))
        notes += tuple(note for note in both if note not in notes)
    entry = replace(
        _with_marks(origin, taken, ours, theirs),
        obsolete=obsolete,
        notes=notes,
        comments=chosen(origin.comments, ours.comments, theirs.comments) if alike else dressed.comments,
        files=chosen(origin.files, ours.files, theirs.files) if alike else dressed.files,
        flags=united(origin.flags, ours.flags, theirs.flags),
    )
    return (replace(entry, fuzzy=True) if is_conflict else entry), is_conflict


def _origin(ours: Entry, theirs: Entry, made_before: Collection[tuple[str, tuple[str, ...]]]) -> Entry:
    """What both sides began with where the base has no entry: what an update carried over, else an empty one."""
    blank = Entry(ours.address, ours.source)
    for side in (theirs, ours):
        places = {side.address, side.previous_address}
        if side.fuzzy and any((place, _texts(side)) in made_before for place in places):
            return replace(blank, target=side.target, targets=side.targets, plural=side.plural, fuzzy=True)
    return blank


def _taken(base: Entry, ours: Entry, theirs: Entry) -> tuple[Entry, bool]:
    """The side whose translation stands, with its plural; whether both wrote one, and not the same."""
    old, mine, yours = _texts(base), _texts(ours), _texts(theirs)
    if mine == yours:
        return (theirs if ours.plural == base.plural else ours), False
    if yours == old or (mine != old and not any(yours)):
        return ours, False
    if mine == old or not any(mine):
        return theirs, False
    return ours, True


def _with_marks(base: Entry, taken: Entry, ours: Entry, theirs: Entry) -> Entry:
    """The side that is taken, with what says how far its translation can be trusted.

    An approval holds for the words that were approved, a doubt until somebody settles it.
    """
    if _texts(ours) == _texts(theirs):
        fuzzy = chosen(base.fuzzy, ours.fuzzy, theirs.fuzzy)
        if ours.fuzzy == theirs.fuzzy:
            made_from = theirs if _made_from(ours) == _made_from(base) else ours
        else:
            made_from = ours if ours.fuzzy == fuzzy else theirs
    else:
        doubted = any(side.fuzzy and not base.fuzzy for side in (ours, theirs))
        fuzzy, made_from = taken.fuzzy or doubted, taken
    previous, previous_address, previous_plural = _made_from(made_from)
    return replace(
        taken,
        fuzzy=fuzzy,
        previous=previous,
        previous_address=previous_address,
        previous_plural=previous_plural,
    )


def _is_obsolete(base: Entry | None, ours: Entry, theirs: Entry) -> bool:
    """Whether the entry is out of use: on both sides, or on one while the other did not translate it anew."""
    if ours.obsolete == theirs.obsolete:
        return ours.obsolete
    live = theirs if ours.obsolete else ours
    return base is not None and not base.obsolete and not _is_translation(base, live)


def _is_translation(base: Entry, entry: Entry) -> bool:
    """Whether somebody translated it since, or found its translation right."""
    texts = _texts(entry)
    return any(texts) and (texts != _texts(base) or (base.fuzzy and not entry.fuzzy))


def _is_work(base: Entry, entry: Entry) -> bool:
    """Whether a translator did something to it that must not go with it."""
    added = set(entry.notes) - set(base.notes)
    return bool(added) or _is_translation(base, entry) or (base.obsolete and not entry.obsolete)


def _made_from(entry: Entry) -> tuple[str, str, str]:
    return entry.previous, entry.previous_address, entry.previous_plural


def _texts(entry: Entry) -> tuple[str, ...]:
    return entry.targets if entry.plural else (entry.target,)


def _note(side: str, entry: Entry) -> str:
    """One version in one line, as a translator's note."""
    forms = entry.targets if entry.plural else ()
    text = " ".join(f"[{at}] {form}" for at, form in enumerate(forms)) if forms else entry.target
    return f"{CONFLICT}: {side}: {text.translate(_ESCAPES)}"
