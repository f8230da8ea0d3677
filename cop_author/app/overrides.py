"""Makes, rewrites and withdraws a layer's operations, and keeps the record of the texts they were made for.

Nothing is written that `cop check` would call an error, and nothing is overwritten that an upgrade must see.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path

from cop_author.app.layer_sources import NewSource
from cop_author.app.override_plan import Plan
from cop_author.app.texts import Grounds, Opened, below, open_texts, stack_of
from cop_author.app.workbench import Applied, apply
from cop_author.core.bases import bases_of
from cop_author.core.compare import VALUES, FieldChange, field_changes
from cop_author.core.operation_rules import TWO_WRITERS
from cop_author.core.resolve import resolve
from cop_author.errors import HistoryUnavailable, UsageError
from cop_author.formats import layer_edits as edits
from cop_author.formats.plain import plain_operation
from cop_author.model.guideline import Unit
from cop_author.model.layer import Effect, Layer, LegalBasis, Operation
from cop_author.model.place import NOWHERE
from cop_author.model.problem import Problem, Problems
from cop_author.model.workspace import Master
from cop_author.text.nearest import did_you_mean


@dataclass(frozen=True, slots=True)
class Subject:
    """A unit as a layer's team finds it: the texts it comes from, and how it reads below the layer and in it."""

    opened: Opened
    layer: Layer
    grounds: Grounds
    ground: Master
    unit: str
    below: Unit | None
    now: Unit | None

    @property
    def own(self) -> tuple[Operation, ...]:
        """The layer's operations on the unit, by id."""
        return operations_on(self.layer, self.unit)

    @property
    def master(self) -> Unit | None:
        """The unit as the master wrote it."""
        return _unit(self.grounds.master, self.unit)


@dataclass(frozen=True, slots=True)
class Why:
    """What only a person can say of an override."""

    reason: str = ""
    effect: Effect = Effect.LOCALISE
    legal: LegalBasis | None = None
    owner: str = ""
    review: str = ""
    consulted: tuple[str, ...] = ()
    locked: bool = False
    proposed_upstream: bool = False


@dataclass(frozen=True, slots=True)
class Overridden:
    """What became of a unit: the operations, how it read in the layer and reads now, and what was written."""

    layer: str
    unit: str
    plan: Plan
    before: Unit | None
    after: Unit | None
    fields: tuple[FieldChange, ...]
    order: tuple[str, ...]
    applied: Applied
    in_git: bool = False
    """Whether every file that was changed stood just so in the last commit, so that git can bring it back."""


def open_subject(folder: Path, unit: str, layer: str) -> Subject:
    """`unit` as the team of `layer` finds it; UsageError where the layer or the unit is not there."""
    opened = open_texts(folder)
    subject = _subject(opened, opened.layer(layer), unit)
    if subject.below is None and subject.now is None and subject.master is None:
        known = [found.id for found in _resolved(opened, subject.grounds, subject.layer).units()]
        hint = did_you_mean(unit, known) or "`cop unit list` shows all units."
        raise UsageError(f"there is no unit {unit!r} in {_standing(subject.layer)}", hint)
    return subject


def override(
    subject: Subject, plan: Plan, why: Why, source: NewSource | None = None, *, dry_run: bool = False
) -> Overridden:
    """Carry out a plan: `why` is said of what it adds."""
    numbered = _numbered(subject.layer, plan.added, why)
    source_language = subject.opened.workspace.config.source_language
    plan = replace(plan, added=tuple(_with_language(operation, source_language) for operation in numbered))
    layer = _planned(subject.layer, plan)
    bases = _bases(subject, layer, {operation.id for operation in (*plan.added, *plan.rewritten)})
    pin = subject.layer.base.pin

    def edit(files: Mapping[str, str]) -> edits.Changes:
        now = dict(files)
        found: edits.Changes = {}
        for change in _steps(layer.id, plan, source):
            found |= change(now)
            now = {name: text for name, text in {**files, **found}.items() if text is not None}
        return found | edits.write_base(now, layer.id, pin, bases)

    applied = apply(subject.opened.root, edit, dry_run=dry_run)
    after = _unit(_resolved(subject.opened, subject.grounds, layer), _shown(subject, plan))
    before = subject.now if after is None or after.id == subject.unit else None
    changes = tuple(change for change in field_changes(before, after) if before or change.field not in VALUES)
    order = _new_order(before, after)
    in_git = _is_in_git(subject.opened, (*applied.changed, *applied.deleted))
    return Overridden(layer.id, subject.unit, plan, before, after, changes, order, applied, in_git)


