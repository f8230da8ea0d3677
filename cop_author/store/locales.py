"""Finds and reads translators' files below `locales/`; it must not interpret them.

`locales/<locale>/LC_MESSAGES/<domain>.po`, as gettext has it; `locales/templates/<domain>.pot`; beside LC_MESSAGES a
language's review records, waivers, term base and style guide.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from cop_author.errors import CopError
from cop_author.model.place import Where
from cop_author.model.problem import Problem, Problems
from cop_author.store.workspace import MAX_BYTES, NOT_UTF8, OUTSIDE, TOO_LARGE
from cop_author.text.locale import tag_of

FOLDER = "locales"
TEMPLATES = f"{FOLDER}/templates"
_READ = (".po", ".pot", ".yaml", ".md")
_MOST = 5 * MAX_BYTES


@dataclass(frozen=True, slots=True)
class LocaleFiles:
    """The texts below `locales/` by path relative to the workspace, and what could not be read."""

    files: dict[str, str]
    problems: Problems = ()

    def of(self, lang: str) -> "LocaleFiles":
        """Those of one language (BCP 47)."""
        folders = {path.split("/")[1] for path in (*self.files, *(found.where.file for found in self.problems))}
        own = tuple(f"{FOLDER}/{folder}/" for folder in folders if tag_of(folder) == lang)
        files = {path: text for path, text in self.files.items() if path.startswith(own)}
        return LocaleFiles(files, tuple(found for found in self.problems if found.where.file.startswith(own)))


def read_locales(root: Path) -> LocaleFiles:
    """Every catalogue, template and record of the workspace at `root`."""
    files: dict[str, str] = {}
    problems: list[Problem] = []
    for folder, folders, names in os.walk(root / FOLDER, followlinks=False):
        folders.sort()
        for name in sorted(names):
            path = Path(folder) / name
            if name.startswith(".") or not name.endswith(_READ):
                continue
            relative = path.relative_to(root).as_posix()
            text = _text(path, relative, root, problems)
            if text is not None:
                files[relative] = text
    return LocaleFiles(files, tuple(problems))


def read_text(path: Path, name: str) -> tuple[str | None, Problems]:
    """The text of one file that lies anywhere, and what is wrong with its encoding; `name` is what people call it."""
    try:
        return _decoded(path.read_bytes(), name)
    except OSError as error:
        raise CopError(f"{path} could not be read: {error.strerror or error}", "Nothing was written.") from error


def catalogue_path(locale: str, domain: str) -> str:
    """Where the catalogue of `domain` lies in gettext's `locale`."""
    return f"{FOLDER}/{locale}/LC_MESSAGES/{domain}.po"


def place_of(path: str) -> tuple[str, str] | None:
    """The locale and the domain of the catalogue at `path`; None where no catalogue lies there."""
    parts = path.split("/")
    is_catalogue = len(parts) == 4 and parts[0] == FOLDER and parts[2] == "LC_MESSAGES" and path.endswith(".po")
    return (parts[1], parts[3].removesuffix(".po")) if is_catalogue else None


def template_path(domain: str) -> str:
    """Where the template of `domain` lies."""
    return f"{TEMPLATES}/{domain}.pot"


def _text(path: Path, name: str, root: Path, problems: list[Problem]) -> str | None:
    if path.is_symlink() and not path.resolve().is_relative_to(root.resolve()):
        problems.append(OUTSIDE.at(Where(name), f"it leads to {path.resolve()}"))
        return None
    if path.stat().st_size > _MOST:
        problems.append(TOO_LARGE.at(Where(name), f"the most that is read is {_MOST // 1_000_000} MB"))
        return None
    text, wrong = _decoded(path.read_bytes(), name)
    problems += wrong
    return text


def _decoded(raw: bytes, name: str) -> tuple[str | None, Problems]:
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, (NOT_UTF8.at(Where(name, line), f"byte 0x{raw[error.start]:02x} is not UTF-8"),)
