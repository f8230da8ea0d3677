"""Whether the editions of a family together hold every mandatory unit that is for their readers; it must not select.

The readers of a family are those of its editions together: whoever one of them states in `select.for`, in the
guidelines that it lists. What else an edition selects by (topics, single units, a structure) says what it leaves out,
not whom it is for. An edition without a family is one of its own, and editions of different layers share none.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from cop_author.core.protect import Placed, placed
from cop_author.model.edition import Edition, Tailored
from cop_author.model.guideline import Core
from cop_author.model.problem import Problem, Problems, Rule
from cop_author.model.register import Waiver
from cop_author.model.workspace import Master

UNREACHED = Rule(
    "B201",
    "A mandatory unit that no edition of its family holds",
    "What is mandatory must reach those it is for, in one of the editions made for them.",
    "Take it out of `exclude`, name it in `include`, or give the family an edition that holds it.",
)


def check_families(master: Master, tailored: Iterable[Tailored], waivers: Iterable[Waiver]) -> Problems:
    """Mandatory units of `master` that none of the editions, one layer's, brings to the readers of its family."""
    families: dict[str, list[Tailored]] = defaultdict(list)
    for each in tailored:
        families[each.edition.family or each.edition.id].append(each)
    mandatory = [found for found in placed(master).values() if found.unit.core is Core.MANDATORY]
    waived = {(waiver.layer, waiver.unit) for waiver in waivers}
    return tuple(
        problem
        for family, members in families.items()
        for problem in _find_unreached(family, members, mandatory, waived)
    )


def is_for(found: Placed, edition: Edition) -> bool:
    """Whether a unit is for the readers of an edition, whatever else the edition selects by."""
    meets = all(conditions.meets(edition.select.for_) for conditions in found.reach)
    return found.guideline in edition.guidelines and meets


def _find_unreached(
    family: str, members: list[Tailored], mandatory: list[Placed], waived: Collection[tuple[str, str]]
) -> Iterator[Problem]:
    held = {unit.id for each in members for guideline in each.guidelines for unit in guideline.units()}
    held |= {each.edition.help for each in members}
    for found in mandatory:
        name = found.unit.id
        owed = [each.edition for each in members if is_for(found, each.edition)]
        if owed and name not in held and (owed[0].layer, name) not in waived:
            message = f"no edition of the family {family!r} holds the mandatory unit {name}"
            yield UNREACHED.at(owed[0].where.at("select"), message, _why(found, owed[0]))


def _why(found: Placed, edition: Edition) -> str:
    ids = {found.unit.id, *(section.id for section in found.above)}
    if named := sorted(ids & set(edition.select.exclude)):
        return f"{edition.id} excludes {', '.join(named)}; take it out of `exclude`."
    if edition.select.topics and not found.topics & set(edition.select.topics):
        return f"{edition.id} takes other topics; name the unit in `include`."
    if edition.structure and not ids & set(edition.structure):
        return f"The structure of {edition.id} does not list it; add the unit or its section."
    return ""
