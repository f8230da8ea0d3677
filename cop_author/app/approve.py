"""Signatures under a layer's changes and values: shown before they are given, and bound to what was shown.

Nobody signs their own; what cannot be done as it is written cannot be signed; a reply sheet is taken whole or not at
all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cop_author.app.texts import Opened, open_texts, stack_of
from cop_author.app.workbench import Applied, apply
from cop_author.core import approvals
from cop_author.core.compare import FieldChange, field_changes
from cop_author.core.resolve import resolve
from cop_author.errors import CopError, UsageError
from cop_author.formats import layer_edits as edits
from cop_author.formats.reply import Reply, parse_replies
from cop_author.model.deviation import Standing
from cop_author.model.guideline import Unit
from cop_author.model.layer import Layer, Operation, ParameterValue
from cop_author.model.place import Where
from cop_author.model.problem import Problem, Problems, Rule
from cop_author.text.days import days_between, is_day
from cop_author.text.nearest import did_you_mean

REFUSED = Rule(
    "L209",
    "A row of a reply sheet that cannot be taken",
    "A signature must be by somebody else, under exactly what stands in the layer now.",
    "Have the row looked at again, on a fresh sheet. Nothing of this sheet was taken.",
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be signed: an operation or a value, where its approval stands, and what it does to the text."""

    name: str
    digest: str
    standing: Standing
    owner: str
    operation: Operation | None = None
    value: ParameterValue | None = None
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """A layer with all that can be signed in it, in the order of its files."""

    root: Path
    layer: Layer
    subjects: tuple[Subject, ...]

    def find(self, names: tuple[str, ...]) -> tuple[Subject, ...]:
        """The subjects of these names; UsageError where one cannot be signed."""
        known = {subject.name: subject for subject in self.subjects}
        for name in names:
            if name in {operation.id for operation in self.layer.operations} - set(known):
                raise UsageError(f"{name} cannot be done as it is written", f"Run: cop layer check {self.layer.id}")
            if name not in known:
                hint = did_you_mean(name, known) or "Name operations by id, and values by the parameter's name."
                raise UsageError(f"the layer {self.layer.id!r} has nothing called {name!r}", hint)
        return tuple(known[name] for name in dict.fromkeys(names))

    def unsigned(self) -> tuple[Subject, ...]:
        """What nobody has approved as it stands now."""
        return tuple(subject for subject in self.subjects if subject.standing is not Standing.APPROVED)


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, as what, and when; with `due`, leave to publish unapproved until that day, for a `reason`."""

    name: str
    role: str
    date: str
    due: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Replies:
    """A reply sheet against a layer: what it brings, what of it is recorded already, and why it cannot be taken."""

    approved: tuple[Subject, ...]
    commented: tuple[Reply, ...]
    known: int
    refused: Problems
    rows: tuple[Reply, ...] = ()


def open_desk(folder: Path, name: str, today: str) -> Desk:
    """The layer `name` of the workspace at or above `folder`, ready to be signed as of `today` (ISO 8601)."""
    opened = open_texts(folder)
    layer = opened.layer(name)
    if layer.illustrative:
        raise UsageError(
            f"the layer {layer.id!r} is an illustration, which nobody approves",
            "A layer that somebody issues has no `illustrative: true` in its layer.yaml.",
        )
    return Desk(opened.root, layer, tuple(subjects_of(opened, layer, today)))


def is_own(subject: Subject, name: str) -> bool:
    """Whether `name` answers for the subject, and so cannot approve it."""
    return approvals.is_same_person(subject.owner, name)


def sign(desk: Desk, subjects: tuple[Subject, ...], signer: Signer, *, dry_run: bool = False) -> Applied:
    """One signature under each subject, or under none."""
    _need_signer(desk, signer)
    if not signer.due and (own := [subject.name for subject in subjects if is_own(subject, signer.name)]):
        raise UsageError(f"{signer.name} owns {', '.join(own)}", "Somebody else has to approve it.")
    new = [subject for subject in subjects if not _is_signed(desk.layer, subject, signer.name, signer.due)]
    return _write(desk, [_signature(subject, signer) for subject in new], [], dry_run=dry_run)


def read_replies(desk: Desk, text: str, path: str, today: str) -> Replies:
    """What the reply sheet `text` comes to; every row that cannot be taken is named."""
    rows, problems = parse_replies(text, path)
    known = {subject.name: subject for subject in desk.subjects}
    refused = [*problems, *(wrong for reply in rows if (wrong := _find_wrong(reply, known, path, today)))]
    sound = [reply for reply in rows if not _find_wrong(reply, known, path, today)]
    fresh = [reply for reply in sound if not _is_known(desk.layer, reply)]
    approved = tuple(known[reply.subject] for reply in fresh if reply.decision.casefold() == "approve")
    commented = tuple(reply for reply in fresh if reply.comment)
    return Replies(approved, commented, len(sound) - len(fresh), tuple(refused), tuple(fresh))


def take_replies(desk: Desk, replies: Replies, *, dry_run: bool = False) -> Applied:
    """The signatures and comments of a sheet, all of them; UsageError where a row was refused."""
    if replies.refused:
        raise UsageError("a sheet with rows that cannot be taken is not taken at all", replies.refused[0].hint)
    known = {subject.name: subject for subject in desk.subjects}
    signed = [
        _signature(known[reply.subject], Signer(reply.name, reply.role, reply.date))
        for reply in replies.rows
        if reply.decision.casefold() == "approve"
    ]
    said = [
        _kind(known[reply.subject])
        | {"digest": reply.digest, "name": reply.name, "date": reply.date, "text": reply.comment}
        for reply in replies.commented
    ]
    return _write(desk, signed, said, dry_run=dry_run)


def subjects_of(opened: Opened, layer: Layer, today: str) -> Iterator[Subject]:
    """All that can be signed in `layer` as of `today`, in the order of its files."""
    grounds, problems = stack_of(opened, layer)
    if grounds is None:
        raise CopError(problems[0].message, problems[0].hint)
    below, _ = resolve(grounds.master, grounds.layers[:-1], opened.workspace.register)
    above, _ = resolve(grounds.master, grounds.layers, opened.workspace.register)
    done = {origin.operation for found in above.origins.values() for origin in found if origin.layer == layer.id}
    now = approvals.digests(layer, below.master, above.master)
    standings = approvals.standings(layer, now, today)
    before, after = ({unit.id: unit for unit in text.master.units()} for text in (below, above))
    for operation in layer.operations:
        if operation.id in done:
            name, fields = operation.id, _fields(operation, before, after)
            yield Subject(name, now[name], standings[name], operation.owner, operation=operation, fields=fields)
    for value in layer.parameters:
        yield Subject(value.name, now[value.name], standings[value.name], value.owner, value=value)


def _fields(operation: Operation, before: Mapping[str, Unit], after: Mapping[str, Unit]) -> tuple[FieldChange, ...]:
    """How the operation's part of the text reads below the layer and with it."""
    name = operation.unit.id if operation.unit else operation.target
    old, new = approvals.seen(operation, before, after)
    places = {address.partition("#")[2] for address in (*old, *new)}
    changes = field_changes(before.get(name), after.get(name))
    return tuple(change for change in changes if change.field in places or "" in places)


