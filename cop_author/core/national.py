"""What a country's edition says of itself and of help in the country; it must not know layers, files or markup."""

from collections.abc import Callable, Iterator

from cop_author.model.brand import Brand, Foreword, Imprint
from cop_author.model.document import DocBrand, DocForeword, DocImprint, DocRoute, Passage, Situation
from cop_author.model.edition import Look
from cop_author.model.guideline import Text
from cop_author.model.ids import Address
from cop_author.model.rich import Value
from cop_author.text.fill import Values

Say = Callable[[Address, Text], Passage]
_STATED = {
    Situation.DANGER: ("", "emergency.phone", "", ""),
    Situation.TALK: ("helpline.name", "helpline.phone", "helpline.hours", "helpline.website"),
    Situation.IMAGES: ("hotline.name", "hotline.phone", "hotline.hours", "hotline.website"),
    Situation.CRIME: ("police.unit", "police.phone", "police.hours", "police.website"),
    Situation.CARE: ("child-protection.service", "child-protection.phone", "", "child-protection.website"),
}
"""The parameters that name whom to turn to, the phone, the hours and the website."""
_FOR_GROWN_UPS = frozenset({Situation.IMAGES, Situation.CRIME})
"""What a child under nine is not told about."""


def doc_brand(brand: Brand, layer: str, say: Say) -> DocBrand:
    """The words with which a layer shows itself, as passages; colours and mark are for those who know the look."""
    owner = f"brand:{layer}"
    return DocBrand(
        mark_alt=say(Address(owner, "logo.alt"), brand.logo.alt) if brand.logo else None,
        foreword=_foreword(brand.foreword, owner, say) if brand.foreword else None,
        imprint=_imprint(brand.imprint, owner, say) if brand.imprint else None,
    )


def routes(values: Values, look: Look) -> tuple[DocRoute, ...]:
    """Whom to turn to in each situation, as far as the country has stated how: a name alone helps nobody."""
    found = (_route(situation, values) for situation in Situation if _concerns(situation, look))
    return tuple(route for route in found if route.phone or route.website)


def values_of(route: DocRoute) -> Iterator[Value]:
    """The values that a route prints."""
    return (value for value in (route.name, route.phone, route.hours, route.website) if value)


def _route(situation: Situation, values: Values) -> DocRoute:
    own = (values.get(name) for name in _STATED[situation])
    return DocRoute(situation, *(value if value and not value.generic else None for value in own))


def _concerns(situation: Situation, look: Look) -> bool:
    return look is not Look.STORYBOOK or situation not in _FOR_GROWN_UPS


def _foreword(found: Foreword, owner: str, say: Say) -> DocForeword:
    title, what, who, signed = (
        say(Address(owner, f"foreword.{name}"), text)
        for name, text in (
            ("title", found.title),
            ("what", found.what),
            ("who", found.who),
            ("signed", found.signed),
        )
    )
    return DocForeword(title, what, who, signed)


def _imprint(found: Imprint, owner: str, say: Say) -> DocImprint:
    publisher = say(Address(owner, "imprint.publisher"), found.publisher)
    responsible = say(Address(owner, "imprint.responsible"), found.responsible)
    return DocImprint(publisher, responsible, found.address, found.email, found.licence)
