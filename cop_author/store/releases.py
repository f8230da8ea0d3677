"""Finds the text of a release: in the work tree while that still holds it, else in git; it never takes other text.

The commit of a release is the one that added its record to `content/register/releases.yaml`, together with the text.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cop_author.errors import HistoryUnavailable
from cop_author.model.problem import Problem, Rule, Severity
from cop_author.model.register import Release
from cop_author.store.history import History
from cop_author.store.workspace import ASSETS, Found
from cop_author.text.release_digest import folder_of, is_covered, release_digest

REGISTER = "content/register/releases.yaml"
NO_RECORD = Rule(
    "V101",
    "A release that nobody recorded",
    "Without a record nobody can tell which text was meant.",
    "`cop release list` shows all; pin one of them, or record it with `cop release record`.",
)
NOT_HERE = Rule(
    "V102",
    "A release whose text is not here",
    "An edition built from other text would say what the country never adopted.",
    "Fetch the rest with: git fetch --unshallow --tags",
)
ALTERED = Rule(
    "V103",
    "A release whose recorded text cannot be found",
    "The record and the text that was committed with it disagree: one of the two was changed afterwards.",
    "Restore the record from git, or record a new release.",
)
OTHER_DIGEST = Rule(
    "V104",
    "A pin with another digest than the release it names",
    "The layer was written for another text than the one recorded under this version.",
    "Restore base.yaml from git: its pin is written by the tool only.",
)
TWICE = Rule(
    "V105",
    "A release recorded twice",
    "A version that means two texts means none.",
    "Remove the later record and record the text under a version of its own.",
)
TAG_MOVED = Rule(
    "V106",
    "A tag that leads to other text than its release",
    "People who check out the tag read something else than what was released.",
    "Move the tag back: git tag -f TAG COMMIT",
    Severity.WARNING,
)
CHANGED_SINCE = Rule(
    "V107",
    "Text that changed after its version was released",
    "Two texts under one version cannot be told apart.",
    "Raise `version` in content/master/master.yaml.",
    Severity.WARNING,
)


@dataclass(frozen=True, slots=True)
class Released:
    """The text of a release: its files by path, its pictures' sizes, and where it was read ('': the work tree)."""

    release: Release
    files: Mapping[str, str]
    pictures: Mapping[str, int]
    revision: str


def find_text(found: Found, history: History, release: Release) -> Released | Problem:
    """The text of `release`, or why it cannot be had."""
    here = _here(found, release)
    if here:
        return here
    if not history.is_available:
        message = f"the text of {release.of} {release.version} is not in these files, and there is no git history"
        return NOT_HERE.at(release.where, message, "Clone the repository; a source archive holds no history.")
    return _in_git(history, release)


def work_tree_digest(found: Found, name: str) -> str:
    """The digest that a release of `name` would have now."""
    return release_digest(name, found.files, _pictures_here(found.root, name))


def check_tags(history: History, release: Release, found: Released) -> Iterator[Problem]:
    """The tag `<name>-<version>`, where there is one, must lead to the text of the release."""
    tag = f"{release.of}-{release.version}"
    try:
        history.resolve(f"refs/tags/{tag}")
    except HistoryUnavailable:
        return
    if _read(history, release, f"refs/tags/{tag}") is None:
        where = found.revision or "the commit of the record"
        hint = f"Move the tag back: git tag -f {tag} {found.revision or 'COMMIT'}"
        yield TAG_MOVED.at(release.where, f"the tag {tag} does not lead to the text of {where}", hint)


def _here(found: Found, release: Release) -> Released | None:
    if work_tree_digest(found, release.of) != release.digest:
        return None
    own = {path: text for path, text in found.files.items() if is_covered(release.of, path)}
    return Released(release, own | _config(found.files), found.assets, "")


def _in_git(history: History, release: Release) -> Released | Problem:
    candidates = [commit.id for commit, _ in history.commits_touching(release.digest, REGISTER)]
    for revision in reversed(candidates):
        found = _read(history, release, revision)
        if found:
            return found
    name = f"{release.of} {release.version}"
    if history.is_shallow:
        return NOT_HERE.at(release.where, f"the text of {name} lies before the edge of this shallow clone")
    if not candidates:
        return NOT_HERE.at(release.where, f"no commit here adds the record of {name}", "Commit the register first.")
    return ALTERED.at(release.where, f"no commit that recorded {name} holds text with the digest {release.digest[:12]}")


def _read(history: History, release: Release, revision: str) -> Released | None:
    found = history.files_at(revision, ("cop.yaml", folder_of(release.of).rstrip("/")))
    contents = {path: content for path, content in found.items() if not _is_hidden(path)}
    texts = {path: content.decode("utf-8", "replace") for path, content in contents.items() if _is_text(path)}
    pictures = {path: content for path, content in contents.items() if not _is_text(path)}
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in pictures.items()}
    if release_digest(release.of, texts, hashes) != release.digest:
        return None
    sizes = {path.removeprefix(f"{ASSETS}/"): len(content) for path, content in pictures.items()}
    return Released(release, texts, sizes, revision)


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _is_text(path: str) -> bool:
    return path.endswith((".yaml", ".yml"))


def _config(files: Mapping[str, str]) -> dict[str, str]:
    return {path: text for path, text in files.items() if path == "cop.yaml"}


def _pictures_here(root: Path, name: str) -> dict[str, str]:
    files = (path for path in (root / folder_of(name)).rglob("*") if path.is_file() and not path.is_symlink())
    named = {path.relative_to(root).as_posix(): path for path in files}
    pictures = {name: path for name, path in named.items() if not _is_text(name) and not _is_hidden(name)}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in pictures.items()}
