"""Applies edits to a workspace: shows them, refuses what would break the text, and writes all of them or none.

Where an edit is to a layer and not to the master, what that layer's operations cannot do counts as well: whoever edits
the text below is not held up by the layers on it, which meet the new text when they upgrade.
"""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cop_author.app.interrupted import need_whole
from cop_author.app.layers import check_text, problems_of
from cop_author.app.texts import opened_from
from cop_author.model.problem import Problems, Severity
from cop_author.store.files import write_all
from cop_author.store.workspace import Found, find_root, read

Write = Callable[[Path, Mapping[str, str | None]], object]
Edit = Callable[[Mapping[str, str]], Mapping[str, str | None]]
"""Texts by path → what becomes of those that change; None: the file goes."""

_LAYERS, _MASTER = "content/layers/", "content/master/"


@dataclass(frozen=True, slots=True)
class Applied:
    """What an edit did: the files it changed, created or deleted, a unified diff, and the errors that refused it."""

    changed: tuple[str, ...]
    created: tuple[str, ...]
    deleted: tuple[str, ...]
    diff: str
    refused: Problems
    written: bool
    warned: Problems = ()
    """Warnings that were not there before; they refuse nothing."""


def apply(folder: Path, edit: Edit, *, dry_run: bool = False, write: Write = write_all) -> Applied:
    """`edit` carried out in the workspace at or above `folder`; refused where it brings errors that were not there.

    `write` puts the changes (path → text, None: no file) below the root in place.
    """
    root = find_root(folder)
    need_whole(root)
    found = read(root)
    before = dict(found.files)
    changes = {name: text for name, text in edit(before).items() if before.get(name) != text}
    after = {name: text for name, text in {**before, **changes}.items() if text is not None}
    layers = _edited_layers(changes)
    now = _findings(replace(found, files=after), layers) if changes else ()
    known = {(p.code, p.message) for p in _findings(found, layers)} if now else set()
    new = tuple(problem for problem in now if (problem.code, problem.message) not in known)
    refused = tuple(problem for problem in new if problem.is_error)
    warned = tuple(problem for problem in new if problem.severity is Severity.WARNING)
    written = bool(changes) and not refused and not dry_run
    if written:
        write(found.root, changes)
    created = tuple(sorted(name for name in changes if name not in before))
    deleted = tuple(sorted(name for name, text in changes.items() if text is None))
    changed = tuple(sorted({*changes} - {*created, *deleted}))
    return Applied(changed, created, deleted, _diff(before, changes), refused, written, warned)


def _edited_layers(changes: Mapping[str, str | None]) -> set[str]:
    if any(name.startswith(_MASTER) for name in changes):
        return set()
    return {name.split("/")[2] for name in changes if name.startswith(_LAYERS)}


def _findings(found: Found, layers: set[str]) -> Problems:
    """Errors and warnings in the text and in the layers that were edited."""
    return tuple(p for p in _problems(found, layers) if p.severity is not Severity.NOTE)


def _problems(found: Found, layers: set[str]) -> Problems:
    opened, problems = opened_from(found)
    if opened is None:
        return problems
    problems = (*problems, *check_text(opened.workspace))
    said = {(problem.code, problem.message) for problem in problems}
    held = [problems_of(opened, layer, said) for layer in opened.workspace.layers if layer.id in layers]
    return (*problems, *(problem for own in held for problem in own))


def _diff(before: Mapping[str, str], changes: Mapping[str, str | None]) -> str:
    parts: list[str] = []
    for name in sorted(changes):
        old, new = ((text or "").splitlines(keepends=True) for text in (before.get(name), changes[name]))
        was = f"a/{name}" if name in before else "/dev/null"
        becomes = "/dev/null" if changes[name] is None else f"b/{name}"
        parts += difflib.unified_diff(old, new, was, becomes)
    return "".join(parts)
