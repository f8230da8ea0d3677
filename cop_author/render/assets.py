"""Packaged templates, styles, fonts and drawings, and which of them an output needs; it must not write to disk."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from cop_author.model.document import Document, Passage
from cop_author.model.edition import Look
from cop_author.render.faces import (
    Face,
    all_faces,
    covered_points,
    had_for,
    in_order,
    spans_of,
)
from cop_author.render.index import letters
from cop_author.render.numerals import with_counters
from cop_author.render.shipped import Read, packaged
from cop_author.render.subset import characters, cut
from cop_author.text.locale import language

FOLDER = "assets"
IMAGES = f"{FOLDER}/images"
SITE_STYLE = f"{FOLDER}/edition.css"
WIDE_STYLE = f"{FOLDER}/wide.css"
BOOK_STYLE = f"{FOLDER}/book.css"
SEARCH_SCRIPT = f"{FOLDER}/search.js"
"""The script of the page for searching."""
EPUB_STYLE = f"{FOLDER}/epub.css"
SINGLE_STYLE = f"{FOLDER}/single.css"
SCRIPTS = ("display.js", "aloud.js", "search.js")
_SHAPELESS = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
_SHAPED_AS = {"\u0e33": "\u0e4d\u0e32", "\u0eb3": "\u0ecd\u0eb2"}
"""What shaping makes of the vowel am of Thai and Lao, which normalisation leaves whole."""
_ALWAYS = (
    "".join(map(chr, range(0x20, 0x7F))) + "\u00a0\u00ab\u00ad\u00b7\u00bb\u2010\u2011–—‘’“”„…\u202f\u2039\u203a\u25cc"
)
"""Letters, digits and punctuation of templates, style sheets and dates, and what a reader may type."""


def picture(name: str) -> str:
    """Where a picture of the content stands in an output, by its path below the content's assets."""
    return f"{IMAGES}/{name}"


def cover(document: Document) -> str:
    """Where the picture of the cover stands in an output."""
    return picture(document.cover_image) if document.cover_image else f"{FOLDER}/covers/{document.look.value}.svg"


def picture_names(document: Document) -> tuple[str, ...]:
    """Pictures of the content that the output shows, in reading order, each once."""
    units = [*document.units(), *([document.help] if document.help else [])]
    return tuple(dict.fromkeys(name for name in (*(unit.image for unit in units), document.cover_image) if name))


@cache
def colours(look: Look, read: Read = packaged, *, dark: bool = False) -> Mapping[str, str]:
    """The colours of a look by day or after dark: custom property → value."""
    sheet = read(f"css/looks/{look.value}{'-dark' if dark else ''}.css").decode()
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", sheet))


def templates_digest() -> str:
    """A digest of everything below templates/ that can show in an output."""
    digest = sha256()
    for name, content in sorted(_walk(files("cop_author.templates"), "")):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def asset_reader(document: Document, read_image: Read, read: Read = packaged) -> Read:
    """What `print_pdf` asks for assets: those of the book, and `read_image` for pictures of the content."""
    own, images = book_assets(document, read), set(picture_names(document))

    def fetch(name: str) -> bytes:
        image = name.removeprefix(f"{IMAGES}/")
        return read_image(image) if image in images else own[name]

    return fetch


def site_assets(document: Document, read: Read = packaged) -> dict[str, bytes]:
    """Styles, fonts, drawings and scripts for `render_site`, by their path beside its pages; the content's images are
    extra."""
    found = _cut_assets(document, SITE_STYLE, _site_sheets(document), read)
    found[SITE_STYLE] += _schemes(document.look, read).encode()
    found[WIDE_STYLE] = read("css/wide.css")
    return found | {f"{FOLDER}/{name}": read(f"js/{name}") for name in SCRIPTS}


def epub_assets(document: Document, read: Read = packaged) -> dict[str, bytes]:
    """Style, fonts and drawings for an e-book: readers may choose others, but not all devices have all letters."""
    return _cut_assets(document, EPUB_STYLE, _epub_sheets(document), read)


def single_assets(document: Document, read: Read = packaged) -> dict[str, bytes]:
    """Style, fonts and drawings that the edition as one file takes in; the content's images are extra."""
    found = _cut_assets(document, SINGLE_STYLE, _site_sheets(document), read)
    wide = f"@media (min-width: 68.75em) {{ {read('css/wide.css').decode()} }}"
    more = "\n".join(("", _schemes(document.look, read), wide, read("css/single.css").decode()))
    return found | {SINGLE_STYLE: found[SINGLE_STYLE] + more.encode()}


