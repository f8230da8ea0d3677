"""Finds units: by id, guideline, kind, facet, topic or words."""

from dataclasses import dataclass
from pathlib import Path

from cop_author.core.index import Index
from cop_author.errors import UsageError
from cop_author.formats.edits import unit_lines
from cop_author.model.guideline import Section, Unit
from cop_author.store.workspace import find_root, open_workspace, read
from cop_author.text.addresses import texts_of_unit
from cop_author.text.nearest import did_you_mean
from cop_author.text.normalise import loosely


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A unit, its guideline and the sections above it, outermost first."""

    guideline: str
    above: tuple[Section, ...]
    unit: Unit


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for; empty means anything."""

    guideline: str = ""
    section: str = ""
    kind: str = ""
    core: str = ""
    topic: str = ""
    status: str = ""
    words: str = ""


def index(folder: Path) -> Index:
    """The workspace at or above `folder`, by id."""
    return Index(open_workspace(folder)[1])


def find(folder: Path, query: Query) -> tuple[FoundUnit, ...]:
    """Units that meet every part of `query`, in reading order."""
    return tuple(
        FoundUnit(guideline.id, above, unit)
        for guideline, above, unit in index(folder).placed
        if _meets(query, guideline.id, above, unit)
    )


def get(folder: Path, unit: str) -> FoundUnit:
    """One unit by id; UsageError where there is none, with the nearest id."""
    placed = index(folder).placed
    for guideline, above, found in placed:
        if found.id == unit:
            return FoundUnit(guideline.id, above, found)
    hint = did_you_mean(unit, [found.id for _, _, found in placed]) or "`cop unit list` shows all units."
    raise UsageError(f"there is no unit {unit!r}", hint)


def lines(folder: Path, unit: str) -> str:
    """The lines of a unit as they stand in its file."""
    return unit_lines(read(find_root(folder)).files, unit)


def _meets(query: Query, guideline: str, above: tuple[Section, ...], unit: Unit) -> bool:
    topics = {*unit.topics, *(topic for section in above for topic in section.topics)}
    return (
        query.guideline in {"", guideline}
        and (not query.section or query.section in {section.id for section in above})
        and query.kind in {"", str(unit.kind)}
        and query.core in {"", str(unit.core or "")}
        and query.status in {"", str(unit.status)}
        and (not query.topic or query.topic in topics)
        and (not query.words or _says(unit, query.words))
    )


def _says(unit: Unit, words: str) -> bool:
    wanted = loosely(words)
    return wanted in unit.id or any(wanted in loosely(text.source) for _, text in texts_of_unit(unit))
