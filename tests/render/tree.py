"""The structure tree of a PDF as text, for tests: roles, languages, attributes, and the words of each."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf


@dataclass(frozen=True)
class Tag:
    """A structure element; `words` are those marked as its own, read through the fonts' maps."""

    role: str
    lang: str = ""
    alt: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    kids: "tuple[Tag | str, ...]" = ()
    links: tuple[str, ...] = ()
    actual: str = ""

    @property
    def words(self) -> str:
        """What is read aloud."""
        return self.actual or "".join(kid if isinstance(kid, str) else kid.words for kid in self.kids)

    def all(self, role: str = "") -> "Iterator[Tag]":
        """Those below it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Tag):
                if role in ("", kid.role):
                    yield kid
                yield from kid.all(role)

    def outline(self, indent: str = "") -> str:
        """The tree as indented lines."""
        said = f"{indent}{self.role}" + (f" lang={self.lang}" if self.lang else "")
        said += f" alt={self.alt!r}" if self.alt else ""
        said += f" actual={self.actual!r}" if self.actual else ""
        said += "".join(f" {name}={value}" for name, value in sorted(self.attributes.items()) if name != "O")
        said += "".join(f" -> {link!r}" for link in self.links)
        lines = [said]
        for kid in self.kids:
            lines.append(f"{indent}  “{kid}”" if isinstance(kid, str) else kid.outline(indent + "  "))
        return "\n".join(lines)


def tree_of(pdf: bytes) -> Tag:
    """The document's element."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        words = [_marked(page) for page in opened.pages]
        pages = {page.obj.objgen: at for at, page in enumerate(opened.pages)}
        return _tag(opened.Root.StructTreeRoot.K[0], words, pages, 0)


def artifacts_of(pdf: bytes) -> list[list[str]]:
    """The words of each page that no structure element holds, with the kind of artifact."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [[text for mark, text in _sequences(page) if isinstance(mark, str) and text] for page in opened.pages]


def _tag(found: Any, words: list[dict[int, str]], pages: dict[Any, int], page: int) -> Tag:
    page = pages[found.Pg.objgen] if "/Pg" in found else page
    kids: list[Tag | str] = []
    links: list[str] = []
    for kid in found.get("/K", []):
        if isinstance(kid, int):
            kids.append(words[page].get(kid, ""))
        elif kid.get("/Type") == "/OBJR":
            links.append(str(kid.Obj.get("/Contents", "")))
        elif kid.get("/Type") == "/MCR":
            kids.append(words[pages[kid.Pg.objgen]].get(int(kid.MCID), ""))
        else:
            kids.append(_tag(kid, words, pages, page))
    attributes = {name[1:]: _plain(value) for name, value in found.get("/A", pikepdf.Dictionary()).items()}
    role, *said = (str(found.get(name, "")) for name in ("/S", "/Lang", "/Alt", "/ActualText"))
    return Tag(role[1:], said[0], said[1], attributes, tuple(kids), tuple(links), said[2])


def _plain(value: Any) -> Any:
    if isinstance(value, pikepdf.Array):
        return [float(each) for each in value]
    return str(value).lstrip("/") if isinstance(value, pikepdf.Name) else value


def _marked(page: Any) -> dict[int, str]:
    return {mark: text for mark, text in _sequences(page) if isinstance(mark, int)}


def _sequences(page: Any) -> Iterator[tuple[int | str, str]]:
    """Each marked content of a page: its number, or the kind of artifact, and its words."""
    maps = {name: _map(font) for name, font in page.Resources.get("/Font", pikepdf.Dictionary()).items()}
    font = ""
    marks: list[int | str] = []
    said: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            assert not marks, "marked content within marked content"
            properties = operands[1] if name == "BDC" else pikepdf.Dictionary()
            marks.append(int(properties["/MCID"]) if "/MCID" in properties else str(properties.get("/Type", "")))
            said = [str(properties["/ActualText"])] if "/ActualText" in properties else []
            is_given = bool(said)
        elif name == "EMC":
            yield marks.pop(), "".join(said)
        elif name == "Tf":
            font = str(operands[0])
        elif name in ("Tj", "TJ") and marks and not is_given:
            shown = operands[0] if name == "TJ" else operands
            for piece in shown:
                if isinstance(piece, pikepdf.String):
                    code = bytes(piece)
                    said += [maps[font].get(code[at : at + 2], "") for at in range(0, len(code), 2)]


def _map(font: Any) -> dict[bytes, str]:
    lines = font.ToUnicode.read_bytes().decode("ascii") if "/ToUnicode" in font else ""
    pairs = re.findall(r"^<([0-9a-f]+)> <([0-9a-f]+)>$", lines, re.MULTILINE)
    return {bytes.fromhex(glyph): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}
