"""The messages that a translator works on: every text of a master or a layer, with what is to be known of it.

It must not decide what is already translated. What a text is called comes from `text/addresses`, as for editions.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from cop_author.model.catalogue import Key, Message
from cop_author.model.edition import MASTER, Edition
from cop_author.model.guideline import Core, Guideline, Section, Text, Unit
from cop_author.model.ids import Address
from cop_author.model.layer import Layer, ParameterValue
from cop_author.model.vocabulary import Facet, Parameter, ParameterType, Term
from cop_author.model.workspace import Master
from cop_author.text.addresses import (
    texts_of_brand,
    texts_of_edition,
    texts_of_facet,
    texts_of_guideline,
    texts_of_head,
    texts_of_parameter,
    texts_of_section,
    texts_of_term,
    texts_of_unit,
)
from cop_author.text.inline import placeholders

COMMON = "common"
"""The domain of what several guidelines share: the master's title, terms, parameters, labels, covers."""
_TERM = re.compile(r"\(term:([a-z0-9-]+)\)")
_WORDS = {
    "title": "title",
    "text": "text",
    "caption": "caption",
    "alt": "description of a picture",
}


_BRAND = {
    "logo": "Words for the mark on the cover, for who does not see it",
    "foreword": "The foreword after the cover",
    "imprint": "The imprint: who publishes, and who answers for the content",
}
_Said = tuple[str, Key]
"""A text, and the layer that says it ('': the master)."""


def messages_of_master(master: Master, editions: Iterable[Edition], lang: str) -> tuple[Message, ...]:
    """Every text of the master and of its own editions, written in `lang`, in reading order."""
    return tuple(_Extraction(master, lang).messages(edition for edition in editions if edition.layer == MASTER))


def messages_of_layer(
    layer: Layer, below: Master, resolved: Master, editions: Iterable[Edition], lang: str
) -> tuple[Message, ...]:
    """What `layer` itself writes: the texts of `resolved` that are not `below` it, its values, covers and reasons.

    What it first wrote in another language than `lang` belongs to a domain of its own.
    """
    known = {message.key for message in _Extraction(below, lang).messages(())}
    own = [message for message in _Extraction(resolved, lang).messages(()) if message.key not in known]
    own += _Extraction(resolved, lang).covers(edition for edition in editions if edition.layer == layer.id)
    own += _beside(layer, resolved, lang)
    return tuple(replace(message, domain=_domain(layer, message.lang, lang), layer=layer.id) for message in own)


def merged(uses: Iterable[tuple[str, tuple[Message, ...]]]) -> tuple[Message, ...]:
    """The messages of several texts as one list, each once, with a comment that says who uses it.

    Two layers that say the same are two messages, since they need not speak the same languages; what the master says
    is its own. Texts come in the order of the first; what only a later one holds follows what precedes it there.
    """
    order: dict[str, list[_Said]] = {}
    found: dict[_Said, Message] = {}
    users: dict[_Said, list[str]] = {}
    after: dict[str, list[str]] = {}
    for number, (name, messages) in enumerate(uses):
        before = ""
        for message in messages:
            if message.address not in order:
                order[message.address] = []
                after.setdefault("" if number == 0 else before, []).append(message.address)
            said = ("", message.key) if ("", message.key) in found else (message.layer, message.key)
            if said not in found:
                found[said] = message
                order[message.address].append(said)
            users.setdefault(said, []).append(name)
            before = message.address
    return tuple(_named(found[said], users[said]) for address in _walk(after) for said in order[address])


def _walk(after: Mapping[str, list[str]]) -> Iterator[str]:
    """Addresses in order: those of the first text, each followed by what later texts have behind it."""
    todo = list(reversed(after.get("", [])))
    while todo:
        address = todo.pop()
        yield address
        todo += reversed(after.get(address, [])) if address else []


def _named(message: Message, users: list[str]) -> Message:
    return replace(message, comments=(*message.comments, f"Used by: {', '.join(dict.fromkeys(users))}"))


def _domain(layer: Layer, lang: str, source: str) -> str:
    return f"layer-{layer.id}" if lang == source else f"layer-{layer.id}-{lang}"


