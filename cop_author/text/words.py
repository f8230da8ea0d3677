"""Text as word tokens, and the words that differ between two texts; it must not judge what a difference means."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from unicodedata import category

from cop_author.model.runs import Op, Run
from cop_author.text.align import common_runs

_NO_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, Kana and Han: scripts that set no space between words, taken by character."""
_JOINERS = "\u200c\u200d"
_STACKING = "\u1039\u17d2"
"""Signs of Burmese and Khmer that set the next letter below the last."""


def tokens(text: str) -> tuple[str, ...]:
    """Words, placeholders, runs of white space and single marks; joined, they are `text` again.

    A letter keeps the vowel signs and accents that are written on it.
    """
    return tuple(_token().findall(text))


@cache
def _token() -> re.Pattern[str]:
    marks = f"{_combining()}{_JOINERS}"
    letter = rf"(?![{_NO_SPACES}])[\w{marks}]"
    alone = rf"[{_NO_SPACES}](?:[{marks}]|(?<=[{_STACKING}])[{_NO_SPACES}])*"
    return re.compile(rf"\{{[^{{}}\s]*\}}|{alone}|(?:{letter})+(?:[’'-](?:{letter})+)*|\s+|.", re.DOTALL)


def _combining() -> str:
    """All combining characters (category M), as ranges of a regular expression, which has no name for them."""
    points = [point for point in range(0x300, 0x1F000) if category(chr(point))[0] == "M"]
    ends = [at for at, point in enumerate(points) if points[at + 1 : at + 2] != [point + 1]]
    starts = [0, *(at + 1 for at in ends)]
    spans = (f"{chr(points[start])}-{chr(points[end])}" for start, end in zip(starts, ends, strict=False))
    return "".join(spans) + "\U000e0100-\U000e01ef"


def diff(old: str, new: str) -> tuple[Run, ...]:
    """How `old` becomes `new`, word by word; the kept and deleted runs make `old`, the kept and inserted ones `new`."""
    before, after = tokens(old), tokens(new)
    runs: list[Run] = []
    done = new_done = 0
    for at, new_at, size in [*common_runs(before, after), (len(before), len(after), 0)]:
        texts = (before[done:at], after[new_done:new_at], before[at : at + size])
        pairs = zip((Op.DELETE, Op.INSERT, Op.KEEP), texts, strict=True)
        runs += [Run(op, "".join(text)) for op, text in pairs if text]
        done, new_done = at + size, new_at + size
    return _without_lone_spaces(runs)


def readable_diff(old: str, new: str) -> tuple[Run, ...]:
    """As `diff`, for people: a few words that two phrases have in common by chance do not cut them into pieces."""
    runs = list(diff(old, new))
    while (at := next((at for at in range(1, len(runs) - 1) if _is_by_chance(runs, at)), None)) is not None:
        kept = runs[at].text
        runs = list(_merged([*runs[:at], Run(Op.DELETE, kept), Run(Op.INSERT, kept), *runs[at + 1 :]]))
    return tuple(runs)


def similarity(old: str, new: str) -> float:
    """The share of words that two texts have in common, in order: 0 (none) to 1 (all)."""
    before, after = tokens(old), tokens(new)
    same = sum(size for _, _, size in common_runs(before, after))
    return 2 * same / (len(before) + len(after)) if before or after else 1.0


_FEW = 2
"""Words that may stand alike between two changes by chance."""


def _is_by_chance(runs: list[Run], at: int) -> bool:
    """Whether a kept run is only a word or two between changes that each put and take more than it holds."""
    words = sum(1 for token in tokens(runs[at].text) if token.strip() and token[0].isalnum())
    if runs[at].op is not Op.KEEP or words > _FEW:
        return False
    before, after = _changed(reversed(runs[:at])), _changed(iter(runs[at + 1 :]))
    return all(Op.DELETE in side and Op.INSERT in side for side in (before, after)) or (
        bool(before and after) and words < _FEW and {*before, *after} == {Op.DELETE, Op.INSERT}
    )


def _changed(runs: Iterator[Run]) -> frozenset[Op]:
    """What happens in the runs up to the next kept one."""
    return frozenset(run.op for run in takewhile(lambda run: run.op is not Op.KEEP, runs))


def _without_lone_spaces(runs: list[Run]) -> tuple[Run, ...]:
    """A kept run that is only white space between two changes joins them: 'a b' → 'c d' is one change, not two."""
    out: list[Run] = []
    for at, run in enumerate(runs):
        between = 0 < at < len(runs) - 1
        if run.op is Op.KEEP and run.text.isspace() and between:
            out += [Run(Op.DELETE, run.text), Run(Op.INSERT, run.text)]
        else:
            out.append(run)
    return _merged(out)


def _merged(runs: list[Run]) -> tuple[Run, ...]:
    """Between two kept runs, one deletion and one insertion."""
    out: list[Run] = []
    deleted = inserted = ""
    for run in [*runs, Run(Op.KEEP, "")]:
        if run.op is Op.DELETE:
            deleted += run.text
        elif run.op is Op.INSERT:
            inserted += run.text
        else:
            out += [Run(Op.DELETE, deleted)] if deleted else []
            out += [Run(Op.INSERT, inserted)] if inserted else []
            out += [run] if run.text else []
            deleted = inserted = ""
    return tuple(out)
