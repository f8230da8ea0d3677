"""Text as word tokens, and the words that differ between two texts; it must not judge what a difference means."""

import re
from difflib import SequenceMatcher

from cop_author.model.runs import Op, Run

_NO_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, Kana and Han: scripts that set no space between words, taken by character."""
_TOKEN = re.compile(
    rf"\{{[^{{}}\s]*\}}|[{_NO_SPACES}]|(?:(?![{_NO_SPACES}])\w)+(?:[’'-](?:(?![{_NO_SPACES}])\w)+)*|\s+|.", re.DOTALL
)


def tokens(text: str) -> tuple[str, ...]:
    """Words, placeholders, runs of white space and single marks; joined, they are `text` again."""
    return tuple(_TOKEN.findall(text))


def diff(old: str, new: str) -> tuple[Run, ...]:
    """How `old` becomes `new`, word by word; the kept and deleted runs make `old`, the kept and inserted ones `new`."""
    before, after = tokens(old), tokens(new)
    runs: list[Run] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run(Op.KEEP, "".join(before[i1:i2])))
            continue
        if i2 > i1:
            runs.append(Run(Op.DELETE, "".join(before[i1:i2])))
        if j2 > j1:
            runs.append(Run(Op.INSERT, "".join(after[j1:j2])))
    return _without_lone_spaces(runs)


def similarity(old: str, new: str) -> float:
    """The share of words that two texts have in common, in order: 0 (none) to 1 (all)."""
    return SequenceMatcher(None, tokens(old), tokens(new), autojunk=False).ratio()


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
