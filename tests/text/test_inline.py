import pytest

from cop_author.model.rich import Emphasis, Link, Placeholder, Strong, Words, plain
from cop_author.text.inline import parse, placeholders


def test_the_supported_markup_becomes_nodes() -> None:
    nodes, faults = parse("Say *no* to **[grooming](term:grooming)**, call {hotline.name}.")
    assert faults == ()
    assert nodes == (
        Words("Say "),
        Emphasis((Words("no"),)),
        Words(" to "),
        Strong((Link("term:grooming", (Words("grooming"),)),)),
        Words(", call "),
        Placeholder("hotline.name"),
        Words("."),
    )
    assert plain(nodes) == "Say no to grooming, call {hotline.name}."


@pytest.mark.edge_case(47)
@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("<script>alert(1)</script>", "HTML"),
        ("a <b>bold</b> word", "HTML"),
        ("{{ config }}", "a brace"),
        ("{% include 'x' %}", "a brace"),
        ("{ hotline.name }", "a brace"),
        ("[x](javascript:alert(1))", "a link to 'javascript:alert(1)'"),
        ("[x](data:text/html,x)", "a link to 'data:text/html,x'"),
        ("[x](http://example.org)", "a link to 'http://example.org'"),
        ("[x](//example.org)", "a link to '//example.org'"),
        ("[x](https://example.org/{hotline.name})", "a parameter inside the target"),
        ("[](unit:ind-a)", "without words"),
        ("![a](file:///etc/passwd)", "a picture inside a sentence"),
        ("`code`", "code"),
        ("# A heading", "begins a heading"),
        ("- an item", "begins a heading, list"),
        ("1. an item", "begins a heading, list"),
        ("> said", "begins a heading, list"),
        ("one\n\ntwo", "a second paragraph"),
        ("one  \ntwo", "a line break"),
        ("---", "begins a heading, list"),
    ],
)
def test_what_editions_cannot_carry_is_named(source: str, fault: str) -> None:
    assert any(fault in found for found in parse(source).faults), parse(source)


@pytest.mark.parametrize(
    "source", ["2 < 3 and 4 > 1", "AT&T", "a*b", "5 - 3", "(a) or b", "snake_case_name", "“quoted” – dash"]
)
def test_ordinary_text_is_left_alone(source: str) -> None:
    nodes, faults = parse(source)
    assert faults == ()
    assert plain(nodes) == source


def test_a_translation_may_ask_for_a_form() -> None:
    assert placeholders("{regulator.name:genitive} {a}") == (
        Placeholder("regulator.name", "genitive"),
        Placeholder("a"),
    )
