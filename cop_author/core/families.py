"""Whether the editions of a family together hold every mandatory unit that is for their readers; it must not select.

The readers of a family are those of its editions together: whoever one of them states in `select.for`, in the
guidelines that it lists. What else an edition selects by (topics, single units, a structure) says what it leaves out,
not whom it is for. An edition without a family is one of its own, and editions of different layers share none.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cop_author.core.protect import Placed, placed
from cop_author.model.edition import Edition, Tailored
from cop_author.model.guideline import Core
from cop_author.model.problem import Problem, Problems, Rule
from cop_author.model.register import Waiver
from cop_author.model.workspace import Master

_NO_LOCKS: Mapping[str, str] = MappingProxyType({})
UNREACHED = Rule(
    "B201",
    "A mandatory unit that no edition of its family holds",
    "What is mandatory must reach those it is for, in one of the editions made for them.",
    "Take it out of `exclude`, name it in `include`, or give the family an edition that holds it.",
)
LOCKED_OUT = Rule(
    "B202",
    "A unit with a locked change that no edition of its family holds",
    "What a country's law demands cannot be taken back by leaving the page out.",
    "Take it out of `exclude`, name it in `include`, or ask the lower layer to unlock the change.",
)


def check_families(
    master: Master, tailored: Iterable[Tailored], waivers: Iterable[Waiver], locked: Mapping[str, str] = _NO_LOCKS
) -> Problems:
    """Mandatory units of `master` that none of the editions, one layer's, brings to the readers of its family.

    `locked` are units that hold what a lower layer has locked, each with words that say what: they are owed as well.
    """
    places = placed(master)
    mandatory = [found for found in places.values() if found.unit.core is Core.MANDATORY]
    held_to = [(places[name], said) for name, said in locked.items() if name in places]
    waived = {(waiver.layer, waiver.unit) for waiver in waivers}
    problems: list[Problem] = []
    for family in _families(tailored):
        problems += _find_unreached(family, mandatory, waived)
        problems += _find_locked_out(family, held_to)
    return tuple(problems)


def is_for(found: Placed, edition: Edition) -> bool:
    """Whether a unit is for the readers of an edition, whatever else the edition selects by."""
    meets = all(conditions.meets(edition.select.for_) for conditions in found.reach)
    return found.guideline in edition.guidelines and meets


@dataclass(frozen=True, slots=True)
class _Family:
    """Editions that answer together, and the units that any of them holds."""

    name: str
    editions: tuple[Edition, ...]
    held: frozenset[str]

    def hiding(self, found: Placed) -> Edition | None:
        """The first edition whose readers a unit is for, where no edition holds it."""
        if found.unit.id in self.held:
            return None
        return next((edition for edition in self.editions if is_for(found, edition)), None)


def _families(tailored: Iterable[Tailored]) -> Iterator[_Family]:
    members: dict[str, list[Tailored]] = defaultdict(list)
    for each in tailored:
        members[each.edition.family or each.edition.id].append(each)
    for name, found in members.items():
        held = {unit.id for each in found for guideline in each.guidelines for unit in guideline.units()}
        held |= {each.edition.help for each in found}
        yield _Family(name, tuple(each.edition for each in found), frozenset(held))


def _find_unreached(family: _Family, mandatory: list[Placed], waived: Collection[tuple[str, str]]) -> Iterator[Problem]:
    for found in mandatory:
        name = found.unit.id
        hiding = family.hiding(found)
        if hiding and (hiding.layer, name) not in waived:
            message = f"no edition of the family {family.name!r} holds the mandatory unit {name}"
            yield UNREACHED.at(hiding.where.at("select"), message, _why(found, hiding))


def _find_locked_out(family: _Family, locked: list[tuple[Placed, str]]) -> Iterator[Problem]:
    for found, said in locked:
        if hiding := family.hiding(found):
            message = f"no edition of the family {family.name!r} holds {found.unit.id}, in which {said}"
            yield LOCKED_OUT.at(hiding.where.at("select"), message, _why(found, hiding))


def _why(found: Placed, edition: Edition) -> str:
    ids = {found.unit.id, *(section.id for section in found.above)}
    if named := sorted(ids & set(edition.select.exclude)):
        return f"{edition.id} excludes {', '.join(named)}; take it out of `exclude`."
    if edition.select.topics and not found.topics & set(edition.select.topics):
        return f"{edition.id} takes other topics; name the unit in `include`."
    if edition.structure and not ids & set(edition.structure):
        return f"The structure of {edition.id} does not list it; add the unit or its section."
    return ""
