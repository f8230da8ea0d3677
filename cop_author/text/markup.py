"""The text of a page apart from its tags, for what changes only one of the two.

Pages are our own: no attribute holds a `>`.
"""

import re
from collections.abc import Iterator
from functools import cache


def pieces(page: str, *whole: str) -> Iterator[tuple[str, str]]:
    """Each run of text with the tag after it ('' at the end); an element named in `whole` is one tag with all of it."""
    at = 0
    for tag in _tag(whole).finditer(page):
        yield page[at : tag.start()], tag[0]
        at = tag.end()
    yield page[at:], ""


@cache
def _tag(whole: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"<({'|'.join(whole)})\b.*?</\1>|<[^>]*>", re.DOTALL)
