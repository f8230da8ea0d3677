"""What is decided of each change of a layer when the text below it changes; pure data."""

from dataclasses import dataclass
from enum import StrEnum

from cop_author.model.drift import Drift


class Action(StrEnum):
    """What becomes of a change."""

    FOLLOW = "follow"
    """As it is, over the text as it is now, wherever that stands."""
    ACCEPT = "accept"
    """Both changes together, as merged."""
    KEEP = "keep"
    """What the layer says, whatever the text below says now."""
    UPSTREAM = "upstream"
    """What the text below says; the layer's change is dropped."""
    EDIT = "edit"
    """A text that a person writes."""
    RETARGET = "retarget"
    """The same change in another place."""

    @property
    def about(self) -> str:
        """What it does, for a person who chooses."""
        return _IN_WORDS[self]


_IN_WORDS = {
    Action.FOLLOW: "leave the change as it is",
    Action.ACCEPT: "take both changes together",
    Action.KEEP: "keep what the layer says",
    Action.UPSTREAM: "drop the layer's change and take the text below",
    Action.EDIT: "write another text",
    Action.RETARGET: "put the change somewhere else",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """An action, and the text (edit) or the place (retarget) that it needs."""

    action: Action
    value: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One drift in a plan. `decided` is what happens by itself; None: a person must choose among `allowed`.

    `seen` is a digest of what is to be decided on, so that a decision cannot be carried over to something else.
    """

    drift: Drift
    allowed: tuple[Action, ...]
    decided: Decision | None
    seen: str

    @property
    def key(self) -> str:
        """Its name in a plan: the id of its first operation."""
        return self.drift.operations[0].id
