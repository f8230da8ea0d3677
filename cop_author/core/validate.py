"""All checks over a workspace, as a list; it must not change what it checks."""

from collections.abc import Callable, Iterator

from cop_author.core.checks import parameters, pictures, readers, references, structure, values, wording
from cop_author.core.index import Index
from cop_author.model.guideline import Status
from cop_author.model.problem import Problem, Problems, Rule, Severity, in_reading_order
from cop_author.model.workspace import Workspace

CHECKS: tuple[Callable[[Index], Iterator[Problem]], ...] = (
    structure.check_structure,
    references.check_references,
    references.check_editions,
    references.check_uncited,
    parameters.check_parameters,
    values.check_values,
    wording.check_markdown,
    wording.check_terms,
    wording.check_modals,
    wording.check_claims,
    pictures.check_pictures,
    readers.check_ages,
    readers.check_glossary,
    readers.check_readability,
)
DRAFT = Rule(
    "S301",
    "A draft",
    "A draft appears in editions with a mark on every page.",
    "Settle the text and remove `status: draft`.",
    Severity.NOTE,
)


def validate(workspace: Workspace) -> Problems:
    """What is wrong with the text of `workspace`, in reading order."""
    index = Index(workspace)
    return in_reading_order([problem for check in CHECKS for problem in check(index)])


def find_open(workspace: Workspace) -> Problems:
    """What is not settled yet: the drafts."""
    drafts = (unit for unit in workspace.master.units() if unit.status is Status.DRAFT)
    return in_reading_order([DRAFT.at(unit.where.at("status"), f"{unit.id} is a draft") for unit in drafts])
