"""A unit as a sheet for a layer's team, and what an edited sheet and a person's answers come to; it must not write."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from cop_author.app.layer_sources import Cited, NewSource, known_sources, source_for
from cop_author.app.override_plan import Plan, plan_edit, plan_replacement
from cop_author.app.overrides import Subject, Why, not_below, would_be
from cop_author.core.compare import field_changes
from cop_author.errors import CopError, UsageError
from cop_author.formats.unit_sheet import read_sheet, write_sheet
from cop_author.model.guideline import Unit
from cop_author.model.layer import Do, Effect, LegalBasis, Operation
from cop_author.store.files import write_text
from cop_author.text.days import is_day

_INTRO = """\
{unit}, as {title} prints it. Change the words, save, and close the file.

{{…}} is filled in later, and [words](…) is a link: leave what stands in the brackets.
To take a point out, delete its heading and its words. To move it, move both.
To add one, write a heading of its own where it is to stand:{more}
Lines like this one are not read. To change nothing, change nothing."""
_ADDING = {
    "point": "== New point ==",
    "choice": "== New choice ==, and below it: Choice | Answer",
    "row": "== New row ==, and below it: Head | Cell | Cell",
}


def sheet_of(subject: Subject) -> str:
    """The unit as the layer prints it, as plain text to edit."""
    unit = _need_now(subject)
    kinds = [kind for kind in _ADDING if getattr(unit, f"{kind}s")] or ["point"]
    more = "".join(f"\n  {_ADDING[kind]}" for kind in kinds)
    return write_sheet(unit, _INTRO.format(unit=unit.id, title=subject.layer.title, more=more))


def plan_sheet(subject: Subject, sheet: str, *, whole: bool = False) -> Plan:
    """What makes the unit read as `sheet` says; with `whole`, in one replacement of all of it."""
    now = _need_now(subject)
    edited = read_sheet(sheet, now, subject.layer.id)
    if whole and subject.below:
        return plan_replacement(subject.own, subject.below, edited)
    plan = plan_edit(subject.own, subject.below, now, edited)
    anew = plan_edit(subject.own, subject.below, now, edited, anew=True)
    for attempt in (plan, _before_followers(plan, edited, subject.below), anew):
        result = would_be(subject, attempt)
        if result is not None and not field_changes(edited, result) and _order(edited) == _order(result):
            return attempt
    result = would_be(subject, plan)
    changes = ", ".join(change.field for change in field_changes(result, edited))
    if not changes:
        raise UsageError(
            f"operations on parts of {now.id} cannot make this order",
            "What is added beside one neighbour stands in the order in which it was added. Put the new one after it, or"
            " make the unit anew with --replace.",
        )
    raise UsageError(
        f"operations on parts of {now.id} cannot make all of this at once: {changes}",
        "Make the changes one after the other, or all of them as one with --replace.",
    )


def save_new(path: Path, text: str) -> None:
    """Write a file that was not there; UsageError where it was, so that nobody's words are lost."""
    if path.exists():
        raise UsageError(f"{path} is there already", "Name a new file, so that nothing in it is lost.")
    write_text(path, text)


def text_in(path: Path, hint: str) -> str:
    """The text of a file as an editor or spreadsheet program may have saved it: UTF-8 or UTF-16."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CopError(f"{path} could not be read: {error.strerror or error}") from error
    coding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(coding)
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8, so letters in it would turn into others", hint) from None


def why_from(given: Mapping[str, Any]) -> Why:
    """What was said of an override; UsageError where a day is none, or an article has no law."""
    for flag in ("review", "law_review"):
        if given.get(flag) and not is_day(given[flag]):
            raise UsageError(f"{given[flag]!r} is not a day", "Write it as year-month-day: 2027-01-31.")
    legal = None
    if given.get("law"):
        legal = LegalBasis(given["law"], given["article"], given["source"], given["law_review"])
    elif stray := [f"--{name.replace('_', '-')}" for name in ("article", "source", "law_review") if given.get(name)]:
        raise UsageError(f"{' and '.join(stray)} without a law", 'Name it: --law "Children Act, 2022"')
    return Why(
        reason=given["reason"],
        effect=Effect(given["effect"] or Effect.LOCALISE),
        legal=legal,
        owner=given["owner"],
        review=given["review"],
        consulted=given["consulted"],
        locked=given["locked"],
        proposed_upstream=given["proposed_upstream"],
    )


def with_source(subject: Subject, why: Why, publisher: str, today: str) -> tuple[Why, NewSource | None]:
    """`why` with a source that is there, or with one that it brings: a web address becomes a source of the layer."""
    if why.legal is None or not why.legal.source:
        return why, None
    named, law = why.legal.source, why.legal.instrument
    known = known_sources(subject.ground, subject.layer)
    name, new = source_for(subject.layer.id, known, Cited(named, law, publisher), today)
    return replace(why, legal=replace(why.legal, source=name)), new


def _need_now(subject: Subject) -> Unit:
    if subject.now is not None:
        return subject.now
    gone = next((o for o in subject.own if o.do is Do.REMOVE and not o.at), None)
    if gone:
        message = f"{gone.id} of this layer takes {subject.unit} out"
        raise UsageError(message, f"To have it back: cop layer withdraw {gone.id}")
    raise UsageError(*not_below(subject))


def _before_followers(plan: Plan, edited: Unit, below: Unit | None) -> Plan:
    """The plan with each new item placed before the item that follows it, where one does that was there before."""
    lists = [[item.id for item in getattr(edited, key)] for key in ("points", "choices", "rows", "columns")]
    there = {item.id for key in ("points", "choices", "rows", "columns") for item in getattr(below, key, ())}
    moved: list[Operation] = []
    for operation in plan.added:
        new = operation.point or operation.choice or operation.row or operation.column
        ids = next((ids for ids in lists if new and new.id in ids), [])
        rest = ids[ids.index(new.id) + 1 :] if new and ids else []
        follower = next((name for name in rest if name in there), "")
        moved.append(replace(operation, after="", before=follower) if follower else operation)
    place = {name: at for ids in lists for at, name in enumerate(ids)}
    ordered = sorted(moved, key=lambda o: (o.do is Do.INSERT and bool(o.before), place.get(_name(o), 0)))
    return replace(plan, added=tuple(ordered))


def _name(operation: Operation) -> str:
    new = operation.point or operation.choice or operation.row or operation.column
    return new.id if new else ""


def _order(unit: Unit) -> list[list[str]]:
    return [[item.id for item in getattr(unit, key)] for key in ("points", "choices", "rows", "columns")]
