"""Editions of layers: built from the text at the pin, labelled as what they are, and held back where they must be."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cop_author.app.build import run
from cop_author.app.layer_check import check_layer
from cop_author.app.own_fonts import digest_of
from cop_author.app.plan import Plan, plan
from cop_author.errors import CopError
from cop_author.model.deviation import Conformity, Departure, Standing
from cop_author.model.document import Document
from cop_author.model.runs import Op
from cop_author.render.shipped import packaged

Git = Callable[..., str]
TODAY = "2026-11-25"
WAIVERS = "content/register/waivers.yaml"
GAMES = "content/layers/ke/editions/games.yaml"


@pytest.fixture
def kenya(released: Path, git: Git) -> Path:
    """The released example without its waiver, and with an edition of the layer that can be built as it is."""
    (released / WAIVERS).unlink()
    change(released, GAMES, "parameters: complete", "parameters: any")
    change(released, GAMES, "[en, sw]", "[en]")
    git(released, "commit", "-aqm", "An edition")
    return released


def change(workspace: Path, name: str, old: str, new: str) -> None:
    file = workspace / name
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))


def planned(workspace: Path, today: str = TODAY) -> Plan:
    return plan(workspace, ["ke-industry-games"], today=today)


def document(workspace: Path) -> Document:
    found = planned(workspace)
    assert found.held_back == () and not found.is_closed
    return found.jobs[0].document


def held_back(workspace: Path, today: str = TODAY) -> list[str]:
    found = planned(workspace, today)
    assert found.jobs == ()
    return [problem.code for problem in found.held_back]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_edition_holds_the_layers_words_over_the_text_of_its_release(kenya: Path) -> None:
    unit = next(unit for unit in document(kenya).units() if unit.id == "ind-reporting-route")
    assert unit.text is not None and unit.force == "must"
    assert "without delay and in any case within 24 hours" in unit.text.plain
    assert unit.text.changed and unit.departures == (Departure.CHANGED,)


def test_edits_of_the_master_leave_a_pinned_edition_byte_for_byte_as_it_was(
    kenya: Path, tmp_path: Path, git: Git
) -> None:
    git(kenya, "checkout", "-q", "-b", "before", "HEAD~1")
    git(kenya, "checkout", "-q", "main", "--", GAMES)
    git(kenya, "checkout", "-q", "HEAD~1", "--", "content/master")
    git(kenya, "commit", "-qm", "An edition while the master stands at its release")
    run(plan(kenya, ["ke-industry-games"], tmp_path / "before", today=TODAY))
    change(kenya, "content/master/industry/reporting.yaml", "without delay", "at once")
    change(kenya, "content/master/master.yaml", "version: 1.0.0", "version: 1.1.0")
    run(plan(kenya, ["ke-industry-games"], tmp_path / "edited", today=TODAY))
    git(kenya, "commit", "-aqm", "The master goes on")
    run(plan(kenya, ["ke-industry-games"], tmp_path / "after", today=TODAY))
    before = files(tmp_path / "before")
    assert any(name.endswith(".pdf") for name in before)
    assert files(tmp_path / "edited") == before
    assert files(tmp_path / "after") == before


def test_an_illustration_is_modified_not_approved_and_says_whose_it_is_not(kenya: Path) -> None:
    found = document(kenya)
    assert found.illustration == "Kenya"
    assert found.colophon.conformity is Conformity.NOT_APPROVED
    assert (found.colophon.layer, found.colophon.version, found.colophon.release) == ("Kenya", "1.0.0", True)


def test_the_annex_says_what_was_changed_why_and_by_which_law(kenya: Path) -> None:
    [entry] = document(kenya).deviations
    assert (entry.unit, entry.present) == ("ind-reporting-route", True)
    text = next(field for field in entry.fields if field.field == "text")
    assert [run.text.strip() for run in text.runs if run.op is Op.INSERT] == ["and in any case within 24 hours"]
    force = next(field for field in entry.fields if field.field == "force")
    assert [(run.op, run.text) for run in force.runs] == [(Op.DELETE, "should"), (Op.INSERT, "must")]
    assert [cause.operation for cause in entry.causes] == ["ke-007", "ke-008"]
    assert entry.causes[0].standing is Standing.ILLUSTRATIVE


def test_without_annex_and_marks_nothing_is_listed_and_the_class_is_the_same(kenya: Path) -> None:
    change(kenya, GAMES, "{annex: true, marks: true}", "{annex: false, marks: false}")
    found = document(kenya)
    assert found.deviations == ()
    assert not any(unit.departures for unit in found.units())
    assert found.colophon.conformity is Conformity.NOT_APPROVED


def test_an_edition_without_any_changed_unit_is_identical(kenya: Path) -> None:
    change(kenya, GAMES, "guidelines: [industry]", "guidelines: [policy-makers]")
    assert document(kenya).colophon.conformity is Conformity.IDENTICAL


@pytest.mark.edge_case(14)
def test_an_edition_that_leaves_out_a_mandatory_unit_needs_a_waiver_and_is_not_equivalent(kenya: Path) -> None:
    change(kenya, GAMES, "exclude: []", "exclude: [ind-reporting-route]")
    assert held_back(kenya) == ["G101"]
    waiver = "{layer: ke, unit: ind-reporting-route, reason: A year., granted-by: An editor, date: 2026-11-23}"
    (kenya / WAIVERS).write_text(f"format: 1\nwaivers:\n  - {waiver}\n")
    assert document(kenya).colophon.conformity is Conformity.NOT_EQUIVALENT


def test_a_waived_core_makes_an_edition_not_equivalent(kenya: Path) -> None:
    waiver = "{layer: ke, unit: ind-reporting-route, reason: A year., granted-by: An editor, date: 2026-11-23}"
    (kenya / WAIVERS).write_text(f"format: 1\nwaivers:\n  - {waiver}\n")
    assert document(kenya).colophon.conformity is Conformity.NOT_EQUIVALENT


def test_a_layer_that_is_no_illustration_needs_approvals(kenya: Path) -> None:
    change(kenya, "content/layers/ke/layer.yaml", "illustrative: true", "illustrative: false")
    assert held_back(kenya) == ["G104"]
    change(kenya, GAMES, "approvals: required", "approvals: none")
    assert document(kenya).illustration == ""


def test_missing_values_close_the_gate_and_any_prints_them_marked(kenya: Path) -> None:
    assert document(kenya).to_fill == ("hotline.name",)
    change(kenya, GAMES, "parameters: any", "parameters: complete")
    assert held_back(kenya) == ["G105"]


def test_what_is_wrong_with_a_layer_holds_back_its_editions_and_no_others(kenya: Path) -> None:
    change(kenya, "content/layers/ke/overrides/industry.yaml", "find: without delay", "find: with some delay")
    assert held_back(kenya) == ["G101"]
    others = plan(kenya, today=TODAY)
    assert [job.document.edition for job in others.jobs] == ["games"] and not others.is_closed


@pytest.mark.edge_case(22)
def test_an_edition_is_held_back_where_its_release_is_not_here(kenya: Path, tmp_path: Path, git: Git) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{kenya}", "shallow")
    [problem] = planned(tmp_path / "shallow").held_back
    assert problem.code == "G103" and "git fetch --unshallow" in problem.hint


def test_a_layer_that_follows_is_held_back_where_the_text_below_it_changed(kenya: Path) -> None:
    layer = kenya / "content/layers/ke/layer.yaml"
    layer.write_text(layer.read_text() + "follow: true\n")
    change(kenya, "content/master/industry/reporting.yaml", "visible way", "simple way")
    change(kenya, "content/master/industry/reporting.yaml", "at once", "without delay")
    assert held_back(kenya) == ["G107"]
    change(kenya, GAMES, "drift: none", "drift: any")
    assert "simple way" in str(document(kenya))


CHILDREN = """\
format: 1
id: ke-story
title: A story
layer: ke
languages: [en]
guidelines: [children]
look: storybook
select: {for: {readers: [children]}}
gates: {parameters: any}
outputs: [html]
"""


def test_no_setting_lets_a_countrys_book_for_children_out_without_a_helpline(kenya: Path, git: Git) -> None:
    parameters = kenya / "content/master/parameters.yaml"
    parameters.write_text(
        parameters.read_text().replace("verify-every: 365 days}", "verify-every: 365 days, vital: true}")
    )
    assert "vital" in parameters.read_text()
    layer = kenya / "content/layers/ke/layer.yaml"
    layer.write_text(layer.read_text() + "follow: true\n")
    change(kenya, "content/layers/ke/overrides/industry.yaml", "find: without delay", "find: at once")
    (kenya / "content/layers/ke/editions/story.yaml").write_text(CHILDREN)
    change(kenya, "content/layers/ke/editions/story.yaml", "parameters: any", "parameters: any, drift: any")

    def codes(today: str) -> list[str]:
        return [problem.code for problem in plan(kenya, ["ke-story"], today=today).held_back]

    assert codes("2027-11-23") == []
    assert codes("2027-11-24") == ["G106"]
    values = "content/layers/ke/parameters.yaml"
    change(kenya, values, 'value: "116", source: ke-act, verified: 2026-11-23', 'value: "116"')
    assert codes(TODAY) == ["G106"]


def test_editions_are_built_several_at_a_time_with_their_deviations_beside_them(kenya: Path, tmp_path: Path) -> None:
    second = (kenya / GAMES).read_text().replace("id: ke-industry-games", "id: ke-second")
    (kenya / "content/layers/ke/editions/second.yaml").write_text(second.replace("[html, pdf]", "[html]"))
    run(plan(kenya, out=tmp_path / "out", today=TODAY), workers=2)
    for edition in ("ke-industry-games", "ke-second"):
        listed = json.loads((tmp_path / "out" / edition / "en/deviations.json").read_text())
        assert [entry["unit"] for entry in listed] == ["ind-reporting-route"]
        assert (tmp_path / "out" / edition / "en/deviations.csv").is_file()
    assert not (tmp_path / "out/games/en/deviations.json").exists()


def test_a_plan_is_the_same_whatever_the_order_of_the_layers(kenya: Path) -> None:
    found = plan(kenya, today=TODAY)
    assert [replace(job, key="") for job in plan(kenya, today=TODAY).jobs] == [replace(j, key="") for j in found.jobs]


def test_one_layer_is_checked_with_what_holds_its_editions_back(kenya: Path) -> None:
    found = check_layer(kenya, "ke", TODAY)
    assert (found.problems, found.held_back) == ((), ())
    change(kenya, GAMES, "parameters: any", "parameters: complete")
    change(kenya, "content/layers/ke/overrides/industry.yaml", "reason: National", "because: National")
    found = check_layer(kenya, "ke", TODAY)
    assert {problem.code for problem in found.problems} == {"S102", "S103", "L202"}
    assert [problem.code for problem in found.held_back] == ["G101"]


@pytest.mark.edge_case(48)
def test_an_edition_with_letters_that_no_font_has_is_held_back_and_says_where_they_stand(kenya: Path) -> None:
    name = "content/master/industry/reporting.yaml"
    file = kenya / name
    file.write_text(file.read_text().replace("at once", "at once, ქართულად", 1))
    found = plan(kenya, ["games"], today=TODAY)
    assert not found.jobs
    [problem] = found.held_back
    assert problem.code == "G114" and problem.is_error
    assert "'ა' (U+10D0), 'დ' (U+10D3)" in problem.message and "2 more" in problem.message
    assert "#" in problem.message.rpartition("the first in ")[2]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_edition_that_would_print_boxes_keeps_its_last_good_output_and_no_other_edition_back(
    kenya: Path, tmp_path: Path, workers: int
) -> None:
    out = tmp_path / "out"
    change(kenya, "content/editions/games.yaml", "[html]", "[html, pdf]")
    run(plan(kenya, ["games"], out, today=TODAY))
    before = files(out / "games")
    change(kenya, "content/master/industry/reporting.yaml", "at once", "at once, \u10d0")
    fonts = kenya / "fonts"
    fonts.mkdir()
    (fonts / "own.woff2").write_bytes(packaged("fonts/noto-sans-latin-400-normal.woff2"))
    (fonts / "licence.txt").write_text("A licence")
    held = digest_of(fonts / "own.woff2")
    lines = (f"own.woff2 | Own | {weight} | normal | U+10D0 | - | licence.txt | {held}\n" for weight in (400, 700))
    (fonts / "faces.txt").write_text("".join(lines))
    found = plan(kenya, out=out, today=TODAY)
    assert not found.held_back and {job.document.edition for job in found.jobs} == {"games", "ke-industry-games"}
    with pytest.raises(CopError, match=r"games \(en\): the PDF would print boxes in place of \u10d0 \(U\+10D0\)"):
        run(found, workers=workers)
    assert files(out / "games") == before
    assert (out / "ke-industry-games/en/manifest.json").is_file() and (out / "index.html").is_file()
