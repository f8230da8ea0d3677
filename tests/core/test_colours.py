"""A layer's colours must be readable in each look that wears them; after dark those stay that can be read there."""

from cop_author.core.colours import after_dark, check_colours
from cop_author.model.brand import Brand
from cop_author.model.place import Where
from cop_author.text.contrast import contrast

DAY = {
    "paper": "#ffffff", "soft": "#eeeeee", "ink": "#111111", "muted": "#333333", "on-accent": "#ffffff",
    "accent": "#003366", "fill": "#dddddd", "help": "#000000", "on-help": "#ffffff",
}  # fmt: skip
NIGHT = DAY | {"paper": "#111111", "soft": "#222222", "ink": "#eeeeee", "muted": "#dddddd", "on-accent": "#000000"}
WHERE = Where("brand.yaml", 3, 3, {"accent": (3, 11), "fill": (4, 9)})


def brand(**colours: str) -> Brand:
    return Brand(tuple(colours.items()), colours_where=WHERE)


def test_a_faint_colour_is_a_problem_that_names_the_nearest_that_passes() -> None:
    found = list(check_colours(brand(accent="#7799bb"), {"family": DAY}))
    assert [(each.code, each.where.line, each.where.column) for each in found] == [("B301", 3, 11)]
    better = found[0].hint.split('"')[1]
    assert not list(check_colours(brand(accent=better), {"family": DAY}))
    assert contrast(better, "#7799bb") < 3


def test_one_look_in_which_it_cannot_be_read_is_enough() -> None:
    other = DAY | {"ink": "#666666"}
    assert not list(check_colours(brand(fill="#cccccc"), {"family": DAY}))
    (found,) = check_colours(brand(fill="#cccccc"), {"family": DAY, "policy": other})
    assert "policy" in found.message and found.where.line == 4


def test_colours_of_a_brand_are_held_against_each_other() -> None:
    assert not list(check_colours(brand(accent="#5a3a10"), {"family": DAY}))
    assert list(check_colours(brand(accent="#5a3a10", soft="#d8d0c0"), {"family": DAY}))


def test_only_what_can_be_read_there_stays_after_dark() -> None:
    assert after_dark((("accent", "#003366"), ("fill", "#222244")), NIGHT) == (("fill", "#222244"),)
    assert after_dark((("accent", "#ffcc66"),), NIGHT) == (("accent", "#ffcc66"),)
