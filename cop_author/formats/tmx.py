"""TMX 1.4: usable translations as a translation memory; written only, it must not judge them."""

from collections.abc import Iterable

from cop_author import __version__
from cop_author.formats.xml_text import Element, element, serialise
from cop_author.model.catalogue import Entry
from cop_author.text.normalise import digest

_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'


def write_tmx(units: Iterable[tuple[Entry, str]], lang: str, source: str) -> str:
    """A memory of translations into `lang`, each with the language of its text; the address is a property of it.

    `source` is the language of most texts. A unit that has plural forms is left out: TMX cannot say them.
    """
    header = element(
        "header",
        creationtool="cop",
        creationtoolversion=__version__,
        segtype="block",
        o_tmf="PO",
        adminlang="en",
        srclang=source,
        datatype="plaintext",
    )
    body = (_unit(entry, written, lang, source) for entry, written in units if not entry.plural)
    return serialise(element("tmx", header, element("body", *body), version="1.4"), _DOCTYPE)


def _unit(entry: Entry, written: str, lang: str, source: str) -> Element:
    return element(
        "tu",
        element("prop", entry.address, type="x-address") if entry.address else None,
        element("tuv", element("seg", entry.source), xml_lang=written),
        element("tuv", element("seg", entry.target), xml_lang=lang),
        tuid=f"{entry.address or 'ui'}@{digest(entry.source)[:16]}",
        srclang=written if written != source else "",
    )
