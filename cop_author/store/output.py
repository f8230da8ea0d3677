"""Writes an edition's files beside the last good ones and swaps them in; it must not know what is in them.

A build that fails or is killed leaves the last output whole: files go to a folder of their own first, and the swap is
two renames, the first of which the next build undoes if the second never came. A lock keeps two builds of one edition
apart.
"""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cop_author.errors import OutputError

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Written:
    """An output folder as it now stands."""

    folder: Path
    changed: bool


def content_hash(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def is_current(folder: Path, key: str) -> bool:
    """Whether `folder` holds a whole output made from `key`: every file its manifest lists is there, unaltered."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        if manifest["key"] != key:
            return False
        return all(content_hash((folder / file["path"]).read_bytes()) == file["sha256"] for file in manifest["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def manifests(out: Path) -> Iterator[dict[str, Any]]:
    """The manifests of all outputs below `out`, which lie two folders deep; what cannot be read as one is left out."""
    for path in sorted(out.glob(f"*/*/{MANIFEST}")):
        try:
            manifest = json.loads(path.read_bytes())
        except (OSError, ValueError):
            continue
        is_whole = isinstance(manifest, dict) and {"edition", "language", "files"} <= manifest.keys()
        if is_whole and path.parent == out / manifest["edition"] / manifest["language"]:
            yield manifest


def write(folder: Path, files: Mapping[str, bytes], about: Mapping[str, object]) -> Written:
    """Replace what is in `folder` by `files` (path → contents) and a manifest that lists them.

    `about` goes into the manifest as it is. Raises OutputError, with the old output still in place.
    """
    try:
        with _locked(folder):
            _restore(folder)
            _need_own(folder)
            fresh = folder.with_name(f".{folder.name}.new")
            shutil.rmtree(fresh, ignore_errors=True)
            for name in sorted(files):
                _write_file(fresh / name, files[name])
            _write_file(fresh / MANIFEST, _manifest(files, about))
            _swap(fresh, folder)
    except OSError as error:
        raise OutputError(
            f"{folder} could not be written: {error.strerror or error}",
            "Nothing that was there before has been touched. Make room or correct the permissions, then build again.",
        ) from error
    return Written(folder, changed=True)


def _need_own(folder: Path) -> None:
    """Refuse to replace a folder that holds what was not written here: all in it would be gone."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MANIFEST).is_file():
        raise OutputError(f"{folder} holds other files, which would be lost", "Name a folder that is empty or new.")


def _manifest(files: Mapping[str, bytes], about: Mapping[str, object]) -> bytes:
    listed = [{"path": name, "bytes": len(files[name]), "sha256": content_hash(files[name])} for name in sorted(files)]
    return (json.dumps({**about, "files": listed}, ensure_ascii=False, indent=2) + "\n").encode()


def _write_file(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _old(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.old")


def _swap(fresh: Path, folder: Path) -> None:
    if folder.exists():
        os.rename(folder, _old(folder))
    os.rename(fresh, folder)
    shutil.rmtree(_old(folder), ignore_errors=True)


def _restore(folder: Path) -> None:
    """Undo a swap that was cut off between its two renames."""
    if not folder.exists() and _old(folder).exists():
        os.rename(_old(folder), folder)
    shutil.rmtree(_old(folder), ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with open(folder.with_name(f".{folder.name}.lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
