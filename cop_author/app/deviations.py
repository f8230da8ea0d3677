"""The deviations of a layer, or of one of its editions, as a list."""

from pathlib import Path

from cop_author.app.basis import basis_of
from cop_author.app.compose_edition import compose_edition
from cop_author.app.texts import open_texts
from cop_author.errors import CopError, UsageError
from cop_author.model.deviation import Deviation


def list_deviations(folder: Path, layer: str, edition: str, today: str) -> tuple[Deviation, ...]:
    """How `layer` departs from the master in all it says, or in what `edition` ('': any) prints of it."""
    opened = open_texts(folder)
    opened.layer(layer)
    basis, problems = basis_of(opened, layer, today)
    if basis is None:
        raise CopError(problems[0].message, problems[0].hint)
    if not edition:
        return basis.deviations
    chosen = opened.edition(edition)
    if chosen.layer != layer:
        raise UsageError(f"{edition} is not an edition of {layer}", "`cop edition list` shows all.")
    return compose_edition(basis, chosen, chosen.languages[0]).deviations
