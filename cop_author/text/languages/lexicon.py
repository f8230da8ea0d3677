"""What one language holds ready for judging a merge: which words can turn a meaning; it must not hold any word itself."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from cop_author.text.normalise import normalise

_STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\uff07": "'"})


@dataclass(frozen=True, slots=True)
class Words:
    """Words and phrases separated by commas, `*` for any letters; `patterns` are regular expressions of whole words."""

    listed: str = ""
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of a language that a merge must not change without a person, and how its sentences end."""

    code: str
    negation: Words = Words()
    """Not, never, nobody; and verbs and nouns that deny: forbid, avoid, lack."""
    denial: Words = Words()
    """Of the negations those that make a sentence its opposite, and nothing else: not, never, nobody."""
    force: Words = Words()
    """How binding something is: must, should, may, required, voluntary."""
    condition: Words = Words()
    """When something holds and when not: if, unless, except, only, without."""
    number: Words = Words()
    """Number words. Digits are found without."""
    quantity: Words = Words()
    """How much and how long: all, at least, before, days, age."""
    negative_prefixes: str = ""
    """What makes the opposite of a word, separated by commas: `un` makes unsafe."""
    attached: str = ""
    """A regular expression of particles written together with the word that follows."""
    ends: str = ".!?…"
    """The marks that may end a sentence."""
    abbreviations: str = ""
    """What ends with a full stop in the middle of a sentence, without that stop, separated by commas."""
    ordinals_have_stops: bool = False
    """Whether `3.` means third."""
    has_spaces: bool = True
    """Whether words are set apart."""
    folds: tuple[tuple[str, str], ...] = field(default=())
    """Letters that count as another one; beyond these, only case is folded."""
    skips_marks: bool = False
    """Whether signs that most texts leave out (Arabic vowels, the lengthening stroke) are overlooked."""

    def prepare(self, text: str) -> str:
        """`text` as this language's words are looked for in it: one form, straight quotes, nothing invisible."""
        shown = normalise(text).translate(_STRAIGHT)
        if not shown.isascii():
            skipped = {char for char in set(shown) if self._is_skipped(char)}
            shown = "".join(char for char in shown if char not in skipped) if skipped else shown
        return shown.translate({ord(old): new for old, new in self.folds}) if self.folds else shown

    def _is_skipped(self, char: str) -> bool:
        category = unicodedata.category(char)
        return category == "Cf" or (self.skips_marks and (category == "Mn" or char == "\u0640"))


UNKNOWN = Lexicon("und", ends=".!?…。！？؟۔।॥።፧។៕။", ordinals_have_stops=True)
"""A language of which nothing is known but how sentences may end."""


def entries(listed: str) -> tuple[str, ...]:
    """What a list separated by commas holds."""
    return tuple(entry.strip() for entry in listed.split(",") if entry.strip())


@lru_cache(maxsize=256)
def matcher(lexicon: Lexicon, words: Words) -> re.Pattern[str]:
    """Finds these words in a text that `lexicon` has prepared."""
    letters = r"[\w'-]*" if lexicon.has_spaces else ""
    listed = [_escaped(lexicon, entry).replace(r"\*", letters) for entry in _longest_first(entries(words.listed))]
    return _whole(lexicon, [*listed, *map(lexicon.prepare, words.patterns)])


def finder(lexicon: Lexicon, phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Finds these phrases, taken as they are, in a text that `lexicon` has prepared."""
    return _whole(lexicon, [_escaped(lexicon, phrase) for phrase in _longest_first(phrases) if phrase.strip()])


def _whole(lexicon: Lexicon, expressions: list[str]) -> re.Pattern[str]:
    if not expressions:
        return re.compile(r"(?!)")
    any_of = f"(?:{'|'.join(expressions)})"
    if lexicon.has_spaces:
        any_of = rf"(?<!\w){lexicon.attached}{any_of}(?!\w)"
    return re.compile(any_of, re.IGNORECASE)


def _longest_first(phrases: tuple[str, ...]) -> list[str]:
    return sorted(phrases, key=lambda phrase: (-len(phrase), phrase))


def _escaped(lexicon: Lexicon, phrase: str) -> str:
    return re.escape(lexicon.prepare(phrase)).replace(r"\ ", r"\s+")
