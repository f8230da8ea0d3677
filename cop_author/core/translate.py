"""Puts translations in the place of source text; where there is none the source stays, in its own language."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from cop_author.model.catalogue import Key, Translations
from cop_author.model.deviation import Cause, Deviation, FieldDeviation, Part
from cop_author.model.edition import Tailored
from cop_author.model.guideline import Core, Guideline, Section, Text, Unit
from cop_author.model.ids import Address
from cop_author.model.vocabulary import Facet, Term
from cop_author.text.addresses import (
    Change,
    map_edition,
    map_facet,
    map_guideline,
    map_section,
    map_term,
    map_unit,
    texts_of_edition,
    texts_of_guideline,
    texts_of_section,
    texts_of_unit,
)


def translate(tailored: Tailored, translations: Translations) -> Tailored:
    """`tailored` with every text that has a translation replaced by it, its cover too."""
    if not translations:
        return tailored
    change = _changing(translations)
    return replace(
        tailored,
        edition=map_edition(tailored.edition, change),
        guidelines=tuple(_guideline(found, change) for found in tailored.guidelines),
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
    """The glossary with the translations that there are; an abbreviation belongs to the words it is made of."""
    return tuple(_translate_term(term, translations) for term in terms)


def _translate_term(term: Term, translations: Translations) -> Term:
    found = map_term(term, _changing(translations))
    return found if found.preferred == term.preferred else replace(found, abbreviation="")


def translate_facets(facets: Iterable[Facet], translations: Translations) -> tuple[Facet, ...]:
    """The vocabularies with translated labels."""
    return tuple(map_facet(facet, _changing(translations)) for facet in facets)


def translate_deviation(deviation: Deviation, translations: Translations) -> Deviation:
    """A departure with both its texts, its name and its reasons as the edition's language has them."""

    def field(found: FieldDeviation) -> FieldDeviation:
        address = Address(deviation.unit, found.field)
        old, new = (translated(address, text, translations) if text else None for text in (found.old, found.new))
        around = zip(_around(found), found.inside, strict=True)
        inside = tuple(translated(Address(deviation.unit, name), text, translations) for name, text in around)
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


def without(tailored: Tailored, outdated: Collection[Key]) -> Tailored:
    """The edition without the units that hold a text whose translation is out of date; mandatory units stay."""

    def stays(unit: Unit) -> bool:
        texts = ((str(address), text.source) for address, text in texts_of_unit(unit))
        return unit.core is Core.MANDATORY or not any(key in outdated for key in texts)

    def thinned(section: Section) -> Section:
        units = tuple(unit for unit in section.units if stays(unit))
        return replace(section, units=units, sections=tuple(thinned(below) for below in section.sections))

    guidelines = tuple(replace(g, sections=tuple(map(thinned, g.sections))) for g in tailored.guidelines)
    return replace(tailored, guidelines=guidelines)


def _around(found: FieldDeviation) -> tuple[str, ...]:
    """The fields whose texts a departure holds as what is around it."""
    first, _, last = found.field.partition(".")
    return {Part.CELL: (f"{first}.head", f"head.{last}"), Part.ANSWER: (first,)}.get(found.part, ())


def _changing(translations: Translations) -> Change:
    return lambda address, text: translated(address, text, translations)


def _anywhere(unit: str, text: Text, translations: Translations) -> Text:
    """The translation of a text of `unit` whose field is not known."""
    fields = ("title", "caption", "text", "alt")
    return next((found for name in fields if (found := translations.get((f"{unit}#{name}", text.source)))), text)


def _cause(cause: Cause, translations: Translations) -> Cause:
    operation = cause.operation
    reason = said(f"operation:{operation.id}#reason", operation.reason, translations)
    return replace(cause, operation=replace(operation, reason=reason))


def _guideline(guideline: Guideline, change: Change) -> Guideline:
    sections = tuple(_section(found, change) for found in guideline.sections)
    return replace(map_guideline(guideline, change), sections=sections)


def _section(section: Section, change: Change) -> Section:
    return replace(
        map_section(section, change),
        units=tuple(map_unit(unit, change) for unit in section.units),
        sections=tuple(_section(below, change) for below in section.sections),
    )
