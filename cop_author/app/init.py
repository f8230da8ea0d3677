"""Makes a small workspace that checks and builds at once."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from cop_author.app.schema import schemas
from cop_author.errors import UsageError
from cop_author.formats.kinds import SCHEMA_FOLDER
from cop_author.store.files import write_all


def init(target: Path) -> tuple[str, ...]:
    """Write the starter workspace into `target`, which must be empty or not exist; returns the files it made."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(f"{target} is not an empty folder", "Name a new folder, or empty this one first.")
    texts = dict(_walk(files("cop_author.app") / "starter", ""))
    texts |= {f"{SCHEMA_FOLDER}/{name}": text for name, text in schemas().items()}
    return write_all(target, texts)


def _walk(folder: Traversable, above: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        name = f"{above}{item.name}"
        if item.is_dir():
            found += _walk(item, f"{name}/")
        elif not item.name.endswith((".py", ".pyc")):
            found.append((name.replace("gitignore", ".gitignore"), item.read_text(encoding="utf-8")))
    return found
