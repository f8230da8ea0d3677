"""Where layers stand: release, operations, findings, values, approvals, drift and editions; it mends nothing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cop_author.app.basis import basis_of
from cop_author.app.drift import drift_over
from cop_author.app.due import find_due
from cop_author.app.fill import fill_of
from cop_author.app.layers import problems_of
from cop_author.app.plan import layer_of, plan
from cop_author.app.texts import Opened, open_texts, releases_of, text_of
from cop_author.model.drift import State as DriftState
from cop_author.model.layer import Layer, Pin
from cop_author.model.problem import Problems, in_reading_order

_QUIET = frozenset({DriftState.CURRENT, DriftState.UNRECORDED})


@dataclass(frozen=True, slots=True)
class EditionState:
    """An edition of a layer, and why it is held back, if it is."""

    id: str
    held_back: Problems


@dataclass(frozen=True, slots=True)
class LayerStatus:
    """One layer at a glance. `newest` is the parent's newest release ('': none).

    `values` count those that its editions print, by state; `approvals` its operations and values, by standing; `drift`
    what the newest release does to its operations, by state, without those that nothing happened to.
    """

    layer: Layer
    pin: Pin | None
    newest: str
    operations: Mapping[str, int]
    problems: Problems
    values: Mapping[str, int] = field(default_factory=dict)
    approvals: Mapping[str, int] = field(default_factory=dict)
    drift: Mapping[str, int] = field(default_factory=dict)
    editions: tuple[EditionState, ...] = ()

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(problem.is_error for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many findings are for a person to judge."""
        return sum(str(problem.severity) == "warning" for problem in self.problems)

    @property
    def is_behind(self) -> bool:
        """Whether there is a newer release of its parent than the one it stands on."""
        return bool(self.pin and self.newest and self.pin.version != self.newest)

    @property
    def held_back(self) -> int:
        """How many of its editions are held back."""
        return sum(bool(edition.held_back) for edition in self.editions)


def status(folder: Path, today: str, layer: str = "") -> tuple[LayerStatus, ...]:
    """The layer, or all of them, of the workspace at or above `folder` as of `today` (ISO 8601)."""
    opened = open_texts(folder)
    layers = (opened.layer(layer),) if layer else opened.workspace.layers
    return tuple(_status(opened, found, today) for found in layers)


def _status(opened: Opened, layer: Layer, today: str) -> LayerStatus:
    releases = releases_of(opened, layer.parent)
    newest = releases[-1].version if releases else ""
    operations = Counter(str(operation.do) for operation in layer.operations)
    own = [problem for problem in opened.problems if layer_of(problem) == layer.id]
    problems = in_reading_order([*own, *problems_of(opened, layer), *find_due(opened, layer, today)])
    pin = None if layer.follow else layer.base.pin
    basis, _ = basis_of(opened, layer.id, today)
    if basis is None:
        return LayerStatus(layer, pin, newest, operations, problems)
    entries = fill_of(opened, basis, today).entries
    return LayerStatus(
        layer,
        pin,
        newest,
        operations,
        problems,
        values=Counter(str(entry.state) for entry in entries if entry.printed),
        approvals=Counter(str(standing) for standing in basis.standings.values()),
        drift=_drift(opened, layer, newest if pin else ""),
        editions=_editions(opened, layer, today),
    )


def _drift(opened: Opened, layer: Layer, newest: str) -> Mapping[str, int]:
    """What the newest release, or for a layer without a pin the work tree, does to the operations."""
    below, _ = text_of(opened, layer.parent, newest)
    if below is None:
        return {}
    found = drift_over(opened, layer, newest)
    return Counter(str(drift.state) for drift in found if drift.state not in _QUIET)


def _editions(opened: Opened, layer: Layer, today: str) -> tuple[EditionState, ...]:
    names = [edition.id for edition in opened.workspace.editions if edition.layer == layer.id]
    held_back = plan(opened.root, names, today=today).held_back if names else ()
    return tuple(
        EditionState(name, tuple(problem for problem in held_back if problem.message.startswith(f"{name}:")))
        for name in names
    )
