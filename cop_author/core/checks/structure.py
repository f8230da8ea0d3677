"""Ids, and what belongs inside a unit; it must not look at the words."""

from collections.abc import Iterator

from cop_author.core.index import Index
from cop_author.model.guideline import Guideline, Kind, Point, Section, Unit
from cop_author.model.ids import RESERVED
from cop_author.model.kinds import MUST_HOLD
from cop_author.model.place import Where
from cop_author.model.problem import Problem, Rule, Severity

TWICE = Rule(
    "S201",
    "An id that stands twice",
    "Overrides, translations and links hold on to ids; two texts under one id take each other's.",
    "Give the newer one an id of its own.",
)
PREFIX = Rule(
    "S202",
    "An id without its guideline's prefix",
    "The prefix keeps ids apart and tells a reader where a unit belongs.",
    "Begin the id with the guideline's prefix.",
)
RESERVED_ID = Rule(
    "S203",
    "A reserved id",
    "title, text, note, caption, alt and head name fields; a point called so would take their address.",
    "Choose another id.",
)
USED_AGAIN = Rule(
    "S204",
    "An id that was used before",
    "Old translations and overrides of a withdrawn, renamed, split or merged unit would land on the new one.",
    "Choose an id that was never used.",
)
NO_CORE = Rule(
    "S205",
    "A recommendation without its core",
    "Whether a country may drop a recommendation must be decided, not left open.",
    "Add: core: mandatory, expected or optional.",
)
TABLE = Rule(
    "S206",
    "A table whose cells and columns do not fit",
    "A cell in no column would not be printed.",
    "Name in `cells` only the columns after the first.",
)
NO_ANSWER = Rule(
    "S207",
    "A choice without an answer",
    "A child who chooses must hear what the book says to it.",
    "Add `answer`, or remove the answers of all choices where the question is open.",
)
EMPTY_SECTION = Rule(
    "S208",
    "A section that holds nothing",
    "Its heading would stand alone on a page.",
    "Add units, or delete the section.",
    Severity.WARNING,
)
TOO_DEEP = Rule(
    "S209",
    "Sections nested too deep",
    "Headings below the fourth level cannot be told apart by eye or by ear.",
    "Raise the section a level.",
)
LACKS = Rule(
    "S210",
    "A unit without what its kind needs",
    "A list without items or a scenario without a choice is a heading over nothing.",
    "Leave it what it needs, or remove the whole unit.",
)
DEEPEST = 3
LAYERS = "content/layers/"
"""Where what layers insert comes from; it has the layer's prefix and not the guideline's."""


def check_structure(index: Index) -> Iterator[Problem]:
    """Problems with ids and with what units hold."""
    yield from _find_twice(index)
    for guideline in index.workspace.master.guidelines:
        yield from _find_wrong_prefix(guideline)
        for section in guideline.sections:
            yield from _find_depth(section, 1)
    for unit in index.workspace.master.units():
        yield from _find_inner_ids(unit)
        yield from _find_contents(unit)
        if unit.id in index.withdrawn:
            yield USED_AGAIN.at(
                unit.where.at("id"), f"the id {unit.id!r} was withdrawn, renamed, split or merged before"
            )


def _find_twice(index: Index) -> Iterator[Problem]:
    seen: dict[str, Where] = {}
    things: list[Section | Unit] = [*index.workspace.master.sections(), *index.workspace.master.units()]
    for thing in things:
        where = thing.where.at("id")
        if thing.id in seen:
            yield TWICE.at(where, f"the id {thing.id!r} stands at {seen[thing.id]} already")
        seen.setdefault(thing.id, where)
    editions: dict[str, Where] = {}
    for edition in index.workspace.editions:
        if edition.id in editions:
            yield TWICE.at(
                edition.where.at("id"), f"the edition {edition.id!r} stands at {editions[edition.id]} already"
            )
        editions.setdefault(edition.id, edition.where.at("id"))


def _find_wrong_prefix(guideline: Guideline) -> Iterator[Problem]:
    prefix = f"{guideline.prefix}-"
    things: list[Section | Unit] = [*guideline.walk(), *guideline.units()]
    for thing in things:
        inserted = thing.where.file.startswith(LAYERS)
        if not inserted and not thing.id.startswith(prefix):
            yield PREFIX.at(thing.where.at("id"), f"{thing.id!r} does not begin with {prefix!r}")


def _find_depth(section: Section, level: int) -> Iterator[Problem]:
    if level > DEEPEST:
        yield TOO_DEEP.at(section.where, f"the section {section.id!r} is {level} levels deep; {DEEPEST} is the most")
    if not section.units and not section.sections:
        yield EMPTY_SECTION.at(section.where, f"the section {section.id!r} holds nothing")
    for below in section.sections:
        yield from _find_depth(below, level + 1)


def _find_inner_ids(unit: Unit) -> Iterator[Problem]:
    columns = [(column.id, column.where) for column in unit.columns]
    yield from _find_repeated(unit, columns)
    inner = [(p.id, p.where) for p in unit.points] + [(c.id, c.where) for c in unit.choices]
    yield from _find_repeated(unit, inner + [(row.id, row.where) for row in unit.rows])
    for point in unit.points:
        yield from _find_nested_ids(unit, point)


def _find_nested_ids(unit: Unit, point: Point) -> Iterator[Problem]:
    yield from _find_repeated(unit, [(below.id, below.where) for below in point.points])
    for below in point.points:
        yield from _find_nested_ids(unit, below)


def _find_repeated(unit: Unit, ids: list[tuple[str, Where]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for name, where in ids:
        if name in RESERVED:
            yield RESERVED_ID.at(where.at("id"), f"{name!r} in {unit.id} is the name of a field")
        if name in seen:
            yield TWICE.at(where.at("id"), f"the id {name!r} stands in {unit.id} already")
        seen.add(name)


def _find_contents(unit: Unit) -> Iterator[Problem]:
    if unit.kind is Kind.RECOMMENDATION and unit.core is None:
        yield NO_CORE.at(unit.where, f"{unit.id} does not say whether it is mandatory")
    for name in MUST_HOLD[unit.kind]:
        if not getattr(unit, name):
            yield LACKS.at(unit.where, f"{unit.id} ({unit.kind}) has no {name}")
    if unit.kind is Kind.TABLE:
        yield from _find_cells(unit)
    answered = [choice for choice in unit.choices if choice.answer]
    if unit.choices and (unit.kind is Kind.SCENARIO or answered):
        for choice in unit.choices:
            if not choice.answer:
                yield NO_ANSWER.at(choice.where, f"the choice {choice.id!r} of {unit.id} has no answer")


def _find_cells(unit: Unit) -> Iterator[Problem]:
    known = {column.id for column in unit.columns[1:]}
    for row in unit.rows:
        for cell in row.cells:
            if cell.column not in known:
                message = f"the cell {cell.column!r} of row {row.id!r} stands in no column after the first"
                yield TABLE.at(cell.text.where, message)
