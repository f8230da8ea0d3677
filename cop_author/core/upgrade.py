"""Turns drift into a plan, and decisions into the operations of the upgraded layer; it must not decide for a person."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cop_author.core.operate import occurrences
from cop_author.model.drift import Drift, State
from cop_author.model.guideline import Text
from cop_author.model.layer import Do, Operation
from cop_author.model.upgrade import Action, Decision, Item
from cop_author.text.normalise import digest, normalise

_OPEN: dict[State, tuple[Action, ...]] = {
    State.SENSITIVE: (Action.ACCEPT, Action.KEEP, Action.UPSTREAM, Action.EDIT),
    State.CONFLICT: (Action.KEEP, Action.UPSTREAM, Action.EDIT),
    State.REDUNDANT: (Action.UPSTREAM,),
    State.RECONFIRM: (Action.KEEP, Action.UPSTREAM),
    State.ORPHANED: (Action.RETARGET, Action.UPSTREAM),
    State.ANCHOR_LOST: (Action.RETARGET, Action.UPSTREAM),
    State.CELL_MISSING: (Action.KEEP, Action.UPSTREAM),
    State.CORE_RAISED: (Action.UPSTREAM,),
    State.UNRECORDED: (Action.KEEP, Action.UPSTREAM),
}


def plan_items(drifts: Iterable[Drift]) -> tuple[Item, ...]:
    """What is to be decided of each drift, and what decides itself."""
    return tuple(_item(drift) for drift in drifts)


def undecided(items: Iterable[Item], decisions: Mapping[str, Decision]) -> tuple[Item, ...]:
    """The items for which neither the plan nor a person has decided."""
    return tuple(item for item in items if item.decided is None and item.key not in decisions)


def misfit(item: Item, decision: Decision) -> str:
    """Why a decision does not fit an item; '' where it does."""
    if decision.action not in item.allowed:
        return f"{decision.action} is not among: {', '.join(item.allowed)}"
    if decision.action is Action.EDIT and not decision.value.strip():
        return "edit needs a text"
    if decision.action is Action.RETARGET and not decision.value.strip():
        return "retarget needs a place"
    return ""


def outcome(item: Item, decision: Decision) -> tuple[Operation, ...]:
    """The operations that stand in the upgraded layer in place of the item's own."""
    drift = item.drift
    if decision.action is Action.UPSTREAM:
        return ()
    if decision.action is Action.RETARGET:
        return tuple(_elsewhere(drift, operation, decision.value) for operation in drift.operations)
    followed = tuple(_followed(drift, operation) for operation in drift.operations)
    first = drift.operations[0]
    if first.do not in {Do.PATCH, Do.SET} or decision.action is Action.FOLLOW or first.at == "force":
        return followed
    texts = drift.texts[0]
    if decision.action is Action.ACCEPT and (first.do is Do.PATCH and _reaches(followed, texts.now, texts.merged)):
        return followed
    wanted = {Action.ACCEPT: texts.merged, Action.EDIT: decision.value}.get(decision.action, texts.local)
    return (_as_setting(followed, wanted),) if normalise(wanted) != normalise(texts.now) else ()


def _item(drift: Drift) -> Item:
    allowed, decided = _open(drift), None
    if drift.state is State.MERGEABLE:
        decided = Decision(Action.ACCEPT)
    elif not drift.state.needs_person:
        decided = Decision(Action.FOLLOW)
    return Item(drift, allowed, decided, _seen(drift))


def _open(drift: Drift) -> tuple[Action, ...]:
    """What a person may choose; both changes together only where they were merged, a text only for a text."""
    is_text = drift.operations[0].do in {Do.PATCH, Do.SET} and drift.operations[0].at != "force"
    has_merge = bool(drift.texts and drift.texts[0].merged)
    possible = {Action.ACCEPT: has_merge and is_text, Action.EDIT: is_text}
    return tuple(action for action in _OPEN.get(drift.state, ()) if possible.get(action, True))


def _seen(drift: Drift) -> str:
    parts = [drift.state, drift.address, drift.now, *drift.ids, *drift.choices]
    parts += [part for each in drift.texts for part in (each.address, each.base, each.now, each.local, each.merged)]
    return digest("\n".join(parts))[:12]


def _followed(drift: Drift, operation: Operation) -> Operation:
    """The operation where its target, its field and its neighbour are today."""
    unit, _, field = drift.now.partition("#")
    if operation.do in {Do.PATCH, Do.SET} or (operation.do in {Do.REMOVE, Do.REPLACE} and operation.at):
        return replace(operation, target=unit, at=field or operation.at)
    moved = replace(operation, target=unit or operation.target)
    if operation.do is Do.REPLACE and operation.unit:
        return replace(moved, unit=replace(operation.unit, id=moved.target))
    beside = operation.after or operation.before
    if beside == operation.target:
        return _beside(moved, moved.target)
    return _beside(moved, drift.choices[0]) if drift.state is State.MOVED and drift.choices and beside else moved


def _elsewhere(drift: Drift, operation: Operation, place: str) -> Operation:
    """The operation at a place that a person has named: an address, a unit, or a neighbour in the same list."""
    unit, _, field = place.partition("#")
    if drift.state is State.ANCHOR_LOST and not operation.unit:
        return _beside(operation, place)
    moved = replace(operation, target=unit, at=field or operation.at)
    if operation.do is Do.REPLACE and operation.unit:
        return replace(moved, unit=replace(operation.unit, id=unit))
    return _beside(moved, unit) if operation.unit and (operation.after or operation.before) else moved


def _beside(operation: Operation, place: str) -> Operation:
    """The operation next to another neighbour: a unit, or the part of an address after #."""
    name = place.partition("#")[2] or place
    return replace(operation, before=name) if operation.before else replace(operation, after=name)


def _reaches(patches: tuple[Operation, ...], now: str, wanted: str) -> bool:
    """Whether the patches, as they are, make `wanted` of the text below."""
    text = normalise(now)
    for patch in patches:
        found = occurrences(text, patch.find)
        if len(found) != 1 or patch.put is None:
            return False
        end = found[0] + len(normalise(patch.find))
        text = text[: found[0]] + normalise(patch.put.source) + text[end:]
    return text == normalise(wanted)


def _as_setting(operations: tuple[Operation, ...], text: str) -> Operation:
    """One setting in place of several patches, with all their reasons."""
    first = operations[0]
    own = first.put or first.to
    reasons = " ".join(dict.fromkeys(operation.reason for operation in operations))
    to = Text(normalise(text), own.lang if own else "en")
    return replace(first, do=Do.SET, find="", put=None, to=to, reason=reasons)
