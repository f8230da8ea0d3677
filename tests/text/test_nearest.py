"""A misspelt name is met with the one that was meant."""

import pytest

from cop_author.text.nearest import did_you_mean

KNOWN = ("ind-reporting-route", "ind-reporting-people", "chi-story-park")


@pytest.mark.parametrize(
    "name", ["ind-reporting-rout", "ind-reportnig-route", "reporting-route", "IND-reporting-route"]
)
def test_what_was_probably_meant_is_named(name: str) -> None:
    assert did_you_mean(name, KNOWN) == "Did you mean 'ind-reporting-route'?"


@pytest.mark.parametrize("name", ["", "zebra", "par"])
def test_nothing_is_named_where_nothing_is_alike(name: str) -> None:
    assert did_you_mean(name, KNOWN) == ""
    assert did_you_mean(name, ()) == ""


def test_any_collection_is_looked_through_and_the_first_of_equals_is_named() -> None:
    assert did_you_mean("lage", iter(["page", "cage"])) == "Did you mean 'page'?"
