"""Three-way merge of short texts by words, after diff3; it must not judge whether a clean merge makes sense.

Scripts without spaces merge by character. Changes of the two sides with no kept word between them are a conflict, as
for git. Texts are compared as they are: who merges normalises first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from operator import add

from cop_author.text.align import Match, Tokens, common_runs, is_long
from cop_author.text.words import tokens


class Origin(StrEnum):
    """Who wrote a passage of the merged text."""

    BASE = "base"
    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of the merged text and what stood there in the base; an empty `text` is a deletion."""

    origin: Origin
    text: str
    was: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place where the two sides differ from the base and from each other."""

    base: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merge:
    """What became of three texts. `ambiguous`: another way of aligning the same texts merges them differently."""

    parts: tuple[Passage | Conflict, ...]
    ambiguous: bool = False

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The places that a person has to settle."""
        return tuple(part for part in self.parts if isinstance(part, Conflict))

    @property
    def is_clean(self) -> bool:
        """Whether no place is left to settle."""
        return not self.conflicts

    @property
    def text(self) -> str | None:
        """The merged text; None where there are conflicts."""
        if self.conflicts:
            return None
        return "".join(part.text for part in self.parts if isinstance(part, Passage))


@dataclass(frozen=True, slots=True)
class Hunk:
    """The tokens `start` to `end` of the base, which a side has replaced by its tokens `new_start` to `new_end`."""

    start: int
    end: int
    new_start: int
    new_end: int


Hunks = tuple[Hunk, ...]

_MOST_PAIRS = 1_000_000
"""Pairs of words beyond which not every alignment is looked at and the merge counts as ambiguous."""


def merge(base: str, ours: str, theirs: str) -> Merge:
    """Both sides' changes to `base` in one text, or the places where they meet.

    A text of more than some 500 words is lined up in one way only, and so always for a person to look at.
    """
    old, left, right = tokens(base), tokens(ours), tokens(theirs)
    first = _merged(old, (left, changes(old, left)), (right, changes(old, right)))
    if base in (ours, theirs) or ours == theirs:
        return first
    if is_long(old, left) or is_long(old, right):
        return Merge(first.parts, ambiguous=True)
    ways, other_ways = alignments(old, left), alignments(old, right)
    others = [_merged(old, (left, mine), (right, yours)) for mine in ways for yours in other_ways][1:]
    differ = any(other.text != first.text for other in others)
    return Merge(first.parts, ambiguous=differ or (first.is_clean and _may_meet(first, old, left, right)))


@lru_cache(maxsize=8)
def changes(old: Tokens, new: Tokens) -> Hunks:
    """How `old` became `new`, as a person would most likely tell it."""
    return _hunks(old, new, _matches(old, new))


def alignments(old: Tokens, new: Tokens) -> tuple[Hunks, ...]:
    """The different ways in which `old` may have become `new`: read either way round, from either end, and briefest."""
    old_back, new_back = old[::-1], new[::-1]
    swapped = [(i, j, size) for j, i, size in _matches(new, old)]
    backward = [
        (len(old) - i - size, len(new) - j - size, size) for i, j, size in reversed(_matches(old_back, new_back))
    ]
    both = [(len(old) - i - size, len(new) - j - size, size) for j, i, size in reversed(_matches(new_back, old_back))]
    briefest = _briefest(old, new) if len(old) * len(new) <= _MOST_PAIRS else backward
    found = (_hunks(old, new, matches) for matches in (swapped, backward, both, briefest))
    return tuple(dict.fromkeys((changes(old, new), *found)))


def _briefest(old: Tokens, new: Tokens) -> list[Match]:
    """One of the ways of matching the most words, each with the white space after it where that is the same."""
    places = [at for at, token in enumerate(old) if not token.isspace()]
    new_places = [at for at, token in enumerate(new) if not token.isspace()]
    common = _common(_words(old), _words(new))
    matches: list[Match] = []
    at, new_at = len(places), len(new_places)
    while at and new_at:
        i, j = places[at - 1], new_places[new_at - 1]
        if old[i] == new[j]:
            space = old[i + 1 : i + 2]
            matches.append((i, j, 2 if space and space[0].isspace() and space == new[j + 1 : j + 2] else 1))
            at, new_at = at - 1, new_at - 1
        elif common[at - 1][new_at] >= common[at][new_at - 1]:
            at -= 1
        else:
            new_at -= 1
    return matches[::-1]


def _matches(old: Tokens, new: Tokens) -> list[Match]:
    """What `old` and `new` have in common; white space is never what makes a match."""
    return common_runs(old, new, str.isspace)


def _hunks(old: Tokens, new: Tokens, matches: list[Match]) -> Hunks:
    """What lies between the matches; changes with only white space between them are one."""
    found: list[Hunk] = []
    i = j = 0
    for at, new_at, size in [*matches, (len(old), len(new), 0)]:
        if at > i or new_at > j:
            start, new_start = i, j
            if found and all(token.isspace() for token in old[found[-1].end : i]):
                last = found.pop()
                start, new_start = last.start, last.new_start
            found.append(Hunk(start, at, new_start, new_at))
        i, j = at + size, new_at + size
    return tuple(found)


