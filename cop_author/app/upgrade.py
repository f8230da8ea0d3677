"""Takes a layer to another release of the text below it: a plan first, then all of it or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cop_author.app.drift import drift_over, target_version, text_at
from cop_author.app.interrupted import JOURNAL
from cop_author.app.texts import Opened, grounds_at, numbers, open_texts, releases_of
from cop_author.app.workbench import Applied, apply
from cop_author.core.bases import rebased
from cop_author.core.ground import Ground
from cop_author.core.upgrade import misfit, outcome, plan_items, undecided
from cop_author.errors import CopError, UsageError
from cop_author.formats import layer_edits as edits
from cop_author.formats.edits import rename_mentions
from cop_author.formats.plain import plain_operation
from cop_author.formats.upgrade_plan import Sheet, parse_sheet, write_sheet
from cop_author.model.layer import Layer, Operation, Pin
from cop_author.model.problem import Problems, Rule
from cop_author.model.upgrade import Action, Decision, Item
from cop_author.store.journal import Journal, finish, read_journal, undo, write_journaled
from cop_author.store.workspace import find_root

OTHER_PLAN = Rule(
    "V109",
    "A decision on something that has changed since",
    "What was decided was decided of other words.",
    "Write the plan again, and decide on what it shows now.",
)
MISFIT = Rule(
    "V110",
    "A decision that does not fit its item",
    "What cannot be carried out is not carried out in part either.",
    "Choose one of those after `may-be`, with the text or place that it needs.",
)


@dataclass(frozen=True, slots=True)
class UpgradePlan:
    """What an upgrade of `layer` from one release of `of` to another would do, item by item."""

    layer: Layer
    of: str
    version_from: str
    version_to: str
    items: tuple[Item, ...]

    @property
    def open(self) -> tuple[Item, ...]:
        """What a person has to decide."""
        return undecided(self.items, {})


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did. `undecided` and `refused` say why nothing was written; `dropped` went with its reason."""

    plan: UpgradePlan
    undecided: tuple[Item, ...]
    dropped: tuple[Operation, ...]
    applied: Applied | None

    @property
    def refused(self) -> Problems:
        """Errors that the upgraded layer would have."""
        return self.applied.refused if self.applied else ()


def plan_upgrade(folder: Path, name: str, to: str = "", *, force: bool = False) -> UpgradePlan:
    """The plan for taking the layer `name` to the release `to` ('': the newest); nothing is written."""
    opened = open_texts(folder)
    return _plan(opened, opened.layer(name), to, force=force)


def apply_upgrade(
    folder: Path, name: str, to: str, decisions: Mapping[str, Decision], *, force: bool = False, dry_run: bool = False
) -> Upgraded:
    """Carry out the plan with `decisions` by item; where one is missing or an error would follow, nothing changes."""
    opened = open_texts(folder)
    plan = _plan(opened, opened.layer(name), to, force=force)
    _need_fit(plan, decisions)
    if left := undecided(plan.items, decisions):
        return Upgraded(plan, left, (), None)
    operations = {item.key: outcome(item, _decided(item, decisions)) for item in plan.items}
    layer = _upgraded(opened, plan, operations)
    text = text_at(opened, layer, plan.version_to).master
    ids = (unit for step in opened.workspace.register.lineage for unit in (step.id,) if "#" not in unit)
    renamed = Ground(text, opened.workspace.register).renamed(ids)

    def edit(files: Mapping[str, str]) -> edits.Changes:
        return _changes(files, plan.layer, layer, renamed)

    def write(root: Path, changes: Mapping[str, str | None]) -> None:
        write_journaled(root, f"{JOURNAL}{name}", changes)

    applied = apply(opened.root, edit, dry_run=dry_run, write=write)
    kept = {operation.id for operation in layer.operations}
    dropped = tuple(operation for operation in plan.layer.operations if operation.id not in kept)
    return Upgraded(plan, (), dropped, applied)


def plan_file(plan: UpgradePlan, *, every: bool = False) -> str:
    """The items of a plan as a file to be filled in: what is open, and what was merged; with `every`, all."""
    asked = (item for item in plan.items if every or item.decided is None or item.decided.action is Action.ACCEPT)
    return write_sheet(plan.layer.id, plan.version_to, asked)


