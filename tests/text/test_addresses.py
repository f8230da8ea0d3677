from cop_author.model.guideline import Cell, Choice, Column, Kind, Row, Text, Unit
from cop_author.model.ids import Address, parse_address
from cop_author.text.addresses import map_unit, texts_of_unit
from tests.builders import point, unit

FULL = Unit(
    "ind-a",
    Kind.TABLE,
    title=Text("Title"),
    text=Text("Text"),
    points=(point("one", "One", points=(point("below", "Below"),)),),
    choices=(Choice("ask", Text("Ask"), Text("Good")),),
    columns=(Column("step", Text("Step")), Column("when", Text("When"))),
    rows=(Row("keep", Text("Keep"), (Cell("when", Text("Now")),)),),
    image="a.svg",
    alt=Text("Alt"),
    caption=Text("Caption"),
    note=Text("Not printed"),
)


def test_every_printed_text_has_its_own_address() -> None:
    found = {address.field: text.source for address, text in texts_of_unit(FULL)}
    assert found == {
        "title": "Title",
        "text": "Text",
        "one": "One",
        "one.below": "Below",
        "ask": "Ask",
        "ask.answer": "Good",
        "head.step": "Step",
        "head.when": "When",
        "keep.head": "Keep",
        "keep.when": "Now",
        "alt": "Alt",
        "caption": "Caption",
    }
    assert len(found) == len(texts_of_unit(FULL))


def test_what_is_listed_is_what_is_replaced() -> None:
    swapped = map_unit(FULL, lambda address, text: Text(str(address), "xx"))
    assert [text.source for _, text in texts_of_unit(swapped)] == [str(address) for address, _ in texts_of_unit(FULL)]
    assert swapped.note == FULL.note


def test_addresses_read_back() -> None:
    for text in ("ind-a#text", "ind-a#one.below", "term:csam#definition", "parameter:hotline.name#generic"):
        assert str(parse_address(text)) == text
    for text in ("ind-a", "#text", "ind-a#", "ind a#text", "ind-a#te xt", "Ind#text"):
        assert parse_address(text) is None
    assert parse_address("ind-a#text") == Address("ind-a", "text")


def test_an_absent_text_has_no_address() -> None:
    assert [address.field for address, _ in texts_of_unit(unit())] == ["text"]
