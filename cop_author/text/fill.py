"""Puts the values of parameters into parsed text, once; it must not decide which value a country has."""

import re
from collections.abc import Mapping
from dataclasses import replace

from cop_author.model.layer import ParameterValue
from cop_author.model.rich import Emphasis, Inline, Link, Placeholder, Strong, Value
from cop_author.model.vocabulary import Parameter, ParameterType
from cop_author.text.locale import format_date, format_duration

Values = Mapping[str, Value]
"""Parameter's name, or `name:form`, → what is printed for it."""


def generic_value(parameter: Parameter, wording: str) -> Value:
    """What the master's own editions print: the generic wording, marked as to be filled in."""
    return Value(parameter.name, wording, parameter.type, generic=True)


def own_value(parameter: Parameter, value: ParameterValue, lang: str) -> Value:
    """What a layer's edition prints, formatted as `lang` (BCP 47) writes it."""
    return Value(
        parameter.name, _formatted(parameter.type, value.value, lang), parameter.type, href=_href(parameter, value)
    )


def own_forms(parameter: Parameter, value: ParameterValue, lang: str) -> dict[str, Value]:
    """What a layer's edition prints where a text asks for a form, by `name:form`."""
    forms = (form for form in value.forms if form[0] in parameter.forms)
    return {f"{parameter.name}:{form}": replace(own_value(parameter, value, lang), text=text) for form, text in forms}


def fill(nodes: tuple[Inline, ...], values: Values) -> tuple[Inline, ...]:
    """`nodes` with every placeholder that has a value replaced by it; what a value holds is never parsed again."""
    return tuple(_filled(node, values) for node in nodes)


def _filled(node: Inline, values: Values) -> Inline:
    if isinstance(node, Placeholder):
        return values.get(f"{node.name}:{node.form}", values.get(node.name, node))
    if isinstance(node, Emphasis | Strong | Link):
        return replace(node, children=fill(node.children, values))
    return node


def _formatted(type_: ParameterType, value: str, lang: str) -> str:
    if type_ is ParameterType.DURATION:
        return format_duration(value, lang)
    return format_date(value, lang) if type_ is ParameterType.DATE else value


def _href(parameter: Parameter, value: ParameterValue) -> str:
    if parameter.type is ParameterType.PHONE:
        return f"tel:{re.sub(r'[^0-9+]', '', value.value)}"
    if parameter.type is ParameterType.EMAIL:
        return f"mailto:{value.value}"
    return value.value if parameter.type is ParameterType.URL else ""
