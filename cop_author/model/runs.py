"""How one text became another, as runs of words that share a fate; it must not know how they were found."""

from dataclasses import dataclass
from enum import StrEnum


class Op(StrEnum):
    """What became of a run of words."""

    KEEP = "keep"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words that share a fate."""

    op: Op
    text: str
