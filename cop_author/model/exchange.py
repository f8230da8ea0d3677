"""What goes to translation tools and comes back from them, whatever the format; pure data."""

from dataclasses import dataclass, field

from cop_author.model.catalogue import Entry, Message
from cop_author.model.place import NOWHERE, Where

NO_ADDRESS = "?"
"""What stands for the address where a file gives none and should."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A message and its entry in one language; None where it has none.

    `is_reviewed` by a native reader; `is_draft` that a machine made and nobody has reviewed.
    """

    message: Message
    entry: Entry | None = None
    is_reviewed: bool = False
    is_draft: bool = False

    @property
    def is_approved(self) -> bool:
        """Whether a person stands behind the translation, and an edition may print it."""
        return self.entry is not None and self.entry.is_usable and not self.is_draft


@dataclass(frozen=True, slots=True)
class Offer:
    """A translation that a file brings, with the address and the text that the file says it is for.

    `digest` is that of the text when it was sent, as the file kept it ('': the file keeps none). `is_begun` is False
    where the file itself says that nobody has translated this yet. `refusal` says why it cannot be taken at all.
    """

    address: str
    source: str
    target: str = ""
    fuzzy: bool = False
    notes: tuple[str, ...] = ()
    plural: str = ""
    targets: tuple[str, ...] = ()
    digest: str = ""
    is_begun: bool = True
    refusal: str = ""
    where: Where = field(default=NOWHERE, compare=False, repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether it brings no translation, or not one in every form."""
        return not all(self.targets) if self.targets else not self.target


@dataclass(frozen=True, slots=True)
class GlossaryRow:
    """A term of the glossary with its wording in one language.

    `preferred` is the translation of the term, `use` the term base's beginnings of words, `refuse` what is never said;
    `refused_source` are the wordings that the source language refuses.
    """

    id: str
    term: str
    definition: str
    forms: tuple[str, ...] = ()
    refused_source: tuple[str, ...] = ()
    preferred: str = ""
    use: tuple[str, ...] = ()
    refuse: tuple[str, ...] = ()
    note: str = ""
