"""What is due in a layer on a day: signatures that no longer count, reviews, values to be verified."""

from cop_author.app.texts import Opened, stack_of
from cop_author.core.approvals import check_approvals, digests
from cop_author.core.dated import check_dates
from cop_author.core.resolve import resolve
from cop_author.model.layer import Layer
from cop_author.model.problem import Problems


def find_due(opened: Opened, layer: Layer, today: str) -> Problems:
    """What `layer` needs somebody to look at, as of `today` (ISO 8601); nothing where the text below it is not here."""
    grounds, _ = stack_of(opened, layer)
    if grounds is None:
        return ()
    register = opened.workspace.register
    below, _ = resolve(grounds.master, grounds.layers[:-1], register)
    above, _ = resolve(grounds.master, grounds.layers, register)
    signed = check_approvals(layer, digests(layer, below.master, above.master), today)
    return (*signed, *check_dates(layer, grounds.master.parameters, today))
