"""How drift is shown: a line of state for each change, and the words that changed; it must not know any command."""

from collections.abc import Iterator
from typing import Any

import click

from cop_author.cli.console import marked
from cop_author.model.drift import Drift, State, Texts
from cop_author.text.words import diff

_COLOURS = {
    State.CURRENT: "green",
    State.COSMETIC: "green",
    State.MOVED: "green",
    State.MERGEABLE: "cyan",
    State.CORE_RAISED: "red",
    State.CONFLICT: "red",
    State.ORPHANED: "red",
    State.ANCHOR_LOST: "red",
}


def drift_lines(drift: Drift) -> Iterator[str]:
    """One change of a layer: its state, where it is, what changed below, what the layer says, and why it is asked."""
    state = click.style(str(drift.state).upper(), fg=_COLOURS.get(drift.state, "yellow"), bold=True)
    moved = f" → {drift.now}" if drift.now and drift.now != drift.address else ""
    yield f"{state}  {', '.join(drift.ids)}  {drift.address}{moved}"
    yield f"  {drift.state.about}"
    for texts in drift.texts if drift.state not in _QUIET else ():
        yield from _text_lines(drift, texts)
    yield from (f"  {reason}" for reason in drift.reasons)
    if drift.choices and drift.state.needs_person:
        yield f"  May go to: {', '.join(drift.choices)}"


_QUIET = frozenset({State.CURRENT, State.COSMETIC, State.MOVED})


def _text_lines(drift: Drift, texts: Texts) -> Iterator[str]:
    if len(drift.texts) > 1 or texts.address != drift.address:
        yield f"  {texts.address}"
    if texts.base != texts.now:
        yield f"  below:  {marked(diff(texts.base, texts.now))}"
    if texts.local:
        yield f"  layer:  {marked(diff(texts.base, texts.local))}"
    if texts.merged:
        yield f"  merged: {marked(diff(texts.now, texts.merged))}"


def drift_as_json(drift: Drift) -> dict[str, Any]:
    """A drift as plain values."""
    names = ("address", "base", "now", "local", "merged")
    return {
        "operations": list(drift.ids),
        "address": drift.address,
        "now": drift.now,
        "state": str(drift.state),
        "needs-person": drift.state.needs_person,
        "texts": [{name: getattr(texts, name) for name in names} for texts in drift.texts],
        "choices": list(drift.choices),
        "reasons": list(drift.reasons),
    }
