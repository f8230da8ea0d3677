"""The shape of a layer's files: the layer itself, overrides, parameter values, base texts and approvals."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from cop_author.formats.common import ADDRESS, DATE, DOTTED, FORMAT, LANG, SLUG, VERSION
from cop_author.formats.guideline import CHOICE, POINT, ROW, UNIT
from cop_author.formats.makers import by_key, only, under_key, without_format, without_place
from cop_author.formats.master import SOURCES
from cop_author.formats.scalars import Flag, OneWord, Plain, Prose
from cop_author.formats.shape import Key, ListOf, MapOf, Record
from cop_author.model.guideline import Column, Text
from cop_author.model.layer import (
    Approval,
    Base,
    Comment,
    Do,
    Effect,
    Layer,
    LayerKind,
    LegalBasis,
    NewColumn,
    Operation,
    ParameterValue,
    Pin,
)
from cop_author.model.place import Where

LAYER = Record(
    "layer",
    without_format(Layer),
    FORMAT,
    Key("id", SLUG, "The layer's id, also its folder and the prefix of what it inserts.", required=True),
    Key("title", Plain(), "The region, country or organisation.", required=True),
    Key("place", Plain(), "What it speaks for, as a sentence names it, as `the Arab States`; left out: the title."),
    Key("kind", OneWord(LayerKind), "Who it speaks for.", required=True),
    Key("parent", SLUG, "master, or another layer.", required=True),
    Key("languages", ListOf(LANG), "The languages it publishes in.", required=True),
    Key("illustrative", Flag(), "Not issued by the authorities; says so on every page."),
    Key("follow", Flag(), "Build from the work tree and not from the pin."),
)


_LEGAL = Record(
    "legal basis",
    without_place(LegalBasis),
    Key("instrument", Plain(), "The law.", required=True),
    Key("article", Plain(), "The article."),
    Key("source", SLUG, "An entry of the sources."),
    Key("review", DATE, "When it must be looked at again."),
)
_AT = Plain()


_PROSE = ("put", "to", "unit", "point", "choice", "row", "column")


def _operation(lang: str = "", **values: Any) -> Operation:
    written = {name: in_language(values[name], lang) for name in _PROSE if lang and name in values}
    return Operation(target="", lang=lang, **(values | written))


def in_language(value: Any, lang: str) -> Any:
    """`value` with every text in it said to be in `lang`; what is not part of the model stays as it is."""
    if isinstance(value, Text):
        return replace(value, lang=lang)
    if isinstance(value, tuple):
        return tuple(in_language(item, lang) for item in value)
    if is_dataclass(value) and not isinstance(value, type | Where):
        return replace(value, **{each.name: in_language(getattr(value, each.name), lang) for each in fields(value)})
    return value


def _cell(row: str, text: Text, _: Where) -> tuple[str, Text]:
    return row, text


def _new_column(id: str, head: Text, where: Where, cells: tuple[tuple[str, Text], ...] = ()) -> NewColumn:
    return NewColumn(Column(id, head, where), cells)


_COLUMN = Record(
    "inserted column",
    _new_column,
    Key("id", SLUG, "Permanent, with the layer's prefix.", required=True),
    Key("head", Prose(), "The column's heading.", required=True),
    Key("cells", MapOf(SLUG, Prose(), _cell), "Row id → text."),
)


_OPERATION = Record(
    "operation",
    _operation,
    Key("id", SLUG, "Permanent, with the layer's prefix.", required=True),
    Key("do", OneWord(Do), "What it does.", required=True),
    Key("at", _AT, "The field: text, title, force, or a point's id."),
    Key("find", Plain(), "Words that must occur exactly once in the base text."),
    Key("put", Prose(), "What takes their place."),
    Key("to", Prose(), "The new value."),
    Key("unit", UNIT, "The unit that replaces or is inserted."),
    Key("point", POINT, "The point that is inserted."),
    Key("choice", CHOICE, "The choice that is inserted."),
    Key("row", ROW, "The row that is inserted."),
    Key("column", _COLUMN, "The column that is inserted, with its cells."),
    Key("after", Plain(), "What it is inserted or moved after."),
    Key("before", Plain(), "What it is inserted or moved before."),
    Key("lang", LANG, "The language of the new text."),
    Key("reason", Plain(), "Why, for the annex of deviations.", required=True),
    Key("legal", _LEGAL, "The law it rests on."),
    Key("effect", OneWord(Effect), "What it does to the protection the text gives.", required=True),
    Key("owner", Plain(), "Who answers for it."),
    Key("review", DATE, "When it must be looked at again."),
    Key("consulted", ListOf(Plain()), "Who was asked."),
    Key("proposed-upstream", Flag(), "Whether it was proposed to the layer below."),
    Key("locked", Flag(), "Layers above may not touch it."),
)


def _overrides(target: str, operations: tuple[Operation, ...], format: str = "", *, where: Where) -> Any:
    return tuple(replace(operation, target=target) for operation in operations)


OVERRIDES = Record(
    "overrides file",
    _overrides,
    FORMAT,
    Key("target", SLUG, "The unit that the operations change.", required=True),
    Key("operations", ListOf(_OPERATION), "The changes, each with its reason.", required=True),
)


VALUES = Record(
    "parameter values file",
    only("parameters"),
    FORMAT,
    Key(
        "parameters",
        MapOf(
            DOTTED,
            Record(
                "parameter value",
                under_key(ParameterValue, "name"),
                Key("value", Plain(), "The value, in quotes where it is a number.", required=True),
                Key("source", SLUG, "An entry of the sources."),
                Key("verified", DATE, "When somebody last made sure."),
                Key("valid-until", DATE, "When it ends."),
                Key("owner", Plain(), "Who entered it; somebody else approves it."),
                Key("forms", MapOf(SLUG, Plain()), "Form, as genitive → the value in it."),
            ),
            by_key,
        ),
        "Parameter → value.",
        required=True,
    ),
)
_PIN = Record(
    "pin",
    without_place(Pin),
    Key("of", SLUG, "master, or a layer.", required=True),
    Key("version", VERSION, "The release.", required=True),
    Key("digest", Plain(), "The digest of its text.", required=True),
)


BASE = Record(
    "base file",
    without_format(Base),
    FORMAT,
    Key("pin", _PIN, "The release that the layer stands on."),
    Key("fields", MapOf(ADDRESS, Plain()), "Address → base text of every field that the layer touches."),
)


LAYER_SOURCES = SOURCES
"""A layer's own evidence has the shape of the master's."""

_SUBJECT = (
    Key("operation", SLUG, "The operation that was looked at."),
    Key("parameter", DOTTED, "Or the parameter whose value was looked at."),
    Key("digest", Plain(), "Of what was seen.", required=True),
)


def _approvals(approvals: Any, comments: Any = (), format: str = "", *, where: Where) -> Any:
    return approvals, comments


APPROVALS = Record(
    "approvals file",
    _approvals,
    FORMAT,
    Key(
        "approvals",
        ListOf(
            Record(
                "approval",
                Approval,
                *_SUBJECT,
                Key("role", Plain(), "In which role.", required=True),
                Key("name", Plain(), "By whom.", required=True),
                Key("date", DATE, "When.", required=True),
                Key("due", DATE, "Leave to publish before the approval, until this day."),
                Key("reason", Plain(), "Why it could not wait."),
            )
        ),
        "Signatures, each bound to what was seen.",
        required=True,
    ),
    Key(
        "comments",
        ListOf(
            Record(
                "comment",
                without_place(Comment),
                *_SUBJECT,
                Key("name", Plain(), "By whom.", required=True),
                Key("date", DATE, "When.", required=True),
                Key("text", Plain(), "What was said.", required=True),
            )
        ),
        "What reviewers said instead of signing.",
    ),
)
