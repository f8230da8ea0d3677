"""One unit as its page, in the look of an edition that holds it; errors elsewhere do not stand in the way."""

from dataclasses import replace
from pathlib import Path

from cop_author.app.basis import basis_of
from cop_author.app.compose_edition import compose_edition
from cop_author.app.job import Job, files_of
from cop_author.app.texts import open_texts
from cop_author.core.tailor import tailor
from cop_author.errors import CopError, UsageError
from cop_author.model.edition import MASTER, Edition, Output, Selection
from cop_author.model.workspace import Workspace
from cop_author.store.output import write
from cop_author.text.nearest import did_you_mean


def preview(folder: Path, unit: str, edition: str = "", out: Path | None = None, *, today: str) -> Path:
    """Write the page of `unit` into the folder `out` (otherwise build/preview/<unit>); returns the page's path."""
    opened = open_texts(folder)
    basis, problems = basis_of(opened, opened.edition(edition).layer if edition else MASTER, today)
    if basis is None:
        raise CopError(problems[0].message, problems[0].hint)
    known = [found.id for found in basis.workspace.master.units()]
    if unit not in known:
        raise UsageError(f"there is no unit {unit!r}", did_you_mean(unit, known) or "`cop unit list` shows all.")
    chosen = _only(opened.edition(edition) if edition else _edition(basis.workspace, unit), unit)
    composed = compose_edition(basis, chosen, chosen.languages[0])
    target = (out or opened.root / "build" / "preview" / unit).resolve()
    job = Job(opened.root, target, composed.document, composed.inputs, "", basis.revision, dress=basis.worn.dress)
    write(target, files_of(job), {"preview": unit, "edition": chosen.id, "key": ""})
    page = next(composed.document.sections()).id
    return target / "html" / f"{page}.html"


def _only(edition: Edition, unit: str) -> Edition:
    only = Selection(include=(unit,))
    return replace(edition, select=only, guidelines=(), look=edition.voice, outputs=(Output.HTML,))


def _edition(workspace: Workspace, unit: str) -> Edition:
    """The first edition of the master that holds `unit`, or the first of all."""
    own = [edition for edition in workspace.editions if edition.layer == MASTER]
    if not own:
        raise CopError("the workspace has no edition", "Write one in content/editions; `cop init` shows how.")
    for edition in own:
        guidelines = tailor(workspace.master, edition)[0].guidelines
        if any(found.id == unit for guideline in guidelines for found in guideline.units()):
            return edition
    return own[0]
