"""Checks a workspace: load, validate, then lay its layers over it and validate again."""

from pathlib import Path

from cop_author.app.layers import check_layers
from cop_author.core.validate import find_open, validate
from cop_author.model.problem import Problems, in_reading_order
from cop_author.store.workspace import find_root, load


def check(folder: Path, *, drafts: bool = False) -> Problems:
    """All that is wrong with the workspace at or above `folder`, in reading order; with `drafts`, those as well."""
    workspace, problems = load(find_root(folder))
    if workspace is None:
        return problems
    unsettled = find_open(workspace) if drafts else ()
    own = validate(workspace)
    return in_reading_order([*problems, *own, *check_layers(workspace, own), *unsettled])
