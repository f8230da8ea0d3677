"""What a font file says of itself, and the form in which it is published; it must not read or write files."""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

_STYLES = (
    "thin hairline extralight ultralight light demilight regular normal book medium semibold demibold bold extrabold"
)
_STYLE_WORDS = frozenset([*_STYLES.split(), "ultrabold", "black", "heavy", "italic", "oblique", "variable"])
_MAY_NOT_EMBED, _MAY_NOT_CUT, _ONLY_BITMAPS = 0x0002, 0x0100, 0x0200
_ITALIC = 0x01
_OF_REGIONS = {"JP": "ja", "KR": "ko", "SC": "zh", "TC": "zh-Hant", "HK": "zh-HK"}
"""Endings of families that have Han characters in the forms of one language."""


class NotAFont(ValueError):
    """Why a file cannot be used as a font."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font: family, weight, style and characters, the languages it is made for, its own words on its licence."""

    family: str
    weight: int
    style: str
    points: frozenset[int]
    languages: tuple[str, ...]
    content: bytes


def examine(content: bytes) -> FontFile:
    """The font, as WOFF2; NotAFont where it is none, or may not or cannot be published."""
    font = _opened(content)
    try:
        _refuse(font)
        family = _family(font)
        region = family.rpartition(" ")[2]
        italic = bool(font["OS/2"].fsSelection & _ITALIC)
        weight = min(max(int(font["OS/2"].usWeightClass), 1), 1000)
        points = frozenset(font.getBestCmap() or ())
        if not points:
            raise NotAFont("it has no characters")
        languages = (_OF_REGIONS[region],) if region in _OF_REGIONS else ()
        packed = content if content[:4] == b"wOF2" else _packed(font)
    except NotAFont:
        raise
    except Exception as error:
        raise NotAFont(f"it is damaged: {type(error).__name__}") from error
    return FontFile(family, weight, "italic" if italic else "normal", points, languages, packed)


def _opened(content: bytes) -> Any:
    from fontTools.ttLib import TTFont

    if content[:4] not in {b"wOF2", b"wOFF", b"OTTO", b"true", b"\x00\x01\x00\x00"}:
        kind = "a collection of fonts; take single files" if content[:4] == b"ttcf" else "no font"
        raise NotAFont(f"it is {kind}")
    try:
        font = TTFont(BytesIO(content), recalcTimestamp=False, recalcBBoxes=False)
        for table in font.keys():  # noqa: SIM118
            font[table]
    except Exception as error:
        raise NotAFont(f"it is damaged: {type(error).__name__}") from error
    return font


def _refuse(font: Any) -> None:
    if missing := [table for table in ("OS/2", "cmap", "name", "head") if table not in font]:
        raise NotAFont(f"it has no table {missing[0]!r}")
    if "fvar" in font:
        raise NotAFont("it is a variable font; take the files of its single weights, often in a folder `static`")
    for bit, why in (
        (_MAY_NOT_EMBED, "it says that it must not be embedded"),
        (_MAY_NOT_CUT, "it says that it must not be cut to the letters in use"),
        (_ONLY_BITMAPS, "it says that only its bitmaps may be embedded"),
    ):
        if font["OS/2"].fsType & bit:
            raise NotAFont(f"{why} (fsType {font['OS/2'].fsType})")


def _family(font: Any) -> str:
    name = font["name"].getDebugName(16) or font["name"].getDebugName(1) or ""
    words = re.sub(r"[^\w .-]", "", name).split()
    while len(words) > 1 and words[-1].casefold() in _STYLE_WORDS:
        words.pop()
    if not words:
        raise NotAFont("it has no name")
    return " ".join(words)


def _packed(font: Any) -> bytes:
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    return out.getvalue()