def read_decisions(plan: UpgradePlan, path: Path) -> tuple[dict[str, Decision], Problems]:
    """Decisions by item from a plan that somebody filled in, or what is wrong with the file."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    sheet, problems = parse_sheet(text, str(path))
    if sheet is None or problems:
        return {}, problems
    if (sheet.layer, sheet.to) != (plan.layer.id, plan.version_to):
        message = f"{path} is about {sheet.layer} {sheet.to}, and this is {plan.layer.id} {plan.version_to}"
        raise UsageError(message, f"Write a plan: cop layer upgrade {plan.layer.id} --plan --out FILE")
    return _answers(plan, sheet)


def _answers(plan: UpgradePlan, sheet: Sheet) -> tuple[dict[str, Decision], Problems]:
    items = {item.key: item for item in plan.items}
    found: dict[str, Decision] = {}
    problems = []
    for answer in sheet.answers:
        item = items.get(answer.item)
        decision = Decision(answer.decision, answer.text or answer.place)
        if item is None or item.seen != answer.seen:
            problems.append(OTHER_PLAN.at(answer.where, f"{answer.item} is not what it was when the plan was written"))
        elif wrong := misfit(item, decision):
            problems.append(MISFIT.at(answer.where, f"{answer.item}: {wrong}"))
        else:
            found[answer.item] = decision
    return found, tuple(problems)


def continue_upgrade(folder: Path, name: str) -> tuple[str, ...]:
    """Finish an upgrade that was cut off; the files it changed."""
    root = find_root(folder)
    journal = _need_journal(root, name)
    finish(root, journal)
    return tuple(journal.after)


def abort_upgrade(folder: Path, name: str) -> tuple[str, ...]:
    """Undo an upgrade that was cut off; the files put back."""
    root = find_root(folder)
    journal = _need_journal(root, name)
    undo(root, journal)
    return tuple(journal.before)


def _plan(opened: Opened, layer: Layer, to: str, *, force: bool) -> UpgradePlan:
    if layer.follow:
        raise UsageError(f"{layer.id} follows the work tree", "Take `follow` out of layer.yaml, and pin a release.")
    version = target_version(opened, layer, to)
    if not version or all(release.version != version for release in releases_of(opened, layer.parent)):
        known = ", ".join(release.version for release in releases_of(opened, layer.parent)) or "none"
        hint = f"Recorded are: {known}. Another: cop release record {layer.parent}"
        raise UsageError(f"there is no release {to or 'of ' + layer.parent} to upgrade to", hint)
    pin = layer.base.pin
    if pin and numbers(version) < numbers(pin.version) and not force:
        hint = "To go back all the same, add --force."
        raise UsageError(f"{layer.id} stands on {pin.of} {pin.version}, which is newer than {version}", hint)
    drifts = drift_over(opened, layer, version)
    return UpgradePlan(layer, layer.parent, pin.version if pin else "", version, plan_items(drifts))


def _need_fit(plan: UpgradePlan, decisions: Mapping[str, Decision]) -> None:
    items = {item.key: item for item in plan.items}
    for key, decision in decisions.items():
        if key not in items:
            raise UsageError(f"the plan has no item {key!r}", f"It has: {', '.join(items) or 'none'}.")
        if wrong := misfit(items[key], decision):
            raise UsageError(f"{key}: {wrong}", "`cop layer upgrade LAYER --plan` shows what may be chosen.")


def _decided(item: Item, decisions: Mapping[str, Decision]) -> Decision:
    found = decisions.get(item.key) or item.decided
    assert found is not None
    return found


def _upgraded(opened: Opened, plan: UpgradePlan, operations: Mapping[str, tuple[Operation, ...]]) -> Layer:
    """The layer with its new operations, over the new text, and the bases that it then has."""
    kept = tuple(operation for found in operations.values() for operation in found)
    ids = {operation.id for item in plan.items for operation in item.drift.operations}
    rest = tuple(operation for operation in plan.layer.operations if operation.id not in ids)
    release = next(found for found in releases_of(opened, plan.of) if found.version == plan.version_to)
    layer = replace(plan.layer, operations=(*rest, *kept))
    grounds, problems = grounds_at(opened, plan.of, plan.version_to)
    if grounds is None:
        raise CopError(problems[0].message, problems[0].hint)
    text = text_at(opened, layer, plan.version_to)
    pin = Pin(release.of, release.version, release.digest)
    return rebased(layer, pin, text.master, grounds.master, opened.workspace.register)


def _changes(files: Mapping[str, str], old: Layer, new: Layer, renamed: Iterable[tuple[str, str]]) -> edits.Changes:
    """The files of the upgraded layer, as far as they differ; what they say of renamed units follows."""
    now, found = dict(files), edits.Changes()
    before = {operation.id: operation for operation in old.operations}
    after = {operation.id: operation for operation in new.operations}

    def put(change: Mapping[str, str | None]) -> None:
        found.update(change)
        for path, text in change.items():
            now.pop(path, None)
            if text is not None:
                now[path] = text

    for name, operation in before.items():
        new_one = after.get(name)
        if new_one is None:
            put(edits.remove_operation(now, old.id, name))
        elif new_one.target != operation.target:
            put(edits.retarget_operation(now, old.id, name, new_one.target, plain_operation(new_one)))
        elif new_one != operation:
            put(edits.replace_operation(now, old.id, name, plain_operation(new_one)))
    for was, name in renamed:
        own = {path: text for path, text in now.items() if path.startswith(f"{edits.LAYERS}/{old.id}/")}
        put(rename_mentions(own, was, name))
    put(edits.write_base(now, new.id, new.base.pin, dict(new.base.fields)))
    return found


def _need_journal(root: Path, name: str) -> Journal:
    found = read_journal(root, f"{JOURNAL}{name}")
    if found is None:
        raise UsageError(f"no upgrade of {name} was interrupted", f"Begin one: cop layer upgrade {name} --plan")
    return found
