"""What editions hold: units, words and contents, without building them."""

from dataclasses import asdict, dataclass
from pathlib import Path

from cop_author.app.compose_edition import compose_edition
from cop_author.errors import UsageError
from cop_author.model.document import DocSection, Document, DocUnit
from cop_author.model.edition import Edition
from cop_author.model.workspace import Workspace
from cop_author.store.history import History
from cop_author.store.provenance import Provenance
from cop_author.store.workspace import open_workspace
from cop_author.text.nearest import did_you_mean
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


def summaries(folder: Path) -> tuple[Summary, ...]:
    """Every edition of the workspace at or above `folder`, in its first language."""
    root, workspace = open_workspace(folder)
    return tuple(_summary(_document(root, workspace, edition), edition) for edition in workspace.editions)


def contents(folder: Path, name: str) -> Contents:
    """What the edition `name` holds."""
    root, workspace = open_workspace(folder)
    by_id = {edition.id: edition for edition in workspace.editions}
    if name not in by_id:
        raise UsageError(f"there is no edition {name!r}", did_you_mean(name, by_id) or "`cop edition list` shows all.")
    document = _document(root, workspace, by_id[name])
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


def _document(root: Path, workspace: Workspace, edition: Edition) -> Document:
    return compose_edition(workspace, edition, edition.languages[0], Provenance(root, History(root))).document
