"""Which runs two sequences of tokens have in common, also of long texts in a short time; it must not judge them.

Ordinary texts are matched by the longest run first. Of a text that is long, or that repeats few words over and over,
sentences and then words that stand once in either text are lined up first, and only what lies between two of them is
matched by runs. What is too much even then counts as changed from end to end.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

Tokens = tuple[str, ...]
Match = tuple[int, int, int]
"""Where a run begins in the old and in the new sequence, and how many tokens it has."""

_MOST = (1_000, 20_000)
"""Tokens, and pairs of equal words, one of either text, up to which all runs are looked at; prose of so many tokens has
5,000 such pairs."""
_MOST_BETWEEN = (300, 2_000)
"""The same for what lies between two sentences or words that were lined up."""
_ENDS, _WIDE_ENDS = frozenset(".!?…؟۔।॥።፧។៕။"), frozenset("。！？")
"""What ends a sentence before white space, and what ends one anywhere."""


def is_long(old: Tokens, new: Tokens) -> bool:
    """Whether the two are lined up by sentences first, so that how they are is only one way among others."""
    return _is_more(old, new, _MOST)


def common_runs(old: Tokens, new: Tokens, is_junk: Callable[[str], bool] | None = None) -> list[Match]:
    """The runs that the two have in common, in order; none begins with a token that is junk."""
    if not is_long(old, new):
        return _runs(old, new, is_junk)
    pieces, new_pieces = _sentences(old), _sentences(new)
    at, new_at = ([0, *accumulate(map(len, each))] for each in (pieces, new_pieces))
    same = [(at[i], new_at[j], len(pieces[i])) for i, j in _lined_up(pieces, new_pieces)]
    found: list[Match] = []
    for start, end, new_start, new_end in _between(same, len(old), len(new)):
        inner = _by_words(old[start:end], new[new_start:new_end], is_junk)
        found += [(start + i, new_start + j, size) for i, j, size in inner]
    return _joined(sorted([*same, *found]))


def _by_words(old: Tokens, new: Tokens, is_junk: Callable[[str], bool] | None) -> Iterator[Match]:
    """The runs in common of what lies between two sentences."""
    if not _is_more(old, new, _MOST_BETWEEN):
        yield from _runs(old, new, is_junk)
        return
    head, tail = _ends_in_common(old, new)
    same = [(0, 0, head)] if head else []
    inner, new_inner = old[head : len(old) - tail], new[head : len(new) - tail]
    same += [(head + i, head + j, 1) for i, j in _lined_up(inner, new_inner) if not inner[i].isspace()]
    same += [(len(old) - tail, len(new) - tail, tail)] if tail else []
    yield from same
    for start, end, new_start, new_end in _between(same, len(old), len(new)):
        rest, new_rest = old[start:end], new[new_start:new_end]
        if not _is_more(rest, new_rest, _MOST_BETWEEN):
            yield from ((start + i, new_start + j, size) for i, j, size in _runs(rest, new_rest, is_junk))


def _runs(old: Tokens, new: Tokens, is_junk: Callable[[str], bool] | None) -> list[Match]:
    blocks = SequenceMatcher(is_junk, old, new, autojunk=False).get_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks if block.size]


def _joined(found: list[Match]) -> list[Match]:
    """Runs that follow one upon the other in both sequences as one."""
    out: list[Match] = []
    for at, new_at, size in found:
        if out and (out[-1][0] + out[-1][2], out[-1][1] + out[-1][2]) == (at, new_at):
            last = out.pop()
            out.append((last[0], last[1], last[2] + size))
        else:
            out.append((at, new_at, size))
    return out


def _is_more(old: Tokens, new: Tokens, most: tuple[int, int]) -> bool:
    """Whether two texts have more tokens, or more pairs of equal words, than `most`."""
    if max(len(old), len(new)) > most[0]:
        return True
    counts = Counter(token for token in new if not token.isspace())
    return sum(counts[token] for token in old if token in counts) > most[1]


def _sentences(found: Tokens) -> list[Tokens]:
    """Tokens by sentence, as far as marks say where one ends; each with the white space after it."""
    ends = (at + 1 for at, token in enumerate(found) if token in _ENDS or token in _WIDE_ENDS)
    spaced = ((end, end < len(found) and found[end].isspace()) for end in ends)
    cuts = [end + has_space for end, has_space in spaced if has_space or found[end - 1] in _WIDE_ENDS]
    return [found[start:end] for start, end in pairwise(dict.fromkeys([0, *cuts, len(found)]))]


def _lined_up(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Places of what stands once in either sequence, as many as come in the same order in both."""
    counts, new_counts = Counter(old), Counter(new)
    places = {item: at for at, item in enumerate(new) if new_counts[item] == 1}
    pairs = [(at, places[item]) for at, item in enumerate(old) if counts[item] == 1 and item in places]
    lowest: list[int] = []
    before: list[int] = []
    last: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(lowest, place)
        before.append(last[length - 1] if length else -1)
        lowest[length : length + 1] = [place]
        last[length : length + 1] = [number]
    found: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _between(same: Sequence[Match], length: int, new_length: int) -> Iterator[tuple[int, int, int, int]]:
    """What lies before, between and after runs: start and end in the old sequence, and in the new one."""
    start = new_start = 0
    for at, new_at, size in [*same, (length, new_length, 0)]:
        if at > start and new_at > new_start:
            yield start, at, new_start, new_at
        start, new_start = at + size, new_at + size


def _ends_in_common(old: Tokens, new: Tokens) -> tuple[int, int]:
    """How many tokens are alike at the beginning, and of the others at the end."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    left = shorter - head
    return head, next((at for at in range(left) if old[-1 - at] != new[-1 - at]), left)
