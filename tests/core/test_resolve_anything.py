"""Whatever operations a layer holds, resolving them raises nothing, loses nothing in silence, and is the same in any
order of files."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given, settings, strategies as st

from cop_author.core.protect import find_losses
from cop_author.core.resolve import resolve
from cop_author.core.validate import validate
from cop_author.model.guideline import Cell, Choice, Column, Core, Force, Kind, Row, Status, Text, Unit
from cop_author.model.layer import Do, Effect, Layer, LayerKind, NewColumn, Operation
from cop_author.model.register import Register
from cop_author.model.workspace import Config, Master, Workspace
from tests.builders import conditions, guideline, master, point, section, unit

UNITS = (
    unit("ind-a", Kind.RECOMMENDATION, "Pass it on. Keep it.", core=Core.MANDATORY, points=(
        point("one", points=(point("deep"), point("deeper"))), point("two", for_=conditions(sectors=["isp"])),
    )),
    unit("ind-b", Kind.SCENARIO, title="B", choices=(
        Choice("one", Text("One"), Text("Yes")), Choice("two", Text("Two"), Text("No")),
    )),
    unit("ind-c", Kind.TABLE, title="C", core=Core.MANDATORY,
         columns=(Column("head-col", Text("H")), Column("one", Text("O")), Column("two", Text("T"))),
         rows=(Row("r1", Text("R"), (Cell("one", Text("c")),)), Row("r2", Text("R")))),
    unit("ind-d", text="Some words. Some words."),
    unit("ind-e", title="E", caption="A caption"),
)  # fmt: skip
TARGETS = st.sampled_from([*(u.id for u in UNITS), "pol-a", "ke-u1", "ke-u2", "none"])
INNER = st.sampled_from(["", "one", "two", "one.deep", "deep", "one.deeper", "r1", "r2", "head-col", "ke-p1", "ke-p2",
                         "one.ke-p1", "title", "text", "caption", "force", "one.answer", "r1.one", "head.one",
                         "none"])  # fmt: skip
WORDS = st.sampled_from(["", "Pass", "it", "Keep it.", "A point.", "must", "…", "New words", "{x}", "One"])


def texts(words: st.SearchStrategy[str] = WORDS) -> st.SearchStrategy[Text]:
    return st.builds(Text, words, st.sampled_from(["en", "ar"]))


def replacements() -> st.SearchStrategy[Unit]:
    own = st.builds(
        unit, st.sampled_from(["ke-u1", "ke-u2", "xx-u"]), st.sampled_from(list(Kind)), st.just("Ours."),
        title=st.sampled_from([None, "Ours"]), core=st.sampled_from([None, *Core]),
        force=st.sampled_from([None, *Force]),
    )  # fmt: skip
    return st.one_of(own, st.sampled_from(UNITS))


@st.composite
def operations(draw: Any, prefix: str = "ke") -> Operation:
    ids = st.sampled_from([f"{prefix}-p1", f"{prefix}-p2", "xx-p"])
    optional: dict[str, Any] = {
        "at": INNER,
        "find": WORDS,
        "put": texts(),
        "to": texts(),
        "unit": replacements(),
        "point": st.builds(point, ids, points=st.sampled_from([(), (point("in"),)])),
        "choice": st.builds(Choice, ids, texts(), st.one_of(st.none(), texts())),
        "row": st.builds(Row, ids, texts(), st.sampled_from([(), (Cell("one", Text("x")),), (Cell("zz", Text("x")),)])),
        "column": st.builds(NewColumn, st.builds(Column, ids, texts()), st.sampled_from([(), (("r1", Text("x")),)])),
        "after": st.one_of(INNER, TARGETS),
        "before": st.one_of(INNER, TARGETS),
        "lang": st.sampled_from(["", "ar", "en"]),
    }
    do = draw(st.sampled_from(list(Do)))
    usual = {
        Do.PATCH: ["at", "find", "put"],
        Do.SET: ["at", "to"],
        Do.REPLACE: ["unit"],
        Do.INSERT: [draw(st.sampled_from(["unit", "point", "choice", "row", "column"]))],
        Do.MOVE: [draw(st.sampled_from(["after", "before"]))],
    }.get(do, [])
    beyond = draw(st.lists(st.sampled_from(["at", "after", "before", *optional]), max_size=2))
    values = {name: draw(optional[name]) for name in dict.fromkeys([*usual, *beyond])}
    number = draw(st.integers(1, 40))
    return Operation(
        f"{prefix}-{number}", do, draw(TARGETS), "R.", draw(st.sampled_from(list(Effect))),
        locked=draw(st.booleans()), **values,
    )  # fmt: skip


def layers(prefix: str, parent: str) -> st.SearchStrategy[Layer]:
    any_at_all = st.lists(operations(prefix), min_size=1, max_size=6, unique_by=lambda o: o.id)
    good = st.lists(st.sampled_from(sensible(prefix)), min_size=2, max_size=12, unique_by=lambda o: o.id)
    many = st.one_of(any_at_all, good, good, good)
    return many.map(lambda found: Layer(prefix, prefix, LayerKind.COUNTRY, parent, ("en",), operations=tuple(found)))


def sensible(prefix: str) -> list[Operation]:
    """Operations that can each be carried out on their own, so that what matters is which stand together."""
    made: list[dict[str, Any]] = []
    for name, places in (("ind-a", ["one", "two", "one.deep", "one.deeper"]), ("ind-b", ["one", "two"]),
                         ("ind-c", ["r1", "r2", "one", "two"])):  # fmt: skip
        kind = {"ind-a": "point", "ind-b": "choice", "ind-c": "row"}[name]
        new: dict[str, Any] = {
            "point": point(f"{prefix}-p1"),
            "choice": Choice(f"{prefix}-p1", Text("x"), Text("y")),
            "row": Row(f"{prefix}-p1", Text("x"), (Cell("one", Text("x")),)),
        }
        for place in places:
            made += [{"do": Do.REMOVE, "target": name, "at": place}, {"do": Do.RESTORE, "target": name, "at": place}]
            made += [
                {"do": Do.MOVE, "target": name, "at": place, way: other}
                for way in ("after", "before")
                for other in places
                if other != place
            ]
            made += [{"do": Do.INSERT, "target": name, kind: new[kind], way: place} for way in ("after", "before")]
            made.append({"do": Do.SET, "target": name, "at": place, "to": Text("New.")})
        made.append({"do": Do.INSERT, "target": name, kind: new[kind]})
    column = NewColumn(Column(f"{prefix}-c1", Text("x")), (("r1", Text("x")), ("r2", Text("x"))))
    made += [{"do": Do.INSERT, "target": "ind-c", "column": column, "after": place} for place in ("one", "two")]
    made.append({"do": Do.INSERT, "target": "ind-a", "at": "one", "point": point(f"{prefix}-p2")})
    made += [{"do": Do.PATCH, "target": "ind-a", "at": "text", "find": f, "put": Text("x")} for f in ("Pass", "it on")]
    for number, found in enumerate(UNITS):
        own = unit(f"{prefix}-u{number}")
        made += [
            {"do": Do.REMOVE, "target": found.id},
            {"do": Do.RESTORE, "target": found.id},
            {"do": Do.INSERT, "target": found.id, "unit": own},
            {"do": Do.INSERT, "target": found.id, "unit": own, "before": found.id},
            {"do": Do.REPLACE, "target": found.id, "unit": replace(found, status=Status.DRAFT)},
            {"do": Do.REPLACE, "target": found.id, "unit": replace(found, title=Text("Other"))},
        ]
        others = [other.id for other in UNITS if other != found] + ["pol-a", f"{prefix}-u1"]
        made += [{"do": Do.MOVE, "target": found.id, "after": other} for other in others]
    return [
        Operation(f"{prefix}-{number:03}", reason="R.", effect=Effect.LOCALISE, locked=number % 7 == 0, **values)
        for number, values in enumerate(made)
    ]


def text() -> Master:
    other = guideline(section(unit("pol-a"), id="pol-section"), id="policy", prefix="pol")
    return master(guideline(section(*UNITS)), other)


TEXT = text()


@settings(max_examples=300, deadline=None)
@given(layers("ke", "master"), layers("shop", "ke"), st.randoms(use_true_random=False))
def test_any_operations_resolve_the_same_in_any_order_and_never_raise(ke: Layer, shop: Layer, random: Any) -> None:
    resolved, problems = resolve(TEXT, (ke, shop), Register())
    shuffled = tuple(_shuffled(layer, random) for layer in (ke, shop))
    again, same = resolve(TEXT, shuffled, Register())
    assert (resolved.master, resolved.origins) == (again.master, again.origins)
    assert sorted((p.code, p.message) for p in problems) == sorted((p.code, p.message) for p in same)
    validate(Workspace(Config("W"), resolved.master, (ke, shop)))


@settings(max_examples=300, deadline=None)
@given(layers("ke", "master"), layers("shop", "ke"))
def test_every_operation_is_either_in_the_text_or_a_finding(ke: Layer, shop: Layer) -> None:
    resolved, problems = resolve(TEXT, (ke, shop), Register())
    done = {origin.operation for found in resolved.origins.values() for origin in found}
    said = " ".join(problem.message for problem in problems if problem.is_error)
    for operation in (*ke.operations, *shop.operations):
        refused = f"{operation.id}:" in f"{said} " or f"{operation.id} " in said or f"{operation.id}," in said
        in_words = operation.find and f'"{operation.find}" occurs' in said
        assert operation.id in done or refused or in_words, operation


@settings(max_examples=300, deadline=None)
@given(layers("ke", "master"), layers("shop", "ke"))
def test_no_operations_at_all_take_anything_from_the_core(ke: Layer, shop: Layer) -> None:
    resolved, _ = resolve(TEXT, (ke, shop), Register())
    assert find_losses(TEXT, resolved.master) == {}


@settings(max_examples=200, deadline=None)
@given(layers("ke", "master"))
def test_what_one_layer_did_a_higher_one_can_restore_unit_by_unit(ke: Layer) -> None:
    middle, _ = resolve(TEXT, (ke,), Register())
    now = {found.id: found for found in middle.master.units()}
    changed = [found.id for found in TEXT.units() if now.get(found.id) != found and found.core is None]
    back = [Operation(f"eg-{n}", Do.RESTORE, name, "R.", Effect.LOCALISE) for n, name in enumerate(changed)]
    free = tuple(_unlocked(ke.operations))
    lower = Layer("ke", "ke", LayerKind.COUNTRY, "master", ("en",), operations=free)
    upper = Layer("eg", "eg", LayerKind.COUNTRY, "ke", ("en",), operations=tuple(back))
    resolved, problems = resolve(TEXT, (lower, upper), Register())
    restored = {found.id: found for found in resolved.master.units()}
    assert all(restored[name] == found for name, found in ((u.id, u) for u in TEXT.units()) if name in changed)
    assert not [p for p in problems if p.message.startswith("eg-")]


def _unlocked(found: Sequence[Operation]) -> Sequence[Operation]:
    return [replace(operation, locked=False) for operation in found]


def _shuffled(layer: Layer, random: Any) -> Layer:
    found = list(layer.operations)
    random.shuffle(found)
    return replace(layer, operations=tuple(found))
