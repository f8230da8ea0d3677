"""Git as the author's memory: any file at any revision, without touching the work tree; the only user of GitPython.

Where there is no repository, or only its newest part, the questions that need more raise `HistoryUnavailable` with what
to fetch, or answer None where not knowing is an answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cop_author.errors import CopError, HistoryUnavailable

if TYPE_CHECKING:
    from git import Repo
    from git.objects import Blob, Commit as GitCommit, Tree

_FETCH = "Fetch the rest with: git fetch --unshallow --tags"


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: full hash, author, day (ISO 8601, the author's own time zone) and first line of its message."""

    id: str
    author: str
    date: str
    subject: str


@dataclass(frozen=True)
class History:
    """The git history of one workspace; `root` may lie below the top of the repository."""

    root: Path

    @cached_property
    def _repo(self) -> "Repo | None":
        from git import InvalidGitRepositoryError, NoSuchPathError, Repo

        try:
            repo = Repo(self.root, search_parent_directories=True)
        except (InvalidGitRepositoryError, NoSuchPathError):
            return None
        return None if repo.bare else repo

    @property
    def is_available(self) -> bool:
        """Whether there is a repository with at least one commit."""
        return self._repo is not None and self._repo.head.is_valid()

    @property
    def is_shallow(self) -> bool:
        """Whether only the newest part of the history is here."""
        return self.is_available and self._git("rev-parse", "--is-shallow-repository") == "true"

    def resolve(self, revision: str) -> str:
        """The full hash of `revision`; HistoryUnavailable where it cannot be found."""
        from git import GitCommandError

        self._need_repo()
        try:
            return self._git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        except GitCommandError as error:
            hint = _FETCH if self.is_shallow else "Name a branch, a tag or a commit; `git log` lists commits."
            raise HistoryUnavailable(f"there is no revision {revision!r} here", hint) from error

    def files_at(self, revision: str, folders: Sequence[str] = ("",)) -> dict[str, bytes]:
        """The contents of all files at `revision` by path relative to the workspace, below any of `folders`."""
        commit = self._commit(revision)
        found: dict[str, bytes] = {}
        for folder in folders:
            found.update(self._below(commit, folder))
        return found

    def file_at(self, revision: str, path: str) -> bytes | None:
        """The contents of one file at `revision`; None where it did not exist."""
        try:
            blob = self._commit(revision).tree / f"{self._prefix}{path}"
        except KeyError:
            return None
        return bytes(blob.data_stream.read())

    def last_change(self, paths: Sequence[str], at: str = "HEAD") -> Commit | None:
        """The last commit up to `at` that changed any of `paths`; None where that cannot be told (no git, or too
        shallow)."""
        if not self.is_available or not paths:
            return None
        line = self._git("log", "-1", f"--format={_FORMAT}", at, "--", *self._specs(paths))
        commit = _parse_commit(line) if line else None
        return None if commit and self.is_shallow and self._is_boundary(commit.id) else commit

    def changed_in_work_tree(self, paths: Sequence[str]) -> bool | None:
        """Whether any of `paths` differs from the last commit or is not in it; None without git."""
        if not self.is_available:
            return None
        status = self._git("status", "--porcelain", "--untracked-files=all", "--ignored=no", "--", *self._specs(paths))
        return bool(status)

    def newest(self, commits: Sequence[Commit]) -> Commit | None:
        """The one of `commits` that the others lead up to; of several such, the one named first."""
        if len(commits) < 2:
            return commits[0] if commits else None
        tops = self._git("merge-base", "--independent", *(commit.id for commit in commits)).split()
        return next((commit for commit in commits if commit.id in tops), commits[0])

    def commits_touching(self, words: str, folder: str) -> Iterator[tuple[Commit, tuple[str, ...]]]:
        """Commits that changed a line with `words` in a file below `folder`, newest first, with those files."""
        self._need_repo()
        out = self._git(
            "log", f"--format=%x00{_FORMAT}", "--name-only", "--no-renames", f"-S{words}", "--", *self._specs([folder])
        )
        yield from _parse_log(out, self._prefix)

    def commits_of(self, paths: Sequence[str]) -> Iterator[tuple[Commit, tuple[str, ...]]]:
        """Commits that changed any of `paths`, newest first, with the files each of them changed among those."""
        self._need_repo()
        out = self._git("log", f"--format=%x00{_FORMAT}", "--name-only", "--no-renames", "--", *self._specs(paths))
        yield from _parse_log(out, self._prefix)

    def state(self) -> str:
        """Every branch, tag and HEAD with the commit it leads to; '' without git."""
        if not self.is_available:
            return ""
        return self._git("show-ref", "--head") + str(self.is_shallow)

    def configure(self, settings: Mapping[str, str], *, dry_run: bool = False) -> tuple[str, ...]:
        """Set what git's configuration of this clone has otherwise, and name it; HistoryUnavailable without git."""
        from git import GitCommandError

        if self._repo is None:
            hint = "Clone the repository, or begin one with: git init"
            raise HistoryUnavailable(f"{self.root} is not in a git repository", hint)
        changed = tuple(name for name, value in settings.items() if self._configured(name) != value)
        try:
            for name in () if dry_run else changed:
                self._git("config", "--local", "--replace-all", name, settings[name])
        except GitCommandError as error:
            raise CopError(f"git's configuration could not be written: {error.stderr.strip()}") from error
        return changed

    def _configured(self, name: str) -> str | None:
        from git import GitCommandError

        try:
            return self._git("config", "--local", "--get", name)
        except GitCommandError:
            return None

    def parent(self, commit: str) -> str | None:
        """The first parent of `commit`; None for the first commit, and at the edge of a shallow clone."""
        parents = self._git("log", "-1", "--format=%P", commit).split()
        return parents[0] if parents else None

    def _need_repo(self) -> None:
        if not self.is_available:
            raise HistoryUnavailable(
                f"{self.root} is not in a git repository with commits",
                "A source archive holds no history; clone the repository to ask for it.",
            )

    @cached_property
    def _prefix(self) -> str:
        assert self._repo is not None and self._repo.working_tree_dir is not None
        top = Path(self._repo.working_tree_dir).resolve()
        below = self.root.resolve().relative_to(top).as_posix()
        return "" if below == "." else f"{below}/"

    def _specs(self, paths: Sequence[str]) -> list[str]:
        return [f":(top,literal){self._prefix}{path}" for path in paths]

    def _git(self, command: str, *arguments: str) -> str:
        assert self._repo is not None
        return str(self._repo.git.execute(["git", "-c", "core.quotePath=false", command, *arguments]))

    def _commit(self, revision: str) -> "GitCommit":
        full = self.resolve(revision)
        assert self._repo is not None
        return self._repo.commit(full)

    def _below(self, commit: "GitCommit", folder: str) -> Mapping[str, bytes]:
        path = f"{self._prefix}{folder}".strip("/")
        try:
            found: Tree | Blob = commit.tree / path if path else commit.tree
        except KeyError:
            return {}
        blobs: list[Any] = [found] if found.type == "blob" else [item for item in found.traverse() if _is_file(item)]
        return {str(blob.path).removeprefix(self._prefix): bytes(blob.data_stream.read()) for blob in blobs}

    def _is_boundary(self, commit: str) -> bool:
        """Whether history is cut off at `commit`, so that it seems to have changed everything."""
        return not self._git("log", "-1", "--format=%P", commit)


def _is_file(item: Any) -> bool:
    """Whether a tree's item is a file; a symbolic link is a blob of another mode."""
    return getattr(item, "type", "") == "blob" and getattr(item, "mode", 0) & 0o170000 == 0o100000


_FORMAT = "%H%x1f%an%x1f%as%x1f%s"


def _parse_commit(line: str) -> Commit:
    id_, author, date, subject = line.strip().split("\x1f", 3)
    return Commit(id_, author, date, subject)


def _parse_log(out: str, prefix: str) -> Iterator[tuple[Commit, tuple[str, ...]]]:
    for record in out.split("\x00"):
        lines = [line for line in record.splitlines() if line.strip()]
        if lines:
            yield _parse_commit(lines[0]), tuple(line.removeprefix(prefix) for line in lines[1:])
