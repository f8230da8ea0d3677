"""Writes single files whole or not at all; it must not know what they hold."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from cop_author.errors import CopError


def write_text(path: Path, text: str) -> bool:
    """Put `text` into `path` as UTF-8 with LF, through a file beside it; False where it held just that already."""
    return write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> bool:
    """Put `content` into `path` through a file beside it; False where it held just that already."""
    try:
        if path.exists() and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    except OSError as error:
        raise CopError(f"{path} could not be written: {error.strerror or error}", "It is as it was.") from error
    return True


def write_all(root: Path, texts: Mapping[str, str | None], *, dry_run: bool = False) -> tuple[str, ...]:
    """As `write_all_bytes`, of texts in UTF-8 with LF."""
    contents = {name: None if text is None else text.encode() for name, text in texts.items()}
    return write_all_bytes(root, contents, dry_run=dry_run)


def write_all_bytes(root: Path, contents: Mapping[str, bytes | None], *, dry_run: bool = False) -> tuple[str, ...]:
    """Put several files (path below `root` → bytes; None: no file) in place; where one fails, all are put back.

    The paths that changed; with `dry_run` those that would, and nothing is written.
    """
    if dry_run:
        return tuple(name for name, content in contents.items() if _read(root / name) != content)
    before = {name: _read(root / name) for name in contents}
    changed: list[str] = []
    try:
        for name, content in contents.items():
            if _delete(root / name) if content is None else write_bytes(root / name, content):
                changed.append(name)
    except CopError:
        for name in changed:
            _put_back(root / name, before[name])
        raise
    return tuple(changed)


def remove_leftovers(path: Path) -> None:
    """Take away what a writing of this file left beside it when it was killed."""
    for found in path.parent.glob(f".{path.name}.*"):
        found.unlink(missing_ok=True)


def _delete(path: Path) -> bool:
    """Take the file away, and the folder if it held nothing else; False where there was none."""
    try:
        if not path.exists():
            return False
        path.unlink()
    except OSError as error:
        raise CopError(f"{path} could not be deleted: {error.strerror or error}", "It is as it was.") from error
    if not any(path.parent.iterdir()):
        path.parent.rmdir()
    return True


def _replace(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(temporary, path.stat().st_mode & 0o777 if path.exists() else 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _put_back(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
