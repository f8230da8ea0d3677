"""The languages whose words the merge knows, by BCP 47 tag; it must not answer for a language that has no module.

The lists lean towards finding too much: a word found in vain costs a person a look, a word missed may cost the
meaning. They were compiled for this tool and have yet to be read by a native speaker of each language; number words
were compared with those that num2words writes for a sample up to two million (not Chinese and Swahili). A language
whose module is missing is sensitive throughout.
"""

from functools import lru_cache

from cop_author.text.languages.ar import ARABIC
from cop_author.text.languages.de import GERMAN
from cop_author.text.languages.en import ENGLISH
from cop_author.text.languages.es import SPANISH
from cop_author.text.languages.fr import FRENCH
from cop_author.text.languages.it import ITALIAN
from cop_author.text.languages.lexicon import UNKNOWN, Lexicon, Words, entries, finder, matcher
from cop_author.text.languages.ru import RUSSIAN
from cop_author.text.languages.sw import SWAHILI
from cop_author.text.languages.zh import CHINESE

LANGUAGES = (ARABIC, CHINESE, ENGLISH, FRENCH, GERMAN, ITALIAN, RUSSIAN, SPANISH, SWAHILI)

_BY_CODE = {lexicon.code: lexicon for lexicon in LANGUAGES}


@lru_cache(maxsize=256)
def lexicon_of(tag: str) -> Lexicon | None:
    """The words of the language with this tag, or of the language it is a form of: zh-Hans → zh, fr-CA → fr."""
    subtags = tag.replace("_", "-").lower().split("-")
    for length in range(len(subtags), 0, -1):
        if found := _BY_CODE.get("-".join(subtags[:length])):
            return found
    return None


__all__ = ["LANGUAGES", "UNKNOWN", "Lexicon", "Words", "entries", "finder", "lexicon_of", "matcher"]
