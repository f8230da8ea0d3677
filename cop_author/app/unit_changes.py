"""Changes to units that keep their history: each returns an edit and writes lineage into the register."""

from collections.abc import Mapping
from typing import Any

from cop_author.app.workbench import Edit
from cop_author.errors import UsageError
from cop_author.formats import edits
from cop_author.formats.splice import Path
from cop_author.model.ids import RESERVED, is_slug

Files = Mapping[str, str]
_OWN = ("title", "text", "caption", "alt")
_LISTS = ("points", "choices", "rows")
_SHARED = ("kind", "core", "force", "for", "topics", "columns", "sources")


def set_fields(unit: str, values: Mapping[str, str]) -> Edit:
    """Fields of a unit set to new values."""

    def edit(files: Files) -> dict[str, str]:
        changed: dict[str, str] = {}
        for field, value in values.items():
            changed |= edits.set_field({**files, **changed}, unit, field, value)
        return changed

    return edit


def rewrite(unit: str, lines: str) -> Edit:
    """The whole unit as written in an editor."""
    return lambda files: edits.replace_unit(files, unit, lines)


def new(section: str, item: Mapping[str, Any], after: str = "") -> Edit:
    """A new unit."""
    _need_slug(str(item["id"]))
    return lambda files: edits.insert_unit(files, section, dict(item), after)


def rename(old: str, new_name: str, today: str) -> Edit:
    """A unit, or with `unit#point` something inside it, under a new id; everything that names it follows."""
    unit, _, inner = old.partition("#")
    _need_slug(new_name)

    def edit(files: Files) -> dict[str, str]:
        if inner:
            changed = edits.rename_inner(files, unit, inner, new_name)
            step = {"change": "renamed", "id": old, "to": [f"{unit}#{new_name}"], "date": today}
        else:
            changed = edits.rename_unit(files, old, new_name)
            step = {"change": "renamed", "id": old, "to": [new_name], "date": today}
        return changed | edits.record({**files, **changed}, "lineage", step)

    return edit


def move(unit: str, section: str, after: str, today: str) -> Edit:
    """A unit in another place; its id, and so its translations and overrides, stay."""

    def edit(files: Files) -> dict[str, str]:
        changed = edits.move_unit(files, unit, section, after)
        step = {"change": "moved", "id": unit, "to": [section], "date": today}
        return changed | edits.record({**files, **changed}, "lineage", step)

    return edit


def withdraw(unit: str, why: str, today: str) -> Edit:
    """A unit taken out for good; its id is never used again."""

    def edit(files: Files) -> dict[str, str]:
        changed = edits.remove_unit(files, unit)
        return changed | edits.record({**files, **changed}, "withdrawn", {"id": unit, "date": today, "why": why})

    return edit


def split(unit: str, into: Mapping[str, tuple[str, ...]], today: str) -> Edit:
    """A unit in several: each successor takes the fields and points named for it, and becomes a draft.

    A required title or text that a successor does not take is copied, so that nothing goes missing before it is edited.
    """

    def edit(files: Files) -> dict[str, str]:
        plain = edits.plain_unit(files, unit)
        _need_all_taken(plain, into, unit)
        file, path = edits.find_unit(files, unit)
        section = _section_of(files, file, path)
        changed: dict[str, str] = {}
        after = unit
        for name, fields in into.items():
            item = _part(plain, name, fields)
            changed |= edits.insert_unit({**files, **changed}, section, item, after)
            after = name
        changed |= edits.remove_unit({**files, **changed}, unit)
        took = {f"{unit}#{field}": f"{name}#{field}" for name, fields in into.items() for field in fields}
        step = {"change": "split", "id": unit, "to": list(into), "took": took, "date": today}
        return changed | edits.record({**files, **changed}, "lineage", step)

    for name in into:
        _need_slug(name)
    return edit


def merge(units: tuple[str, ...], into: str, today: str) -> Edit:
    """Several units in one new one, where the first of them stood: texts joined, points together, as a draft."""
    _need_slug(into)

    def edit(files: Files) -> dict[str, str]:
        plains = [edits.plain_unit(files, unit) for unit in units]
        file, path = edits.find_unit(files, units[0])
        item, took = _joined(plains, into)
        changed = edits.insert_unit(files, _section_of(files, file, path), item, units[0])
        for unit in units:
            changed |= edits.remove_unit({**files, **changed}, unit)
        for unit in units:
            own = {old: new for old, new in took.items() if old.startswith(f"{unit}#")}
            step = {"change": "merged", "id": unit, "to": [into], "took": own, "date": today}
            changed |= edits.record({**files, **changed}, "lineage", step)
        return changed

    return edit


def _need_slug(name: str) -> None:
    if not is_slug(name) or name in RESERVED:
        raise UsageError(
            f"{name!r} cannot be an id", "Use lower-case letters, digits and single hyphens, as in ind-report-route."
        )


def _section_of(files: Files, file: str, path: Path) -> str:
    plain: Any = edits.plain_at(files[file], path[:-2])
    return str(plain["section"]["id"])


def _need_all_taken(plain: dict[str, Any], into: Mapping[str, tuple[str, ...]], unit: str) -> None:
    has = [key for key in _OWN if key in plain] + [item["id"] for key in _LISTS for item in plain.get(key, [])]
    taken = [field for fields in into.values() for field in fields]
    for field in taken:
        if field not in has:
            raise UsageError(f"{unit} has no field {field!r}", f"It has: {', '.join(has)}.")
        if taken.count(field) > 1:
            raise UsageError(f"{field!r} is taken twice", "Each field goes to one successor.")
    if left := [field for field in has if field not in taken]:
        raise UsageError(f"nobody takes {', '.join(left)} of {unit}", "Add them after the colon of one successor.")


def _part(plain: dict[str, Any], name: str, fields: tuple[str, ...]) -> dict[str, Any]:
    item: dict[str, Any] = {"id": name}
    item |= {key: plain[key] for key in _SHARED if key in plain}
    item["status"] = "draft"
    item |= {key: plain[key] for key in _OWN if key in plain and (key in fields or key in {"title", "text"})}
    for key in _LISTS:
        kept = [inner for inner in plain.get(key, []) if inner["id"] in fields]
        if kept:
            item[key] = kept
    return {key: item[key] for key in edits.KEY_ORDER if key in item}


def _joined(plains: list[dict[str, Any]], into: str) -> tuple[dict[str, Any], dict[str, str]]:
    first = plains[0]
    item: dict[str, Any] = {"id": into, **{key: first[key] for key in _SHARED if key in first}, "status": "draft"}
    took: dict[str, str] = {}
    for key in _OWN:
        texts = [plain[key] for plain in plains if key in plain]
        if texts:
            item[key] = texts[0] if key == "title" else " ".join(texts)
            took |= {f"{plain['id']}#{key}": f"{into}#{key}" for plain in plains if key in plain}
    for key in _LISTS:
        for plain in plains:
            for inner in plain.get(key, []):
                used = {other["id"] for other in item.get(key, [])}
                name = inner["id"] if inner["id"] not in used else f"{inner['id']}-{len(used) + 1}"
                item.setdefault(key, []).append({**inner, "id": name})
                took[f"{plain['id']}#{inner['id']}"] = f"{into}#{name}"
    sources = list(dict.fromkeys(name for plain in plains for name in plain.get("sources", [])))
    item |= {"sources": sources} if sources else {}
    return {key: item[key] for key in edits.KEY_ORDER if key in item}, took
