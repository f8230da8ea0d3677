"""Documents to EPUB 3, reflowable, from the same pages as the site; the same document gives the same bytes.

The pages are HTML that a parser turns into XHTML, so that one set of templates serves both.
"""

import uuid
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

import tinyhtml5

from cop_author.model.document import Document
from cop_author.render import assets
from cop_author.render.dress import PLAIN, Dress, dressed
from cop_author.render.html import NAV, render_epub_pages, render_package
from cop_author.render.shipped import Read, packaged

_XHTML = "http://www.w3.org/1999/xhtml"
_SVG = "http://www.w3.org/2000/svg"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LINK = f"{{{_XHTML}}}a"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".txt": "text/plain",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}


@dataclass(frozen=True, slots=True)
class _Item:
    """A file as the package lists it."""

    id: str
    href: str
    type: str
    property: str


def make_epub(document: Document, read_image: Read, read: Read = packaged, dress: Dress = PLAIN) -> bytes:
    """The edition as an e-book; `read_image` gives the pictures of the content."""
    made = render_epub_pages(document, dress)
    nav = made.pop(NAV)
    files = {_xhtml_name(path): _as_xhtml(page) for path, page in made.items()}
    files |= dressed(assets.epub_assets(document, read), document, dress)
    files |= {assets.picture(name): read_image(name) for name in assets.picture_names(document)}
    cover = assets.cover(document)
    items = tuple(
        _item(at, path, _property(path, content, cover)) for at, (path, content) in enumerate(files.items(), 1)
    )
    values = {"items": items, "identifier": _identifier(document), "modified": _modified(document)}
    package = render_package(document, values, dress)
    return _zipped(
        {"META-INF/container.xml": read("epub/container.xml")}
        | {"EPUB/package.opf": package.encode(), f"EPUB/{NAV}": nav.encode()}
        | {f"EPUB/{path}": content for path, content in files.items()}
    )


def _item(at: int, path: str, named: str) -> _Item:
    return _Item(f"f{at}", path, _TYPES[PurePosixPath(path).suffix.lower()], named)


def _property(path: str, content: bytes, cover: str) -> str:
    """What a reading system has to know of a file before it opens it."""
    if path == cover:
        return "cover-image"
    return "svg" if path.endswith(".xhtml") and b"<svg:svg" in content else ""


def _identifier(document: Document) -> str:
    """The same for every release of an edition in a language, as reading systems replace an older one."""
    made = document.colophon
    name = "\n".join((made.master_title, made.layer, document.edition, document.language.tag))
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, name)}"


def _modified(document: Document) -> str:
    """The date of the text, for no clock goes into an edition; before there was any EPUB where there is none."""
    return f"{document.colophon.date or '1980-01-01'}T00:00:00Z"


def _xhtml_name(path: str) -> str:
    return PurePosixPath(path).with_suffix(".xhtml").as_posix()


def _as_xhtml(page: str) -> bytes:
    """The page as XHTML, its links to other pages with it."""
    root = tinyhtml5.parse(page, namespace_html_elements=True)
    root.set(_XML_LANG, root.get("lang", ""))
    for link in root.iter(_LINK):
        path, mark, anchor = link.get("href", "").partition("#")
        if path.endswith(".html") and ":" not in path:
            link.set("href", _xhtml_name(path) + mark + anchor)
    ET.register_namespace("", _XHTML)
    ET.register_namespace("svg", _SVG)
    body: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n{body}\n'.encode()


def _zipped(files: dict[str, bytes]) -> bytes:
    """An archive whose first file says what it is; no time, no owner."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", _EPOCH), b"application/epub+zip", zipfile.ZIP_STORED)
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), files[name], zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()
