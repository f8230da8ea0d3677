"""From an edited unit to the smallest operations: carried out, they make just that unit."""

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from cop_author.core.derive import derive
from cop_author.core.resolve import resolve
from cop_author.model.guideline import Choice, Force, Kind, Point, Text, Unit
from cop_author.model.layer import Do, Layer, LayerKind, Operation
from cop_author.model.register import Register
from cop_author.text.normalise import normalise
from tests.builders import guideline, master, point, section, unit

ROUTE = unit(
    "ind-route",
    Kind.RECOMMENDATION,
    text="Give users a visible way to report abuse, and pass reports to {hotline.name} without delay.",
    title="A reporting route that works",
    points=(
        point("evidence", "Keep the evidence secure for {evidence.period}."),
        point("feedback", "Tell the person who reported what happens next."),
        point("owner", "Name one person who answers for it."),
    ),
)


def numbered(operations: tuple[Operation, ...]) -> tuple[Operation, ...]:
    return tuple(replace(operation, id=f"ke-{at:03}", reason="So.") for at, operation in enumerate(operations, 1))


def carried_out(before: Unit, operations: tuple[Operation, ...]) -> Unit:
    layer = Layer("ke", "Kenya", LayerKind.COUNTRY, "master", ("en",), operations=numbered(operations))
    resolved, problems = resolve(master(guideline(section(before))), (layer,), Register())
    assert [problem.message for problem in problems if problem.is_error] == []
    return next(found for found in resolved.master.units() if found.id == before.id)


def reworded(text: str, new: str) -> tuple[Operation, ...]:
    before = unit(text=text)
    operations = derive(before, replace(before, text=Text(new)))
    found = carried_out(before, operations).text
    assert found is not None
    assert normalise(found.source) == normalise(new)
    return operations


def test_nothing_changed_makes_nothing() -> None:
    assert derive(ROUTE, ROUTE) == ()
    assert derive(ROUTE, replace(ROUTE, text=Text(f"{ROUTE.text.source}\n" if ROUTE.text else ""))) == ()


@pytest.mark.parametrize(
    ("old", "new", "find", "put"),
    [
        ("Pass reports on without delay.", "Pass reports on without delay and within a day.", "delay", "delay and within a day"),
        ("A very good and very safe way to it.", "A good and very safe way to it.", "A very", "A"),
        ("Keep it, keep it well, keep it long.", "Keep it, hold it well, keep it long.", "it, keep it", "it, hold it"),
        ("Tell a parent or carer at home now.", "Please tell a parent or carer at home now.", "Tell", "Please tell"),
        ("向您国家的热线报告此事。", "向您所在国家的热线报告此事。", "您", "您所在"),
    ],
)  # fmt: skip
def test_a_few_words_are_a_patch_that_finds_its_place_once(old: str, new: str, find: str, put: str) -> None:
    (operation,) = reworded(old, new)
    assert operation.do is Do.PATCH
    assert operation.put is not None
    assert (operation.find, operation.put.source) == (find, put)


def test_changes_far_apart_are_patches_of_their_own() -> None:
    found = reworded("One two three four five six seven eight nine.", "One 2 three four five six seven 8 nine.")
    assert [operation.find for operation in found] == ["two", "eight"]


def test_a_field_that_says_something_else_is_set() -> None:
    (operation,) = reworded("Keep the evidence secure.", "Store nothing at all that you do not need.")
    assert operation.do is Do.SET


def test_each_kind_of_change_has_its_operation() -> None:
    edited = replace(
        ROUTE,
        force=Force.MUST,
        points=(ROUTE.points[0], point("ke-duty", "Report to the police."), ROUTE.points[2]),
    )
    found = derive(ROUTE, edited)
    assert [(o.do, o.at or (o.point and o.point.id), o.after) for o in found] == [
        (Do.SET, "force", ""),
        (Do.REMOVE, "feedback", ""),
        (Do.INSERT, "ke-duty", "evidence"),
    ]
    assert carried_out(ROUTE, found) == edited


