from typing import Any

import jsonschema
import pytest
from hypothesis import given, strategies as st

from cop_author.formats.kinds import FILE_KINDS, json_schema, kind_of, load
from cop_author.formats.yaml_text import parse
from cop_author.model.guideline import Force, Section

SECTION = "content/master/industry/a.yaml"
HEAD = "format: 1\nsection: {id: ind-s, title: A section}\n"


def read(text: str, path: str = SECTION) -> tuple[Any, list[str]]:
    kind = kind_of(path)
    assert kind is not None
    value, problems = load(text, path, kind, "en")
    return value, [f"{p.where.line}:{p.where.column} {p.code} {p.message}. {p.hint}" for p in problems]


def test_a_section_knows_the_place_of_every_value() -> None:
    section, problems = read(
        HEAD + "units:\n  - id: ind-a\n    kind: recommendation\n    core: mandatory\n    force: must\n"
        "    title: A title\n    text: Do it.\n    points:\n      - {id: one, text: First}\n"
    )
    assert not problems
    assert isinstance(section, Section)
    unit = section.units[0]
    assert unit.force is Force.MUST
    assert str(unit.where.at("force")) == f"{SECTION}:7"
    assert unit.text is not None
    assert (unit.text.where.line, unit.text.where.column) == (9, 11)
    assert unit.points[0].where.at("text").column == 25


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("{id: ind-a, kind: paragraph, txt: x}", "4:5 S103 this paragraph unit has no 'text'"),
        ("{id: ind-a, kind: paragraph, text: x, titel: y}", "Did you mean 'title'?"),
        ("{id: ind-a, kind: paragrph, text: x}", "Did you mean 'paragraph'?"),
        ("{id: ind-a, kind: paragraph, text: Ask, then listen.}", "Put the whole text in quotes"),
        ("{id: Ind A, kind: paragraph, text: x}", "4:10 S104 'Ind A' is not an id"),
        ("{id: ind-a, kind: paragraph, text: [x]}", "4:40 S101 expected text, found a list"),
        ("{id: ind-a, kind: paragraph, text: ''}", "4:40 S104 the text is empty"),
        ("{id: ind-a, kind: paragraph, text: no}", "4:40 Y105 'no' can be read as a yes-or-no value"),
        ("{id: ind-a, kind: paragraph, text: 116 111}", "4:40 Y105 '116 111' can be read as a number or phone number"),
        ("{id: ind-a, kind: paragraph, text: x, force: must}", "has no key 'force'"),
        ("{id: ind-a, kind: activity, title: x, text: x, room: many}", "S101 expected a whole number"),
        ("{id: ind-a, kind: activity, title: x, text: x, room: 99}", "S104 99 is not between 1 and 20"),
        ("{id: ind-a, text: x}", "4:5 S103 this unit has no 'kind'"),
        ('{id: ind-a, kind: activity, title: x, text: x, room: "3"}', "Write it without quotes."),
        ("just words", "4:5 S101 expected a unit"),
        (
            "{id: ind-a, kind: figure, image: ../secret.png, alt: x}",
            "S104 '../secret.png' is not the path of a picture",
        ),
        ("{id: ind-a, kind: figure, image: /etc/passwd.png, alt: x}", "S104"),
    ],
)
def test_a_mistake_is_reported_where_it_stands_with_what_to_do(unit: str, expected: str) -> None:
    _, problems = read(f"{HEAD}units:\n  - {unit}\n")
    assert any(expected in problem for problem in problems), problems


def test_words_after_a_hash_are_a_comment_and_said_to_be_one() -> None:
    section, problems = read(f"{HEAD}units:\n  - id: ind-a\n    kind: paragraph # a comment\n    text: A hotline #1\n")
    assert section.units[0].text.source == "A hotline"
    assert [problem.partition(" after")[0] for problem in problems] == ["6:11 Y106 '#1'"]
    _, problems = read(f'{HEAD}units:\n  - id: ind-a\n    kind: paragraph\n    text: "A hotline #1" # said so\n')
    assert problems == []


