"""How alike texts are, for suggestions; the only user of rapidfuzz, and it must not decide what is translated."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process


def most_alike(text: str, others: Sequence[str], *, at_least: int = 70, most: int = 3) -> list[tuple[int, int]]:
    """The `others` most like `text`, best first: (index, likeness in a hundred)."""
    found = process.extract(text, others, scorer=fuzz.ratio, score_cutoff=at_least, limit=most)
    return [(index, int(score)) for _, score, index in found]
