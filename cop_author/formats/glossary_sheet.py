"""The glossary as a table for translators, in CSV as spreadsheets read it; it must not choose a wording."""

import csv
import io
from collections.abc import Iterable

from cop_author.model.exchange import GlossaryRow

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_glossary(rows: Iterable[GlossaryRow], lang: str) -> str:
    """Term, definition, wording in `lang` and what is refused, with the mark by which spreadsheets know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("term", "definition", f"wording ({lang})", f"refused ({lang})", "refused in the source", "note"))
    for row in rows:
        wording = row.preferred or ", ".join(row.use)
        cells = (row.term, row.definition, wording, ", ".join(row.refuse), ", ".join(row.refused_source), row.note)
        writer.writerow([_safe(cell) for cell in cells])
    return f"\ufeff{out.getvalue()}"


def _safe(cell: str) -> str:
    """What a spreadsheet would take for a formula, as text."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
