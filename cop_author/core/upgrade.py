"""Turns drift into a plan, and decisions into the operations of the upgraded layer; it must not decide for a person."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cop_author.core.drift_places import beside
from cop_author.core.operate import occurrences
from cop_author.model.drift import Drift, State
from cop_author.model.guideline import Text
from cop_author.model.layer import Do, Effect, Operation
from cop_author.model.upgrade import Action, Decision, Item
from cop_author.text.normalise import digest, normalise

_CHOICES: dict[State, tuple[Action, ...]] = {
    State.CURRENT: (Action.FOLLOW, Action.UPSTREAM, Action.EDIT),
    State.COSMETIC: (Action.FOLLOW, Action.UPSTREAM, Action.EDIT),
    State.MOVED: (Action.FOLLOW, Action.UPSTREAM, Action.EDIT),
    State.MERGEABLE: (Action.ACCEPT, Action.KEEP, Action.UPSTREAM, Action.EDIT),
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
    followed = drift.followed or drift.operations
    first = drift.operations[0]
    if first.do not in {Do.PATCH, Do.SET} or decision.action is Action.FOLLOW or first.at == "force":
        return followed
    texts = drift.texts[0]
    wanted = {Action.ACCEPT: texts.merged, Action.EDIT: decision.value}.get(decision.action, texts.local)
    if first.do is Do.PATCH and _reaches(followed, texts.now, wanted):
        return followed
    if first.do is Do.SET and decision.action is Action.KEEP:
        return followed
    return (_as_setting(followed, wanted),) if normalise(wanted) != normalise(texts.now) else ()


def _item(drift: Drift) -> Item:
    allowed, decided = _allowed(drift), None
    if drift.state is State.MERGEABLE:
        decided = Decision(Action.ACCEPT)
    elif not drift.state.needs_person:
        decided = Decision(Action.FOLLOW)
    return Item(drift, allowed, decided, _seen(drift))


def _allowed(drift: Drift) -> tuple[Action, ...]:
    """What a person may choose; both changes together only where they were merged, a text only for a text.

    What decides itself can be decided otherwise too: a change that stands may still not go with the rest.
    """
    is_text = drift.operations[0].do in {Do.PATCH, Do.SET} and drift.operations[0].at != "force"
    has_merge = bool(drift.texts and drift.texts[0].merged)
    possible = {Action.ACCEPT: has_merge and is_text, Action.EDIT: is_text}
    return tuple(action for action in _CHOICES[drift.state] if possible.get(action, True))


def _seen(drift: Drift) -> str:
    parts = [drift.state, drift.address, drift.now, *drift.ids, *drift.choices]
    parts += [part for each in drift.texts for part in (each.address, each.base, each.now, each.local, each.merged)]
    return digest("\n".join(parts))[:12]


def _elsewhere(drift: Drift, operation: Operation, place: str) -> Operation:
    """The operation at a place that a person has named: an address, a unit, or a neighbour in the same list."""
    unit, _, field = place.partition("#")
    if drift.state is State.ANCHOR_LOST and not operation.unit:
        return beside(drift.followed[0] if drift.followed else operation, field or unit)
    if operation.do is Do.INSERT and not operation.unit:
        bare = replace(operation, target=unit, at="", after="", before="")
        return (replace(bare, at=field) if operation.at else replace(bare, after=field)) if field else bare
    moved = replace(operation, target=unit, at=field or operation.at)
    if operation.do is Do.REPLACE and operation.unit:
        return replace(moved, unit=replace(operation.unit, id=unit))
    return beside(moved, unit) if operation.unit and (operation.after or operation.before) else moved


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
    """One setting in place of several patches, with all that was said of them."""
    first = operations[0]
    own = first.put or first.to
    return replace(
        first,
        do=Do.SET,
        find="",
        put=None,
        to=Text(normalise(text), own.lang if own else "en"),
        reason=" ".join(dict.fromkeys(operation.reason for operation in operations)),
        effect=next(effect for effect in _EFFECTS if any(operation.effect is effect for operation in operations)),
        legal=next((operation.legal for operation in operations if operation.legal), None),
        owner=next((operation.owner for operation in operations if operation.owner), ""),
        review=min((operation.review for operation in operations if operation.review), default=""),
        consulted=tuple(dict.fromkeys(name for operation in operations for name in operation.consulted)),
        proposed_upstream=any(operation.proposed_upstream for operation in operations),
        locked=any(operation.locked for operation in operations),
    )


_EFFECTS = (Effect.WEAKEN, Effect.STRENGTHEN, Effect.LOCALISE, Effect.CLARIFY)
"""What several changes do together, said as what is to be looked at most."""
