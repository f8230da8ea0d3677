"""What a PDF says its glyphs mean, where fonts and maps from glyphs to Unicode cannot say it; it lays nothing out."""

import re
import unicodedata
from typing import Any

_REORDERING = re.compile(
    "[\u0900-\u0dff\u0e33\u0e80-\u109f\u1700-\u18af\u1900-\u1c7f\u1cd0-\u1cff\ua800-\ua82f\ua840-\ua95f\ua980-\uaaff"
    "\uabc0-\uabff\U00010a00-\U00010a5f\U00011000-\U00011fff]"
)
"""Letters of scripts whose glyphs stand in another order than their characters, or stand for parts of several: those of
South and South-East Asia, Tibetan, Mongolian; of Thai only the vowel am, which is drawn as two."""
_MENDED = {
    b"<>": b"<200c>",
    b"<06440622>": b"<fef5>",
    b"<06440623>": b"<fef7>",
    b"<06440625>": b"<fef9>",
    b"<06440627>": b"<fefb>",
}


def needs_actual_text(words: str) -> bool:
    """Whether these words cannot be read out of their glyphs one by one."""
    return _REORDERING.search(words) is not None


def is_turned(words: str, *, from_right: bool) -> bool:
    """Whether glyphs stand from left to right where the words run from right to left, be it only a full stop."""
    kinds = [unicodedata.bidirectional(character) for character in words.strip()]
    if {"R", "AL", "AN"} & set(kinds):
        return True
    return from_right and not set(kinds) <= {"L", "EN"} and (kinds[0], kinds[-1]) != ("L", "L")


def mend_maps(pdf: Any) -> None:
    """Mend the maps from glyphs to Unicode."""
    for found in pdf.objects:
        lines = getattr(found, "stream", None)
        if isinstance(lines, list) and any(isinstance(line, bytes) and line.endswith(b"beginbfchar") for line in lines):
            found.stream = [_mapped(line) for line in lines]


def _mapped(line: Any) -> Any:
    """One glyph's line `<glyph> <text>`, mended.

    The later glyphs of a cluster map to nothing, which is malformed. A ligature of lam and alef maps to two letters,
    which readers that reverse a line letter by letter turn round; its presentation form stays whole.
    """
    if not isinstance(line, bytes) or not line.startswith(b"<"):
        return line
    glyph, _, text = line.partition(b" ")
    return glyph + b" " + _MENDED.get(text, text)
