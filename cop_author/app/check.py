"""Checks a workspace: load, validate, then lay its layers over the texts they stand on and validate again."""

from pathlib import Path

from cop_author.app.due import find_due
from cop_author.app.interrupted import check_interrupted
from cop_author.app.layers import check_layers, check_text
from cop_author.app.releases import check_releases
from cop_author.app.texts import opened_from
from cop_author.core.validate import find_open
from cop_author.model.problem import Problems, in_reading_order
from cop_author.store.workspace import find_root, read


def check(folder: Path, *, drafts: bool = False, today: str = "") -> Problems:
    """All that is wrong with the workspace at or above `folder`, in reading order; with `drafts`, those as well.

    Without `today` (ISO 8601) nothing is asked of dates and signatures.
    """
    opened, problems = opened_from(read(find_root(folder)))
    if opened is None:
        return problems
    unsettled = find_open(opened.workspace) if drafts else ()
    own = check_text(opened.workspace)
    due = [problem for layer in opened.workspace.layers if today for problem in find_due(opened, layer, today)]
    return in_reading_order(
        [
            *problems,
            *own,
            *check_releases(opened),
            *check_interrupted(opened.root),
            *check_layers(opened, own),
            *due,
            *unsettled,
        ]
    )
