"""What a layer adds to the tool's own templates and assets, laid over what an output has without it; it must not judge
whether that may be published."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from cop_author.model.document import DocBrand, Document
from cop_author.model.edition import Look
from cop_author.render import assets
from cop_author.render.shipped import Read, packaged

TOOLS = "tool/"
"""Before a template's name: the tool's own, for a layer's template that extends it."""
Colours = tuple[tuple[str, str], ...]
Source = str | tuple[str, str, Callable[[], bool]] | None


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template of a layer: its name as the tool knows it, the file it stands in, its text."""

    name: str
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Dress:
    """Templates of a layer and of those below it, the nearest first; their style sheets, the lowest first; its mark."""

    templates: tuple[OwnTemplate, ...] = ()
    style: str = ""
    mark: bytes = b""

    def __call__(self, name: str) -> Source:
        """The template with this name: the nearest layer's, else the tool's."""
        own = next((found for found in self.templates if found.name == name), None)
        return (own.text, own.file, lambda: True) if own else tools_template(name)


PLAIN = Dress()


def tools_template(name: str) -> str | None:
    """The text of a template of the package."""
    try:
        return packaged(name.removeprefix(TOOLS)).decode()
    except FileNotFoundError:
        return None


def mark_path(layer: str, image: str) -> str:
    """Where the mark of a layer stands among an output's assets."""
    return f"{assets.FOLDER}/marks/{layer}.{image.rpartition('.')[2]}"


def coloured(brand: DocBrand, colours: Colours, kept: Colours, mark: str) -> DocBrand:
    """`brand` with colours by day and those kept after dark, and the place of its mark."""
    return replace(brand, colours=colours, after_dark=kept, mark=mark)


def dressed(files: Mapping[str, bytes], document: Document, dress: Dress) -> dict[str, bytes]:
    """The assets of an output with the layer's colours, style sheet and mark."""
    made = {path: _laid_over(path, content, document, dress) for path, content in files.items()}
    if dress.mark and document.brand.mark:
        made[document.brand.mark] = dress.mark
    return made


def book_reader(document: Document, read_image: Read, dress: Dress, packaged: Read = packaged) -> Read:
    """What `print_pdf` asks for assets: those of the book as the layer has them, and pictures of the content."""
    read = assets.asset_reader(document, read_image, packaged)

    def fetch(name: str) -> bytes:
        if dress.mark and name == document.brand.mark:
            return dress.mark
        return _laid_over(name, read(name), document, dress)

    return fetch


def _laid_over(path: str, content: bytes, document: Document, dress: Dress) -> bytes:
    if path in _SHEETS:
        return content + _sheet(document, dress, has_schemes=path in _WITH_SCHEMES).encode()
    if path.startswith(_DRAWN) and path.endswith(".svg"):
        return _recoloured(content, document)
    return content


_SHEETS = frozenset({assets.SITE_STYLE, assets.EPUB_STYLE, assets.SINGLE_STYLE, assets.BOOK_STYLE})
_WITH_SCHEMES = frozenset({assets.SITE_STYLE, assets.SINGLE_STYLE})
_DRAWN = (f"{assets.FOLDER}/covers/", f"{assets.FOLDER}/icons/")


def _sheet(document: Document, dress: Dress, *, has_schemes: bool) -> str:
    """What follows a look: the layer's colours, then its rules. Those after dark yield to strong contrast."""
    by_day, after_dark = _rules(document.brand.colours), _rules(document.brand.after_dark)
    parts = ["", packaged("css/brand.css").decode()]
    if by_day:
        parts.append(f":root{{{by_day}}}")
    if after_dark and has_schemes:
        query = "@media (prefers-color-scheme: dark) and (prefers-contrast: no-preference)"
        parts.append(f"{query} {{ :root:not([data-scheme]){{{after_dark}}} }}")
        parts.append(f':root[data-scheme="dark"]{{{after_dark}}}')
    return "\n".join([*parts, dress.style]) if dress.style else "\n".join(parts)


def _rules(colours: tuple[tuple[str, str], ...]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in colours)


def _recoloured(drawn: bytes, document: Document) -> bytes:
    """A drawing of the look with the layer's colours in the place of the look's."""
    brand, look = document.brand, document.look
    change = _changes(look, brand.colours, dark=False) | _changes(look, brand.after_dark, dark=True)
    if not change:
        return drawn
    return re.sub(rb"#[0-9a-f]{6}", lambda found: change.get(found[0], found[0]), drawn)


def _changes(look: Look, colours: tuple[tuple[str, str], ...], *, dark: bool) -> dict[bytes, bytes]:
    own = assets.colours(look, dark=dark)
    return {own[name].encode(): value.encode() for name, value in colours if name in own}
