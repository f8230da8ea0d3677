"""Numbers and links: what one edition prints becomes a document; it must not select, translate or know HTML."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from cop_author.core.annex import Annex
from cop_author.core.maps import Maps
from cop_author.core.national import doc_brand, routes, values_of
from cop_author.model.brand import Brand
from cop_author.model.deviation import Deviation
from cop_author.model.document import (
    Applies,
    Colophon,
    DocChoice,
    DocPart,
    DocPoint,
    DocRoute,
    DocRow,
    DocSection,
    DocSource,
    DocTerm,
    DocTopic,
    Document,
    DocUnit,
    Language,
    Passage,
    Reference,
)
from cop_author.model.edition import LeftOut, Look, Tailored
from cop_author.model.guideline import Conditions, Guideline, Kind, Point, Section, Status, Text, Unit
from cop_author.model.ids import Address
from cop_author.model.problem import Problem, Problems, Rule
from cop_author.model.rich import Emphasis, Inline, Link, Strong, Value, plain, walk
from cop_author.model.vocabulary import Facet, Source, Term
from cop_author.text.fill import Values, fill
from cop_author.text.inline import parse
from cop_author.text.locale import choice_letters, language

LEFT_OUT = Rule(
    "B104",
    "A reference to a unit that the edition leaves out",
    "The edition says that such a reference must not happen.",
    "Include the unit, or set left-out-references to text.",
)
_NUMBERED = frozenset({Look.TEACHER, Look.FAMILY, Look.INDUSTRY, Look.POLICY})
_TOPICS = "topics"
_UNSPOKEN = frozenset({"readers"})
"""Facets that a reader need not see: the edition as a whole is for them."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What composing needs besides the text: the language, the values, the vocabularies and what lies elsewhere.

    `elsewhere` maps the ids of units that this edition leaves out to web addresses, for `left-out-references: link`.
    `layers` maps the ids of layers to their titles, for the `deviations` that concern the edition.
    """

    language: Language
    languages: tuple[Language, ...]
    values: Values
    facets: tuple[Facet, ...]
    terms: tuple[Term, ...]
    sources: tuple[Source, ...]
    colophon: Colophon
    statement: Text | None = None
    help: Unit | None = None
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    deviations: tuple[Deviation, ...] = ()
    layers: Mapping[str, str] = field(default_factory=dict)
    illustration: str = ""
    published: str = ""
    """The web address below which the edition is published, or ''."""
    brand: Brand = Brand()
    """How the layer `brand_of` shows itself, as the edition's language says it."""
    brand_of: str = ""
    outdated: Collection[str] = ()
    """Addresses of texts whose translation was made from an earlier version."""


def compose(tailored: Tailored, setting: Setting) -> tuple[Document, Problems]:
    """The document that `tailored` makes, and references that it must not leave open."""
    return _Composer(tailored, setting).document()


