"""What became of the text under a layer's changes, field by field; pure data, which decides nothing."""

from dataclasses import dataclass
from enum import StrEnum

from cop_author.model.layer import Operation


class State(StrEnum):
    """How a change of a layer stands to the text that is now below it."""

    CURRENT = "current"
    COSMETIC = "cosmetic"
    MOVED = "moved"
    MERGEABLE = "mergeable"
    REDUNDANT = "redundant"
    UNRECORDED = "unrecorded"
    """Nobody recorded the text that the change was made for."""
    SENSITIVE = "sensitive"
    CONFLICT = "conflict"
    RECONFIRM = "reconfirm"
    ORPHANED = "orphaned"
    ANCHOR_LOST = "anchor-lost"
    CELL_MISSING = "cell-missing"
    CORE_RAISED = "core-raised"

    @property
    def needs_person(self) -> bool:
        """Whether nobody but a person may decide."""
        return self not in _BY_ITSELF

    @property
    def about(self) -> str:
        """What the state means, in a sentence for a person."""
        return _IN_WORDS[self]


_BY_ITSELF = frozenset({State.CURRENT, State.COSMETIC, State.MOVED, State.MERGEABLE})
_IN_WORDS = {
    State.CURRENT: "The text below is as it was.",
    State.COSMETIC: "Only white space, quotation marks or the coding of letters changed below.",
    State.MOVED: "The same text stands in another place or under another id.",
    State.MERGEABLE: "The text below changed in other sentences; both changes fit together.",
    State.REDUNDANT: "The text below now says what the layer says.",
    State.UNRECORDED: "The text that the change was made for was never recorded.",
    State.SENSITIVE: "Both changes fit together, but what they say together must be read.",
    State.CONFLICT: "The text below changed where the layer changes it.",
    State.RECONFIRM: "The layer removes a text that has changed since.",
    State.ORPHANED: "What the layer changes is gone, or stands in several places now.",
    State.ANCHOR_LOST: "What the layer puts its text beside is gone.",
    State.CELL_MISSING: "The rows and columns of a table no longer go with what the layer puts into it.",
    State.CORE_RAISED: "The unit has become mandatory, and the layer takes from it.",
}


@dataclass(frozen=True, slots=True)
class Texts:
    """One text three times: as the change was made for, as it is below now, and as the layer has it.

    `merged` is both changes in one, '' where they conflict or the change is none of words.
    """

    address: str
    base: str
    now: str
    local: str
    merged: str = ""


@dataclass(frozen=True, slots=True)
class Drift:
    """Where one place that a layer changes stands, through one operation or several patches of one field.

    `address` is where the change was made, `now` where that is today ('': nowhere). `choices` are where it may go
    instead. `reasons` say in words what happened and why a person must see it. `followed` are the operations with the
    names that their unit, field, neighbour, rows and columns have today; none where that is not known.
    """

    operations: tuple[Operation, ...]
    address: str
    state: State
    now: str = ""
    texts: tuple[Texts, ...] = ()
    choices: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    followed: tuple[Operation, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its operations."""
        return tuple(operation.id for operation in self.operations)
