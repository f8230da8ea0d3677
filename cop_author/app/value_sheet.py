"""The values of a layer as a sheet for a spreadsheet program, and back; every row that cannot be taken is named."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from cop_author.app.fill import Answer, Entry, Fill, find_wrong
from cop_author.app.layer_sources import Cited, source_for
from cop_author.errors import UsageError
from cop_author.model.vocabulary import ParameterType

COLUMNS = (
    "name", "about", "form", "printed in", "value", "source", "publisher", "verified", "valid until", "owner",
)  # fmt: skip
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken: its number as the spreadsheet shows it, and why."""

    row: int
    name: str
    message: str


def write_values(entries: tuple[Entry, ...]) -> str:
    """The sheet, with the mark by which Excel knows that it is UTF-8."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        value = entry.value if not entry.inherited else None
        own = (value.value, value.source, "", value.verified, value.valid_until, value.owner) if value else ("",) * 6
        writer.writerow([entry.parameter.name, entry.parameter.about, entry.form, _places(entry), *own])
    return out.getvalue()


def read_values(text: str, fill: Fill) -> tuple[tuple[Answer, ...], tuple[BadRow, ...]]:
    """The values that a sheet brings, those that are new or different, and the rows that cannot be taken."""
    answers: list[Answer] = []
    bad: list[BadRow] = []
    seen: dict[str, int] = {}
    for number, row in _rows(text.removeprefix("\ufeff")):
        answer = _answer(row)
        if not answer.value:
            continue
        wrong = _find_wrong(fill, answer, seen)
        seen.setdefault(answer.name, number)
        if wrong:
            bad.append(BadRow(number, answer.name, wrong))
        elif _is_new(fill, answer):
            answers.append(answer)
    return tuple(answers), tuple(bad)


def _places(entry: Entry) -> str:
    parts = []
    for edition, ids in entry.printed:
        more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
        parts.append(f"{edition}: {', '.join(ids[:_SHOWN])}{more}")
    return "; ".join(parts)


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row below the heading with the number that a spreadsheet shows for it, column → what stands there."""
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    heads = [head.strip().casefold() for head in next(rows, [])]
    if lacking := [column for column in ("name", "value") if column not in heads]:
        hint = "`cop layer fill LAYER --csv FILE` writes a sheet with all columns."
        raise UsageError(f"the sheet has no column {' and '.join(lacking)}", hint)
    for number, cells in enumerate(rows, 2):
        yield number, {head: cell.strip() for head, cell in zip(heads, cells, strict=False)}


def _answer(row: dict[str, str]) -> Answer:
    names = {"name": "name", "value": "value", "source": "source", "publisher": "publisher", "verified": "verified"}
    names |= {"valid until": "valid_until", "owner": "owner"}
    return Answer(**{own: row.get(column, "") for column, own in names.items()})


def _find_wrong(fill: Fill, answer: Answer, seen: dict[str, int]) -> str:
    if answer.name in seen:
        return f"it stands in row {seen[answer.name]} already"
    try:
        entry = fill.entry(answer.name)
        if answer.source:
            source_for(fill.layer.id, fill.sources, Cited(answer.source, "", answer.publisher), fill.today)
    except UsageError as error:
        return f"{error.message}. {error.hint}"
    old = entry.value.value if entry.value else ""
    is_phone = entry.parameter.type is ParameterType.PHONE
    if is_phone and old != answer.value and old.replace(" ", "").lstrip("+0") == answer.value.lstrip("+0"):
        return f"the spreadsheet program seems to have changed {old!r} to {answer.value!r}. Format the column as text."
    return find_wrong(fill, answer)


def _is_new(fill: Fill, answer: Answer) -> bool:
    entry = fill.entry(answer.name)
    if entry.value is None or entry.inherited:
        return True
    old = entry.value
    source = next((name for name, address in fill.sources.items() if address == answer.source), answer.source)
    new = (answer.value, source, answer.verified, answer.valid_until, answer.owner)
    return new != (old.value, old.source, old.verified, old.valid_until, old.owner)
