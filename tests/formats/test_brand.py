"""`brand.yaml` as a file: what is missing or misspelt has a place, and nothing in it is taken for something else."""

import pytest

from cop_author.formats.kinds import kind_of, load
from cop_author.model.brand import Brand
from cop_author.model.problem import Problem

PATH = "content/layers/ex/brand.yaml"
WHOLE = """format: 1
colours: {accent: "#7A1F4B", fill-2: "#f6dcc3"}
logo: {image: mark.svg, alt: Two arcs}
foreword: {title: T, what: W, who: M, signed: S}
imprint: {publisher: P, responsible: R, e-mail: a@example.org}
"""


def read(text: str) -> tuple[object, tuple[Problem, ...]]:
    kind = kind_of(PATH)
    assert kind is not None
    return load(text, PATH, kind, "en")


def test_a_whole_file_is_read() -> None:
    brand, problems = read(WHOLE)
    assert isinstance(brand, Brand) and problems == ()
    assert dict(brand.colours) == {"accent": "#7a1f4b", "fill-2": "#f6dcc3"}
    assert brand.logo and brand.logo.image == "mark.svg" and brand.logo.alt.source == "Two arcs"
    assert brand.foreword and brand.foreword.signed.source == "S"
    assert brand.imprint and brand.imprint.email == "a@example.org"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('"#7A1F4B"', "red", 2, "#rrggbb"),
        ("accent", "acent", 2, "accent"),
        ("mark.svg", "../mark.svg", 3, "assets/"),
        ("mark.svg", "mark.gif", 3, "svg or png"),
        (", alt: Two arcs", "", 3, "alt"),
        (", signed: S", "", 4, "signed"),
        ("a@example.org", "nobody", 5, "e-mail"),
    ],
)
def test_a_mistake_has_its_line(old: str, new: str, line: int, said: str) -> None:
    _, problems = read(WHOLE.replace(old, new))
    assert [found.where.line for found in problems] == [line]
    assert said in problems[0].message + problems[0].hint
