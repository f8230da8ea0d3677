"""A plan of an upgrade as a file that a person fills in, and the decisions that it then holds."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cop_author.formats.common import FORMAT, SLUG, VERSION
from cop_author.formats.makers import without_format
from cop_author.formats.scalars import OneWord, Plain
from cop_author.formats.shape import MISSING, Key, ListOf, Reading, Record
from cop_author.formats.yaml_text import parse
from cop_author.formats.yaml_writer import write_item
from cop_author.model.place import NOWHERE, Where
from cop_author.model.problem import Problems
from cop_author.model.upgrade import Action, Item


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person wrote at one item of a plan: an action, and the text or place that goes with it."""

    item: str
    seen: str
    decision: Action
    text: str = ""
    place: str = ""
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A filled plan: for which layer, to which release, and the answers."""

    layer: str
    to: str
    answers: tuple[Answer, ...]
    where: Where = field(default=NOWHERE, compare=False, repr=False)


def _answer(item: str, where: Where, **values: Any) -> Answer | None:
    known = {name: values[name] for name in ("seen", "decision", "text", "place") if name in values}
    return Answer(item=item, where=where, **known) if "decision" in known else None


def _sheet(layer: str, to: str, where: Where, items: tuple[Answer | None, ...] = ()) -> Sheet:
    return Sheet(layer, to, tuple(answer for answer in items if answer), where)


_SHOWN = ("state", "address", "base", "below", "layer", "merged", "why", "choices", "may-be")
_ITEM = Record(
    "item",
    _answer,
    Key("item", SLUG, "The first operation that it is about.", required=True),
    Key("seen", Plain(), "What was seen, in short; written by the tool.", required=True),
    Key("decision", OneWord(Action), "What becomes of the change."),
    Key("text", Plain(), "For edit: the text."),
    Key("place", Plain(), "For retarget: the unit, address or neighbour."),
    *(Key(name, Plain(), "For reading only.", attribute=f"_{name.replace('-', '_')}") for name in _SHOWN),
)
_PLAN = Record(
    "upgrade plan",
    without_format(_sheet),
    FORMAT,
    Key("layer", SLUG, "The layer.", required=True),
    Key("to", VERSION, "The release that it goes to.", required=True),
    Key("items", ListOf(_ITEM), "What a person decides."),
)


def parse_sheet(text: str, path: str) -> tuple[Sheet | None, Problems]:
    """The decisions in the text of a file, or None, and what is wrong with it."""
    node, problems = parse(text, path)
    if node is None:
        return None, problems
    reading = Reading(path, "en", text, list(problems))
    value = _PLAN.load(node, reading)
    return (None if value is MISSING else value), tuple(reading.problems)


def write_sheet(layer: str, to: str, items: Iterable[Item]) -> str:
    """The open items as a file to be filled in, and read back by `parse_sheet`."""
    head = (
        "# Write `decision:` below each item, one of those after `may-be`; with edit `text:`, with retarget `place:`.\n"
        "# The rest is for reading. Then: cop layer upgrade LAYER --apply --decisions THIS-FILE\n"
        f'format: 1\nlayer: {layer}\nto: "{to}"\n'
    )
    body = "".join(textwrap.indent(write_item(_plain(item)), "  ") for item in items)
    return f"{head}items:\n{body}" if body else f"{head}items: []\n"


def _plain(item: Item) -> dict[str, Any]:
    drift = item.drift
    first = drift.texts[0] if drift.texts else None
    texts = {"base": first.base, "below": first.now, "layer": first.local, "merged": first.merged} if first else {}
    shown = {
        "item": item.key,
        "seen": item.seen,
        "state": str(drift.state),
        "address": drift.address,
        **texts,
        "why": " ".join(drift.reasons) or drift.state.about,
        "choices": ", ".join(drift.choices),
        "may-be": " or ".join(item.allowed),
        "decision": str(item.decided.action) if item.decided else "",
    }
    return {key: value for key, value in shown.items() if value}
