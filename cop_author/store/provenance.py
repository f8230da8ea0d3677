"""What an edition was made from: the digest of its inputs and the last commit that changed any of them, never HEAD."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cop_author.model.document import Colophon
from cop_author.store.history import Commit, History

Revisions = Mapping[str, str]
"""Folder → the commit from which its files are read, for a text that is pinned to a release."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """The folder of a workspace, its history as far as it is here, and which folders are read at which commit."""

    root: Path
    history: History
    revisions: Revisions

    def completed(self, colophon: Colophon, inputs: Sequence[str]) -> Colophon:
        """`colophon` with what is to be said of the origin of `inputs`, paths below the root."""
        contents = {name: content for name in inputs if (content := self.read(name)) is not None}
        commit = self._last_change(tuple(contents))
        here = [name for name in contents if not self._revision(name)]
        return replace(
            colophon,
            digest=_digest(contents),
            commit=commit.id if commit else "",
            date=commit.date if commit else "",
            uncommitted=bool(here and self.history.changed_in_work_tree(here)),
        )

    def read(self, name: str) -> bytes | None:
        """The contents of an input where it is read from; None where it is not there."""
        if revision := self._revision(name):
            return self.history.file_at(revision, name)
        path = self.root / name
        return path.read_bytes() if path.is_file() else None

    def _revision(self, name: str) -> str:
        return next((revision for folder, revision in self.revisions.items() if name.startswith(folder)), "")

    def _last_change(self, names: Sequence[str]) -> Commit | None:
        """The newest of the last changes in each place; None as soon as one cannot be told."""
        groups: dict[str, list[str]] = {}
        for name in names:
            groups.setdefault(self._revision(name), []).append(name)
        found = [self.history.last_change(group, revision or "HEAD") for revision, group in groups.items()]
        known = [commit for commit in found if commit]
        return self.history.newest(known) if len(known) == len(found) else None


def _digest(contents: Mapping[str, bytes]) -> str:
    """SHA-256 over names and contents; line ends count as LF."""
    total = hashlib.sha256()
    for name in sorted(contents):
        content = contents[name]
        if name.endswith(".yaml"):
            content = content.replace(b"\r\n", b"\n")
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()
