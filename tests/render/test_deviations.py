"""Deviations as JSON and CSV: all that the annex says, safe in a spreadsheet."""

import csv
import io
import json
from dataclasses import replace

from cop_author.model.deviation import Cause, Departure, Deviation, FieldDeviation, Standing
from cop_author.model.guideline import Text
from cop_author.model.layer import Do, Effect, LegalBasis, Operation
from cop_author.render.deviations import COLUMNS, as_csv, as_json

OPERATION = Operation(
    "ke-1", Do.PATCH, "ind-a", "A statute says so.", Effect.STRENGTHEN, legal=LegalBasis("An Act", "s. 3", "ke-act")
)
FOUND = Deviation(
    "ind-a",
    "Reports",
    "ind-section",
    (Departure.CHANGED, Departure.MOVED),
    (FieldDeviation("text", Text("Soon."), Text("=TODAY()")), FieldDeviation("title", None, Text("عنوان", "ar"))),
    (Cause("ke", OPERATION, Standing.MISSING),),
)


def rows(*found: Deviation) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(found).decode("utf-8-sig"))))


def test_each_field_is_a_row_with_its_reason_law_and_approval() -> None:
    first, second = rows(FOUND)
    assert tuple(first) == COLUMNS
    assert (first["unit"], first["departure"], first["field"], first["master"]) == (
        "ind-a",
        "changed; moved",
        "text",
        "Soon.",
    )
    assert (first["operations"], first["legal basis"], first["sources"]) == ("ke-1", "An Act, s. 3", "ke-act")
    assert (first["reasons"], first["approval"]) == ("A statute says so.", "missing")
    assert (second["master"], second["national"], second["national language"]) == ("", "عنوان", "ar")


def test_a_departure_without_a_changed_text_has_a_row_too() -> None:
    [row] = rows(replace(FOUND, departures=(Departure.MOVED,), fields=()))
    assert (row["departure"], row["field"]) == ("moved", "")


def test_no_spreadsheet_takes_a_text_for_a_formula() -> None:
    assert rows(FOUND)[0]["national"] == "'=TODAY()"


def test_a_field_names_only_the_operations_that_are_about_it() -> None:
    force = Cause("ke", replace(OPERATION, id="ke-2", do=Do.SET, at="force", legal=None), Standing.MISSING)
    text = Cause("ke", replace(OPERATION, at="text"), Standing.MISSING)
    both = (FieldDeviation("text", Text("a"), Text("b")), FieldDeviation("force", Text("may"), Text("must")))
    found = rows(replace(FOUND, fields=both, causes=(text, force)))
    assert [(row["field"], row["operations"]) for row in found] == [("text", "ke-1"), ("force", "ke-2")]


def test_json_holds_languages_and_causes() -> None:
    [entry] = json.loads(as_json((FOUND,)))
    assert entry["fields"][1] == {"field": "title", "master": None, "national": {"text": "عنوان", "language": "ar"}}
    assert entry["causes"][0]["legal"] == {"instrument": "An Act", "article": "s. 3", "source": "ke-act"}
