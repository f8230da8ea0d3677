"""Edits of layers: what they break is refused, what was broken before is not in the way."""

from pathlib import Path

from cop_author.app.workbench import apply
from cop_author.formats import layer_edits as edits

KE = "content/layers/ke"
WRONG = {
    "id": "ke-009",
    "do": "patch",
    "at": "text",
    "find": "nowhere",
    "put": "x",
    "reason": "So.",
    "effect": "clarify",
}


def test_an_operation_that_cannot_be_done_is_refused(example: Path) -> None:
    applied = apply(example, lambda files: edits.add_operation(files, "ke", "ind-reporting-route", WRONG))
    assert [problem.code for problem in applied.refused] == ["D102"]
    assert not applied.written
    assert "nowhere" not in (example / KE / "overrides/industry.yaml").read_text()


def test_what_could_not_be_done_before_is_not_in_the_way(example: Path) -> None:
    file = example / KE / "overrides/industry.yaml"
    file.write_text(file.read_text().replace("find: without delay ", "find: nowhere "))
    assert apply(example, lambda files: edits.set_value(files, "ke", "helpline.phone", {"value": "117"})).written


def test_the_master_s_editor_is_not_held_up_by_a_layer(example: Path) -> None:
    file = "content/master/industry/reporting.yaml"
    applied = apply(example, lambda files: {file: files[file].replace("without delay", "at once")})
    assert applied.written


def test_a_file_may_go(example: Path) -> None:
    applied = apply(example, lambda files: dict.fromkeys(name for name in files if "/ke/overrides/" in name))
    assert applied.deleted == (f"{KE}/overrides/industry.yaml",)
    assert "+++ /dev/null" in applied.diff
    assert not (example / KE / "overrides").exists()
