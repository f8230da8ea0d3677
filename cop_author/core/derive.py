"""The smallest operations that turn one version of a unit into another; it must not carry them out.

They lack what only a person can say: id, reason, effect. Whether they make just that unit is for whoever asked to try,
since not everything can be said by operations on parts: a field that was not there cannot be added, for example.
"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from cop_author.core.inside import field_of
from cop_author.core.operate import occurrences
from cop_author.model.guideline import Choice, Column, Point, Row, Text, Unit
from cop_author.model.layer import Do, Effect, NewColumn, Operation
from cop_author.model.runs import Op
from cop_author.text.addresses import texts_of_unit
from cop_author.text.normalise import normalise
from cop_author.text.words import diff, tokens

_Item = Point | Choice | Row | Column
_MOST_PATCHES = 3
_MOST_CHANGED = 0.6
"""A field of which more than this share changes is set as a whole: a patch would be harder to read than the text."""


def derive(before: Unit, after: Unit) -> tuple[Operation, ...]:
    """Operations on `before`, in the order in which their ids are to be given, that lead to `after`."""
    return (*_force(before, after), *_fields(before, after), *_items(before, after))


def reword(unit: str, at: str, old: Text, new: Text) -> tuple[Operation, ...]:
    """What makes `old` into `new`: patches where a few words differ, else a setting; nothing where none differ."""
    was, becomes = normalise(old.source), normalise(new.source)
    if was == becomes and old.lang == new.lang:
        return ()
    spans = _patch_spans(was, becomes) if old.lang == new.lang else ()
    if spans:
        return tuple(_draft(Do.PATCH, unit, at=at, find=was[s:e], put=Text(put, old.lang)) for s, e, put in spans)
    return (_draft(Do.SET, unit, at=at, to=Text(becomes, new.lang)),)


def _force(before: Unit, after: Unit) -> Iterator[Operation]:
    if after.force and before.force != after.force:
        yield _draft(Do.SET, before.id, at="force", to=Text(str(after.force)))


def _fields(before: Unit, after: Unit) -> Iterator[Operation]:
    for address, old in texts_of_unit(before):
        new = field_of(after, address.field)
        if new:
            yield from reword(before.id, address.field, old, new)
        elif address.field in {"title", "text", "caption"}:
            yield _draft(Do.REMOVE, before.id, at=address.field)


def _items(before: Unit, after: Unit) -> Iterator[Operation]:
    for above, old, new in _lists(before, after):
        was, becomes = [item.id for item in old], [item.id for item in new]
        inside = f"{above}." if above else ""
        yield from (_draft(Do.REMOVE, before.id, at=f"{inside}{name}") for name in was if name not in becomes)
        stay = _settled(was, becomes)
        for item in new:
            if item.id not in was:
                yield _insertion(before.id, item, after, {"at": above, **_place(becomes, item.id, stay)})
        yield from _moves(before.id, inside, was, becomes, stay)


def _lists(before: Unit, after: Unit) -> Iterator[tuple[str, tuple[_Item, ...], tuple[_Item, ...]]]:
    """Every list of items before and after, and the place of the point whose list it is, '' for those of the unit."""
    yield from _points("", before.points, after.points)
    yield "", before.choices, after.choices
    yield "", before.rows, after.rows
    yield "", before.columns, after.columns


def _points(
    above: str, old: tuple[Point, ...], new: tuple[Point, ...]
) -> Iterator[tuple[str, tuple[_Item, ...], tuple[_Item, ...]]]:
    yield above, old, new
    by_id = {point.id: point for point in new}
    for point in old:
        if point.id in by_id:
            yield from _points(f"{above}.{point.id}".lstrip("."), point.points, by_id[point.id].points)


def _settled(old: list[str], new: list[str]) -> frozenset[str]:
    """The items that need not move: as many as possible."""
    kept = [name for name in new if name in old]
    return frozenset(kept[at] for at in _longest_rise([old.index(name) for name in kept]))


def _place(ids: list[str], name: str, stay: frozenset[str]) -> dict[str, str]:
    """Beside which item that does not move a new one stands."""
    at = ids.index(name)
    if earlier := [other for other in ids[:at] if other in stay]:
        return {"after": earlier[-1]}
    later = [other for other in ids[at:] if other in stay]
    return {"before": later[0]} if later else {}


def _insertion(unit: str, item: _Item, after: Unit, where: dict[str, str]) -> Operation:
    match item:
        case Point():
            return _draft(Do.INSERT, unit, point=item, **where)
        case Choice():
            return _draft(Do.INSERT, unit, choice=item, **where)
        case Row():
            return _draft(Do.INSERT, unit, row=item, **where)
        case Column():
            cells = tuple((row.id, cell.text) for row in after.rows for cell in row.cells if cell.column == item.id)
            return _draft(Do.INSERT, unit, column=NewColumn(item, cells), **where)


def _moves(unit: str, inside: str, old: list[str], new: list[str], stay: frozenset[str]) -> Iterator[Operation]:
    """Moves of as few items as possible, each to its neighbour, which stands where it belongs by then."""
    kept = [name for name in new if name in old]
    for at, name in enumerate(kept):
        if name in stay:
            continue
        later = [other for other in kept[at:] if other in stay]
        follows = bool(at) and new.index(name) == new.index(kept[at - 1]) + 1
        if follows or not later:
            yield _draft(Do.MOVE, unit, at=f"{inside}{name}", after=kept[at - 1])
        else:
            yield _draft(Do.MOVE, unit, at=f"{inside}{name}", before=later[0])


def _longest_rise(numbers: list[int]) -> list[int]:
    """Positions of one of the longest rising subsequences."""
    ends: list[int] = []
    tails: list[int] = []
    above: dict[int, int] = {}
    for at, number in enumerate(numbers):
        length = bisect_left(tails, number)
        above[at] = ends[length - 1] if length else -1
        tails[length:] = [number, *tails[length + 1 :]]
        ends[length:] = [at, *ends[length + 1 :]]
    found: list[int] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(at)
        at = above[at]
    return found[::-1]


_Span = tuple[int, int, str]
"""Where words stand in the old text, and what takes their place."""


def _patch_spans(old: str, new: str) -> tuple[_Span, ...]:
    """Spans whose words occur once in `old` and can stand in a patch; none where a setting says it better."""
    changed = _changed_spans(old, new)
    if not changed or len(changed) > _MOST_PATCHES or sum(e - s for s, e, _ in changed) > _MOST_CHANGED * len(old):
        return ()
    wide = [_widened(old, span) for span in changed]
    if any(one[1] > other[0] for one, other in pairwise(wide)):
        first, last = changed[0], changed[-1]
        tail = len(old) - last[1]
        whole = (first[0], last[1], new[first[0] : len(new) - tail])
        wide = [_widened(old, whole)]
    if any(not _is_sound(old, span) or span[1] - span[0] > _MOST_CHANGED * len(old) for span in wide):
        return ()
    return tuple(wide)


def _changed_spans(old: str, new: str) -> list[_Span]:
    found: list[_Span] = []
    at = 0
    for run in diff(old, new):
        if run.op is Op.INSERT and found and found[-1][1] == at and not found[-1][2]:
            found[-1] = (found[-1][0], at, run.text)
        elif run.op is Op.INSERT:
            found.append((at, at, run.text))
        elif run.op is Op.DELETE:
            found.append((at, at + len(run.text), ""))
        at += 0 if run.op is Op.INSERT else len(run.text)
    return found


def _widened(old: str, span: _Span) -> _Span:
    """`span` with as many words around it as it takes to be found once, and to begin and end with a word."""
    bounds = [0]
    for token in tokens(old):
        bounds.append(bounds[-1] + len(token))
    start, end, put = span
    leftwards = True
    while not _is_sound(old, (start, end, put)) and (start > 0 or end < len(old)):
        if (leftwards and start > 0) or end == len(old):
            to = max(bound for bound in bounds if bound < start)
            put, start = old[to:start] + put, to
        else:
            to = min(bound for bound in bounds if bound > end)
            put, end = put + old[end:to], to
        leftwards = not leftwards
    return start, end, put


def _is_sound(old: str, span: _Span) -> bool:
    find, put = old[span[0] : span[1]], span[2]
    whole = bool(find and put) and find == find.strip() and put == put.strip()
    return whole and len(occurrences(old, find)) == 1 and normalise(find) != normalise(put)


def _draft(do: Do, unit: str, **values: object) -> Operation:
    return Operation("", do, unit, "", Effect.LOCALISE, **values)  # type: ignore[arg-type]
