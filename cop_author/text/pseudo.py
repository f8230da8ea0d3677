"""Pseudo-translations: text that shows where a page is too narrow or runs the wrong way; it must not touch what a
translation keeps: placeholders, targets of links, markup."""

from enum import StrEnum

from cop_author.text.kept import in_words

_ACCENTED = str.maketrans("aceghijklnorstuwyzACEGHIJKLNORSTUWYZ", "áçéĝĥíĵķļñóŕšťúŵýžÁÇÉĜĤÍĴĶĻÑÓŔŠŤÚŴÝŽ")
_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابصدعفغهيجكلمنوپقرستثڤخظشز")
_FILLER = "óñé ťŵó ťĥŕéé ƒóúŕ ƒíṽé šíẋ šéṽéñ éíĝĥť ñíñé ťéñ "


class Pseudo(StrEnum):
    """A kind of pseudo-translation."""

    EXPANDED = "expanded"
    """Accented, and a third longer, as German or Finnish may be."""
    RTL = "rtl"
    """In Arabic letters, from right to left."""

    @property
    def tag(self) -> str:
        """The pseudo-locale's tag after CLDR: en-XA, ar-XB."""
        return "en-XA" if self is Pseudo.EXPANDED else "ar-XB"


def pseudo(text: str, kind: Pseudo) -> str:
    """`text` as the pseudo-locale has it."""
    table = _ACCENTED if kind is Pseudo.EXPANDED else _ARABIC
    said = in_words(text, lambda words: (words if kind is Pseudo.EXPANDED else words.lower()).translate(table))
    if kind is Pseudo.RTL or len(text) < 2 or text != text.strip():
        return said
    more = max(1, len(text) // 3)
    return f"{said} {(_FILLER * (more // len(_FILLER) + 1))[:more]}".rstrip()
