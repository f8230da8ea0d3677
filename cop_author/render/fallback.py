"""Wording that an edition's language lacks, marked as English where it is said; it must not translate."""

import re

BEGIN, END = "\ue000", "\ue001"
"""Stand around such wording while a page is made; both are of private use, and no text may hold them."""
_SOLID = re.compile(r"(<(title|option|script|svg)\b.*?</\2>|<[^>]*>)", re.DOTALL)
_SPAN = ('<span lang="en" dir="ltr">', "</span>")


def marked(page: str) -> str:
    """The page with a span around such wording; in attributes, and where no span may stand, it is said unmarked."""
    if BEGIN not in page:
        return page
    made: list[str] = []
    at = 0
    for tag in _SOLID.finditer(page):
        made.append(_spanned(page[at : tag.start()]))
        made.append(_bare(tag[0]))
        at = tag.end()
    return "".join((*made, _spanned(page[at:])))


def _spanned(text: str) -> str:
    return text.replace(BEGIN, _SPAN[0]).replace(END, _SPAN[1])


def _bare(text: str) -> str:
    return text.replace(BEGIN, "").replace(END, "")
