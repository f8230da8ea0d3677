"""Digits of scripts that have their own: which a language counts with, and how a text is written with them.

It must not touch what is typed or looked up: numbers within Latin words, addresses, dates in ISO 8601, versions.
"""

import re
import unicodedata
from functools import lru_cache

import icu

_TOKEN = re.compile(r"&#?\w+;|[^\s&]+")
_AS_IT_IS = re.compile(r"[A-Za-z@/_#+]|\d\.\d+\.\d|\d{4}-\d\d-\d\d")


@lru_cache(maxsize=256)
def native_digits(tag: str) -> str:
    """The ten digits of a language's own script, zero first (CLDR's numbering system `native`); '' where those are 0 to
    9, or where numbers are not written place by place."""
    system = icu.NumberingSystem.createInstance(icu.Locale(f"{tag.replace('-', '_')}@numbers=native"))
    digits = str(system.getDescription())
    is_decimal = not system.isAlgorithmic() and all(unicodedata.decimal(digit, None) is not None for digit in digits)
    return digits if is_decimal and not digits.isascii() else ""


def written_with(digits: str, text: str) -> str:
    """The text, or the text of a page without its tags, with these digits in its numbers."""
    table = {ord("0") + at: digit for at, digit in enumerate(digits)}
    return _TOKEN.sub(lambda token: token[0] if _is_kept(token[0]) else token[0].translate(table), text)


def _is_kept(token: str) -> bool:
    return token.startswith("&") or _AS_IT_IS.search(token) is not None