def book_assets(document: Document, read: Read = packaged) -> dict[str, bytes]:
    """Styles, fonts and drawings for `render_book`; pictures of the content are extra."""
    faces = faces_for(document, read)
    fonts = {face.file: read(f"fonts/{face.file}") for face in faces}
    return _assets(document, BOOK_STYLE, style(_book_sheets(document), faces, read), fonts, read)


def _cut_assets(document: Document, style_name: str, sheets: tuple[str, ...], read: Read) -> dict[str, bytes]:
    """What is read on a screen: its fonts hold no more than it prints, and their licences come along."""
    printed = printed_points(document)
    whole = {face: read(f"fonts/{face.file}") for face in faces_for(document, read)}
    asked = {face: face.asked(printed) & characters(font) for face, font in whole.items()}
    narrowed = tuple(replace(face, ranges=spans_of(points)) for face, points in asked.items() if points)
    fonts = {face.file: cut(whole[face], points) for face, points in asked.items() if points}
    fonts |= {name: read(f"fonts/{name}") for name in _licences(narrowed)}
    return _assets(document, style_name, style(sheets, narrowed, read), fonts, read)


def _assets(
    document: Document, style_name: str, sheet: str, fonts: Mapping[str, bytes], read: Read
) -> dict[str, bytes]:
    found = {style_name: with_counters(sheet, document.digits).encode()}
    found |= {f"{FOLDER}/fonts/{name}": content for name, content in fonts.items()}
    found |= {f"{FOLDER}/{name}": read(name) for name in _drawings(document)}
    found |= {f"{FOLDER}/{name}": _icon(read(name), document.look, read) for name in _icons(sheet)}
    return dict(sorted(found.items()))


def style(sheets: tuple[str, ...], faces: tuple[Face, ...], read: Read = packaged) -> str:
    """One style sheet: the faces, the families they make up, the rules."""
    parts = [face.css for face in faces]
    parts += [_families(faces)]
    parts += [read(name).decode() for name in sheets]
    return "\n".join(parts)


def _schemes(look: Look, read: Read) -> str:
    """Other colours than those of the day: after dark where the device or the reader asks for it, and strong contrast.

    Each scheme is a sheet with one rule, `:root { … }`.
    """
    dark, contrast = (read(f"css/{name}.css").decode() for name in (f"looks/{look.value}-dark", "contrast"))
    by_device, after_dark = ":root:not([data-scheme])", "@media (prefers-color-scheme: dark)"
    return "\n".join(
        (
            f"{after_dark} {{ {dark.replace(':root', by_device)} }}",
            f"{after_dark} and (prefers-contrast: more) {{ {contrast.replace(':root', by_device)} }}",
            dark.replace(":root", ':root[data-scheme="dark"]'),
            contrast.replace(":root", ':root[data-scheme="contrast"]'),
        )
    )


def _site_sheets(document: Document) -> tuple[str, ...]:
    look = document.look.value
    shared = ("css/tokens.css", "css/base.css", "css/figures.css", "css/icons.css", "css/screen.css")
    return (*shared, f"css/looks/{look}.css", f"css/looks/{look}-screen.css", "css/scripts.css", "css/words.css")


def _epub_sheets(document: Document) -> tuple[str, ...]:
    look = f"css/looks/{document.look.value}.css"
    shared = ("css/tokens.css", "css/base.css", "css/figures.css", "css/icons.css")
    return (*shared, look, "css/epub.css", "css/scripts.css", "css/words.css")


def _book_sheets(document: Document) -> tuple[str, ...]:
    look, direction = document.look.value, document.language.dir
    shared = (
        "css/tokens.css",
        "css/base.css",
        "css/figures.css",
        "css/icons.css",
        "css/print.css",
        f"css/print-{direction}.css",
    )
    return (*shared, f"css/looks/{look}.css", f"css/looks/{look}-print.css", "css/scripts.css")


def faces_for(document: Document, read: Read = packaged) -> tuple[Face, ...]:
    """The font files for the characters of this document, in the order in which they are tried."""
    labels = tuple(letter.label for letter in letters(document))
    serif, tag = document.look is Look.POLICY, document.language.tag
    return faces_of((document, labels), serif=serif, lang=tag, read=read)


