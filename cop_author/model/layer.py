"""A layer of overrides on the text below it: operations, parameter values, pins and approvals; pure data."""

from dataclasses import dataclass, field
from enum import StrEnum

from cop_author.model.brand import Brand
from cop_author.model.guideline import Choice, Column, Point, Row, Text, Unit
from cop_author.model.place import NOWHERE, Where
from cop_author.model.vocabulary import Source


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
class NewColumn:
    """A column that is inserted into a table, with its cells: (id of the row, text)."""

    column: Column
    cells: tuple[tuple[str, Text], ...] = ()

    @property
    def id(self) -> str:
        """The column's id."""
        return self.column.id


@dataclass(frozen=True, slots=True)
class Operation:
    """One change to one target, with its reason.

    `at` is the part of an address after #, or `force`; without it the operation is on the whole unit. An insertion
    brings a `unit`, which stands after its target (or `before` it), or a `point`, `choice`, `row` or `column` of the
    target. `lang` is the language of what it writes, where that is not the source language.
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
    column: NewColumn | None = None
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
    """A layer's value for a parameter, where it comes from and when it was last verified (ISO 8601).

    `forms` are how it is written where the grammar of a sentence asks for another form: (form, value).
    """

    name: str
    value: str
    source: str = ""
    verified: str = ""
    valid_until: str = ""
    owner: str = ""
    forms: tuple[tuple[str, str], ...] = ()
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
    """Somebody's signature under one operation or one parameter's value, bound to a digest of what they saw.

    With `due` it is leave to publish before the approval is there, for the `reason` given, until that day (ISO 8601).
    """

    digest: str
    role: str
    name: str
    date: str
    operation: str = ""
    parameter: str = ""
    due: str = ""
    reason: str = ""
    where: Where = field(default=NOWHERE, compare=False, repr=False)

    @property
    def subject(self) -> str:
        """What was signed: an operation's id or a parameter's name."""
        return self.operation or self.parameter


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reviewer said of one operation or value instead of approving it, bound to a digest of what they saw."""

    digest: str
    name: str
    date: str
    text: str
    operation: str = ""
    parameter: str = ""
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Layer:
    """A region's, country's or organisation's changes to the layer below.

    `place` is what it speaks for as a sentence names it (`the Arab States`); empty: its title.
    """

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
    comments: tuple[Comment, ...] = ()
    sources: tuple[Source, ...] = ()
    place: str = ""
    brand: Brand = Brand()
    where: Where = field(default=NOWHERE, compare=False, repr=False)
