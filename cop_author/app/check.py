"""Checks a workspace: load, validate, lay its layers over their texts, validate again; then its translations."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from cop_author import __version__
from cop_author.app.dresses import check_dresses
from cop_author.app.due import find_due
from cop_author.app.interrupted import check_interrupted
from cop_author.app.layers import check_layers, check_text
from cop_author.app.own_fonts import check_fonts, declared
from cop_author.app.releases import check_releases
from cop_author.app.texts import opened_from
from cop_author.app.translation.check import all_findings
from cop_author.core.validate import find_open
from cop_author.model.problem import Problems, from_plain, in_reading_order
from cop_author.store.cache import code, keep, key_of, recall
from cop_author.store.history import History
from cop_author.store.locales import read_locales
from cop_author.store.workspace import Found, find_root, read

_CACHE = "check"


def check(folder: Path, *, drafts: bool = False, today: str = "") -> Problems:
    """All that is wrong with the workspace at or above `folder`, in reading order; with `drafts`, those as well.

    Without `today` (ISO 8601) nothing is asked of dates and signatures. Where no file, no day and nothing in git has
    changed since the last time, the answer is the last one.
    """
    found = read(find_root(folder))
    key = key_of(_decisive(found, drafts=drafts, today=today))
    last = recall(found.root, _CACHE, key)
    if last is not None:
        return tuple(map(from_plain, last))
    problems = _checked(found, drafts=drafts, today=today)
    keep(found.root, _CACHE, key, [problem.plain for problem in problems])
    return problems


def _checked(found: Found, *, drafts: bool, today: str) -> Problems:
    opened, problems = opened_from(found)
    if opened is None:
        return problems
    unsettled = find_open(opened.workspace) if drafts else ()
    own = check_text(opened.workspace)
    due = [problem for layer in opened.workspace.layers if today for problem in find_due(opened, layer, today)]
    return in_reading_order(
        [
            *problems,
            *own,
            *check_dresses(opened),
            *check_releases(opened),
            *check_interrupted(opened.root),
            *check_fonts(opened.root),
            *check_layers(opened, own),
            *all_findings(opened),
            *due,
            *unsettled,
        ]
    )


def _decisive(found: Found, *, drafts: bool, today: str) -> Iterator[str]:
    """All that decides the answer: the tool, the question, every file, the names of pictures, what git has."""
    yield from (__version__, code(), str(drafts), today)
    for path, text in sorted((*found.files.items(), *read_locales(found.root).files.items())):
        yield from (path, text)
    yield from (f"{file.where} {hashlib.sha256(file.content).hexdigest()}" for file in found.own)
    yield from (f"{name} {size}" for name, size in sorted(found.assets.items()))
    yield from (
        f"{problem.code} {problem.where}"
        for problem in (*found.problems, *check_interrupted(found.root), *check_fonts(found.root))
    )
    yield declared(found.root)
    yield History(found.root).state()
