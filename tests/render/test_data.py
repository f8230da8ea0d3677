"""An edition as JSON: everything a page says, in a shape that a schema describes."""

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cop_author.model.document import Document, Passage
from cop_author.model.edition import Look
from cop_author.render.data import as_plain, edition_json, edition_schema
from tests.render.sample import ENGLISH, a_document, an_arabic_document, say

SCHEMA = Draft202012Validator(json.loads(edition_schema()))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json.loads(edition_schema()))


@pytest.mark.parametrize("document", [*(a_document(look) for look in Look), an_arabic_document()])
def test_every_document_follows_the_schema(document: Document) -> None:
    SCHEMA.validate(json.loads(edition_json(document)))


def test_no_text_of_a_unit_is_missing() -> None:
    found = json.dumps(as_plain(a_document()), ensure_ascii=False)
    for unit in a_document().units():
        passages = [unit.title, unit.text, unit.alt, unit.caption, *unit.columns]
        passages += [point.text for point in unit.points]
        passages += [each for choice in unit.choices for each in (choice.text, choice.answer)]
        passages += [each for row in unit.rows for each in (row.head, *row.cells)]
        for passage in passages:
            assert not passage or json.dumps(passage.plain, ensure_ascii=False) in found, passage


def test_the_pieces_of_a_text_give_the_text() -> None:
    def joined(nodes: list[dict[str, Any]]) -> str:
        return "".join(
            node.get("value")
            or joined(node.get("emphasis") or node.get("strong") or [])
            or (node["words"] if isinstance(node["words"], str) else joined(node["words"]))
            for node in nodes
        )

    texts = list(_texts(as_plain(a_document())))
    assert any("nodes" in text for text in texts)
    for text in texts:
        assert "nodes" not in text or joined(text["nodes"]) == text["text"]


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        if "text" in value and isinstance(value["text"], str):
            yield value
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def test_a_text_in_another_language_says_so() -> None:
    arabic = an_arabic_document()
    title = replace(arabic, title=Passage("x#title", "en", "ltr", say("Elu listens").nodes))
    assert as_plain(title)["title"] == {"text": "Elu listens", "lang": "en", "dir": "ltr"}
    assert as_plain(a_document(title=say("Elu listens", ENGLISH)))["title"] == {"text": "Elu listens"}


def test_general_words_for_a_value_are_known_as_such() -> None:
    found = as_plain(a_document())
    values = [node for text in _texts(found) for node in text.get("nodes", []) if "parameter" in node]
    generic = {"parameter": "helpline.name", "value": "your country’s child helpline", "generic": True}
    assert generic in values
    assert {"parameter": "helpline.phone", "value": "+254 20 116", "href": "tel:+25420116"} in values
