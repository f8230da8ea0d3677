"""Applies edits to a workspace: shows them, refuses what would break the text, and writes all of them or none.

Where an edit is to layers and not to the master, what their operations cannot do counts as well: a master's editor is
not held up by the layers, which meet the new text when they upgrade.
"""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cop_author.app.layers import check_layers
from cop_author.app.texts import opened_from
from cop_author.core.validate import validate
from cop_author.model.problem import Problems
from cop_author.store.files import write_all
from cop_author.store.workspace import Found, find_root, read

Edit = Callable[[Mapping[str, str]], Mapping[str, str | None]]
"""Texts by path → what becomes of those that change; None: the file goes."""

_LAYERS, _MASTER = "content/layers/", "content/master/"


@dataclass(frozen=True, slots=True)
class Applied:
    """What an edit did: the files it changed, created or deleted, a unified diff, and the errors that refuse it."""

    changed: tuple[str, ...]
    created: tuple[str, ...]
    deleted: tuple[str, ...]
    diff: str
    refused: Problems
    written: bool


def apply(folder: Path, edit: Edit, *, dry_run: bool = False) -> Applied:
    """`edit` carried out in the workspace at or above `folder`; refused where it brings errors that were not there."""
    found = read(find_root(folder))
    before = dict(found.files)
    changes = {name: text for name, text in edit(before).items() if before.get(name) != text}
    after = {name: text for name, text in {**before, **changes}.items() if text is not None}
    layered = _is_to_layers(changes)
    new = _errors(replace(found, files=after), layered=layered) if changes else ()
    known = {(p.code, p.message) for p in _errors(found, layered=layered)} if new else set()
    refused = tuple(problem for problem in new if (problem.code, problem.message) not in known)
    written = bool(changes) and not refused and not dry_run
    if written:
        write_all(found.root, changes)
    created = tuple(sorted(name for name in changes if name not in before))
    deleted = tuple(sorted(name for name, text in changes.items() if text is None))
    changed = tuple(sorted({*changes} - {*created, *deleted}))
    return Applied(changed, created, deleted, _diff(before, changes), refused, written)


def _is_to_layers(changes: Mapping[str, str | None]) -> bool:
    return any(name.startswith(_LAYERS) for name in changes) and not any(name.startswith(_MASTER) for name in changes)


def _errors(found: Found, *, layered: bool) -> Problems:
    opened, problems = opened_from(found)
    if opened:
        problems = (*problems, *validate(opened.workspace))
        problems = (*problems, *(check_layers(opened, problems) if layered else ()))
    return tuple(problem for problem in problems if problem.is_error)


def _diff(before: Mapping[str, str], changes: Mapping[str, str | None]) -> str:
    parts: list[str] = []
    for name in sorted(changes):
        old, new = ((text or "").splitlines(keepends=True) for text in (before.get(name), changes[name]))
        was = f"a/{name}" if name in before else "/dev/null"
        becomes = "/dev/null" if changes[name] is None else f"b/{name}"
        parts += difflib.unified_diff(old, new, was, becomes)
    return "".join(parts)
