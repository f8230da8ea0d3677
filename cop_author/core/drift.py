"""Says what became of the text under each change of a layer; it must not change anything, nor decide for a person.

For every field that an operation touches there are three texts: the base B0 that the layer recorded, the text B1 that
is below the layer now, and the local text L. What B0, B1 and L are to each other is the state. The changes are lined up
by words (`text.merge`), and what only looks harmless is told apart (`text.sensitive`).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from cop_author.core.inside import Spot, field_of, locate
from cop_author.core.lineage import Lineages, Trace
from cop_author.core.operate import occurrences
from cop_author.model.drift import Drift, State, Texts
from cop_author.model.guideline import Core, Force, Text, Unit
from cop_author.model.layer import Do, Effect, Layer, Operation
from cop_author.model.register import Register
from cop_author.model.workspace import Master
from cop_author.text.addresses import texts_of_unit
from cop_author.text.merge import merge
from cop_author.text.normalise import normalise
from cop_author.text.sensitive import concerns

_FORCES = list(Force)
_STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})


def find_drift(layer: Layer, below: Master, register: Register) -> tuple[Drift, ...]:
    """The state of everything that `layer` changes, over the text that is now `below` it, by operations' ids."""
    return _Finder(layer, below, register).all()


def words_of_terms(master: Master) -> frozenset[str]:
    """The wordings of the glossary in lower case, which no merge may touch unseen."""
    wordings = (wording for term in master.terms for wording in (term.preferred.source, *term.forms))
    return frozenset(wording.casefold() for wording in wordings)


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that one or several operations write, and where it is today."""

    operations: tuple[Operation, ...]
    address: str
    trace: Trace


class _Finder:
    """One layer held against one text."""

    def __init__(self, layer: Layer, below: Master, register: Register) -> None:
        self._layer = layer
        self._units = {unit.id: unit for unit in below.units()}
        self._lineages = Lineages(register.lineage)
        self._bases = dict(layer.base.fields)
        self._terms = words_of_terms(below)
        self._waived = {waiver.unit for waiver in register.waivers if waiver.layer == layer.id}
        self._texts: Callable[[str], Mapping[str, Text]] = cache(self._texts_of)

    def all(self) -> tuple[Drift, ...]:
        found = [drift for operations in self._grouped() for drift in self._of(operations)]
        return tuple(self._joined(found))

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

    def _of(self, operations: tuple[Operation, ...]) -> Iterator[Drift]:
        first = operations[0]
        if first.do in {Do.PATCH, Do.SET}:
            yield self._raised(self._words(operations))
        elif first.do in {Do.REMOVE, Do.REPLACE}:
            yield self._raised(self._whole(first))
        else:
            yield self._place(first)

    # Fields: patch and set

    def _words(self, operations: tuple[Operation, ...]) -> Drift:
        first = operations[0]
        address = f"{first.target}#{first.at}"
        base = self._bases.get(address)
        trace = self._trace(address)
        if trace.only:
            return self._held(operations, address, trace, base)
        if len(trace.found) > 1 and base is not None and (one := self._where_words_are(operations, trace)):
            return self._held(operations, address, Trace((one,), trace.steps), base)
        return Drift(operations, address, State.ORPHANED, choices=self._choices(trace), reasons=_why(trace))

    def _where_words_are(self, operations: tuple[Operation, ...], trace: Trace) -> str:
        """The one successor that holds all the words which the operations replace; '' where there is none."""
        found = [
            address
            for address in trace.found
            if all(o.do is Do.PATCH and len(occurrences(self._text(address).source, o.find)) == 1 for o in operations)
        ]
        return found[0] if len(found) == 1 else ""

    def _held(self, operations: tuple[Operation, ...], address: str, trace: Trace, base: str | None) -> Drift:
        """The state of a field that is in one place."""
        now = self._text(trace.only)
        local = _local(operations, base if base is not None else now.source)
        same = Texts(address, base or "", now.source, local.source)
        drift = Drift(operations, address, State.CURRENT, trace.only, (same,))
        if base is None:
            return replace(drift, state=State.UNRECORDED)
        if _is_like(local.source, now.source) and local.lang in {"", now.lang}:
            return replace(drift, state=State.REDUNDANT)
        if normalise(base) == normalise(now.source):
            return replace(drift, state=State.CURRENT if trace.only == address else State.MOVED, reasons=_why(trace))
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
        lost = [o for o in drift.operations if o.do is Do.PATCH and len(occurrences(theirs, o.find)) != 1]
        if merged.text is None or lost:
            reasons = [f'"{o.find}" occurs {len(occurrences(theirs, o.find))} times now ({o.id}).' for o in lost]
            return replace(drift, state=State.CONFLICT, reasons=tuple(reasons))
        found = concerns(base, mine, theirs, merged, now.lang, self._terms)
        reasons = [_said(concern.reason.words, concern.found) for concern in found]
        if trace.was_merged:
            reasons.append(trace.why)
        state = State.SENSITIVE if reasons else State.MERGEABLE
        return replace(drift, state=state, texts=(replace(texts, merged=merged.text),), reasons=tuple(reasons))

    # Whole units and items: remove and replace

    def _whole(self, operation: Operation) -> Drift:
        address = f"{operation.target}#{operation.at}" if operation.at else operation.target
        trace = self._trace(address) if operation.at else self._lineages.unit(operation.target, self._is_unit)
        if not trace.only:
            gone = operation.do is Do.REMOVE and not trace.found
            state = State.REDUNDANT if gone else State.ORPHANED
            return Drift((operation,), address, state, choices=self._choices(trace), reasons=_why(trace))
        texts = tuple(self._compared(operation, trace.only))
        drift = Drift((operation,), address, State.CURRENT, trace.only, texts)
        recorded = any(within.startswith(f"{operation.target}#") for within in self._bases)
        if not recorded:
            return replace(drift, state=State.UNRECORDED)
        if texts and operation.do is Do.REPLACE:
            added = [each.address for each in texts if not each.base]
            reasons = (f"New below, and not in what the layer prints instead: {', '.join(added)}.",) if added else ()
            return replace(drift, state=State.CONFLICT, reasons=reasons)
        if texts:
            return replace(drift, state=State.RECONFIRM)
        state = State.CURRENT if trace.only == address and not trace.was_merged else State.MOVED
        return replace(drift, state=state, reasons=_why(trace))

    def _compared(self, operation: Operation, today: str) -> Iterator[Texts]:
        """The texts of what is removed or replaced that were changed, added or taken away below."""
        own = {
            address: text
            for address, text in self._bases.items()
            if _is_within(address, operation.target, operation.at)
        }
        unit, _, at = today.partition("#")
        present = {a: t.source for a, t in self._texts(unit).items() if _is_within(a, unit, at) and not _is_value(a)}
        local = {str(a): t.source for a, t in texts_of_unit(operation.unit)} if operation.unit else {}
        before = {self._trace(address).only or address: text for address, text in own.items() if not _is_value(address)}
        for address in [*present, *(address for address in before if address not in present)]:
            was, now = before.get(address, ""), present.get(address, "")
            if not _is_like(was, now):
                yield Texts(address, was, now, local.get(address, ""))

    # Places: insert, move, restore

    def _place(self, operation: Operation) -> Drift:
        target = self._lineages.unit(operation.target, self._is_unit)
        address = operation.target
        beside = operation.after or operation.before
        if operation.do is Do.RESTORE and not target.found:
            return Drift((operation,), address, State.CURRENT)
        if not target.only:
            state = State.ANCHOR_LOST if operation.unit else State.ORPHANED
            return Drift((operation,), address, state, choices=self._choices(target), reasons=_why(target))
        moved = target.only != operation.target
        drift = Drift((operation,), address, State.MOVED if moved else State.CURRENT, target.only, reasons=_why(target))
        if beside and beside != operation.target and not self._is_there(operation, target.only, beside):
            found = self._anchor(operation, beside)
            if not found.only:
                reasons = _why(found) or (f"{beside} is no longer there.",)
                choices = self._choices(found)
                return replace(drift, state=State.ANCHOR_LOST, choices=choices, reasons=reasons)
            return replace(drift, state=State.MOVED, choices=found.found, reasons=_why(found))
        if operation.column and (missing := self._rows_without_cell(operation, target.only)):
            reason = f"The column {operation.column.id} has no cell for: {', '.join(missing)}."
            return replace(drift, state=State.CELL_MISSING, reasons=(reason,))
        return drift

    def _is_there(self, operation: Operation, target: str, beside: str) -> bool:
        """Whether the neighbour is there: a unit for a unit that moves, else an item of the target."""
        if operation.do is Do.MOVE and not operation.at:
            return beside in self._units
        unit = self._units[target]
        above = operation.at if operation.do is Do.INSERT else operation.at.rpartition(".")[0]
        within = Spot("points", above).path(beside)
        return locate(unit, within) is not None or field_of(unit, within) is not None

    def _anchor(self, operation: Operation, beside: str) -> Trace:
        if operation.do is Do.MOVE and not operation.at:
            return self._lineages.unit(beside, self._is_unit)
        return self._trace(f"{operation.target}#{beside}")

    def _rows_without_cell(self, operation: Operation, target: str) -> tuple[str, ...]:
        has = {row for row, _ in operation.column.cells} if operation.column else set()
        return tuple(row.id for row in self._units[target].rows if row.id not in has)

    # What is mandatory now

    def _raised(self, drift: Drift) -> Drift:
        """`drift`, or that its unit is mandatory now and the operation takes from it."""
        unit = self._units.get(drift.now.partition("#")[0])
        if unit is None or unit.core is not Core.MANDATORY or unit.id in self._waived:
            return drift
        if not any(_takes(operation, unit) for operation in drift.operations):
            return drift
        return replace(drift, state=State.CORE_RAISED, reasons=(*drift.reasons, f"{unit.id} is mandatory now."))

    def _joined(self, found: Iterable[Drift]) -> Iterator[Drift]:
        """Changes of different fields that have come together in one are for a person, each of them."""
        drifts = list(found)
        written: dict[str, int] = defaultdict(int)
        for drift in drifts:
            if drift.now and drift.operations[0].do in {Do.PATCH, Do.SET, Do.REMOVE, Do.REPLACE}:
                written[drift.now] += 1
        for drift in drifts:
            shared = written.get(drift.now, 0) > 1 and drift.now != drift.address
            if shared and not drift.state.needs_person:
                reason = f"Several changes of the layer now meet in {drift.now}."
                drift = replace(drift, state=State.CONFLICT, reasons=(*drift.reasons, reason))  # noqa: PLW2901
            yield drift

    # Look-ups

    def _is_unit(self, name: str) -> bool:
        return name in self._units

    def _is_address(self, address: str) -> bool:
        return address in self._texts(address.partition("#")[0])

    def _trace(self, address: str) -> Trace:
        trace = self._lineages.address(address, self._is_address)
        if trace.found or "#" not in address:
            return trace
        unit = self._lineages.unit(address.partition("#")[0], self._is_unit)
        return Trace((), trace.steps or unit.steps)

    def _text(self, address: str) -> Text:
        return self._texts(address.partition("#")[0])[address]

    def _texts_of(self, unit: str) -> Mapping[str, Text]:
        """The texts of a unit by address, its force among them, and every list item by the address of its text."""
        found = self._units.get(unit)
        if found is None:
            return {}
        texts = {str(address): text for address, text in texts_of_unit(found)}
        heads = {f"{unit}#{row.id}": row.head for row in found.rows}
        columns = {f"{unit}#{column.id}": column.head for column in found.columns}
        return {**columns, **heads, **texts, f"{unit}#force": Text(str(found.force or ""), "")}

    def _choices(self, trace: Trace) -> tuple[str, ...]:
        """Where a change may go whose own place is gone: the successors, as far as they are still there."""
        steps = [name for step in trace.steps for name in step.to if name.partition("#")[0] in self._units]
        return tuple(dict.fromkeys((*trace.found, *steps)))


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


def _is_value(address: str) -> bool:
    return address.endswith("#force")


def _takes(operation: Operation, unit: Unit) -> bool:
    """Whether an operation takes from a mandatory unit: removes, weakens or narrows it."""
    if operation.do is Do.REMOVE or operation.effect is Effect.WEAKEN:
        return True
    if operation.at == "force" and operation.to and unit.force and operation.to.source in _FORCES:
        return _FORCES.index(Force(operation.to.source)) < _FORCES.index(unit.force)
    new = operation.unit if operation.do is Do.REPLACE else None
    return new is not None and (new.core is not Core.MANDATORY or (new.for_ != unit.for_ and bool(new.for_.facets)))


def _why(trace: Trace) -> tuple[str, ...]:
    return (f"{trace.why}.",) if trace.why else ()


def _said(words: str, found: tuple[str, ...]) -> str:
    shown = ", ".join(f'"{word}"' for word in found[:4])
    return f"{words[:-1]}: {shown}" if shown else words
