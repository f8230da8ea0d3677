"""The text that a layer or an edition is made from: the work tree's, or that of the release it is pinned to.

A layer stands on a release of its parent, which stands on a release of its own parent, down to the master. Nothing here
falls back to other text: where a release cannot be had, there is a problem and no text.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path

from cop_author.app.interrupted import need_whole
from cop_author.core.resolve import Resolved, resolve
from cop_author.errors import CopError, UsageError
from cop_author.formats.workspace import assemble, assemble_layer
from cop_author.model.edition import MASTER, Edition
from cop_author.model.layer import Layer, Pin
from cop_author.model.place import NOWHERE, Where
from cop_author.model.problem import Problem, Problems, in_reading_order
from cop_author.model.register import Release
from cop_author.model.workspace import Master, Workspace
from cop_author.store.history import History
from cop_author.store.releases import ALTERED, NO_RECORD, OTHER_DIGEST, Released, find_text
from cop_author.store.workspace import Found, find_root, read
from cop_author.text.nearest import did_you_mean


@dataclass(frozen=True, slots=True)
class Ground:
    """One text in a stack: the master or a layer, its version ('': as the work tree has it), where it was read."""

    of: str
    version: str
    revision: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """A master and the layers to be laid over it, lowest first, each at the release that the one above it pins."""

    master: Master
    layers: tuple[Layer, ...] = ()
    read_from: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A workspace, its files and its history; texts of releases are read once."""

    root: Path
    workspace: Workspace
    history: History
    found: Found
    problems: Problems = ()
    without_master: bool = False
    """Whether `workspace.master` is left empty until somebody asks for the work tree's text."""
    known_below: dict[int, frozenset[tuple[str, str]]] = field(default_factory=dict, compare=False, repr=False)
    """What is wrong with a master by itself, by the identity of the value; filled as it is asked for."""
    _read: dict[tuple[str, str], "Grounds | Problem"] = field(default_factory=dict, compare=False, repr=False)

    def layer(self, name: str) -> Layer:
        """The layer `name`; UsageError where there is none."""
        known = {layer.id: layer for layer in self.workspace.layers}
        if name not in known:
            hint = did_you_mean(name, known) or "`cop layer status` shows all layers."
            raise UsageError(f"there is no layer {name!r}", hint)
        return known[name]

    def edition(self, name: str) -> Edition:
        """The edition `name`; UsageError where there is none."""
        known = {edition.id: edition for edition in self.workspace.editions}
        if name not in known:
            raise UsageError(
                f"there is no edition {name!r}", did_you_mean(name, known) or "`cop edition list` shows all."
            )
        return known[name]


def open_texts(folder: Path, *, without_master: bool = False) -> Opened:
    """The workspace at or above `folder`; CopError where it cannot be read, or an upgrade was cut off.

    With `without_master`, the work tree's own text is parsed only where it is asked for: most of a workspace is master.
    """
    root = find_root(folder)
    need_whole(root)
    opened, _ = opened_from(read(root), without_master=without_master)
    if opened is None:
        raise CopError("the workspace cannot be read", "Run: cop check")
    return opened


def opened_from(found: Found, *, without_master: bool = False) -> tuple[Opened | None, Problems]:
    """The workspace that files in memory make, or None, and what is wrong with them."""
    files = {path: text for path, text in found.files.items() if not (without_master and _is_section(path))}
    workspace, wrong = assemble(files, found.assets)
    problems = in_reading_order([*found.problems, *wrong])
    if workspace is None:
        return None, problems
    return Opened(found.root, workspace, History(found.root), found, problems, without_master), problems


def _is_section(path: str) -> bool:
    return path.startswith("content/master/") and path.count("/") == 3


def text_of(opened: Opened, of: str, version: str = "") -> tuple[Resolved | None, Problems]:
    """The text of `master` or of a layer at one of its releases ('': as the work tree has it), resolved."""
    grounds = _grounds_of(opened, of, version, NOWHERE, ())
    return (None, (grounds,)) if isinstance(grounds, Problem) else _resolved(opened, grounds)


def below(opened: Opened, layer: Layer) -> tuple[Resolved | None, Problems]:
    """The text that `layer` stands on."""
    grounds = _below(opened, layer, ())
    return (None, (grounds,)) if isinstance(grounds, Problem) else _resolved(opened, grounds)


def grounds_at(opened: Opened, of: str, version: str) -> tuple[Grounds | None, Problems]:
    """The master and the layers that make the text of `master` or of a layer at a release ('': the work tree)."""
    grounds = _grounds_of(opened, of, version, NOWHERE, ())
    return (None, (grounds,)) if isinstance(grounds, Problem) else (grounds, ())


def newest(opened: Opened, of: str) -> Release | None:
    """The recorded release of `master` or of a layer with the highest version."""
    return max(releases_of(opened, of), key=lambda release: numbers(release.version), default=None)


def numbers(version: str) -> tuple[int, ...]:
    """A version as numbers that compare."""
    return tuple(int(part) for part in version.split("."))


