"""Applies edits to a workspace: shows them, refuses what would break the text, and writes all of them or none."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cop_author.core.validate import validate
from cop_author.formats.workspace import assemble
from cop_author.model.problem import Problems
from cop_author.store.files import write_all
from cop_author.store.workspace import find_root, read

Edit = Callable[[Mapping[str, str]], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Applied:
    """What an edit did: the files it changed or created, a unified diff, and the errors for which it was refused."""

    changed: tuple[str, ...]
    created: tuple[str, ...]
    diff: str
    refused: Problems
    written: bool


def apply(folder: Path, edit: Edit, *, dry_run: bool = False) -> Applied:
    """`edit` carried out in the workspace at or above `folder`; refused where it brings errors that were not there."""
    found = read(find_root(folder))
    before = dict(found.files)
    changes = {name: text for name, text in edit(before).items() if before.get(name) != text}
    new = _errors({**before, **changes}, found.assets)
    known = {(p.code, p.message) for p in _errors(before, found.assets)}
    refused = tuple(problem for problem in new if (problem.code, problem.message) not in known)
    if not refused and not dry_run:
        write_all(found.root, changes)
    written = bool(changes) and not refused and not dry_run
    old, new_files = (tuple(sorted(name for name in changes if (name in before) is known_)) for known_ in (True, False))
    return Applied(old, new_files, _diff(before, changes), refused, written)


def _errors(files: Mapping[str, str], assets: Mapping[str, int]) -> Problems:
    workspace, problems = assemble(files, assets)
    found = (*problems, *(validate(workspace) if workspace else ()))
    return tuple(problem for problem in found if problem.is_error)


def _diff(before: Mapping[str, str], changes: Mapping[str, str]) -> str:
    parts: list[str] = []
    for name in sorted(changes):
        old, new = before.get(name, "").splitlines(keepends=True), changes[name].splitlines(keepends=True)
        parts += difflib.unified_diff(old, new, f"a/{name}" if name in before else "/dev/null", f"b/{name}")
    return "".join(parts)
