"""A finding in the author's content: what is wrong, where, and what to do next; never raised, always collected."""

from dataclasses import dataclass
from enum import StrEnum

from cop_author.model.place import Where


class Severity(StrEnum):
    """How much a finding weighs: an error stops publication, a warning is for a person, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding with a stable code; `why` and `mend` are its documentation."""

    code: str
    title: str
    why: str
    mend: str
    severity: Severity = Severity.ERROR

    def at(self, where: Where, message: str, hint: str = "") -> "Problem":
        """A finding of this rule at a place."""
        return Problem(self.code, self.severity, where, message, hint or self.mend)


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `message` says what is wrong, `hint` what to run or write."""

    code: str
    severity: Severity
    where: Where
    message: str
    hint: str = ""

    @property
    def plain(self) -> "Plain":
        """The problem as plain values, for another process or a file; `from_plain` makes it again."""
        where = self.where
        place = (where.file, where.line, where.column)
        return (self.code, str(self.severity), *place, self.message, self.hint)

    @property
    def is_error(self) -> bool:
        """Whether it stops publication."""
        return self.severity is Severity.ERROR


Problems = tuple[Problem, ...]
Plain = tuple[str, str, str, int, int, str, str]
"""Code, severity, file, line, column, message, hint."""


def from_plain(found: Plain) -> Problem:
    """The problem that was made plain."""
    code, severity, file, line, column, message, hint = found
    return Problem(code, Severity(severity), Where(file, line, column), message, hint)


def in_reading_order(problems: "tuple[Problem, ...] | list[Problem]") -> Problems:
    """Problems by file, line and column, each once, so that no report depends on the order of the checks."""
    unique = {(p.code, p.where.file, p.where.line, p.where.column, p.message): p for p in problems}
    return tuple(unique[key] for key in sorted(unique, key=lambda k: (k[1], k[2], k[3], k[0], k[4])))
