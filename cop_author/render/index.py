"""What a reader can look up: topics with their units, and all names by alphabet; it must not know pages or markup."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from cop_author.model.document import DocPoint, DocSection, DocTerm, DocTopic, Document, DocUnit, Passage
from cop_author.model.edition import Look
from cop_author.model.rich import Words
from cop_author.text.collation import alphabet

WITHOUT_TOPICS = frozenset({Look.STORYBOOK, Look.WORKBOOK})
"""Looks for readers up to 12: names of topics are words of adults ('Child sexual abuse material')."""
WITHOUT_LETTERS = frozenset({Look.STORYBOOK})
"""Looks whose readers do not look words up."""
IN_BOOK = frozenset({Look.TEACHER, Look.FAMILY, Look.INDUSTRY, Look.POLICY})
"""Looks whose book has an index of topics; in one for children help is what stands at the back."""
_LONG = 70


class Sort(StrEnum):
    """What an entry leads to."""

    TERM = "term"
    TOPIC = "topic"
    SECTION = "section"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what it says, where it leads, and the section in which that stands, if it stands in one.

    `shared`: another line says the same, so that this one has to say more.
    """

    sort: Sort
    words: Passage
    anchor: str
    section: DocSection | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic that the edition has, and the units that are about it, in reading order."""

    topic: DocTopic
    entries: tuple[Entry, ...]

    @property
    def anchor(self) -> str:
        """Where links to it lead."""
        return self.topic.anchor


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter (or `collation.DIGITS`, `collation.OTHERS`) and what stands under it."""

    label: str
    entries: tuple[Entry, ...]

    @property
    def anchor(self) -> str:
        """Where links to it lead; plain characters, whatever the letter."""
        return "letter-" + "-".join(f"{ord(character):04x}" for character in self.label)


def subjects(document: Document) -> tuple[Subject, ...]:
    """The topics of the edition, by alphabet; none where its readers are not to have them."""
    if document.look in WITHOUT_TOPICS:
        return ()
    placed = tuple(_placed_units(document))
    entries = _told_apart(Entry(Sort.UNIT, name_of(unit), unit.id, section) for unit, section in placed)
    topics: dict[str, DocTopic] = {}
    about: dict[str, list[Entry]] = {}
    for (unit, _), entry in zip(placed, entries, strict=True):
        for topic in unit.topics:
            topics[topic.id] = topic
            about.setdefault(topic.id, []).append(entry)
    order = alphabet(document.language.tag)
    by_alphabet = sorted(topics.values(), key=lambda topic: order.key(topic.label.plain))
    return tuple(Subject(topic, tuple(about[topic.id])) for topic in by_alphabet)


def letters(document: Document) -> tuple[Letter, ...]:
    """Terms, topics, sections and titled units by alphabet, under their letters."""
    if document.look in WITHOUT_LETTERS:
        return ()
    found = alphabet(document.language.tag).grouped(_told_apart(_entries(document)), lambda entry: entry.words.plain)
    return tuple(Letter(label, entries) for label, entries in found.items())


def name_of(unit: DocUnit) -> Passage:
    """What to call a unit: its title, or the first words of what it says."""
    first = (_first_of_points(unit.points), *(row.head for row in unit.rows), *(choice.text for choice in unit.choices))
    named = (unit.title, unit.caption, unit.text, *first, unit.alt)
    return _shortened(next((passage for passage in named if passage), Passage(unit.id, "", "", (Words(unit.id),))))


def _entries(document: Document) -> Iterator[Entry]:
    for term in document.terms:
        yield from _of_term(term)
    for subject in subjects(document):
        yield Entry(Sort.TOPIC, subject.topic.label, subject.anchor)
    for section, above in _placed_sections(document):
        yield Entry(Sort.SECTION, section.title, section.id, above)
    for unit, inside in _placed_units(document):
        if unit.title and not (inside and _same(unit.title, inside.title)):
            yield Entry(Sort.UNIT, unit.title, unit.id, inside)


def _of_term(term: DocTerm) -> Iterator[Entry]:
    """A term, and its abbreviation, under which others look."""
    name, short = term.preferred, term.abbreviation
    if not short:
        yield Entry(Sort.TERM, name, term.anchor)
        return
    for words in (f"{name.plain} ({short})", f"{short} ({name.plain})"):
        yield Entry(Sort.TERM, replace(name, nodes=(Words(words),)), term.anchor)


def _told_apart(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    found = tuple(entries)
    times = Counter(_folded(entry.words) for entry in found)
    return tuple(replace(entry, shared=times[_folded(entry.words)] > 1) for entry in found)


def _placed_sections(document: Document) -> Iterator[tuple[DocSection, DocSection | None]]:
    """All sections in reading order, each with the one that holds it."""

    def below(section: DocSection, above: DocSection | None) -> Iterator[tuple[DocSection, DocSection | None]]:
        yield section, above
        for each in section.sections:
            yield from below(each, section)

    for part in document.parts:
        for section in part.sections:
            yield from below(section, None)


def _placed_units(document: Document) -> Iterator[tuple[DocUnit, DocSection | None]]:
    """The help unit, which stands in no section, then all others in reading order, each with its section."""
    held = {unit.id for unit in document.units()}
    if document.help and document.help.id not in held:
        yield document.help, None
    for section in document.sections():
        for unit in section.units:
            yield unit, section


def _first_of_points(points: tuple[DocPoint, ...]) -> Passage | None:
    return points[0].text if points else None


def _shortened(passage: Passage) -> Passage:
    """The passage, or its first words where it is long."""
    text = passage.plain
    if len(text) <= _LONG:
        return passage
    cut = text[:_LONG].rpartition(" ")[0] or text[:_LONG]
    return replace(passage, nodes=(Words(f"{cut.rstrip(' ,;:.–—')}…"),))


def _same(one: Passage, other: Passage) -> bool:
    return _folded(one) == _folded(other)


def _folded(passage: Passage) -> str:
    return passage.plain.casefold()
