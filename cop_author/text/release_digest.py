"""The digest of a release: what it covers, and what counts as the same text; it must not read any file."""

import hashlib
from collections.abc import Mapping

from cop_author.text.normalise import digest

MASTER = "master"
_BESIDE = ("approvals.yaml", "brand.yaml", "editions/", "assets/", "templates/")
"""What lies in a layer's folder and is no text of its releases."""


def folder_of(name: str) -> str:
    """The folder that holds the text of `master` or of a layer."""
    return "content/master/" if name == MASTER else f"content/layers/{name}/"


def is_covered(name: str, path: str) -> bool:
    """Whether the file at `path` is part of a release of `name`: a layer's signatures and manifests come later, and how
    it shows itself is not its text."""
    below = path.removeprefix(folder_of(name))
    return path != below and (name == MASTER or not below.startswith(_BESIDE))


def release_digest(name: str, texts: Mapping[str, str], pictures: Mapping[str, str]) -> str:
    """SHA-256 over the normalised texts (path → text) and the pictures (path → SHA-256) that a release covers.

    Texts count in NFC with white space folded, so that neither line ends nor a new wrapping of lines change it.
    """
    parts = {path: digest(text) for path, text in texts.items()} | dict(pictures)
    total = hashlib.sha256()
    for path in sorted(path for path in parts if is_covered(name, path)):
        total.update(f"{path}\0{parts[path]}\0".encode())
    return total.hexdigest()
