"""The shape of a file, declared once: it reads nodes into the model and writes the JSON Schema; it knows no file kind.

A shape's `load` returns a value, or `MISSING` after reporting why; it never raises on an author's mistake. Its `schema`
describes the same thing to an editor such as VS Code, so the two cannot disagree.
"""

from collections.abc import Callable, Mapping as AnyMapping
from dataclasses import dataclass, field
from typing import Any, Final

from cop_author.formats.yaml_text import Mapping, Node, Scalar, Sequence
from cop_author.model.place import Where
from cop_author.model.problem import Problem, Rule
from cop_author.text.nearest import did_you_mean

WRONG_TYPE = Rule(
    "S101",
    "A value of the wrong type",
    "The tool reads each value as the type that its place calls for.",
    "Write the value in the form that the message names.",
)
UNKNOWN_KEY = Rule(
    "S102",
    "An unknown key",
    "A misspelt key would otherwise be skipped, and what it says with it.",
    "Correct the key, or remove it.",
)
MISSING_KEY = Rule(
    "S103",
    "A required key is missing",
    "Without it the record means nothing.",
    "Add the key.",
)
BAD_VALUE = Rule(
    "S104",
    "A value that is not allowed here",
    "The place takes only certain values.",
    "Use one of the values that the message names.",
)


class _Missing:
    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = _Missing()
Schema = dict[str, Any]


@dataclass(slots=True)
class Reading:
    """What loading one file needs: its name and text, the language of its prose, and a list that collects problems."""

    file: str
    lang: str = "en"
    text: str = ""
    problems: list[Problem] = field(default_factory=list)

    def where(self, node: Node) -> Where:
        """The place of `node`."""
        return Where(self.file, node.line, node.column)

    def rest_of_line(self, node: Node) -> str:
        """What stands after `node` on the line on which it ends."""
        return self.text[node.end : self.text.find("\n", node.end) + 1 or len(self.text)]

    def report(self, rule: Rule, node: Node, message: str, hint: str = "") -> _Missing:
        """Collect a problem at `node`."""
        self.problems.append(rule.at(self.where(node), message, hint))
        return MISSING


class Shape:
    """What a value may look like."""

    def load(self, node: Node, reading: Reading) -> Any:
        """The value of `node`, or MISSING after reporting why."""
        raise NotImplementedError

    def schema(self, defs: Schema) -> Schema:
        """JSON Schema of the value; records are entered into `defs` by name."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class ListOf(Shape):
    """A list; loads to a tuple without the items that could not be read."""

    item: Shape

    def load(self, node: Node, reading: Reading) -> Any:
        if not isinstance(node, Sequence):
            return reading.report(
                WRONG_TYPE, node, "expected a list", "Write it as [a, b], or one item a line after -."
            )
        values = (self.item.load(item, reading) for item in node.items)
        return tuple(value for value in values if value is not MISSING)

    def schema(self, defs: Schema) -> Schema:
        return {"type": "array", "items": self.item.schema(defs)}


@dataclass(frozen=True, slots=True)
class MapOf(Shape):
    """Free keys; loads to a tuple of `make(key, value, where)`, or of pairs where `make` is None."""

    key: Shape
    value: Shape
    make: Callable[[str, Any, Where], Any] | None = None

    def load(self, node: Node, reading: Reading) -> Any:
        if not isinstance(node, Mapping):
            return reading.report(WRONG_TYPE, node, "expected a mapping of keys to values")
        loaded = []
        for key_node, value_node in node.entries:
            key = self.key.load(key_node, reading)
            value = self.value.load(value_node, reading)
            if key is not MISSING and value is not MISSING:
                loaded.append(self.make(key, value, reading.where(key_node)) if self.make else (key, value))
        return tuple(loaded)

    def schema(self, defs: Schema) -> Schema:
        names = {"propertyNames": self.key.schema(defs)}
        return {"type": "object", "additionalProperties": self.value.schema(defs)} | names


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a record: its shape, whether it is required, what it is for, and its name in the model if another."""

    name: str
    shape: Shape
    about: str = ""
    required: bool = False
    attribute: str = ""

    @property
    def target(self) -> str:
        """The keyword under which `make` receives the value."""
        return self.attribute or self.name.replace("-", "_")