def not_below(subject: Subject) -> tuple[str, str]:
    """Why a unit that is not in the text below the layer cannot be changed, and what can be done."""
    own = next((o for o in subject.layer.operations if o.unit and o.unit.id == subject.unit), None)
    if own:
        again = f"cop layer override {subject.unit} --layer {subject.layer.id}"
        return (
            f"{own.id} of this layer inserts {subject.unit}",
            f"Change its words in the editor: {again}; or take it out: cop layer withdraw {own.id}",
        )
    return (
        f"a lower layer removed {subject.unit}",
        f"Bring it back first: cop layer override {subject.unit} --layer {subject.layer.id} --restore --reason …",
    )


def find_layer(opened: Opened, operation: str) -> Layer:
    """The layer that holds an operation, found by the operation's id; UsageError where none does."""
    found = [layer for layer in opened.workspace.layers if any(o.id == operation for o in layer.operations)]
    if len(found) == 1:
        return found[0]
    if found:
        names = " or ".join(layer.id for layer in found)
        raise UsageError(f"several layers hold an operation {operation!r}", f"Say which: --layer {names}")
    known = [o.id for layer in opened.workspace.layers for o in layer.operations]
    hint = did_you_mean(operation, known) or "`cop layer explain UNIT` shows the operations on a unit."
    raise UsageError(f"no layer holds an operation {operation!r}", hint)


def withdraw(folder: Path, operations: tuple[str, ...], layer: str, *, dry_run: bool = False) -> Overridden:
    """The layer ('': the one that holds the first) without operations on one unit."""
    opened = open_texts(folder)
    found = opened.layer(layer) if layer else find_layer(opened, operations[0])
    held = tuple(_held(found, name) for name in dict.fromkeys(operations))
    targets = list(dict.fromkeys(o.unit.id if o.unit else o.target for o in held))
    if len(targets) > 1:
        raise UsageError(f"they are on several units: {', '.join(targets)}", "Withdraw those of one unit at a time.")
    return override(_subject(opened, found, targets[0]), Plan(withdrawn=held), Why(), dry_run=dry_run)


def _held(layer: Layer, name: str) -> Operation:
    by_id = {operation.id: operation for operation in layer.operations}
    if name not in by_id:
        hint = did_you_mean(name, by_id) or f"It has: {', '.join(sorted(by_id)) or 'none'}."
        raise UsageError(f"the layer {layer.id!r} has no operation {name!r}", hint)
    return by_id[name]


def would_be(subject: Subject, plan: Plan) -> Unit | None:
    """How the unit would read in the layer."""
    layer = _planned(subject.layer, replace(plan, added=_numbered(subject.layer, plan.added, Why(reason="…"))))
    return _unit(_resolved(subject.opened, subject.grounds, layer), subject.unit)


def problems_with(subject: Subject, plan: Plan) -> Problems:
    """What could not be done of a plan, told before anybody is asked for a reason."""
    added = _numbered(subject.layer, plan.added, Why(reason="…"))
    layer = _planned(subject.layer, replace(plan, added=added))
    layers = (*subject.grounds.layers[:-1], layer)
    _, old = resolve(subject.grounds.master, subject.grounds.layers, subject.opened.workspace.register)
    _, found = resolve(subject.grounds.master, layers, subject.opened.workspace.register)
    known = {(problem.code, problem.message) for problem in old}
    new = [p for p in found if p.is_error and (p.code, p.message) not in known]
    clashes = [p for p in new if p.code == TWO_WRITERS.code]
    own = _clash(subject, clashes) if clashes else ()
    return (*own, *(problem for problem in new if problem not in clashes))


def _clash(subject: Subject, clashes: list[Problem]) -> Problems:
    """Operations of the layer that write the same place already, in one finding."""
    words = {word for problem in clashes for word in problem.message.split()}
    held = [operation.id for operation in subject.own if operation.id in words]
    again = f"cop layer override {subject.unit} --layer {subject.layer.id}"
    message = f"{' and '.join(held)} of this layer write there already" if held else clashes[0].message
    hint = f"Change the words in the editor: {again}; or first: cop layer withdraw {' '.join(held)}"
    return (TWO_WRITERS.at(NOWHERE, message, hint if held else ""),)


def operations_on(layer: Layer, unit: str) -> tuple[Operation, ...]:
    """A layer's operations on a unit, the insertion that brought it included, by id; not those that insert others."""
    own = (o for o in layer.operations if (o.unit.id == unit if o.unit else o.target == unit))
    return tuple(sorted(own, key=lambda found: found.id))


