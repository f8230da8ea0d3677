"""What editions are made from: the master, or a layer's text at its pin with all that is known of how it departs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cop_author.app.dresses import Worn, worn_by
from cop_author.app.layers import problems_of
from cop_author.app.texts import Ground, Grounds, Opened, releases_of, stack_of
from cop_author.core.approvals import digests, standings
from cop_author.core.deviations import deviations
from cop_author.core.resolve import Resolved, resolve
from cop_author.model.deviation import Deviation, Standing
from cop_author.model.edition import MASTER
from cop_author.model.layer import Layer
from cop_author.model.problem import Problems
from cop_author.model.workspace import Master, Workspace
from cop_author.store.provenance import Provenance
from cop_author.store.releases import work_tree_digest
from cop_author.text.release_digest import folder_of


@dataclass(frozen=True, slots=True)
class Basis:
    """The text that the editions of the master or of one layer print, and where it comes from.

    `workspace` holds the text with the layers in it, `master` the text under all of them. `standings` are those of the
    layer's own operations and values. `read_from` names the texts in the stack, the master first.
    """

    workspace: Workspace
    master: Master
    provenance: Provenance
    read_from: tuple[Ground, ...]
    layer: Layer | None = None
    deviations: tuple[Deviation, ...] = ()
    standings: Mapping[str, Standing] = field(default_factory=dict)
    problems: Problems = ()
    worn: Worn = Worn()
    """How the layer's editions show themselves."""

    @property
    def revision(self) -> str:
        """The commit from which the master is read; '' for the work tree."""
        return self.read_from[0].revision


def basis_of(opened: Opened, layer: str, today: str) -> tuple[Basis | None, Problems]:
    """The basis of the editions of `layer` (`master`: none) as of `today` (ISO 8601), or why there is none."""
    if layer == MASTER:
        ground = Ground(MASTER, _released_version(opened, MASTER), "")
        provenance = Provenance(opened.root, opened.history, {})
        return Basis(opened.workspace, opened.workspace.master, provenance, (ground,)), ()
    found = opened.layer(layer)
    grounds, problems = stack_of(opened, found)
    if grounds is None:
        return None, problems
    return _layered(opened, found, grounds, today), ()


def _layered(opened: Opened, layer: Layer, grounds: Grounds, today: str) -> Basis:
    signed: dict[str, Mapping[str, Standing]] = {}
    below = resolved = Resolved(grounds.master)
    for count, each in enumerate(grounds.layers, 1):
        resolved, _ = resolve(grounds.master, grounds.layers[:count], opened.workspace.register)
        signed[each.id] = standings(each, digests(each, below.master, resolved.master), today)
        below = resolved
    revisions = {folder_of(ground.of): ground.revision for ground in grounds.read_from if ground.revision}
    return Basis(
        workspace=replace(opened.workspace, master=resolved.master, layers=grounds.layers),
        master=grounds.master,
        provenance=Provenance(opened.root, opened.history, revisions),
        read_from=grounds.read_from,
        layer=layer,
        deviations=deviations(grounds.master, resolved, grounds.layers, signed),
        standings=signed[layer.id],
        problems=problems_of(opened, layer),
        worn=worn_by(opened, layer),
    )


def _released_version(opened: Opened, of: str) -> str:
    """The version of the master, if the text as it stands is the one recorded under it."""
    version = opened.workspace.master.version
    release = next((found for found in releases_of(opened, of) if found.version == version), None)
    return version if release and release.digest == work_tree_digest(opened.found, of) else ""