def test_one_mistake_does_not_hide_the_next() -> None:
    units = "".join(f"  - {{id: ind-{n}, kind: paragraph, text: no}}\n" for n in range(5))
    section, problems = read(f"{HEAD}units:\n{units}")
    assert len(problems) == 5
    assert section.units == ()


def test_a_format_from_the_future_is_refused() -> None:
    _, problems = read("format: 2\nsection: {id: ind-s, title: A}\n")
    assert problems[0].startswith("1:9 S105")
    assert "Install the current version" in problems[0]


@pytest.mark.edge_case(38)
def test_languages_carry_script_and_region_and_no_is_not_norwegian() -> None:
    config = "format: 1\ntitle: T\nsource-language: en\nlanguages: {zh-Hans: {}, pt-BR: {}, sr-Latn: {}, fr-CA: {fallback: [fr]}, fr: {}}\n"
    value, problems = read(config, "cop.yaml")
    assert not problems
    assert [language.tag for language in value.languages] == ["zh-Hans", "pt-BR", "sr-Latn", "fr-CA", "fr"]
    _, problems = read("format: 1\ntitle: T\nsource-language: no\n", "cop.yaml")
    assert "Y105" in problems[0]
    _, problems = read("format: 1\ntitle: T\nsource-language: zh_Hans\n", "cop.yaml")
    assert "S104" in problems[0]


def plain(text: str) -> Any:
    """What an editor's schema check sees: scalars typed as YAML 1.2 types them."""
    node, _ = parse(text, "")
    return _typed(node)


def _typed(node: Any) -> Any:
    if hasattr(node, "entries"):
        return {key.value: _typed(value) for key, value in node.entries}
    if hasattr(node, "items"):
        return [_typed(item) for item in node.items]
    if not node.style and node.value in {"true", "false"}:
        return node.value == "true"
    return int(node.value) if not node.style and node.value.isdigit() else node.value


@pytest.mark.parametrize("kind", FILE_KINDS, ids=lambda kind: f"{kind.name}-{kind.pattern}")
def test_schemas_are_valid(kind: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(kind))


KEYS = ["title", "text", "txt", "force", "core", "points", "topics", "room", "image", "alt", "choices"]
VALUES = ["words", "must", "mandatory", "[a, b]", "[{id: a, text: b}]", "3", "a/b.svg", "true", "{a: b}", "no", "''"]


@given(
    st.sampled_from(["paragraph", "recommendation", "checklist", "activity", "scenario", "figure", "unheard-of"]),
    st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES), max_size=5),
)
def test_the_schema_refuses_nothing_that_the_loader_takes(kind: str, fields: dict[str, str]) -> None:
    """What the loader takes the schema takes; only traps of YAML itself are the loader's alone to refuse."""
    pairs = "".join(f", {key}: {value}" for key, value in fields.items())
    text = f"{HEAD}units:\n  - {{id: ind-a, kind: {kind}{pairs}}}\n"
    found = kind_of(SECTION)
    assert found is not None
    section, problems = load(text, SECTION, found, "en")
    accepted = section is not None and not problems
    valid = jsonschema.Draft202012Validator(json_schema(found)).is_valid(plain(text))
    if accepted:
        assert valid
    elif valid:
        assert any(problem.code == "Y105" for problem in problems), problems


@pytest.mark.parametrize(("day", "fine"), [("2026-02-28", True), ("2026-02-31", False), ("2026-2-3", False)])
def test_only_days_that_exist_are_dates(day: str, fine: bool) -> None:
    text = f'format: 1\nsources:\n  a: {{title: A, publisher: B, address: "https://example.org/", read: {day}}}\n'
    _, problems = read(text, "content/master/sources.yaml")
    assert (problems == []) is fine
