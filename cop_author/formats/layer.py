"""The shape of a layer's files: the layer itself, overrides, parameter values, base texts and approvals."""

from dataclasses import replace
from typing import Any

from cop_author.formats.common import ADDRESS, DATE, DOTTED, FORMAT, LANG, SLUG, VERSION
from cop_author.formats.guideline import CHOICE, POINT, ROW, UNIT
from cop_author.formats.makers import by_key, only, under_key, without_format, without_place
from cop_author.formats.scalars import Flag, OneWord, Plain, Prose
from cop_author.formats.shape import Key, ListOf, MapOf, Record
from cop_author.model.layer import (
    Approval,
    Base,
    Do,
    Effect,
    Layer,
    LayerKind,
    LegalBasis,
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


def _operation(**values: Any) -> Operation:
    return Operation(target="", **values)


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


APPROVALS = Record(
    "approvals file",
    only("approvals"),
    FORMAT,
    Key(
        "approvals",
        ListOf(
            Record(
                "approval",
                Approval,
                Key("operation", SLUG, "What was approved.", required=True),
                Key("digest", Plain(), "Of what was seen.", required=True),
                Key("role", Plain(), "In which role.", required=True),
                Key("name", Plain(), "By whom.", required=True),
                Key("date", DATE, "When.", required=True),
            )
        ),
        "Signatures, each bound to what was seen.",
        required=True,
    ),
)
