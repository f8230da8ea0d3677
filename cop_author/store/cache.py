"""Keeps the last result of a long question below `.cop/`, under a key that says all that decides it.

It can be deleted at any time. What cannot be read or written is as if it were not there.
"""

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from cop_author.errors import CopError
from cop_author.store.files import write_text
from cop_author.store.scratch import FOLDER, scratch


def key_of(parts: Iterable[str]) -> str:
    """A digest of strings in their order."""
    total = hashlib.blake2b(digest_size=20)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        total.update(len(raw).to_bytes(8, "big") + raw)
    return total.hexdigest()


@cache
def code() -> str:
    """What tells one state of the tool's own code from another: names, sizes and times of its files."""
    folder = Path(__file__).parents[1]
    found = ((path, path.stat()) for path in sorted(folder.rglob("*.py")))
    return key_of(f"{path.relative_to(folder)} {info.st_size} {info.st_mtime_ns}" for path, info in found)


def recall(root: Path, name: str, key: str) -> Any:
    """What was kept under this name and key, as plain values; None where there is nothing, or something else."""
    try:
        found = json.loads((root / FOLDER / f"{name}.cache").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found.get("value") if isinstance(found, dict) and found.get("key") == key else None


def keep(root: Path, name: str, key: str, value: Any) -> None:
    """Keep plain values under a name, in the place of what was kept before."""
    text = json.dumps({"key": key, "value": value}, ensure_ascii=False)
    with suppress(CopError):
        write_text(scratch(root) / f"{name}.cache", text)