class _Composer:
    """One document in the making: it collects the terms and sources met on the way."""

    def __init__(self, tailored: Tailored, setting: Setting) -> None:
        self._tailored = tailored
        self._setting = setting
        self._facets = {facet.id: facet for facet in setting.facets}
        self._terms = {term.id: term for term in setting.terms}
        self._sources = {source.id: source for source in setting.sources}
        self._present = dict(_titles(tailored.guidelines))
        if setting.help:
            self._present[setting.help.id] = (setting.help.name, "help")
        self._cited: dict[str, int] = {}
        self._used: dict[str, None] = {}
        self._generic: dict[str, None] = {}
        self._filled: dict[str, None] = {}
        marked = setting.deviations if tailored.edition.deviations.marks else ()
        self._departures = {found.unit: found.departures for found in marked}
        self._changed = {str(Address(found.unit, each.field)) for found in marked for each in found.fields if each.new}
        self._problems: list[Problem] = []
        self._tables, self._figures = count(1), count(1)
        self._topics = {topic.id: topic for topic in self._vocabulary(_TOPICS)}

    def document(self) -> tuple[Document, Problems]:
        edition, setting = self._tailored.edition, self._setting
        owner, cover = f"edition:{edition.id}", edition.cover
        parts = tuple(self._parts())
        help_ = self._unit(setting.help) if setting.help else None
        listed = setting.deviations if edition.deviations.annex else ()
        annex = Annex(setting.values, setting.language.tag, setting.layers, self._present, self._cite, self._facets)
        maps = Maps(self._facets, self._passage, self._present)
        document = Document(
            edition=edition.id,
            look=edition.voice,
            outputs=edition.outputs,
            language=setting.language,
            languages=setting.languages,
            title=self._passage(Address(owner, "title"), edition.title),
            subtitle=self._maybe(Address(owner, "subtitle"), edition.subtitle),
            line=self._maybe(Address(owner, "line"), cover.line if cover else None),
            cover_image=cover.image if cover else "",
            cover_alt=self._maybe(Address(owner, "alt"), cover.alt if cover else None),
            parts=parts,
            help=help_,
            terms=self._glossary(),
            sources=(),
            colophon=setting.colophon,
            maps=tuple(maps.of(self._tailored)) if edition.voice in _NUMBERED else (),
            statement=self._maybe(Address("master", "statement"), setting.statement),
            deviations=tuple(annex.entry(found) for found in listed),
            illustration=setting.illustration,
            published=setting.published,
            brand=doc_brand(setting.brand, setting.brand_of, self._passage),
            routes=self._routes(),
        )
        gathered = replace(document, to_fill=tuple(self._generic), filled=tuple(self._filled))
        return replace(gathered, sources=tuple(self._bibliography())), tuple(self._problems)

    def _routes(self) -> tuple[DocRoute, ...]:
        """Whom to turn to; what stands there counts as printed."""
        found = routes(self._setting.values, self._tailored.edition.voice) if self._setting.brand_of else ()
        self._filled.update(dict.fromkeys(value.name for route in found for value in values_of(route)))
        return found

    def _parts(self) -> Iterator[DocPart]:
        numbers = count(1)
        for guideline in self._tailored.guidelines:
            owner = f"guideline:{guideline.id}"
            yield DocPart(
                id=guideline.id,
                title=self._passage(Address(owner, "title"), guideline.title),
                text=self._maybe(Address(owner, "text"), guideline.text),
                sections=tuple(self._section(section, str(next(numbers)), ()) for section in guideline.sections),
            )

    def _section(self, section: Section, number: str, above: tuple[Section, ...]) -> DocSection:
        path = (*above, section)
        return DocSection(
            id=section.id,
            number=number if self._tailored.edition.voice in _NUMBERED else "",
            level=len(path),
            title=self._passage(Address(section.id, "title"), section.title),
            text=self._maybe(Address(section.id, "text"), section.text),
            units=tuple(self._unit(unit, path) for unit in section.units),
            sections=tuple(
                self._section(below, f"{number}.{at}", path) for at, below in enumerate(section.sections, 1)
            ),
        )

    def _unit(self, unit: Unit, above: tuple[Section, ...] = ()) -> DocUnit:
        return DocUnit(
            id=unit.id,
            kind=unit.kind,
            title=self._maybe(Address(unit.id, "title"), unit.title),
            text=self._maybe(Address(unit.id, "text"), unit.text),
            core=unit.core,
            force=unit.force,
            draft=unit.status is Status.DRAFT,
            number=self._number(unit),
            points=tuple(self._point(unit.id, point, "") for point in unit.points),
            choices=self._choices(unit),
            columns=tuple(self._passage(Address(unit.id, f"head.{c.id}"), c.head) for c in unit.columns),
            rows=self._rows(unit),
            image=unit.image,
            alt=self._maybe(Address(unit.id, "alt"), unit.alt),
            caption=self._maybe(Address(unit.id, "caption"), unit.caption),
            room=unit.room,
            sources=tuple(self._cite(name) for name in unit.sources if name in self._sources),
            see=tuple(self._see(unit)),
            applies=tuple(self._applies(unit.for_)),
            topics=tuple(self._about(unit, above)),
            is_path=self._is_path(unit),
            departures=self._departures.get(unit.id, ()),
        )

    def _number(self, unit: Unit) -> str:
        """A table that is drawn as a path counts as a figure."""
        if unit.kind is Kind.TABLE and not self._is_path(unit):
            return str(next(self._tables))
        return str(next(self._figures)) if unit.kind in (Kind.TABLE, Kind.FIGURE) else ""

    def _is_path(self, unit: Unit) -> bool:
        return unit.id in self._tailored.edition.paths

    def _point(self, unit: str, point: Point, above: str) -> DocPoint:
        path = f"{above}{point.id}"
        text = self._passage(Address(unit, path), point.text)
        return DocPoint(f"{unit}.{path}", text, tuple(self._point(unit, below, f"{path}.") for below in point.points))

    def _choices(self, unit: Unit) -> tuple[DocChoice, ...]:
        letters = choice_letters(self._setting.language.tag)
        return tuple(
            DocChoice(
                anchor=f"{unit.id}.{choice.id}",
                letter=letters[at] if at < len(letters) else str(at + 1),
                text=self._passage(Address(unit.id, choice.id), choice.text),
                answer=self._maybe(Address(unit.id, f"{choice.id}.answer"), choice.answer),
            )
            for at, choice in enumerate(unit.choices)
        )

    def _rows(self, unit: Unit) -> tuple[DocRow, ...]:
        def cell(row: str, column: str, cells: dict[str, Text]) -> Passage | None:
            return self._maybe(Address(unit.id, f"{row}.{column}"), cells.get(column))

        rows = []
        for row in unit.rows:
            cells = {found.column: found.text for found in row.cells}
            head = self._passage(Address(unit.id, f"{row.id}.head"), row.head)
            rest = tuple(cell(row.id, column.id, cells) for column in unit.columns[1:])
            rows.append(DocRow(f"{unit.id}.{row.id}", head, rest))
        return tuple(rows)

    def _see(self, unit: Unit) -> Iterator[Reference]:
        for name in unit.see:
            if name in self._present:
                title, section = self._present[name]
                yield Reference(name, title, section)
            else:
                self._note_left_out(name, unit)

    def _applies(self, for_: Conditions) -> Iterator[Applies]:
        for name, values in for_.facets:
            facet = self._facets.get(name)
            if facet and name not in _UNSPOKEN:
                yield Applies(facet.title.source, tuple(facet.label(value) for value in values))

    def _about(self, unit: Unit, above: tuple[Section, ...]) -> Iterator[DocTopic]:
        named = {*unit.topics, *(name for section in above for name in section.topics)}
        yield from (topic for name, topic in self._topics.items() if name in named)

    def _vocabulary(self, facet: str) -> Iterator[DocTopic]:
        """The values of a facet with their labels, in the order in which it lists them."""
        for value in self._facets[facet].values if facet in self._facets else ():
            yield DocTopic(value.id, self._passage(Address(f"facet:{facet}", value.id), value.label))

    def _maybe(self, address: Address, text: Text | None) -> Passage | None:
        return self._passage(address, text) if text else None

    def _passage(self, address: Address, text: Text) -> Passage:
        nodes = self._linked(fill(parse(text.source).nodes, self._setting.values), text)
        for node in walk(nodes):
            if isinstance(node, Value):
                (self._generic if node.generic else self._filled).setdefault(node.name)
        changed = str(address) in self._changed
        outdated = str(address) in self._setting.outdated
        return Passage(str(address), text.lang, language(text.lang).dir, nodes, changed, outdated)

    def _linked(self, nodes: tuple[Inline, ...], text: Text) -> tuple[Inline, ...]:
        linked: list[Inline] = []
        for node in nodes:
            if isinstance(node, Emphasis | Strong):
                linked.append(replace(node, children=self._linked(node.children, text)))
            elif isinstance(node, Link):
                linked += self._link(node, text)
            else:
                linked.append(node)
        return tuple(linked)

    def _link(self, link: Link, text: Text) -> tuple[Inline, ...]:
        if link.scheme == "term" and link.name in self._terms:
            self._used.setdefault(link.name)
        elif link.scheme == "ref" and link.name in self._sources:
            self._cite(link.name)
        elif link.scheme == "unit" and link.name not in self._present:
            return self._left_out(link, text)
        return (link,)

    def _left_out(self, link: Link, text: Text) -> tuple[Inline, ...]:
        policy = self._tailored.edition.left_out
        if policy is LeftOut.FAIL:
            self._problems.append(LEFT_OUT.at(text.where, f"{link.name} is not in {self._tailored.edition.id}"))
        address = self._setting.elsewhere.get(link.name) if policy is LeftOut.LINK else None
        return (Link(address, link.children),) if address else link.children

    def _note_left_out(self, name: str, unit: Unit) -> None:
        if self._tailored.edition.left_out is LeftOut.FAIL:
            message = f"{name} is not in {self._tailored.edition.id}"
            self._problems.append(LEFT_OUT.at(unit.where.at("see"), message))

    def _cite(self, name: str) -> int:
        """The number of a source; 0 where there is no such source."""
        if name not in self._sources:
            return 0
        return self._cited.setdefault(name, len(self._cited) + 1)

    def _glossary(self) -> tuple[DocTerm, ...]:
        """The terms that the text links to, and those that their definitions link to, by alphabet."""
        made: dict[str, DocTerm] = {}
        while missing := [name for name in self._used if name not in made]:
            for name in missing:
                made[name] = self._term(self._terms[name])
        return tuple(sorted(made.values(), key=lambda term: term.preferred.plain.casefold()))

    def _term(self, term: Term) -> DocTerm:
        owner = f"term:{term.id}"
        preferred = self._passage(Address(owner, "preferred"), term.preferred)
        definition = self._passage(Address(owner, "definition"), term.definition)
        for name in term.sources:
            if name in self._sources:
                self._cite(name)
        return DocTerm(term.id, preferred, term.abbreviation, definition)

    def _bibliography(self) -> Iterator[DocSource]:
        for name, number in self._cited.items():
            s = self._sources[name]
            yield DocSource(number, s.id, s.title, s.publisher, s.year, s.address, s.read, s.lang)


def _titles(guidelines: Iterable[Guideline]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Every section and unit of the edition: id → (what to call it, the section it stands in)."""
    for guideline in guidelines:
        for section in guideline.walk():
            title = plain(parse(section.title.source).nodes)
            yield section.id, (title, section.id)
            for unit in section.units:
                spoken = unit.title or unit.caption
                yield unit.id, (plain(parse(spoken.source).nodes) if spoken else title, section.id)
