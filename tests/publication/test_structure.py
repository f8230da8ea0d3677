"""What a screen reader is told of the real books: each table once, heads with their scope, links and pictures with words."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.publication.chosen import EDITIONS

LOOKED_AT = [each for each in ("ke-industry/en", "children-under-9/ar", "eg-parents-educators/en") if each in EDITIONS]


@pytest.mark.pdf
@pytest.mark.parametrize("edition", LOOKED_AT)
def test_a_book_is_told_as_it_is_written(published: Path, edition: str) -> None:
    folder = published / edition
    made = json.loads((folder / "edition.json").read_text(encoding="utf-8"))
    with pikepdf.open(folder / f"{folder.parent.name}.pdf") as pdf:
        told = list(_elements(pdf.Root.StructTreeRoot.K[0]))
        links = [each for page in pdf.pages for each in page.get("/Annots", [])]
        assert all(str(each.get("/Contents", "")).strip("#") for each in links)
        roles = [str(each.S)[1:] for each in told]
        assert roles.count("Table") == _tables(folder, made)
        assert roles.count("TOC") == 1
        assert "NonStruct" not in roles
        for each, role in zip(told, roles, strict=True):
            if role == "Figure":
                assert str(each.Alt)
            elif role == "TH":
                assert each.A.Scope in ("/Row", "/Column")
            elif role == "Table":
                assert len({_cells(row) for row in _elements(each) if row.S == "/TR"}) == 1
            elif role == "LI":
                assert str(each.K[-1].S) == "/LBody"
            if "/ActualText" in each:
                assert not list(_elements(each))


def _elements(above: Any) -> Iterator[Any]:
    for kid in above.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _cells(row: Any) -> int:
    return sum(int(cell.get("/A", pikepdf.Dictionary()).get("/ColSpan", 1)) for cell in row.K)


def _kinds(made: Any) -> list[str]:
    return re.findall(r'"kind": "([\w-]+)"', json.dumps(made["parts"]))


def _tables(folder: Path, made: Any) -> int:
    """Those of the edition as one file; books for companies have checklists as tables to write in as well."""
    whole = (folder / f"{folder.parent.name}.html").read_text(encoding="utf-8")
    return whole.count("<table") + ("industry" in folder.parent.name) * _kinds(made).count("checklist")
