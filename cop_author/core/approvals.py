"""Who signed what, and whether it is still what they saw; it must not decide whether anything may be published.

A signature is bound to a digest of the operation with its reason, of the text it was written for and of the text that
came of it, parameters unfilled. Values of parameters are signed apart, so that a new helpline number voids nothing
else.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import MISSING as NO_DEFAULT, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from cop_author.model.deviation import Standing
from cop_author.model.guideline import Unit
from cop_author.model.layer import Approval, Comment, Layer, Operation, ParameterValue
from cop_author.model.problem import Problem, Problems, Rule, Severity
from cop_author.model.workspace import Master
from cop_author.text.addresses import texts_of_unit
from cop_author.text.days import is_day
from cop_author.text.nearest import did_you_mean
from cop_author.text.normalise import digest, normalise

NAMES_NOTHING = Rule(
    "L201",
    "A signature or comment that does not name one thing",
    "Nobody can tell what was signed.",
    "Name either an `operation` or a `parameter`, not both.",
)
UNKNOWN = Rule(
    "L202",
    "A signature under something that is not there",
    "What it was meant for stands unsigned.",
    "Correct the name, or delete the entry; git keeps it.",
    Severity.WARNING,
)
STALE = Rule(
    "L203",
    "A signature under something that has changed since",
    "Nobody has approved what would be printed now.",
    "Have it looked at again: cop layer approve.",
    Severity.WARNING,
)
OWN = Rule(
    "L204",
    "A change that only its owner has approved",
    "Four eyes see what two do not.",
    "Have somebody else approve it.",
)
OVERDUE = Rule(
    "L205",
    "An urgent change whose approval is overdue",
    "It was published before anybody approved it, and the day by which somebody had to has passed.",
    "Have it approved, or withdraw it.",
)
NO_LEAVE = Rule(
    "L206",
    "Leave to publish without approval that is without a reason, or without end",
    "An urgent fix is for days, not for years.",
    "Give a reason, and a day within three months.",
)
NO_OWNER = Rule(
    "L207",
    "A change that was approved and has no owner",
    "Whether somebody approved their own change cannot be told.",
    "Write in `owner` who entered it.",
    Severity.WARNING,
)
UNANSWERED = Rule(
    "L210",
    "A reviewer's comment that nobody has answered",
    "Somebody looked at what stands there now and had something to say instead of signing.",
    "Change the operation or the value, or have it approved as it stands.",
    Severity.WARNING,
)
LONGEST_LEAVE = 92
"""Days for which an urgent change may stand without an approval."""

_NOT_SIGNED = frozenset({"where", "verified"})
"""That somebody made sure of a value once more does not change it."""

_TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "sir", "eng", "hon", "adv"})


def digest_of_operation(operation: Operation, bases: Mapping[str, str], result: Mapping[str, str]) -> str:
    """What a signature under `operation` is bound to. `bases` and `result` are the texts below and with it, by
    address, with placeholders."""
    return _digest({"operation": _plain(operation), "below": _texts(bases), "above": _texts(result)})


def digest_of_value(value: ParameterValue) -> str:
    """What a signature under a parameter's value is bound to: all but the day when it was last verified."""
    return _digest({"value": _plain(value)})


def digests(layer: Layer, below: Master, above: Master) -> dict[str, str]:
    """Operation's id or parameter's name → digest, for all of `layer`, between the text below it and with it."""
    before = {unit.id: unit for unit in below.units()}
    after = {unit.id: unit for unit in above.units()}
    found = {
        operation.id: digest_of_operation(operation, *seen(operation, before, after)) for operation in layer.operations
    }
    return found | {value.name: digest_of_value(value) for value in layer.parameters}


def seen(
    operation: Operation, before: Mapping[str, Unit], after: Mapping[str, Unit]
) -> tuple[dict[str, str], dict[str, str]]:
    """The texts that `operation` is about, below the layer and with it, by address. Units are given by id."""
    name = operation.unit.id if operation.unit else operation.target
    return _about(operation, before.get(name)), _about(operation, after.get(name))


def standings(layer: Layer, digests: Mapping[str, str], today: str) -> dict[str, Standing]:
    """Where the approval of each subject stands. `digests` holds what each would be signed under today (ISO 8601)."""
    owners = _owners(layer)
    signed: dict[str, list[Approval]] = {subject: [] for subject in digests}
    for approval in layer.approvals:
        if _is_clear(approval) and approval.subject in signed:
            signed[approval.subject].append(approval)
    if layer.illustrative:
        return dict.fromkeys(digests, Standing.ILLUSTRATIVE)
    return {
        subject: _standing(tuple(found), digests[subject], owners.get(subject, ""), today)
        for subject, found in signed.items()
    }


def check_approvals(layer: Layer, digests: Mapping[str, str], today: str) -> Problems:
    """Signatures and comments that mean nothing, mean no longer what they meant, or that the signer may not give."""
    return tuple(_find_unclear(layer)) + tuple(_find_unsound(layer, digests, today))


