"""One unit as its page, in the look of an edition that holds it; errors elsewhere do not stand in the way."""

from dataclasses import replace
from pathlib import Path

from cop_author.app.build import Job, files_of
from cop_author.app.compose_edition import compose_edition
from cop_author.core.tailor import tailor
from cop_author.errors import CopError, UsageError
from cop_author.model.edition import MASTER, Edition, Output, Selection
from cop_author.model.workspace import Workspace
from cop_author.store.history import History
from cop_author.store.output import write
from cop_author.store.provenance import Provenance
from cop_author.store.workspace import open_workspace
from cop_author.text.nearest import did_you_mean


def preview(folder: Path, unit: str, edition: str = "", out: Path | None = None) -> Path:
    """Write the page of `unit` into the folder `out` (otherwise build/preview/<unit>); returns the page's path."""
    root, workspace = open_workspace(folder)
    if not any(found.id == unit for found in workspace.master.units()):
        known = [found.id for found in workspace.master.units()]
        raise UsageError(f"there is no unit {unit!r}", did_you_mean(unit, known) or "`cop unit list` shows all.")
    chosen = _only(_edition(workspace, unit, edition), unit)
    composed = compose_edition(workspace, chosen, chosen.languages[0], Provenance(root, History(root)))
    target = (out or root / "build" / "preview" / unit).resolve()
    job = Job(root, target, composed.document, composed.inputs, "")
    write(target, files_of(job), {"preview": unit, "edition": chosen.id, "key": ""})
    page = next(composed.document.sections()).id
    return target / "html" / f"{page}.html"


def _only(edition: Edition, unit: str) -> Edition:
    only = Selection(include=(unit,))
    return replace(edition, select=only, guidelines=(), look=edition.voice, outputs=(Output.HTML,))


def _edition(workspace: Workspace, unit: str, name: str) -> Edition:
    """The edition called `name`, or the first that holds `unit`, or the first of all."""
    by_id = {edition.id: edition for edition in workspace.editions if edition.layer == MASTER}
    if name and name not in by_id:
        raise UsageError(f"there is no edition {name!r}", did_you_mean(name, by_id) or "`cop edition list` shows all.")
    if name:
        return by_id[name]
    if not by_id:
        raise CopError("the workspace has no edition", "Write one in content/editions; `cop init` shows how.")
    for edition in by_id.values():
        guidelines = tailor(workspace.master, edition)[0].guidelines
        if any(found.id == unit for guideline in guidelines for found in guideline.units()):
            return edition
    return next(iter(by_id.values()))
