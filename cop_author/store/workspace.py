"""Finds a workspace and reads its files; it must not interpret them."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cop_author.errors import CopError, WorkspaceNotFound
from cop_author.formats.workspace import assemble
from cop_author.model.brand import OwnFile
from cop_author.model.place import Where
from cop_author.model.problem import Problem, Problems, Rule, in_reading_order
from cop_author.model.workspace import Workspace

MARKER = "cop.yaml"
ASSETS = "content/master/assets"
MAX_BYTES = 4_000_000
_OWN = re.compile(r"content/layers/([^/]+)/((?:assets|templates)/.+)\Z")
_SKIPPED = ("content/schema/", f"{ASSETS}/")

NOT_UTF8 = Rule(
    "W111",
    "A file that is not UTF-8",
    "Read with another encoding, letters turn into others.",
    "Save the file as UTF-8 without a byte-order mark.",
)
TOO_LARGE = Rule(
    "W112",
    "A file that is too large",
    "A file of text this size is an accident or an attack.",
    "Split the file into sections.",
)
OUTSIDE = Rule(
    "W113",
    "A link that leads out of the workspace",
    "What lies outside is not under version control, and may be private.",
    "Copy the file into the workspace.",
)


@dataclass(frozen=True, slots=True)
class Found:
    """A workspace as read from disk: its folder, the text of its files by path, and what could not be read."""

    root: Path
    files: dict[str, str]
    assets: dict[str, int]
    problems: Problems
    own: tuple[OwnFile, ...] = field(default=(), repr=False)
    """What layers bring to be shown with: pictures in their `assets/`, and what lies in their `templates/`."""


def find_root(start: Path) -> Path:
    """The nearest folder with a `cop.yaml`, from `start` upwards; WorkspaceNotFound where there is none."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / MARKER).is_file():
            return folder
    raise WorkspaceNotFound(
        f"no {MARKER} in {start} or any folder above it",
        "Go into a workspace, name one with -C DIR, or make one with: cop init DIR",
    )


def read(root: Path) -> Found:
    """The text of every file of the workspace at `root`, and the sizes of its pictures."""
    files: dict[str, str] = {}
    assets: dict[str, int] = {}
    own: list[OwnFile] = []
    problems: list[Problem] = []
    for path in _paths(root, problems):
        name = path.relative_to(root).as_posix()
        if found := _OWN.match(name):
            if path.stat().st_size > MAX_BYTES:
                problems.append(TOO_LARGE.at(Where(name), f"{path.stat().st_size / 1_000_000:.0f} MB"))
            else:
                own.append(OwnFile(found[1], found[2], path.read_bytes()))
        elif name.startswith(f"{ASSETS}/"):
            assets[name.removeprefix(f"{ASSETS}/")] = path.stat().st_size
        elif name.endswith((".yaml", ".yml")) and not name.startswith(_SKIPPED):
            text = _read_text(path, name, problems)
            if text is not None:
                files[name] = text
    return Found(root, files, assets, in_reading_order(problems), tuple(own))


def load(root: Path) -> tuple[Workspace | None, Problems]:
    """The workspace at `root`, or None, and what is wrong with its files."""
    found = read(root)
    workspace, problems = assemble(found.files, found.assets)
    return workspace, in_reading_order([*found.problems, *problems])


def open_workspace(folder: Path) -> tuple[Path, Workspace]:
    """The root of the workspace at or above `folder`, and the workspace; CopError where it cannot be read."""
    root = find_root(folder)
    workspace, _ = load(root)
    if workspace is None:
        raise CopError("the workspace cannot be read", "Run: cop check")
    return root, workspace


def _paths(root: Path, problems: list[Problem]) -> Iterator[Path]:
    """`cop.yaml` and all files below `content/`, in order of their names; links that lead out are reported."""
    yield root / MARKER
    for folder, folders, names in os.walk(root / "content", followlinks=False):
        folders.sort()
        for name in sorted([*names, *(f for f in folders if (Path(folder) / f).is_symlink())]):
            path = Path(folder) / name
            if name.startswith("."):
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(root.resolve()):
                where = Where(path.relative_to(root).as_posix())
                problems.append(OUTSIDE.at(where, f"it leads to {path.resolve()}"))
            elif path.is_file():
                yield path


def _read_text(path: Path, name: str, problems: list[Problem]) -> str | None:
    size = path.stat().st_size
    if size > MAX_BYTES:
        message = f"{size / 1_000_000:.0f} MB; the most that is read is {MAX_BYTES // 1_000_000} MB"
        problems.append(TOO_LARGE.at(Where(name), message))
        return None
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.append(NOT_UTF8.at(Where(name, line), f"byte 0x{raw[error.start]:02x} is not UTF-8"))
        return None
    if text.startswith("\ufeff"):
        problems.append(NOT_UTF8.at(Where(name, 1), "it starts with a byte-order mark"))
        return None
    return text
