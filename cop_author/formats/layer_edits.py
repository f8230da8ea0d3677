"""Edits of a layer's files by operation, parameter and signature; it turns texts into texts and must not touch a disk.

Every function returns only the files that it changed; None in place of a text means that the file goes.
"""

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from cop_author.formats import splice
from cop_author.formats.edits import plain_at
from cop_author.formats.kinds import kind_of
from cop_author.formats.splice import EditRefused
from cop_author.formats.yaml_writer import Bare, write_item, write_mapping, write_scalar
from cop_author.model.layer import Pin
from cop_author.text.days import is_day
from cop_author.text.normalise import normalise

Files = Mapping[str, str]
Changes = dict[str, str | None]
LAYERS = "content/layers"
# fmt: off
KEY_ORDER = (
    "id", "do", "at", "find", "put", "to", "unit", "point", "choice", "row", "column", "after", "before", "lang",
    "reason", "legal", "effect", "owner", "review", "consulted", "proposed-upstream", "locked",
)
# fmt: on
"""The order in which hand-written operations have their keys."""
_DAYS = frozenset({"date", "read", "review", "verified", "valid-until", "due"})
_FLAGS = frozenset({"locked", "proposed-upstream", "illustrative", "follow"})
_NUMBERS = frozenset({"year", "room"})
_FOLDED_FROM = 110


def operation_item(**values: Any) -> dict[str, Any]:
    """An operation as it stands in a file: its keys in order, `_` as `-`, flags as words, nothing empty."""
    named = {name.replace("_", "-"): value for name, value in values.items()}
    return _written({key: named[key] for key in KEY_ORDER if key in named})


def add_operation(files: Files, layer: str, target: str, item: dict[str, Any]) -> Changes:
    """`item` as the last operation of `layer` on `target`, in the file for that target, which is made if missing."""
    item = _written(item)
    file = next((file for file, found in _overrides(files, layer) if found.get("target") == target), "")
    if file:
        operations = plain_at(files[file], ()).get("operations") or []
        return {file: splice.insert_item(files[file], ("operations", len(operations)), item)}
    name = _free_name(files, layer, target)
    return {name: _head("overrides", 3) + f"target: {target}\noperations:\n" + _indented(write_item(item))}


def operation_place(files: Files, layer: str, operation: str) -> tuple[str, int]:
    """The file that holds an operation and its position there; EditRefused where there is none."""
    known: list[str] = []
    for file, plain in _overrides(files, layer):
        ids = [found.get("id") for found in plain.get("operations") or []]
        if operation in ids:
            return file, ids.index(operation)
        known += filter(None, ids)
    hint = (
        f"It has: {', '.join(sorted(known))}."
        if known
        else f"It has none yet; `cop layer override UNIT --layer {layer}` makes one."
    )
    raise EditRefused(f"the layer {layer!r} has no operation {operation!r}", hint)


def plain_operation(files: Files, layer: str, operation: str) -> dict[str, Any]:
    """An operation as strings, lists and dicts."""
    file, at = operation_place(files, layer, operation)
    plain: dict[str, Any] = plain_at(files[file], ("operations", at))
    return plain


def replace_operation(files: Files, layer: str, operation: str, item: dict[str, Any]) -> Changes:
    """An operation written anew in its place; comments inside it go with its old lines."""
    file, at = operation_place(files, layer, operation)
    text = splice.insert_item(files[file], ("operations", at + 1), _written(item))
    return {file: splice.remove_item(text, ("operations", at))}


def remove_operation(files: Files, layer: str, operation: str) -> Changes:
    """The layer without an operation; a file that loses its last one goes."""
    file, at = operation_place(files, layer, operation)
    if len(plain_at(files[file], ("operations",))) == 1:
        return {file: None}
    return {file: splice.remove_item(files[file], ("operations", at))}


def retarget_operation(
    files: Files, layer: str, operation: str, target: str, item: dict[str, Any] | None = None
) -> Changes:
    """An operation on another target, as it is or as `item` has it."""
    moved = item if item is not None else plain_operation(files, layer, operation)
    changed = remove_operation(files, layer, operation)
    rest = {name: text for name, text in {**files, **changed}.items() if text is not None}
    return changed | add_operation(rest, layer, target, moved)


