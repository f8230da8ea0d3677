"""Fonts cut to the characters that are printed; the only user of fontTools, and it must not read or write files."""

from functools import lru_cache
from importlib.metadata import version
from io import BytesIO
from typing import Any


def font_cutter() -> str:
    """The names and versions of what cuts: a part of what decides the bytes."""
    return f"fontTools {version('fonttools')}, Brotli {version('brotli')}"


@lru_cache(maxsize=1024)
def cut(font: bytes, points: frozenset[int]) -> bytes:
    """The font (WOFF2) with the glyphs of these characters and all that they are shaped into: joined and positional
    forms, ligatures, marks, forms of a language. Names, licence and date stay as they are; hints go."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(
        flavor="woff2",
        layout_features=["*"],
        layout_scripts=["*"],
        name_IDs=["*"],
        name_languages=["*"],
        notdef_outline=True,
        hinting=False,
        recalc_timestamp=False,
    )
    options.drop_tables = [*options.drop_tables, "STAT"]
    opened = TTFont(BytesIO(_unpacked(font)), recalcTimestamp=False, recalcBBoxes=False, lazy=True)
    opened.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(opened)
    opened.flavor = "woff2"
    return _saved(opened)


@lru_cache(maxsize=512)
def characters(font: bytes) -> frozenset[int]:
    """The characters that the font (WOFF2) has."""
    from fontTools.ttLib import TTFont

    return frozenset(TTFont(BytesIO(_unpacked(font)), lazy=True).getBestCmap())


@lru_cache(maxsize=512)
def _unpacked(font: bytes) -> bytes:
    """The font without compression, of which single glyphs can be read."""
    from fontTools.ttLib import TTFont

    opened = TTFont(BytesIO(font), recalcTimestamp=False, recalcBBoxes=False)
    opened.flavor = None
    return _saved(opened)


def _saved(opened: Any) -> bytes:
    out = BytesIO()
    opened.save(out)
    return out.getvalue()
