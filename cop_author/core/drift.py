"""Says what became of the text under each change of a layer; it must not change anything, nor decide for a person.

For every field that an operation touches there are three texts: the base B0 that the layer recorded, the text B1 that
is below the layer now, and the local text L. What B0, B1 and L are to each other is the state. The changes are lined up
by words (`text.merge`), and what only looks harmless is told apart (`text.sensitive`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace

from cop_author.core.drift_places import place_of
from cop_author.core.ground import Ground, said_of
from cop_author.core.lineage import Trace
from cop_author.core.operate import Scene, attempt, occurrences
from cop_author.core.operation_rules import CORE, NO_CHANGE, NOT_RESTORED
from cop_author.model.drift import Drift, State, Texts
from cop_author.model.guideline import Core, Force, Text, Unit
from cop_author.model.layer import Do, Effect, Layer, Operation
from cop_author.model.problem import Problem
from cop_author.model.register import Register
from cop_author.model.workspace import Master
from cop_author.text.addresses import texts_of_unit
from cop_author.text.merge import merge
from cop_author.text.normalise import normalise
from cop_author.text.sensitive import concerns

_FORCES = list(Force)
_STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})


def find_drift(layer: Layer, below: Master, register: Register, original: Master | None = None) -> tuple[Drift, ...]:
    """The state of everything that `layer` changes, over the text that is now `below` it, by operations' ids.

    `original` is the master that restorations fetch from; without it nobody is told whether they still can.
    """
    return _Finder(layer, below, register, original).all()


def words_of_terms(master: Master) -> frozenset[str]:
    """The wordings of the glossary in lower case, which no merge may touch unseen."""
    wordings = (wording for term in master.terms for wording in (term.preferred.source, *term.forms))
    return frozenset(wording.casefold() for wording in wordings)


class _Finder:
    """One layer held against one text."""

    def __init__(self, layer: Layer, below: Master, register: Register, original: Master | None) -> None:
        self._layer = layer
        self._original = {unit.id: unit for unit in original.units()} if original else None
        self._ground = Ground(below, register)
        self._bases = {address: self._ground.with_links(text) for address, text in layer.base.fields}
        self._terms = words_of_terms(below)
        self._waived = {waiver.unit for waiver in register.waivers if waiver.layer == layer.id}

    def all(self) -> tuple[Drift, ...]:
        found = [self._possible(replace(self._of(linked), operations=own)) for own, linked in self._linked()]
        return tuple(_joined(found))

    def _linked(self) -> Iterator[tuple[tuple[Operation, ...], tuple[Operation, ...]]]:
        """Operations, and the same with links that lead where units are today: a link that follows is no change."""
        for operations in self._grouped():
            yield operations, tuple(_with_links(operation, self._ground) for operation in operations)

    def _grouped(self) -> Iterator[tuple[Operation, ...]]:
        """Patches of one field together, every other operation by itself."""
        patches: dict[tuple[str, str], list[Operation]] = defaultdict(list)
        ordered = sorted(self._layer.operations, key=lambda operation: operation.id)
        for operation in ordered:
            if operation.do is Do.PATCH:
                patches[operation.target, operation.at].append(operation)
        for operation in ordered:
            if operation.do is not Do.PATCH:
                yield (operation,)
            elif patches[operation.target, operation.at][0] is operation:
                yield tuple(patches[operation.target, operation.at])

    def _of(self, operations: tuple[Operation, ...]) -> Drift:
        first = operations[0]
        if first.do in {Do.PATCH, Do.SET}:
            return self._raised(self._words(operations))
        if first.do in {Do.REMOVE, Do.REPLACE}:
            return self._raised(self._whole(first))
        return place_of(first, self._ground, self._layer)

    def _possible(self, drift: Drift) -> Drift:
        """`drift`, or that what would follow by itself cannot be done on the text that is below now."""
        if drift.state.needs_person or drift.state is State.MERGEABLE:
            return drift
        for operation in drift.followed:
            if operation.do is Do.RESTORE and self._original is None:
                continue
            original = (self._original or self._ground.units).get(operation.target)
            below = self._ground.units.get(operation.target)
            waived = operation.target in self._waived
            outcome = attempt(operation, Scene(self._layer.id, below, original, waived))
            if isinstance(outcome, Problem):
                state = _IMPOSSIBLE.get(outcome.code, State.ORPHANED)
                return replace(drift, state=state, reasons=(*drift.reasons, f"{outcome.message}."))
        return drift

    # Fields: patch and set

    def _words(self, operations: tuple[Operation, ...]) -> Drift:
        first = operations[0]
        address = f"{first.target}#{first.at}"
        base = self._bases.get(address)
        trace = self._ground.today(address)
        if trace.only and self._ground.has_text(trace.only):
            return self._held(operations, address, trace, base)
        if len(trace.found) > 1 and base is not None and (one := self._where_words_are(operations, trace)):
            return self._held(operations, address, Trace((one,), trace.steps), base)
        return Drift(
            operations, address, State.ORPHANED, choices=self._ground.choices(trace), reasons=said_of(trace, address)
        )

    def _where_words_are(self, operations: tuple[Operation, ...], trace: Trace) -> str:
        """The one successor that holds all the words which the operations replace; '' where there is none."""
        found = [
            address
            for address in trace.found
            if self._ground.has_text(address)
            and all(o.do is Do.PATCH and self._stand_in(o, address) for o in operations)
        ]
        return found[0] if len(found) == 1 else ""

    def _stand_in(self, patch: Operation, address: str) -> bool:
        return len(occurrences(self._ground.text(address).source, patch.find)) == 1

    def _held(self, operations: tuple[Operation, ...], address: str, trace: Trace, base: str | None) -> Drift:
        """The state of a field that is in one place."""
        now = self._ground.text(trace.only)
        local = _local(operations, base if base is not None else now.source)
        same = Texts(address, base or "", now.source, local.source)
        drift = Drift(
            operations, address, State.CURRENT, trace.only, (same,), followed=_followed(operations, trace.only)
        )
        if base is None:
            return replace(drift, state=State.UNRECORDED)
        if lost := _lost(operations, base, "in the text that it was made for"):
            return replace(drift, state=State.CONFLICT, reasons=lost)
        if _is_like(local.source, now.source) and local.lang in {"", now.lang}:
            return replace(drift, state=State.REDUNDANT)
        if normalise(base) == normalise(now.source):
            return replace(drift, state=State.CURRENT if trace.only == address else State.MOVED, reasons=said_of(trace))
        if _is_like(base, now.source):
            return replace(drift, state=State.COSMETIC)
        return self._changed(drift, same, now, local, trace)

    def _changed(self, drift: Drift, texts: Texts, now: Text, local: Text, trace: Trace) -> Drift:
        """The state of a field whose text below is another one now."""
        first = drift.operations[0]
        if first.at == "force":
            return replace(drift, state=State.SENSITIVE, reasons=(f"The force below went to {now.source}.",))
        if local.lang not in {"", now.lang}:
            reason = f"The layer wrote it in another language ({local.lang}) than the text below has ({now.lang})."
            return replace(drift, state=State.SENSITIVE, reasons=(reason,))
        base, mine, theirs = (normalise(text) for text in (texts.base, texts.local, texts.now))
        merged = merge(base, mine, theirs)
        lost = _lost(drift.operations, theirs, "now")
        if merged.text is None or lost:
            return replace(drift, state=State.CONFLICT, reasons=(*said_of(trace), *lost))
        found = concerns(base, mine, theirs, merged, now.lang, self._terms)
        reasons = [_said(concern.reason.words, concern.found) for concern in found]
        if trace.was_merged:
            reasons.append(trace.why)
        state = State.SENSITIVE if reasons else State.MERGEABLE
        return replace(drift, state=state, texts=(replace(texts, merged=merged.text),), reasons=tuple(reasons))

    # Whole units and items: remove and replace

    def _whole(self, operation: Operation) -> Drift:
        address = f"{operation.target}#{operation.at}" if operation.at else operation.target
        trace = self._ground.today(address) if operation.at else self._ground.unit_today(operation.target)
        if not trace.only:
            gone = operation.do is Do.REMOVE and not trace.found
            state = State.REDUNDANT if gone else State.ORPHANED
            reasons = said_of(trace, address)
            return Drift((operation,), address, state, choices=self._ground.choices(trace), reasons=reasons)
        texts = tuple(self._compared(operation, trace.only))
        followed = _followed((operation,), trace.only)
        reasons = said_of(trace)
        drift = Drift((operation,), address, State.CURRENT, trace.only, texts, reasons=reasons, followed=followed)
        recorded = any(within.startswith(f"{operation.target}#") for within in self._bases)
        if not recorded:
            return replace(drift, state=State.UNRECORDED)
        if texts and operation.do is Do.REPLACE:
            added = [each.address for each in texts if not each.base]
            new = (f"New below, and not in what the layer prints instead: {', '.join(added)}.",) if added else ()
            return replace(drift, state=State.CONFLICT, reasons=(*reasons, *new))
        if texts:
            return replace(drift, state=State.RECONFIRM)
        return drift if trace.only == address else replace(drift, state=State.MOVED)

    def _compared(self, operation: Operation, today: str) -> Iterator[Texts]:
        """The texts of what is removed or replaced that were changed, added or taken away below."""
        own = {
            address: text
            for address, text in self._bases.items()
            if _is_within(address, operation.target, operation.at)
        }
        unit, _, at = today.partition("#")
        has_force = f"{operation.target}#force" in own
        present = {
            address: text.source
            for address, text in self._ground.texts(unit).items()
            if _is_within(address, unit, at) and (has_force or not address.endswith("#force"))
        }
        local = _texts_of(operation.unit) if operation.unit else {}
        before = {self._ground.today(address).only or address: text for address, text in own.items()}
        for address in [*present, *(address for address in before if address not in present)]:
            was, now = before.get(address, ""), present.get(address, "")
            if not _is_like(was, now):
                yield Texts(address, was, now, local.get(address, ""))

    # What is mandatory now

    def _raised(self, drift: Drift) -> Drift:
        """`drift`, or that its unit is mandatory now and the operation takes from it."""
        unit = self._ground.units.get(drift.now.partition("#")[0])
        if unit is None or unit.core is not Core.MANDATORY or unit.id in self._waived:
            return drift
        if not any(_takes(operation, unit) for operation in drift.operations):
            return drift
        return replace(drift, state=State.CORE_RAISED, reasons=(*drift.reasons, f"{unit.id} is mandatory now."))


_IMPOSSIBLE = {
    NO_CHANGE.code: State.REDUNDANT,
    NOT_RESTORED.code: State.REDUNDANT,
    CORE.code: State.CORE_RAISED,
}
_WRITERS = frozenset({Do.PATCH, Do.SET, Do.REMOVE, Do.REPLACE})


def _joined(drifts: list[Drift]) -> Iterator[Drift]:
    """Changes of different places that have come together in one are for a person, each of them."""
    by_unit: dict[str, list[Drift]] = defaultdict(list)
    for drift in drifts:
        if drift.now and drift.operations[0].do in _WRITERS:
            by_unit[drift.now.partition("#")[0]].append(drift)
    for drift in drifts:
        others = [other for other in by_unit[drift.now.partition("#")[0]] if _meet(drift, other)] if drift.now else []
        if others and drift.operations[0].do in _WRITERS:
            names = ", ".join(name for other in others for name in other.ids)
            reason = f"It now meets {names} in {drift.now}: the layer can change one place once only."
            state = drift.state if drift.state.needs_person else State.CONFLICT
            drift = replace(drift, state=state, reasons=(*drift.reasons, reason))  # noqa: PLW2901
        yield drift


def _meet(one: Drift, other: Drift) -> bool:
    return one is not other and _overlap(one.now, other.now) and not _overlap(one.address, other.address)


def _overlap(one: str, other: str) -> bool:
    """Whether two places are one, or one is the unit that the other stands in."""
    return one == other or one.startswith(f"{other}#") or other.startswith(f"{one}#")


def _with_links(operation: Operation, ground: Ground) -> Operation:
    """A patch or setting whose links lead where units are today."""
    find, put, to = operation.find, operation.put, operation.to
    if not any("(unit:" in words for words in (find, put.source if put else "", to.source if to else "")):
        return operation
    put = replace(put, source=ground.with_links(put.source)) if put else None
    to = replace(to, source=ground.with_links(to.source)) if to else None
    return replace(operation, find=ground.with_links(find), put=put, to=to)


def _followed(operations: tuple[Operation, ...], place: str) -> tuple[Operation, ...]:
    """Operations where their unit and field are today."""
    target, _, at = place.partition("#")
    moved = (replace(operation, target=target, at=at) for operation in operations)
    return tuple(replace(o, unit=replace(o.unit, id=target)) if o.unit else o for o in moved)


def _lost(operations: tuple[Operation, ...], text: str, when: str) -> tuple[str, ...]:
    """Of each patch whose words do not occur once in `text`, how often they do."""
    counts = [(o, len(occurrences(text, o.find))) for o in operations if o.do is Do.PATCH]
    return tuple(f'"{o.find}" occurs {count} times {when} ({o.id}).' for o, count in counts if count != 1)


def _texts_of(unit: Unit) -> dict[str, str]:
    texts = {str(address): text.source for address, text in texts_of_unit(unit)}
    return {**texts, f"{unit.id}#force": str(unit.force or "")}


def _local(operations: Collection[Operation], base: str) -> Text:
    """What the operations make of `base`; the language is '' where they keep the text's own."""
    first = next(iter(operations))
    if first.to is not None:
        return Text(normalise(first.to.source), "" if first.at == "force" else first.to.lang)
    text = normalise(base)
    spans = []
    for operation in operations:
        found = occurrences(text, operation.find)
        if len(found) == 1 and operation.put is not None:
            spans.append((found[0], found[0] + len(normalise(operation.find)), normalise(operation.put.source)))
    for start, end, words in sorted(spans, reverse=True):
        text = text[:start] + words + text[end:]
    return Text(text, "")


def _is_like(one: str, other: str) -> bool:
    """Whether two texts differ at most in white space, in the form of quotation marks or in how letters are coded."""
    return normalise(one).translate(_STRAIGHT) == normalise(other).translate(_STRAIGHT)


def _is_within(address: str, unit: str, at: str) -> bool:
    owner, _, field = address.partition("#")
    return owner == unit and (not at or field == at or field.startswith(f"{at}.") or field.endswith(f".{at}"))


def _takes(operation: Operation, unit: Unit) -> bool:
    """Whether an operation takes from a mandatory unit: removes, weakens or narrows it."""
    if operation.do is Do.REMOVE or operation.effect is Effect.WEAKEN:
        return True
    if operation.at == "force" and operation.to and unit.force and operation.to.source in _FORCES:
        return _FORCES.index(Force(operation.to.source)) < _FORCES.index(unit.force)
    new = operation.unit if operation.do is Do.REPLACE else None
    return new is not None and (new.core is not Core.MANDATORY or (new.for_ != unit.for_ and bool(new.for_.facets)))


def _said(words: str, found: tuple[str, ...]) -> str:
    shown = ", ".join(f'"{word}"' for word in found[:4])
    return f"{words[:-1]}: {shown}" if shown else words
