"""When two texts count as the same, and the digest that says so; it must not know what the text is about."""

import hashlib
import unicodedata

_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " ", "\u202f": " "})


def normalise(text: str) -> str:
    """`text` in NFC with white space (no-break spaces and line ends too) folded to single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def loosely(text: str) -> str:
    """`text` as a person would search for it: normalised, with straight quotes, in one case."""
    return normalise(text).translate(_QUOTES).casefold()


def digest(text: str) -> str:
    """SHA-256 of the normalised text, in hexadecimal."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()
