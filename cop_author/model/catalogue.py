"""Translators' files as data: messages to translate, entries that do so; it must not know gettext's syntax."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cop_author.model.guideline import Text
from cop_author.model.place import NOWHERE, Where

Key = tuple[str, str]
"""(address, source text): what a translation is for."""
Translations = Mapping[Key, Text]
"""What is printed for each text, with its language."""
WORDING = "ui"
"""The domain of the templates' wording, the only one whose entries have no address."""


@dataclass(frozen=True, slots=True)
class Message:
    """One text to translate, with what a translator needs to know of it.

    `lang` is the language (BCP 47) in which it is written, `files` are where it stands, `plural` its other form, if
    it counts something. Two messages of one address differ in their source: releases that are still in use keep theirs.
    """

    domain: str
    address: str
    source: str
    lang: str = "en"
    comments: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    plural: str = ""
    mandatory: bool = False
    layer: str = ""
    """The layer that wrote it; '' for the master's and the templates' text."""

    @property
    def key(self) -> Key:
        """What its translation is for."""
        return self.address, self.source

    @property
    def blank(self) -> "Entry":
        """An entry for it, without a translation."""
        return Entry(
            self.address,
            self.source,
            comments=self.comments,
            files=self.files,
            flags=self.flags,
            plural=self.plural,
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """The translation of one source text at one address.

    `previous` (and `previous_address`, where it was another one) is what a fuzzy translation was made from. `notes` are
    the translator's own comments, `comments` the extracted ones, `flags` all but `fuzzy`. An entry with `plural` has
    its translations in `targets`, one for each form, and none in `target`.
    """

    address: str
    source: str
    target: str = ""
    fuzzy: bool = False
    obsolete: bool = False
    previous: str = ""
    previous_address: str = ""
    notes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    plural: str = ""
    previous_plural: str = ""
    targets: tuple[str, ...] = ()
    where: Where = field(default=NOWHERE, compare=False, repr=False)

    @property
    def key(self) -> Key:
        """What it translates."""
        return self.address, self.source

    @property
    def is_translated(self) -> bool:
        """Whether it holds a translation in every form, checked or not."""
        return all(self.targets) and bool(self.targets) if self.plural else bool(self.target)

    @property
    def is_usable(self) -> bool:
        """Whether an edition may print it."""
        return self.is_translated and not self.fuzzy and not self.obsolete


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All entries of one domain in one language (BCP 47; '': a template), in reading order, obsolete ones last.

    `header` holds the fields of gettext's header in their order, `notes` the comments above it.
    """

    domain: str
    lang: str
    entries: tuple[Entry, ...] = ()
    header: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    header_fuzzy: bool = False
    where: Where = field(default=NOWHERE, compare=False, repr=False)

    def field(self, name: str) -> str:
        """A field of the header; '' where it is not there."""
        return next((value for key, value in self.header if key.casefold() == name.casefold()), "")