def _need_signer(desk: Desk, signer: Signer) -> None:
    if not signer.name.strip() or not signer.role.strip():
        raise UsageError("a signature needs a name and a role", "Give both: --name … --role …")
    if not signer.due and not signer.reason:
        return
    if not signer.reason or not is_day(signer.due):
        raise UsageError(
            "leave to publish without approval needs a reason and a day",
            "Give both: --urgent --due 2027-01-31 --reason …",
        )
    if not 0 <= days_between(signer.date, signer.due) <= approvals.LONGEST_LEAVE:
        raise UsageError(
            f"{signer.due} is not within {approvals.LONGEST_LEAVE} days",
            f"An urgent fix of {desk.layer.id} is for days; then somebody approves it.",
        )


def _find_wrong(reply: Reply, known: Mapping[str, Subject], path: str, today: str) -> Problem | None:
    subject = known.get(reply.subject)
    decision = reply.decision.casefold()
    wrong = ""
    if subject is None:
        wrong = f"there is nothing called {reply.subject!r} that can be signed"
    elif decision not in {"approve", "comment"}:
        wrong = f"{reply.decision!r} is no decision; write approve or comment"
    elif reply.digest.casefold() != subject.digest:
        wrong = f"{reply.subject} is not any more what the sheet showed"
    elif not reply.name or (decision == "approve" and not reply.role):
        wrong = f"{reply.subject}: a name and a role must stand in the row"
    elif decision == "comment" and not reply.comment:
        wrong = f"{reply.subject}: the comment is empty"
    elif not is_day(reply.date) or reply.date > today:
        wrong = f"{reply.subject}: {reply.date!r} is no day on which somebody can have signed; write {today}"
    elif decision == "approve" and is_own(subject, reply.name):
        wrong = f"{reply.subject}: {reply.name} owns it, and somebody else has to approve it"
    return REFUSED.at(Where(path, reply.row, 1), f"row {reply.row}: {wrong}") if wrong else None


def _is_signed(layer: Layer, subject: Subject, name: str, due: str) -> bool:
    return any(
        entry.subject == subject.name
        and entry.digest == subject.digest
        and bool(entry.due) is bool(due)
        and approvals.is_same_person(entry.name, name)
        for entry in layer.approvals
    )


def _is_known(layer: Layer, reply: Reply) -> bool:
    """Whether all that a row says is recorded already, as when a sheet is taken twice."""
    key = (reply.subject, reply.digest.casefold(), reply.name)
    signed = {(entry.subject, entry.digest, entry.name) for entry in layer.approvals if not entry.due}
    said = {(c.operation or c.parameter, c.digest, c.name, c.text) for c in layer.comments}
    has_signed = reply.decision.casefold() != "approve" or key in signed
    return has_signed and (not reply.comment or (*key, reply.comment) in said)


def _signature(subject: Subject, signer: Signer) -> dict[str, Any]:
    about = {"digest": subject.digest, "role": signer.role.strip(), "name": signer.name.strip(), "date": signer.date}
    return _kind(subject) | about | {"due": signer.due, "reason": signer.reason}


def _kind(subject: Subject) -> dict[str, Any]:
    return {"operation" if subject.operation else "parameter": subject.name}


def _write(desk: Desk, signed: list[dict[str, Any]], said: list[dict[str, Any]], *, dry_run: bool) -> Applied:
    def edit(files: Mapping[str, str]) -> edits.Changes:
        found: edits.Changes = {}
        for add, items in ((edits.add_approval, signed), (edits.add_comment, said)):
            for item in items:
                now = {name: text for name, text in {**files, **found}.items() if text is not None}
                found |= add(now, desk.layer.id, item)
        return found

    return apply(desk.root, edit, dry_run=dry_run)
