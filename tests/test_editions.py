"""The real editions, composed from the real content: who gets what."""

from functools import cache

import pytest

from cop_author.app.basis import basis_of
from cop_author.app.compose_edition import compose_edition
from cop_author.app.texts import open_texts
from cop_author.core.index import Index
from cop_author.core.validate import validate
from cop_author.model.document import Document
from cop_author.model.edition import Edition
from cop_author.model.guideline import Core
from cop_author.model.workspace import Workspace
from cop_author.store.workspace import load
from tests.conftest import REPOSITORY

CHILDREN = {
    "children-under-9": "under-9",
    "children-9-12": "9-12",
    "teachers-guide": "9-12",
    "children-13-18": "13-18",
}
ALL = [*CHILDREN, "parents-educators", "industry", "policy-makers"]


@cache
def workspace() -> Workspace:
    found, problems = load(REPOSITORY)
    assert found is not None
    assert [problem for problem in problems if problem.is_error] == []
    return found


@cache
def composed(name: str) -> Document:
    opened = open_texts(REPOSITORY)
    basis, _ = basis_of(opened, "master", "2026-11-25")
    assert basis is not None
    result = compose_edition(basis, opened.edition(name), "en")
    assert result.problems == ()
    return result.document


def ids(name: str) -> set[str]:
    return {unit.id for unit in composed(name).units()}


def editions() -> list[Edition]:
    return [edition for edition in workspace().editions if edition.layer == "master"]


def test_the_real_text_has_no_error() -> None:
    assert [f"{p.where} {p.code} {p.message}" for p in validate(workspace()) if p.is_error] == []


def test_there_are_seven_editions() -> None:
    assert {edition.id for edition in editions()} == set(ALL)


@pytest.mark.parametrize("name", CHILDREN)
def test_no_edition_holds_a_unit_for_another_age_band(name: str) -> None:
    own = CHILDREN[name]
    ages = {}
    for _, above, unit in Index(workspace()).placed:
        stated = [set(part.for_.values("ages")) for part in (*above, unit) if part.for_.values("ages")]
        ages[unit.id] = set.intersection(*stated) if stated else set()
    wrong = {unit for unit in ids(name) if ages[unit] and own not in ages[unit]}
    nameless = {unit for unit in ids(name) if not ages[unit]}
    assert wrong == set()
    assert nameless == set()
    assert len(ids(name)) > 10


def test_the_childrens_books_share_no_unit() -> None:
    names = list(CHILDREN)
    for at, first in enumerate(names):
        for second in names[at + 1 :]:
            assert ids(first) & ids(second) == set(), (first, second)


@pytest.mark.parametrize("name", ["children-under-9", "children-9-12", "children-13-18"])
def test_every_childrens_edition_has_help_with_two_routes_and_no_blame(name: str) -> None:
    help_ = composed(name).help
    assert help_ is not None
    assert help_.text is not None
    said = help_.text.plain
    assert "It is not your fault" in said
    assert "helpline" in said
    assert "home" in said
    assert help_.id not in ids(name)


@pytest.mark.parametrize("name", ALL)
def test_every_edition_says_whose_text_it_is(name: str) -> None:
    statement = composed(name).statement
    assert statement is not None
    assert "not a publication of the International Telecommunication Union" in statement.plain


def test_every_unit_of_the_master_is_in_some_edition() -> None:
    printed = set().union(*(ids(name) for name in ALL)) | {e.help for e in editions()}
    assert {unit.id for unit in workspace().master.units()} - printed == set()


def test_every_mandatory_unit_reaches_its_audience_whole() -> None:
    for name in ALL:
        for unit in composed(name).units():
            if unit.core is Core.MANDATORY:
                assert unit.text or unit.points or unit.rows, unit.id


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("parents-educators", ["ages", "risks"]),
        ("industry", ["risks"]),
        ("policy-makers", ["risks"]),
        ("teachers-guide", []),
    ],
)
def test_books_for_adults_map_what_their_conditions_and_topics_bear(name: str, kinds: list[str]) -> None:
    document = composed(name)
    assert [found.kind for found in document.maps] == kinds
    present = {unit.id for unit in document.units()}
    cells = [cell for found in document.maps for row in found.rows for cell in row.cells if cell]
    assert {cell.anchor for cell in cells} <= present
    assert all(any(row.cells[at] for row in found.rows) for found in document.maps for at in range(len(found.columns)))


@pytest.mark.parametrize("name", ["parents-educators", "industry"])
def test_each_path_of_a_manifest_has_stations(name: str) -> None:
    paths = [unit for unit in composed(name).units() if unit.is_path]
    assert [len(unit.points) + len(unit.rows) >= 5 for unit in paths] == [True]


def test_titles_of_sources_say_their_language_wherever_an_edition_is_in_another() -> None:
    sources = composed("industry").sources
    assert sources and all(source.lang for source in sources)