def test_a_title_that_is_not_needed_is_removed() -> None:
    before = unit(title="A title")
    (operation,) = derive(before, replace(before, title=None))
    assert (operation.do, operation.at) == (Do.REMOVE, "title")
    assert carried_out(before, (operation,)).title is None


@pytest.mark.parametrize("order", ["bca", "cab", "cba", "acb", "bac"])
def test_items_are_moved_as_seldom_as_possible(order: str) -> None:
    before = unit(kind=Kind.KEY_MESSAGE, points=tuple(point(name) for name in "abc"))
    edited = replace(before, points=tuple(point(name) for name in order))
    found = derive(before, edited)
    assert carried_out(before, found) == edited
    assert len(found) == (2 if order == "cba" else 1)


def test_points_below_points_are_changed_too() -> None:
    inner = tuple(point(name) for name in "xyz")
    before = unit(kind=Kind.KEY_MESSAGE, points=(point("a", points=inner), point("b")))
    left = (inner[2], inner[0], point("ke-new"))
    edited = replace(before, points=(replace(before.points[0], points=left), before.points[1]))
    found = derive(before, edited)
    assert carried_out(before, found) == edited
    assert [(o.do, o.at) for o in found] == [(Do.REMOVE, "a.y"), (Do.INSERT, "a"), (Do.MOVE, "a.z")]


_TEXTS = st.lists(
    st.sampled_from(["tell", "a", "parent", "not", "keep", "{hotline.name}", ",", "“now”", "it's", "儿童", "é"]), min_size=1, max_size=14
).map(" ".join)  # fmt: skip


@st.composite
def edits(draw: st.DrawFn) -> tuple[Unit, Unit]:
    """A unit, and the same unit as somebody may leave it: reworded, with items gone, and new ones or another order."""
    names = draw(st.lists(st.sampled_from("abcdef"), unique=True, min_size=1, max_size=6))
    before = unit(
        kind=Kind.QUESTION,
        text=draw(_TEXTS),
        title=Text(draw(_TEXTS)),
        points=tuple(point(name, draw(_TEXTS)) for name in names),
        choices=(Choice("x", Text(draw(_TEXTS)), Text(draw(_TEXTS))), Choice("y", Text("yes"))),
    )
    kept = [replace(p, text=Text(draw(_TEXTS))) if draw(st.booleans()) else p for p in before.points]
    kept = [p for p in kept if draw(st.integers(0, 3))]
    points = draw(st.permutations(kept)) if draw(st.booleans()) else _with_new(draw, kept)
    choices = tuple(replace(c, text=Text(draw(_TEXTS))) for c in before.choices if draw(st.integers(0, 3)))
    after = replace(
        before,
        text=Text(draw(_TEXTS)),
        title=Text(draw(_TEXTS)) if draw(st.booleans()) else None,
        points=tuple(points),
        choices=choices,
    )
    return before, after


def _with_new(draw: st.DrawFn, kept: list[Point]) -> list[Point]:
    found = list(kept)
    for number in range(draw(st.integers(0, 4))):
        found.insert(draw(st.integers(0, len(found))), point(f"ke-{number}", draw(_TEXTS)))
    return found


@settings(max_examples=400, deadline=None)
@given(edits())
def test_whatever_was_edited_comes_out_as_it_was_left(pair: tuple[Unit, Unit]) -> None:
    before, after = pair
    found = carried_out(before, derive(before, after))
    assert _shown(found) == _shown(after)


def _shown(found: Unit) -> list[str]:
    texts = [found.title, found.text, *(p.text for p in found.points), *(c.text for c in found.choices)]
    ids = [*(p.id for p in found.points), *(c.id for c in found.choices)]
    return [*ids, *(normalise(text.source) if text else "" for text in texts)]
