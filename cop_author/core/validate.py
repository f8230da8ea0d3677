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


QUESTION = Rule(
    "S302",
    "An open question",
    "Somebody noted beside the text what is not settled yet.",
    "Settle it, then take `Open:` and the question out of the note.",
    Severity.NOTE,
)
_OPEN = "open:"
"""What a note begins with that holds a question for the editors."""


def validate(workspace: Workspace) -> Problems:
    """What is wrong with the text of `workspace`, in reading order."""
    index = Index(workspace)
    return in_reading_order([problem for check in CHECKS for problem in check(index)])


def find_open(workspace: Workspace) -> Problems:
    """What is not settled yet: drafts, and notes that begin with `Open:`."""
    found: list[Problem] = []
    for unit in workspace.master.units():
        if unit.status is Status.DRAFT:
            found.append(DRAFT.at(unit.where.at("status"), f"{unit.id} is a draft"))
        if unit.note and unit.note.source.casefold().startswith(_OPEN):
            question = unit.note.source[len(_OPEN) :].strip()
            found.append(QUESTION.at(unit.note.where, f"{unit.id}: {question}"))
    return in_reading_order(found)
