import subprocess
import sys
from importlib import metadata

import pytest

from cop_author.formats.yaml_text import Mapping, Scalar, parse, phone_trap, trap


def first(text: str) -> str:
    node, problems = parse(text, "a.yaml")
    assert node is None or problems
    where = problems[0].where
    return f"{where.file}:{where.line}:{where.column} {problems[0].code}"


def test_values_know_line_column_and_offsets_in_characters() -> None:
    text = "é: “x”\nb:\n  - plain\n  - 'quoted'\n"
    node, problems = parse(text, "a.yaml")
    assert not problems
    assert isinstance(node, Mapping)
    quoted = node.entries[1][1].items[1]  # type: ignore[union-attr]
    assert isinstance(quoted, Scalar)
    assert (quoted.value, quoted.line, quoted.column) == ("quoted", 4, 5)
    assert text[quoted.start : quoted.end] == "'quoted'"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\n", "a.yaml:1:4 Y102"),
        ("a: *x\n", "a.yaml:1:4 Y102"),
        ("a: !!python/object 1\n", "a.yaml:1:4 Y102"),
        ("a:\n  <<: {b: 1}\n", "a.yaml:2:3 Y102"),
        ("a: 1\n---\nb: 2\n", "a.yaml:2:1 Y102"),
        ("a: 1\na: 2\n", "a.yaml:2:1 Y103"),
        ("a: [1\nb: 2\n", "a.yaml:2:2 Y101"),
        ("a: 'x\n", "a.yaml:2:1 Y101"),
        ("? [a]\n: b\n", "a.yaml:1:3 Y102"),
        ("", "a.yaml:0:0 Y104"),
        ("# only a comment\n", "a.yaml:0:0 Y104"),
        ("a: \x01\n", "a.yaml:1:4 Y101"),
        ("a: " + "[" * 60 + "]" * 60, "a.yaml:1:44 Y102"),
    ],
)
def test_what_hides_a_value_is_refused_with_its_place(text: str, expected: str) -> None:
    assert first(text) == expected


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    lines = ["a: &a [x]"] + [f"b{n}: &b{n} [{', '.join(['*a'] * 9)}]" for n in range(20)]
    assert first("\n".join(lines)).startswith("a.yaml:1:4 Y102")


@pytest.mark.parametrize(
    "value", ["no", "Yes", "on", "~", "null", "", "1.10", "0x1F", "1e3", "12:30:45", "2026-11-23", ".5", "1_000"]
)
def test_traps_are_known(value: str) -> None:
    assert trap(value)


@pytest.mark.parametrize("value", ["nothing", "9-12", "under-9", "1.0.0", "None of these", "+ one", "a"])
def test_ordinary_words_are_no_trap(value: str) -> None:
    assert not trap(value)


@pytest.mark.parametrize("value", ["116 111", "+254 20 123", "0800-111"])
def test_a_phone_number_must_be_quoted(value: str) -> None:
    assert phone_trap(value)


def test_without_the_c_parser_the_tool_says_what_to_install() -> None:
    blocked = "import sys; sys.modules['_ruamel_yaml'] = None; import cop_author.formats.yaml_text"
    done = subprocess.run([sys.executable, "-c", blocked], capture_output=True, text=True, check=False)
    assert "pip install ruamel.yaml.clib" in done.stderr
    assert any(name.startswith("ruamel.yaml.clib") for name in metadata.requires("cop_author") or [])
