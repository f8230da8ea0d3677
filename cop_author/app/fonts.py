"""Adds fonts to a workspace, with their licences: what is needed of what was named, all of it or nothing."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from cop_author.app.own_fonts import declared, digest
from cop_author.errors import CopError, UsageError
from cop_author.render.faces import FACES, FOLDER, Face, all_faces, parse_faces, points_of, spans_of
from cop_author.render.font_file import FontFile, NotAFont, examine
from cop_author.store.files import write_all_bytes
from cop_author.store.workspace import find_root

_ENDINGS = (".woff2", ".ttf", ".otf")
_WEIGHTS = (400, 700)
_LICENCES = re.compile(r"(licen[cs]e|ofl|copying)[\w.-]*\Z", re.IGNORECASE)
_NAMED_STYLE = re.compile(r"[-_ ](\d00|regular|bold|italic|bolditalic|normal|oblique)(?=[-_. ]|\Z)", re.IGNORECASE)
_HEAD = """\
# Fonts of this workspace: file, family, weight, style, characters, languages it is made for, licence, digest.
# Written by `cop font add`. To take a font out, delete its lines and its files.
"""
_MOST = 30_000_000
_SHAPED = "LMNPS"
"""Categories of characters that a font is taken for."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding fonts did or would do: the faces, the files that changed, and files that were not needed or not
    taken, each with the reason."""

    faces: tuple[Face, ...]
    changed: tuple[str, ...]
    passed_over: tuple[tuple[str, str], ...]

    def as_dict(self) -> dict[str, object]:
        """As plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Source:
    """A font that was named: where it lies, its licence, and what it is."""

    path: Path
    licence: Path
    font: FontFile

    @property
    def subset(self) -> str:
        """What the file's name says besides weight and style."""
        return _NAMED_STYLE.sub("", self.path.stem)


def add(
    folder: Path, paths: Iterable[Path], *, licence: Path | None = None, languages: tuple[str, ...] = (), dry_run: bool
) -> Added:
    """Take fonts, or folders of them, into the workspace at or above `folder`: of each family regular and bold, and the
    letters that the shipped fonts lack. `languages` are those that the fonts are made for."""
    root = find_root(folder)
    passed: list[tuple[str, str]] = []
    sources = [_source(path, licence) for path in _candidates(paths, passed)]
    new = tuple(_faces(_needed(sources, passed), languages))
    if not new and not passed:
        raise UsageError("no fonts were found", f"Name files that end with {', '.join(_ENDINGS)}, or a folder.")
    files: dict[str, bytes] = {}
    for source, face in new:
        files[f"{FOLDER}/{face.file}"] = source.font.content
        files[f"{FOLDER}/{face.licence}"] = _read(source.licence)
    faces = _merged(_known(root), tuple(face for _, face in new))
    if new:
        files[FACES] = (_HEAD + "".join(f"{face.line}\n" for face in faces)).encode()
    changed = write_all_bytes(root, dict(sorted(files.items())), dry_run=dry_run)
    return Added(tuple(face for _, face in new), changed, tuple(passed))


def _candidates(paths: Iterable[Path], passed: list[tuple[str, str]]) -> Iterator[Path]:
    """Fonts among what was named; of a package that names weights and styles only the two weights that are used."""
    for path in paths:
        if path.is_dir():
            found = sorted(each for each in path.rglob("*") if each.suffix.lower() in _ENDINGS and each.is_file())
            woff2 = {each.with_suffix("") for each in found if each.suffix.lower() == ".woff2"}
            for each in found:
                weight = re.search(r"[-_](\d00)[-_](normal|italic)\Z", each.stem)
                if each.suffix.lower() != ".woff2" and each.with_suffix("") in woff2:
                    continue
                if weight and int(weight[1]) not in _WEIGHTS:
                    continue
                yield each
        elif path.is_file():
            yield path
        else:
            raise UsageError(f"{path} is not there", "Name a font file, or a folder that holds some.")


