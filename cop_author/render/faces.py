"""Font files as `faces.txt` declares them, and the order in which an edition tries them; it must not open a font.

A line is `file | family | weight | style | characters`, and may go on with `| languages`: those that the font is made
for, which try it before others. A workspace's own fonts have two more: `| licence | digest`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from cop_author.render.shipped import Read, packaged

Spans = tuple[tuple[int, int], ...]

FOLDER = "fonts"
FACES = f"{FOLDER}/faces.txt"
COVERAGE = f"{FOLDER}/coverage.txt"
_NONE = "-"
_BOLD = 600
_SHIPPED = ("noto-sans-sc", "noto-sans", "noto-serif", "vazirmatn")


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: its family, weight, style and the characters it is asked for.

    `digest` is that of a workspace's own font, '' of one that is shipped.
    """

    file: str
    family: str
    weight: int
    style: str
    ranges: Spans
    languages: tuple[str, ...] = ()
    licence: str = ""
    digest: str = ""

    def covers(self, points: frozenset[int]) -> bool:
        """Whether it has any of these characters."""
        return not points.isdisjoint(points_of(self.ranges))

    def asked(self, points: frozenset[int]) -> frozenset[int]:
        """Those of these characters that it is asked for."""
        return points & points_of(self.ranges)

    def is_for(self, tag: str) -> bool:
        """Whether it is made for this language (BCP 47) or for none in particular."""
        return not self.languages or any(f"{tag}-".startswith(f"{each}-") for each in self.languages)

    @property
    def css(self) -> str:
        """The rule that loads it, seen from the folder of the assets."""
        ranges = ",".join(f"U+{first:X}" + (f"-{last:X}" if last > first else "") for first, last in self.ranges)
        return (
            f"@font-face{{font-family:'{self.family}';font-weight:{self.weight};font-style:{self.style};"
            f"font-display:swap;src:url(fonts/{self.file}) format('woff2');unicode-range:{ranges}}}"
        )

    @property
    def line(self) -> str:
        """Its line in `faces.txt`, as that of a workspace's own font."""
        ranges = " ".join(f"U+{first:04X}" + (f"-{last:04X}" if last > first else "") for first, last in self.ranges)
        languages = " ".join(self.languages) or _NONE
        own = (self.file, self.family, str(self.weight), self.style, ranges, languages, self.licence, self.digest)
        return " | ".join(own)


@cache
def all_faces(read: Read = packaged) -> tuple[Face, ...]:
    """Every font file there is: those that are shipped, then the workspace's own."""
    return parse_faces(read(FACES).decode())


def parse_faces(text: str) -> tuple[Face, ...]:
    """The faces that a `faces.txt` declares; ValueError where a line is none."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(_face(line) for line in lines if line and not line.startswith("#"))


def in_order(faces: tuple[Face, ...], lang: str) -> tuple[Face, ...]:
    """As they are tried in a text in `lang`: those made for other languages come last."""
    return tuple(sorted(faces, key=lambda face: not face.is_for(lang)))


@cache
def covered_points(read: Read = packaged) -> frozenset[int]:
    """The characters that the fonts have, regular and bold."""
    lines = read(COVERAGE).decode().splitlines()
    shipped = points_of(tuple(_range(line) for line in lines if not line.startswith("#")))
    return shipped | had_by_own(all_faces(read))


def had_by_own(faces: tuple[Face, ...]) -> frozenset[int]:
    """The characters that a workspace's own fonts have, regular and bold."""
    return _in_both_weights(face for face in faces if face.digest)


def had_for(faces: tuple[Face, ...], lang: str) -> frozenset[int]:
    """The characters that fonts made for this language, or for none in particular, have, regular and bold."""
    return _in_both_weights(face for face in faces if face.is_for(lang))


def _in_both_weights(faces: Iterable[Face]) -> frozenset[int]:
    upright = [face for face in faces if face.style == "normal"]
    regular, bold = (
        frozenset[int]().union(*(points_of(face.ranges) for face in upright if is_bold(face) is heavy))
        for heavy in (False, True)
    )
    return regular & bold


def is_bold(face: Face) -> bool:
    """Whether it is what bold text is set in."""
    return face.weight >= _BOLD


@cache
def points_of(ranges: Spans) -> frozenset[int]:
    """The characters of these ranges."""
    return frozenset(point for first, last in ranges for point in range(first, last + 1))


def spans_of(points: frozenset[int]) -> Spans:
    """The characters as ranges, in order."""
    found: list[tuple[int, int]] = []
    for point in sorted(points):
        if found and point == found[-1][1] + 1:
            found[-1] = (found[-1][0], point)
        else:
            found.append((point, point))
    return tuple(found)


def _face(line: str) -> Face:
    file, family, weight, style, ranges, *more = (part.strip() for part in line.split(" | "))
    languages, licence, digest = (*more, "", "", "")[:3]
    if licence and not digest:
        raise ValueError("a digest is missing")
    if len(more) > 3 or style not in {"normal", "italic"} or not family or "'" in family:
        raise ValueError("not a face")
    tags = () if languages in {"", _NONE} else tuple(languages.split())
    spans = tuple(_range(found) for found in ranges.split())
    return Face(file, family, int(weight), style, spans, tags, licence or _shipped_licence(file), digest)


def _shipped_licence(file: str) -> str:
    return next((f"OFL-{name}.txt" for name in _SHIPPED if file.startswith(f"{name}-")), "")


def _range(text: str) -> tuple[int, int]:
    first, _, last = text.removeprefix("U+").partition("-")
    return int(first, 16), int(last or first, 16)
