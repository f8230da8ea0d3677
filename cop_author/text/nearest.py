"""The known name that a misspelt one was probably meant to be; it must stay quick among ten thousand names."""

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

_MOST = 200


def nearest(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The closest of `known`, or ''. Only names of similar length that share a beginning or an end are compared."""
    candidates = (
        other for other in known if abs(len(other) - len(name)) <= max(3, len(name) // 3) and _alike(name, other)
    )
    found = get_close_matches(name, islice(candidates, _MOST), 1, cutoff)
    return found[0] if found else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint for a person, or ''."""
    found = nearest(name, known)
    return f"Did you mean {found!r}?" if found else ""


def _alike(name: str, other: str) -> bool:
    half = max(1, len(name) // 3)
    return name[:half] == other[:half] or name[-half:] == other[-half:]
