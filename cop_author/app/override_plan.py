"""From an edited unit to what a layer's operations on it become; it must not write, and shows what it leaves out.

The person edits the unit as the layer prints it, own operations included. What they left alone keeps its operations as
they are; a text that they changed again keeps the operation's id and reason, with other words.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace

from cop_author.core.derive import derive
from cop_author.core.inside import field_of
from cop_author.errors import UsageError
from cop_author.model.guideline import Choice, Point, Row, Text, Unit
from cop_author.model.layer import Do, Effect, Operation
from cop_author.text.addresses import texts_of_unit
from cop_author.text.normalise import normalise

_WHOLE = {Do.REPLACE, Do.REMOVE, Do.RESTORE}
_WORDS = {Do.PATCH, Do.SET, Do.RESTORE}
_WORDING = ("do", "at", "find", "put", "to", "unit", "point", "choice", "row", "column", "after", "before")


@dataclass(frozen=True, slots=True)
class Plan:
    """Operations to add, which lack id and reason; operations in new words; operations to withdraw."""

    added: tuple[Operation, ...] = ()
    rewritten: tuple[Operation, ...] = ()
    withdrawn: tuple[Operation, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be done."""
        return not (self.added or self.rewritten or self.withdrawn)


def plan_edit(own: tuple[Operation, ...], below: Unit | None, now: Unit, edited: Unit, *, anew: bool = False) -> Plan:
    """What makes `edited` of `now`. `own` are the layer's operations on the unit, which made `now` of `below`.

    With `anew`, items of the layer's own are placed anew, as their neighbours may have moved.
    """
    if _is_same(now, edited):
        return Plan()
    whole = next((o for o in own if not o.at and (o.do in _WHOLE or (o.unit and o.unit.id == now.id))), None)
    if whole and whole.unit and whole.unit.id == now.id:
        if below is not None and _is_same(below, edited):
            return Plan(withdrawn=(whole,))
        return Plan(rewritten=(replace(whole, unit=edited),))
    if whole or below is None:
        name = whole.id if whole else "a lower layer"
        raise UsageError(f"{name} decides over the whole of {now.id}", f"First: cop layer withdraw {name}")
    return _Weighing(own, below, now, edited, anew).plan()


def plan_replacement(own: tuple[Operation, ...], below: Unit, edited: Unit) -> Plan:
    """The whole unit as edited, in place of all of the layer's operations on its parts."""
    parts = tuple(o for o in own if o.at or not (o.unit or o.do is Do.MOVE))
    if _is_same(below, edited):
        return Plan(withdrawn=parts)
    old = next((o for o in own if o.do is Do.REPLACE), None)
    if old:
        return Plan(rewritten=(replace(old, unit=edited),), withdrawn=parts)
    return Plan(added=(Operation("", Do.REPLACE, below.id, "", Effect.LOCALISE, unit=edited),), withdrawn=parts)


