"""Which translation an edition prints, by address and source text, along the fallbacks; never a fuzzy one."""

from collections.abc import Iterable, Mapping, Sequence

from cop_author.model.catalogue import Catalogue, Entry, Key, Translations
from cop_author.model.guideline import Text


def usable(catalogues: Iterable[Catalogue]) -> dict[Key, Entry]:
    """The entries of one language that editions may print."""
    return {entry.key: entry for catalogue in catalogues for entry in catalogue.entries if entry.is_usable}


def choose(chain: Sequence[str], entries: Mapping[str, Mapping[Key, Entry]]) -> Translations:
    """What is printed in the first language of `chain`: its own translations, then those of each fallback."""
    found: dict[Key, Text] = {}
    for lang in reversed(chain):
        found |= {key: Text(entry.target, lang, entry.where) for key, entry in entries.get(lang, {}).items()}
    return found
