"""Reviews that are due, and values that ended or that nobody has looked at for too long."""

from typing import Any

import pytest

from cop_author.core.dated import check_dates
from cop_author.model.guideline import Text
from cop_author.model.layer import Approval, Do, Effect, Layer, LayerKind, LegalBasis, Operation, ParameterValue
from cop_author.model.vocabulary import Parameter, ParameterType

TODAY = "2026-11-23"
PHONE = Parameter("helpline.phone", ParameterType.PHONE, Text("your helpline"), verify_every="365 days")
NAME = Parameter("regulator.name", ParameterType.TEXT, Text("your regulator"))


def codes(layer: Layer) -> list[str]:
    return [problem.code for problem in check_dates(layer, (PHONE, NAME), TODAY)]


def layer(**values: Any) -> Layer:
    return Layer("ke", "Kenya", LayerKind.COUNTRY, "master", ("en",), **values)


def value(name: str = "helpline.phone", **values: Any) -> Layer:
    return layer(parameters=(ParameterValue(name, "116", **({"verified": TODAY} | values)),))


@pytest.mark.edge_case(28)
@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (value(), []),
        (value(verified=""), ["L305"]),
        (value(verified="2025-11-23"), []),
        (value(verified="2025-11-22"), ["L306"]),
        (value(verified="2026-11-24"), ["L307"]),
        (value("regulator.name", verified=""), []),
        (value("regulator.name", verified="2001-01-01"), []),
        (value(valid_until="2026-11-22"), ["L303"]),
        (value(valid_until=TODAY), ["L304"]),
        (value(valid_until="2026-12-23"), ["L304"]),
        (value(valid_until="2026-12-24"), []),
    ],
)
def test_a_value_is_named_when_it_ends_or_was_not_verified_in_time(found: Layer, expected: list[str]) -> None:
    assert codes(found) == expected


@pytest.mark.edge_case(28)
@pytest.mark.parametrize(("day", "due"), [("", False), ("2026-11-22", True), (TODAY, False), ("2027-01-01", False)])
def test_a_law_and_a_change_past_their_review_are_named(day: str, due: bool) -> None:
    legal = LegalBasis("Act", "12", review=day)
    own = Operation("ke-1", Do.REMOVE, "ind-a", "R.", Effect.LOCALISE, review=day, legal=legal)
    assert codes(layer(operations=(own,))) == (["L301", "L302"] if due else [])


def test_nobody_signs_on_a_day_that_has_not_come() -> None:
    later = Approval("x", "lawyer", "B. Reviewer", "2026-11-24", operation="ke-1")
    assert codes(layer(approvals=(later,))) == ["L307"]
