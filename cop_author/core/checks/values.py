"""Layers' values for parameters; it must not ask whether the value is true, only whether it can be."""

import re
from collections.abc import Iterator

from cop_author.core.checks.parameters import size_of
from cop_author.core.index import Index
from cop_author.model.layer import Layer, ParameterValue
from cop_author.model.problem import Problem, Rule, Severity
from cop_author.model.vocabulary import Parameter, ParameterType
from cop_author.text.days import is_day
from cop_author.text.locale import seconds
from cop_author.text.nearest import did_you_mean

UNDECLARED = Rule(
    "P201",
    "A value for a parameter that nobody declared",
    "A misspelt name is filled in and printed nowhere; a helpline number would be lost.",
    "Correct the name; `content/master/parameters.yaml` declares all.",
)
WRONG_FORM = Rule(
    "P202",
    "A value of the wrong form",
    "It could not be written as the language writes such a value, or not be dialled or opened.",
    "Write a duration as `90 days`, a date as 2026-01-31, an age or number in digits, a web address with https://.",
)
OUT_OF_BOUNDS = Rule(
    "P203",
    "A value outside its bounds",
    "The master says what a law may set; a value beyond it is a slip or a matter for a waiver.",
    "Correct the value, or ask for other bounds.",
)
MARKUP = Rule(
    "P204",
    "A value with braces or markup",
    "It is printed as it stands, letter by letter.",
    "Write plain words.",
)
NO_SUCH_FORM = Rule(
    "P205",
    "A form of a value that the parameter does not declare",
    "No text can ask for it.",
    "Correct its name; `forms` in content/master/parameters.yaml declares all.",
)
LACKS_FORM = Rule(
    "P206",
    "A value without a form that texts may ask for",
    "A sentence that asks for the form would get the value as it is, and be wrong.",
    "Add it under `forms` of the value.",
    Severity.WARNING,
)
_FORMS: dict[ParameterType, re.Pattern[str]] = {
    ParameterType.PHONE: re.compile(r"\+?[0-9][0-9 ()/.-]*\Z"),
    ParameterType.URL: re.compile(r"https://[^\s<>\"]+\Z"),
    ParameterType.EMAIL: re.compile(r"[^@\s<>]+@[^@\s<>]+\.[a-z]{2,}\Z", re.IGNORECASE),
    ParameterType.AGE: re.compile(r"[0-9]{1,3}\Z"),
    ParameterType.NUMBER: re.compile(r"[0-9]{1,12}\Z"),
}


def check_values(index: Index) -> Iterator[Problem]:
    """Values that no text can carry."""
    for layer in index.workspace.layers:
        for value in layer.parameters:
            yield from _find_wrong(index, layer, value)


def _find_wrong(index: Index, layer: Layer, value: ParameterValue) -> Iterator[Problem]:
    parameter = index.parameters.get(value.name)
    where = value.where.at("value")
    if parameter is None:
        yield UNDECLARED.at(
            value.where, f"{layer.id}: {value.name} is not declared", did_you_mean(value.name, index.parameters)
        )
    elif marked := [said for said in (value.value, *dict(value.forms).values()) if re.search(r"[{}<>\[\]*`]", said)]:
        yield MARKUP.at(where, f"{layer.id}: {value.name} holds markup: {marked[0]!r}")
    elif not _has_form(parameter.type, value.value):
        yield WRONG_FORM.at(where, f"{layer.id}: {value.value!r} is no {parameter.type} for {value.name}")
    elif not _is_within(parameter, value.value):
        bounds = " to ".join(filter(None, (parameter.min or "…", parameter.max or "…")))
        yield OUT_OF_BOUNDS.at(where, f"{layer.id}: {value.name} is {value.value}; the master allows {bounds}")
    if parameter:
        yield from _find_forms(layer, value, parameter)


def _find_forms(layer: Layer, value: ParameterValue, parameter: Parameter) -> Iterator[Problem]:
    has = dict(value.forms)
    for form in has:
        if form not in parameter.forms:
            message = f"{layer.id}: {value.name} has no form {form!r}"
            yield NO_SUCH_FORM.at(value.where.at("forms"), message, did_you_mean(form, parameter.forms))
    if lacking := [form for form in parameter.forms if form not in has]:
        yield LACKS_FORM.at(value.where, f"{layer.id}: {value.name} lacks the form {', '.join(lacking)}")


def _has_form(type_: ParameterType, value: str) -> bool:
    if type_ is ParameterType.DURATION:
        return seconds(value) is not None
    if type_ is ParameterType.DATE:
        return is_day(value)
    return type_ not in _FORMS or _FORMS[type_].match(value) is not None


def _is_within(parameter: Parameter, value: str) -> bool:
    size = size_of(parameter.type, value)
    least, most = size_of(parameter.type, parameter.min), size_of(parameter.type, parameter.max)
    return size is None or ((least is None or size >= least) and (most is None or size <= most))
