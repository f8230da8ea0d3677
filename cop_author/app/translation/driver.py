"""Tells git to merge catalogues by entry, in one clone; it must not touch a setting that is not its own."""

import shlex
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from cop_author.errors import CopError
from cop_author.store.files import write_text
from cop_author.store.history import History
from cop_author.store.locales import FOLDER
from cop_author.store.workspace import find_root

NAME = "cop-catalogue"
ATTRIBUTES = ".gitattributes"
PATTERNS = (f"{FOLDER}/**/*.po", f"{FOLDER}/**/*.pot")
_COMMAND = "catalogue merge-driver %O %A %B %P"


@dataclass(frozen=True, slots=True)
class Installed:
    """What was written, or would be: lines of .gitattributes, and settings of this clone."""

    lines: tuple[str, ...]
    settings: Mapping[str, str]


def install_driver(folder: Path, *, dry_run: bool = False) -> Installed:
    """Have git merge this workspace's catalogues with `cop catalogue merge-driver`; what is there already stays."""
    root = find_root(folder)
    text = _attributes(root)
    missing = tuple(f"{pattern} merge={NAME}" for pattern in PATTERNS if not _is_set(text, pattern))
    settings = {
        f"merge.{NAME}.name": "catalogues, entry by entry",
        f"merge.{NAME}.driver": f"{_program()} {_COMMAND}",
    }
    # The configuration first: it fails where there is no repository, and then nothing has been written.
    changed = History(root).configure(settings, dry_run=dry_run)
    if missing and not dry_run:
        before = text if not text or text.endswith("\n") else f"{text}\n"
        write_text(root / ATTRIBUTES, before + "".join(f"{line}\n" for line in missing))
    return Installed(missing, MappingProxyType({name: settings[name] for name in changed}))


def _attributes(root: Path) -> str:
    path = root / ATTRIBUTES
    try:
        return path.read_bytes().decode("utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise CopError(f"{path} could not be read: {error}", "Nothing was written.") from error


def _is_set(text: str, pattern: str) -> bool:
    lines = (line.split() for line in text.splitlines())
    return any(words[0] == pattern and f"merge={NAME}" in words[1:] for words in lines if words)


def _program() -> str:
    """What git calls: `cop`, or where that is no plain command here, this Python by its path.

    -P keeps Python from taking modules from the work tree, where git runs it.
    """
    return "cop" if shutil.which("cop") else f"{shlex.quote(sys.executable)} -P -m cop_author"
