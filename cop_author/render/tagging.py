"""The structure tree of a PDF, from the boxes of its pages; it must not change what the pages show.

WeasyPrint 70 writes a tree page by page, which cuts whatever runs over a page, and knows few roles. This module writes
its own in that place: one structure element for one HTML element, however many lines and pages it takes.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from weasyprint import pdf as writer
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from cop_author.render.roles import GROUPING, INLINE, alt_of, attributes_of, is_decoration, role_of
from cop_author.render.structure import Annotation, Node, Words, finish, write
from cop_author.render.text_layer import is_turned, needs_actual_text
from cop_author.text.breaks import without_breaks

_POINTS = 0.75
"""A CSS pixel in the units of a PDF."""
_NEAR = 1.0
"""By how many pixels a link may stand out of another one."""


def install() -> None:
    """Let WeasyPrint write this tree instead of its own, and each link once."""
    if writer.add_links is not _add_links:
        _Own.add_links = writer.add_links
    writer.add_links, writer.add_tags = _add_links, _add_tags


class _Own:
    """What was there before."""

    add_links: Any = None


def _add_links(links_and_anchors: Any, *others: Any) -> None:
    """WeasyPrint makes a link of every box within a link as well; kept are those with a place of their own."""
    links, anchors = links_and_anchors
    kept: list[Any] = []
    for link in links:
        if link[3].element_tag == "a" or not any(_covers(other, link) for other in kept):
            kept.append(link)
    _Own.add_links((kept, anchors), *others)


def _covers(link: Any, other: Any) -> bool:
    (_, target, (left, top, right, bottom), _), (_, its_target, (x1, y1, x2, y2), _) = link, other
    within = left <= x1 + _NEAR and top <= y1 + _NEAR and x2 <= right + _NEAR and y2 <= bottom + _NEAR
    return bool(target == its_target and within)


def _add_tags(pdf: Any, document: Any, _version: object, streams: list[Any]) -> None:
    """What WeasyPrint calls when the pages are drawn."""
    language = document.metadata.lang or ""
    tree = _Tree(language)
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        tree.add_page(number, page, stream)
    finish(tree.root)
    write(pdf, tree.root, len(streams))
    pdf.catalog["Lang"] = pydyf.String(language)
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    shown = pydyf.Dictionary({"DisplayDocTitle": "true"})
    if tree.root.attributes:
        shown["Direction"] = "/R2L"
    pdf.catalog["ViewerPreferences"] = shown


class _Tree:
    """Walks through the boxes of one page after the other."""

    def __init__(self, language: str) -> None:
        self.root = Node("Document", None, language, 0)
        self._nodes: dict[tuple[Element, str], Node] = {}
        self._page = 0
        self._height = 0.0
        self._marks: dict[Any, dict[str, Any]] = {}
        self._placed: dict[int, tuple[list[Any], int]] = {}

    def add_page(self, number: int, page: Any, stream: Any) -> None:
        """Take in a page; every mark in its stream is then words of a node, or an artifact."""
        self._page, self._height, self._marks = number, page.height, stream._tags
        self._placed = {
            item["MCID"]: (stream.stream, at)
            for at, item in enumerate(stream.stream)
            if isinstance(item, pydyf.Dictionary) and "MCID" in item
        }
        self._walk(page._page_box, self.root, "")
        if self._marks:
            raise RuntimeError(f"page {number + 1}: marked content without a box: {list(self._marks)[:3]}")

    def _walk(self, box: Any, above: Node, artifact: str) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.TextBox):
            self._mark(box, above, artifact)
            return
        if box.is_for_root_element and box.style["direction"] == "rtl":
            self.root.attributes = {"O": "/Layout", "WritingMode": "/RlTb"}
        node = self._node(box, above)
        artifact = artifact or self._artifact(box, node)
        if box.link_annotation:
            _link(node).kids.append(Annotation(self._page, box.link_annotation))
        if isinstance(box, boxes.ReplacedBox):
            self._mark(box, node, artifact)
        for child in box.children:
            self._walk(child, node, self._margin(box, child) or artifact)

    def _artifact(self, box: Any, node: Node) -> str:
        """What kind of artifact the box is: a table's head is repeated on each page, and read once."""
        if box.is_leader:
            return "/Layout"
        if box.element is not None and is_decoration(box.element):
            return "/Layout"
        is_repeated = getattr(box, "is_header", False) or getattr(box, "is_footer", False)
        return "/Pagination" if is_repeated and node.page != self._page else ""

    def _margin(self, box: Any, child: Any) -> str:
        """What stands in a page's margin. What the text itself puts there is read once, on its first page."""
        if not isinstance(box, boxes.MarginBox):
            return ""
        known = self._nodes.get((child.element, child.element_tag)) if child.element is not None else None
        if child.element is not None and (known is None or known.page == self._page):
            return ""
        side = "Header" if box.at_keyword.startswith("@top") else "Footer"
        return f"/Pagination /Subtype /{side}"

    def _mark(self, box: Any, node: Node, artifact: str) -> None:
        """Give marked content to a node, or take it out of the structure."""
        mark = self._marks.pop(box, None)
        if mark is None:
            return
        lines, at = self._placed[mark["mcid"]]
        text = without_breaks(getattr(box, "text", ""))
        if not artifact and isinstance(box, boxes.TextBox) and not text.strip() and node.role in GROUPING:
            artifact = "/Layout"
        if artifact:
            lines[at - 1], lines[at] = "/Artifact", f"<</Type {artifact}>>"
            return
        home = _home(node, self._page)
        turned = is_turned(text, from_right=box.style["direction"] == "rtl")
        home.kids.append(Words(self._page, mark["mcid"], text, turned))
        if needs_actual_text(text):
            lines[at] |= {"ActualText": pydyf.String(text), "Lang": pydyf.String(home.lang)}

    def _node(self, box: Any, above: Node) -> Node:
        """The node of the box's element; another box's where it is of the same element, else a new one."""
        element, tag = box.element, box.element_tag
        if element is None or tag in ("html", "body") or (":" in tag and tag not in ("li::marker", "li::before")):
            return above
        key = (element, tag)
        if key not in self._nodes:
            self._nodes[key] = self._made(box, above)
        return self._nodes[key]

    def _made(self, box: Any, above: Node) -> Node:
        element, tag = box.element, box.element_tag
        lang = element.get("lang") or above.lang
        role = role_of(tag, element, above.role, in_contents=_is_in_contents(above))
        if not role and isinstance(box, boxes.BlockLevelBox) and above.role in GROUPING | {"LBody", "TD", "TH"}:
            role = "Div"
        if not role and lang != above.lang:
            role = "Span"
        if not role:
            return above
        more = {"lang": lang, "element": element}
        made = _in_list(role, tag, above, self._page, more)
        if made is None:
            home = _home(above, self._page, role)
            if role == "Link" and home.role == "TOCI":
                home = home.child("Reference", self._page)
            made = home.child(role, self._page, **more)
        made.attributes = attributes_of(role, element, box.style["list_style_type"])
        if role == "Figure":
            made.alt = alt_of(element)
            made.attributes = {"O": "/Layout", "BBox": pydyf.Array(self._place(box))}
        return made

    def _place(self, box: Any) -> Iterator[float]:
        left, top = box.content_box_x(), self._height - box.content_box_y()
        for each in (left, top - box.height, left + box.width, top):
            yield round(each * _POINTS, 3)


