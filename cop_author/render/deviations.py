"""Deviations for programs and spreadsheets: JSON and CSV; it must not leave out what the annex says."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from cop_author.model.deviation import Cause, Deviation, FieldDeviation
from cop_author.model.guideline import Text

COLUMNS = (
    "unit", "name", "section", "departure", "field", "master", "master language", "national", "national language",
    "operations", "layers", "effects", "reasons", "legal basis", "sources", "approval",
)  # fmt: skip
"""One row for each field; a departure without a changed text, as a move, has one row with an empty field."""


def as_plain(deviations: Iterable[Deviation]) -> list[dict[str, Any]]:
    """Deviations as lists and dicts of strings."""
    return [_entry(found) for found in deviations]


def as_json(deviations: Iterable[Deviation]) -> bytes:
    """Deviations as JSON, UTF-8."""
    return (json.dumps(as_plain(deviations), ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(deviations: Iterable[Deviation]) -> bytes:
    """Deviations as CSV, UTF-8 with the mark by which spreadsheets know it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for found in deviations:
        for each in found.fields or (None,):
            writer.writerow([_cell(value) for value in _row(found, each)])
    return out.getvalue().encode("utf-8-sig")


def _entry(found: Deviation) -> dict[str, Any]:
    return {
        "unit": found.unit,
        "name": found.name,
        "section": found.section,
        "departures": [str(departure) for departure in found.departures],
        "fields": [
            {"field": each.field, "master": _text(each.old), "national": _text(each.new)} for each in found.fields
        ],
        "causes": [_cause(cause) for cause in found.causes],
    }


def _text(text: Text | None) -> dict[str, str] | None:
    return {"text": text.source, "language": text.lang} if text else None


def _cause(cause: Cause) -> dict[str, Any]:
    operation, legal = cause.operation, cause.operation.legal
    return {
        "operation": operation.id,
        "layer": cause.layer,
        "do": str(operation.do),
        "effect": str(operation.effect),
        "reason": operation.reason,
        "legal": {"instrument": legal.instrument, "article": legal.article, "source": legal.source} if legal else None,
        "approval": str(cause.standing),
    }


def _row(found: Deviation, each: FieldDeviation | None) -> list[str]:
    old, new = (each.old, each.new) if each else (None, None)
    causes = found.causes_of(each.field) if each else found.causes
    operations = [cause.operation for cause in causes]
    laws = [operation.legal for operation in operations if operation.legal]
    return [
        found.unit,
        found.name,
        found.section,
        _listed(str(departure) for departure in found.departures),
        each.field if each else "",
        old.source if old else "",
        old.lang if old else "",
        new.source if new else "",
        new.lang if new else "",
        _listed(operation.id for operation in operations),
        _listed(cause.layer for cause in causes),
        _listed(str(operation.effect) for operation in operations),
        " ".join(dict.fromkeys(operation.reason for operation in operations)),
        _listed(", ".join(filter(None, (law.instrument, law.article))) for law in laws),
        _listed(law.source for law in laws),
        _listed(str(cause.standing) for cause in causes),
    ]


def _listed(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(part for part in parts if part))


def _cell(value: str) -> str:
    """A value that a spreadsheet takes for text and never for a formula."""
    return f"'{value}" if value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value
