"""Words by alphabet, and the letters that they stand under, as each language has them; it must not change a word.

The order is CLDR's, through ICU: ñ after n in Spanish, å after z in Swedish, Chinese by
pinyin, Korean by the consonant that a syllable begins with. What a reader would not look under is passed over: marks
before the first letter, and an article.
"""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

import icu

DIGITS, OTHERS = "0–9", "…"
"""What stands in place of a letter above words that begin with a digit, and above those in a script that is neither the
language's own nor Latin."""
_ARTICLES = {
    "de": "der die das ein eine",
    "en": "a an the",
    "es": "el la los las un una unos unas",
    "fr": "le la les l' l’ un une des",
    "it": "il lo la gli i le l' l’ un uno una un' un’",
    "pt": "o a os as um uma",
}
_ARABIC_ARTICLE = "ال"
_ROOTED = (
    *("الله", "الذي", "التي", "الذين", "التزام", "التزامات", "التزم", "التزموا"),
    *("التقاط", "التقط", "التماس", "التحاق", "التفات", "التباس"),
)
"""Arabic words whose first two letters look like the article and are none."""
_Item = TypeVar("_Item")


class Alphabet:
    """The order and the letters of one language, by its BCP 47 tag; Latin letters follow those of another script."""

    def __init__(self, tag: str) -> None:
        locale = icu.Locale.forLanguageTag(tag)
        index = icu.AlphabeticIndex(locale)
        index.addLabels(icu.Locale.getEnglish())
        self._collator = icu.Collator.createInstance(locale)
        self._letters = index.buildImmutableIndex()
        self._articles = _articles(tag.partition("-")[0])

    def key(self, words: str) -> tuple[bytes, str]:
        """What to sort by; equal for equal words only."""
        return bytes(self._collator.getSortKey(self._sought(words))), words

    def letter(self, words: str) -> str:
        """The letter under which a reader looks; DIGITS or OTHERS where there is none."""
        return self._place(words)[1]

    def grouped(self, items: Iterable[_Item], words: Callable[[_Item], str]) -> dict[str, tuple[_Item, ...]]:
        """The items by alphabet, under their letters; equal words keep their order, OTHERS stand last."""
        found: dict[tuple[int, str], list[_Item]] = {}
        for item in sorted(items, key=lambda item: self.key(words(item))):
            found.setdefault(self._place(words(item)), []).append(item)
        return {place[1]: tuple(found[place]) for place in sorted(found)}

    def _place(self, words: str) -> tuple[int, str]:
        """Where among the letters, and the letter; Latin words come after Chinese ones and share their letters."""
        sought = self._sought(words)
        if unicodedata.category(sought[:1] or " ").startswith("N"):
            return -1, DIGITS
        at = self._letters.getBucketIndex(sought)
        label, kind = self._letters.getBucket(at)
        return (at, str(label)) if kind == icu.UAlphabeticIndexLabelType.NORMAL else (sys.maxsize, OTHERS)

    def _sought(self, words: str) -> str:
        """The words from the first letter or digit that a reader looks for."""
        start = next((at for at, character in enumerate(words) if unicodedata.category(character)[0] in "LN"), 0)
        article = self._articles.match(words, start)
        return words[article.end() if article else start :]


@lru_cache(maxsize=64)
def alphabet(tag: str) -> Alphabet:
    """The alphabet of a language; one that CLDR lacks has its root order."""
    return Alphabet(tag)


def order_version() -> str:
    """The version of what decides the order: a part of what decides the bytes."""
    return f"ICU {icu.ICU_VERSION}"


def _articles(language: str) -> re.Pattern[str]:
    """What matches an article before another word; one that ends with an apostrophe needs no space."""
    if language == "ar":
        rooted = "|".join(_ROOTED)
        return re.compile(rf"(?!(?:{rooted})(?!\w)){_ARABIC_ARTICLE}(?=\w\S)")
    one = (re.escape(found) + ("" if found[-1] in "'’" else r"\s+") for found in _ARTICLES.get(language, "").split())
    return re.compile(rf"(?:{'|'.join(one) or '(?!)'})(?=\w)", re.IGNORECASE)


def exemplars(tag: str) -> frozenset[str]:
    """The letters that a language is written with, small and capital, after CLDR; empty where it is unknown."""
    found = icu.LocaleData(icu.Locale.forLanguageTag(tag).getName()).getExemplarSet()
    letters = {letter for cluster in found for letter in str(cluster)}
    capitals = {letter.upper() for letter in letters if len(letter.upper()) == 1}
    return frozenset(letters | capitals)
