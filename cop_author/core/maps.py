"""Maps of an edition: how many units speak of which age, and where which risk is dealt with; it must not draw them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from cop_author.model.document import DocMap, MapKind, MapRow, Meeting, Passage
from cop_author.model.edition import SECTIONS, RiskMap, Tailored
from cop_author.model.guideline import Section, Text, Unit
from cop_author.model.ids import Address
from cop_author.model.vocabulary import Facet

_AGES, _TOPICS = "ages", "topics"
_LEAST = 2
"""Fewer lines or columns make no map."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A unit, the number and section of its chapter, and what it states itself or by a section around it."""

    unit: Unit
    number: str
    chapter: Section
    states: Mapping[str, frozenset[str]]


_Line = tuple[Passage, str, str, list[_Placed]]
"""Label, anchor, number and units of a line."""


@dataclass(frozen=True, slots=True)
class Maps:
    """What maps need besides the text: facets by id, how a label becomes a passage, titles by id."""

    facets: Mapping[str, Facet]
    passage: Callable[[Address, Text], Passage]
    titles: Mapping[str, tuple[str, str]]

    def of(self, tailored: Tailored) -> Iterator[DocMap]:
        """The maps that the text bears, in the order in which they are shown."""
        placed = tuple(_placed(tailored))
        drawn = [self._ages(placed), self._risks(placed, tailored.edition.risk_map)]
        yield from (found for found in drawn if found)

    def _ages(self, placed: Collection[_Placed]) -> DocMap | None:
        """Topics line by line, ages in columns; of units that state an age."""
        stating = [each for each in placed if _AGES in each.states]
        lines = self._by_value(stating, _TOPICS)
        return self._map(MapKind.AGES, _TOPICS, lines, self._by_value(stating, _AGES))

    def _risks(self, placed: Collection[_Placed], wanted: RiskMap | None) -> DocMap | None:
        if wanted is None:
            return None
        lines = _by_chapter(placed, self.passage) if wanted.rows == SECTIONS else self._by_value(placed, wanted.rows)
        columns = [self._risk(placed, risk, {risk, *more}) for risk, more in wanted.risks]
        return self._map(MapKind.RISKS, wanted.rows, lines, columns)

    def _by_value(self, placed: Iterable[_Placed], facet: str) -> list[_Line]:
        values = self.facets[facet].values if facet in self.facets else ()
        held = [(value, [each for each in placed if value.id in each.states.get(facet, ())]) for value in values]
        return [(self._label(facet, value.id), "", "", units) for value, units in held if units]

    def _risk(self, placed: Iterable[_Placed], risk: str, topics: set[str]) -> _Line:
        units = [each for each in placed if topics & set(each.unit.topics)]
        return self._label(_TOPICS, risk), "", "", units

    def _label(self, facet: str, value: str) -> Passage:
        known = self.facets[facet].values if facet in self.facets else ()
        label = next((found.label for found in known if found.id == value), Text(value))
        return self.passage(Address(f"facet:{facet}", value), label)

    def _map(self, kind: MapKind, rows: str, lines: Iterable[_Line], columns: Iterable[_Line]) -> DocMap | None:
        """Without empty lines and columns; none where too little is left."""
        across = [(label, {each.unit.id for each in units}) for label, _, _, units in columns]
        made = [
            MapRow(label, tuple(self._meeting(units, ids) for _, ids in across), anchor, number)
            for label, anchor, number, units in lines
        ]
        filled = tuple(row for row in made if any(row.cells))
        if len(filled) < _LEAST or len(across) < _LEAST:
            return None
        head = self.facets[rows].title.source if rows in self.facets else ""
        return DocMap(kind, head, tuple(label for label, _ in across), filled)

    def _meeting(self, units: Iterable[_Placed], ids: Collection[str]) -> Meeting | None:
        found = [each.unit.id for each in units if each.unit.id in ids]
        return Meeting(len(found), found[0], self.titles[found[0]][0]) if found else None


def _by_chapter(placed: Iterable[_Placed], passage: Callable[[Address, Text], Passage]) -> list[_Line]:
    chapters: dict[str, _Line] = {}
    for each in placed:
        name = each.chapter.id
        if name not in chapters:
            chapters[name] = (passage(Address(name, "title"), each.chapter.title), name, each.number, [])
        chapters[name][3].append(each)
    return list(chapters.values())


def _placed(tailored: Tailored) -> Iterator[_Placed]:
    chapters = (section for guideline in tailored.guidelines for section in guideline.sections)
    for number, chapter in enumerate(chapters, 1):
        yield from _within(chapter, str(number), chapter, {})


def _within(section: Section, number: str, chapter: Section, above: Mapping[str, frozenset[str]]) -> Iterator[_Placed]:
    states = _narrowed(above, section.for_.facets)
    for unit in section.units:
        own = {_TOPICS: frozenset(unit.topics)} if unit.topics else {}
        yield _Placed(unit, number, chapter, {**_narrowed(states, unit.for_.facets), **own})
    for below in section.sections:
        yield from _within(below, number, chapter, states)


def _narrowed(
    above: Mapping[str, frozenset[str]], stated: Iterable[tuple[str, tuple[str, ...]]]
) -> dict[str, frozenset[str]]:
    return {**above, **{name: above.get(name, frozenset(values)) & set(values) for name, values in stated}}
