"""Documents to one HTML file that can be sent and read without a network; it must not read or write files."""

import re
from base64 import b64encode
from mimetypes import guess_type
from pathlib import PurePosixPath

from cop_author.model.document import Document
from cop_author.render import assets
from cop_author.render.dress import PLAIN, Dress, dressed
from cop_author.render.html import render_single
from cop_author.render.shipped import Read, packaged

_TYPES = {".woff2": "font/woff2", ".svg": "image/svg+xml", ".webp": "image/webp"}
_BESIDE = re.compile(r"url\(((?:fonts|icons)/[^)]+)\)")


def make_single(document: Document, read_image: Read, read: Read = packaged, dress: Dress = PLAIN) -> bytes:
    """The edition as one page with all it needs within; `read_image` gives the pictures of the content."""
    files = dressed(assets.single_assets(document, read), document, dress)
    files |= {assets.picture(name): read_image(name) for name in assets.picture_names(document)}
    sheet = files[assets.SINGLE_STYLE].decode()
    style = _BESIDE.sub(lambda found: f"url({_address(f'{assets.FOLDER}/{found[1]}', files)})", sheet)
    return render_single(document, style, lambda name: _address(name, files), dress).encode()


def _address(name: str, files: dict[str, bytes]) -> str:
    """The file as an address that holds all of it."""
    type_ = _TYPES.get(PurePosixPath(name).suffix.lower()) or guess_type(name)[0] or "application/octet-stream"
    return f"data:{type_};base64,{b64encode(files[name]).decode()}"
