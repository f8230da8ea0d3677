"""Puts translations in the place of source text; where there is none the source stays, in its own language."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from cop_author.model.deviation import Cause, Deviation, FieldDeviation
from cop_author.model.edition import Edition, Tailored
from cop_author.model.guideline import Core, Guideline, Section, Text, Unit
from cop_author.model.ids import Address
from cop_author.model.vocabulary import Facet, Term
from cop_author.text.addresses import map_unit, texts_of_edition, texts_of_guideline, texts_of_section, texts_of_unit

Translations = Mapping[tuple[str, str], Text]
"""(address, source text) → the text to print, with its language."""


def translate(tailored: Tailored, translations: Translations) -> Tailored:
    """`tailored` with every text that has a translation replaced by it, its cover too."""
    if not translations:
        return tailored
    return replace(
        tailored,
        edition=_edition(tailored.edition, translations),
        guidelines=tuple(_guideline(found, translations) for found in tailored.guidelines),
    )


def translated(address: Address, text: Text, translations: Translations) -> Text:
    """The translation of one text, or the text itself."""
    return translations.get((str(address), text.source), text)


def said(address: str, words: str, translations: Translations) -> str:
    """The translation of words that carry no language of their own, such as a layer's title; else the words."""
    found = translations.get((address, words))
    return found.source if found else words


def translate_unit(unit: Unit, translations: Translations) -> Unit:
    """`unit` with the translations that there are."""
    return map_unit(unit, _changing(translations))


def translate_terms(terms: Iterable[Term], translations: Translations) -> tuple[Term, ...]:
    """The glossary with the translations that there are."""
    return tuple(
        replace(
            term,
            preferred=translated(Address(f"term:{term.id}", "preferred"), term.preferred, translations),
            definition=translated(Address(f"term:{term.id}", "definition"), term.definition, translations),
        )
        for term in terms
    )


def translate_facets(facets: Iterable[Facet], translations: Translations) -> tuple[Facet, ...]:
    """The vocabularies with translated labels."""
    change = _changing(translations)
    return tuple(
        replace(
            facet,
            title=change(Address(f"facet:{facet.id}", "title"), facet.title),
            values=tuple(
                replace(value, label=change(Address(f"facet:{facet.id}", value.id), value.label))
                for value in facet.values
            ),
        )
        for facet in facets
    )


def translate_deviation(deviation: Deviation, translations: Translations) -> Deviation:
    """A departure with both its texts, its name and its reasons as the edition's language has them."""

    def field(found: FieldDeviation) -> FieldDeviation:
        address = Address(deviation.unit, found.field)
        old, new = (translated(address, text, translations) if text else None for text in (found.old, found.new))
        inside = tuple(_anywhere(deviation.unit, text, translations) for text in found.inside)
        return replace(found, old=old, new=new, inside=inside)

    return replace(
        deviation,
        name=_anywhere(deviation.unit, Text(deviation.name), translations).source,
        fields=tuple(field(found) for found in deviation.fields),
        causes=tuple(_cause(found, translations) for found in deviation.causes),
    )


def texts_printed(tailored: Tailored, also: Iterable[Unit] = ()) -> Iterator[tuple[Address, Text]]:
    """Every text of an edition that stands in its units, sections and on its cover, and of units beside it."""
    yield from texts_of_edition(tailored.edition)
    for guideline in tailored.guidelines:
        yield from texts_of_guideline(guideline)
        for section in guideline.walk():
            yield from texts_of_section(section)
            for unit in section.units:
                yield from texts_of_unit(unit)
    for unit in also:
        yield from texts_of_unit(unit)


def without(tailored: Tailored, outdated: Collection[tuple[str, str]]) -> Tailored:
    """The edition without the units that hold a text whose translation is out of date; mandatory units stay."""

    def stays(unit: Unit) -> bool:
        texts = ((str(address), text.source) for address, text in texts_of_unit(unit))
        return unit.core is Core.MANDATORY or not any(key in outdated for key in texts)

    def thinned(section: Section) -> Section:
        units = tuple(unit for unit in section.units if stays(unit))
        return replace(section, units=units, sections=tuple(thinned(below) for below in section.sections))

    guidelines = tuple(replace(g, sections=tuple(map(thinned, g.sections))) for g in tailored.guidelines)
    return replace(tailored, guidelines=guidelines)


def _changing(translations: Translations) -> Callable[[Address, Text], Text]:
    return lambda address, text: translated(address, text, translations)


def _anywhere(unit: str, text: Text, translations: Translations) -> Text:
    """The translation of a text of `unit` whose field is not known."""
    fields = ("title", "caption", "text", "alt")
    return next((found for name in fields if (found := translations.get((f"{unit}#{name}", text.source)))), text)


def _cause(cause: Cause, translations: Translations) -> Cause:
    operation = cause.operation
    reason = said(f"operation:{operation.id}#reason", operation.reason, translations)
    return replace(cause, operation=replace(operation, reason=reason))


def _edition(edition: Edition, translations: Translations) -> Edition:
    owner, change, cover = f"edition:{edition.id}", _changing(translations), edition.cover
    if cover:
        alt = change(Address(owner, "alt"), cover.alt) if cover.alt else None
        cover = replace(cover, line=change(Address(owner, "line"), cover.line), alt=alt)
    return replace(
        edition,
        title=change(Address(owner, "title"), edition.title),
        subtitle=change(Address(owner, "subtitle"), edition.subtitle) if edition.subtitle else None,
        cover=cover,
    )


def _guideline(guideline: Guideline, translations: Translations) -> Guideline:
    owner, change = f"guideline:{guideline.id}", _changing(translations)
    return replace(
        guideline,
        title=change(Address(owner, "title"), guideline.title),
        text=change(Address(owner, "text"), guideline.text) if guideline.text else None,
        sections=tuple(_section(found, translations) for found in guideline.sections),
    )


def _section(section: Section, translations: Translations) -> Section:
    change = _changing(translations)
    return replace(
        section,
        title=change(Address(section.id, "title"), section.title),
        text=change(Address(section.id, "text"), section.text) if section.text else None,
        units=tuple(map_unit(unit, change) for unit in section.units),
        sections=tuple(_section(below, translations) for below in section.sections),
    )
