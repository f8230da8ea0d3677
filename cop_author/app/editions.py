"""What editions hold: units, words and contents, without building them."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from cop_author.app.basis import basis_of
from cop_author.app.compose_edition import compose_edition
from cop_author.app.texts import Opened, open_texts
from cop_author.errors import CopError
from cop_author.model.document import DocSection, Document, DocUnit
from cop_author.model.edition import Edition
from cop_author.text.readability import words


@dataclass(frozen=True, slots=True)
class Summary:
    """An edition in a line."""

    id: str
    title: str
    languages: tuple[str, ...]
    units: int
    words: int

    def as_dict(self) -> dict[str, object]:
        """As plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an edition's contents: level 0 is a guideline, units stand one deeper than their section."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What an edition holds, in order."""

    edition: str
    title: str
    lines: tuple[Line, ...]

    def as_dict(self) -> dict[str, object]:
        """As plain values."""
        return asdict(self)


def summaries(folder: Path, today: str) -> tuple[Summary, ...]:
    """Every edition of the workspace at or above `folder` whose text is here, in its first language."""
    opened = open_texts(folder)
    return tuple(_summary(document, edition) for edition, document in _documents(opened, today))


def contents(folder: Path, name: str, today: str) -> Contents:
    """What the edition `name` holds."""
    opened = open_texts(folder)
    edition = opened.edition(name)
    basis, problems = basis_of(opened, edition.layer, today)
    if basis is None:
        raise CopError(f"{name}: {problems[0].message}", problems[0].hint)
    document = compose_edition(basis, edition, edition.languages[0]).document
    lines: list[Line] = []
    for part in document.parts:
        lines.append(Line(0, part.id, part.title.plain))
        for section in part.sections:
            lines += _lines(section)
    return Contents(name, document.title.plain, tuple(lines))


def _lines(section: DocSection) -> list[Line]:
    title = f"{section.number} {section.title.plain}".strip()
    own = [Line(section.level, section.id, title)]
    units = [Line(section.level + 1, unit.id, _name(unit)) for unit in section.units]
    return own + units + [line for below in section.sections for line in _lines(below)]


def _name(unit: DocUnit) -> str:
    spoken = unit.title or unit.text or unit.caption or unit.alt
    return spoken.plain[:70] if spoken else ""


def _summary(document: Document, edition: Edition) -> Summary:
    units = list(document.units())
    total = sum(words(text) for unit in units for text in _texts(unit))
    return Summary(edition.id, document.title.plain, edition.languages, len(units), total)


def _texts(unit: DocUnit) -> list[str]:
    passages = [unit.title, unit.text, unit.caption, *unit.columns]
    passages += [point.text for point in unit.points] + [below.text for point in unit.points for below in point.points]
    passages += [passage for choice in unit.choices for passage in (choice.text, choice.answer)]
    passages += [passage for row in unit.rows for passage in (row.head, *row.cells)]
    return [passage.plain for passage in passages if passage]


def _documents(opened: Opened, today: str) -> Iterator[tuple[Edition, Document]]:
    bases = {
        name: basis_of(opened, name, today)[0] for name in {edition.layer for edition in opened.workspace.editions}
    }
    for edition in opened.workspace.editions:
        basis = bases[edition.layer]
        if basis:
            yield edition, compose_edition(basis, edition, edition.languages[0]).document
