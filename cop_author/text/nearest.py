"""The known name that a misspelt one was probably meant to be; it must stay quick among ten thousand names."""

from collections.abc import Iterable

from cop_author.text.similar import most_alike

_AT_LEAST = 60


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint for a person: the name most alike, the first of several; '' where none is alike."""
    names = list(known)
    found = most_alike(name, names, at_least=_AT_LEAST, most=1)
    return f"Did you mean {names[found[0][0]]!r}?" if found else ""
