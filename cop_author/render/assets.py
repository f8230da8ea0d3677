"""Packaged templates, styles, fonts and drawings, and which of them an output needs; it must not write to disk."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath

from cop_author.model.document import Document, Passage
from cop_author.model.edition import Look

Read = Callable[[str], bytes]
"""Gives the bytes of the file with this name below templates/; raises FileNotFoundError where there is none."""

FOLDER = "assets"
IMAGES = f"{FOLDER}/images"
SITE_STYLE = f"{FOLDER}/edition.css"
BOOK_STYLE = f"{FOLDER}/book.css"
_SHAPELESS = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
EPUB_STYLE = f"{FOLDER}/epub.css"


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: its family, weight, style and the characters it is asked for."""

    file: str
    family: str
    weight: int
    style: str
    ranges: tuple[tuple[int, int], ...]

    def covers(self, points: frozenset[int]) -> bool:
        """Whether it has any of these characters."""
        return any(first <= point <= last for first, last in self.ranges for point in points)

    @property
    def css(self) -> str:
        """The rule that loads it, seen from the folder of the assets."""
        ranges = ",".join(f"U+{first:X}" + (f"-{last:X}" if last > first else "") for first, last in self.ranges)
        return (
            f"@font-face{{font-family:'{self.family}';font-weight:{self.weight};font-style:{self.style};"
            f"font-display:swap;src:url(fonts/{self.file}) format('woff2');unicode-range:{ranges}}}"
        )


@cache
def packaged(name: str) -> bytes:
    """The bytes of a file below templates/, by its path there."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise FileNotFoundError(name)
    found = files("cop_author.templates").joinpath(*path.parts)
    if not found.is_file():
        raise FileNotFoundError(name)
    return found.read_bytes()


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


def colours(look: Look, read: Read = packaged, *, dark: bool = False) -> dict[str, str]:
    """The colours of a look by day or after dark: custom property → value."""
    sheet = read(f"css/looks/{look.value}{'-screen' if dark else ''}.css").decode()
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
    """Styles, fonts and drawings for `render_site`, by their path beside its pages; the content's images are extra."""
    return _assets(document, SITE_STYLE, _site_sheets(document), read)


def epub_assets(document: Document, read: Read = packaged) -> dict[str, bytes]:
    """Style, fonts and drawings for an e-book: readers may choose others, but not all devices have all letters."""
    look = f"css/looks/{document.look.value}.css"
    sheets = ("css/tokens.css", "css/base.css", "css/figures.css", "css/icons.css", look, "css/epub.css")
    return _assets(document, EPUB_STYLE, sheets, read)


def book_assets(document: Document, read: Read = packaged) -> dict[str, bytes]:
    """Styles, fonts and drawings for `render_book`; pictures of the content are extra."""
    return _assets(document, BOOK_STYLE, _book_sheets(document), read, with_licences=False)


def _assets(
    document: Document, style_name: str, sheets: tuple[str, ...], read: Read, *, with_licences: bool = True
) -> dict[str, bytes]:
    faces = faces_for(document, read)
    fonts = [face.file for face in faces] + list(_licences(faces) if with_licences else ())
    found = {style_name: style(sheets, faces, read).encode()}
    found |= {f"{FOLDER}/fonts/{name}": read(f"fonts/{name}") for name in fonts}
    found |= {f"{FOLDER}/{name}": read(name) for name in _drawings(document)}
    found |= {f"{FOLDER}/{name}": _icon(read(name), document.look, read) for name in _icons(sheets, read)}
    return dict(sorted(found.items()))


def style(sheets: tuple[str, ...], faces: tuple[Face, ...], read: Read = packaged) -> str:
    """One style sheet: the faces, the families they make up, the rules."""
    parts = [face.css for face in faces]
    parts += [_families(faces)]
    parts += [read(name).decode() for name in sheets]
    return "\n".join(parts)


def _site_sheets(document: Document) -> tuple[str, ...]:
    look = document.look.value
    shared = ("css/tokens.css", "css/base.css", "css/figures.css", "css/icons.css", "css/screen.css")
    return (*shared, f"css/looks/{look}.css", f"css/looks/{look}-screen.css")


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
    return (*shared, f"css/looks/{look}.css", f"css/looks/{look}-print.css")


