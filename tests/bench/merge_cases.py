"""Merges random texts with `cop_author` and with `git merge-file`, and keeps where the two disagree.

    python -m tests.bench.merge_cases [number]

writes `tests/text/merge_disagreements.json`, which `tests/text/test_merge.py` replays.
"""

import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cop_author.text.merge import Merge, merge
from cop_author.text.words import tokens

FIXTURE = Path(__file__).parents[1] / "text" / "merge_disagreements.json"

_VOCABULARIES = (
    ["a", "b", "c", ".", ","],
    ["Store", "store", "images", "of", "victims", "not", "Do", "must", "{hotline.name}", "18", ".", ".", ",", "unless"],
    [
        "give", "users", "a", "way", "to", "report", "the", "material", "and", "keep", "evidence", "for",
        "{evidence.period}", ".", ".", ",", "only", "after", "90", "days", "if", "police", "ask", "parents", "may",
        "should", "never", "children", "without", "delay"
    ],
    list("保存图片不要告诉用户。。，必须"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """Three texts to merge."""

    base: str
    ours: str
    theirs: str


def case(chance: random.Random) -> Case:
    """A base of up to 24 words and two changed copies of it."""
    vocabulary = chance.choice(_VOCABULARIES)
    base = [chance.choice(vocabulary) for _ in range(chance.randint(2, 24))]
    return Case(*map(_text, (base, _edited(chance, base, vocabulary), _edited(chance, base, vocabulary))))


def git_merge(folder: Path, given: Case) -> str | None:
    """What `git merge-file` makes of the texts with one word a line: the words with spaces between, None for a conflict."""
    for name in ("base", "ours", "theirs"):
        (folder / name).write_text(
            "".join(f"{word}\n" for word in words(getattr(given, name)).split()), encoding="utf-8"
        )
    command = ["git", "merge-file", "-p", "-q", "ours", "base", "theirs"]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    return " ".join(done.stdout.split()) if done.returncode == 0 else None


def words(text: str) -> str:
    """The words of a text with single spaces between."""
    return " ".join(token for token in tokens(text) if not token.isspace())


def agreement(merged: Merge, by_git: str | None) -> str:
    """How the two merges compare, in words."""
    if merged.text is None:
        return "conflict in both" if by_git is None else "conflict here only"
    if by_git is None:
        return "conflict in git only"
    return "same text" if words(merged.text) == by_git else "different texts"


def _edited(chance: random.Random, base: list[str], vocabulary: list[str]) -> list[str]:
    edited = list(base)
    edits: list[Callable[[int], None]] = [
        lambda at: edited.insert(at, chance.choice(vocabulary)),
        lambda at: edited.__setitem__(slice(at, at + chance.randint(1, 3)), []),
        lambda at: edited.__setitem__(slice(at, at + 1), [chance.choice(vocabulary)]),
        lambda at: edited.insert(chance.randint(0, len(edited) - 1), edited.pop(min(at, len(edited) - 1))) if edited else None,
        lambda at: edited.__setitem__(slice(at, at), edited[max(0, at - chance.randint(1, 3)) : at]),
    ]  # fmt: skip
    for _ in range(chance.randint(1, 3)):
        chance.choice(edits)(chance.randint(0, len(edited)))
    return edited


def _text(chosen: list[str]) -> str:
    text = ""
    for word in chosen:
        close = not text or word in ".,。，" or not word.isascii()
        text += word if close else f" {word}"
    return text


def main(number: int) -> None:
    """Compares so many cases and writes the fixture."""
    chance = random.Random(20_250)
    counts: Counter[str] = Counter()
    kept: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(number):
            given = case(chance)
            merged, by_git = merge(given.base, given.ours, given.theirs), git_merge(Path(folder), given)
            how = agreement(merged, by_git)
            counts[f"{how}, ambiguous" if merged.ambiguous else how] += 1
            if how in {"conflict in git only", "different texts"}:
                texts = {"base": given.base, "ours": given.ours, "theirs": given.theirs}
                kept.append({**texts, "merged": merged.text, "ambiguous": merged.ambiguous, "git": by_git})
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in kept)
    FIXTURE.write_text(
        f'{{"cases": {number}, "counts": {json.dumps(dict(sorted(counts.items())))}, "disagreements": [\n{lines}\n]}}\n',
        encoding="utf-8",
    )
    for how, count in sorted(counts.items()):
        print(f"{count:6} {how}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