def faces_of(shown: object, *, serif: bool, lang: str = "", read: Read = packaged) -> tuple[Face, ...]:
    """The font files for the characters of all strings in a value made of dataclasses and tuples, in the order in which
    a text in `lang` tries them."""
    points = frozenset(ord(character) for _, text in _strings(shown) for character in text)
    faces = in_order(all_faces(read), lang)
    left = points - had_for(faces, lang)
    return tuple(
        face
        for face in faces
        if (serif or "Serif" not in face.family)
        and (face.family.endswith(" Latin") or face.covers(points if face.is_for(lang) else left))
    )


def printed_points(document: Document) -> frozenset[int]:
    """The characters that a screen may show of this document: those of its strings, composed and taken apart as
    shaping may want them, those of the names of languages it marks passages with, and some that are always there."""
    texts = {_ALWAYS}
    for passage, text in _strings(document):
        texts.add(text)
        if passage and text == passage.lang:
            texts.add(language(text, document.language.tag).english)
    forms = (unicodedata.normalize(form, text) for text in texts for form in ("NFC", "NFD"))
    shown: set[str] = set().union(*texts, *forms)
    parts = (part for whole, parts in _SHAPED_AS.items() if whole in shown for part in parts)
    return frozenset(map(ord, shown.union(parts)))


def letters_without_font(shown: object, read: Read = packaged) -> dict[str, str]:
    """The characters of a value made of dataclasses and tuples that would be printed as boxes, each with the address
    of the first passage that holds it ('' where that is none). Spaces and what has no shape need no font."""
    covered, found = covered_points(read), dict[str, str]()
    for passage, text in _strings(shown):
        for character in set(text) - found.keys():
            if ord(character) not in covered and unicodedata.category(character) not in _SHAPELESS:
                found[character] = passage.address if passage else ""
    return found


def _walk(folder: Traversable, above: str) -> Iterator[tuple[str, bytes]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _walk(item, f"{above}{item.name}/")
        elif not item.name.endswith((".py", ".pyc")):
            yield f"{above}{item.name}", item.read_bytes()


def _families(faces: tuple[Face, ...]) -> str:
    """Custom properties with the chain of families for running text and for titles.

    Where a font is made for some languages and comes first in theirs, it comes last in what is said in another one.
    """
    first = faces[0].languages if faces else ()
    found = f":root{{{_chains(faces)}}}"
    if not first:
        return found
    others = sorted(faces, key=lambda face: face.languages == first)
    but = "".join(
        f":not({each})" for each in (*(f":lang({lang})" for lang in first), "h1", "h2", "h3", "h4", "h5", "h6")
    )
    return f"{found}\n[lang]{but}{{{_chains(others)};font-family:var(--sans)}}"


def _chains(faces: Iterable[Face]) -> str:
    names = tuple(dict.fromkeys(face.family for face in faces))
    sans = [name for name in names if "Serif" not in name]
    serif = [name for name in names if "Serif" in name]
    chains = {"--sans": sans, "--serif": serif + sans}
    return ";".join(f"{key}:{','.join(repr(name) for name in chain)}" for key, chain in chains.items())


def _licences(faces: tuple[Face, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(face.licence for face in faces))


def _drawings(document: Document) -> tuple[str, ...]:
    return () if document.cover_image else (f"covers/{document.look.value}.svg",)


def _icons(sheet: str) -> tuple[str, ...]:
    """The icons that a style sheet asks for."""
    return tuple(dict.fromkeys(re.findall(r"url\((icons/[a-z-]+\.svg)\)", sheet)))


def _icon(drawn: bytes, look: Look, read: Read) -> bytes:
    """An icon in the colour of the look's titles, by day and after dark: a picture does not inherit the page's."""
    by_day, after_dark = (colours(look, read, dark=dark)["accent"] for dark in (False, True))
    style = f"<style>@media (prefers-color-scheme: dark) {{ svg {{ stroke: {after_dark} }} }}</style>"
    return drawn.replace(b"currentColor", by_day.encode()).replace(b">", f">{style}".encode(), 1)


def _strings(value: object, within: Passage | None = None) -> Iterator[tuple[Passage | None, str]]:
    """Every string inside a value made of dataclasses and tuples, with the passage that it is in."""
    if isinstance(value, str):
        yield within, value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item, within)
    elif is_dataclass(value):
        within = value if isinstance(value, Passage) else within
        for field in fields(value):
            yield from _strings(getattr(value, field.name), within)
