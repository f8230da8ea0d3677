"""Where a line may break in scripts that a typesetter without a dictionary cannot break; it must not change a letter.

Khmer, Lao and Burmese set no space between words: ICU's dictionaries say where one ends, and a space of no width is put
there. Korean is broken between words, not within: syllables of a word are joined.
"""

import re

import icu

from cop_author.text.markup import pieces

SEAM, JOINER = "\u200b", "\u2060"
_SPOKEN = {"\u1780": "km", "\u0e80": "lo", "\u1000": "my"}
_RUN = re.compile("[\u1780-\u17d3\u17d7-\u17dd]{4,}|[\u0e81-\u0edf]{4,}|[\u1000-\u1049\u104c-\u109f]{4,}")
_WITHIN_WORD = re.compile("(?<=[\uac00-\ud7a3])(?=[\uac00-\ud7a3])")
_SOLID = re.compile("[\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\uac00-\ud7a3]")


def with_breaks(html: str) -> str:
    """The page with marks where lines may break, and where they may not; tags stay as they are."""
    if not _SOLID.search(html):
        return html
    return "".join(broken(text) + tag for text, tag in pieces(html, "title"))


def broken(text: str) -> str:
    """The text with these marks."""
    return _WITHIN_WORD.sub(JOINER, _RUN.sub(lambda run: SEAM.join(_words(run[0])), text))


def without_breaks(text: str) -> str:
    """The text without them."""
    return text.replace(SEAM, "").replace(JOINER, "")


def _words(run: str) -> list[str]:
    """The words of a run of letters of one script, all of which are in the Basic Multilingual Plane."""
    lang = next(lang for first, lang in sorted(_SPOKEN.items(), reverse=True) if run >= first)
    iterator = icu.BreakIterator.createLineInstance(icu.Locale(lang))
    iterator.setText(run)
    ends = list(iterator)
    return [run[start:end] for start, end in zip([0, *ends], ends, strict=False)]
