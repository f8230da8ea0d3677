"""Writes JSON Schema for each kind of file, where the files' first lines point to."""

import json
from pathlib import Path

from cop_author.formats.kinds import FILE_KINDS, SCHEMA_FOLDER, json_schema
from cop_author.store.files import write_text
from cop_author.store.workspace import find_root


def schemas() -> dict[str, str]:
    """File name → JSON Schema, for each kind of file."""
    texts = {f"{kind.name}.json": json.dumps(json_schema(kind), ensure_ascii=False, indent=2) for kind in FILE_KINDS}
    return {name: f"{text}\n" for name, text in sorted(texts.items())}


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write them into the workspace at or above `folder`; returns the files that changed."""
    target = find_root(folder) / SCHEMA_FOLDER
    return tuple(target / name for name, text in schemas().items() if write_text(target / name, text))
