"""An edition's own digits on its pages and in its style sheets; the text itself stays as it is written.

What is dialled or typed is shown as it is: telephone numbers, addresses, codes. So is what is in another language.
"""

import re

from cop_author.render.shown import VOID
from cop_author.text.digits import written_with
from cop_author.text.markup import pieces

_WHOLE = ("script", "style", "template")
_TAG = re.compile(r"<(/?)([\w-]+)")
_ATTRIBUTE = re.compile(r"(?<=\s)(alt|aria-label)=\"([^\"]*)\"")
_TYPED = re.compile(r"\sdir=\"ltr\"|\sclass=\"[^\"]*\b(?:code|address)\b|\shref=\"tel:")
_LANG = re.compile(r"\slang=\"([\w-]+)\"")
_COUNTER = re.compile(r"\b((?:target-)?counter\([^()]*(?:\([^()]*\)[^()]*)?)\)")
_STYLE = "native"


def with_digits(page: str, digits: str, lang: str) -> str:
    """A page in `lang` with these digits in all that it says in that language; as it is where they are ''."""
    if not digits:
        return page
    made, closing, depth = [], "", 0
    for text, tag in pieces(page, *_WHOLE):
        made += [text if depth else written_with(digits, text), tag]
        named = _TAG.match(tag)
        if depth:
            depth += (-1 if named[1] else 1) if named and named[2] == closing else 0
        elif named and named[2] not in _WHOLE:
            if _is_kept(tag, named[2], lang):
                closing, depth = named[2], 0 if named[2] in VOID or tag.endswith("/>") else 1
            else:
                made[-1] = _ATTRIBUTE.sub(lambda value: _said(value, digits), tag)
    return "".join(made)


def with_counters(sheet: str, digits: str) -> str:
    """A style sheet whose counters (pages, steps) count with these digits; as it is where they are ''."""
    if not digits:
        return sheet
    symbols = " ".join(f'"{digit}"' for digit in digits)
    rule = f"@counter-style {_STYLE}{{system:numeric;symbols:{symbols}}}\n"
    return rule + _COUNTER.sub(rf"\1, {_STYLE})", sheet)


def _is_kept(tag: str, name: str, lang: str) -> bool:
    """Whether what stands in this element stays as it is."""
    if name == "html":
        return False
    other = _LANG.search(tag)
    return bool(_TYPED.search(tag) or (other and other[1].partition("-")[0] != lang.partition("-")[0]))


def _said(value: re.Match[str], digits: str) -> str:
    return f'{value[1]}="{written_with(digits, value[2])}"'
