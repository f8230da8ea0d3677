"""Whether a layer says of its operations what they do, names what is there, and forgot nothing that belongs to them; it
must not ask whether a change is wise, nor carry any out."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cop_author.core.inside import field_of
from cop_author.core.operate import occurrences
from cop_author.model.guideline import Force, Kind, Text, Unit
from cop_author.model.layer import Do, Effect, Layer, Operation
from cop_author.model.place import Where
from cop_author.model.problem import Problem, Problems, Rule, Severity, in_reading_order
from cop_author.model.workspace import Master
from cop_author.text.addresses import texts_of_unit
from cop_author.text.nearest import did_you_mean
from cop_author.text.normalise import normalise
from cop_author.text.sensitive import Concern, Reason, force_words, lost_negations, turned

OWN_ID = Rule(
    "D201",
    "An operation or source whose id is not the layer's own, or is used twice",
    "Approvals, drift and the annex of deviations hold on to these ids; two things under one id take each other's.",
    "Begin the id with the layer's id and a hyphen, and use it once.",
)
NO_SOURCE = Rule(
    "D202",
    "A legal basis or a value that names a source which does not exist",
    "The reader would look for the law in vain.",
    "Correct the id, or add the source to the layer's sources.yaml.",
)
NO_CLARIFICATION = Rule(
    "D203",
    "A clarification that changes what is asked",
    "`effect: clarify` promises that the meaning stays; a force, a number, a negation, a condition or a parameter that "
    "is not the same breaks the promise.",
    "Say what the operation does: strengthen, weaken or localise.",
)
TURNS = Rule(
    "D204",
    "A local wording that may change what is asked",
    "A changed force, number, negation or condition may strengthen or weaken the text without saying so.",
    "Have it read by a person; where it strengthens or weakens, say so in `effect`.",
    Severity.NOTE,
)
CONTRADICTED = Rule(
    "D205",
    "An effect that is the opposite of what the operation does",
    "The annex of deviations would say the contrary of what was done.",
    "Correct `effect`.",
)
MODAL = Rule(
    "D206",
    "A word of force brought into a recommendation in another language",
    "The force of a recommendation is a value, and stands beside the text in every language.",
    "Write the imperative, and change the force with `at: force`. A person who reads the language decides.",
    Severity.WARNING,
)
HALF_A_STORY = Rule(
    "D207",
    "A story changed without the answers that belong to it, or the other way round",
    "What the book says to a choice may no longer fit the choice.",
    "Read both together; where they still fit, nothing is to do.",
    Severity.WARNING,
)
NO_CELL = Rule(
    "D208",
    "A row without a cell in a column that a layer inserted",
    "The row was added later, or forgotten; the column would have a hole.",
    "Add a cell for the row under `cells` of the column.",
    Severity.WARNING,
)
NEGATION = Rule(
    "D209",
    "A negation taken out by what says that it strengthens or localises",
    "Without its *not*, a sentence that protects may ask for the opposite.",
    "Read it again; where it weakens, say so in `effect`.",
    Severity.WARNING,
)
FOREIGN = Rule(
    "D210",
    "Text in a language in which the layer does not publish",
    "None of its readers could read it, and nothing would be translated from it.",
    "Correct `lang`, or add the language to `languages` in layer.yaml.",
)
_FORCES = list(Force)


@dataclass(frozen=True, slots=True)
class _Changed:
    """One text that an operation changes."""

    at: str
    before: Text
    after: Text


def check_operations(layer: Layer, below: Master, above: Master, done: Collection[str]) -> Problems:
    """What is not as it should be in `layer`, between the text below it and with it. `done` are the ids of the
    operations that could be carried out; the others are a finding already."""
    before = {unit.id: unit for unit in below.units()}
    after = {unit.id: unit for unit in above.units()}
    found = [*_find_ids(layer), *_find_sources(layer, above), *_find_foreign(layer, below.title.lang)]
    for operation in layer.operations:
        if operation.id in done and (unit := before.get(operation.target)):
            found += _find_turned(operation, unit)
            found += _find_contradiction(operation, unit)
            found += _find_modals(operation, unit)
            found += _find_cells(operation, after.get(operation.target))
    for name in dict.fromkeys(operation.target for operation in layer.operations if operation.id in done):
        if name in before and name in after:
            own = [operation for operation in layer.operations if operation.target == name and operation.id in done]
            found += _find_half_stories(own, before[name], after[name])
    return in_reading_order(found)


def _find_ids(layer: Layer) -> Iterator[Problem]:
    prefix = f"{layer.id}-"
    seen: set[str] = set()
    for operation in layer.operations:
        where = operation.where.at("id")
        if not operation.id.startswith(prefix):
            yield OWN_ID.at(where, f"{operation.id!r} does not begin with {prefix!r}")
        if operation.id in seen:
            yield OWN_ID.at(where, f"the layer {layer.id!r} has two operations {operation.id!r}")
        seen.add(operation.id)
    for source in layer.sources:
        if not source.id.startswith(prefix):
            yield OWN_ID.at(source.where, f"the source {source.id!r} does not begin with {prefix!r}")


def _find_sources(layer: Layer, above: Master) -> Iterator[Problem]:
    known = {source.id for source in (*above.sources, *layer.sources)}
    for operation in layer.operations:
        if operation.legal and operation.legal.source and operation.legal.source not in known:
            name = operation.legal.source
            message = f"{operation.id}: there is no source {name!r}"
            yield NO_SOURCE.at(operation.where.at("legal"), message, did_you_mean(name, known))
    for value in layer.parameters:
        if value.source and value.source not in known:
            message = f"{layer.id}: {value.name}: there is no source {value.source!r}"
            yield NO_SOURCE.at(value.where.at("source"), message, did_you_mean(value.source, known))


def _find_foreign(layer: Layer, source_language: str) -> Iterator[Problem]:
    known = {*layer.languages, source_language}
    for operation in layer.operations:
        if operation.lang and operation.lang not in known:
            message = f"{operation.id}: {layer.id} does not publish in {operation.lang!r}"
            yield FOREIGN.at(operation.where.at("lang"), message, did_you_mean(operation.lang, known))


def _find_turned(operation: Operation, unit: Unit) -> Iterator[Problem]:
    if operation.effect in {Effect.STRENGTHEN, Effect.LOCALISE}:
        yield from _find_lost_negations(operation, unit)
    if operation.effect not in {Effect.CLARIFY, Effect.LOCALISE}:
        return
    rule = NO_CLARIFICATION if operation.effect is Effect.CLARIFY else TURNS
    old, new = _forces(operation, unit)
    if old != new:
        yield rule.at(operation.where, f"{operation.id} ({operation.effect}): the force changes: {old} → {new}")
    for changed in _changes(operation, unit):
        if changed.before.lang == changed.after.lang:
            concerns = turned(changed.before.source, changed.after.source, changed.after.lang)
            known = [concern for concern in concerns if concern.reason is not Reason.UNKNOWN_LANGUAGE]
            if concerns:
                told = rule if known else TURNS
                said = _said(unit, changed, known or concerns)
                yield told.at(operation.where, f"{operation.id} ({operation.effect}): {said}")
    if operation.do is Do.REMOVE and operation.effect is Effect.CLARIFY:
        what = f"{unit.id}#{operation.at}" if operation.at else unit.id
        yield TURNS.at(operation.where, f"{operation.id} (clarify) removes {what}")


def _find_lost_negations(operation: Operation, unit: Unit) -> Iterator[Problem]:
    for changed in _changes(operation, unit):
        if changed.before.lang == changed.after.lang:
            lost = lost_negations(changed.before.source, changed.after.source, changed.after.lang)
            if lost:
                message = f"{operation.id} ({operation.effect}): {unit.id}#{changed.at}: takes out {', '.join(lost)}"
                yield NEGATION.at(operation.where, message)


def _said(unit: Unit, changed: _Changed, concerns: Sequence[Concern]) -> str:
    told = (f"{_IN_SHORT.get(concern.reason, concern.reason)} ({', '.join(concern.found)})" for concern in concerns)
    return f"{unit.id}#{changed.at} changes: {', '.join(told)}"


_IN_SHORT = {
    Reason.PLACEHOLDER: "parameter",
    Reason.UNKNOWN_LANGUAGE: "words of a language that the tool does not know",
}


def _find_contradiction(operation: Operation, unit: Unit) -> Iterator[Problem]:
    old, new = _forces(operation, unit)
    if old is None or new is None or old == new:
        return
    raises = _FORCES.index(new) > _FORCES.index(old)
    if (operation.effect is Effect.WEAKEN) is raises and operation.effect in {Effect.WEAKEN, Effect.STRENGTHEN}:
        how = "raises" if raises else "lowers"
        message = f"{operation.id} ({operation.effect}) {how} the force: {old} → {new}"
        yield CONTRADICTED.at(operation.where.at("effect"), message)


def _find_modals(operation: Operation, unit: Unit) -> Iterator[Problem]:
    """Text in other languages than English, which the checks of English wording leave alone."""
    written = operation.unit or unit
    if written.kind is not Kind.RECOMMENDATION:
        return
    for changed in _changes(operation, unit, new=True):
        lang = changed.after.lang
        if lang.partition("-")[0] == "en":
            continue
        old = force_words(changed.before.source, lang) if changed.before.lang == lang else ()
        brought = [word for word in force_words(changed.after.source, lang) if word not in old]
        if brought:
            message = f"{operation.id}: {written.id}#{changed.at}: {', '.join(brought)}"
            yield MODAL.at(operation.where, message)


def _find_cells(operation: Operation, unit: Unit | None) -> Iterator[Problem]:
    if operation.do is not Do.INSERT or not operation.column or unit is None:
        return
    column = operation.column.id
    for row in unit.rows:
        if all(cell.column != column for cell in row.cells):
            message = f"{operation.id}: the row {row.id!r} of {unit.id} has no cell in the column {column!r}"
            yield NO_CELL.at(operation.where.at("column"), message)


def _find_half_stories(operations: list[Operation], before: Unit, after: Unit) -> Iterator[Problem]:
    old, new = _fields(before), _fields(after)
    changed = {at for at in old if at in new and normalise(old[at].source) != normalise(new[at].source)}
    answers = {f"{choice.id}.answer": choice.id for choice in before.choices if choice.answer}
    for answer, choice in answers.items():
        if (answer in changed) is not (choice in changed):
            one, other = (answer, choice) if answer in changed else (choice, answer)
            yield HALF_A_STORY.at(_who(operations, one), f"{before.id}#{one} is changed, #{other} is not")
    if "text" in changed and answers and not changed & set(answers):
        yield HALF_A_STORY.at(_who(operations, "text"), f"{before.id}#text is changed, and none of its answers is")


def _who(operations: list[Operation], at: str) -> Where:
    return next((o for o in operations if o.at == at), operations[0]).where


def _forces(operation: Operation, unit: Unit) -> tuple[Force | None, Force | None]:
    """The force of a unit before and after an operation."""
    if operation.do is Do.SET and operation.at == "force" and operation.to and operation.to.source in _FORCES:
        return unit.force, Force(operation.to.source)
    if operation.do is Do.REPLACE and operation.unit:
        return unit.force, operation.unit.force
    return unit.force, unit.force


def _changes(operation: Operation, unit: Unit, *, new: bool = False) -> tuple[_Changed, ...]:
    """The texts that an operation changes; with `new`, those that it brings as well."""
    text = field_of(unit, operation.at) if operation.at else None
    if operation.do is Do.PATCH and text and operation.put:
        return tuple(_patched(operation, text, operation.put))
    if operation.do is Do.SET and text and operation.to:
        return (_Changed(operation.at, text, operation.to),)
    if operation.do is Do.REPLACE and operation.unit:
        return tuple(_compared(_fields(unit), _fields(operation.unit), new=new))
    if operation.do is Do.INSERT and new:
        return tuple(_Changed(at, Text("", found.lang), found) for at, found in _brought(operation))
    return ()


def _patched(operation: Operation, text: Text, put: Text) -> Iterator[_Changed]:
    """The patch on its own, whatever others do to the same text."""
    words = normalise(text.source)
    for start in occurrences(words, operation.find)[:1]:
        after = words[:start] + normalise(put.source) + words[start + len(normalise(operation.find)) :]
        yield _Changed(operation.at, text, Text(after, text.lang))


def _compared(old: Mapping[str, Text], now: Mapping[str, Text], *, new: bool) -> Iterator[_Changed]:
    for at, text in now.items():
        if at in old or new:
            yield _Changed(at, old.get(at, Text("", text.lang)), text)


def _brought(operation: Operation) -> Iterator[tuple[str, Text]]:
    if operation.unit:
        yield from _fields(operation.unit).items()
    elif operation.point:
        shell = Unit("x", Kind.CHECKLIST, points=(operation.point,))
        yield from _fields(shell).items()


def _fields(unit: Unit) -> dict[str, Text]:
    return {address.field: text for address, text in texts_of_unit(unit)}
