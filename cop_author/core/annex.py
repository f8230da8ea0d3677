"""Entries of the annex of deviations as they are printed; it must not decide which deviations concern an edition."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from cop_author.model.deviation import Cause, Deviation, FieldDeviation
from cop_author.model.document import DocCause, DocDeviation, DocField, Passage
from cop_author.model.guideline import Text
from cop_author.model.ids import Address
from cop_author.model.rich import Words, plain
from cop_author.model.vocabulary import Facet
from cop_author.text.fill import Values, fill
from cop_author.text.inline import parse
from cop_author.text.locale import language
from cop_author.text.words import readable_diff


@dataclass(frozen=True, slots=True)
class Annex:
    """What an entry needs besides the deviation: values, the edition's language, titles of layers by id, the ids that
    the edition holds, who numbers the sources (0: no such source), and facets with their labels by id."""

    values: Values
    lang: str
    layers: Mapping[str, str]
    present: Collection[str]
    cite: Callable[[str], int]
    facets: Mapping[str, Facet]

    def entry(self, found: Deviation) -> DocDeviation:
        """One unit's departure with its reasons."""
        return DocDeviation(
            unit=found.unit,
            name=plain(parse(found.name).nodes),
            present=found.unit in self.present,
            departures=found.departures,
            fields=tuple(self._field(found, each) for each in found.fields),
            causes=tuple(self._cause(cause) for cause in found.causes),
        )

    def _field(self, deviation: Deviation, found: FieldDeviation) -> DocField:
        address = Address(deviation.unit, found.field)
        old, new = (self._quoted(address, text) if text else None for text in (found.old, found.new))
        runs = readable_diff(old.plain, new.plain) if old and new and old.lang == new.lang else ()
        inside = tuple(self._quoted(address, text) for text in found.inside)
        causes = deviation.causes_of(found.field)
        by = tuple(cause.operation.id for cause in causes) if len(causes) < len(deviation.causes) else ()
        return DocField(found.field, runs, old, new, found.part, inside, by)

    def _quoted(self, address: Address, text: Text) -> Passage:
        """A text as it would be printed, without its links: what the annex quotes is not thereby in the edition."""
        source = self._labelled(text.source) if address.field == "for" else text.source
        words = plain(fill(parse(source).nodes, self.values))
        lang = text.lang or self.lang
        return Passage(str(address), lang, language(lang).dir, (Words(words),))

    def _labelled(self, conditions: str) -> str:
        """'readers: educators; settings: school' in the labels of the facets and their values."""
        return "; ".join(self._labels(each) for each in conditions.split("; "))

    def _labels(self, condition: str) -> str:
        name, _, values = condition.partition(": ")
        facet = self.facets.get(name)
        if facet is None:
            return condition
        return f"{facet.title.source}: {', '.join(facet.label(value) for value in values.split(', '))}"

    def _cause(self, cause: Cause) -> DocCause:
        operation, legal = cause.operation, cause.operation.legal
        return DocCause(
            operation=operation.id,
            layer=self.layers.get(cause.layer, cause.layer),
            do=operation.do,
            effect=operation.effect,
            reason=operation.reason,
            basis=", ".join(filter(None, (legal.instrument, legal.article))) if legal else "",
            source=self.cite(legal.source) if legal and legal.source else 0,
            standing=cause.standing,
        )
