from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from cop_author.formats import splice
from cop_author.formats.splice import (
    EditRefused,
    content_end,
    insert_item,
    item_text,
    remove_item,
    remove_key,
    set_value,
)
from cop_author.formats.yaml_text import Node, Scalar, Sequence, parse
from tests.conftest import REPOSITORY

FILES = sorted((REPOSITORY / "content" / "master").glob("*/*.yaml"))

SMALL = """\
# The head comment
units:
  # about a
  - id: a
    text: >-
      First line
      second line

    points:
      - {id: p, text: "One: two"}   # trailing
  - id: b
    title: 'It''s'
    text: plain words
    topics: [x, y]
# the end
"""


def scalars(node: Node, path: splice.Path = ()) -> Iterator[tuple[splice.Path, Scalar]]:
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Sequence):
        for at, item in enumerate(node.items):
            yield from scalars(item, (*path, at))
    else:
        for key, value in node.entries:
            yield from scalars(value, (*path, key.value))


def test_there_is_real_content_to_edit() -> None:
    assert len(FILES) > 20


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_editing_units_of_the_real_content_changes_no_other_byte(file: Path) -> None:
    """Thirty texts of each file, from its beginning to its end: each takes a reading of the whole file."""
    text = file.read_text(encoding="utf-8")
    node, _ = parse(text, "")
    assert node is not None
    edited_ones = [each for each in scalars(node) if each[0][-1] in {"text", "title", "head", "answer"}]
    for path, scalar in edited_ones[:: len(edited_ones) // 30 + 1]:
        edited = set_value(text, path, f"{scalar.value.strip()} “é”: [x] {{hotline.name}} #1")
        end = content_end(text, scalar)
        assert edited.startswith(text[: scalar.start]), path
        assert edited.endswith(text[end:]), path
        break_even = set_value(edited, path, scalar.value.strip())
        assert parse(break_even, "")[0] is not None


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(lambda s: s.strip() == s)
)
def test_any_text_survives_in_any_style(value: str) -> None:
    for path in (("units", 0, "text"), ("units", 0, "points", 0, "text"), ("units", 1, "title"), ("units", 1, "text")):
        new = set_value(SMALL, path, value)
        node, problems = parse(new, "")
        assert node is not None, problems
        assert dict(scalars(node))[path].value == value


def test_a_folded_text_stays_folded_and_its_blank_line_stays() -> None:
    new = set_value(SMALL, ("units", 0, "text"), "Quite other words")
    assert new == SMALL.replace("      First line\n      second line\n", "      Quite other words\n")


def test_a_new_key_goes_where_the_order_puts_it() -> None:
    new = set_value(SMALL, ("units", 1, "status"), "draft", ("id", "status", "title"))
    assert new == SMALL.replace("  - id: b\n", "  - id: b\n    status: draft\n")


def test_removing_a_key_takes_its_line_only() -> None:
    assert remove_key(SMALL, ("units", 1, "topics")) == SMALL.replace("    topics: [x, y]\n", "")


def test_a_removed_item_takes_the_comment_above_it_along_and_comes_back_the_same() -> None:
    raw = item_text(SMALL, ("units", 0))
    assert raw.startswith("  # about a\n  - id: a\n")
    without = remove_item(SMALL, ("units", 0))
    assert "about a" not in without
    assert insert_item(without, ("units", 0), {}, raw) == SMALL


def test_items_of_a_flow_list_can_be_removed() -> None:
    assert remove_item(SMALL, ("units", 1, "topics", 0)) == SMALL.replace("[x, y]", "[y]")
    assert remove_item(SMALL, ("units", 1, "topics", 1)) == SMALL.replace("[x, y]", "[x]")


def test_what_cannot_be_edited_cleanly_is_refused() -> None:
    with pytest.raises(EditRefused):
        set_value(SMALL, ("units", 0, "points"), "x")
    with pytest.raises(EditRefused):
        remove_item("units:\n  # a comment\n\n  - a\n", ("units", 0))
    with pytest.raises(EditRefused):
        set_value("a: [\n", ("a",), "x")


values = st.recursive(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).map(str.strip).filter(bool),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, min_size=1),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["id", "text", "points"]), values, min_size=1))
def test_what_is_written_reads_back(item: dict[str, object]) -> None:
    new = insert_item("units:\n  - id: a\n", ("units", 1), item)
    node, problems = parse(new, "")
    assert node is not None, problems
    assert splice.to_plain(node) == {"units": [{"id": "a"}, item]}
