"""The workspace by id: what is where, built once and shared by the checks; it must not judge."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TypeVar

from cop_author.model.guideline import Guideline, Section, Text, Unit
from cop_author.model.ids import Address
from cop_author.model.register import Change
from cop_author.model.vocabulary import Facet, Parameter, Source, Term
from cop_author.model.workspace import Workspace
from cop_author.text import addresses

_T = TypeVar("_T", Unit, Section)


@dataclass(frozen=True, slots=True)
class Printed:
    """A text that is printed, its address, and the unit it stands in, if any."""

    address: Address
    text: Text
    unit: Unit | None = None


@dataclass(frozen=True)
class Index:
    """Look-ups into one workspace."""

    workspace: Workspace

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Units by id; where an id stands twice, the first."""
        return _first_by_id(self.workspace.master.units())

    @cached_property
    def sections(self) -> dict[str, Section]:
        """Sections by id."""
        return _first_by_id(self.workspace.master.sections())

    @cached_property
    def placed(self) -> tuple[tuple[Guideline, tuple[Section, ...], Unit], ...]:
        """Every unit with its guideline and the sections above it, outermost first, in reading order."""
        return tuple(
            (guideline, above, unit)
            for guideline in self.workspace.master.guidelines
            for section in guideline.sections
            for above, unit in _units_below(section, ())
        )

    @cached_property
    def facets(self) -> dict[str, Facet]:
        """Facets by id."""
        return {facet.id: facet for facet in self.workspace.master.facets}

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """Parameters by name."""
        return {parameter.name: parameter for parameter in self.workspace.master.parameters}

    @cached_property
    def terms(self) -> dict[str, Term]:
        """Terms by id."""
        return {term.id: term for term in self.workspace.master.terms}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.workspace.master.sources}

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """Ids that may never be used again."""
        gone = {Change.WITHDRAWN, Change.RENAMED, Change.SPLIT, Change.MERGED}
        steps = (step for step in self.workspace.register.lineage if step.change in gone)
        return frozenset(step.id for step in steps if step.id not in step.to)

    @cached_property
    def printed(self) -> tuple[Printed, ...]:
        """Every text that an edition may print, in reading order."""
        master = self.workspace.master
        in_units = (
            Printed(address, text, unit) for unit in master.units() for address, text in addresses.texts_of_unit(unit)
        )
        others = chain(
            (pair for guideline in master.guidelines for pair in addresses.texts_of_guideline(guideline)),
            (pair for section in master.sections() for pair in addresses.texts_of_section(section)),
            (pair for term in master.terms for pair in addresses.texts_of_term(term)),
            (pair for parameter in master.parameters for pair in addresses.texts_of_parameter(parameter)),
            (pair for edition in self.workspace.editions for pair in addresses.texts_of_edition(edition)),
        )
        return (*in_units, *(Printed(address, text) for address, text in others))


def _units_below(section: Section, above: tuple[Section, ...]) -> Iterator[tuple[tuple[Section, ...], Unit]]:
    path = (*above, section)
    for unit in section.units:
        yield path, unit
    for below in section.sections:
        yield from _units_below(below, path)


def _first_by_id(things: Iterator[_T]) -> dict[str, _T]:
    found: dict[str, _T] = {}
    for thing in things:
        found.setdefault(thing.id, thing)
    return found
