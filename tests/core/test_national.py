"""Whom to turn to: what the country has stated, by situation, and nothing general; children are told what they need."""

from cop_author.core.national import routes
from cop_author.model.document import Situation
from cop_author.model.edition import Look
from cop_author.model.rich import Value
from cop_author.model.vocabulary import ParameterType


def value(name: str, text: str = "1", *, generic: bool = False) -> tuple[str, Value]:
    return name, Value(name, text, ParameterType.TEXT, generic)


WHOLE = dict(
    value(name)
    for name in ("emergency.phone", "helpline.phone", "hotline.website", "police.phone", "child-protection.phone")
)


def situations(values: dict[str, Value], look: Look = Look.FAMILY) -> list[Situation]:
    return [route.situation for route in routes(values, look)]


def test_danger_comes_first() -> None:
    assert situations(WHOLE) == list(Situation)


def test_what_a_country_has_not_stated_is_left_out_and_not_said_in_general_words() -> None:
    values = dict([value("helpline.phone", "116"), value("hotline.name", "your hotline", generic=True)])
    assert situations(values) == [Situation.TALK]


def test_whom_nobody_can_reach_is_left_out() -> None:
    """A name alone, or its hours, under a heading that promises help, would leave a person in need with nothing."""
    values = dict([value("helpline.phone", "116"), value("police.unit"), value("hotline.name"), value("hotline.hours")])
    assert situations(values) == [Situation.TALK]


def test_a_child_under_nine_is_told_nothing_of_images_or_crimes() -> None:
    assert situations(WHOLE, Look.STORYBOOK) == [Situation.DANGER, Situation.TALK, Situation.CARE]
