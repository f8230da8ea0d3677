"""Follows ids and addresses through the register, over any number of releases; it must not choose between successors.

A name that the present text still holds is followed nowhere, whatever happened to it before.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from cop_author.model.ids import Address, parse_address
from cop_author.model.register import Change, Lineage

_ENDS = frozenset({Change.RENAMED, Change.SPLIT, Change.MERGED, Change.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a name leads today: itself, one successor, several, or nowhere; `steps` are what happened on the way."""

    found: tuple[str, ...]
    steps: tuple[Lineage, ...] = ()

    @property
    def only(self) -> str:
        """The one name it leads to; '' where there is none, or a choice."""
        return self.found[0] if len(self.found) == 1 else ""

    @property
    def was_merged(self) -> bool:
        """Whether other text has come together with it."""
        return any(step.change is Change.MERGED for step in self.steps)

    @property
    def why(self) -> str:
        """What happened last, in words; '' where nothing did."""
        if not self.steps:
            return ""
        last = self.steps[-1]
        to = f" into {', '.join(last.to)}" if last.to else ""
        return (
            f"{last.id} was {last.change}{to}"
            + (f" ({last.date})" if last.date else "")
            + (f": {last.why}" if last.why else "")
        )


class Lineages:
    """The steps of the register by the name that they end."""

    def __init__(self, steps: Iterable[Lineage]) -> None:
        self._by_name: dict[str, list[Lineage]] = {}
        self._claimed: set[str] = set()
        """Where some text or item of a merged unit went: nothing else went there for having the same name."""
        for step in steps:
            if step.change is Change.MERGED:
                self._claimed.update(place for _, place in step.took)
            ends = step.change in _ENDS or (step.change is Change.MOVED and "#" in step.id)
            if ends and step.id not in step.to:
                self._by_name.setdefault(step.id, []).append(step)

    def unit(self, name: str, is_present: Callable[[str], bool]) -> Trace:
        """Where the unit `name` is today."""
        return self._follow(name, is_present, self._next_units)

    def address(self, address: str, is_present: Callable[[str], bool]) -> Trace:
        """Where the text at `address` is today."""
        return self._follow(address, is_present, self._next_addresses)

    def _follow(
        self, name: str, is_present: Callable[[str], bool], ahead: Callable[[str], Iterator[tuple[str, Lineage]]]
    ) -> Trace:
        found: dict[str, None] = {}
        steps: dict[Lineage, None] = {}
        seen: set[str] = set()
        todo = [name]
        while todo:
            here = todo.pop(0)
            if here in seen:
                continue
            seen.add(here)
            if is_present(here):
                found.setdefault(here)
                continue
            for successor, step in ahead(here):
                steps.setdefault(step)
                if successor:
                    todo.append(successor)
        return Trace(tuple(found), tuple(steps))

    def _next_units(self, name: str) -> Iterator[tuple[str, Lineage]]:
        for step in self._by_name.get(name, ()):
            yield from ((successor, step) for successor in step.to or ("",))

    def _next_addresses(self, name: str) -> Iterator[tuple[str, Lineage]]:
        address = parse_address(name)
        if address is None:
            return
        for step in self._by_name.get(address.owner, ()):
            if taken := _taken(step, address):
                yield taken, step
            else:
                yield from ((self._same_name(step, unit, address.field), step) for unit in step.to or ("",))
        for part, step in self._inner(address):
            for successor in step.to or ("",):
                unit, _, inner = successor.partition("#")
                yield (f"{unit}#{_renamed(address.field, part, inner)}" if inner else ""), step

    def _same_name(self, step: Lineage, unit: str, field: str) -> str:
        """The place of the same name in a successor; '' where that came from another unit which was merged into it."""
        if not unit:
            return ""
        parts = field.split(".")
        within = {f"{unit}#{'.'.join(parts[:length])}" for length in range(1, len(parts) + 1)} | {f"{unit}#{parts[-1]}"}
        is_anothers = step.change is Change.MERGED and not within.isdisjoint(self._claimed)
        return "" if is_anothers else f"{unit}#{field}"

    def _inner(self, address: Address) -> Iterator[tuple[str, Lineage]]:
        """Steps of the point, row, column or choice that the address goes through, and the part that names it."""
        parts = address.field.split(".")
        names = {".".join(parts[:length]) for length in range(1, len(parts) + 1)} | {parts[-1]}
        for name in sorted(names):
            for step in self._by_name.get(f"{address.owner}#{name}", ()):
                yield name, step


def _taken(step: Lineage, address: Address) -> str:
    """Where a split or merge says that the text went, or what it stands in; '' where it does not say."""
    took = dict(step.took)
    parts = address.field.split(".")
    for length in range(len(parts), 0, -1):
        head = f"{address.owner}#{'.'.join(parts[:length])}"
        if head in took:
            rest = parts[length:]
            return ".".join([took[head], *rest[:-1], *(_column(took, address, part) for part in rest[-1:])])
    if parts[0] == "head" and (column := took.get(f"{address.owner}#{parts[-1]}")):
        return f"{column.partition('#')[0]}#head.{column.partition('#')[2]}"
    return ""


def _column(took: dict[str, str], address: Address, part: str) -> str:
    """The last part of a cell's address: its column, under the name that it has in the successor."""
    return took.get(f"{address.owner}#{part}", f"#{part}").partition("#")[2]


def _renamed(field: str, old: str, new: str) -> str:
    """`field` with the part `old` called `new`: as its beginning (a point, a row) or its end (a column)."""
    if field == old or field.startswith(f"{old}."):
        return new + field[len(old) :]
    return f"{field.removesuffix(old)}{new}"