def faces_for(document: Document, read: Read = packaged) -> tuple[Face, ...]:
    """The font files for the characters of this document, in the order in which they are tried."""
    return faces_of(document, serif=document.look is Look.POLICY, read=read)


def faces_of(shown: object, *, serif: bool, read: Read = packaged) -> tuple[Face, ...]:
    """The font files for the characters of all strings in a value made of dataclasses and tuples."""
    points = frozenset(ord(character) for _, text in _strings(shown) for character in text)
    return tuple(
        face
        for face in all_faces(read)
        if (serif or "Serif" not in face.family) and (face.family.endswith(" Latin") or face.covers(points))
    )


@cache
def all_faces(read: Read = packaged) -> tuple[Face, ...]:
    """Every font file there is."""
    lines = read("fonts/faces.txt").decode().splitlines()
    return tuple(_face(line) for line in lines if line and not line.startswith("#"))


@cache
def covered_points(read: Read = packaged) -> frozenset[int]:
    """The characters that the shipped fonts have, regular and bold."""
    lines = read("fonts/coverage.txt").decode().splitlines()
    spans = (_range(line) for line in lines if not line.startswith("#"))
    return frozenset(point for first, last in spans for point in range(first, last + 1))


def letters_without_font(shown: object, read: Read = packaged) -> dict[str, str]:
    """The characters of a value made of dataclasses and tuples that would be printed as boxes, each with the address
    of the first passage that holds it ('' where that is none). Spaces and what has no shape need no font."""
    covered, found = covered_points(read), dict[str, str]()
    for address, text in _strings(shown):
        for character in set(text) - found.keys():
            if ord(character) not in covered and unicodedata.category(character) not in _SHAPELESS:
                found[character] = address
    return found


def _walk(folder: Traversable, above: str) -> Iterator[tuple[str, bytes]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _walk(item, f"{above}{item.name}/")
        elif not item.name.endswith((".py", ".pyc")):
            yield f"{above}{item.name}", item.read_bytes()


def _face(line: str) -> Face:
    file, family, weight, style_, ranges = line.split(" | ")
    return Face(file, family, int(weight), style_, tuple(_range(found) for found in ranges.split()))


def _range(text: str) -> tuple[int, int]:
    first, _, last = text.removeprefix("U+").partition("-")
    return int(first, 16), int(last or first, 16)


def _families(faces: tuple[Face, ...]) -> str:
    """Custom properties with the chain of families for running text and for titles."""
    names = tuple(dict.fromkeys(face.family for face in faces))
    sans = [name for name in names if "Serif" not in name]
    serif = [name for name in names if "Serif" in name]
    chains = {"--sans": sans, "--serif": serif + sans}
    rules = ";".join(f"{key}:{','.join(repr(name) for name in chain)}" for key, chain in chains.items())
    return f":root{{{rules}}}"


def _licences(faces: tuple[Face, ...]) -> tuple[str, ...]:
    families = ("noto-sans", "noto-sans-sc", "noto-serif", "vazirmatn")
    return tuple(f"OFL-{name}.txt" for name in families if any(face.file.startswith(name) for face in faces))


def _drawings(document: Document) -> tuple[str, ...]:
    return () if document.cover_image else (f"covers/{document.look.value}.svg",)


def _icons(sheets: tuple[str, ...], read: Read) -> tuple[str, ...]:
    """The icons that style sheets ask for."""
    found = (name for sheet in sheets for name in re.findall(r"url\((icons/[a-z-]+\.svg)\)", read(sheet).decode()))
    return tuple(dict.fromkeys(found))


def _icon(drawn: bytes, look: Look, read: Read) -> bytes:
    """An icon in the colour of the look's titles, by day and after dark: a picture does not inherit the page's."""
    by_day, after_dark = (colours(look, read, dark=dark)["accent"] for dark in (False, True))
    style = f"<style>@media (prefers-color-scheme: dark) {{ svg {{ stroke: {after_dark} }} }}</style>"
    return drawn.replace(b"currentColor", by_day.encode()).replace(b">", f">{style}".encode(), 1)


def _strings(value: object, address: str = "") -> Iterator[tuple[str, str]]:
    """Every string inside a value made of dataclasses and tuples, with the address of the passage that it is in."""
    if isinstance(value, str):
        yield address, value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item, address)
    elif is_dataclass(value):
        within = value.address if isinstance(value, Passage) else address
        for field in fields(value):
            yield from _strings(getattr(value, field.name), within)
