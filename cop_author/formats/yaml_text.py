"""YAML text to a tree of nodes with positions; the only user of ruamel, and it must not interpret values.

The C parser's events are consumed directly: building ruamel's own nodes takes three times as long. Only a plain subset
is read: one document of mappings, sequences and scalars. Aliases, anchors, tags, merge keys and duplicate keys are
refused, since each lets a file mean something that its reader does not see.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from cop_author.model.place import Where
from cop_author.model.problem import Problem, Rule

try:
    from _ruamel_yaml import CParser
except ImportError as missing:  # pragma: no cover - the distribution depends on it
    raise ImportError("cop_author needs ruamel.yaml.clib; run: pip install ruamel.yaml.clib") from missing

MAX_DEPTH = 40

BROKEN = Rule(
    "Y101",
    "The file is not valid YAML",
    "A file that cannot be read as its author meant it is not read at all.",
    "Correct the line; a missing quote, colon or space before it is the usual cause.",
)
UNSUPPORTED = Rule(
    "Y102",
    "A YAML feature that these files do not use",
    "Anchors, aliases, tags, merge keys and several documents in one file hide what a value is.",
    "Write the value out where it is used.",
)
DUPLICATE_KEY = Rule(
    "Y103",
    "The same key twice",
    "YAML readers silently keep one of the two.",
    "Keep one of the two.",
)
EMPTY = Rule(
    "Y104",
    "The file is empty",
    "An empty file says nothing, and is more often an accident than an intention.",
    "Write the file, or delete it.",
)


class Scalar(NamedTuple):
    """A single value as written: `start` and `end` are offsets in characters, `style` is '' for a plain scalar."""

    value: str
    style: str
    line: int
    column: int
    start: int
    end: int


class Mapping(NamedTuple):
    """Keys and values in the order of the file; `flow` for `{a: b}`."""

    entries: "tuple[tuple[Scalar, Node], ...]"
    flow: bool
    line: int
    column: int
    start: int
    end: int

    def get(self, key: str) -> "Node | None":
        """The value of `key`, or None."""
        return next((value for name, value in self.entries if name.value == key), None)


class Sequence(NamedTuple):
    """Items in the order of the file; `flow` for `[a, b]`."""

    items: "tuple[Node, ...]"
    flow: bool
    line: int
    column: int
    start: int
    end: int


Node = Scalar | Mapping | Sequence


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def parse(text: str, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The tree that `text` holds, or None and why it was refused. Lines and columns count from 1."""
    reader = _Reader(text, file)
    try:
        node = reader.document()
    except _Refused as refused:
        return None, (refused.problem,)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Where(file, mark.line + 1, mark.column + 1) if mark else Where(file)
        message = " ".join(filter(None, (error.context, error.problem))) or "cannot be read"
        return None, (BROKEN.at(where, message),)
    except (YAMLError, ValueError, UnicodeError) as error:
        return None, (BROKEN.at(_place_of(error, text, file), _first_line(error)),)
    if node is None:
        return None, (EMPTY.at(Where(file), "the file is empty"),)
    return node, tuple(reader.problems)


_TRAPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:y|n|yes|no|on|off|true|false)\Z", re.IGNORECASE), "a yes-or-no value"),
    (re.compile(r"(?:~|null|)\Z", re.IGNORECASE), "nothing"),
    (re.compile(r"[-+]?(?:0x[0-9a-f_]+|0o?[0-7_]+|0b[01_]+)\Z", re.IGNORECASE), "a number in another base"),
    (re.compile(r"[-+]?[\d_,]+(?:\.\d*)?(?:e[-+]?\d+)?\Z|[-+]?\.(?:\d+|inf|nan)\Z", re.IGNORECASE), "a number"),
    (re.compile(r"\d+(?::[0-5]?\d)+(?:\.\d*)?\Z"), "a number to base 60"),
    (re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt ].*)?\Z"), "a date"),
)
_PHONE = re.compile(r"[+(]?\d[\d ()/.-]*\Z")


def trap(value: str) -> str:
    """What another YAML reader may take a plain scalar for, in words; '' where it can only be text."""
    if value and value[0] not in "yYnNoOtTfF~+-.0123456789":
        return ""
    return next((what for pattern, what in _TRAPS if pattern.match(value)), "")


def phone_trap(value: str) -> str:
    """As `trap`, for running text: digits with separators are a number that must keep its form."""
    return trap(value) or ("a number or phone number" if _PHONE.match(value) else "")


class _Reader:
    """Events to nodes, one file at a time."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._next: Callable[[], Any] = CParser(text).get_event
        self.problems: list[Problem] = []

    def document(self) -> Node | None:
        self._next()
        event = self._next()
        if isinstance(event, StreamEndEvent):
            return None
        node = self._node(self._next(), 0)
        self._next()
        if not isinstance(event := self._next(), StreamEndEvent):
            raise self._refuse(event, "several documents in one file")
        empty = isinstance(node, Scalar) and not node.value and not node.style
        return None if empty else node

    def _node(self, event: Any, depth: int) -> Node:
        if type(event) is ScalarEvent and event.anchor is None and event.tag is None and depth <= MAX_DEPTH:
            mark = event.start_mark
            style = event.style or ""
            return Scalar(event.value, style, mark.line + 1, mark.column + 1, mark.index, event.end_mark.index)
        if isinstance(event, AliasEvent):
            raise self._refuse(event, f"the alias *{event.anchor}")
        if event.anchor is not None:
            raise self._refuse(event, f"the anchor &{event.anchor}")
        if event.tag is not None:
            raise self._refuse(event, f"the tag {event.tag}")
        if depth > MAX_DEPTH:
            raise self._refuse(event, f"values nested more than {MAX_DEPTH} deep")
        mark = event.start_mark
        line, column, start = mark.line + 1, mark.column + 1, mark.index
        flow = bool(event.flow_style)
        if isinstance(event, SequenceStartEvent):
            items = tuple(self._items(depth))
            return Sequence(items, flow, line, column, start, self._end)
        entries = tuple(self._entries(depth))
        return Mapping(entries, flow, line, column, start, self._end)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := self._next(), SequenceEndEvent):
            yield self._node(event, depth + 1)
        self._end = event.end_mark.index

    def _entries(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, int] = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise self._refuse(event, "a key that is not a single word")
            if key.value == "<<" and not key.style:
                raise self._refuse(event, "the merge key <<")
            value = self._node(self._next(), depth + 1)
            if key.value in seen:
                self.problems.append(self._duplicate(key, seen[key.value]))
                continue
            seen[key.value] = key.line
            yield key, value
        self._end = event.end_mark.index

    def _duplicate(self, key: Scalar, first: int) -> Problem:
        where = Where(self._file, key.line, key.column)
        return DUPLICATE_KEY.at(where, f"the key {key.value!r} stands on line {first} already")

    def _refuse(self, event: Any, what: str) -> _Refused:
        mark = event.start_mark
        where = Where(self._file, mark.line + 1, mark.column + 1)
        return _Refused(UNSUPPORTED.at(where, f"{what} is not allowed here"))


def _place_of(error: Exception, text: str, file: str) -> Where:
    """The line of a character that YAML does not allow, which its reader reports as an offset only."""
    position = getattr(error, "position", None)
    if not isinstance(position, int):
        return Where(file)
    before = text[:position]
    return Where(file, before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1)


def _first_line(error: Exception) -> str:
    reason = getattr(error, "reason", "") or str(error)
    return str(reason).strip().splitlines()[0] if str(reason).strip() else "cannot be read"
