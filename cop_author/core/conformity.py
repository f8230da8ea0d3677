"""Computes how far an edition departs from the master; nobody asserts it. After ISO/IEC Guide 21.

- identical: translation and parameters only;
- modified: every deviation has a reason and an approval, and the core is intact;
- modified (not approved): the same, but approvals are missing, or the layer is an illustration;
- not equivalent: a mandatory unit departs under a waiver or does not reach its readers, or something departs that no
  operation accounts for.
"""

from collections.abc import Collection, Iterable

from cop_author.model.deviation import Conformity, Deviation, Standing
from cop_author.model.register import Waiver


def conformity(deviations: Collection[Deviation], waivers: Iterable[Waiver], *, is_whole: bool = True) -> Conformity:
    """The class of a layer's edition, from the deviations that concern it, the waivers upstream granted, and whether
    it and its family hold all that is mandatory for their readers."""
    if not is_whole:
        return Conformity.NOT_EQUIVALENT
    if not deviations:
        return Conformity.IDENTICAL
    waived = {(waiver.layer, waiver.unit) for waiver in waivers}
    for deviation in deviations:
        if not deviation.causes or any((cause.layer, deviation.unit) in waived for cause in deviation.causes):
            return Conformity.NOT_EQUIVALENT
    standings = {cause.standing for deviation in deviations for cause in deviation.causes}
    return Conformity.MODIFIED if standings == {Standing.APPROVED} else Conformity.NOT_APPROVED
