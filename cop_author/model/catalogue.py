"""A translator's file as data: entries keyed by address and source text; it must not know gettext's syntax."""

from dataclasses import dataclass, field

from cop_author.model.place import NOWHERE, Where


@dataclass(frozen=True, slots=True)
class Entry:
    """The translation of one source text at one address; `previous` is the source text it was made from, if fuzzy."""

    address: str
    source: str
    target: str = ""
    fuzzy: bool = False
    obsolete: bool = False
    previous: str = ""
    comments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All entries of one domain in one language, in reading order."""

    domain: str
    lang: str
    entries: tuple[Entry, ...] = ()
