"""Edits of a workspace's files by unit and field; it turns texts into texts and must not touch a disk.

`Files` maps paths to texts. Every function returns only the files that it changed.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from cop_author.formats import splice
from cop_author.formats.kinds import kind_of
from cop_author.formats.splice import EditRefused, Path
from cop_author.formats.yaml_text import Mapping as YamlMapping, Node, Scalar, Sequence, parse
from cop_author.formats.yaml_writer import write_item

Files = Mapping[str, str]
REGISTER = "content/register"
# The order in which hand-written files have their keys.
# fmt: off
KEY_ORDER = (
    "id", "kind", "core", "force", "for", "topics", "status", "title", "text", "points", "columns", "rows", "choices",
    "image", "alt", "caption", "room", "sources", "see", "note", "props", "answer", "head", "cells",
)
# fmt: on
PLAIN_KEYS = frozenset({"title", "text", "note", "caption", "alt", "force", "core", "status", "image", "room"})
_ADDRESS = "#"
"""Marks a key that is an address: those of base texts."""
_REFERRING = frozenset(
    {"id", "see", "include", "exclude", "structure", "help", "target", "after", "before", "unit", "sections"}
)


def find_unit(files: Files, unit: str) -> tuple[str, Path]:
    """The file and path of a unit; EditRefused where there is none."""
    return _find(files, unit, "units")


def find_section(files: Files, section: str) -> tuple[str, Path]:
    """The file of a section and the path of the mapping that holds `section`, `units` and `sections`."""
    return _find(files, section, "section")


def set_field(files: Files, unit: str, field: str, value: str) -> dict[str, str]:
    """`field` (an address's part after #, or force, core, status …) of `unit` set to `value`."""
    file, path = find_unit(files, unit)
    plain = plain_at(files[file], path)
    return {file: splice.set_value(files[file], (*path, *_path_of_field(plain, field, unit)), value, KEY_ORDER)}


def unit_lines(files: Files, unit: str) -> str:
    """The lines of `unit` as they stand in its file."""
    file, path = find_unit(files, unit)
    return splice.item_text(files[file], path)


def replace_unit(files: Files, unit: str, lines: str) -> dict[str, str]:
    """The lines of `unit` replaced by others, as written in an editor."""
    file, path = find_unit(files, unit)
    text = files[file]
    old = splice.item_text(text, path)
    at = text.index(old)
    new = lines if lines.endswith("\n") else f"{lines}\n"
    return {file: text[:at] + new + text[at + len(old) :]}


def insert_unit(files: Files, section: str, item: dict[str, Any], after: str = "", raw: str = "") -> dict[str, str]:
    """`item` as a unit of `section`, after the unit `after` or at the end."""
    file, path = find_section(files, section)
    holder = plain_at(files[file], path)
    units = holder.get("units") or []
    ids = [unit.get("id") for unit in units]
    if after and after not in ids:
        raise EditRefused(f"{after!r} is not a unit of the section {section!r}", "Name a unit of that section.")
    if "units" not in holder:
        raise EditRefused(f"the section {section!r} has no list of units", f"Write `units: []` below it in {file}.")
    at = ids.index(after) + 1 if after else len(units)
    return {file: splice.insert_item(files[file], (*path, "units", at), item, raw)}


def remove_unit(files: Files, unit: str) -> dict[str, str]:
    """The workspace without `unit`."""
    file, path = find_unit(files, unit)
    return {file: splice.remove_item(files[file], path)}


def move_unit(files: Files, unit: str, section: str, after: str = "") -> dict[str, str]:
    """`unit` as a unit of `section`, its lines and the comments above them unchanged but for their indent."""
    raw = unit_lines(files, unit)
    changed = remove_unit(files, unit)
    return changed | insert_unit({**files, **changed}, section, {}, after, raw)


def rename_unit(files: Files, old: str, new: str) -> dict[str, str]:
    """`old` called `new` wherever it is named: its own id, links, lists, manifests and overrides.

    The files of a layer that is pinned to a release stay: in that release the unit is still called `old`.
    """
    find_unit(files, old)
    pinned = _pinned(files)
    ours = {file: text for file, text in files.items() if not file.startswith((f"{REGISTER}/", *pinned))}
    return rename_mentions(ours, old, new)


def rename_mentions(files: Files, old: str, new: str) -> dict[str, str]:
    """Those of `files` that name the unit `old`, naming `new` instead."""
    renamed = {file: _renamed(text, file, old, new) for file, text in files.items() if old in text}
    return {file: text for file, text in renamed.items() if text != files[file]}


def rename_inner(files: Files, unit: str, old: str, new: str) -> dict[str, str]:
    """A point, row, column or choice of `unit` called `new`; cells follow their column."""
    file, path = find_unit(files, unit)
    text = files[file]
    plain = plain_at(text, path)
    for key in ("points", "choices", "rows", "columns"):
        for at, item in enumerate(plain.get(key, [])):
            if item["id"] == old:
                text = splice.set_value(text, (*path, key, at, "id"), new)
                return {file: _rename_cells(text, path, plain, old, new) if key == "columns" else text}
    raise EditRefused(f"{unit} has no point, row, column or choice {old!r}", f"`cop unit show {unit}` lists them.")


def record(files: Files, name: str, item: dict[str, Any]) -> dict[str, str]:
    """`item` at the end of a file of the register, which is made where it is missing."""
    path = f"{REGISTER}/{name}.yaml"
    line = write_item(item)
    if path in files:
        existing = plain_at(files[path], ()).get(name, [])
        return {path: splice.insert_item(files[path], (name, len(existing)), item)}
    head = f"# yaml-language-server: $schema=../schema/{name}.json\nformat: 1\n{name}:\n"
    return {path: head + "".join(f"  {part}" for part in line.splitlines(keepends=True))}


def plain_unit(files: Files, unit: str) -> dict[str, Any]:
    """`unit` as strings, lists and dicts."""
    file, path = find_unit(files, unit)
    plain: dict[str, Any] = plain_at(files[file], path)
    return plain


def plain_at(text: str, path: Path) -> Any:
    """The value at `path` as strings, lists and dicts."""
    node, problems = parse(text, "")
    if node is None:
        raise EditRefused(f"the file cannot be read: {problems[0].message}", "`cop check` says where.")
    plain: Any = splice.to_plain(node)
    for step in path:
        plain = plain[step]
    return plain


def _find(files: Files, name: str, what: str) -> tuple[str, Path]:
    for file, text in files.items():
        kind = kind_of(file)
        if name not in text or kind is None or kind.name != "section":
            continue
        node, _ = parse(text, file)
        if isinstance(node, YamlMapping):
            for path in _paths(node, (), what):
                if _plain_id(node, path, what) == name:
                    return file, path
    thing = "section" if what == "section" else "unit"
    raise EditRefused(f"there is no {thing} {name!r}", "`cop unit list` shows all units and their sections.")


def _paths(node: YamlMapping, path: Path, what: str) -> Iterator[Path]:
    """Paths of all units, or of all mappings that hold a section, below `node`."""
    if what == "section":
        yield path
    units = node.get("units")
    if what == "units" and isinstance(units, Sequence):
        yield from ((*path, "units", at) for at in range(len(units.items)))
    below = node.get("sections")
    if isinstance(below, Sequence):
        for at, item in enumerate(below.items):
            if isinstance(item, YamlMapping):
                yield from _paths(item, (*path, "sections", at), what)


def _plain_id(node: Node, path: Path, what: str) -> str:
    for step in path:
        if isinstance(node, YamlMapping):
            node = node.get(str(step)) or node
        elif isinstance(node, Sequence):
            node = node.items[int(step)]
    head = node.get("section") if what == "section" and isinstance(node, YamlMapping) else node
    found = head.get("id") if isinstance(head, YamlMapping) else None
    return found.value if isinstance(found, Scalar) else ""


def _path_of_field(plain: dict[str, Any], field: str, unit: str) -> Path:
    if field in PLAIN_KEYS:
        return (field,)
    first, _, rest = field.partition(".")
    if first == "head":
        return ("columns", _position(plain.get("columns", []), rest, unit, field), "head")
    for key in ("points", "choices", "rows"):
        ids = [item["id"] for item in plain.get(key, [])]
        if first in ids:
            at = ids.index(first)
            return (key, at, *_inner(key, plain[key][at], rest, unit, field))
    raise EditRefused(f"{unit} has no field {field!r}", f"`cop unit show {unit}` lists its fields.")


def _inner(key: str, item: dict[str, Any], rest: str, unit: str, field: str) -> Path:
    if key == "points":
        if not rest:
            return ("text",)
        first, _, below = rest.partition(".")
        at = _position(item.get("points", []), first, unit, field)
        return ("points", at, *_inner("points", item["points"][at], below, unit, field))
    if key == "choices":
        return ("answer",) if rest == "answer" else ("text",)
    return ("head",) if rest in {"", "head"} else ("cells", rest)


def _position(items: list[dict[str, Any]], name: str, unit: str, field: str) -> int:
    ids = [item["id"] for item in items]
    if name not in ids:
        raise EditRefused(f"{unit} has no field {field!r}", f"`cop unit show {unit}` lists its fields.")
    return ids.index(name)


def _renamed(text: str, file: str, old: str, new: str) -> str:
    """Every mention of `old` in one file, from the last to the first so that positions stay true."""
    node, _ = parse(text, file)
    if node is None:
        return text
    link = re.compile(rf"unit:{re.escape(old)}(?=\))")
    for scalar, key in sorted(_scalars(node, ""), key=lambda found: -found[0].start):
        end = splice.content_end(text, scalar)
        if key == _ADDRESS and scalar.value.startswith(f"{old}#"):
            text = text[: scalar.start] + text[scalar.start : end].replace(f"{old}#", f"{new}#", 1) + text[end:]
        elif key in _REFERRING and scalar.value == old:
            text = text[: scalar.start] + new + text[end:]
        else:
            text = text[: scalar.start] + link.sub(f"unit:{new}", text[scalar.start : end]) + text[end:]
    return text


def _pinned(files: Files) -> tuple[str, ...]:
    """The folders of layers that stand on a release."""
    layers = [file.removesuffix("layer.yaml") for file in files if file.endswith("/layer.yaml")]
    return tuple(
        folder
        for folder in layers
        if plain_at(files[f"{folder}layer.yaml"], ()).get("follow") != "true"
        and f"{folder}base.yaml" in files
        and "pin" in plain_at(files[f"{folder}base.yaml"], ())
    )


def _scalars(node: Node, key: str) -> Iterator[tuple[Scalar, str]]:
    if isinstance(node, Scalar):
        yield node, key
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item, key)
    else:
        for name, value in node.entries:
            yield from [(name, _ADDRESS)] if key == "fields" else []
            yield from _scalars(value, name.value)


def _rename_cells(text: str, path: Path, plain: dict[str, Any], old: str, new: str) -> str:
    for at, row in enumerate(plain.get("rows", [])):
        if old in row.get("cells", {}):
            value = row["cells"][old]
            text = splice.set_value(text, (*path, "rows", at, "cells", new), value)
            text = splice.remove_key(text, (*path, "rows", at, "cells", old))
    return text
