"""Records made after the fact: releases, the lineage of ids, minor edits and waivers; pure data."""

from dataclasses import dataclass, field
from enum import StrEnum

from cop_author.model.place import NOWHERE, Where


@dataclass(frozen=True, slots=True)
class Release:
    """A release of the master or of a layer: its version and the digest of its normalised text."""

    of: str
    version: str
    digest: str
    date: str
    where: Where = field(default=NOWHERE, compare=False, repr=False)


class Change(StrEnum):
    """What became of an id."""

    RENAMED = "renamed"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Lineage:
    """One step in the life of a unit, point, row, column or choice.

    `to` holds the successors. `took` says for a split or merge which old address became which new one.
    """

    change: Change
    id: str
    to: tuple[str, ...] = ()
    took: tuple[tuple[str, str], ...] = ()
    date: str = ""
    why: str = ""
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class MinorEdit:
    """An edit that leaves translations valid: address, digests of old and new text, who decided it and why."""

    address: str
    old: str
    new: str
    who: str
    why: str
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Waiver:
    """Upstream's leave for a layer to touch a mandatory unit; it makes the edition not equivalent."""

    layer: str
    unit: str
    reason: str
    granted_by: str
    date: str
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Register:
    """All records, in the order in which they were made."""

    releases: tuple[Release, ...] = ()
    lineage: tuple[Lineage, ...] = ()
    minor: tuple[MinorEdit, ...] = ()
    waivers: tuple[Waiver, ...] = ()
