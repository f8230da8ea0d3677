"""However a team edits a unit again and again, it reads as they left it, or they are told that it cannot."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from cop_author.app.layers import problems_of
from cop_author.app.override_plan import Plan, plan_edit
from cop_author.app.overrides import Why, open_subject, override, withdraw
from cop_author.app.sheets import plan_sheet, sheet_of
from cop_author.core.compare import field_changes
from cop_author.errors import UsageError
from cop_author.formats.unit_sheet import read_sheet
from cop_author.model.guideline import Text
from cop_author.model.layer import Do
from tests.conftest import EXAMPLE

ROUTE = "ind-reporting-route"
BECAUSE = Why(reason="Because.")

_EDIT = st.tuples(
    st.sampled_from(["word", "more", "less", "gone", "new", "swap"]), st.integers(0, 9), st.integers(0, 99)
)
_UNIT = st.sampled_from([ROUTE, "ind-duties", "chi-park"])


def edited(sheet: str, kind: str, where: int, number: int) -> str:
    """The sheet as somebody leaves it who changes, adds or takes out a word, an item, or changes the order."""
    head, *blocks = re.split(r"(?m)^(?=== )", sheet)
    at = where % len(blocks)
    title, *lines = blocks[at].split("\n")
    words = " ".join(lines).split()
    items = [n for n, block in enumerate(blocks) if block.startswith("== Point")]
    if title == "== Force ==":
        words = [["may", "should", "must"][number % 3]]
    elif kind == "word":
        words[number % len(words)] = f"word{number}"
    elif kind == "more":
        words.insert(number % len(words), f"word{number}")
    elif kind == "less" and len(words) > 1:
        del words[number % len(words)]
    blocks[at] = f"{title}\n{' '.join(words)}\n\n"
    if kind == "gone" and items:
        del blocks[items[where % len(items)]]
    elif kind == "new" and items:
        blocks.insert(items[where % len(items)] + 1, f"== New point ==\nA new point {number}\n\n")
    elif kind == "swap" and len(items) > 1:
        blocks[items[0]], blocks[items[-1]] = blocks[items[-1]], blocks[items[0]]
    return head + "".join(blocks)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(_UNIT, st.lists(_EDIT, min_size=1, max_size=3)), min_size=1, max_size=4))
def test_after_any_edits_the_unit_reads_as_it_was_left(
    tmp_path: Path, steps: list[tuple[str, list[tuple[str, int, int]]]]
) -> None:
    folder = tmp_path / "edited"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(EXAMPLE, folder)
    (folder / "content/layers/ke/approvals.yaml").unlink()
    for unit, changes in steps:
        subject = open_subject(folder, unit, "ke")
        sheet = sheet_of(subject)
        for change in changes:
            sheet = edited(sheet, *change)
        assert subject.now is not None
        wanted = read_sheet(sheet, subject.now, "ke")
        try:
            plan = plan_sheet(subject, sheet)
        except UsageError:
            continue
        before = subject.now
        done = override(subject, plan, BECAUSE)
        found = open_subject(folder, unit, "ke")
        assert found.now is not None
        assert field_changes(wanted if not done.applied.refused else before, found.now) == ()
        assert plan_sheet(found, sheet_of(found)).is_empty
        codes = {problem.code for problem in problems_of(found.opened, found.layer)}
        assert not codes & {"D102", "D103", "D104", "D106", "D110", "D112"}


def test_a_move_that_is_moved_back_is_withdrawn(example: Path) -> None:
    subject = open_subject(example, ROUTE, "ke")
    sheet = sheet_of(subject)
    moved = edited(sheet, "swap", 0, 1)
    override(subject, plan_sheet(subject, moved), BECAUSE)
    subject = open_subject(example, ROUTE, "ke")
    plan = plan_sheet(subject, edited(sheet_of(subject), "swap", 0, 1))
    assert [(o.do, o.id) for o in plan.withdrawn] == [(Do.MOVE, "ke-009")]


def test_an_item_of_ones_own_is_reworded_in_place_and_taken_out_again(example: Path) -> None:
    subject = open_subject(example, ROUTE, "ke")
    override(subject, plan_sheet(subject, edited(sheet_of(subject), "new", 0, 7)), BECAUSE)
    subject = open_subject(example, ROUTE, "ke")
    sheet = sheet_of(subject)
    plan = plan_sheet(subject, sheet.replace("A new point 7", "Another point"))
    assert [o.point.text.source for o in plan.rewritten if o.point] == ["Another point"]
    override(subject, plan, BECAUSE)
    subject = open_subject(example, ROUTE, "ke")
    sheet = re.sub(r"== Point ke-[a-z0-9-]+ ==\nAnother point\n", "", sheet_of(subject))
    assert [o.id for o in plan_sheet(subject, sheet).withdrawn] == ["ke-009"]


def test_a_unit_that_the_layer_brought_is_changed_in_its_operation(example: Path) -> None:
    subject = open_subject(example, "ind-duties", "ke")
    assert subject.below is not None
    new = replace(subject.below, id="ke-duties")
    plan = Plan(added=(replace(subject.layer.operations[0], id="", do=Do.INSERT, target="ind-duties", at="", find="", put=None, unit=new, legal=None),))  # fmt: skip
    override(subject, plan, BECAUSE)
    subject = open_subject(example, "ke-duties", "ke")
    plan = plan_sheet(subject, sheet_of(subject).replace("Who does what", "Who does what here"))
    assert [o.id for o in plan.rewritten] == ["ke-009"]
    done = override(subject, plan, BECAUSE)
    assert done.after is not None
    assert done.after.name == "Who does what here"


def test_what_another_operation_decides_as_a_whole_is_said(example: Path) -> None:
    subject = open_subject(example, ROUTE, "ke")
    assert subject.now is not None
    removal = replace(subject.layer.operations[0], do=Do.REMOVE, at="", find="", put=None)
    with pytest.raises(UsageError) as refused:
        plan_edit((removal,), subject.below, subject.now, replace(subject.now, title=Text("New")))
    assert "cop layer withdraw ke-007" in refused.value.hint


def test_base_texts_go_with_the_last_operation_that_needs_them(example: Path) -> None:
    base = example / "content/layers/ke/base.yaml"
    withdraw(example, ("ke-008",), "")
    assert "#force" not in base.read_text()
    assert "#text" in base.read_text()
    withdraw(example, ("ke-007",), "")
    assert not base.exists() or "fields" not in base.read_text()


def test_what_cannot_be_done_keeps_its_base_and_no_base_is_rewritten(example: Path) -> None:
    base = example / "content/layers/ke/base.yaml"
    own = example / "content/layers/ke/overrides/industry.yaml"
    own.write_text(own.read_text().replace("find: without delay ", "find: nowhere "))
    subject = open_subject(example, ROUTE, "ke")
    plan = plan_sheet(subject, sheet_of(subject).replace("A reporting route", "Our reporting route"))
    assert override(subject, plan, BECAUSE).applied.written
    assert f"{ROUTE}#text" in base.read_text()
    base.write_text(base.read_text().replace("#title: A reporting", "#title: The old reporting"))
    subject = open_subject(example, ROUTE, "ke")
    plan = plan_sheet(subject, sheet_of(subject).replace("Our reporting route", "Our own reporting route"))
    assert override(subject, plan, BECAUSE).applied.written
    assert f"{ROUTE}#title: The old reporting" in base.read_text()


@pytest.mark.edge_case(10)
def test_a_text_in_a_national_language_keeps_it_when_it_is_edited(example: Path) -> None:
    subject = open_subject(example, "ind-duties", "ke")
    assert subject.below is not None
    own = replace(
        subject.layer.operations[1],
        id="",
        target="ind-duties",
        at="title",
        to=Text("Nani anafanya nini", "sw"),
        lang="",
    )
    override(subject, Plan(added=(own,)), BECAUSE)
    text = (example / "content/layers/ke/overrides/ind-duties.yaml").read_text()
    assert "lang: sw" in text
    subject = open_subject(example, "ind-duties", "ke")
    plan = plan_sheet(subject, sheet_of(subject).replace("anafanya nini", "hufanya nini"))
    override(subject, plan, BECAUSE)
    now = open_subject(example, "ind-duties", "ke").now
    assert now is not None
    assert now.title == Text("Nani hufanya nini", "sw")
