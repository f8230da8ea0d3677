"""Changes to units: what is written, what follows, what is refused."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from cop_author.app import unit_changes
from cop_author.app.check import check
from cop_author.app.workbench import Applied, Edit, apply
from cop_author.errors import UsageError
from cop_author.formats.splice import EditRefused
from cop_author.store.workspace import load

REPORTING = "content/master/industry/reporting.yaml"
LINEAGE = "content/register/lineage.yaml"
DAY = "2026-11-23"


def done(folder: Path, edit: Edit) -> Applied:
    applied = apply(folder, edit)
    assert applied.written, applied.refused
    # The example's own override may lose its base: that is for `cop layer` to say, not for the edit.
    assert [p for p in check(folder) if p.is_error and not p.code.startswith("D")] == []
    return applied


def units(folder: Path) -> list[str]:
    workspace, _ = load(folder)
    assert workspace is not None
    return [unit.id for unit in workspace.master.units()]


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_a_changed_word_changes_its_own_line_only(example: Path) -> None:
    before = (example / REPORTING).read_text()
    done(example, unit_changes.set_fields("ind-reporting-route", {"force": "must"}))
    after = (example / REPORTING).read_text()
    assert changed_lines(before, after) == (
        ["    force: should                    # may | should | must: shown by a label, never written into the text"],
        ["    force: must                    # may | should | must: shown by a label, never written into the text"],
    )


@pytest.mark.parametrize("field", ["evidence", "title", "text"])
def test_any_text_is_set_by_its_address(example: Path, field: str) -> None:
    done(example, unit_changes.set_fields("ind-reporting-route", {field: "Quite new: words, {hotline.name}"}))
    assert "Quite new: words, {hotline.name}" in (example / REPORTING).read_text()


def test_cells_heads_and_answers_have_addresses_too(example: Path) -> None:
    done(
        example,
        unit_changes.set_fields(
            "ind-duties", {"retention.deadline": "Now", "head.step": "What", "retention": "Keep it"}
        ),
    )
    done(example, unit_changes.set_fields("chi-park", {"send": "Send a photo", "ask.answer": "Good."}))
    assert '{deadline: "Now"}' in (example / REPORTING).read_text()


def test_an_edit_that_would_bring_an_error_is_refused_and_writes_nothing(example: Path) -> None:
    before = (example / REPORTING).read_bytes()
    applied = apply(
        example, unit_changes.set_fields("ind-reporting-route", {"text": "You must report child pornography."})
    )
    assert {problem.code for problem in applied.refused} == {"T101", "T102"}
    assert not applied.written
    assert (example / REPORTING).read_bytes() == before


def test_a_dry_run_shows_the_change_and_writes_nothing(example: Path) -> None:
    before = (example / REPORTING).read_bytes()
    applied = apply(example, unit_changes.set_fields("ind-duties", {"title": "Duties"}), dry_run=True)
    assert "-    title: Who does what\n+    title: Duties\n" in applied.diff
    assert (example / REPORTING).read_bytes() == before


def test_a_renamed_unit_is_followed_by_everything_that_names_it(example: Path) -> None:
    applied = done(example, unit_changes.rename("pol-hotline", "pol-national-hotline", DAY))
    assert set(applied.changed) == {
        "content/editions/games.yaml",
        "content/layers/ke/editions/games.yaml",
        REPORTING,
        "content/master/policy-makers/reporting.yaml",
        LINEAGE,
    }
    assert "pol-national-hotline" in units(example)
    workspace, _ = load(example)
    assert workspace is not None
    step = next(step for step in workspace.register.lineage if step.id == "pol-hotline")
    assert (step.change, step.to, step.date) == ("renamed", ("pol-national-hotline",), DAY)


def test_renaming_follows_overrides_and_links_and_spares_longer_names(example: Path) -> None:
    done(
        example,
        unit_changes.set_fields(
            "ind-reporting-route", {"text": "See [it](unit:ind-duties) and [this](unit:ind-reporting)."}
        ),
    )
    done(example, unit_changes.rename("ind-reporting-route", "ind-route", DAY))
    assert "target: ind-route" in (example / "content/layers/ke/overrides/industry.yaml").read_text()
    assert "\n  ind-route#text:" in (example / "content/layers/ke/base.yaml").read_text()
    done(example, unit_changes.rename("ind-duties", "ind-duty-table", DAY))
    assert "(unit:ind-duty-table)" in (example / REPORTING).read_text()
    assert "(unit:ind-reporting)" in (example / REPORTING).read_text()


def test_a_renamed_column_takes_its_cells_along(example: Path) -> None:
    done(example, unit_changes.rename("ind-duties#deadline", "by-when", DAY))
    assert "{by-when: " in (example / REPORTING).read_text()


@pytest.mark.edge_case(4)
def test_an_id_that_was_used_before_cannot_be_taken_again(example: Path) -> None:
    done(example, unit_changes.rename("ind-duties", "ind-tasks", DAY))
    applied = apply(example, unit_changes.rename("ind-tasks", "ind-duties", DAY))
    assert [problem.code for problem in applied.refused] == ["S204"]


def test_a_moved_unit_keeps_its_lines(example: Path) -> None:
    before = (example / REPORTING).read_text()
    done(example, unit_changes.move("ind-duties", "ind-reporting", "", DAY))
    assert (example / REPORTING).read_text() == before


def test_moving_to_a_section_of_another_guideline_is_refused_by_its_prefix(example: Path) -> None:
    applied = apply(example, unit_changes.move("ind-duties", "pol-reporting", "", DAY))
    assert "S202" in {problem.code for problem in applied.refused}


def test_a_split_unit_leaves_nothing_behind_and_its_parts_are_drafts(example: Path) -> None:
    before = (example / REPORTING).read_text()
    assert "status: draft" not in before
    parts = {"ind-route": ("title", "text", "evidence"), "ind-answer": ("feedback",)}
    for file in ("content/layers/ke/overrides/industry.yaml", "content/register/waivers.yaml"):
        (example / file).unlink()
    done(example, unit_changes.split("ind-reporting-route", parts, DAY))
    assert units(example) == ["chi-park", "ind-route", "ind-answer", "ind-duties", "pol-hotline"]
    workspace, _ = load(example)
    assert workspace is not None
    route, answer = (unit for unit in workspace.master.units() if unit.id in parts)
    assert ([p.id for p in route.points], [p.id for p in answer.points]) == (["evidence"], ["feedback"])
    assert {route.status, answer.status} == {"draft"}
    step = next(step for step in workspace.register.lineage if step.id == "ind-reporting-route")
    assert dict(step.took)["ind-reporting-route#feedback"] == "ind-answer#feedback"


def test_a_split_must_take_every_field_once(example: Path) -> None:
    for parts in (
        {"ind-x": ("title",)},
        {"ind-x": ("title", "text", "evidence", "feedback"), "ind-y": ("text",)},
        {"ind-x": ("none",)},
    ):
        with pytest.raises(UsageError):
            apply(example, unit_changes.split("ind-reporting-route", parts, DAY))


def test_merged_units_keep_all_points_and_record_where_each_went(example: Path) -> None:
    done(example, unit_changes.new("ind-reporting", {"id": "ind-more", "kind": "recommendation", "core": "expected", "force": "may",
         "title": "More", "text": "Do more.", "points": [{"id": "evidence", "text": "More evidence."}]}))  # fmt: skip
    for file in ("content/layers/ke/overrides/industry.yaml", "content/register/waivers.yaml"):
        (example / file).unlink()
    done(example, unit_changes.merge(("ind-reporting-route", "ind-more"), "ind-all", DAY))
    workspace, _ = load(example)
    assert workspace is not None
    merged = next(unit for unit in workspace.master.units() if unit.id == "ind-all")
    assert len(merged.points) == 3
    assert len({p.id for p in merged.points}) == 3
    assert merged.text is not None
    assert merged.text.source.endswith("Do more.")
    steps = [step for step in workspace.register.lineage if step.to == ("ind-all",)]
    assert [step.id for step in steps] == ["ind-reporting-route", "ind-more"]


def test_a_withdrawn_unit_that_others_name_is_refused_until_nothing_does(example: Path) -> None:
    applied = apply(example, unit_changes.withdraw("pol-hotline", "Not needed.", DAY))
    assert "R101" in {problem.code for problem in applied.refused}
    done(example, unit_changes.withdraw("ind-duties", "Not needed.", DAY))
    assert "ind-duties" in (example / "content/register/withdrawn.yaml").read_text()


def test_a_section_may_lose_its_last_unit_and_get_another(example: Path) -> None:
    before = (example / "content/master/children/park.yaml").read_text()
    done(example, unit_changes.withdraw("chi-park", "Not needed.", DAY))
    assert "units: []\n" in (example / "content/master/children/park.yaml").read_text()
    item = {"id": "chi-lake", "kind": "paragraph", "text": "By the lake."}
    done(example, unit_changes.new("chi-park-story", item))
    after = (example / "content/master/children/park.yaml").read_text()
    assert (
        after
        == before[: before.index("  - id: chi-park")]
        + "  - id: chi-lake\n    kind: paragraph\n    text: By the lake.\n"
    )


@pytest.mark.parametrize("name", ["Ind A", "ind_a", "title", "", "-x"])
def test_a_bad_id_is_refused_before_anything_happens(example: Path, name: str) -> None:
    with pytest.raises(UsageError):
        apply(example, unit_changes.rename("ind-duties", name, DAY))


def test_a_unit_that_is_not_there_is_refused(example: Path) -> None:
    edits: Mapping[str, Edit] = {
        "set": unit_changes.set_fields("ind-none", {"text": "x"}),
        "rename": unit_changes.rename("ind-none", "ind-x", DAY),
        "withdraw": unit_changes.withdraw("ind-none", "x", DAY),
    }
    for edit in edits.values():
        with pytest.raises(EditRefused, match="no unit 'ind-none'"):
            apply(example, edit)
