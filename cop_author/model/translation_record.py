"""Records beside the catalogues of a language: reviews, and findings that somebody waived; pure data."""

from dataclasses import dataclass, field

from cop_author.model.place import NOWHERE, Where


@dataclass(frozen=True, slots=True)
class Review:
    """A native reader's signature under one translation, bound to a digest of the text and of its translation."""

    address: str
    digest: str
    name: str
    date: str
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CheckWaiver:
    """A finding on a translation that somebody found to be right as it is; it ends when text or translation change."""

    address: str
    code: str
    digest: str
    reason: str
    name: str
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Respelling:
    """What a variant of a language writes where the one that it falls back to writes something else: ss for ß."""

    instead_of: str
    write: str
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TermUse:
    """How a language says one term of the glossary.

    Where the source uses the term, one of `use` (beginnings of words, or in scripts without spaces any part) must
    stand in the translation. `refuse` are wordings never to be used, `origin` says where the wording comes from.
    """

    id: str
    use: tuple[str, ...]
    refuse: tuple[str, ...] = ()
    origin: str = ""
    where: Where = field(default=NOWHERE, compare=False, repr=False)
