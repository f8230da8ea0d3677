"""Records the release that a layer stands on and the texts that its operations were made for; it moves no pin."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cop_author.app.texts import Opened, below, open_texts, releases_of, stack_of
from cop_author.app.workbench import Applied, apply
from cop_author.core.bases import bases_of
from cop_author.errors import UsageError
from cop_author.formats import layer_edits as edits
from cop_author.model.layer import Layer, Pin
from cop_author.text.normalise import normalise


@dataclass(frozen=True, slots=True)
class Pinned:
    """What was recorded: the pin, whether it is new, the addresses whose base is new, and those that have another
    base than the text below, which stay as they are."""

    layer: str
    pin: Pin | None
    is_new: bool
    recorded: tuple[str, ...]
    differing: tuple[str, ...]
    applied: Applied


def pin(folder: Path, name: str, version: str = "", *, dry_run: bool = False) -> Pinned:
    """Pin the layer to `version` of its parent ('': the newest release), if it has no pin; record missing bases."""
    opened = open_texts(folder)
    layer = opened.layer(name)
    found = _pin_of(opened, layer, version)
    pinned = replace(layer, base=replace(layer.base, pin=found))
    grounds, problems = stack_of(opened, pinned)
    ground, more = below(opened, pinned)
    if grounds is None or ground is None:
        problem = (*problems, *more)[0]
        raise UsageError(problem.message, problem.hint)
    known = dict(layer.base.fields)
    each = bases_of(pinned, ground.master, grounds.master, opened.workspace.register)
    wanted = {address: text for texts in each.values() for address, text in texts.items()}
    new = {address: text for address, text in wanted.items() if address not in known}
    differing = [a for a, text in wanted.items() if a in known and normalise(known[a]) != normalise(text)]

    def edit(files: Mapping[str, str]) -> edits.Changes:
        return edits.write_base(files, name, found, {**new, **known})

    nothing = found == layer.base.pin and not new
    applied = apply(opened.root, (lambda files: {}) if nothing else edit, dry_run=dry_run)
    return Pinned(name, found, found != layer.base.pin, tuple(sorted(new)), tuple(sorted(differing)), applied)


def _pin_of(opened: Opened, layer: Layer, version: str) -> Pin | None:
    """The pin that the layer has, or is to have; none where it follows the work tree."""
    has = layer.base.pin
    if has and version and has.version != version:
        hint = f"Moving it to another release carries its changes forward: cop layer upgrade {layer.id}"
        raise UsageError(f"{layer.id} stands on {has.of} {has.version} already", hint)
    if has:
        return has
    if layer.follow:
        if version:
            hint = "Take `follow: true` out of its layer.yaml first."
            raise UsageError(f"{layer.id} follows the work tree and has no pin", hint)
        return None
    releases = {release.version: release for release in releases_of(opened, layer.parent)}
    if not releases:
        hint = f"Who keeps {layer.parent} releases it with: cop release record {layer.parent}"
        raise UsageError(f"nothing of {layer.parent} has been released yet", hint)
    if version and version not in releases:
        raise UsageError(f"there is no release {version} of {layer.parent}", f"One of: {', '.join(releases)}.")
    release = releases[version] if version else next(reversed(releases.values()))
    return Pin(release.of, release.version, release.digest)
