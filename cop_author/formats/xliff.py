"""XLIFF 1.2: messages with their translations out, translations back; it must not decide what is taken.

A unit's `resname` is the address, its `id` the address with a digest of the text, so that a translation of other text
is recognised even if a tool changes what stands in `source`.
"""

from collections.abc import Iterable, Iterator

from cop_author.formats.xml_text import BROKEN, Element, element, parse, serialise
from cop_author.model.catalogue import Entry, Message
from cop_author.model.exchange import Offer, Pair
from cop_author.model.place import Where
from cop_author.model.problem import Problem
from cop_author.text.normalise import digest

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_DIGITS = 16
_WORDING = "ui:"
"""Before the digest of a text that has no address: the wording of pages."""
_PLURALS = "x-gettext-plurals"
_SURE = frozenset({"", "translated", "signed-off", "final"})
"""States of a target that nobody has to look at; every other makes it fuzzy."""
_NOT_BEGUN = frozenset({"new", "needs-translation"})


def write_xliff(pairs: Iterable[Pair], lang: str) -> str:
    """An XLIFF file of messages into `lang`, one `file` for each domain and language of the source."""
    groups: dict[tuple[str, str], list[Element]] = {}
    for pair in pairs:
        message = pair.message
        groups.setdefault((message.domain, message.lang), []).append(_unit_of(pair, lang))
    files = (
        element(
            "file",
            element("body", *units),
            original=domain,
            source_language=source,
            target_language=lang,
            datatype="plaintext",
        )
        for (domain, source), units in groups.items()
    )
    return serialise(element("xliff", *files, xmlns=NAMESPACE, version="1.2"))


def read_xliff(content: bytes, path: str) -> tuple[tuple[Offer, ...], str, tuple[Problem, ...]]:
    """The translations that a file brings, their language as it says, and why it cannot be read, if it cannot."""
    root, problems = parse(content, path, NAMESPACE)
    if root is None:
        return (), "", problems
    version = root.attributes.get("version", "")
    if root.name != "xliff" or version != "1.2":
        what = f"XLIFF {version or 'of another version'}" if "xliff" in root.name else f"<{root.name}>"
        return (), "", (BROKEN.at(Where(path, root.line), f"it is {what}; XLIFF 1.2 is what is read"),)
    files = [found for found in root.elements if found.name == "file"]
    langs = dict.fromkeys(found.attributes.get("target-language", "") for found in files)
    if len(langs) > 1:
        named = ", ".join(lang or "none" for lang in langs)
        return (), "", (BROKEN.at(Where(path, files[0].line), f"it holds several languages ({named})"),)
    offers = tuple(offer for found in files if (body := found.find("body")) for offer in _offers(body, path))
    return offers, next(iter(langs), ""), ()


def _unit_of(pair: Pair, lang: str) -> Element:
    message, entry = pair.message, pair.entry
    if message.plural:
        return _plural_unit(pair, lang)
    target = entry.target if entry else ""
    before = _previous(entry, message.lang, lang) if entry and entry.fuzzy else None
    return element(
        "trans-unit",
        element("source", message.source),
        _target(target, pair, lang),
        *_notes(message, entry),
        before,
        id=_id(message),
        resname=_name(message),
        approved="yes" if pair.is_approved else "",
        xml_space="preserve",
    )


def _plural_unit(pair: Pair, lang: str) -> Element:
    """A group of units, one for each form, as gettext's plurals are represented in XLIFF."""
    message, entry = pair.message, pair.entry
    targets = entry.targets if entry and entry.targets else ("", "")
    units = (
        element(
            "trans-unit",
            element("source", message.plural if at else message.source),
            _target(target, pair, lang),
            id=f"{_id(message)}[{at}]",
            resname=_name(message),
            approved="yes" if pair.is_approved else "",
            xml_space="preserve",
        )
        for at, target in enumerate(targets)
    )
    named = {"id": _id(message), "resname": _name(message), "restype": _PLURALS}
    return element("group", *_notes(message, entry), *units, **named)


