"""The structure of a PDF as a tree of roles, and how it is written; it knows no boxes, nor how pages are drawn."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import pydyf

from cop_author.render.roles import OWN_NAMES, words_of


@dataclass(slots=True, eq=False)
class Node:
    """A structure element to be. `implied` are those that no element of the HTML stands for."""

    role: str
    parent: "Node | None"
    lang: str
    page: int
    element: Element | None = None
    attributes: dict[str, object] = field(default_factory=dict)
    alt: str = ""
    kids: "list[Node | Words | Annotation]" = field(default_factory=list)
    implied: bool = False
    actual: str = ""

    def child(self, role: str, page: int, **more: Any) -> "Node":
        """A new one as its last kid, in its language unless `more` says another."""
        made = Node(role, self, more.pop("lang", self.lang), page, **more)
        self.kids.append(made)
        return made


@dataclass(frozen=True, slots=True)
class Words:
    """Marked content of a page; `is_turned` where its glyphs stand in another order than its text."""

    page: int
    mcid: int
    text: str = ""
    is_turned: bool = False


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link's place on a page, as the PDF holds it."""

    page: int
    written: Any


def finish(root: Node) -> None:
    """Put titles of tables into them, leave out what holds nothing, and say what glyphs do not."""
    named = {node.element.get("id"): node for node in _all(root) if node.element is not None}
    for node in list(_all(root)):
        _caption(node, named)
    _prune(root)
    _say(root)


def write(pdf: Any, root: Node, pages: int) -> None:
    """Write the tree into the PDF, with the map that leads from marked content back to it."""
    _Writing(pdf, pages).write(root)


def _all(node: Node) -> Iterator[Node]:
    yield node
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _all(kid)


def _caption(node: Node, named: dict[str | None, Node]) -> None:
    """A table's title, where it stands before the table."""
    title = named.get(node.element.get("aria-labelledby", "")) if node.element is not None else None
    if node.role == "Table" and title is not None and title.role == "P" and title.parent is not None:
        title.parent.kids.remove(title)
        title.role, title.parent = "Caption", node
        node.kids.insert(0, title)


def _prune(node: Node) -> None:
    """Leave out elements with nothing in them but cells, and groups that say nothing of their own."""
    kept: list[Node | Words | Annotation] = []
    for kid in node.kids:
        if not isinstance(kid, Node):
            kept.append(kid)
            continue
        _prune(kid)
        if kid.role == "Link" and not any(isinstance(each, Annotation) for each in kid.kids):
            kid.role = "Span"
        if kid.role == "Div" and kid.lang == node.lang and (kid.element is None or kid.element.tag != "figure"):
            kept += kid.kids
        elif kid.kids or kid.role in ("TD", "TH"):
            kept.append(kid)
    for kid in kept:
        if isinstance(kid, Node):
            kid.parent = node
    node.kids = kept


def _say(node: Node) -> None:
    """Give words whose glyphs stand in another order than they are read as text, on an element that holds only them."""
    if node.kids and node.role != "Link" and all(isinstance(kid, Words) for kid in node.kids):
        words = [kid for kid in node.kids if isinstance(kid, Words)]
        node.actual = _joined(words) if any(each.is_turned for each in words) else ""
        return
    kids: list[Node | Words | Annotation] = []
    for kid in node.kids:
        last = kids[-1] if kids else None
        if isinstance(kid, Words) and kid.is_turned:
            if not (isinstance(last, Node) and last.implied and last.role == "Span"):
                last = Node("Span", node, node.lang, kid.page, implied=True)
                kids.append(last)
            last.kids.append(kid)
        else:
            kids.append(kid)
    node.kids = kids
    for kid in kids:
        if isinstance(kid, Node):
            _say(kid)


def _joined(words: "list[Words]") -> str:
    """The words of several lines, with a space where a line's end took it away."""
    said = ""
    for each in words:
        is_apart = not said or said[-1].isspace() or each.text[:1].isspace()
        said += each.text if is_apart else f" {each.text}"
    return said


class _Writing:
    """Writes the nodes as objects of the PDF, and the map that leads from marked content back to them."""

    def __init__(self, pdf: Any, pages: int) -> None:
        self._pdf = pdf
        self._owners: list[dict[int, bytes]] = [{} for _ in range(pages)]
        self._annotated: list[bytes] = []

    def write(self, root: Node) -> None:
        names = pydyf.Dictionary({own: f"/{known}" for own, known in OWN_NAMES.items()})
        top = self._add({"Type": "/StructTreeRoot", "RoleMap": names})
        top["K"] = pydyf.Array([self._write(root, top.reference, "")])
        numbers = pydyf.Array()
        for page, owners in enumerate(self._owners):
            listed = (owners.get(mcid, b"null") for mcid in range(max(owners, default=-1) + 1))
            numbers += [page, pydyf.Array(listed)]
        for at, owner in enumerate(self._annotated, len(self._owners)):
            numbers += [at, owner]
        top["ParentTree"] = self._add({"Nums": numbers}).reference
        top["ParentTreeNextKey"] = len(self._owners) + len(self._annotated)
        self._pdf.catalog["StructTreeRoot"] = top.reference

    def _add(self, values: dict[str, Any]) -> Any:
        made = pydyf.Dictionary(values)
        self._pdf.add_object(made)
        return made

    def _write(self, node: Node, parent: bytes, lang: str) -> bytes:
        pages = self._pdf.page_references
        made = self._add({"S": f"/{node.role}", "P": parent, "Pg": pages[node.page]})
        if node.lang and node.lang != lang and node.parent is not None:
            made["Lang"] = pydyf.String(node.lang)
        if node.alt:
            made["Alt"] = pydyf.String(node.alt)
        if node.actual:
            made["ActualText"] = pydyf.String(node.actual)
        if node.attributes:
            made["A"] = pydyf.Dictionary(node.attributes)
        made["K"] = pydyf.Array(self._kid(kid, node, made.reference) for kid in node.kids)
        return bytes(made.reference)

    def _kid(self, kid: "Node | Words | Annotation", node: Node, owner: bytes) -> Any:
        if isinstance(kid, Node):
            return self._write(kid, owner, node.lang)
        page = self._pdf.page_references[kid.page]
        if isinstance(kid, Words):
            self._owners[kid.page][kid.mcid] = owner
            if kid.page == node.page:
                return kid.mcid
            return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": kid.mcid})
        kid.written["StructParent"] = len(self._owners) + len(self._annotated)
        self._annotated.append(owner)
        if said := _name(node):
            kid.written["Contents"] = pydyf.String(said)
        return pydyf.Dictionary({"Type": "/OBJR", "Pg": page, "Obj": kid.written.reference})


def _name(link: Node) -> str:
    """What is said of a link: its title or its words, also those that only style sheets write."""
    if link.element is None:
        return ""
    return link.element.get("title") or words_of(link.element) or "".join(_texts(link)).strip()


def _texts(node: Node) -> Iterator[str]:
    for kid in node.kids:
        if isinstance(kid, Words):
            yield kid.text
        elif isinstance(kid, Node):
            yield from _texts(kid)
