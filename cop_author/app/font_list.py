"""Which fonts a workspace has, and which letters of its languages none of them has."""

import unicodedata
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path

from cop_author.app.own_fonts import font_reader
from cop_author.render.faces import FOLDER, Face, all_faces, covered_points, points_of
from cop_author.store.workspace import open_workspace
from cop_author.text.collation import exemplars
from cop_author.text.locale import language

_SCRIPTS = 3
"""So many scripts of a family are named, those with most letters."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family of fonts; `own` are those of the workspace."""

    family: str
    scripts: tuple[str, ...]
    languages: tuple[str, ...]
    weights: tuple[str, ...]
    size: int
    files: int
    own: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """As a row of a table."""
        told = (", ".join(self.scripts), ", ".join(self.languages) or "all", ", ".join(self.weights))
        return (self.family, *told, f"{self.size / 1000:.0f}", str(self.files), "own" if self.own else "shipped")


@dataclass(frozen=True, slots=True)
class Lack:
    """A language some letters of which no font has, regular and bold."""

    language: str
    name: str
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FontList:
    """The fonts of a workspace, and what they lack."""

    families: tuple[Family, ...]
    lacking: tuple[Lack, ...]

    def as_dict(self) -> dict[str, object]:
        """As plain values."""
        return asdict(self)


def list_fonts(folder: Path) -> FontList:
    """The fonts of the workspace at or above `folder`, the slices of a family as one."""
    root, workspace = open_workspace(folder)
    read = font_reader(root)
    by_family: dict[str, list[Face]] = defaultdict(list)
    faces = all_faces(read)
    for face in faces:
        by_family[_base(face.family)].append(face)
    sizes = {face.file: len(read(f"{FOLDER}/{face.file}")) for face in faces}
    families = tuple(_family(name, found, sizes) for name, found in by_family.items())
    config, covered = workspace.config, covered_points(read)
    tags = dict.fromkeys((config.source_language, *(setting.tag for setting in config.languages)))
    lacks = (_lack(tag, covered) for tag in tags)
    return FontList(families, tuple(lack for lack in lacks if lack.letters))


def _base(family: str) -> str:
    """A family without the number of its slice."""
    return " ".join(word for word in family.split() if not word.isdigit())


def _family(name: str, faces: list[Face], sizes: dict[str, int]) -> Family:
    counts: dict[str, int] = defaultdict(int)
    for point in frozenset[int]().union(*(points_of(face.ranges) for face in faces)):
        if script := _script(chr(point)):
            counts[script] += 1
    scripts = sorted(counts, key=lambda script: (-counts[script], script))
    styles = sorted({(face.weight, face.style) for face in faces})
    return Family(
        name,
        tuple(scripts[:_SCRIPTS]),
        tuple(sorted({tag for face in faces for tag in face.languages})),
        tuple(f"{weight} italic" if style == "italic" else str(weight) for weight, style in styles),
        sum(sizes[face.file] for face in faces),
        len(faces),
        any(face.digest for face in faces),
    )


def _script(letter: str) -> str:
    """The script of a letter, by the first word of its name; '' for what is no letter."""
    if not unicodedata.category(letter).startswith("L"):
        return ""
    first = unicodedata.name(letter, "").partition(" ")[0]
    return "" if first in {"MODIFIER", "FEMININE", "MASCULINE", "MICRO", "SCRIPT"} else first.capitalize()


def _lack(tag: str, covered: frozenset[int]) -> Lack:
    letters = (letter for letter in exemplars(tag) if ord(letter) not in covered)
    shown = (letter for letter in letters if not unicodedata.category(letter).startswith(("C", "Z")))
    return Lack(tag, language(tag).english, tuple(sorted(shown)))
