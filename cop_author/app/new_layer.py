"""Begins a layer: its folder, the pin of the newest release below it, and first editions; it changes no text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cop_author.app.texts import Opened, open_texts, releases_of, text_of
from cop_author.app.workbench import Applied, apply
from cop_author.errors import UsageError
from cop_author.formats import layer_edits as edits
from cop_author.formats.edits import plain_at
from cop_author.model.edition import MASTER, Edition
from cop_author.model.ids import is_slug
from cop_author.model.layer import Pin
from cop_author.model.problem import Problems
from cop_author.model.register import Release
from cop_author.text.nearest import did_you_mean

_EXAMPLE = 'helpline.phone: {value: "116 111", source: crc, verified: 2026-01-31}'
_KEPT = (
    "subtitle",
    "cover",
    "look",
    "guidelines",
    "help",
    "select",
    "structure",
    "left-out-references",
    "digits",
    "outputs",
)


@dataclass(frozen=True, slots=True)
class Wish:
    """A layer that somebody wants to begin; `guidelines` are those of which it is to have editions."""

    id: str
    title: str
    kind: str
    parent: str = MASTER
    languages: tuple[str, ...] = ()
    place: str = ""
    illustrative: bool = False
    guidelines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Begun:
    """A layer that was begun: the release that it stands on, if there is one, and its editions."""

    layer: str
    release: Release | None
    editions: tuple[str, ...]
    applied: Applied
    missing: Problems = ()
    """Why it does not stand on the newest release, where there is one."""


def new_layer(folder: Path, wish: Wish, *, dry_run: bool = False) -> Begun:
    """Begin a layer; UsageError where its id, parent or guidelines cannot be."""
    opened = open_texts(folder)
    _refuse(opened, wish)
    release = next(reversed(releases_of(opened, wish.parent)), None)
    text, missing = text_of(opened, wish.parent, release.version) if release else (None, ())
    release = release if text else None
    manifests = list(_manifests(opened, wish))
    pin = Pin(release.of, release.version, release.digest) if release else None
    item = {
        "id": wish.id,
        "title": wish.title,
        "place": wish.place,
        "kind": wish.kind,
        "parent": wish.parent,
        "languages": list(wish.languages) or [opened.workspace.config.source_language],
        "illustrative": wish.illustrative,
    }

    def edit(files: Mapping[str, str]) -> edits.Changes:
        changes = edits.new_layer(wish.id, item, _EXAMPLE) | edits.write_base(files, wish.id, pin, {})
        for manifest in manifests:
            changes |= edits.new_edition(wish.id, manifest)
        return changes

    applied = apply(opened.root, edit, dry_run=dry_run)
    return Begun(
        wish.id, release, tuple(str(manifest["id"]) for manifest in manifests), applied, () if text else missing
    )


def _refuse(opened: Opened, wish: Wish) -> None:
    workspace = opened.workspace
    layers = [layer.id for layer in workspace.layers]
    prefixes = {guideline.prefix for guideline in workspace.master.guidelines}
    if not is_slug(wish.id):
        raise UsageError(f"{wish.id!r} cannot be an id", "Use lower-case letters, digits and single hyphens, as in ke.")
    if wish.id in {MASTER, *layers}:
        raise UsageError(f"there is a layer {wish.id!r} already", "Choose another id; `cop layer status` shows all.")
    if wish.id in prefixes:
        raise UsageError(f"{wish.id!r} is the prefix of a guideline", "Choose another id: ids of the two would mix.")
    if wish.parent not in {MASTER, *layers}:
        hint = did_you_mean(wish.parent, layers) or f"One of: {', '.join([MASTER, *layers])}."
        raise UsageError(f"there is no layer {wish.parent!r} to stand on", hint)
    known = [guideline.id for guideline in workspace.master.guidelines]
    for name in wish.guidelines:
        if name not in known:
            hint = did_you_mean(name, known) or f"One of: {', '.join(known)}."
            raise UsageError(f"there is no guideline {name!r}", hint)


def _manifests(opened: Opened, wish: Wish) -> Iterator[dict[str, Any]]:
    """For each guideline the editions that the parent has of it, as the layer's own; else one of all of it."""
    for guideline in wish.guidelines:
        models = list(_models(opened, wish.parent, guideline))
        for model in models:
            yield _like(opened, model, wish)
        if not models:
            title = next(g.title.source for g in opened.workspace.master.guidelines if g.id == guideline)
            yield _named(opened, wish, guideline, title) | {"guidelines": [guideline]}


def _models(opened: Opened, parent: str, guideline: str) -> Iterator[Edition]:
    own = [edition for edition in opened.workspace.editions if edition.layer == parent]
    first = own or [edition for edition in opened.workspace.editions if edition.layer == MASTER]
    yield from (edition for edition in first if edition.guidelines == (guideline,))


def _like(opened: Opened, model: Edition, wish: Wish) -> dict[str, Any]:
    plain: dict[str, Any] = plain_at(opened.found.files[model.where.file], ())
    name = model.id.removeprefix(f"{wish.parent}-") if model.layer != MASTER else model.id
    kept = {key: plain[key] for key in _KEPT if key in plain}
    return _named(opened, wish, name, model.title.source.removesuffix(f". {_title(opened, model.layer)}")) | kept


def _named(opened: Opened, wish: Wish, name: str, title: str) -> dict[str, Any]:
    own = f"{wish.id}-{name}"
    languages = [opened.workspace.config.source_language]
    return {"id": own, "title": f"{title}. {wish.title}", "layer": wish.id, "family": own, "languages": languages}


def _title(opened: Opened, layer: str) -> str:
    return next((found.title for found in opened.workspace.layers if found.id == layer), "")
