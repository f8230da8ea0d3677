"""The text below a layer as drift looks at it: units, texts by address, and where names lead; it must not judge."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from cop_author.core.inside import locate
from cop_author.core.lineage import Lineages, Trace
from cop_author.model.guideline import Text, Unit
from cop_author.model.register import Register
from cop_author.model.workspace import Master
from cop_author.text.addresses import texts_of_unit

_LINK = re.compile(r"(?<=\(unit:)[a-z0-9-]+(?=\))")


class Ground:
    """One text, and the register that tells where what once stood in it has gone."""

    def __init__(self, below: Master, register: Register) -> None:
        self.units = {unit.id: unit for unit in below.units()}
        self._lineages = Lineages(register.lineage)
        self.texts: Callable[[str], Mapping[str, Text]] = cache(self._texts_of)

    def text(self, address: str) -> Text:
        """The text at an address, which is there."""
        return self.texts(address.partition("#")[0])[address]

    def has_text(self, address: str) -> bool:
        """Whether there is a text at an address: a row or a column is none, its head is."""
        return address in self.texts(address.partition("#")[0])

    def holds(self, address: str) -> bool:
        """Whether there is a text, or an item of a list, at an address."""
        name, _, field = address.partition("#")
        return address in self.texts(name) or (name in self.units and locate(self.units[name], field) is not None)

    def unit_today(self, name: str) -> Trace:
        """Where a unit is today."""
        return self._lineages.unit(name, self.units.__contains__)

    def today(self, address: str) -> Trace:
        """Where the text, item or unit at `address` is today; where it is gone, what became of it or of its unit."""
        if "#" not in address:
            return self.unit_today(address)
        trace = self._lineages.address(address, self.holds)
        return trace if trace.found else Trace((), trace.steps or self.unit_today(address.partition("#")[0]).steps)

    def with_links(self, text: str) -> str:
        """`text` with links to units under the ids that these have today; to several or none they stay."""
        return _LINK.sub(lambda link: self.unit_today(link[0]).only or link[0], text)

    def renamed(self, before: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Of the units named: those that stand under one other id today, with that id."""
        traces = ((name, self.unit_today(name).only) for name in sorted(set(before)))
        return tuple((name, now) for name, now in traces if now not in {"", name})

    def choices(self, trace: Trace) -> tuple[str, ...]:
        """Where a change may go whose own place is gone: the successors, as far as they are still there."""
        steps = [name for step in trace.steps for name in step.to if name.partition("#")[0] in self.units]
        return tuple(dict.fromkeys((*trace.found, *steps)))

    def _texts_of(self, name: str) -> Mapping[str, Text]:
        """The texts of a unit by address, its force among them."""
        found: Unit | None = self.units.get(name)
        if found is None:
            return {}
        texts = {str(address): text for address, text in texts_of_unit(found)}
        return {**texts, f"{name}#force": Text(str(found.force or ""), "")}


def said_of(trace: Trace, address: str = "") -> tuple[str, ...]:
    """What became of a name, in words; of an `address` that nothing is known of, that it is gone."""
    if trace.why:
        return (f"{trace.why}.",)
    return (f"{address} is no longer there, and the register does not say why.",) if address else ()
