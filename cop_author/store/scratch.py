"""The folder `.cop/` of a workspace, for what the tool notes down for itself; git never sees what lies there."""

from pathlib import Path

from cop_author.store.files import write_text

FOLDER = ".cop"


def scratch(root: Path) -> Path:
    """The folder, made if it is missing."""
    folder = root / FOLDER
    write_text(folder / ".gitignore", "*\n")
    return folder
