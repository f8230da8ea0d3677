"""Units and operations as the strings, lists and dicts that their files hold; it must not write YAML."""

from typing import Any

from cop_author.formats.edits import KEY_ORDER
from cop_author.formats.layer_edits import operation_item
from cop_author.model.guideline import Choice, Column, Conditions, Point, Row, Status, Text, Unit
from cop_author.model.layer import LegalBasis, NewColumn, Operation


def plain_operation(operation: Operation) -> dict[str, Any]:
    """An operation as it stands in an overrides file."""
    return operation_item(
        id=operation.id,
        do=str(operation.do),
        at=operation.at,
        find=operation.find,
        put=_text(operation.put),
        to=_text(operation.to),
        unit=plain_unit(operation.unit) if operation.unit else None,
        point=plain_point(operation.point) if operation.point else None,
        choice=_choice(operation.choice) if operation.choice else None,
        row=_row(operation.row) if operation.row else None,
        column=_new_column(operation.column) if operation.column else None,
        after=operation.after,
        before=operation.before,
        lang=operation.lang,
        reason=operation.reason,
        legal=_legal(operation.legal) if operation.legal else None,
        effect=str(operation.effect),
        owner=operation.owner,
        review=operation.review,
        consulted=operation.consulted,
        proposed_upstream=operation.proposed_upstream,
        locked=operation.locked,
    )


def plain_unit(unit: Unit) -> dict[str, Any]:
    """A unit as it stands in a section's file."""
    values: dict[str, Any] = {
        "id": unit.id,
        "kind": str(unit.kind),
        "core": str(unit.core) if unit.core else "",
        "force": str(unit.force) if unit.force else "",
        "for": _conditions(unit.for_),
        "topics": list(unit.topics),
        "status": str(unit.status) if unit.status is Status.DRAFT else "",
        "title": _text(unit.title),
        "text": _text(unit.text),
        "points": [plain_point(point) for point in unit.points],
        "columns": [_column(column) for column in unit.columns],
        "rows": [_row(row) for row in unit.rows],
        "choices": [_choice(choice) for choice in unit.choices],
        "image": unit.image,
        "alt": _text(unit.alt),
        "caption": _text(unit.caption),
        "room": str(unit.room) if unit.room else "",
        "sources": list(unit.sources),
        "see": list(unit.see),
        "note": _text(unit.note),
        "props": dict(unit.props),
    }
    return {key: values[key] for key in KEY_ORDER if values.get(key)}


def plain_point(point: Point) -> dict[str, Any]:
    """A point, with those below it."""
    below = [plain_point(inner) for inner in point.points]
    return _filled({"id": point.id, "text": point.text.source, "points": below, "for": _conditions(point.for_)})


def _choice(choice: Choice) -> dict[str, Any]:
    return _filled({"id": choice.id, "text": choice.text.source, "answer": _text(choice.answer)})


def _column(column: Column) -> dict[str, Any]:
    return {"id": column.id, "head": column.head.source}


def _new_column(new: NewColumn) -> dict[str, Any]:
    return _filled({**_column(new.column), "cells": {row: text.source for row, text in new.cells}})


def _row(row: Row) -> dict[str, Any]:
    cells = {cell.column: cell.text.source for cell in row.cells}
    return _filled({"id": row.id, "head": row.head.source, "cells": cells, "for": _conditions(row.for_)})


def _legal(legal: LegalBasis) -> dict[str, Any]:
    names = ("instrument", "article", "source", "review")
    return _filled({name: getattr(legal, name) for name in names})


def _conditions(conditions: Conditions) -> dict[str, Any]:
    return {facet: list(values) for facet, values in conditions.facets}


def _text(text: Text | None) -> str:
    return text.source if text else ""


def _filled(item: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if value}
