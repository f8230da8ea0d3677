"""What a reader copies out of a PDF, searches in it or has read aloud is the text: every word is held against the source."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.publication.chosen import EDITIONS
from tests.publication.conftest import need
from tests.text_layer import score, text_of

FLOORS = {"rtl": 97.0, "ltr": 99.95}
"""Least share of the running words, in per cent. Of some Arabic words a PDF gives the vowel signs in another order than
they are written. From left to right every word is found, but for a Chinese clause or two that a page cuts in three."""


@pytest.mark.pdf
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_words_of_the_text_can_be_read_out_of_the_pdf(published: Path, edition: str) -> None:
    folder = published / edition
    made = json.loads((folder / "edition.json").read_text(encoding="utf-8"))
    found = score(_printed(made), text_of(folder / f"{folder.parent.name}.pdf", need("pdftotext")))
    assert found.words > 500
    assert found.share >= FLOORS[made["language"]["dir"]], f"{edition}: {found.share:.2f} %: {found.missing[:20]}"


def _printed(made: dict[str, Any]) -> Iterator[str]:
    """Every text that a book prints as letters: not the words of pictures, nor what introduces the only guideline, nor
    the names of topics, which no book for children has."""
    for part in made["parts"]:
        yield from _texts(part["sections"])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield "".join(map(_piece, value["nodes"])) if "nodes" in value else value["text"]
        for name, each in value.items():
            if name not in ("alt", "nodes", "topics"):
                yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _piece(node: dict[str, Any]) -> str:
    """A link apart from what follows it: a book says there on which page it leads."""
    if "link" in node:
        return f"{''.join(map(_piece, node['words']))}\n"
    inner = node.get("emphasis") or node.get("strong")
    return "".join(map(_piece, inner)) if inner else str(node.get("value") or node["words"])
