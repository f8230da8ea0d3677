"""The shape of the register: releases, lineage, withdrawn units, minor edits and waivers."""

from collections.abc import Callable
from typing import Any

from cop_author.formats.common import ADDRESS, DATE, FORMAT, SLUG, VERSION
from cop_author.formats.makers import only
from cop_author.formats.scalars import OneWord, Plain, Word
from cop_author.formats.shape import Key, ListOf, MapOf, Record
from cop_author.model.ids import is_dotted
from cop_author.model.place import Where
from cop_author.model.register import Change, Lineage, MinorEdit, Release, Waiver

_NODE = Word("a unit's id, or an address such as ind-a#point", lambda text: is_dotted(text.replace("#", ".", 1)))


def _file(kind: str, name: str, make: Callable[..., Any], about: str, *keys: Key) -> Record:
    record = Record(f"{kind} record", make, *keys)
    return Record(f"{kind} file", only(name), FORMAT, Key(name, ListOf(record), about, required=True))


RELEASES = _file(
    "release",
    "releases",
    Release,
    "Releases, oldest first.",
    Key("of", SLUG, "master, or a layer.", required=True),
    Key("version", VERSION, "Its version.", required=True),
    Key("digest", Plain(), "Of its normalised text.", required=True),
    Key("date", DATE, "When.", required=True),
)


def _withdrawn(id: str, where: Where, date: str = "", why: str = "") -> Lineage:
    return Lineage(Change.WITHDRAWN, id, date=date, why=why, where=where)


WITHDRAWN = _file(
    "withdrawn",
    "withdrawn",
    _withdrawn,
    "Units that are gone for good; their ids are never used again.",
    Key("id", _NODE, "What was withdrawn.", required=True),
    Key("date", DATE, "When."),
    Key("why", Plain(), "Why."),
)
LINEAGE = _file(
    "lineage",
    "lineage",
    Lineage,
    "What became of ids, oldest first.",
    Key("change", OneWord(Change), "What happened.", required=True),
    Key("id", _NODE, "The old id.", required=True),
    Key("to", ListOf(_NODE), "Its successors."),
    Key("took", MapOf(ADDRESS, ADDRESS), "Old address → new address."),
    Key("date", DATE, "When."),
    Key("why", Plain(), "Why."),
)
MINOR = _file(
    "minor edit",
    "minor",
    MinorEdit,
    "Edits that leave translations valid.",
    Key("address", ADDRESS, "What was edited.", required=True),
    Key("old", Plain(), "Digest of the old text.", required=True),
    Key("new", Plain(), "Digest of the new text.", required=True),
    Key("who", Plain(), "Who decided.", required=True),
    Key("why", Plain(), "Why it is minor.", required=True),
)
WAIVERS = _file(
    "waiver",
    "waivers",
    Waiver,
    "Leave for layers to touch mandatory units.",
    Key("layer", SLUG, "For whom.", required=True),
    Key("unit", SLUG, "Which unit.", required=True),
    Key("reason", Plain(), "Why.", required=True),
    Key("granted-by", Plain(), "By whom.", required=True),
    Key("date", DATE, "When.", required=True),
)