class _Extraction:
    """One master's texts; labels of conditions and terms are looked up once."""

    def __init__(self, master: Master, lang: str) -> None:
        self._master = master
        self._lang = lang
        self._facets = {facet.id: facet for facet in master.facets}
        self._terms = {term.id: term for term in master.terms}
        self._parameters = {parameter.name: parameter for parameter in master.parameters}

    def messages(self, editions: Iterable[Edition]) -> Iterator[Message]:
        master = self._master
        for guideline in master.guidelines:
            yield from self._of_guideline(guideline)
        head = texts_of_head(master)
        yield from self._made(COMMON, head, master.where.file, ("The title and the statement of the whole work",))
        for term in master.terms:
            yield from self._made(COMMON, texts_of_term(term), term.where.file, _about_term(term))
        for parameter in master.parameters:
            pairs = texts_of_parameter(parameter)
            yield from self._made(COMMON, pairs, parameter.where.file, _about_parameter(parameter))
        for facet in master.facets:
            yield from self._made(COMMON, texts_of_facet(facet), facet.where.file, _about_facet(facet))
        yield from self.covers(editions)

    def covers(self, editions: Iterable[Edition]) -> Iterator[Message]:
        for edition in editions:
            about = (f"Cover of the edition {edition.id}",)
            yield from self._made(COMMON, texts_of_edition(edition), edition.where.file, about)

    def _of_guideline(self, guideline: Guideline) -> Iterator[Message]:
        about = ("The guideline as a whole",)
        yield from self._made(guideline.id, texts_of_guideline(guideline), guideline.where.file, about)
        for section in guideline.walk():
            where = section.where.file
            yield from self._made(guideline.id, texts_of_section(section), where, self._about_section(section))
            for unit in section.units:
                mandatory = unit.core is Core.MANDATORY
                notes = self._about_unit(section, unit)
                file = unit.where.file or where
                yield from self._made(guideline.id, texts_of_unit(unit), file, notes, mandatory=mandatory)

    def _made(
        self,
        domain: str,
        pairs: Iterable[tuple[Address, Text]],
        file: str,
        about: tuple[str, ...],
        *,
        mandatory: bool = False,
    ) -> Iterator[Message]:
        for address, text in pairs:
            if text.source.strip():
                comments = (*about, *self._about_words(address, text))
                files = (file,) if file else ()
                lang = text.lang or self._lang
                yield Message(domain, str(address), text.source, lang, comments, files, mandatory=mandatory)

    def _about_section(self, section: Section) -> tuple[str, ...]:
        return ("Section", *self._for_whom(section))

    def _about_unit(self, section: Section, unit: Unit) -> tuple[str, ...]:
        kind = unit.kind.value.replace("-", " ").capitalize()
        force = (f"force: {unit.force}, shown by a label",) if unit.force else ()
        core = ("mandatory",) if unit.core is Core.MANDATORY else ()
        lines = [", ".join((kind, *core, *force)), f"In the section: {section.title.source}"]
        lines += self._for_whom(unit) or self._for_whom(section)
        lines += [f"Note: {unit.note.source}"] if unit.note else []
        return (*lines, f"Seen at: html/{section.id}.html#{unit.id}")

    def _for_whom(self, found: Section | Unit) -> tuple[str, ...]:
        stated = []
        for name, values in found.for_.facets:
            facet = self._facets.get(name)
            labels = [facet.label(value) if facet else value for value in values]
            stated.append(f"{facet.title.source if facet else name}: {', '.join(labels)}")
        return (f"For {'; '.join(stated)}",) if stated else ()

    def _about_words(self, address: Address, text: Text) -> Iterator[str]:
        part = address.field.rpartition(".")[2]
        if part in _WORDS and part != "text":
            yield f"This is the {_WORDS[part]}"
        for name in dict.fromkeys(_TERM.findall(text.source)):
            if name in self._terms:
                yield f"Term: {self._terms[name].preferred.source} ({name})"
        for name in dict.fromkeys(found.name for found in placeholders(text.source)):
            if name in self._parameters:
                about = self._parameters[name].about
                yield f"{{{name}}} stands for {self._parameters[name].generic.source}" + (f": {about}" if about else "")


def _about_term(term: Term) -> tuple[str, ...]:
    note = (f"Note: {term.note}",) if term.note else ()
    return (f"Glossary: {term.preferred.source}", *note)


def _about_parameter(parameter: Parameter) -> tuple[str, ...]:
    about = (parameter.about,) if parameter.about else ()
    return (f"Printed for {{{parameter.name}}} where a country has not entered its value yet", *about)


def _about_facet(facet: Facet) -> tuple[str, ...]:
    return (f"Label: {facet.title.source}",)


def _beside(layer: Layer, resolved: Master, lang: str) -> Iterator[Message]:
    """A layer's name, its values that are words, and the reasons that its annex prints."""
    domain, file = f"layer-{layer.id}", layer.where.file
    files = (file,) if file else ()
    yield Message(domain, f"layer:{layer.id}#title", layer.title, lang, ("What the layer is called",), files)
    if layer.place:
        about = ("What it speaks for, in a sentence",)
        yield Message(domain, f"layer:{layer.id}#place", layer.place, lang, about, files)
    at_brand = (layer.brand.where.file,) if layer.brand.where.file else ()
    for address, text in texts_of_brand(layer.brand, layer.id):
        about = (_BRAND[address.field.partition(".")[0]],)
        yield Message(domain, str(address), text.source, text.lang or lang, about, at_brand)
    words = {parameter.name for parameter in resolved.parameters if parameter.type is ParameterType.TEXT}
    for value in layer.parameters:
        if value.name in words and value.value.strip():
            yield _value(domain, value, lang)
    for operation in layer.operations:
        about = (f"Why {layer.title} changes {operation.target}; printed in the annex of deviations",)
        at = (operation.where.file,) if operation.where.file else ()
        yield Message(domain, f"operation:{operation.id}#reason", operation.reason, lang, about, at)


def _value(domain: str, value: ParameterValue, lang: str) -> Message:
    about = (f"What is printed for {{{value.name}}}: a name, as it is written in the language",)
    files = (value.where.file,) if value.where.file else ()
    return Message(domain, f"parameter:{value.name}#value", value.value, lang, about, files)
