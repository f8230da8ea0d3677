"""Shapes of single values: words, text, numbers, flags; what a record does with them is not theirs to know."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cop_author.formats.shape import BAD_VALUE, MISSING, WRONG_TYPE, Reading, Schema, Shape
from cop_author.formats.yaml_text import Node, Scalar, Sequence, phone_trap, trap
from cop_author.model.guideline import Text
from cop_author.model.problem import Rule, Severity
from cop_author.text.nearest import did_you_mean

QUOTE_IT = Rule(
    "Y105",
    "A value that YAML readers take for something else",
    "Unquoted, 1.10 becomes the number 1.1, no becomes false, and a date or phone number loses its form.",
    "Put the value in quotes.",
)


def _scalar(node: Node, reading: Reading, what: str) -> Scalar | None:
    if isinstance(node, Scalar):
        return node
    found = "a list" if isinstance(node, Sequence) else "a mapping"
    reading.report(WRONG_TYPE, node, f"expected {what}, found {found}")
    return None


CUT_SHORT = Rule(
    "Y106",
    "Words after # that are not part of the text",
    "After a space, # begins a comment in YAML; whatever follows it is silently left out.",
    "Put the whole text in quotes, or the comment on a line of its own.",
    Severity.WARNING,
)


@dataclass(frozen=True, slots=True)
class Word(Shape):
    """A short string that `accepts` takes; `what` describes it. `loose` lets plain numbers and dates through."""

    what: str
    accepts: Callable[[str], bool] = bool
    pattern: str = ""
    loose: bool = False

    def load(self, node: Node, reading: Reading) -> Any:
        scalar = _scalar(node, reading, self.what)
        if scalar is None:
            return MISSING
        taken_for = "" if scalar.style or self.loose else trap(scalar.value)
        if taken_for:
            return reading.report(QUOTE_IT, node, f"{scalar.value!r} can be read as {taken_for}")
        if not self.accepts(scalar.value):
            return reading.report(BAD_VALUE, node, f"{scalar.value!r} is not {self.what}")
        return scalar.value

    def schema(self, defs: Schema) -> Schema:
        return {"type": "string"} | ({"pattern": self.pattern} if self.pattern else {"minLength": 1})


@dataclass(frozen=True, slots=True)
class Plain(Shape):
    """Text that is not translated: a name, a reason, an address."""

    def load(self, node: Node, reading: Reading) -> Any:
        scalar = _scalar(node, reading, "text")
        if scalar is None:
            return MISSING
        value = scalar.value.strip()
        taken_for = "" if scalar.style else phone_trap(value)
        if taken_for:
            return reading.report(QUOTE_IT, node, f"{value!r} can be read as {taken_for}")
        if not scalar.style and reading.text.startswith(" #", scalar.end):
            cut = reading.rest_of_line(scalar).strip()
            reading.report(CUT_SHORT, node, f"{cut[:40]!r} after the text is a comment and is not printed")
        if not value:
            return reading.report(BAD_VALUE, node, "the text is empty", "Write the text, or leave the key out.")
        return value

    def schema(self, defs: Schema) -> Schema:
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True, slots=True)
class Prose(Shape):
    """Text that is printed and translated: inline CommonMark."""

    def load(self, node: Node, reading: Reading) -> Any:
        value = Plain().load(node, reading)
        return value if value is MISSING else Text(value, reading.lang, reading.where(node))

    def schema(self, defs: Schema) -> Schema:
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True, slots=True)
class Whole(Shape):
    """A whole number between two bounds."""

    least: int = 0
    most: int = 10_000

    def load(self, node: Node, reading: Reading) -> Any:
        scalar = _scalar(node, reading, "a whole number")
        if scalar is None:
            return MISSING
        if scalar.style or not scalar.value.isascii() or not scalar.value.isdigit():
            hint = "Write it without quotes." if scalar.style and scalar.value.isdigit() else ""
            return reading.report(WRONG_TYPE, node, f"expected a whole number, found {scalar.value!r}", hint)
        if not self.least <= int(scalar.value[:12]) <= self.most:
            return reading.report(BAD_VALUE, node, f"{scalar.value} is not between {self.least} and {self.most}")
        return int(scalar.value)

    def schema(self, defs: Schema) -> Schema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Flag(Shape):
    """true or false."""

    def load(self, node: Node, reading: Reading) -> Any:
        scalar = _scalar(node, reading, "true or false")
        if scalar is None:
            return MISSING
        if scalar.style or scalar.value not in {"true", "false"}:
            return reading.report(WRONG_TYPE, node, f"expected true or false, found {scalar.value!r}")
        return scalar.value == "true"

    def schema(self, defs: Schema) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class OneWord(Shape):
    """One of the values of an enumeration."""

    enum: type[StrEnum]

    def load(self, node: Node, reading: Reading) -> Any:
        allowed = [str(value) for value in self.enum]
        scalar = _scalar(node, reading, " or ".join(allowed))
        if scalar is None:
            return MISSING
        if scalar.value not in allowed:
            message = f"{scalar.value!r} is not one of {', '.join(allowed)}"
            return reading.report(BAD_VALUE, node, message, did_you_mean(scalar.value, allowed))
        return self.enum(scalar.value)

    def schema(self, defs: Schema) -> Schema:
        return {"enum": [str(value) for value in self.enum]}