def _link(node: Node) -> Node:
    at: Node | None = node
    while at is not None and at.role != "Link":
        at = at.parent
    return at or node


def _is_in_contents(node: Node) -> bool:
    """Whether it is within the contents, which are navigation."""
    at: Node | None = node
    while at is not None and (at.element is None or at.element.tag != "nav"):
        at = at.parent
    return at is not None


def _in_list(role: str, tag: str, above: Node, page: int, more: dict[str, Any]) -> Node | None:
    """What stands in a list: an item around its mark and its body. None where it is something else."""
    if role == "LBody" and tag == "li":
        return above.child("LI", page).child(role, page, **more)
    if role == "Lbl" and tag == "dt":
        return above.child("LI", page).child(role, page, **more)
    if role == "LBody" and tag == "dd":
        last = above.kids[-1] if above.kids else None
        item = last if isinstance(last, Node) and last.role == "LI" else above.child("LI", page)
        return item.child(role, page, **more)
    if role == "Lbl" and above.role == "LBody" and above.parent is not None:
        made = above.parent.child(role, page, **more)
        above.parent.kids.insert(0, above.parent.kids.pop())
        return made
    return None


def _home(node: Node, page: int, role: str = "Span") -> Node:
    """Where words, or what stands among words, go: into a paragraph where the node holds none itself."""
    if role not in INLINE or node.role not in GROUPING:
        return node
    last = node.kids[-1] if node.kids else None
    if isinstance(last, Node) and last.implied:
        return last
    return node.child("P", page, implied=True)