def _bases(subject: Subject, layer: Layer, fresh: Collection[str]) -> dict[str, str]:
    """Base texts as they are to stand: those recorded that something still needs, and those of what is new."""
    needed = bases_of(layer, subject.ground, subject.grounds.master, subject.opened.workspace.register)
    undone = {o.target for o in layer.operations if o.id not in needed}
    wanted = {address for texts in needed.values() for address in texts}
    kept = {a: text for a, text in layer.base.fields if a in wanted or a.partition("#")[0] in undone}
    new = {a: text for name, texts in needed.items() if name in fresh for a, text in texts.items()}
    return new | kept


def _steps(layer: str, plan: Plan, source: NewSource | None) -> Iterator[Callable[[edits.Files], edits.Changes]]:
    """One change of files after the other; each is handed the files as those before it left them."""
    if source:
        yield partial(edits.add_source, layer=layer, name=source.id, item=source.item)
    for gone in plan.withdrawn:
        yield partial(edits.remove_operation, layer=layer, operation=gone.id)
    for changed in plan.rewritten:
        item = plain_operation(changed)
        yield partial(edits.replace_operation, layer=layer, operation=changed.id, item=item)
    for new in plan.added:
        yield partial(edits.add_operation, layer=layer, target=new.target, item=plain_operation(new))


def _numbered(layer: Layer, drafts: tuple[Operation, ...], why: Why) -> tuple[Operation, ...]:
    """Drafts with the layer's next ids, and what was said of them."""
    approved, discussed = [a.operation for a in layer.approvals], [c.operation for c in layer.comments]
    known = (*(operation.id for operation in layer.operations), *approved, *discussed)
    used = [name.removeprefix(f"{layer.id}-") for name in known]
    last = max((int(number) for number in used if number.isdigit()), default=0)
    said = {each.name: getattr(why, each.name) for each in fields(why)}
    return tuple(replace(draft, id=f"{layer.id}-{last + at:03}", **said) for at, draft in enumerate(drafts, 1))


def _with_language(operation: Operation, source: str) -> Operation:
    """Says the language of what an operation writes, where that is another than the source language."""
    new = operation.point or operation.choice
    text = operation.to or (new.text if new else None) or (operation.row.head if operation.row else None)
    return replace(operation, lang=text.lang) if text and text.lang != source and not operation.lang else operation


def _planned(layer: Layer, plan: Plan) -> Layer:
    gone = {operation.id for operation in (*plan.withdrawn, *plan.rewritten)}
    kept = tuple(operation for operation in layer.operations if operation.id not in gone)
    return replace(layer, operations=(*kept, *plan.rewritten, *plan.added))


def _shown(subject: Subject, plan: Plan) -> str:
    """The unit to show: the one that is inserted, else the one that is changed."""
    inserted = next((o.unit.id for o in plan.added if o.unit and o.unit.id != subject.unit), "")
    return inserted or subject.unit


def _new_order(before: Unit | None, after: Unit | None) -> tuple[str, ...]:
    """The ids of items in their new order, where only their order changed."""
    for key in ("points", "choices", "rows", "columns"):
        old, new = ([item.id for item in getattr(unit, key)] if unit else [] for unit in (before, after))
        if old != new and sorted(old) == sorted(new):
            return tuple(new)
    return ()


def _subject(opened: Opened, layer: Layer, unit: str) -> Subject:
    """A unit, which may be gone: an operation on it can be withdrawn all the same."""
    grounds, problems = stack_of(opened, layer)
    ground, more = below(opened, layer)
    if grounds is None or ground is None:
        problem = (*problems, *more)[0]
        raise UsageError(problem.message, problem.hint)
    now = _resolved(opened, grounds, layer)
    return Subject(opened, layer, grounds, ground.master, unit, _unit(ground.master, unit), _unit(now, unit))


def _is_in_git(opened: Opened, names: tuple[str, ...]) -> bool:
    if not opened.history.is_available:
        return False
    try:
        return all(opened.history.file_at("HEAD", name) == opened.found.files[name].encode() for name in names)
    except HistoryUnavailable:
        return False


def _resolved(opened: Opened, grounds: Grounds, layer: Layer) -> Master:
    layers = (*grounds.layers[:-1], layer)
    return resolve(grounds.master, layers, opened.workspace.register)[0].master


def _unit(master: Master, name: str) -> Unit | None:
    return next((unit for unit in master.units() if unit.id == name), None)


def _standing(layer: Layer) -> str:
    pin = layer.base.pin
    return f"{pin.of} {pin.version}" if pin and not layer.follow else layer.parent
