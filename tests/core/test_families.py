"""Every mandatory unit reaches the readers it is for, in some edition of their family."""

from dataclasses import replace
from typing import Any

import pytest

from cop_author.app.texts import open_texts
from cop_author.core.families import check_families, is_for
from cop_author.core.protect import placed
from cop_author.core.tailor import tailor
from cop_author.model.edition import Edition
from cop_author.model.guideline import Core
from cop_author.model.register import Waiver
from cop_author.model.workspace import Master
from tests.builders import conditions, edition, guideline, master, section, unit
from tests.conftest import REPOSITORY

BOTH = unit("ind-both", core=Core.MANDATORY, topics=("privacy",))
HOME = unit("ind-home", core=Core.MANDATORY, for_=conditions(readers=["parents"]), topics=("privacy",))
SCHOOL = unit("ind-school", core=Core.MANDATORY, for_=conditions(readers=["educators"]))
EXTRA = unit("ind-extra", core=Core.OPTIONAL)
TEXT = master(
    guideline(section(BOTH, HOME, SCHOOL, EXTRA, topics=())),
    guideline(section(unit("pol-a", core=Core.MANDATORY), id="pol-section"), id="policy", prefix="pol"),
)


def for_parents(**values: Any) -> Edition:
    return edition("parents", **({"family": "adults", "for_": conditions(readers=["parents"])} | values))


def for_educators(**values: Any) -> Edition:
    return edition("educators", **({"family": "adults", "for_": conditions(readers=["educators"])} | values))


def unreached(*editions: Edition, of: Master = TEXT, waivers: tuple[Waiver, ...] = ()) -> list[str]:
    found = check_families(of, [tailor(of, each)[0] for each in editions], waivers)
    assert {problem.code for problem in found} <= {"B201"}
    return [problem.message.split()[-1] for problem in found]


@pytest.mark.edge_case(18)
def test_parents_and_educators_apart_hold_every_mandatory_unit_together() -> None:
    assert unreached(for_parents(), for_educators()) == []
    assert unreached(for_parents(exclude=("ind-both",)), for_educators()) == []
    assert unreached(for_parents(exclude=("ind-both",)), for_educators(exclude=("ind-both",))) == ["ind-both"]


@pytest.mark.edge_case(18)
def test_what_only_one_of_them_may_read_must_stand_in_that_ones_edition() -> None:
    assert unreached(for_parents(), for_educators(exclude=("ind-school",))) == ["ind-school"]
    assert unreached(for_parents()) == []


@pytest.mark.edge_case(14)
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"exclude": ("ind-home",)}, ["ind-home"]),
        ({"exclude": ("ind-section",)}, ["ind-both", "ind-home"]),
        ({"topics": ("reporting",)}, ["ind-both", "ind-home"]),
        ({"topics": ("privacy",)}, []),
        ({"topics": ("reporting",), "include": ("ind-both", "ind-home")}, []),
        ({"structure": ("pol-section",), "include": ("pol-a",)}, ["ind-both", "ind-home"]),
        ({"exclude": ("ind-home",), "help": "ind-home"}, []),
        ({"exclude": ("ind-extra",)}, []),
    ],
)
def test_a_mandatory_unit_that_selection_hides_from_its_readers_is_found(
    change: dict[str, Any], expected: list[str]
) -> None:
    assert unreached(for_parents(**change)) == expected


@pytest.mark.edge_case(14)
def test_only_upstreams_waiver_lets_a_layer_leave_a_mandatory_unit_out() -> None:
    own = for_parents(exclude=("ind-home",), layer="ke")
    assert unreached(own) == ["ind-home"]
    assert unreached(own, waivers=(Waiver("eg", "ind-home", "R.", "E", "2026-11-23"),)) == ["ind-home"]
    assert unreached(own, waivers=(Waiver("ke", "ind-home", "R.", "E", "2026-11-23"),)) == []


@pytest.mark.edge_case(26)
def test_a_page_with_a_locked_change_cannot_be_left_out_instead() -> None:
    locked = {"ind-extra": "ke has locked ke-1", "ind-gone": "ke has locked ke-2"}
    own = for_parents(exclude=("ind-extra",), layer="shop")
    waiver = Waiver("shop", "ind-extra", "R.", "E", "2026-11-23")
    [problem] = check_families(TEXT, [tailor(TEXT, own)[0]], (waiver,), locked)
    assert problem.code == "B202"
    assert problem.message == "no edition of the family 'adults' holds ind-extra, in which ke has locked ke-1"
    assert check_families(TEXT, [tailor(TEXT, for_parents())[0]], (), locked) == ()


def test_an_edition_for_some_sectors_owes_nothing_to_the_others() -> None:
    of = master(guideline(section(replace(BOTH, for_=conditions(sectors=["isp"])), EXTRA)))
    assert unreached(edition(for_=conditions(sectors=["gaming"])), of=of) == []


def test_the_finding_says_which_edition_hides_it_and_how() -> None:
    own = for_parents(exclude=("ind-home",))
    [problem] = check_families(TEXT, [tailor(TEXT, own)[0]], ())
    assert problem.message == "no edition of the family 'adults' holds the mandatory unit ind-home"
    assert problem.hint == "parents excludes ind-home; take it out of `exclude`."


@pytest.mark.edge_case(14)
def test_the_masters_own_editions_bring_every_mandatory_unit_to_its_readers() -> None:
    workspace = open_texts(REPOSITORY).workspace
    editions = [each for each in workspace.editions if each.layer == "master"]
    tailored = [tailor(workspace.master, each)[0] for each in editions]
    assert check_families(workspace.master, tailored, ()) == ()
    mandatory = [found for found in placed(workspace.master).values() if found.unit.core is Core.MANDATORY]
    assert len(mandatory) > 50
    assert [f.unit.id for f in mandatory if not any(is_for(f, each) for each in editions)] == []
