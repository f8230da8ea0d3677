"""Compares the master at two revisions, or at one with the work tree, unit by unit."""

from pathlib import Path

from cop_author.core.compare import UnitChange, compare
from cop_author.errors import CopError
from cop_author.formats.workspace import assemble
from cop_author.model.workspace import Workspace
from cop_author.store.history import History
from cop_author.store.workspace import find_root, load

FOLDERS = ("cop.yaml", "content/master", "content/register")


def diff(folder: Path, old: str, new: str = "") -> tuple[UnitChange, ...]:
    """Changes from revision `old` to revision `new`, or to the work tree where `new` is empty."""
    root = find_root(folder)
    history = History(root)
    after = at_revision(history, new) if new else load(root)[0]
    before = at_revision(history, old)
    if after is None:
        raise CopError("the work tree cannot be read", "Run: cop check")
    return compare(before.master, after.master, after.register.lineage)


def at_revision(history: History, revision: str) -> Workspace:
    """The workspace as it stood at `revision`, without its layers and editions."""
    files = history.files_at(revision, FOLDERS)
    texts = {name: raw.decode("utf-8", "replace") for name, raw in files.items() if name.endswith(".yaml")}
    workspace, problems = assemble(texts, {})
    if workspace is None:
        first = f": {problems[0].where}: {problems[0].message}" if problems else ""
        raise CopError(f"the text at {revision} cannot be read{first}", "Name a revision at which it could.")
    return workspace
