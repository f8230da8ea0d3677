"""Translations that may help with a text: of the same text elsewhere, then of texts like it; only ever suggestions."""

from collections.abc import Iterable
from dataclasses import dataclass

from cop_author.text.normalise import digest
from cop_author.text.similar import most_alike


@dataclass(frozen=True, slots=True)
class Remembered:
    """A translation that somebody made once, and where."""

    source: str
    target: str
    address: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A remembered translation and how like its text is, in a hundred; 100 is the same text."""

    found: Remembered
    likeness: int


class Memory:
    """Remembered translations of one language, to be searched many times."""

    def __init__(self, remembered: Iterable[Remembered]) -> None:
        self._all = tuple(dict.fromkeys(remembered))
        self._sources = [each.source for each in self._all]
        self._exact: dict[str, list[Remembered]] = {}
        for each in self._all:
            self._exact.setdefault(digest(each.source), []).append(each)

    def same(self, source: str, most: int = 3) -> tuple[Suggestion, ...]:
        """Translations of just this text."""
        return tuple(Suggestion(each, 100) for each in self._exact.get(digest(source), ())[:most])

    def find(self, source: str, *, at_least: int = 70, most: int = 3) -> tuple[Suggestion, ...]:
        """The best suggestions for a text, the same text first."""
        same = self.same(source, most)
        if len(same) == most:
            return same
        alike = most_alike(source, self._sources, at_least=at_least, most=most + len(same))
        like = (Suggestion(self._all[index], min(score, 99)) for index, score in alike)
        known = {each.found for each in same}
        return (*same, *(each for each in like if each.found not in known))[:most]


def as_comment(suggestion: Suggestion) -> str:
    """A suggestion as a line for the translator."""
    found = suggestion.found
    return f"Suggestion ({suggestion.likeness} %, {found.address or 'wording'}): {found.target}"
