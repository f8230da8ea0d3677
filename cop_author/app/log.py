"""The history of one unit: who changed which words, when, in which commit, through moves, new names and merges."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cop_author.core.compare import FieldChange, field_changes, predecessors
from cop_author.errors import CopError
from cop_author.formats.kinds import kind_of, load
from cop_author.model.guideline import Section, Unit
from cop_author.store.history import Commit, History
from cop_author.store.workspace import find_root, load as load_workspace

_MASTER = "content/master"


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One commit's change to a unit; `file` is where the unit stood after it, '' once it was gone."""

    commit: Commit
    fields: tuple[FieldChange, ...]
    file: str
    moved_from: str = ""


@dataclass(frozen=True, slots=True)
class UnitLog:
    """A unit's history, newest first; `cut_off` where a shallow clone hides its beginning."""

    unit: str
    entries: tuple[LogEntry, ...]
    cut_off: bool


def log(folder: Path, unit: str) -> UnitLog:
    """The history of `unit`, or of the units that it was made from."""
    root = find_root(folder)
    history = History(root)
    workspace, _ = load_workspace(root)
    lineage = workspace.register.lineage if workspace else ()
    names = (unit, *predecessors(unit, lineage))
    files = sorted(
        {file for name in names for _, found in history.commits_touching(f"id: {name}", _MASTER) for file in found}
    )
    entries = tuple(_entries(history, names, files)) if files else ()
    if not entries:
        raise CopError(
            f"no commit holds a unit {unit!r}", "`cop unit list` shows all units; a new one has to be committed first."
        )
    return UnitLog(unit, tuple(reversed(entries)), history.is_shallow)


def _entries(history: History, names: tuple[str, ...], files: list[str]) -> Iterator[LogEntry]:
    """Oldest first: one entry for each commit after which the unit reads or lies differently."""
    before: Unit | None = None
    place = ""
    for commit, _ in reversed(list(history.commits_of(files))):
        after, file = _unit_at(history, commit.id, names, files)
        fields = field_changes(before, after)
        moved = bool(place and file and file != place)
        if fields or moved:
            yield LogEntry(commit, fields, file, place if moved else "")
        before, place = after, file


def _unit_at(history: History, revision: str, names: tuple[str, ...], files: list[str]) -> tuple[Unit | None, str]:
    texts = ((file, history.file_at(revision, file)) for file in files)
    present = [(file, raw.decode("utf-8", "replace")) for file, raw in texts if raw]
    for name in names:
        for file, text in present:
            kind = kind_of(file)
            if kind and kind.name == "section" and f"id: {name}" in text:
                section = load(text, file, kind, "en")[0]
                for unit in _units(section):
                    if unit.id == name:
                        return unit, file
    return None, ""


def _units(section: object) -> Iterator[Unit]:
    if isinstance(section, Section):
        for part in section.walk():
            yield from part.units
