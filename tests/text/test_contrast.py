"""Contrast is WCAG's, and a colour that is proposed has enough of it."""

import pytest
from hypothesis import given, strategies as st

from cop_author.text.contrast import ENOUGH, contrast, nearest

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48)],
)
def test_ratios_are_those_of_the_standard(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@given(colours)
def test_the_nearest_colour_can_be_read_on_paper(colour: str) -> None:
    found = nearest(colour, ["#ffffff", "#f5ece0"])
    assert contrast(found, "#ffffff") >= ENOUGH and contrast(found, "#f5ece0") >= ENOUGH


def test_a_colour_that_can_be_read_stays_and_one_that_must_meet_black_and_white_is_none() -> None:
    assert nearest("#80320f", ["#fffcf6"]) == "#80320f"
    assert nearest("#777777", ["#000000", "#ffffff"]) == ""
