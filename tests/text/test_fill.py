"""Values put into sentences: once, in the form that the sentence asks for, as its language writes them."""

import pytest

from cop_author.model.guideline import Text
from cop_author.model.layer import ParameterValue
from cop_author.model.rich import plain
from cop_author.model.vocabulary import Parameter, ParameterType
from cop_author.text.fill import fill, own_forms, own_value
from cop_author.text.inline import parse

AUTHORITY = Parameter("regulator.name", ParameterType.TEXT, Text("your regulator"), forms=("genitive",))
PERIOD = Parameter("evidence.period", ParameterType.DURATION, Text("a period"))


def filled(text: str, parameter: Parameter, value: ParameterValue, lang: str) -> str:
    values = {parameter.name: own_value(parameter, value, lang)} | own_forms(parameter, value, lang)
    return plain(fill(parse(text).nodes, values))


@pytest.mark.edge_case(16)
def test_a_sentence_gets_the_form_that_it_asks_for() -> None:
    value = ParameterValue("regulator.name", "die Behörde", forms=(("genitive", "der Behörde"), ("none", "x")))
    text = "{regulator.name} und die Nummer {regulator.name:genitive}"
    assert filled(text, AUTHORITY, value, "de") == "die Behörde und die Nummer der Behörde"
    bare = ParameterValue("regulator.name", "die Behörde")
    assert filled("{regulator.name:genitive}", AUTHORITY, bare, "de") == "die Behörde"


@pytest.mark.edge_case(16)
@pytest.mark.parametrize(
    ("lang", "expected"), [("en", "180 days"), ("ar", "180 يومًا"), ("ru", "180 дней"), ("sw", "siku 180")]
)
def test_a_length_of_time_is_written_as_its_language_writes_it(lang: str, expected: str) -> None:
    assert filled("{evidence.period}", PERIOD, ParameterValue("evidence.period", "180 days"), lang) == expected


def test_what_a_value_holds_is_never_read_again() -> None:
    value = ParameterValue("regulator.name", "{regulator.name} *so*")
    assert filled("{regulator.name}", AUTHORITY, value, "en") == "{regulator.name} *so*"
