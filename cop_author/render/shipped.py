"""The files of the package below templates/; it must not write to disk."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath

Read = Callable[[str], bytes]
"""Gives the bytes of the file with this name below templates/; raises FileNotFoundError where there is none."""


@cache
def packaged(name: str) -> bytes:
    """The bytes of a file below templates/, by its path there."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise FileNotFoundError(name)
    found = files("cop_author.templates").joinpath(*path.parts)
    if not found.is_file():
        raise FileNotFoundError(name)
    return found.read_bytes()
