"""Which role an HTML element has in the structure of a PDF; it knows neither boxes nor pages."""

from xml.etree.ElementTree import Element

from cop_author.text.breaks import without_breaks

GROUPING = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote"})
"""Roles that hold no words of their own: these stand in a paragraph."""
INLINE = frozenset({"Span", "Em", "Strong", "Link", "Reference"})
OWN_NAMES = {"Em": "Span", "Strong": "Span"}
"""Roles that PDF 1.7 does not know, and what they are to a reader that does not know them either."""

_SVG = "{http://www.w3.org/2000/svg}svg"
_ROLES = {
    "a": "Link",
    "article": "Art",
    "aside": "Sect",
    "blockquote": "BlockQuote",
    "caption": "Caption",
    "dd": "LBody",
    "dl": "L",
    "dt": "Lbl",
    "em": "Em",
    "figcaption": "Caption",
    "img": "Figure",
    "li": "LBody",
    "li::before": "Lbl",
    "li::marker": "Lbl",
    "main": "Part",
    "nav": "Sect",
    "ol": "L",
    "p": "P",
    "section": "Sect",
    "strong": "Strong",
    "table": "Table",
    "tbody": "TBody",
    "td": "TD",
    "tfoot": "TFoot",
    "th": "TH",
    "thead": "THead",
    "tr": "TR",
    "ul": "L",
    _SVG: "Figure",
} | {f"h{level}": f"H{level}" for level in range(1, 7)}
_LABELS = frozenset({"letter", "number"})
"""Classes of what the templates write as the mark of a list's item."""
_NUMBERING = {"disc": "Disc", "circle": "Circle", "square": "Square"}
_DECORATIONS = {"del": "LineThrough", "ins": "Underline"}


def role_of(tag: str, element: Element, parent: str, *, in_contents: bool) -> str:
    """The role of an element, or of its mark (`li::marker`); empty where it is no more than its words."""
    if in_contents and tag in ("ol", "ul", "li"):
        return "TOCI" if tag == "li" else "TOC"
    if tag == "span" and parent in ("LBody", "TOCI") and _LABELS & set(element.get("class", "").split()):
        return "Lbl"
    if tag == "a" and not element.get("href"):
        return ""
    return "Span" if tag in _DECORATIONS else _ROLES.get(tag, "")


def is_decoration(element: Element) -> bool:
    """Whether who cannot see the page misses nothing."""
    return element.get("aria-hidden") == "true" or (element.tag in ("img", _SVG) and not alt_of(element))


def alt_of(picture: Element) -> str:
    """What is said instead of a picture."""
    return picture.get("alt") or picture.get("aria-label") or picture.findtext(f"{_SVG[:-3]}title") or ""


def attributes_of(role: str, element: Element, marks: str) -> dict[str, object]:
    """The attributes of a structure element: their owner `O` and each value. `marks` is how CSS numbers a list."""
    if role == "TH":
        scope = "Row" if element.get("scope") in ("row", "rowgroup") else "Column"
        return {"O": "/Table", "Scope": f"/{scope}", **_spans(element)}
    if role == "TD" and (spans := _spans(element)):
        return {"O": "/Table", **spans}
    if role == "L" and element.tag in ("ol", "ul"):
        numbering = _numbering(element, marks)
        return {"O": "/List", "ListNumbering": f"/{numbering}"} if numbering else {}
    if element.tag in _DECORATIONS:
        return {"O": "/Layout", "TextDecorationType": f"/{_DECORATIONS[element.tag]}"}
    return {}


def _spans(element: Element) -> dict[str, object]:
    wanted = {"ColSpan": element.get("colspan", "1"), "RowSpan": element.get("rowspan", "1")}
    return {name: int(value) for name, value in wanted.items() if value.isdigit() and value != "1"}


def _numbering(element: Element, marks: str) -> str:
    first = element.find("./li/span")
    if marks == "none" and first is not None and first.get("class") in _LABELS:
        return "UpperAlpha" if first.get("class") == "letter" else "Decimal"
    return "Decimal" if element.tag == "ol" else _NUMBERING.get(marks, "")


def words_of(element: Element) -> str:
    """The words of an element in one line, without marks of where a line may break."""
    return " ".join(without_breaks("".join(element.itertext())).split())
