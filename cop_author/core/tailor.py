"""Selects what one edition prints from the text below it; it must not change a word or the order of what it keeps.

A unit is in when, for each facet that both it and the edition state, they share a value; what a section states narrows
its units, and what a unit states narrows its points and rows. Topics must match where the edition names any. `include`
and `exclude` win last, `exclude` over `include`. The unit of the help panel stands on every page, so in no section.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cop_author.model.edition import Edition, Selection, Tailored
from cop_author.model.guideline import Core, Guideline, Kind, Point, Section, Unit
from cop_author.model.problem import Problem, Problems, Rule
from cop_author.model.workspace import Master

NOTHING = Rule(
    "B101",
    "An edition that selects nothing",
    "A title page with no text is a mistake in the selection.",
    "Loosen `select`, or correct its values.",
)
EMPTIED = Rule(
    "B102",
    "A mandatory unit whose content the selection leaves out",
    "What is mandatory must reach the reader.",
    "Give one of its points a condition that the edition meets, or none.",
)
NO_SECTION = Rule(
    "B103",
    "A structure that begins with a unit",
    "A unit needs a section to stand in.",
    "Name a section before the unit in `structure`.",
)


def tailor(master: Master, edition: Edition) -> tuple[Tailored, Problems]:
    """The part of `master` that `edition` selects, and what the selection breaks."""
    problems: list[Problem] = []
    choice = _Choice(edition.select, edition.help, problems)
    kept = [_keep(guideline, edition, choice) for guideline in _in_order(master, edition)]
    guidelines = tuple(guideline for guideline in kept if guideline.sections)
    if edition.structure:
        guidelines = _restructure(guidelines, edition, problems)
    if not guidelines:
        problems.append(NOTHING.at(edition.where.at("select"), f"the edition {edition.id!r} selects nothing"))
    return Tailored(edition, guidelines), tuple(problems)


@dataclass(frozen=True, slots=True)
class _Choice:
    """The selection, and where to report what it breaks."""

    select: Selection
    help: str
    problems: list[Problem]

    def takes(self, unit: Unit, above: tuple[Section, ...], *, listed: bool) -> bool:
        ids = {unit.id, *(section.id for section in above)}
        if ids & set(self.select.exclude) or unit.id == self.help:
            return False
        if ids & set(self.select.include):
            return True
        parts: list[Section | Unit] = [*above, unit]
        meets = all(part.for_.meets(self.select.for_) for part in parts)
        return listed and meets and self._is_about(unit, above)

    def _is_about(self, unit: Unit, above: tuple[Section, ...]) -> bool:
        wanted = set(self.select.topics)
        parts: list[Section | Unit] = [*above, unit]
        return not wanted or any(wanted & set(part.topics) for part in parts)

    def narrow(self, unit: Unit) -> Unit | None:
        """`unit` without the points and rows that the selection leaves out; None when nothing is left of it."""
        points = self._points(unit.points)
        rows = tuple(row for row in unit.rows if row.for_.meets(self.select.for_))
        lost = (unit.points and not points and unit.kind is Kind.CHECKLIST) or (unit.rows and not rows)
        if lost and unit.core is Core.MANDATORY:
            self.problems.append(EMPTIED.at(unit.where, f"nothing is left of the mandatory unit {unit.id}"))
        return None if lost else replace(unit, points=points, rows=rows)

    def _points(self, points: tuple[Point, ...]) -> tuple[Point, ...]:
        kept = (point for point in points if point.for_.meets(self.select.for_))
        return tuple(replace(point, points=self._points(point.points)) for point in kept)


def _in_order(master: Master, edition: Edition) -> Iterator[Guideline]:
    """The edition's guidelines in its order, then the others, from which it may include single units."""
    by_id = {guideline.id: guideline for guideline in master.guidelines}
    yield from (by_id[name] for name in edition.guidelines if name in by_id)
    yield from (guideline for guideline in master.guidelines if guideline.id not in edition.guidelines)


def _keep(guideline: Guideline, edition: Edition, choice: _Choice) -> Guideline:
    listed = guideline.id in edition.guidelines
    kept = (_keep_section(section, (), choice, listed=listed) for section in guideline.sections)
    return replace(guideline, sections=tuple(section for section in kept if section))


def _keep_section(section: Section, above: tuple[Section, ...], choice: _Choice, *, listed: bool) -> Section | None:
    path = (*above, section)
    taken = (unit for unit in section.units if choice.takes(unit, path, listed=listed))
    units = tuple(narrowed for unit in taken if (narrowed := choice.narrow(unit)))
    below = (_keep_section(found, path, choice, listed=listed) for found in section.sections)
    sections = tuple(found for found in below if found)
    return replace(section, units=units, sections=sections) if units or sections else None


def _restructure(guidelines: tuple[Guideline, ...], edition: Edition, problems: list[Problem]) -> tuple[Guideline, ...]:
    """Sections in the order that the edition lists; a unit listed after a section moves to its end."""
    if not guidelines:
        return ()
    sections = {section.id: section for guideline in guidelines for section in guideline.walk()}
    units = {unit.id: unit for guideline in guidelines for unit in guideline.units()}
    moved = set(edition.structure) & set(units)
    ordered: list[Section] = []
    for name in edition.structure:
        if name in sections:
            ordered.append(_without(sections[name], moved | (set(edition.structure) - {name})))
        elif name in units and ordered:
            ordered[-1] = replace(ordered[-1], units=(*ordered[-1].units, units[name]))
        elif name in units:
            problems.append(NO_SECTION.at(edition.where.at("structure"), f"{name!r} stands before any section"))
    filled = tuple(section for section in ordered if any(part.units for part in section.walk()))
    return (replace(guidelines[0], sections=filled),) if filled else ()


def _without(section: Section, ids: set[str]) -> Section:
    return replace(
        section,
        units=tuple(unit for unit in section.units if unit.id not in ids),
        sections=tuple(_without(below, ids) for below in section.sections if below.id not in ids),
    )