def _source(path: Path, licence: Path | None) -> _Source:
    try:
        font = examine(_read(path))
    except NotAFont as error:
        raise CopError(f"{path} cannot be used: {error}", "Nothing was written.") from error
    found = licence or _licence_beside(path)
    if found is None:
        raise CopError(
            f"{path} has no licence beside it",
            "Put its licence (OFL.txt, LICENSE) into its folder, or name it with --licence. Nothing was written.",
        )
    text = _read(found).decode("utf-8", "replace")
    if not text.strip():
        raise CopError(f"{found} is empty", "A font is published with its licence. Nothing was written.")
    reserved = re.search(r"with Reserved Font Names? [\"“']?([\w ]+?)[\"”']?(?:[.,]|\s*$)", text, re.MULTILINE)
    if reserved and reserved[1].casefold() in font.family.casefold():
        raise CopError(
            f"{path} cannot be used: its licence reserves the name {reserved[1]!r} for fonts that are not changed",
            "A page gets fonts that are cut to its letters. Take a family without a reserved name, such as Noto. "
            "Nothing was written.",
        )
    return _Source(path, found, font)


def _licence_beside(path: Path) -> Path | None:
    """The licence in the folder of a font, or in the one above it, as packages have it."""
    for folder in (path.resolve().parent, path.resolve().parent.parent):
        found = sorted(each for each in folder.iterdir() if each.is_file() and _LICENCES.match(each.name))
        if found:
            return found[0]
    return None


def _needed(sources: list[_Source], passed: list[tuple[str, str]]) -> Iterator[tuple[_Source, frozenset[int]]]:
    """Those with something that neither a shipped font for all languages nor a fuller file of the same family has, each
    with such characters; a second file of a family must have letters."""
    had: dict[tuple[str, int, str], frozenset[int]] = {}
    for source in sorted(
        sources, key=lambda source: (-len(source.font.points - _shipped_points()), _natural(source.path.name))
    ):
        font, key = source.font, (source.font.family, source.font.weight, source.font.style)
        asked = font.points - had.get(key, _shipped_points())
        if font.weight not in _WEIGHTS:
            passed.append((str(source.path), f"weight {font.weight} is not used"))
        elif not any(unicodedata.category(chr(point))[0] in ("L" if key in had else _SHAPED) for point in asked):
            passed.append((str(source.path), "other fonts have all its letters"))
        else:
            had[key] = had.get(key, _shipped_points()) | asked
            yield source, asked


@cache
def _shipped_points() -> frozenset[int]:
    """The characters that are set in a shipped font in all languages."""
    return frozenset(chain.from_iterable(points_of(face.ranges) for face in all_faces() if not face.languages))


def _faces(
    sources: Iterable[tuple[_Source, frozenset[int]]], languages: tuple[str, ...]
) -> Iterator[tuple[_Source, Face]]:
    """A family for each subset, named after what its file says besides the family."""
    for source, asked in sources:
        font, slug = source.font, _slug(source.font.family)
        subset = _slug(source.subset)
        words = [word for word in subset.removeprefix(slug).split("-") if word and word not in slug.split("-")]
        family = " ".join((font.family, *words)) if subset.replace("-", "") != slug.replace("-", "") else font.family
        file, own = f"{subset}-{font.weight}-{font.style}.woff2", languages or font.languages
        licence, spans = f"licence-{slug}.txt", spans_of(asked)
        yield source, Face(file, family, font.weight, font.style, spans, own, licence, digest(font.content))


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _known(root: Path) -> tuple[Face, ...]:
    try:
        return parse_faces(declared(root))
    except ValueError as error:
        raise CopError(f"{FACES} cannot be read", "`cop check` names the line. Nothing was written.") from error


def _merged(known: tuple[Face, ...], new: tuple[Face, ...]) -> tuple[Face, ...]:
    """The faces by family and file; one that is added again takes the place of the older one."""
    by_file = {face.file: face for face in (*known, *new)}
    return tuple(sorted(by_file.values(), key=lambda face: _natural(face.file)))


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", name)]


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST:
            raise CopError(f"{path} is larger than {_MOST // 1_000_000} MB", "Nothing was written.")
        return path.read_bytes()
    except OSError as error:
        raise CopError(f"{path} cannot be read: {error.strerror or error}", "Nothing was written.") from error
