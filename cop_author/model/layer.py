"""A layer of overrides on the text below it: operations, parameter values, pins and approvals; pure data."""

from dataclasses import dataclass, field
from enum import StrEnum

from cop_author.model.guideline import Choice, Point, Row, Text, Unit
from cop_author.model.place import NOWHERE, Where


class LayerKind(StrEnum):
    """Who a layer speaks for."""

    REGION = "region"
    COUNTRY = "country"
    ORGANISATION = "organisation"


class Do(StrEnum):
    """What an operation does to its target."""

    PATCH = "patch"
    SET = "set"
    REPLACE = "replace"
    INSERT = "insert"
    REMOVE = "remove"
    MOVE = "move"
    RESTORE = "restore"


class Effect(StrEnum):
    """How an operation changes the protection that the text gives."""

    STRENGTHEN = "strengthen"
    WEAKEN = "weaken"
    LOCALISE = "localise"
    CLARIFY = "clarify"


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """The law that an operation rests on; `source` is an entry of the sources, `review` a day (ISO 8601)."""

    instrument: str
    article: str = ""
    source: str = ""
    review: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One change to one target, with its reason.

    `at` is the part of an address after #, or `force`; without it the operation is on the whole unit. An insertion
    brings a `unit`, which stands after its target (or `before` it), or a `point`, `choice` or `row` of the target.
    """

    id: str
    do: Do
    target: str
    reason: str
    effect: Effect
    at: str = ""
    find: str = ""
    put: Text | None = None
    to: Text | None = None
    unit: Unit | None = None
    point: Point | None = None
    choice: Choice | None = None
    row: Row | None = None
    after: str = ""
    before: str = ""
    lang: str = ""
    legal: LegalBasis | None = None
    owner: str = ""
    review: str = ""
    consulted: tuple[str, ...] = ()
    proposed_upstream: bool = False
    locked: bool = False
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """A layer's value for a parameter, where it comes from and when it was last verified (ISO 8601)."""

    name: str
    value: str
    source: str = ""
    verified: str = ""
    valid_until: str = ""
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Pin:
    """The release that a layer stands on."""

    of: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Base:
    """The pin, and the base text of every field that a layer touches, by address; written by the tool."""

    pin: Pin | None = None
    fields: tuple[tuple[str, str], ...] = ()
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody's signature under one operation, bound to a digest of what they saw."""

    operation: str
    digest: str
    role: str
    name: str
    date: str
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Layer:
    """A region's, country's or organisation's changes to the layer below."""

    id: str
    title: str
    kind: LayerKind
    parent: str
    languages: tuple[str, ...]
    illustrative: bool = False
    follow: bool = False
    operations: tuple[Operation, ...] = ()
    parameters: tuple[ParameterValue, ...] = ()
    base: Base = Base()
    approvals: tuple[Approval, ...] = ()
    where: Where = field(default=NOWHERE, compare=False, repr=False)
