"""Permanent identifiers and the addresses of pieces of text; it must not know what they point to.

An address is `<unit>#<field>`: `#title`, `#text`, `#<point>.<point>`, `#<row>.<col>`, `#head.<col>`, `#<row>.head`,
`#<choice>`, `#<choice>.answer`. Other kinds of text have a scheme before the id: `term:csam#definition`.
"""

import re
from dataclasses import dataclass

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
DOTTED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*\Z")
RESERVED = frozenset({"title", "text", "note", "caption", "alt", "head"})
"""Names of fields; no point, row, column or choice may be called so."""


def is_slug(text: str) -> bool:
    """Whether `text` may be an id: lower-case ASCII letters and digits in groups joined by single hyphens."""
    return SLUG.match(text) is not None


def is_dotted(text: str) -> bool:
    """Whether `text` may name a parameter: slugs joined by dots."""
    return DOTTED.match(text) is not None


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """The permanent name of one piece of text: what overrides, translations and permalinks hold on to."""

    owner: str
    field: str

    def __str__(self) -> str:
        return f"{self.owner}#{self.field}"


def parse_address(text: str) -> Address | None:
    """`ind-a#evidence.first` as an address; None where `text` has no such form."""
    owner, hash_sign, field = text.partition("#")
    scheme, colon, name = owner.rpartition(":")
    if not (hash_sign and is_dotted(field) and is_dotted(name)) or (colon and not is_slug(scheme)):
        return None
    return Address(owner, field)
