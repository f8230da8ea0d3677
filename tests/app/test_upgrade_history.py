"""Any history of a text and of a layer on it: an upgrade is never a dead end and loses nothing without showing it.

The text is changed by the functions behind `cop unit`, so that the register tells what the tool would have told.
"""

import os
import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from cop_author.app import unit_changes
from cop_author.core.bases import bases_of, rebased
from cop_author.core.drift import find_drift
from cop_author.core.resolve import Resolved, resolve
from cop_author.core.upgrade import misfit, outcome, plan_items, undecided
from cop_author.formats import edits
from cop_author.formats.workspace import assemble
from cop_author.formats.yaml_writer import write_item
from cop_author.model.drift import State
from cop_author.model.guideline import Column, Core, Force, Kind, Row, Text, Unit
from cop_author.model.layer import Do, Effect, Layer, LayerKind, NewColumn, Operation
from cop_author.model.upgrade import Action, Decision, Item
from cop_author.model.workspace import Master, Workspace
from cop_author.text.addresses import texts_of_unit
from cop_author.text.normalise import normalise
from tests.builders import point, unit

EXAMPLES = int(os.environ.get("UPGRADE_HISTORIES", "10"))
DAY = "2026-11-26"
SENTENCES = [
    "Show people the way to the form.", "Train the whole team with care.", "Write to the office.",
    "Do not store the picture.", "Keep it for {period}.", "Tell the child within 3 days.", "Ask a parent first.",
    "See [this](unit:ind-1).",
]  # fmt: skip
WORDS = ["people", "the way", "team", "the office", "picture", "Keep", "child", "parent", "See"]
FILES = {
    "cop.yaml": "format: 1\ntitle: T\nsource-language: en\nlanguages: {en: {}}\n",
    "content/master/master.yaml": "format: 1\ntitle: T\nversion: 1.0.0\nlicence: CC-BY-4.0\nguidelines: [industry]\n",
    "content/master/parameters.yaml": "format: 1\nparameters:\n  period: {type: text, generic: a while}\n",
    "content/master/industry/guideline.yaml": (
        "format: 1\nid: industry\nprefix: ind\ntitle: Industry\nsections: [ind-s, ind-z]\n"
    ),
    "content/master/industry/s.yaml": "format: 1\nsection: {id: ind-s, title: One}\nunits:\n",
    "content/master/industry/z.yaml": (
        "format: 1\nsection: {id: ind-z, title: Two}\nunits:\n  - id: ind-t\n    kind: table\n    title: Who\n"
        "    columns: [{id: step, head: Step}, {id: limit, head: Limit}]\n"
        "    rows: [{id: keep, head: Keep, cells: {limit: Soon}}, {id: tell, head: Tell, cells: {limit: Now}}]\n"
    ),
}
_LINK = re.compile(r"(?<=\(unit:)[a-z0-9-]+(?=\))")


def recommendation(name: str, text: str) -> str:
    return (
        f"  - id: {name}\n    kind: recommendation\n    core: expected\n    force: should\n    title: A title\n"
        f"    text: {text!r}\n    points:\n      - {{id: one, text: First ask.}}\n      - {{id: two, text: Then act.}}\n"
    )


