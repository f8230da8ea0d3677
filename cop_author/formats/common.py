"""Small shapes that several kinds of file share; it must not know any of those files."""

import re

from cop_author.formats.scalars import Word
from cop_author.formats.shape import MISSING, Key, ListOf, MapOf, Reading
from cop_author.formats.yaml_text import Node, Scalar
from cop_author.model.guideline import EVERYONE, Conditions
from cop_author.model.ids import is_dotted, is_slug, parse_address
from cop_author.model.place import Where
from cop_author.model.problem import Rule
from cop_author.text.days import is_day

NEWER_FORMAT = Rule(
    "S105",
    "A format that this version does not know",
    "The file was made for another version of the tool; reading it as if it were today's would lose what is new in it.",
    "Install the current version of cop_author.",
)
CURRENT_FORMAT = "1"
_SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
_LANG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?\Z")
_VERSION = re.compile(r"(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\Z")
_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`\[\]]+\Z")
_PICTURE = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*\.(?:svg|png|jpe?g|webp)\Z")


class FormatNumber(Word):
    """The number of the file's format; only today's is written, older ones stay readable."""

    def load(self, node: Node, reading: Reading) -> object:
        """'1', or MISSING after reporting a format from the future."""
        if isinstance(node, Scalar) and node.value == CURRENT_FORMAT:
            return node.value
        found = node.value if isinstance(node, Scalar) else "something else"
        return reading.report(NEWER_FORMAT, node, f"expected format: {CURRENT_FORMAT}, found {found}")

    def schema(self, defs: dict[str, object]) -> dict[str, object]:
        """The one number."""
        return {"const": int(CURRENT_FORMAT)}


SLUG = Word("an id (lower-case letters, digits and single hyphens)", is_slug, _SLUG)
DOTTED = Word(
    "a parameter's name (ids joined by dots)", is_dotted, r"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$"
)
ADDRESS = Word("an address such as ind-a#text", lambda text: parse_address(text) is not None, "#")
LANG = Word(
    "a language tag such as en, fr-CA or zh-Hans", lambda t: _LANG.match(t) is not None, r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$"
)
DATE = Word("a date such as 2026-01-31", is_day, r"^\d{4}-\d{2}-\d{2}$", loose=True)
VERSION = Word("a version such as 1.0.0", lambda t: _VERSION.match(t) is not None, r"^\d+\.\d+\.\d+$")
WEB = Word("a web address (https://…)", lambda t: _WEB.match(t) is not None, "^https?://")
PICTURE = Word(
    "the path of a picture below content/master/assets (svg, png, jpg or webp)",
    lambda t: _PICTURE.match(t) is not None,
    r"\.(svg|png|jpe?g|webp)$",
)
SLUGS = ListOf(SLUG)
FORMAT = Key("format", FormatNumber("the format's number"), "The number of the file's format: 1.", required=True)


class _Conditions(MapOf):
    """`facet: [values]`."""

    def load(self, node: Node, reading: Reading) -> object:
        """The conditions, with their place."""
        pairs = MapOf.load(self, node, reading)
        if pairs is MISSING:
            return MISSING
        return Conditions(pairs, _with_fields(node, reading)) if pairs else EVERYONE


def _with_fields(node: Node, reading: Reading) -> Where:
    entries = getattr(node, "entries", ())
    return Where(reading.file, node.line, node.column, {key.value: (key.line, key.column) for key, _ in entries})


CONDITIONS = _Conditions(SLUG, SLUGS)
