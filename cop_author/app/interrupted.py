"""Upgrades that were cut off: nothing reads or changes a workspace as if its files were of one release."""

from pathlib import Path

from cop_author.errors import CopError
from cop_author.model.place import Where
from cop_author.model.problem import Problem, Problems, Rule
from cop_author.store.journal import names_of_journals

JOURNAL = "upgrade-"
INTERRUPTED = Rule(
    "V108",
    "An upgrade that was cut off",
    "Some files of the layer are of the old release, and some of the new one.",
    "Finish it: cop layer upgrade LAYER --continue. Or undo it: cop layer upgrade LAYER --abort",
)


def check_interrupted(root: Path) -> Problems:
    """Upgrades that were cut off, by the layer's file that may be half of each release."""
    cut = (name.removeprefix(JOURNAL) for name in names_of_journals(root) if name.startswith(JOURNAL))
    return tuple(_interrupted(layer) for layer in cut)


def need_whole(root: Path) -> None:
    """CopError where an upgrade was cut off: what the files say now is neither the old text nor the new one."""
    for problem in check_interrupted(root):
        raise CopError(problem.message, problem.hint)


def _interrupted(layer: str) -> Problem:
    hint = f"Finish it: cop layer upgrade {layer} --continue. Or undo it: cop layer upgrade {layer} --abort"
    return INTERRUPTED.at(Where(f"content/layers/{layer}/base.yaml"), f"an upgrade of {layer} was interrupted", hint)
