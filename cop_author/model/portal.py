"""The page that leads to every edition of an output, language by language, and what stands beside it; no HTML."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take along: its name (PDF, EPUB, HTML), media type, path below the output, size."""

    name: str
    type: str
    path: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Card:
    """One edition in one language, as the portal shows it.

    Everything a reader sees is in the edition's language: title, subtitle, the place it is made for ('' for the master
    text) and what must be known before it is used (`states`). `site` is a path below the output, or ''.
    """

    edition: str
    look: str
    title: str
    subtitle: str
    place: str
    states: tuple[str, ...]
    site: str
    downloads: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """All editions in one language: BCP 47 tag, direction (ltr, rtl), its own name; the master's first.

    `statements` say who publishes these texts and who does not, each once.
    """

    lang: str
    dir: str
    name: str
    cards: tuple[Card, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Portal:
    """What stands in one output; `lang` is the language of the page around the shelves."""

    title: str
    lang: str
    shelves: tuple[Shelf, ...]


@dataclass(frozen=True, slots=True)
class News:
    """A release as an entry of a feed: its permanent id, title, date (ISO 8601), what is recorded of it, and the
    editions that are made from its text."""

    id: str
    title: str
    date: str
    said: tuple[str, ...]
    editions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Feed:
    """Releases, newest first; `address` is where the portal is published, '' where that is not known."""

    id: str
    title: str
    lang: str
    address: str
    licence: str
    statement: str
    news: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of an edition's site: its path below the folder of a language, and the languages that have it."""

    edition: str
    path: str
    languages: tuple[str, ...]

    def address(self, base: str, lang: str) -> str:
        """Where it is published in this language."""
        return f"{base.rstrip('/')}/{self.edition}/{lang}/{self.path}"
