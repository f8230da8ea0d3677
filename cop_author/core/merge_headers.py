"""Merges the headers of two catalogues that began as one; it must not invent a field or a date."""

from datetime import UTC, datetime

from cop_author.core.three_way import interleaved

Header = tuple[tuple[str, str], ...]
_Place = tuple[str, str, int]
_DATE, _TRANSLATOR = "po-revision-date", "last-translator"


def merge_headers(base: Header, ours: Header, theirs: Header) -> Header:
    """Three-way by field, ours where both changed one; the later revision decides on its date and last translator.

    A date that is none loses against one that is. What either side added stays, X- fields included.
    """
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    before, mine, yours = _by_place(base), _by_place(ours), _by_place(theirs)
    later = _later(mine, yours)
    gone = {
        place for place, field in before.items() if place not in mine or (mine[place] == field and place not in yours)
    }
    merged: list[tuple[str, str]] = []
    for place in interleaved([p for p in mine if p not in gone], [p for p in yours if p not in gone]):
        if later and place[0] in {_DATE, _TRANSLATOR} and place in later:
            merged.append(later[place])
        elif place in mine and place in yours:
            merged.append(yours[place] if mine[place] == before.get(place) else mine[place])
        else:
            merged.append(mine.get(place) or yours[place])
    return tuple(merged)


def moment(text: str) -> datetime | None:
    """When it was, as gettext writes it (2026-11-25 10:00+0300); without a zone, UTC; None for what is no date."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _later(ours: dict[_Place, tuple[str, str]], theirs: dict[_Place, tuple[str, str]]) -> dict[_Place, tuple[str, str]]:
    """The side whose revision is the later one; none where that cannot be told."""
    mine, yours = (moment(side.get((_DATE, "", 0), ("", ""))[1]) for side in (ours, theirs))
    if mine == yours:
        return {}
    return ours if yours is None or (mine is not None and mine > yours) else theirs


def _by_place(header: Header) -> dict[_Place, tuple[str, str]]:
    """The fields by name, whatever its capitals; a line without a name by what it says; those met before by number."""
    found: dict[_Place, tuple[str, str]] = {}
    for name, value in header:
        number = 0
        while (place := (name.casefold(), "" if name else value, number)) in found:
            number += 1
        found[place] = (name, value)
    return found
