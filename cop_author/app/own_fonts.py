"""A workspace's own fonts, in its folder `fonts/`: whether they are as declared, and how a renderer reads them."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from cop_author.model.place import Where
from cop_author.model.problem import Problem, Problems, Rule
from cop_author.render.faces import FACES, FOLDER, Face, parse_faces
from cop_author.render.shipped import Read, packaged

NOT_A_FACE = Rule(
    "W114",
    "A line of fonts/faces.txt that declares no font",
    "A font that is not declared right is not used, and letters are missing from the page.",
    "`cop font add` writes this file; take the line out, and add the font again.",
)
NOT_AS_ADDED = Rule(
    "W115",
    "A font that is not the one that was added",
    "A damaged font, or another one under its name, prints boxes or wrong letters.",
    "Add the font again with `cop font add`, or restore the file from git.",
)
NO_LICENCE = Rule(
    "W116",
    "A font whose licence is not there",
    "A font goes out with every edition, and almost all licences ask that they go with it.",
    "Put the licence back beside the font, or add the font again with `cop font add`.",
)


@dataclass(frozen=True, slots=True)
class OwnFonts:
    """Reads the shipped files, and of the folder `fonts/` what is declared there; what is shipped comes first."""

    folder: Path
    declared: str

    def __call__(self, name: str) -> bytes:
        """The bytes of the file with this name below templates/."""
        if name == FACES:
            return packaged(FACES).rstrip() + b"\n" + self.declared.encode()
        try:
            return packaged(name)
        except FileNotFoundError:
            path = PurePosixPath(name)
            if path.parent != PurePosixPath(FOLDER) or path.name not in _named(parse_faces(self.declared)):
                raise
            return (self.folder / path.name).read_bytes()


def font_reader(root: Path) -> Read:
    """How fonts are read in the workspace at `root`: the shipped ones, and its own where they are sound."""
    text = declared(root)
    try:
        faces = parse_faces(text)
    except ValueError:
        return packaged
    return OwnFonts(root / FOLDER, text) if faces else packaged


def declared(root: Path) -> str:
    """What the workspace declares of its own fonts; '' where that is nothing."""
    path = root / FACES
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def check_fonts(root: Path) -> Problems:
    """What is wrong with the workspace's own fonts."""
    return tuple(_find_wrong(root))


def _named(faces: tuple[Face, ...]) -> frozenset[str]:
    return frozenset(name for face in faces for name in (face.file, face.licence))


def _find_wrong(root: Path) -> Iterator[Problem]:
    missing: set[str] = set()
    for number, line in enumerate(declared(root).splitlines(), 1):
        where = Where(FACES, number)
        try:
            faces = parse_faces(line)
        except ValueError:
            yield NOT_A_FACE.at(where, f"{line[:40]!r} is no face")
            continue
        for face in faces:
            if not face.digest or {face.file, face.licence} != {
                PurePosixPath(n).name for n in (face.file, face.licence)
            }:
                yield NOT_A_FACE.at(where, f"{face.file} has no licence and digest, or is not in this folder")
                continue
            if digest_of(root / FOLDER / face.file) != face.digest:
                yield NOT_AS_ADDED.at(where, f"{face.file} is missing, or not the file that was added")
            if not (root / FOLDER / face.licence).is_file() and face.licence not in missing:
                missing.add(face.licence)
                yield NO_LICENCE.at(where, f"{face.licence} is missing")


def digest_of(path: Path) -> str:
    """What tells a font from any other; '' where there is none."""
    return digest(path.read_bytes()) if path.is_file() else ""


def digest(content: bytes) -> str:
    """What tells these bytes from any other."""
    return sha256(content).hexdigest()[:16]
