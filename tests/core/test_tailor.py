import pytest
from hypothesis import given, strategies as st

from cop_author.core.tailor import tailor
from cop_author.model.edition import Edition
from cop_author.model.guideline import Core, Kind, Unit
from cop_author.model.workspace import Master
from tests.builders import conditions, edition, guideline, master, point, section, unit


def ids(found: Master, chosen: Edition) -> list[str]:
    tailored, _ = tailor(found, chosen)
    return [kept.id for part in tailored.guidelines for kept in part.units()]


def codes(found: Master, chosen: Edition) -> list[str]:
    return [problem.code for problem in tailor(found, chosen)[1]]


def one(*units: Unit) -> Master:
    return master(guideline(section(*units)))


def test_a_unit_without_conditions_is_for_everyone() -> None:
    assert ids(one(unit()), edition(for_=conditions(sectors=["gaming"]))) == ["ind-a"]


def test_each_facet_that_both_state_must_share_a_value() -> None:
    units = [
        unit("ind-a", for_=conditions(sectors=["gaming", "social"])),
        unit("ind-b", for_=conditions(sectors=["isp"])),
        unit("ind-c", for_=conditions(sectors=["gaming"], ages=["9-12"])),
        unit("ind-d", for_=conditions(ages=["13-18"])),
    ]
    chosen = edition(for_=conditions(sectors=["gaming"], ages=["13-18"]))
    assert ids(one(*units), chosen) == ["ind-a", "ind-d"]


def test_a_section_narrows_its_units() -> None:
    found = master(guideline(section(unit(), for_=conditions(ages=["under-9"]))))
    assert ids(found, edition(for_=conditions(ages=["9-12"]))) == []
    assert ids(found, edition(for_=conditions(ages=["under-9"]))) == ["ind-a"]


def test_points_and_rows_are_narrowed_too() -> None:
    points = (
        point("all"),
        point("games", for_=conditions(sectors=["gaming"])),
        point("nets", for_=conditions(sectors=["isp"])),
    )
    tailored, _ = tailor(one(unit(kind=Kind.CHECKLIST, points=points)), edition(for_=conditions(sectors=["gaming"])))
    kept = next(tailored.guidelines[0].units())
    assert [found.id for found in kept.points] == ["all", "games"]


def test_topics_must_match_where_the_edition_names_any() -> None:
    units = [unit("ind-a", topics=("privacy",)), unit("ind-b", topics=("reporting",)), unit("ind-c")]
    assert ids(one(*units), edition(topics=("privacy",))) == ["ind-a"]
    assert ids(one(*units), edition()) == ["ind-a", "ind-b", "ind-c"]


def test_include_and_exclude_win_last_and_exclude_over_include() -> None:
    units = [
        unit("ind-a", for_=conditions(sectors=["isp"])),
        unit("ind-b"),
        unit("ind-c", for_=conditions(sectors=["isp"])),
    ]
    chosen = edition(for_=conditions(sectors=["gaming"]), include=("ind-a", "ind-c"), exclude=("ind-b", "ind-c"))
    assert ids(one(*units), chosen) == ["ind-a"]


def test_a_unit_of_another_guideline_can_be_included() -> None:
    other = guideline(section(unit("pol-a"), unit("pol-b"), id="pol-s"), id="policy-makers", prefix="pol")
    found = master(guideline(section(unit("ind-a"))), other)
    assert ids(found, edition(include=("pol-a",))) == ["ind-a", "pol-a"]


def test_a_unit_left_without_content_drops_out_and_if_mandatory_is_a_finding() -> None:
    only = (point("nets", for_=conditions(sectors=["isp"])),)
    chosen = edition(for_=conditions(sectors=["gaming"]))
    optional = one(unit("ind-a"), unit("ind-b", Kind.CHECKLIST, points=only))
    assert ids(optional, chosen) == ["ind-a"]
    assert codes(optional, chosen) == []
    assert codes(one(unit("ind-b", Kind.CHECKLIST, points=only, core=Core.MANDATORY)), chosen)[0] == "B102"


def test_an_edition_that_selects_nothing_is_a_finding() -> None:
    assert codes(one(unit(for_=conditions(sectors=["isp"]))), edition(for_=conditions(sectors=["gaming"]))) == ["B101"]


@pytest.mark.edge_case(18)
def test_two_editions_of_one_guideline_share_what_is_for_both() -> None:
    units = [
        unit("ind-a", for_=conditions(readers=["parents"])),
        unit("ind-b", for_=conditions(readers=["parents", "educators"])),
        unit("ind-c", for_=conditions(readers=["educators"])),
        unit("ind-d"),
    ]
    assert ids(one(*units), edition(for_=conditions(readers=["parents"]))) == ["ind-a", "ind-b", "ind-d"]
    assert ids(one(*units), edition(for_=conditions(readers=["educators"]))) == ["ind-b", "ind-c", "ind-d"]


def test_a_structure_orders_sections_and_moves_units() -> None:
    found = master(
        guideline(
            section(unit("ind-a"), unit("ind-b"), id="ind-one"),
            section(unit("ind-c"), id="ind-two"),
        )
    )
    assert ids(found, edition(structure=("ind-two", "ind-b", "ind-one"))) == ["ind-c", "ind-b", "ind-a"]
    assert ids(found, edition(structure=("ind-two",))) == ["ind-c"]
    assert codes(found, edition(structure=("ind-b", "ind-two"))) == ["B103"]


facets = st.dictionaries(
    st.sampled_from(["ages", "sectors"]), st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True)
).map(lambda found: conditions(**found))


@given(st.lists(facets, max_size=8), facets)
def test_tailoring_keeps_the_order_and_takes_nothing_from_elsewhere(each: list[object], chosen: object) -> None:
    units = [unit(f"ind-{n}", for_=found) for n, found in enumerate(each)]
    kept = ids(one(*units), edition(for_=chosen))
    everything = [found.id for found in units]
    assert kept == [name for name in everything if name in set(kept)]


@given(st.lists(facets, max_size=8), facets)
def test_what_is_tailored_twice_is_tailored_once(each: list[object], chosen: object) -> None:
    found = one(*(unit(f"ind-{n}", for_=facet) for n, facet in enumerate(each)))
    once, _ = tailor(found, edition(for_=chosen))
    again, _ = tailor(master(*once.guidelines), edition(for_=chosen))
    assert again.guidelines == once.guidelines
