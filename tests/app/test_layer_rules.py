"""`cop check` on a workspace: what a layer says of itself, what it owes its readers, and what is due."""

from pathlib import Path

import pytest

from cop_author.app.check import check
from cop_author.app.layer_status import status

TODAY = "2026-11-25"
KE = "content/layers/ke"
OVERRIDES = f"{KE}/overrides/industry.yaml"


@pytest.fixture
def shop(example: Path) -> Path:
    """The example with an organisation's layer on the country's."""
    write(example, "content/layers/shop/layer.yaml", "format: 1\nid: shop\ntitle: A shop\nkind: organisation\n"
          "parent: ke\nlanguages: [en]\nfollow: true\n")  # fmt: skip
    write(example, "content/layers/shop/editions/shop.yaml", "format: 1\nid: shop\ntitle: Ours\nlayer: shop\n"
          "languages: [en]\nguidelines: [industry]\nselect: {exclude: [ind-reporting-route]}\n")  # fmt: skip
    return example


def write(workspace: Path, name: str, text: str) -> None:
    (workspace / name).parent.mkdir(parents=True, exist_ok=True)
    (workspace / name).write_text(text)


def change(workspace: Path, name: str, old: str, new: str) -> None:
    file = workspace / name
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new, 1))


def codes(workspace: Path, today: str = TODAY) -> set[str]:
    return {problem.code for problem in check(workspace, today=today) if str(problem.severity) != "note"}


def test_the_example_is_sound(example: Path) -> None:
    assert codes(example) == set()


@pytest.mark.edge_case(26)
def test_an_organisation_cannot_leave_out_the_page_on_which_its_country_locked_a_change(shop: Path) -> None:
    assert codes(shop) == {"B201"}
    change(shop, OVERRIDES, "effect: strengthen ", "locked: true\n    effect: strengthen ")
    assert codes(shop) == {"B201", "B202"}
    waiver = "  - {layer: shop, unit: ind-reporting-route, reason: R., granted-by: E., date: 2026-11-23}\n"
    waivers = shop / "content/register/waivers.yaml"
    waivers.write_text(waivers.read_text().rstrip() + "\n" + waiver)
    assert codes(shop) == {"B202"}
    change(shop, "content/layers/shop/editions/shop.yaml", "exclude: [ind-reporting-route]", "exclude: []")
    assert codes(shop) == set()


@pytest.mark.edge_case(12)
def test_an_operation_that_does_not_say_what_it_does_is_found(example: Path) -> None:
    change(example, OVERRIDES, "effect: strengthen ", "effect: clarify ")
    assert codes(example) == {"D203"}


@pytest.mark.edge_case(28)
def test_what_is_due_is_found_on_the_day(example: Path) -> None:
    change(example, f"{KE}/parameters.yaml", 'value: "116"', 'value: "116", valid-until: 2026-12-31')
    assert codes(example, "2026-11-25") == set()
    assert codes(example, "2026-12-05") == {"L304"}
    assert codes(example, "2027-01-01") == {"L303"}
    assert codes(example, "") == set()
    [ke] = status(example, "2027-01-01")
    assert "L303" in {problem.code for problem in ke.problems}


@pytest.mark.edge_case(25)
def test_signatures_that_lapsed_are_found(example: Path) -> None:
    change(example, f"{KE}/layer.yaml", "illustrative: true", "illustrative: false")
    assert codes(example) == {"L203"}


def test_a_layer_on_nothing_keeps_no_other_finding_from_being_reported(example: Path) -> None:
    change(example, f"{KE}/layer.yaml", "parent: master", "parent: arab")
    change(example, "content/editions/games.yaml", "guidelines: [industry]", "guidelines: [indsutry]")
    assert codes(example) >= {"R108", "R101"}
