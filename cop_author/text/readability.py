"""How hard a text is to read; the only user of `readability`, and it must not judge what is hard for whom.

LIX (Björnsson 1968) is the mean length of sentences plus the share of words of more than six letters. It needs no
word list, so it serves every language written with spaces.
"""

import re
from functools import lru_cache

_SENTENCE_END = re.compile(r"(?<=[.!?…؟۔।॥።፧។៕။])[”’\"']?\s+|(?<=[。！？])")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


@lru_cache(maxsize=8192)
def lix(text: str) -> float:
    """The LIX of `text`: about 20 for picture books, 30 for children's books, 40 for fiction, 50 for reports."""
    from readability import getmeasures

    sentences = (_WORD.findall(sentence) for sentence in _SENTENCE_END.split(text))
    tokenised = "\n".join(" ".join(words) for words in sentences if words)
    if not tokenised:
        return 0.0
    return float(getmeasures(tokenised, lang="en")["readability grades"]["LIX"])


def words(text: str) -> int:
    """The number of words."""
    return len(_WORD.findall(text))


def mean_sentence(text: str) -> float:
    """The mean number of words in a sentence."""
    counts = [count for sentence in _SENTENCE_END.split(text) if (count := len(_WORD.findall(sentence)))]
    return sum(counts) / len(counts) if counts else 0.0
