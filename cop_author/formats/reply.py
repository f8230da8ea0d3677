"""A reviewer's reply sheet as a spreadsheet saves it: rows of decisions; it must not know what was decided upon."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from cop_author.model.place import Where
from cop_author.model.problem import Problem, Rule

NO_SHEET = Rule(
    "L208",
    "A reply sheet that cannot be read",
    "What a reviewer decided would be lost, or taken for something else.",
    "Keep the sheet as it came: its columns, one row for each change. Save it as CSV in UTF-8.",
)
COLUMNS = ("subject", "digest", "decision", "comment", "name", "role", "date")
DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Reply:
    """One row: what was decided on one subject, and the row's number as a spreadsheet counts it (the head is 1)."""

    row: int
    subject: str
    digest: str
    decision: str
    comment: str
    name: str
    role: str
    date: str


def write_sheet(subjects: Iterable[tuple[str, str, str]]) -> str:
    """A sheet to be filled in: (subject, digest, what it is about), with the mark by which spreadsheets know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow((*COLUMNS, "about"))
    for subject, digest, about in subjects:
        writer.writerow((subject, digest, "", "", "", "", "", about))
    return f"\ufeff{out.getvalue()}"


def parse_replies(text: str, path: str) -> tuple[tuple[Reply, ...], tuple[Problem, ...]]:
    """The rows of a sheet in which somebody decided something, or why it cannot be read."""
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return (), (NO_SHEET.at(Where(path), f"it is no table of values: {error}"),)
    head = [name.strip().casefold() for name in rows[0]] if rows else []
    if lacking := [name for name in COLUMNS if name not in head]:
        return (), (NO_SHEET.at(Where(path, 1, 1), f"it lacks the column {', '.join(lacking)}"),)
    found, problems = [], []
    for number, row in enumerate(rows[1:], 2):
        cells = {name: cell.strip() for name, cell in zip(head, row, strict=False)}
        if len(row) > len(head) and any(cell.strip() for cell in row[len(head) :]):
            problems.append(NO_SHEET.at(Where(path, number, 1), f"row {number} has more cells than the head"))
        elif cells.get("decision") or cells.get("comment"):
            found.append(Reply(number, **{name: cells.get(name, "") for name in COLUMNS}))
    return tuple(found), tuple(problems)
