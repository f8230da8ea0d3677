"""The texts below a layer that its operations are made for; it must not compare them with what was recorded."""

from dataclasses import replace

from cop_author.core.operate import Edit, Scene, attempt
from cop_author.model.layer import Do, Layer, Pin
from cop_author.model.register import Register
from cop_author.model.workspace import Master


def bases_of(layer: Layer, below: Master, original: Master, register: Register) -> dict[str, dict[str, str]]:
    """Operation's id → the addresses and texts below that it was made for; none of what cannot be done."""
    units = {unit.id: unit for unit in below.units()}
    first = {unit.id: unit for unit in original.units()}
    waived = {waiver.unit for waiver in register.waivers if waiver.layer == layer.id}
    found: dict[str, dict[str, str]] = {}
    for operation in layer.operations:
        name = operation.target
        if name not in units and not (operation.do is Do.RESTORE and name in first):
            continue
        outcome = attempt(operation, Scene(layer.id, units.get(name), first.get(name), name in waived))
        if isinstance(outcome, Edit):
            found[operation.id] = dict(outcome.bases)
    return found


def rebased(layer: Layer, pin: Pin | None, below: Master, original: Master, register: Register) -> Layer:
    """The layer standing on `pin`, with the texts below as its bases."""
    texts = bases_of(layer, below, original, register)
    bases = {address: words for found in texts.values() for address, words in found.items()}
    return replace(layer, base=replace(layer.base, pin=pin, fields=tuple(sorted(bases.items()))))
