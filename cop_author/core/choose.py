"""Which translation an edition prints, by address and source text, along the fallbacks; never a fuzzy one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cop_author.model.catalogue import Catalogue, Entry, Key, Translations
from cop_author.model.guideline import Text
from cop_author.model.translation_record import Respelling
from cop_author.text.kept import in_words


def usable(catalogues: Iterable[Catalogue]) -> dict[Key, Entry]:
    """The entries of one language that editions may print."""
    return {entry.key: entry for catalogue in catalogues for entry in catalogue.entries if entry.is_usable}


def choose(
    chain: Sequence[str], entries: Mapping[str, Mapping[Key, Entry]], spelling: Sequence[Respelling] = ()
) -> Translations:
    """What is printed in the first language of `chain`: its own translations, then those of each fallback.

    A fallback's stay in that language, spelt as `spelling` says.
    """
    found: dict[Key, Text] = {}
    lang, *fallbacks = chain
    for each in reversed(fallbacks):
        found |= {key: _text(entry, each) for key, entry in entries.get(each, {}).items()}
    if spelling:
        found = {key: replace(text, source=respelled(text.source, spelling)) for key, text in found.items()}
    return found | {key: _text(entry, lang) for key, entry in entries.get(lang, {}).items()}


def respelled(text: str, spelling: Iterable[Respelling]) -> str:
    """`text` with each change made in its order; addresses, placeholders and markup stay."""
    changes = tuple(spelling)

    def spelt(words: str) -> str:
        for change in changes:
            words = words.replace(change.instead_of, change.write)
        return words

    return in_words(text, spelt)


def _text(entry: Entry, lang: str) -> Text:
    return Text(entry.target, lang, entry.where)
