"""Changes the words of a text and leaves what must stay: placeholders, targets of links, web addresses, markup."""

import re
from collections.abc import Callable

_KEPT = re.compile(r"\{[^{}]*\}|\]\([^()]*\)|%\(\w+\)[sd]|https?://\S+|[*\[\]]+")


def in_words(text: str, change: Callable[[str], str]) -> str:
    """`text` with each stretch of words given to `change`."""
    parts: list[str] = []
    at = 0
    for kept in _KEPT.finditer(text):
        parts += [change(text[at : kept.start()]), kept[0]]
        at = kept.end()
    return "".join([*parts, change(text[at:])])