class Record(Shape):
    """Fixed keys; loads to `make(**values, where=…)`. `positions` keeps the place of each key's value."""

    def __init__(self, name: str, make: Callable[..., Any], *keys: Key, positions: bool = True) -> None:
        self.name = name
        self.make = make
        self.keys = keys
        self._by_name = {key.name: key for key in keys}
        self._required = tuple(key for key in keys if key.required)
        self._positions = positions

    def load(self, node: Node, reading: Reading) -> Any:
        if not isinstance(node, Mapping):
            return reading.report(WRONG_TYPE, node, f"expected {_a(self.name)} (keys and values)")
        values: dict[str, Any] = {}
        places: dict[str, tuple[int, int]] = {}
        broken = False
        for key_node, value_node in node.entries:
            key = self._by_name.get(key_node.value)
            if key is None:
                self._unknown(key_node, value_node, reading)
                continue
            value = key.shape.load(value_node, reading)
            places[key.target] = (value_node.line, value_node.column)
            if value is MISSING:
                broken = broken or key.required
            else:
                values[key.target] = value
        return MISSING if broken or self._lacks(node, places, reading) else self._build(node, values, places, reading)

    def schema(self, defs: Schema) -> Schema:
        if self.name not in defs:
            defs[self.name] = {}
            defs[self.name] = self.own_schema(defs)
        return {"$ref": f"#/$defs/{self.name.replace(' ', '%20')}"}

    def own_schema(self, defs: Schema, fixed: AnyMapping[str, str] | None = None) -> Schema:
        """The schema without indirection; `fixed` are keys that hold a constant."""
        constants = {name: {"const": value} for name, value in (fixed or {}).items()}
        properties = {key.name: _described(key.shape.schema(defs), key.about) for key in self.keys}
        required = {"required": [key.name for key in self._required]} if self._required else {}
        return {"type": "object", "properties": properties | constants, "additionalProperties": False} | required

    def _build(self, node: Node, values: dict[str, Any], places: dict[str, Any], reading: Reading) -> Any:
        fields = places if self._positions else {}
        return self.make(**values, where=Where(reading.file, node.line, node.column, fields))

    def _lacks(self, node: Node, places: dict[str, tuple[int, int]], reading: Reading) -> bool:
        lacking = [key for key in self._required if key.target not in places]
        for key in lacking:
            reading.report(MISSING_KEY, node, f"this {self.name} has no {key.name!r}", f"Add: {key.name}: …")
        return bool(lacking)

    def _unknown(self, key: Scalar, value: Node, reading: Reading) -> None:
        hint = (
            did_you_mean(key.value, self._by_name) or f"{_a(self.name).capitalize()} takes: {', '.join(self._by_name)}."
        )
        if isinstance(value, Scalar) and not value.value and not value.style:
            hint = "Inside {…} a comma ends the text. Put the whole text in quotes."
        reading.report(UNKNOWN_KEY, key, f"{_a(self.name)} has no key {key.value!r}", hint)


@dataclass(frozen=True, slots=True)
class ByTag(Shape):
    """Records told apart by the value of one key, as a unit's `kind`."""

    name: str
    tag: str
    records: AnyMapping[str, Record]

    def load(self, node: Node, reading: Reading) -> Any:
        if not isinstance(node, Mapping):
            return reading.report(WRONG_TYPE, node, f"expected {_a(self.name)} (keys and values)")
        value = node.get(self.tag)
        if value is None:
            return reading.report(MISSING_KEY, node, f"this {self.name} has no {self.tag!r}", f"Add: {self.tag}: …")
        tag = value.value if isinstance(value, Scalar) else ""
        record = self.records.get(tag)
        if record is None:
            message = f"{tag!r} is not one of {', '.join(self.records)}"
            return reading.report(BAD_VALUE, value, message, did_you_mean(tag, self.records))
        return record.load(node, reading)

    def schema(self, defs: Schema) -> Schema:
        if self.name not in defs:
            defs[self.name] = {}
            defs[self.name] = {
                "type": "object",
                "required": [self.tag],
                "properties": {self.tag: {"enum": list(self.records)}},
                "allOf": [
                    {
                        "if": {"properties": {self.tag: {"const": tag}}, "required": [self.tag]},
                        "then": record.own_schema(defs, {self.tag: tag}),
                    }
                    for tag, record in self.records.items()
                ],
            }
        return {"$ref": f"#/$defs/{self.name}"}


@dataclass(frozen=True, slots=True)
class Later(Shape):
    """A shape that refers to itself, named before it exists."""

    get: Callable[[], Shape]

    def load(self, node: Node, reading: Reading) -> Any:
        return self.get().load(node, reading)

    def schema(self, defs: Schema) -> Schema:
        return self.get().schema(defs)


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeio" else f"a {noun}"


def _described(schema: Schema, about: str) -> Schema:
    if not about:
        return schema
    return {"allOf": [schema], "description": about} if "$ref" in schema else schema | {"description": about}
