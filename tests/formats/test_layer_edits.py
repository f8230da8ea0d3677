"""What the commands write into a layer's files: the rest stays as it was, and it reads back as what was meant."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, strategies as st

from cop_author.formats import layer_edits as edits
from cop_author.formats.splice import EditRefused
from cop_author.formats.workspace import assemble
from cop_author.model.layer import Do, Layer, Pin
from cop_author.store.workspace import read
from cop_author.text.normalise import normalise
from tests.conftest import EXAMPLE

KE = "content/layers/ke"
OVERRIDES = f"{KE}/overrides/industry.yaml"
FILES = read(EXAMPLE).files


def after(changes: edits.Changes, files: Mapping[str, str] = FILES) -> dict[str, str]:
    return {name: text for name, text in {**files, **changes}.items() if text is not None}


def layer(files: Mapping[str, str]) -> Layer:
    workspace, problems = assemble(files, read(EXAMPLE).assets)
    assert workspace is not None
    assert [p for p in problems if p.is_error] == []
    return next(found for found in workspace.layers if found.id == "ke")


def an_operation(**values: Any) -> dict[str, Any]:
    usual = {"id": "ke-009", "do": "set", "at": "title", "to": "Our route", "reason": "So.", "effect": "localise"}
    return edits.operation_item(**(usual | values))


def test_an_operation_joins_the_file_that_its_target_has() -> None:
    changed = edits.add_operation(FILES, "ke", "ind-reporting-route", an_operation())
    assert list(changed) == [OVERRIDES]
    assert str(changed[OVERRIDES]).startswith(FILES[OVERRIDES])
    assert [o.id for o in layer(after(changed)).operations] == ["ke-007", "ke-008", "ke-009"]


def test_a_target_without_a_file_gets_one() -> None:
    changed = edits.add_operation(FILES, "ke", "ind-duties", an_operation(review="2027-01-31", locked=True))
    text = changed[f"{KE}/overrides/ind-duties.yaml"]
    assert text == (
        "# yaml-language-server: $schema=../../../schema/overrides.json\nformat: 1\ntarget: ind-duties\noperations:\n"
        "  - id: ke-009\n    do: set\n    at: title\n    to: Our route\n    reason: So.\n    effect: localise\n"
        "    review: 2027-01-31\n    locked: true\n"
    )
    found = next(o for o in layer(after(changed)).operations if o.id == "ke-009")
    assert (found.target, found.review, found.locked) == ("ind-duties", "2027-01-31", True)


def test_a_file_of_that_name_about_something_else_is_left_alone() -> None:
    files = {**FILES, f"{KE}/overrides/ind-duties.yaml": FILES[OVERRIDES]}
    changed = edits.add_operation(files, "ke", "ind-duties", an_operation())
    assert list(changed) == [f"{KE}/overrides/ind-duties-2.yaml"]


def test_an_operation_is_replaced_in_its_place_and_the_others_keep_every_byte() -> None:
    changed = edits.replace_operation(FILES, "ke", "ke-008", an_operation(id="ke-008"))
    before, _, _ = FILES[OVERRIDES].partition("  - {id: ke-008")
    assert str(changed[OVERRIDES]).startswith(before)
    assert [(o.id, o.at) for o in layer(after(changed)).operations] == [("ke-007", "text"), ("ke-008", "title")]


def test_what_is_removed_is_gone_and_a_file_without_operations_goes() -> None:
    once = after(edits.remove_operation(FILES, "ke", "ke-007"))
    assert [o.id for o in layer(once).operations] == ["ke-008"]
    assert edits.remove_operation(once, "ke", "ke-008") == {OVERRIDES: None}


def test_an_operation_goes_to_another_target_as_it_is_or_rewritten() -> None:
    changed = edits.retarget_operation(FILES, "ke", "ke-007", "ind-duties")
    found = {o.id: o for o in layer(after(changed)).operations}
    assert found["ke-007"].target == "ind-duties"
    assert found["ke-007"].find == "without delay"
    changed = edits.retarget_operation(FILES, "ke", "ke-008", "ind-duties", an_operation(id="ke-008"))
    assert {o.id: o.target for o in layer(after(changed)).operations}["ke-008"] == "ind-duties"
    alone = edits.retarget_operation(once := after(edits.remove_operation(FILES, "ke", "ke-007")), "ke", "ke-008", "x")
    assert alone[OVERRIDES] is None
    assert "ke-008" in str(alone[f"{KE}/overrides/x.yaml"])
    assert OVERRIDES in once


def test_an_operation_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(EditRefused) as refused:
        edits.remove_operation(FILES, "ke", "ke-001")
    assert "ke-007, ke-008" in refused.value.hint


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")), max_size=200)


@given(st.dictionaries(st.sampled_from(["ind-a#text", "ind-a#title", "ind-b#force", "term:x#definition"]), _WORDS))
def test_base_texts_read_back_as_they_were_and_are_written_the_same_in_any_order(texts: dict[str, str]) -> None:
    fields = {address: text for address, text in texts.items() if normalise(text)}
    pin = Pin("master", "1.0.0", "6f1c")
    changed = edits.write_base(FILES, "ke", pin, fields)
    assert edits.write_base(FILES, "ke", pin, dict(reversed(fields.items()))) == changed
    base = layer(after(changed)).base
    assert base.pin == pin
    assert dict(base.fields) == {address: normalise(text) for address, text in fields.items()}


def test_a_base_of_nothing_is_no_file() -> None:
    assert edits.write_base(FILES, "ke", None, {}) == {f"{KE}/base.yaml": None}
    assert edits.write_base({}, "ke", None, {}) == {}


def test_a_value_takes_the_place_of_the_old_one_or_comes_last() -> None:
    item = {"value": "116 111", "source": "ke-act", "verified": "2026-11-24", "valid-until": "", "owner": ""}
    changed = edits.set_value(FILES, "ke", "helpline.phone", item)
    changed = edits.set_value(after(changed), "ke", "helpline.name", {"value": "Childline: *the* line", "owner": "A"})
    text = str(changed[f"{KE}/parameters.yaml"])
    assert '  helpline.phone: {value: "116 111", source: ke-act, verified: 2026-11-24}\n' in text
    assert "  evidence.period: {value: 90 days, source: ke-act, verified: 2026-11-23}\n" in text
    values = {value.name: value for value in layer(after(changed)).parameters}
    assert values["helpline.phone"].verified == "2026-11-24"
    assert values["helpline.name"].value == "Childline: *the* line"


def test_the_first_value_and_the_first_source_make_their_files() -> None:
    bare = {name: text for name, text in FILES.items() if not name.endswith(("ke/parameters.yaml", "ke/sources.yaml"))}
    files = after(edits.set_value(bare, "ke", "helpline.phone", {"value": "116"}), bare)
    act = {
        "title": "An act",
        "publisher": "Parliament",
        "year": 2006,
        "address": "https://example.org/",
        "read": "2026-11-24",
    }
    files = after(edits.add_source(files, "ke", "ke-new-act", act), files)
    found = layer(files)
    assert [value.value for value in found.parameters] == ["116"]
    assert [(source.id, source.year, source.read) for source in found.sources] == [("ke-new-act", 2006, "2026-11-24")]


def test_an_empty_mapping_that_a_comment_explains_takes_values() -> None:
    text = 'format: 1\n# helpline.phone: {value: "116"}\nparameters: {}\n'
    changed = edits.set_value({**FILES, f"{KE}/parameters.yaml": text}, "ke", "helpline.phone", {"value": "116"})
    assert changed[f"{KE}/parameters.yaml"] == (
        'format: 1\n# helpline.phone: {value: "116"}\nparameters:\n  helpline.phone: {value: "116"}\n'
    )


def test_signatures_and_comments_follow_those_before() -> None:
    signed = {"operation": "ke-008", "digest": "9b1e", "role": "lawyer", "name": "B. Person", "date": "2026-11-24"}
    files = after(edits.add_approval(FILES, "ke", signed))
    said = {"operation": "ke-008", "digest": "9b1e", "name": "C", "date": "2026-11-24", "text": "Does it say: must?"}
    files = after(edits.add_comment(files, "ke", said), files)
    files = after(edits.add_comment(files, "ke", said | {"text": "Yes."}), files)
    found = layer(files)
    assert [(a.subject, a.date) for a in found.approvals] == [("ke-007", "2026-11-23"), ("ke-008", "2026-11-24")]
    assert [comment.text for comment in found.comments] == ["Does it say: must?", "Yes."]
    alone = {name: text for name, text in FILES.items() if not name.endswith("approvals.yaml")}
    assert [c.text for c in layer(after(edits.add_comment(alone, "ke", said), alone)).comments] == [
        "Does it say: must?"
    ]


def test_what_is_written_by_flags_has_no_empty_keys() -> None:
    item = edits.operation_item(
        id="ke-1", do=str(Do.REMOVE), reason="So.", effect="localise", consulted=(), locked=False
    )
    assert item == {"id": "ke-1", "do": "remove", "reason": "So.", "effect": "localise"}


def test_a_list_on_one_line_is_refused_and_says_what_to_do() -> None:
    files: dict[str, str] = {OVERRIDES: "format: 1\ntarget: x\noperations: [{id: ke-1, do: remove}]\n"}
    with pytest.raises(EditRefused) as refused:
        edits.add_operation(files, "ke", "x", an_operation())
    assert "lines of their own" in refused.value.hint