def write_base(files: Files, layer: str, pin: Pin | None, fields: Mapping[str, str]) -> Changes:
    """The whole `base.yaml`: the pin, and normalised base texts by address; the same in, the same out."""
    name = f"{LAYERS}/{layer}/base.yaml"
    if pin is None and not fields:
        return {name: None} if name in files else {}
    head = _head(
        "base",
        2,
        "# Written by `cop layer`: the release that this layer stands on, and the text each change was made for.",
    )
    lines = write_mapping({"pin": {"of": pin.of, "version": pin.version, "digest": pin.digest}}) if pin else ""
    lines += "fields:\n" if fields else ""
    for address in sorted(fields):
        text = normalise(fields[address])
        style = ">" if len(address) + len(text) > _FOLDED_FROM else ""
        lines += f"  {address}: {write_scalar(text, style, 4)}\n"
    return {name: head + lines}


def set_value(files: Files, layer: str, name: str, item: dict[str, Any]) -> Changes:
    """The layer's value for a parameter, in place of the old one or after the last."""
    file = f"{LAYERS}/{layer}/parameters.yaml"
    text = files.get(file) or _head("values", 2) + "parameters: {}\n"
    return {file: splice.set_mapping(text, ("parameters", name), _written(item))}


def new_layer(layer: str, item: dict[str, Any], example: str) -> Changes:
    """The files of a layer that changes nothing yet; `example` is shown in comments where values will stand."""
    folder = f"{LAYERS}/{layer}"
    values = _head("values", 2, f"# Written by `cop layer fill {layer}`. A value looks like this:\n#   {example}")
    return {
        f"{folder}/layer.yaml": _head("layer", 2) + write_mapping(_written(item)),
        f"{folder}/parameters.yaml": values + "parameters: {}\n",
    }


def new_edition(layer: str, item: dict[str, Any]) -> Changes:
    """The manifest of a new edition of a layer."""
    return {f"{LAYERS}/{layer}/editions/{item['id']}.yaml": _head("edition", 3) + write_mapping(_written(item))}


def add_source(files: Files, layer: str, name: str, item: dict[str, Any]) -> Changes:
    """A source of the layer's own, after the last."""
    file = f"{LAYERS}/{layer}/sources.yaml"
    text = files.get(file) or _head("layer-sources", 2) + "sources: {}\n"
    return {file: splice.set_mapping(text, ("sources", name), _written(item))}


def add_approval(files: Files, layer: str, item: dict[str, Any]) -> Changes:
    """A signature after the last one."""
    return _append(files, layer, "approvals", item)


def add_comment(files: Files, layer: str, item: dict[str, Any]) -> Changes:
    """What a reviewer said, after what was said before."""
    return _append(files, layer, "comments", item)


def _overrides(files: Files, layer: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every file with operations of `layer`, by name, as strings, lists and dicts."""
    for file in sorted(files):
        kind = kind_of(file)
        if kind and kind.name == "overrides" and file.startswith(f"{LAYERS}/{layer}/"):
            plain = plain_at(files[file], ())
            if isinstance(plain, dict):
                yield file, plain


def _free_name(files: Files, layer: str, target: str) -> str:
    """`overrides/<target>.yaml`, or, where a file of that name is about something else, the next free one."""
    taken = {file.casefold() for file in files}
    stems = (f"{LAYERS}/{layer}/overrides/{target}{number}.yaml" for number in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(name for name in stems if name.casefold() not in taken)


def _append(files: Files, layer: str, key: str, item: dict[str, Any]) -> Changes:
    file = f"{LAYERS}/{layer}/approvals.yaml"
    text = files.get(file) or _head("approvals", 2) + "approvals: []\n"
    plain = plain_at(text, ())
    if key not in plain:
        text = f"{text.rstrip()}\n{key}: []\n"
    wanted = _written(item)
    return {file: splice.insert_item(text, (key, len(plain.get(key) or [])), wanted)}


def _written(item: dict[str, Any]) -> dict[str, Any]:
    """`item` as its keys are written by hand: days, numbers and flags without quotes, and nothing that is empty."""
    return {key: _bare(key, value) for key, value in item.items() if value not in (None, "", [], (), {}, False)}


def _bare(key: str, value: Any) -> Any:
    if isinstance(value, dict):
        return _written(value)
    if isinstance(value, list | tuple):
        return [_bare("", inner) for inner in value]
    if key in _FLAGS and value in (True, "true"):
        return Bare("true")
    if (key in _DAYS and is_day(str(value))) or (key in _NUMBERS and str(value).isdigit()):
        return Bare(value)
    return value


def _head(kind: str, up: int, about: str = "") -> str:
    """The lines that every file begins with; `up` is how many folders lie between it and `content/`."""
    schema = f"# yaml-language-server: $schema={'../' * up}schema/{kind}.json\n"
    return f"{schema}{about}{chr(10) if about else ''}format: 1\n"


def _indented(lines: str) -> str:
    return textwrap.indent(lines, "  ")
