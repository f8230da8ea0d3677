"""Where the sentences of a text begin and end; it must rather see one sentence too few than one too many."""

import re
from functools import lru_cache

from cop_author.text.languages import Lexicon, entries

Span = tuple[int, int]

_CLOSING = "”’»›」』）】\"')\\]}*_"
_WIDE = "。！？።"
"""Marks that end a sentence without a space after them."""


def spans(text: str, lexicon: Lexicon) -> tuple[Span, ...]:
    """The sentences of `text` as beginnings and ends, without the white space between them."""
    found: list[Span] = []
    start = 0
    for mark in _marks(lexicon.ends).finditer(text):
        if _ends_sentence(text, mark, lexicon):
            found.append((start, mark.end()))
            start = mark.end()
    trimmed = (_trimmed(text, start, end) for start, end in [*found, (start, len(text))])
    return tuple((start, end) for start, end in trimmed if start < end)


def sentences(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The sentences of `text`."""
    return tuple(text[start:end] for start, end in spans(text, lexicon))


@lru_cache(maxsize=32)
def _marks(ends: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<mark>[{re.escape(ends)}]+)[{_CLOSING}]*")


def _ends_sentence(text: str, mark: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether a new sentence follows: not inside an abbreviation, an ordinal, an address, nor before a small letter."""
    after = text[mark.end() :]
    if mark["mark"][-1] in _WIDE:
        return True
    following = re.match(r"\s+[^\w{]*(\w|\{)?", after)
    if after and (not following or (following[1] or "").islower() or (following[1] or "").isdigit()):
        return False
    return mark["mark"] != "." or not after or not _goes_on(text[: mark.start()], lexicon)


def _goes_on(before: str, lexicon: Lexicon) -> bool:
    """Whether the full stop after `before` belongs to its last word."""
    found = re.search(r"[\w.]+\Z", before)
    if not found:
        return False
    word = found[0].casefold()
    last = word.rpartition(".")[2]
    if last.isdigit():
        return lexicon.ordinals_have_stops
    return (len(last) == 1 and lexicon.has_spaces) or bool({word, last} & _abbreviations(lexicon.abbreviations))


@lru_cache(maxsize=32)
def _abbreviations(listed: str) -> frozenset[str]:
    return frozenset(entry.casefold() for entry in entries(listed))


def _trimmed(text: str, start: int, end: int) -> Span:
    body = text[start:end]
    return start + len(body) - len(body.lstrip()), end - (len(body) - len(body.rstrip()))
