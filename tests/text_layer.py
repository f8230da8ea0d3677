"""What can be read out of a PDF, and how much of a text that is."""

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Score:
    """How many words of a text were looked for, the share that was found in per cent, and what was not."""

    words: int
    share: float
    missing: tuple[str, ...]


def text_of(pdf: Path, tool: str = "pdftotext") -> str:
    """The text of a PDF in reading order, with letters for their presentation forms.

    Of a word from right to left that holds a vowel sign, `pdftotext` gives the pieces around the sign one after the
    other as they stand on the line, each between marks of direction; here they are put together again.
    """
    done = subprocess.run([tool, "-raw", pdf, "-"], capture_output=True, text=True, check=True)
    words = (_put_together(word) if "\u202b" in word else word for word in re.split(r"([ \n])", done.stdout))
    return unicodedata.normalize("NFKC", "".join(words))


def _put_together(word: str) -> str:
    pieces = re.findall(r"\u202b[^\u202c]*\u202c?|[^\u202b]+", word)
    return "".join(reversed(pieces)).replace("\u202b", "").replace("\u202c", "")


def score(texts: Iterable[str], found: str) -> Score:
    """How many of the words of these texts can be found again."""
    words = Counter(word for text in texts for word in _words(text) if len(word) > 1)
    within = re.sub(r"[\s\u00ad\u2010-]+", "", plain(found))
    missing = {word: times for word, times in words.items() if not _is_in(word, within)}
    return Score(words.total(), 100 - 100 * sum(missing.values()) / words.total(), tuple(sorted(missing)))


def plain(text: str) -> str:
    """Without what has no shape, and with letters for their presentation forms."""
    kept = unicodedata.normalize("NFKC", text)
    return "".join(char for char in kept if char in "\n " or unicodedata.category(char) not in {"Cf", "Cc"})


def _words(text: str) -> list[str]:
    return "".join(char if unicodedata.category(char)[0] in "LMN" else " " for char in plain(text)).split()


def _is_in(word: str, found: str) -> bool:
    """Whether it is there, in one piece or cut once, by the end of a page."""
    return word in found or any(word[:at] in found and word[at:] in found for at in range(3, len(word) - 2))
