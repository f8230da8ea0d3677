"""What a person asked for with flags, as the operation it stands for; it must not carry it out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from cop_author.app.override_plan import Plan
from cop_author.app.overrides import Subject, not_below
from cop_author.errors import UsageError
from cop_author.formats.unit_sheet import fresh_id, new_choice, new_row
from cop_author.model.guideline import Column, Core, Force, Kind, Point, Text, Unit
from cop_author.model.ids import is_slug
from cop_author.model.layer import Do, Effect, NewColumn, Operation
from cop_author.text.addresses import texts_of_unit
from cop_author.text.nearest import did_you_mean
from cop_author.text.normalise import normalise


@dataclass(frozen=True, slots=True)
class Asked:
    """The flags of `cop layer override` that say what is to change."""

    at: str = ""
    find: str = ""
    put: str = ""
    to: str = ""
    force: str = ""
    remove: bool = False
    restore: bool = False
    move_after: str = ""
    move_before: str = ""
    insert_point: str = ""
    insert_choice: str = ""
    insert_row: str = ""
    insert_column: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    insert_unit: str = ""
    new_id: str = ""
    title: str = ""
    text: str = ""
    core: str = ""
    points: tuple[str, ...] = ()
    after: str = ""
    before: str = ""
    lang: str = ""

    @property
    def is_nothing(self) -> bool:
        """Whether no flag says what is to change."""
        return all(not getattr(self, each.name) for each in fields(self) if each.name != "lang")


def plan_asked(subject: Subject, asked: Asked) -> Plan:
    """The one operation that `asked` stands for; UsageError where it stands for none or for several."""
    wanted = dict(_wanted(asked))
    if len(wanted) != 1:
        said = f"{' and '.join(wanted)} do not go together" if wanted else "nothing says what is to change"
        raise UsageError(said, "One change at a time; `cop layer override --help` shows an example of each.")
    (do,) = wanted.values()
    if do is not Do.RESTORE and subject.below is None:
        raise UsageError(*not_below(subject))
    draft = Operation("", do, subject.unit, "", Effect.LOCALISE, lang=asked.lang)
    return Plan(added=(_MAKE[do](draft, subject, asked),))


def _wanted(asked: Asked) -> Iterator[tuple[str, Do]]:
    """The flags that each say what is to be done, and what that is."""
    if asked.find or asked.put:
        yield "--find/--put", Do.PATCH
    if asked.to:
        yield "--to", Do.SET
    if asked.force and not asked.insert_unit:
        yield "--force", Do.SET
    for flag, given, do in (
        ("--remove", asked.remove, Do.REMOVE),
        ("--restore", asked.restore, Do.RESTORE),
        ("--move-after", asked.move_after, Do.MOVE),
        ("--move-before", asked.move_before, Do.MOVE),
        ("--insert-point", asked.insert_point, Do.INSERT),
        ("--insert-choice", asked.insert_choice, Do.INSERT),
        ("--insert-row", asked.insert_row, Do.INSERT),
        ("--insert-column", asked.insert_column, Do.INSERT),
        ("--insert-unit", asked.insert_unit, Do.INSERT),
    ):
        if given:
            yield flag, do


def _patch(draft: Operation, subject: Subject, asked: Asked) -> Operation:
    if not asked.find or not asked.put:
        hint = 'Give both: --at text --find "without delay" --put "within 24 hours"'
        raise UsageError("--find and --put belong together", hint)
    at = asked.at or _only_field_with(subject, asked.find)
    return replace(draft, at=at, find=normalise(asked.find), put=_text(asked.put, _language(subject, asked)), lang="")


def _only_field_with(subject: Subject, find: str) -> str:
    assert subject.below is not None
    held = [a.field for a, text in texts_of_unit(subject.below) if normalise(find) in normalise(text.source)]
    if len(held) == 1:
        return held[0]
    known = ", ".join(a.field for a, _ in texts_of_unit(subject.below))
    if held:
        raise UsageError(f"{find!r} stands in {', '.join(held)}", "Say in which: --at " + held[0])
    if subject.now and any(normalise(find) in normalise(text.source) for _, text in texts_of_unit(subject.now)):
        hint = f"Change them in the editor: cop layer override {subject.unit} --layer {subject.layer.id}"
        raise UsageError(f"these words of {subject.unit} are this layer's own", hint)
    raise UsageError(f"no text of {subject.unit} holds {find!r}", f"Copy the words from one of: {known}.")


def _set(draft: Operation, subject: Subject, asked: Asked) -> Operation:
    if asked.force:
        _choose(asked.force, [str(force) for force in Force], "force")
        return replace(draft, at="force", to=Text(asked.force), lang="")
    if not asked.at:
        raise UsageError("--to does not say of which text", f"Add --at, one of: {', '.join(_fields(subject))}.")
    return replace(draft, at=asked.at, to=_text(asked.to, _language(subject, asked)))


def _remove(draft: Operation, subject: Subject, asked: Asked) -> Operation:
    return replace(draft, at=asked.at, lang="")


def _move(draft: Operation, subject: Subject, asked: Asked) -> Operation:
    return replace(draft, at=asked.at, after=asked.move_after, before=asked.move_before, lang="")


def _insert(draft: Operation, subject: Subject, asked: Asked) -> Operation:
    below = subject.below
    assert below is not None
    place = replace(draft, after=asked.after, before=asked.before)
    taken = {item.id for key in ("points", "choices", "rows", "columns") for item in getattr(subject.now or below, key)}
    words = asked.insert_point or asked.insert_choice or asked.insert_row or asked.insert_column
    name = _new_id(subject, asked, words, taken)
    lang = _language(subject, asked)
    if asked.insert_unit:
        return _insert_unit(draft, subject, asked)
    if asked.insert_point:
        return replace(place, point=Point(name, _text(words, lang)))
    if asked.insert_choice:
        return replace(place, choice=new_choice(below, name, words, lang))
    if asked.insert_row:
        return replace(place, row=new_row(below, name, words, lang))
    cells = tuple((row, Text(cell, lang)) for row, cell in asked.cells)
    return replace(place, column=NewColumn(Column(name, Text(words, lang)), cells))


def _insert_unit(draft: Operation, subject: Subject, asked: Asked) -> Operation:
    kind = Kind(_choose(asked.insert_unit, [str(kind) for kind in Kind], "kind"))
    if kind in {Kind.TABLE, Kind.FIGURE, Kind.SCENARIO}:
        raise UsageError(f"a {kind} cannot be written in flags", "docs/formats.md shows how its file looks.")
    lang = _language(subject, asked)
    prefix = subject.layer.id
    own = {operation.unit.id for operation in subject.layer.operations if operation.unit}
    known = own | {unit.id for unit in subject.ground.units()}
    name = _new_id(subject, asked, asked.title or asked.text, known)
    taken: set[str] = set()
    points: list[Point] = []
    for words in asked.points:
        points.append(Point(fresh_id(prefix, words, taken), Text(words, lang)))
        taken.add(points[-1].id)
    recommends = kind is Kind.RECOMMENDATION
    unit = Unit(
        name,
        kind,
        title=Text(asked.title, lang) if asked.title else None,
        text=Text(asked.text, lang) if asked.text else None,
        core=Core(asked.core) if asked.core else (Core.EXPECTED if recommends else None),
        force=Force(asked.force or "should") if recommends else None,
        points=tuple(points),
    )
    beside = asked.before or asked.after
    if beside and beside != subject.unit:
        raise UsageError(
            f"a unit is inserted next to the one that is named first, {subject.unit}",
            f"Write: cop layer override {beside} --layer {prefix} --insert-unit {kind} …",
        )
    return replace(draft, unit=unit, before=asked.before)


def _restore(draft: Operation, subject: Subject, asked: Asked) -> Operation:
    return replace(draft, at=asked.at, lang="")


_MAKE = {
    Do.PATCH: _patch,
    Do.SET: _set,
    Do.REMOVE: _remove,
    Do.MOVE: _move,
    Do.INSERT: _insert,
    Do.RESTORE: _restore,
}


def _new_id(subject: Subject, asked: Asked, words: str, taken: set[str]) -> str:
    prefix = subject.layer.id
    if not asked.new_id:
        return fresh_id(prefix, words, taken)
    name = asked.new_id if asked.new_id.startswith(f"{prefix}-") else f"{prefix}-{asked.new_id}"
    if not is_slug(name):
        raise UsageError(f"{name!r} cannot be an id", "Use lower-case letters, digits and single hyphens.")
    return name


def _text(words: str, lang: str) -> Text:
    return Text(normalise(words), lang)


def _language(subject: Subject, asked: Asked) -> str:
    return asked.lang or subject.opened.workspace.config.source_language


def _fields(subject: Subject) -> list[str]:
    assert subject.below is not None
    return [address.field for address, _ in texts_of_unit(subject.below)]


def _choose(word: str, allowed: list[str], what: str) -> str:
    if word not in allowed:
        raise UsageError(f"{word!r} is no {what}", did_you_mean(word, allowed) or f"One of: {', '.join(allowed)}.")
    return word


def asked_from(given: Mapping[str, Any]) -> Asked:
    """The flags that are about the change, out of all that were given."""
    names = [each.name for each in fields(Asked)]
    return Asked(**{name: given[name] for name in names if given.get(name)})
