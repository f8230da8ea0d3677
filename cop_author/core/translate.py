"""Puts translations in the place of source text; where there is none the source stays, in its own language."""

from collections.abc import Mapping
from dataclasses import replace

from cop_author.model.edition import Tailored
from cop_author.model.guideline import Guideline, Section, Text
from cop_author.model.ids import Address
from cop_author.text.addresses import map_unit

Translations = Mapping[tuple[str, str], Text]
"""(address, source text) → the text to print, with its language."""


def translate(tailored: Tailored, translations: Translations) -> Tailored:
    """`tailored` with every text that has a translation replaced by it."""
    if not translations:
        return tailored
    return replace(tailored, guidelines=tuple(_guideline(found, translations) for found in tailored.guidelines))


def translated(address: Address, text: Text, translations: Translations) -> Text:
    """The translation of one text, or the text itself."""
    return translations.get((str(address), text.source), text)


def _guideline(guideline: Guideline, translations: Translations) -> Guideline:
    owner = f"guideline:{guideline.id}"
    return replace(
        guideline,
        title=translated(Address(owner, "title"), guideline.title, translations),
        text=translated(Address(owner, "text"), guideline.text, translations) if guideline.text else None,
        sections=tuple(_section(found, translations) for found in guideline.sections),
    )


def _section(section: Section, translations: Translations) -> Section:
    def change(address: Address, text: Text) -> Text:
        return translated(address, text, translations)

    return replace(
        section,
        title=change(Address(section.id, "title"), section.title),
        text=change(Address(section.id, "text"), section.text) if section.text else None,
        units=tuple(map_unit(unit, change) for unit in section.units),
        sections=tuple(_section(below, translations) for below in section.sections),
    )
