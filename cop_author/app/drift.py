"""How a layer stands to a text that it may be upgraded to: the newest release of its parent, another one, or the work
tree."""

from dataclasses import dataclass
from pathlib import Path

from cop_author.app.texts import Opened, grounds_at, newest, open_texts, text_of
from cop_author.core.drift import find_drift
from cop_author.core.resolve import Resolved
from cop_author.errors import CopError
from cop_author.model.drift import Drift
from cop_author.model.layer import Layer

WORK_TREE = "work-tree"


@dataclass(frozen=True, slots=True)
class Drifted:
    """A layer held against the text of `of` at `version` ('': as the work tree has it). `pinned` is where it stands."""

    layer: str
    pinned: str
    of: str
    version: str
    drifts: tuple[Drift, ...]


def drift_of(folder: Path, name: str, against: str = "") -> Drifted:
    """The drift of the layer `name` against a release of its parent, against `work-tree`, or against the newest one.

    Where its parent has no release, or the layer follows the work tree, that is the work tree.
    """
    opened = open_texts(folder, without_master=True)
    layer = opened.layer(name)
    version = target_version(opened, layer, against)
    pin = layer.base.pin
    drifts = drift_over(opened, layer, version)
    return Drifted(name, pin.version if pin and not layer.follow else "", layer.parent, version, drifts)


def target_version(opened: Opened, layer: Layer, wanted: str) -> str:
    """The version that is meant: `wanted`, else the newest of the parent's releases; '' for the work tree."""
    if wanted == WORK_TREE or (layer.follow and not wanted):
        return ""
    release = newest(opened, layer.parent)
    return wanted or (release.version if release else "")


def text_at(opened: Opened, layer: Layer, version: str) -> Resolved:
    """The text of the parent at `version`; CopError where it cannot be had."""
    text, problems = text_of(opened, layer.parent, version)
    if text is None:
        raise CopError(problems[0].message, problems[0].hint)
    return text


def drift_over(opened: Opened, layer: Layer, version: str) -> tuple[Drift, ...]:
    """The drift of a layer over its parent's text at `version`; CopError where that cannot be had."""
    text = text_at(opened, layer, version)
    grounds, _ = grounds_at(opened, layer.parent, version)
    return find_drift(layer, text.master, opened.workspace.register, grounds.master if grounds else None)
