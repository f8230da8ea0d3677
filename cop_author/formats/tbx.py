"""TBX-Basic: the glossary with its wording in one language; written only, it must not choose that wording."""

from collections.abc import Iterable, Iterator

from cop_author.formats.xml_text import Element, element, serialise
from cop_author.model.exchange import GlossaryRow

_DOCTYPE = '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'
_PREFERRED, _ADMITTED, _REFUSED = (f"{word}-admn-sts" for word in ("preferredTerm", "admittedTerm", "deprecatedTerm"))


def write_tbx(rows: Iterable[GlossaryRow], lang: str, source: str, title: str) -> str:
    """The terms of the glossary in the language `source`, with their wording in `lang` where there is one."""
    head = element(
        "martifHeader",
        element(
            "fileDesc",
            element("titleStmt", element("title", title)),
            element("sourceDesc", element("p", "Written by cop from the glossary and the term base of the language.")),
        ),
        element("encodingDesc", element("p", "TBXBasicXCSV02.xcs", type="XCSURI")),
    )
    body = element("body", *(_entry(row, lang, source) for row in rows))
    root = element("martif", head, element("text", body), type="TBX-Basic", xml_lang=source)
    return serialise(root, _DOCTYPE)


def _entry(row: GlossaryRow, lang: str, source: str) -> Element:
    mine = (
        _term(row.term, _PREFERRED),
        *(_term(form, _ADMITTED) for form in row.forms),
        *(_term(wording, _REFUSED) for wording in row.refused_source),
    )
    theirs = tuple(_in_language(row))
    return element(
        "termEntry",
        element("descrip", row.definition, type="definition"),
        element("note", row.note) if row.note else None,
        element("langSet", *mine, xml_lang=source),
        element("langSet", *theirs, xml_lang=lang) if theirs else None,
        id=row.id,
    )


def _in_language(row: GlossaryRow) -> Iterator[Element]:
    """The translation is preferred; the term base's beginnings of words are a note on it, or stand for it."""
    used = f"A translation holds one of: {', '.join(row.use)}" if row.use else ""
    if row.preferred:
        yield _term(row.preferred, _PREFERRED, used)
    else:
        yield from (_term(wording, _ADMITTED, "beginning of a word, or part of one") for wording in row.use)
    yield from (_term(wording, _REFUSED) for wording in row.refuse)


def _term(wording: str, status: str, note: str = "") -> Element:
    kind = element("termNote", status, type="administrativeStatus")
    return element("tig", element("term", wording), kind, element("note", note) if note else None)