def stack_of(opened: Opened, layer: Layer) -> tuple[Grounds | None, Problems]:
    """The master and the layers that make the text of `layer` as the work tree has it, itself last."""
    grounds = _with(opened, layer, "", "", ())
    return (None, (grounds,)) if isinstance(grounds, Problem) else (grounds, ())


def releases_of(opened: Opened, of: str) -> tuple[Release, ...]:
    """The recorded releases of `master` or of a layer, oldest first."""
    return tuple(release for release in opened.workspace.register.releases if release.of == of)


def _resolved(opened: Opened, grounds: Grounds) -> tuple[Resolved, Problems]:
    return resolve(grounds.master, grounds.layers, opened.workspace.register)


def _below(opened: Opened, layer: Layer, above: tuple[str, ...]) -> Grounds | Problem:
    if layer.follow or layer.base.pin is None:
        return _grounds_of(opened, layer.parent, "", layer.where.at("parent"), (*above, layer.id))
    return _pinned(opened, layer, layer.base.pin, (*above, layer.id))


def _pinned(opened: Opened, layer: Layer, pin: Pin, above: tuple[str, ...]) -> Grounds | Problem:
    where = layer.base.where.at("pin")
    release = next((r for r in releases_of(opened, pin.of) if r.version == pin.version), None)
    if pin.of != layer.parent:
        return NO_RECORD.at(where, f"{layer.id} pins a release of {pin.of}, and its parent is {layer.parent}")
    if release is None:
        return NO_RECORD.at(where, f"{layer.id} pins {pin.of} {pin.version}, of which there is no record")
    if release.digest != pin.digest:
        return OTHER_DIGEST.at(where, f"{layer.id} pins {pin.of} {pin.version} with the digest {pin.digest[:12]}")
    return _grounds_of(opened, pin.of, pin.version, where, above)


def _grounds_of(opened: Opened, of: str, version: str, where: Where, above: tuple[str, ...]) -> Grounds | Problem:
    if (of, version) not in opened._read:
        opened._read[of, version] = _read_grounds(opened, of, version, where, above)
    return opened._read[of, version]


def _read_grounds(opened: Opened, of: str, version: str, where: Where, above: tuple[str, ...]) -> Grounds | Problem:
    if of in above:
        return NO_RECORD.at(where, f"{of} stands on itself", "Correct `parent` in layer.yaml.")
    if not version:
        if of == MASTER:
            return Grounds(_work_tree_master(opened), (), (Ground(MASTER, "", ""),))
        layer = next((layer for layer in opened.workspace.layers if layer.id == of), None)
        return _with(opened, layer, "", "", above) if layer else NO_RECORD.at(where, f"there is no layer {of!r}")
    release = next((found for found in releases_of(opened, of) if found.version == version), None)
    if release is None:
        return NO_RECORD.at(where, f"there is no release {version} of {of}")
    text = find_text(opened.found, opened.history, release)
    if isinstance(text, Problem):
        return replace(text, where=text.where if text.where.file else where)
    return _master_at(opened, text) if of == MASTER else _layer_at(opened, text, above)


def _master_at(opened: Opened, text: Released) -> Grounds | Problem:
    ground = Ground(MASTER, text.release.version, text.revision)
    if not text.revision:
        return Grounds(_work_tree_master(opened), (), (ground,))
    workspace, problems = assemble(text.files, text.pictures)
    errors = [problem for problem in problems if problem.is_error]
    if workspace is None or errors:
        return _unreadable(text, errors)
    return Grounds(workspace.master, (), (ground,))


def _work_tree_master(opened: Opened) -> Master:
    if not opened.without_master:
        return opened.workspace.master
    workspace, _ = assemble(opened.found.files, opened.found.assets)
    if workspace is None:
        raise CopError("the workspace cannot be read", "Run: cop check")
    return workspace.master


def _layer_at(opened: Opened, text: Released, above: tuple[str, ...]) -> Grounds | Problem:
    if not text.revision:
        return _with(opened, opened.layer(text.release.of), text.release.version, "", above)
    layer, problems = assemble_layer(text.files, opened.workspace.config.source_language)
    errors = [problem for problem in problems if problem.is_error]
    if layer is None or errors:
        return _unreadable(text, errors)
    return _with(opened, layer, text.release.version, text.revision, above)


def _with(opened: Opened, layer: Layer, version: str, revision: str, above: tuple[str, ...]) -> Grounds | Problem:
    """What `layer` stands on, with itself on top."""
    grounds = _below(opened, layer, above)
    if isinstance(grounds, Problem):
        return grounds
    ground = Ground(layer.id, version, revision)
    return Grounds(grounds.master, (*grounds.layers, layer), (*grounds.read_from, ground))


def _unreadable(text: Released, errors: list[Problem]) -> Problem:
    name = f"{text.release.of} {text.release.version}"
    first = f"; the first: {errors[0].where}: {errors[0].message}" if errors else ""
    return ALTERED.at(text.release.where, f"{name} has {len(errors)} errors as this version reads it{first}")
