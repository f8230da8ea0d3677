"""How the text of a stack of layers departs from the master's, and through which operations; it must not judge that."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from cop_author.core.resolve import Resolved
from cop_author.model.deviation import Cause, Departure, Deviation, FieldDeviation, Part, Standing
from cop_author.model.edition import Tailored
from cop_author.model.guideline import Conditions, Text, Unit
from cop_author.model.layer import Layer, Operation
from cop_author.model.workspace import Master
from cop_author.text.addresses import texts_of_unit
from cop_author.text.normalise import normalise

Standings = Mapping[str, Mapping[str, Standing]]
"""Layer → operation's id → where its approval stands."""


def deviations(
    master: Master, resolved: Resolved, layers: Iterable[Layer], standings: Standings
) -> tuple[Deviation, ...]:
    """Every unit that departs from `master`, in reading order, a removed one where it stood."""
    causes = _causes(resolved, tuple(layers), standings)
    before, after = _placed(master), _placed(resolved.master)
    found = []
    for name in _in_order(before, after):
        made = _deviation(name, before.get(name), after.get(name), causes.get(name, ()))
        if made:
            found.append(made)
    return tuple(found)


def of_edition(found: Iterable[Deviation], with_layers: Tailored, without: Tailored) -> tuple[Deviation, ...]:
    """The deviations that concern an edition: of what it prints, and of what it would print without the layers."""
    printed: dict[str, set[str]] = {}
    for tailored in (without, with_layers):
        for unit in _units(tailored):
            printed.setdefault(unit.id, set()).update(address.field for address, _ in texts_of_unit(unit))
    concerned = (_narrowed(each, printed[each.unit]) for each in found if each.unit in printed)
    return tuple(each for each in concerned if each)


def _narrowed(deviation: Deviation, printed: Collection[str]) -> Deviation | None:
    """Without the fields of points and rows that the edition leaves out; None where nothing else is changed."""
    fields = tuple(each for each in deviation.fields if each.field in printed or each.field in _VALUES)
    if deviation.fields and not fields and deviation.departures == (Departure.CHANGED,):
        return None
    return replace(deviation, fields=fields)


def _units(tailored: Tailored) -> Iterator[Unit]:
    for guideline in tailored.guidelines:
        yield from guideline.units()


_VALUES = ("force", "core", "for")
"""What may differ besides texts."""
_Placed = Mapping[str, tuple[Unit, str]]


def _placed(master: Master) -> dict[str, tuple[Unit, str]]:
    return {unit.id: (unit, section.id) for section in master.sections() for unit in section.units}


def _in_order(before: _Placed, after: _Placed) -> list[str]:
    """The units of `after` in order, and each unit that is only in `before` behind the one that it followed."""
    names = list(after)
    previous = ""
    for name in before:
        if name not in after:
            names.insert(names.index(previous) + 1 if previous in names else 0, name)
        previous = name
    return names


def _causes(resolved: Resolved, layers: tuple[Layer, ...], standings: Standings) -> dict[str, tuple[Cause, ...]]:
    """Unit → the operations that wrote in it, lowest layer first."""
    operations = {(layer.id, operation.id): operation for layer in layers for operation in layer.operations}
    order = {key: at for at, key in enumerate(operations)}
    keys: dict[str, set[tuple[str, str]]] = {}
    for place, origins in resolved.origins.items():
        keys.setdefault(place.partition("#")[0], set()).update((o.layer, o.operation) for o in origins)
    return {
        unit: tuple(_cause(key, operations[key], standings) for key in sorted(found, key=order.__getitem__))
        for unit, found in keys.items()
    }


def _cause(key: tuple[str, str], operation: Operation, standings: Standings) -> Cause:
    layer, name = key
    return Cause(layer, operation, standings.get(layer, {}).get(name, Standing.MISSING))


def _deviation(
    name: str, before: tuple[Unit, str] | None, after: tuple[Unit, str] | None, causes: tuple[Cause, ...]
) -> Deviation | None:
    old, new = (before[0] if before else None), (after[0] if after else None)
    fields = tuple(_field_deviations(old, new))
    departures = tuple(_departures(old, new, fields, causes))
    if not departures:
        return None
    unit, section = after or before or (None, "")
    assert unit is not None
    return Deviation(name, unit.name, section, departures, fields, causes)


def _departures(
    old: Unit | None, new: Unit | None, fields: tuple[FieldDeviation, ...], causes: tuple[Cause, ...]
) -> Iterator[Departure]:
    if old is None:
        yield Departure.ADDED
    elif new is None:
        yield Departure.REMOVED
    elif fields or _bare(old) != _bare(new):
        yield Departure.CHANGED
    if old and new and any(cause.operation.do == "move" and not cause.operation.at for cause in causes):
        yield Departure.MOVED


def _bare(unit: Unit) -> Unit:
    """The unit without what a layer's copy of it may have otherwise: where it stands in a file."""
    return replace(unit, note=None)


def _field_deviations(old: Unit | None, new: Unit | None) -> Iterator[FieldDeviation]:
    before, after = _fields(old), _fields(new)
    for name in [*after, *(name for name in before if name not in after)]:
        was, now = before.get(name), after.get(name)
        if was is None or now is None or normalise(was.source) != normalise(now.source) or was.lang != now.lang:
            part, inside = place_of(new if now else old, name)
            yield FieldDeviation(name, was, now, part, inside)


def place_of(unit: Unit | None, field: str) -> tuple[Part, tuple[Text, ...]]:
    """What `field` is a part of, and what a reader sees around it."""
    if unit is None:
        return Part.OWN, ()
    first, _, last = field.partition(".")
    choice = next((choice for choice in unit.choices if choice.id == first), None)
    if choice:
        return (Part.ANSWER, (choice.text,)) if last == "answer" else (Part.CHOICE, ())
    columns = {column.id: column.head for column in unit.columns}
    row = next((row for row in unit.rows if row.id == first), None)
    if row:
        return (Part.CELL, (row.head, columns[last])) if last in columns else (Part.ROW, ())
    if first == "head":
        return Part.COLUMN, ()
    return (Part.POINT, ()) if any(point.id == first for point in unit.points) else (Part.OWN, ())


def _fields(unit: Unit | None) -> dict[str, Text]:
    if unit is None:
        return {}
    texts = {address.field: text for address, text in texts_of_unit(unit)}
    values = {"force": unit.force or "", "core": unit.core or "", "for": _shown(unit.for_)}
    return texts | {name: Text(str(value), "") for name, value in values.items() if value}


def _shown(conditions: Conditions) -> str:
    return "; ".join(f"{facet}: {', '.join(values)}" for facet, values in conditions.facets)
