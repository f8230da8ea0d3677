"""The shape of guidelines, sections and units."""

from typing import Any

from cop_author.formats.common import CONDITIONS, FORMAT, PICTURE, SLUG, SLUGS
from cop_author.formats.scalars import OneWord, Plain, Prose, Whole
from cop_author.formats.shape import ByTag, Key, Later, ListOf, MapOf, Record, Shape
from cop_author.model.guideline import (
    Cell,
    Choice,
    Column,
    Core,
    Force,
    Guideline,
    Kind,
    Point,
    Row,
    Section,
    Status,
    Text,
    Unit,
)
from cop_author.model.kinds import MAY_HOLD, MUST_HOLD
from cop_author.model.place import Where

_FOR = Key("for", CONDITIONS, "Whom or what this applies to: facet → values. Left out: everyone.", attribute="for_")
_ID = Key("id", SLUG, "Permanent: never changed by hand, never used again.", required=True)
_TEXT = Key(
    "text", Prose(), "Inline CommonMark: *emphasis*, **strong**, [links](unit:id), {parameters}.", required=True
)


def _point() -> Shape:
    return POINT


POINT = Record(
    "point", Point, _ID, _TEXT, Key("points", ListOf(Later(_point)), "Points below this one."), _FOR
)  # fmt: skip
CHOICE = Record(
    "choice", Choice, _ID, _TEXT, Key("answer", Prose(), "What the book says to this choice; printed elsewhere.")
)  # fmt: skip
COLUMN = Record("column", Column, _ID, Key("head", Prose(), "The column's heading.", required=True))


def _cell(column: str, text: Text, _: Where) -> Cell:
    return Cell(column, text)


ROW = Record(
    "row",
    Row,
    _ID,
    Key("head", Prose(), "What stands in the first column.", required=True),
    Key("cells", MapOf(SLUG, Prose(), _cell), "Column id → text, for the columns after the first."),
    _FOR,
)

_FIELDS: dict[str, Key] = {
    key.name: key
    for key in (
        Key("title", Prose(), "A heading, in sentence case."),
        Key("text", Prose(), _TEXT.about),
        Key("force", OneWord(Force), "Shown by a label; no modal verb stands in the text."),
        Key("points", ListOf(POINT), "The items of a list, each with a permanent id."),
        Key("choices", ListOf(CHOICE), "Ways to answer, each with its answer."),
        Key("columns", ListOf(COLUMN), "The first column heads the rows."),
        Key("rows", ListOf(ROW), "The rows of a table."),
        Key("image", PICTURE, "A picture below content/master/assets."),
        Key("alt", Prose(), "The picture in words, for those who do not see it."),
        Key("caption", Prose(), "Printed below the picture."),
        Key("room", Whole(1, 20), "Lines to write on, on paper."),
    )
}
_COMMON = (
    Key("core", OneWord(Core), "Mandatory units cannot be removed or weakened without a waiver."),
    _FOR,
    Key("topics", SLUGS, "What it is about."),
    Key("status", OneWord(Status), "A draft never appears unmarked."),
    Key("sources", SLUGS, "Evidence: entries of sources.yaml."),
    Key("see", SLUGS, "Related units."),
    Key("note", Prose(), "For translators and editors; not printed."),
    Key("props", MapOf(SLUG, Plain()), "Open properties declared in facets.yaml."),
)


def _unit_record(kind: Kind) -> Record:
    required, optional = MUST_HOLD[kind], MAY_HOLD[kind]
    own = [
        Key(f.name, f.shape, f.about, required=f.name in required)
        for n, f in _FIELDS.items()
        if n in required + optional
    ]
    kind_key = Key("kind", OneWord(Kind), "What the unit is.", required=True)
    return Record(f"{kind} unit", Unit, _ID, kind_key, *_COMMON, *own)


UNIT = ByTag("unit", "kind", {str(kind): _unit_record(kind) for kind in Kind})

_HEAD = Record(
    "section head",
    Section,
    _ID,
    Key("title", Prose(), "The heading.", required=True),
    Key("text", Prose(), "The decision that the reader of this section faces, in one paragraph."),
    _FOR,
    Key("topics", SLUGS, "What the section is about."),
)


def _section(section: Section, units: Any = (), sections: Any = (), format: str = "", *, where: Where) -> Section:
    return Section(
        section.id, section.title, section.text, section.for_, section.topics, units, sections, section.where
    )  # fmt: skip


def _nested() -> Shape:
    return SUBSECTION


_SECTION_KEYS = (
    Key("section", _HEAD, "The section itself.", required=True),
    Key("units", ListOf(UNIT), "Its units, in reading order."),
    Key("sections", ListOf(Later(_nested)), "Sections below it, after its units."),
)
SUBSECTION = Record("subsection", _section, *_SECTION_KEYS, positions=False)
SECTION = Record("section file", _section, FORMAT, *_SECTION_KEYS, positions=False)


def _guideline(sections: tuple[str, ...] = (), format: str = "", **values: Any) -> Guideline:
    return Guideline(order=sections, **values)


GUIDELINE = Record(
    "guideline",
    _guideline,
    FORMAT,
    Key("id", SLUG, "The guideline's id.", required=True),
    Key("prefix", SLUG, "What the ids of its sections and units begin with.", required=True),
    Key("title", Prose(), "The guideline's title.", required=True),
    Key("text", Prose(), "An introduction of one or two sentences."),
    Key("sections", SLUGS, "Ids of its sections, in reading order.", required=True),
)