def _target(target: str, pair: Pair, lang: str) -> Element | None:
    if not target:
        return None
    fuzzy = pair.entry is not None and pair.entry.fuzzy
    state = "needs-review-translation" if fuzzy else "final" if pair.is_reviewed else "translated"
    qualifier = "mt-suggestion" if pair.is_draft else ""
    return element("target", target, xml_lang=lang, state=state, state_qualifier=qualifier)


def _previous(entry: Entry, source: str, lang: str) -> Element | None:
    """The text that a fuzzy translation was made from."""
    if not entry.previous or not entry.target:
        return None
    texts = (element("source", entry.previous, xml_lang=source), element("target", entry.target, xml_lang=lang))
    return element("alt-trans", *texts, alttranstype="previous-version", xml_space="preserve")


def _notes(message: Message, entry: Entry | None) -> Iterator[Element]:
    if message.comments:
        yield Element("note", {"from": "developer"}, ("\n".join(message.comments),))
    for note in entry.notes if entry else ():
        if note:
            yield Element("note", {"from": "translator"}, (note,))


def _name(message: Message) -> str:
    return message.address or f"{_WORDING}{_short(message)}"


def _id(message: Message) -> str:
    return f"{message.address or 'ui'}@{_short(message)}"


def _short(message: Message) -> str:
    return digest(f"{message.source}\x1f{message.plural}" if message.plural else message.source)[:_DIGITS]


def _offers(found: Element, path: str) -> Iterator[Offer]:
    for child in found.elements:
        if child.name == "group" and child.attributes.get("restype") == _PLURALS:
            yield from _plural_offer(child, path)
        elif child.name == "group":
            yield from _offers(child, path)
        elif child.name == "trans-unit" and child.attributes.get("translate") != "no":
            yield _offer(child, path)


def _offer(unit: Element, path: str) -> Offer:
    source, target = unit.find("source"), unit.find("target")
    state = target.attributes.get("state", "") if target else ""
    name = unit.attributes.get("resname") or unit.attributes.get("id", "").rpartition("@")[0]
    kept = unit.attributes.get("id", "").rpartition("@")[2] if "@" in unit.attributes.get("id", "") else ""
    codes = [*_codes(source), *_codes(target)]
    return Offer(
        address="" if name.startswith(_WORDING) or name == "ui" else name,
        source=_text(source),
        target=_text(target),
        fuzzy=state not in _SURE or (not state and unit.attributes.get("approved") == "no"),
        notes=tuple(_own_notes(unit)),
        digest=kept.partition("[")[0],
        is_begun=state not in _NOT_BEGUN,
        refusal=f"it holds the element <{codes[0]}>, which its text has not" if codes else "",
        where=Where(path, (target or unit).line),
    )


def _plural_offer(group: Element, path: str) -> Iterator[Offer]:
    units = [child for child in group.elements if child.name == "trans-unit"]
    offers = [_offer(unit, path) for unit in units]
    if offers:
        yield Offer(
            offers[0].address,
            offers[0].source,
            fuzzy=any(offer.fuzzy for offer in offers if offer.target),
            notes=tuple(_own_notes(group)),
            plural=offers[-1].source if len(offers) > 1 else "",
            targets=tuple(offer.target for offer in offers),
            digest=offers[0].digest,
            is_begun=all(offer.is_begun for offer in offers),
            refusal=next((offer.refusal for offer in offers if offer.refusal), ""),
            where=Where(path, group.line),
        )


def _text(found: Element | None) -> str:
    """The text of an element, with that of marks which tools put around segments."""
    if found is None:
        return ""
    return "".join(child if isinstance(child, str) else _text(child) for child in found.children)


def _codes(found: Element | None) -> Iterator[str]:
    """Names of elements in a text that stand for something: none was sent, so none can be understood."""
    for child in found.elements if found else ():
        if child.name != "mrk":
            yield child.name
        yield from _codes(child)


def _own_notes(unit: Element) -> Iterator[str]:
    """What a translator noted; what was sent along is left out."""
    for note in unit.elements:
        if note.name == "note" and note.attributes.get("from") != "developer":
            yield from (line.rstrip() for line in _text(note).strip().splitlines())