def _may_meet(merged: Merge, old: Tokens, left: Tokens, right: Tokens) -> bool:
    """Whether some shortest way of changing the base brings the two sides together, but for what both wrote alike."""
    words, mine, yours = _words(old), _words(left), _words(right)
    if len(words) * max(len(mine), len(yours)) > _MOST_PAIRS:
        return True
    ours, theirs, apart = _reach(words, mine), _reach(words, yours), _places_of_one_side(merged)
    return any(run & ours != run & theirs or run & apart for run in _runs(ours | theirs) if run & ours & theirs)


def _runs(places: set[int]) -> list[set[int]]:
    """Places that follow one upon the other, together."""
    found: list[set[int]] = []
    for place in sorted(places):
        if found and place - 1 in found[-1]:
            found[-1].add(place)
        else:
            found.append({place})
    return found


def _places_of_one_side(merged: Merge) -> set[int]:
    """The places between the words of the base (0: before the first) that only one side changed."""
    found: set[int] = set()
    at = 0
    for part in merged.parts:
        end = at + len(_words(tokens(part.base if isinstance(part, Conflict) else part.was)))
        if isinstance(part, Passage) and part.origin in {Origin.OURS, Origin.THEIRS}:
            found.update(range(at, end + 1))
        at = end
    return found


def _reach(old: Tokens, new: Tokens) -> set[int]:
    """The places between the words of `old` that one of the shortest ways to `new` touches."""
    ahead = _common(old, new)
    behind = [row[::-1] for row in reversed(_common(old[::-1], new[::-1]))]
    most = ahead[-1][-1]
    found: set[int] = set()
    for at, row in enumerate(ahead):
        if most in map(add, row, behind[at][1:]):
            found.add(at)
        if at < len(old) and most in map(add, row, behind[at + 1]):
            found.update((at, at + 1))
    return found


@lru_cache(maxsize=8)
def _common(old: Tokens, new: Tokens) -> list[list[int]]:
    """The length of the longest common subsequence of each beginning of `old` and each beginning of `new`."""
    rows = [[0] * (len(new) + 1)]
    known = set(new)
    for word in old:
        above = rows[-1]
        if word not in known:
            rows.append(above)
            continue
        lengths = (
            diagonal + 1 if word == other else upper
            for other, diagonal, upper in zip(new, above, above[1:], strict=False)
        )
        rows.append(list(accumulate(lengths, max, initial=0)))
    return rows


def _words(found: Tokens) -> Tokens:
    return tuple(token for token in found if not token.isspace())


def _merged(old: Tokens, left: tuple[Tokens, Hunks], right: tuple[Tokens, Hunks]) -> Merge:
    parts: list[Passage | Conflict] = []
    done = 0
    for mine, yours in _groups(old, left[1], right[1]):
        start = min(hunk.start for hunk in mine + yours)
        end = max(hunk.end for hunk in mine + yours)
        parts.append(_kept(old, done, start))
        parts.append(_settled(old, start, end, (left[0], mine), (right[0], yours)))
        done = end
    parts.append(_kept(old, done, len(old)))
    return Merge(tuple(part for part in parts if isinstance(part, Conflict) or part.text or part.was))


def _groups(old: Tokens, left: Hunks, right: Hunks) -> Iterator[tuple[Hunks, Hunks]]:
    """The hunks of both sides, in order, those together that have no kept word between them."""
    words = [0, *accumulate(not token.isspace() for token in old)]
    mine: Hunks = ()
    yours: Hunks = ()
    end = -1
    for hunk, is_left in sorted(
        [(hunk, True) for hunk in left] + [(hunk, False) for hunk in right],
        key=lambda pair: (pair[0].start, pair[0].end),
    ):
        if words[hunk.start] > end and (mine or yours):
            yield mine, yours
            mine, yours = (), ()
        mine, yours = ((*mine, hunk), yours) if is_left else (mine, (*yours, hunk))
        end = max(end, words[hunk.end])
    if mine or yours:
        yield mine, yours


def _settled(
    old: Tokens, start: int, end: int, left: tuple[Tokens, Hunks], right: tuple[Tokens, Hunks]
) -> Passage | Conflict:
    """What a group of hunks makes of the tokens `start` to `end` of the base."""
    was = "".join(old[start:end])
    ours, theirs = _applied(old, start, end, *left), _applied(old, start, end, *right)
    if not right[1]:
        return Passage(Origin.OURS, ours, was)
    if not left[1]:
        return Passage(Origin.THEIRS, theirs, was)
    return Passage(Origin.BOTH, ours, was) if ours == theirs else Conflict(was, ours, theirs)


def _applied(old: Tokens, start: int, end: int, new: Tokens, hunks: Hunks) -> str:
    """The tokens `start` to `end` of the base as one side has them."""
    text: list[str] = []
    at = start
    for hunk in hunks:
        text += [*old[at : hunk.start], *new[hunk.new_start : hunk.new_end]]
        at = hunk.end
    return "".join([*text, *old[at:end]])


def _kept(old: Tokens, start: int, end: int) -> Passage:
    text = "".join(old[start:end])
    return Passage(Origin.BASE, text, text)