def is_same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's, whatever the case, accents, titles, initials and order of their parts."""
    mine, theirs = _parts(one), _parts(other)
    if not mine or len(mine) != len(theirs):
        return False
    left = list(theirs)
    for part in sorted(mine, key=len, reverse=True):
        match = next((other for other in sorted(left, key=len, reverse=True) if _may_be(part, other)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def owner_of(layer: Layer, subject: str) -> str:
    """Who answers for an operation or a parameter's value; '' where nobody is named."""
    return _owners(layer).get(subject, "")


def _standing(signed: tuple[Approval, ...], now: str, owner: str, today: str) -> Standing:
    valid = [approval for approval in signed if approval.digest == now]
    given = [approval for approval in valid if not approval.due]
    if any(not is_same_person(approval.name, owner) for approval in given):
        return Standing.APPROVED
    if leave := [approval.due for approval in valid if approval.due]:
        return Standing.URGENT if max(leave) >= today else Standing.OVERDUE
    if given:
        return Standing.OWN
    return Standing.STALE if any(not approval.due for approval in signed) else Standing.MISSING


def _find_unclear(layer: Layer) -> Iterator[Problem]:
    entries: tuple[Approval | Comment, ...] = (*layer.approvals, *layer.comments)
    operations = [operation.id for operation in layer.operations]
    values = [value.name for value in layer.parameters]
    for entry in entries:
        what = "comment" if isinstance(entry, Comment) else "signature"
        said = f"{layer.id}: the {what} of {entry.name} ({entry.date})"
        if not _is_clear(entry):
            how = "both an operation and a parameter" if entry.operation else "neither an operation nor a parameter"
            yield NAMES_NOTHING.at(entry.where, f"{said} names {how}")
        elif entry.operation and entry.operation not in operations:
            hint = did_you_mean(entry.operation, operations)
            yield UNKNOWN.at(entry.where, f"{said} names {entry.operation}, which the layer does not have", hint)
        elif entry.parameter and entry.parameter not in values:
            hint = did_you_mean(entry.parameter, values)
            yield UNKNOWN.at(entry.where, f"{said} names {entry.parameter}, which has no value here", hint)


def _find_unsound(layer: Layer, digests: Mapping[str, str], today: str) -> Iterator[Problem]:
    found = standings(layer, digests, today)
    owners = _owners(layer)
    for approval in layer.approvals:
        subject = approval.subject
        standing = found.get(subject)
        said = f"{layer.id}: {subject} was signed by {approval.name}"
        if approval.due and (not approval.reason or not _is_short(approval)):
            yield NO_LEAVE.at(approval.where, f"{layer.id}: {subject} may stand unapproved until {approval.due}")
        if not _is_clear(approval) or standing is None:
            continue
        if standing is Standing.STALE:
            yield STALE.at(approval.where, f"{said}, and has changed since", _how_to_sign(layer, subject))
        elif standing is Standing.OWN and approval.digest == digests[subject]:
            yield OWN.at(approval.where, f"{said}, who owns it")
        elif standing is Standing.OVERDUE and approval.due and approval.digest == digests[subject]:
            message = f"{layer.id}: {subject} was to be approved by {approval.due}"
            yield OVERDUE.at(approval.where, message, _how_to_sign(layer, subject))
        elif standing is Standing.APPROVED and not owners.get(subject):
            yield NO_OWNER.at(approval.where, f"{said}, and does not say who entered it")
    for comment in layer.comments:
        subject = comment.operation or comment.parameter
        if comment.digest == digests.get(subject) and found[subject] is not Standing.APPROVED:
            said = f"{layer.id}: {comment.name} said of {subject}: {comment.text}"
            yield UNANSWERED.at(comment.where, said)


def _how_to_sign(layer: Layer, subject: str) -> str:
    return f"Have it looked at and signed: cop layer approve {layer.id} {subject} --name … --role …"


def _is_short(approval: Approval) -> bool:
    if not is_day(approval.date) or not is_day(approval.due):
        return False
    return 0 <= (date.fromisoformat(approval.due) - date.fromisoformat(approval.date)).days <= LONGEST_LEAVE


def _is_clear(entry: Approval | Comment) -> bool:
    return bool(entry.operation) is not bool(entry.parameter)


def _owners(layer: Layer) -> dict[str, str]:
    operations = {operation.id: operation.owner for operation in layer.operations}
    return operations | {value.name: value.owner for value in layer.parameters}


def _about(operation: Operation, unit: Unit | None) -> dict[str, str]:
    at = _inserted(operation) or operation.at
    if unit is None:
        return {}
    if not at:
        return {unit.id: json.dumps(_plain(unit), ensure_ascii=False, sort_keys=True)}
    texts = {str(address): text.source for address, text in texts_of_unit(unit)} | {f"{unit.id}#force": str(unit.force)}
    return {address: text for address, text in texts.items() if _is_part(address, at)}


def _inserted(operation: Operation) -> str:
    """The id of what is inserted into the target, or ''."""
    new = operation.point or operation.choice or operation.row or operation.column
    return new.id if new else ""


def _is_part(address: str, at: str) -> bool:
    """Whether a text belongs to what stands at `at`: itself, what is below it, the cells of a column."""
    field = address.partition("#")[2]
    return field == at or field.startswith(f"{at}.") or field.endswith(f".{at}") or f".{at}." in field


def _digest(value: dict[str, Any]) -> str:
    return digest(json.dumps(value, ensure_ascii=False, sort_keys=True))


def _texts(texts: Mapping[str, str]) -> dict[str, str]:
    return {address: normalise(text) for address, text in texts.items()}


def _plain(value: Any) -> Any:
    """`value` as JSON can hold it, without places and without what is as it is by default, which a later version of
    the tool may add."""
    if is_dataclass(value) and not isinstance(value, type):
        named = {each.name: getattr(value, each.name) for each in fields(value) if each.name not in _NOT_SIGNED}
        defaults = {each.name: each.default for each in fields(value) if each.default is not NO_DEFAULT}
        return {name: _plain(own) for name, own in named.items() if name not in defaults or own != defaults[name]}
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return normalise(value) if isinstance(value, str) else value


def _parts(name: str) -> tuple[str, ...]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return tuple(part for part in re.findall(r"\w+", bare) if part not in _TITLES)


def _may_be(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
