"""Declarations of parameters; it must not look at any country's values."""

from collections.abc import Iterator

from cop_author.core.index import Index
from cop_author.model.guideline import Text
from cop_author.model.place import Where
from cop_author.model.problem import Problem, Rule, Severity
from cop_author.model.rich import Placeholder, Words
from cop_author.model.vocabulary import Parameter, ParameterType
from cop_author.text.inline import parse, placeholders
from cop_author.text.locale import seconds

BAD_GENERIC = Rule(
    "P101",
    "Generic wording that holds markup or a parameter",
    "It is put into sentences as it stands.",
    "Write plain words.",
)
BAD_BOUND = Rule(
    "P102",
    "A bound that does not fit the parameter",
    "A bound that cannot be compared protects nothing.",
    "Ages and numbers take whole numbers, durations take `90 days`; min is not above max.",
)
UNUSED = Rule(
    "P103",
    "A parameter that no text uses",
    "Countries would be asked for a value that is printed nowhere.",
    "Use it, or remove it.",
    Severity.NOTE,
)
_BOUNDED = {ParameterType.AGE, ParameterType.NUMBER, ParameterType.DURATION}


def check_parameters(index: Index) -> Iterator[Problem]:
    """Declarations that cannot work, and those that nothing uses."""
    used = {placeholder.name for printed in index.printed for placeholder in _mentions(printed.text)}
    for parameter in index.workspace.master.parameters:
        where = parameter.where
        nodes, faults = parse(parameter.generic.source)
        if faults or not all(isinstance(node, Words) for node in nodes):
            yield BAD_GENERIC.at(where.at("generic"), f"{parameter.name}: the generic wording is not plain")
        yield from _find_bounds(parameter, where)
        if parameter.name not in used:
            yield UNUSED.at(where, f"nothing uses {parameter.name}")


def size_of(type_: ParameterType, bound: str) -> int | None:
    """An age, number or duration (in seconds) as a number that compares; None where it is none."""
    if type_ not in _BOUNDED:
        return None
    if type_ is ParameterType.DURATION:
        return seconds(bound)
    return int(bound) if bound.isascii() and bound.isdigit() else None


def _mentions(text: Text) -> tuple[Placeholder, ...]:
    return placeholders(text.source) if "{" in text.source else ()


def _find_bounds(parameter: Parameter, where: Where) -> Iterator[Problem]:
    sizes = []
    for name, bound in (("min", parameter.min), ("max", parameter.max)):
        if bound:
            size = size_of(parameter.type, bound)
            if size is None:
                yield BAD_BOUND.at(where.at(name), f"{parameter.name}: {bound!r} is no bound for {parameter.type}")
            else:
                sizes.append(size)
    if parameter.verify_every and seconds(parameter.verify_every) is None:
        yield BAD_BOUND.at(where.at("verify_every"), f"{parameter.name}: {parameter.verify_every!r} is no duration")
    if len(sizes) == 2 and sizes[0] > sizes[1]:
        yield BAD_BOUND.at(where.at("min"), f"{parameter.name}: min is above max")