class Upgrades(RuleBasedStateMachine):
    """Editors of the text and the team of a layer, taking turns."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, str] = {}
        self.releases: list[Master] = []
        self.layer = Layer("ke", "Kenya", LayerKind.COUNTRY, "master", ("en",))
        self.pin = 0
        self.count = 4

    @initialize(
        data=st.data(),
        texts=st.lists(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=4), min_size=4, max_size=4),
    )
    def begin(self, data: Any, texts: list[list[str]]) -> None:
        units = "".join(recommendation(f"ind-{n}", " ".join(text)) for n, text in enumerate(texts, 1))
        self.files = {**FILES, "content/master/industry/s.yaml": FILES["content/master/industry/s.yaml"] + units}
        self.releases = [self.now.master]
        for _ in range(3):
            self.override(data)

    @property
    def now(self) -> Workspace:
        found, problems = assemble(self.files, {})
        assert found and not [p for p in problems if p.is_error], problems
        return found

    @property
    def below(self) -> Master:
        return self.releases[self.pin]

    def name(self) -> str:
        self.count += 1
        return f"ind-{self.count}"

    # The text goes on

    def change(self, edit: Callable[[Mapping[str, str]], Mapping[str, str]]) -> None:
        self.files |= edit(self.files)
        ids = [found.id for found in self.now.master.units()]
        for file, text in self.files.items():
            if lost := set(_LINK.findall(text)) - set(ids):
                self.files[file] = _LINK.sub(lambda link: ids[0] if link[0] in lost else link[0], text)

    def pick(self, data: Any, kind: Kind | None = None) -> Unit:
        return data.draw(st.sampled_from([u for u in self.now.master.units() if kind is None or u.kind is kind]))

    def rewrite(self, name: str, change: Callable[[dict[str, Any]], None]) -> None:
        plain = edits.plain_unit(self.files, name)
        change(plain)
        plain = {key: value for key, value in plain.items() if value}
        self.change(lambda files: edits.replace_unit(files, name, textwrap.indent(write_item(plain), "  ")))

    @rule(data=st.data(), sentence=st.sampled_from(SENTENCES), do=st.sampled_from(["add", "put", "drop", "word"]))
    def reword(self, data: Any, sentence: str, do: str) -> None:
        name = self.pick(data, Kind.RECOMMENDATION).id

        def change(plain: dict[str, Any]) -> None:
            parts = plain["text"].split(". ")
            at = data.draw(st.integers(0, len(parts) - 1))
            if do == "word":
                old, new = data.draw(st.sampled_from([("form", "page"), ("office", "desk"), ("care", "skill")]))
                plain["text"] = plain["text"].replace(old, new, 1)
            elif do != "drop" or len(parts) > 1:
                new = {"add": [parts[at].rstrip("."), sentence.rstrip(".")], "put": [sentence.rstrip(".")], "drop": []}
                parts[at : at + 1] = new[do]
                plain["text"] = ". ".join(part.rstrip(".") for part in parts) + "."

        self.rewrite(name, change)

    @rule(data=st.data(), sentence=st.sampled_from(SENTENCES))
    def change_points(self, data: Any, sentence: str) -> None:
        name = self.pick(data, Kind.RECOMMENDATION).id

        def change(plain: dict[str, Any]) -> None:
            points = plain.setdefault("points", [])
            at = data.draw(st.integers(0, len(points)))
            if at < len(points):
                points[at] = points[at] | {"text": sentence}
            else:
                points.append({"id": f"p{self.name()}", "text": sentence})

        self.rewrite(name, change)

    @rule(data=st.data())
    def drop_a_point(self, data: Any) -> None:
        self.rewrite(
            self.pick(data, Kind.RECOMMENDATION).id, lambda plain: plain.update(points=plain.get("points", [])[:-1])
        )

    @rule(data=st.data())
    def change_rows(self, data: Any) -> None:
        def change(plain: dict[str, Any]) -> None:
            if data.draw(st.booleans()) or len(plain["rows"]) == 1:
                plain["rows"].append({"id": f"r{self.name()}", "head": "More"})
            else:
                plain["rows"].pop(0)

        self.rewrite(self.pick(data, Kind.TABLE).id, change)

    @rule(data=st.data(), force=st.sampled_from(["may", "should", "must"]), core=st.sampled_from(list(Core)))
    def change_standing(self, data: Any, force: str, core: Core) -> None:
        found = self.pick(data, Kind.RECOMMENDATION)
        self.change(unit_changes.set_fields(found.id, {"force": force, "core": str(core)}))

    @rule(data=st.data())
    def rename(self, data: Any) -> None:
        self.change(unit_changes.rename(self.pick(data).id, self.name(), DAY))

    @rule(data=st.data())
    def rename_inside(self, data: Any) -> None:
        found = self.pick(data)
        names = [item.id for item in (*found.points, *found.rows, *found.columns)]
        if names:
            old = data.draw(st.sampled_from(names))
            self.change(unit_changes.rename(f"{found.id}#{old}", f"x{self.name()}", DAY))

    @rule(data=st.data(), section=st.sampled_from(["ind-s", "ind-z"]))
    def move(self, data: Any, section: str) -> None:
        self.change(unit_changes.move(self.pick(data, Kind.RECOMMENDATION).id, section, "", DAY))

    @rule(data=st.data())
    def withdraw(self, data: Any) -> None:
        found = self.pick(data, Kind.RECOMMENDATION)
        if len([u for u in self.now.master.units() if u.kind is Kind.RECOMMENDATION]) > 2:
            self.change(unit_changes.withdraw(found.id, "Done with.", DAY))

    @rule(data=st.data())
    def split(self, data: Any) -> None:
        found = self.pick(data, Kind.RECOMMENDATION)
        points = tuple(item.id for item in found.points)
        cut = data.draw(st.integers(0, len(points)))
        into = {self.name(): ("title", "text", *points[:cut]), self.name(): points[cut:]}
        self.change(unit_changes.split(found.id, into, DAY))

    @rule(data=st.data())
    def merge(self, data: Any) -> None:
        one, other = self.pick(data, Kind.RECOMMENDATION), self.pick(data, Kind.RECOMMENDATION)
        if one.id != other.id:
            self.change(unit_changes.merge((one.id, other.id), self.name(), DAY))

    @rule(text=st.sampled_from(SENTENCES))
    def write_a_unit(self, text: str) -> None:
        item = {"id": self.name(), "kind": "recommendation", "core": "expected", "force": "should", "title": "New"}
        self.change(unit_changes.new("ind-s", item | {"text": text}))

    @rule()
    def release(self) -> None:
        self.releases.append(self.now.master)

    # The layer's team works

    @rule(data=st.data())
    def override(self, data: Any) -> None:
        for _ in range(data.draw(st.integers(1, 4))):
            self.count += 1
            operation = data.draw(operations(f"ke-{self.count:03}", self.below))
            layer = self.stand((*self.layer.operations, operation), self.below)
            _, problems = resolve(self.below, (layer,), self.now.register)
            if not [problem for problem in problems if problem.is_error]:
                self.layer = layer

    def stand(self, operations: tuple[Operation, ...], below: Master) -> Layer:
        return rebased(replace(self.layer, operations=operations), None, below, below, self.now.register)

    # Upgrades

    @precondition(lambda self: self.layer.operations)
    @rule(data=st.data())
    def upgrade(self, data: Any) -> None:
        self.release()
        to = data.draw(st.integers(self.pin + 1, len(self.releases) - 1))
        text, register = self.releases[to], self.now.register
        drifts = find_drift(self.layer, text, register, text)
        mixed = replace(self.layer, operations=tuple(data.draw(st.permutations(self.layer.operations))))
        assert find_drift(mixed, text, register, text) == drifts
        items = plan_items(drifts)
        assert sorted(name for item in items for name in item.drift.ids) == sorted(o.id for o in self.layer.operations)
        for item in items:
            self.decided_alone(item, items, to, data)
        decisions = {item.key: _decision(item, data) for item in undecided(items, {})}
        layer, resolved = self.upgraded(items, decisions, text)
        if layer is None:
            decisions = {item.key: Decision(Action.UPSTREAM) for item in undecided(items, {})}
            layer, resolved = self.upgraded(items, decisions, text)
        assert layer is not None, "a plan in which all that is open is dropped can always be carried out"
        self.nothing_is_lost(items, decisions, layer, resolved.master)
        after = find_drift(layer, text, register, text)
        assert {drift.state for drift in after} <= {State.CURRENT, State.CELL_MISSING}, after
        self.layer, self.pin = layer, to

    def upgraded(
        self, items: tuple[Item, ...], decisions: dict[str, Decision], text: Master
    ) -> tuple[Layer | None, Resolved]:
        found = [outcome(item, decisions.get(item.key) or item.decided or Decision(Action.UPSTREAM)) for item in items]
        layer = self.stand(tuple(operation for operations in found for operation in operations), text)
        resolved, problems = resolve(text, (layer,), self.now.register)
        again, same = resolve(text, (replace(layer, operations=layer.operations[::-1]),), self.now.register)
        assert (resolved, problems) == (again, same)
        return (None if [problem for problem in problems if problem.is_error] else layer), resolved

    def nothing_is_lost(
        self, items: tuple[Item, ...], decisions: dict[str, Decision], layer: Layer, text: Master
    ) -> None:
        """What decided itself stands in the new text; what is gone was decided by somebody, or is said already."""
        units = {found.id: found for found in text.units()}
        kept = {operation.id: operation for operation in layer.operations}
        for item in items:
            action = (decisions.get(item.key) or item.decided or Decision(Action.UPSTREAM)).action
            if item.decided:
                assert item.key in kept
                for operation in (kept[name] for name in item.drift.ids if name in kept):
                    assert _stands(operation, units), operation
            elif action not in {Action.UPSTREAM, Action.EDIT}:
                assert item.key in kept or item.drift.texts[0].local == item.drift.texts[0].now

    def decided_alone(self, item: Item, items: tuple[Item, ...], to: int, data: Any) -> None:
        """A decision on one item clears its drift and that of no other."""
        text, register = self.releases[to], self.now.register
        decision = item.decided or _decision(item, data)
        if decision.action is Action.RETARGET:
            return
        operations = outcome(item, decision)
        rest = tuple(o for o in self.layer.operations if o.id not in item.drift.ids)
        fresh = bases_of(replace(self.layer, operations=operations), text, text, register)
        bases = {address: words for found in fresh.values() for address, words in found.items()}
        held = {str(address) for unit in text.units() for address, _ in texts_of_unit(unit)}
        # What the other operations stand on stays, also where it is a field that the text does not have.
        of_rest = bases_of(replace(self.layer, operations=rest), text, text, register)
        held |= {address for found in of_rest.values() for address in found}
        taken = {a for a, _ in self.layer.base.fields if any(_takes(o, a) for o in item.drift.operations)}
        old = {a: words for a, words in self.layer.base.fields if a in held or a not in taken}
        base = replace(self.layer.base, fields=tuple({**old, **bases}.items()))
        after = find_drift(replace(self.layer, operations=(*rest, *operations), base=base), text, register, text)
        states = {drift.ids: drift.state for drift in after}
        meets = any("now meets" in reason for other in items for reason in other.drift.reasons)
        for other in items:
            if other is not item and not meets:
                assert states[other.drift.ids] is other.drift.state, (item, other)
        own = {state for ids, state in states.items() if ids[0] in item.drift.ids}
        assert meets or own <= {State.CURRENT, State.CELL_MISSING}, (item, own)


def _takes(operation: Operation, address: str) -> bool:
    """Whether an operation takes the text at an address with the whole of a unit, or of one point or row of it."""
    if operation.do not in {Do.REMOVE, Do.REPLACE}:
        return False
    whole = f"{operation.target}#{operation.at}"
    return address == whole or address.startswith(f"{whole}." if operation.at else whole)


def _decision(item: Item, data: Any) -> Decision:
    action = data.draw(st.sampled_from(item.allowed))
    value = {Action.EDIT: "A text of our own.", Action.RETARGET: (*item.drift.choices, "ind-t")[0]}.get(action, "")
    assert misfit(item, Decision(action, value)) == ""
    return Decision(action, value)


def _stands(operation: Operation, units: Mapping[str, Unit]) -> bool:
    """Whether what an operation says is in the text."""
    found = units.get(operation.target)
    texts = {str(a): normalise(t.source) for a, t in texts_of_unit(found)} if found else {}
    here = texts.get(f"{operation.target}#{operation.at}", "")
    match operation.do:
        case Do.PATCH:
            return normalise(operation.put.source) in here if operation.put else False
        case Do.SET if operation.at == "force":
            return bool(found and operation.to and found.force == operation.to.source)
        case Do.SET:
            return bool(operation.to) and normalise(operation.to.source) == here
        case Do.REMOVE:
            return not here if operation.at else found is None
        case Do.REPLACE:
            return found == operation.unit
        case Do.INSERT if operation.unit:
            return operation.unit.id in units
        case Do.INSERT:
            new = operation.point or operation.column or operation.row
            return bool(found and new and new.id in {i.id for i in (*found.points, *found.columns, *found.rows)})
    return found is not None


@st.composite
def operations(draw: Any, name: str, below: Master) -> Operation:
    """A change that may well be possible on the text below."""
    units = list(below.units())
    found = draw(st.sampled_from([u for u in units if u.kind is Kind.RECOMMENDATION]))
    table = next((u for u in units if u.kind is Kind.TABLE), None)
    points = [item.id for item in found.points]
    here = st.sampled_from(points or ["one"])
    effect = draw(st.sampled_from(list(Effect)))

    def op(do: Do, **values: Any) -> Operation:
        return Operation(name, do, values.pop("target", found.id), "A reason.", effect, **values)

    words = [word for word in WORDS if found.text and word in found.text.source] or ["the"]
    find = draw(st.sampled_from(words))
    put = f"{draw(st.sampled_from(['our own', 'no', 'all']))} {find}"
    rows = tuple((row.id, Text("Ours.")) for row in table.rows) if table else ()
    choices: list[Callable[[], Operation]] = [
        lambda: op(Do.PATCH, at="text", find=find, put=Text(put)),
        lambda: op(Do.PATCH, at="text", find=find, put=Text(put)),
        lambda: op(Do.SET, at=draw(st.sampled_from(["text", "title", *points])), to=Text(draw(st.sampled_from(SENTENCES)))),
        lambda: op(Do.SET, at="force", to=Text(draw(st.sampled_from(list(Force))))),
        lambda: op(Do.REMOVE, at=draw(here)),
        lambda: op(Do.REMOVE),
        lambda: op(Do.REPLACE, unit=replace(found, text=Text("All ours."), points=())),
        lambda: op(Do.INSERT, unit=unit(f"{name}-u"), before=draw(st.sampled_from(["", found.id]))),
        lambda: op(Do.INSERT, point=point(f"{name}-p"), after=draw(st.sampled_from(["", *points]))),
        lambda: op(Do.MOVE, at=draw(here), before=draw(here)),
        lambda: op(Do.MOVE, after=draw(st.sampled_from([u.id for u in units]))),
        lambda: op(Do.INSERT, target="ind-t", row=Row(f"{name}-r", Text("Ours"))),
        lambda: op(Do.INSERT, target=table.id if table else "", column=NewColumn(Column(f"{name}-c", Text("Who")), rows)),
    ]  # fmt: skip
    return draw(st.sampled_from(choices))()


def test_no_history_makes_an_upgrade_lose_anything_or_end_nowhere() -> None:
    run_state_machine_as_test(
        Upgrades,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
