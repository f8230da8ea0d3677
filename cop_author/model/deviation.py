"""How the text of a layer differs from the master's, unit by unit, and why; it must not judge a difference."""

from dataclasses import dataclass
from enum import StrEnum

from cop_author.model.guideline import Text
from cop_author.model.layer import Operation


class Conformity(StrEnum):
    """How far an edition departs from the master; computed, never asserted. After ISO/IEC Guide 21."""

    MASTER = "master"
    IDENTICAL = "identical"
    MODIFIED = "modified"
    NOT_APPROVED = "modified-not-approved"
    NOT_EQUIVALENT = "not-equivalent"


class Standing(StrEnum):
    """Where the approval of an operation or of a parameter's value stands."""

    APPROVED = "approved"
    MISSING = "missing"
    STALE = "stale"
    """What was approved has changed since."""
    OWN = "own"
    """Only who wrote it has approved it."""
    URGENT = "urgent"
    """Published before its approval, which is not due yet."""
    OVERDUE = "overdue"
    """Published before its approval, which was due by now."""
    ILLUSTRATIVE = "illustrative"
    """The layer is an illustration, which nobody approves."""


class Departure(StrEnum):
    """In what way a unit departs from the master."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


class Part(StrEnum):
    """What a field is a part of, for a reader who does not know addresses."""

    OWN = "own"
    """The unit's own: its title, text, force …"""
    POINT = "point"
    CHOICE = "choice"
    ANSWER = "answer"
    COLUMN = "column"
    ROW = "row"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class FieldDeviation:
    """One field (the part of an address after #, or `force`, `core`, `for`) as the master and as the layer has it.

    `inside` says where a reader finds it: of a cell the heads of its row and column, of an answer its choice.
    """

    field: str
    old: Text | None
    new: Text | None
    part: Part = Part.OWN
    inside: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Cause:
    """An operation that made a unit depart, the layer that holds it, and where its approval stands."""

    layer: str
    operation: Operation
    standing: Standing

    def concerns(self, field: str) -> bool:
        """Whether the operation is about this field (the part of an address after #), or about the whole unit."""
        operation = self.operation
        inserted = operation.point or operation.choice or operation.row or operation.column
        at = inserted.id if inserted else operation.at
        return not at or field == at or field.startswith(f"{at}.") or field.endswith(f".{at}")


@dataclass(frozen=True, slots=True)
class Deviation:
    """One unit that departs from the master. `name` is what to call it; `section` the id of the section it stands in
    (for a removed unit: stood in)."""

    unit: str
    name: str
    section: str
    departures: tuple[Departure, ...]
    fields: tuple[FieldDeviation, ...]
    causes: tuple[Cause, ...]

    def causes_of(self, field: str) -> tuple[Cause, ...]:
        """The operations that wrote one field; all of them where that cannot be told apart."""
        own = tuple(cause for cause in self.causes if cause.concerns(field))
        return own or self.causes
