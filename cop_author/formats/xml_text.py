"""XML as elements with their lines, and back; it must not expand entities, load a DTD, nor know any vocabulary."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from cop_author.model.place import Where
from cop_author.model.problem import Problem, Rule

BROKEN = Rule(
    "C301",
    "A file from a translation tool that cannot be read",
    "What is missing at its end or in its middle would be lost without a word.",
    "Export the file from the tool again, as XLIFF 1.2 in UTF-8. Nothing was taken from it.",
)
UNSAFE = Rule(
    "C302",
    "XML with a document type declaration",
    "Such a declaration can name files of this machine or swell without bound; no translation needs one.",
    "Export the file from the tool again without it, or delete the line. Nothing was taken from the file.",
)
_DEEPEST = 64
_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its name (with `{namespace}` before it where that is not the one expected), and what is in it."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=lambda: _NO_ATTRIBUTES)
    children: tuple["Element | str", ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def elements(self) -> Iterator["Element"]:
        """The elements directly in it."""
        return (child for child in self.children if isinstance(child, Element))

    def find(self, name: str) -> "Element | None":
        """The first element of this name directly in it."""
        return next((child for child in self.elements if child.name == name), None)


def element(name: str, *children: "Element | str | None", **attributes: str) -> Element:
    """An element to be written: `xml_lang` stands for xml:lang, `_` for -, what is '' or None is left out."""
    named = {_attribute(key): value for key, value in attributes.items() if value}
    return Element(name, named, tuple(child for child in children if child is not None))


def parse(content: bytes, path: str, namespace: str = "") -> tuple[Element | None, tuple[Problem, ...]]:
    """The outermost element of an XML file, or why there is none. Names in `namespace` stand without it."""
    reader = _Reader(namespace)
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        return None, (BROKEN.at(Where(path, error.lineno), f"it is no XML: {expat.ErrorString(error.code)}"),)
    except (LookupError, ValueError) as error:
        return None, (BROKEN.at(Where(path, 1), f"its encoding cannot be read: {error}"),)
    except _Refused as refused:
        return None, (refused.rule.at(Where(path, reader.parser.CurrentLineNumber), str(refused)),)
    return reader.root, ()


def serialise(root: Element, doctype: str = "") -> str:
    """An XML file in UTF-8; elements that hold text stand on one line, so that no white space is added to it."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n' + (f"{doctype}\n" if doctype else "")
    return head + "".join(f"{line}\n" for line in _lines(root, ""))


def _lines(found: Element, indent: str) -> Iterator[str]:
    if not found.children or any(isinstance(child, str) for child in found.children):
        yield indent + _inline(found)
        return
    yield f"{indent}<{_opening(found)}>"
    for child in found.elements:
        yield from _lines(child, f"{indent}  ")
    yield f"{indent}</{found.name}>"


def _inline(found: Element) -> str:
    if not found.children:
        return f"<{_opening(found)}/>"
    inside = "".join(
        escape(_clean(child)).replace("\r", "&#13;") if isinstance(child, str) else _inline(child)
        for child in found.children
    )
    return f"<{_opening(found)}>{inside}</{found.name}>"


def _opening(found: Element) -> str:
    breaks = {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
    pairs = (f" {name}={quoteattr(_clean(value), breaks)}" for name, value in found.attributes.items())
    return found.name + "".join(pairs)


def _attribute(key: str) -> str:
    return f"xml:{key[4:]}" if key.startswith("xml_") else key.strip("_").replace("_", "-")


def _clean(text: str) -> str:
    """What XML can say of `text`; the rest becomes the replacement character, which checks report."""
    return _NOT_XML.sub("\ufffd", text)


class _Refused(Exception):
    """XML that is well formed and not read all the same."""

    def __init__(self, rule: Rule, message: str) -> None:
        super().__init__(message)
        self.rule = rule


class _Reader:
    """One file in the making; each open element is (name, attributes, children, line)."""

    def __init__(self, namespace: str) -> None:
        self.root: Element | None = None
        self._own = f"{namespace} " if namespace else ""
        self._open: list[tuple[str, dict[str, str], list[Element | str], int]] = []
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        self.parser = parser

    def _doctype(self, name: str, *_: Any) -> None:
        raise _Refused(UNSAFE, f"it declares a document type ({name})")

    def _entity(self, name: str, *_: Any) -> None:
        raise _Refused(UNSAFE, f"it declares the entity {name}")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= _DEEPEST:
            raise _Refused(BROKEN, f"its elements are nested more than {_DEEPEST} deep")
        named = {self._name(key): value for key, value in attributes.items()}
        self._open.append((self._name(name), named, [], self.parser.CurrentLineNumber))

    def _end(self, _: str) -> None:
        name, attributes, children, line = self._open.pop()
        found = Element(name, attributes, tuple(children), line)
        if self._open:
            self._open[-1][2].append(found)
        else:
            self.root = found

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1][2].append(text)

    def _name(self, name: str) -> str:
        if self._own and name.startswith(self._own):
            return name[len(self._own) :]
        space, _, local = name.rpartition(" ")
        return f"{{{space}}}{local}" if space else local
