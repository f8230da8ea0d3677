"""The translation memory: what was ever translated here, from the catalogues and from their history in git."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cop_author.app.texts import Opened, open_texts
from cop_author.app.translation.catalogues import Catalogues, open_catalogues
from cop_author.app.translation.messages import live_messages
from cop_author.core.suggest import Memory, Remembered, Suggestion
from cop_author.formats.gettext import parse
from cop_author.model.catalogue import Catalogue, Message
from cop_author.store.locales import FOLDER, place_of
from cop_author.store.memory import Row, remember, remembered, revisions
from cop_author.text.locale import tag_of


@dataclass(frozen=True, slots=True)
class Recalled:
    """Suggestions for texts; `added` counts what the memory learnt on the way."""

    found: tuple[tuple[Message, tuple[Suggestion, ...]], ...]
    added: int


def recall(folder: Path, lang: str, text: str = "", *, at_least: int = 70, most: int = 3) -> Recalled:
    """Suggestions for `text`, or for every text that has no translation into `lang` yet."""
    opened = open_texts(folder)
    found = open_catalogues(opened)
    commits = tuple(_commits(opened))
    seen = (name for name, _ in commits)
    added = remember(opened.root, (*_rows_now(found), *_rows_before(opened, commits)), seen)
    memory = memory_of(opened, lang)
    messages = [Message("", "", text)] if text else list(_open_messages(opened, found, lang))
    pairs = ((message, memory.find(message.source, at_least=at_least, most=most)) for message in messages)
    return Recalled(tuple(pair for pair in pairs if pair[1] or text), added)


def memory_of(opened: Opened, lang: str) -> Memory:
    """What is remembered of one language."""
    return Memory(Remembered(source, target, address) for _, source, target, address in remembered(opened.root, lang))


def _open_messages(opened: Opened, found: Catalogues, lang: str) -> Iterator[Message]:
    done = {entry.key for catalogue in found.of(lang) for entry in catalogue.entries if entry.is_usable}
    yield from (message for message in live_messages(opened).of(lang) if message.key not in done)


def _rows_now(found: Catalogues) -> Iterator[Row]:
    for lang, catalogues in found.by_lang.items():
        for catalogue in catalogues:
            yield from _rows(catalogue, lang)


def _rows_before(opened: Opened, commits: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Row]:
    """Translations in commits that the memory has not seen: of each, the catalogues that it changed."""
    known = revisions(opened.root)
    for name, paths in commits:
        if name in known:
            continue
        for path in paths:
            if place := place_of(path):
                raw = opened.history.file_at(name, path)
                lang = tag_of(place[0])
                catalogue = parse(raw.decode("utf-8", "replace"), path, place[1], lang)[0] if raw else None
                yield from _rows(catalogue, lang) if catalogue else ()


def _commits(opened: Opened) -> Iterator[tuple[str, tuple[str, ...]]]:
    if opened.history.is_available:
        for commit, paths in opened.history.commits_of([FOLDER]):
            yield commit.id, paths


def _rows(catalogue: Catalogue, lang: str) -> Iterator[Row]:
    for entry in catalogue.entries:
        if entry.target and not entry.fuzzy:
            yield lang, entry.source, entry.target, entry.address
