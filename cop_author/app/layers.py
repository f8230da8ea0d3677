"""What is wrong with the text and with the layers on it; it must not mend anything."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType

from cop_author.app.texts import Opened, stack_of
from cop_author.core.families import check_families
from cop_author.core.operation_checks import check_operations
from cop_author.core.resolve import Resolved, resolve
from cop_author.core.tailor import tailor
from cop_author.core.validate import validate
from cop_author.model.layer import Layer
from cop_author.model.problem import Problems, in_reading_order
from cop_author.model.workspace import Master, Workspace

_NO_LOCKS: Mapping[str, str] = MappingProxyType({})


def check_text(workspace: Workspace) -> Problems:
    """What is wrong with the master, its editions and its register, whatever layers do.

    What a layer holds is judged against the text it stands on, by `problems_of`.
    """
    bare = tuple(replace(layer, operations=(), parameters=()) for layer in workspace.layers)
    known = {layer.id for layer in workspace.layers}
    editions = tuple(edition for edition in workspace.editions if edition.layer not in known)
    own = replace(workspace, layers=bare, editions=editions)
    return (*validate(own), *_check_families(own))


def check_layers(opened: Opened, known: Problems) -> Problems:
    """What cannot be done as it is written, and what the text with the overrides in it breaks beyond the `known`.

    Each layer is laid over the text that it stands on: that of its pin, wherever the work tree has gone since.
    """
    said = {(problem.code, problem.message) for problem in known}
    return in_reading_order([p for layer in opened.workspace.layers for p in problems_of(opened, layer, said)])


def problems_of(opened: Opened, layer: Layer, said: Collection[tuple[str, str]] = ()) -> Problems:
    """What is wrong with one layer: its pin, its operations, and the text with them in it, beyond what was `said`."""
    grounds, problems = stack_of(opened, layer)
    if grounds is None:
        return problems
    workspace = opened.workspace
    editions = tuple(edition for edition in workspace.editions if edition.layer == layer.id)
    under, _ = resolve(grounds.master, grounds.layers[:-1], workspace.register)
    resolved, problems = resolve(grounds.master, grounds.layers, workspace.register)
    done = {o.operation for found in resolved.origins.values() for o in found if o.layer == layer.id}
    problems = (*problems, *check_operations(layer, under.master, resolved.master, done))
    whole = replace(workspace, master=resolved.master, layers=grounds.layers, editions=editions)
    result = (*validate(whole), *_check_families(whole, _locked(resolved, grounds.layers[:-1])))
    fresh = [problem for problem in result if (problem.code, problem.message) not in said]
    if fresh:
        before = _known_below(opened, grounds.master)
        fresh = [problem for problem in fresh if (problem.code, problem.message) not in before]
    return in_reading_order([*problems, *fresh])


def _known_below(opened: Opened, master: Master) -> frozenset[tuple[str, str]]:
    """What is wrong with a master by itself; asked once, however many layers stand on it."""
    if id(master) not in opened.known_below:
        found = validate(replace(opened.workspace, master=master, layers=(), editions=()))
        opened.known_below[id(master)] = frozenset((problem.code, problem.message) for problem in found)
    return opened.known_below[id(master)]


def _check_families(workspace: Workspace, locked: Mapping[str, str] = _NO_LOCKS) -> Problems:
    tailored = (tailor(workspace.master, edition)[0] for edition in workspace.editions)
    return check_families(workspace.master, tailored, workspace.register.waivers, locked)


def _locked(resolved: Resolved, layers: tuple[Layer, ...]) -> dict[str, str]:
    """Units that hold what one of `layers` has locked, with words that say what."""
    locks = {(layer.id, operation.id) for layer in layers for operation in layer.operations if operation.locked}
    found: dict[str, str] = {}
    for place, origins in resolved.origins.items():
        for origin in origins:
            if (origin.layer, origin.operation) in locks:
                found.setdefault(place.partition("#")[0], f"{origin.layer} has locked {origin.operation}")
    return found
