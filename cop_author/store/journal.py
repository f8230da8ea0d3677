"""Writes several files so that a death in the middle can be undone or finished; it must not know what they hold.

Before the first file changes, the old and the new contents of all of them stand in a journal below `.cop/`, on the
disk. While the journal is there, the writing is not done: `finish` writes what is missing, `undo` puts back what was.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cop_author.errors import CopError
from cop_author.store.files import remove_leftovers, write_all, write_text
from cop_author.store.scratch import FOLDER, scratch

Contents = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Journal:
    """Texts by path (None: no file) before and after, of a writing that may have been cut off."""

    name: str
    before: Contents
    after: Contents


def write_journaled(root: Path, name: str, after: Contents) -> None:
    """Put `after` in place, under the journal `name`; CopError where another writing of that name was cut off."""
    if read_journal(root, name):
        raise CopError(f"{name} was interrupted before", "Finish or undo that first.")
    before = {path: _read(root / path) for path in after}
    _write(root, Journal(name, before, after))
    write_all(root, after)
    _close(root, name)


def read_journal(root: Path, name: str) -> Journal | None:
    """The journal `name`, or None where nothing was cut off."""
    path = _path(root, name)
    if not path.is_file():
        return None
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Journal(name, dict(found["before"]), dict(found["after"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CopError(
            f"{path} cannot be read: {error}", "Delete it, and look at `git status` and `git diff`."
        ) from error


def names_of_journals(root: Path) -> tuple[str, ...]:
    """What was cut off, by name."""
    folder = root / FOLDER
    return tuple(sorted(path.stem for path in folder.glob("*.json"))) if folder.is_dir() else ()


def finish(root: Path, journal: Journal) -> None:
    """Write what is missing; refused where somebody has edited a file since."""
    _settle(root, journal, journal.after)


def undo(root: Path, journal: Journal) -> None:
    """Put back what was; refused where somebody has edited a file since."""
    _settle(root, journal, journal.before)


def _settle(root: Path, journal: Journal, wanted: Contents) -> None:
    for path in wanted:
        if _read(root / path) not in {journal.before[path], journal.after[path]}:
            hint = f"Move your edit aside and put the file back: git checkout -- {path}"
            raise CopError(f"{path} was edited after {journal.name} was interrupted", hint)
    write_all(root, wanted)
    for path in wanted:
        remove_leftovers(root / path)
    _close(root, journal.name)


def _write(root: Path, journal: Journal) -> None:
    folder = scratch(root)
    text = json.dumps({"before": journal.before, "after": journal.after}, ensure_ascii=False, indent=1)
    write_text(_path(root, journal.name), text)
    _sync(_path(root, journal.name))
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _close(root: Path, name: str) -> None:
    _path(root, name).unlink(missing_ok=True)


def _path(root: Path, name: str) -> Path:
    return root / FOLDER / f"{name}.json"


def _read(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8") if path.is_file() else None