@dataclass(frozen=True, slots=True)
class _Weighing:
    """One unit's own operations against what is wanted."""

    own: tuple[Operation, ...]
    below: Unit
    now: Unit
    edited: Unit
    anew: bool

    def plan(self) -> Plan:
        words: dict[str, list[Operation]] = defaultdict(list)
        added: list[Operation] = []
        items: list[Operation] = []
        moves: list[Operation] = []
        for wanted in derive(self.below, self.edited):
            if wanted.do is Do.MOVE:
                moves.append(wanted)
            elif wanted.do not in {Do.PATCH, Do.SET}:
                items += [] if self._is_done(wanted) else [wanted]
            elif not self._is_left_alone(wanted.at):
                words[wanted.at].append(wanted)
        changed = [at for at in self._own_fields() if not self._is_left_alone(at)]
        rewritten, withdrawn = self._items()
        for at in dict.fromkeys((*words, *changed)):
            old = [o for o in self.own if o.do in _WORDS and o.at == at]
            new = words.get(at, [])
            rewritten += [_in_words_of(was, wanted) for was, wanted in zip(old, new, strict=False)]
            withdrawn += old[len(new) :]
            added += new[len(old) :]
        old = [] if self._is_order_kept() else [o for o in self.own if o.do is Do.MOVE and o.at]
        new = [] if self._is_order_kept() else moves
        rewritten += [_in_words_of(was, wanted) for was, wanted in zip(old, new, strict=False)]
        withdrawn += old[len(new) :]
        changed_words = tuple(operation for operation in rewritten if operation not in self.own)
        return Plan((*added, *items, *new[len(old) :]), changed_words, tuple(withdrawn))

    def _is_left_alone(self, at: str) -> bool:
        if at == "force":
            return self.now.force == self.edited.force
        was, becomes = field_of(self.now, at), field_of(self.edited, at)
        return was is not None and becomes is not None and _reads_same(was, becomes)

    def _is_order_kept(self) -> bool:
        """Whether what the layer moved stands as before, beside neighbours that are still there."""
        names = {name for ids in _ids(self.edited) for name in ids}
        moved = [o for o in self.own if o.do is Do.MOVE and o.at]
        if any(not {o.at, o.after or o.before} <= names for o in moved):
            return False
        pairs = zip(_ids(self.below), _ids(self.now), _ids(self.edited), strict=True)
        return all(
            [n for n in now if n in edited and n in below] == [n for n in edited if n in below]
            for below, now, edited in pairs
        )

    def _own_fields(self) -> list[str]:
        return [o.at for o in self.own if o.do in _WORDS and o.at]

    def _is_done(self, wanted: Operation) -> bool:
        """Whether an operation that the layer has does it already."""
        if wanted.do is Do.REMOVE:
            return any(o.do is Do.REMOVE and o.at == wanted.at for o in self.own)
        return any(_inserted(o) == _inserted(wanted) for o in self.own)

    def _items(self) -> tuple[list[Operation], list[Operation]]:
        """The layer's own items: those with other words, and those that are gone."""
        rewritten: list[Operation] = []
        withdrawn: list[Operation] = []
        items = {item.id: item for key in ("points", "choices", "rows") for item in getattr(self.edited, key)}
        for own in self.own:
            name = _inserted(own)
            if own.do is not Do.INSERT or own.unit or own.column or not name:
                continue
            if name not in items:
                withdrawn.append(own)
                continue
            there = self._where_it_stands(own, set(items))
            changed = items[name] != (own.point or own.choice or own.row)
            rewritten += [_with_item(there, items[name])] if changed or there != own else []
        return rewritten, withdrawn

    def _where_it_stands(self, own: Operation, items: Collection[str]) -> Operation:
        """An insertion, beside another item where its neighbour goes."""
        beside = own.after or own.before
        if not self.anew and (not beside or beside in items):
            return own
        wanted = next((o for o in derive(self.below, self.edited) if _inserted(o) == _inserted(own)), own)
        return replace(own, after=wanted.after, before=wanted.before)


def _in_words_of(own: Operation, wanted: Operation) -> Operation:
    """`own` with its id, reason and the rest of what a person said, doing what `wanted` does."""
    return replace(own, **{name: getattr(wanted, name) for name in _WORDING})


def _with_item(own: Operation, item: Point | Choice | Row) -> Operation:
    match item:
        case Point():
            return replace(own, point=item)
        case Choice():
            return replace(own, choice=item)
        case Row():
            return replace(own, row=item)


def _inserted(operation: Operation) -> str:
    new = operation.point or operation.choice or operation.row or operation.column
    return new.id if new else ""


def _is_same(one: Unit, other: Unit) -> bool:
    return one.force == other.force and _texts(one) == _texts(other)


def _ids(unit: Unit) -> list[list[str]]:
    return [[item.id for item in getattr(unit, key)] for key in ("points", "choices", "rows", "columns")]


def _texts(unit: Unit) -> list[tuple[str, str, str]]:
    return [(address.field, normalise(text.source), text.lang) for address, text in texts_of_unit(unit)]


def _reads_same(one: Text, other: Text) -> bool:
    return normalise(one.source) == normalise(other.source) and one.lang == other.lang
