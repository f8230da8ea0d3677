"""Wording that an edition's language lacks, marked as English where it is said; it must not translate."""

from cop_author.text.markup import pieces

BEGIN, END = "\ue000", "\ue001"
"""Stand around such wording while a page is made; both are of private use, and no text may hold them."""
_SPAN = ('<span lang="en" dir="ltr">', "</span>")


def marked(page: str) -> str:
    """The page with a span around such wording; in attributes, and where no span may stand, it is said unmarked."""
    if BEGIN not in page:
        return page
    return "".join(_spanned(text) + _bare(tag) for text, tag in pieces(page, "title", "option", "script", "svg"))


def _spanned(text: str) -> str:
    return text.replace(BEGIN, _SPAN[0]).replace(END, _SPAN[1])


def _bare(text: str) -> str:
    return text.replace(BEGIN, "").replace(END, "")
