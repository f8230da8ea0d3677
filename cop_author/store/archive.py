"""Files from translators, plain or in a zip, and zips that are the same for the same files; it must not interpret them.

Names in an archive are never taken for paths to write to.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from cop_author.errors import CopError
from cop_author.store.workspace import MAX_BYTES

_MOST = 5 * MAX_BYTES
_MOST_PARTS = 500
_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say, and the same for all."""
_NOT_READ = ("__MACOSX/",)


@dataclass(frozen=True, slots=True)
class Part:
    """One file: its name as a report shows it, and its bytes."""

    name: str
    content: bytes


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files (path → content), sorted by path, without anything of this machine or this day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compresslevel=9)
    return out.getvalue()


def read_parts(path: Path, suffixes: tuple[str, ...]) -> tuple[Part, ...]:
    """The file at `path`, or those in the zip there whose names end with one of `suffixes`, by name."""
    try:
        if path.suffix.casefold() == ".zip":
            return tuple(_unpacked(path, suffixes))
        if path.stat().st_size > _MOST:
            raise _too_large(str(path))
        return (Part(str(path), path.read_bytes()),)
    except OSError as error:
        raise CopError(f"{path} cannot be read: {error.strerror or error}", "Nothing was taken from it.") from error
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        hint = "Pack it again as a plain zip, without a password. Nothing was taken from it."
        raise CopError(f"{path} is no zip that can be read: {error}", hint) from error


def _unpacked(path: Path, suffixes: tuple[str, ...]) -> list[Part]:
    with zipfile.ZipFile(path) as archive:
        wanted = [entry for entry in archive.infolist() if _is_wanted(entry.filename, suffixes)]
        if len(wanted) > _MOST_PARTS:
            raise _too_large(f"{path} holds {len(wanted)} files and")
        parts, left = [], _MOST
        for entry in sorted(wanted, key=lambda each: each.filename):
            with archive.open(entry) as file:
                content = file.read(left + 1)
            left -= len(content)
            if left < 0:
                raise _too_large(str(path))
            parts.append(Part(f"{path}/{entry.filename}", content))
    return parts


def _is_wanted(name: str, suffixes: tuple[str, ...]) -> bool:
    last = PurePosixPath(name).name
    return last.casefold().endswith(suffixes) and not last.startswith(".") and not name.startswith(_NOT_READ)


def _too_large(what: str) -> CopError:
    return CopError(f"{what} is too large: at most {_MOST // 1_000_000} MB are read", "Nothing was taken from it.")
