"""Releases of the master and of layers: recorded, listed, and held against the text that they name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cop_author.app.texts import Opened, open_texts, releases_of, text_of
from cop_author.app.workbench import Applied, apply
from cop_author.errors import UsageError
from cop_author.formats import edits
from cop_author.model.edition import MASTER
from cop_author.model.problem import Problem, Problems, in_reading_order
from cop_author.model.register import Release
from cop_author.store.releases import CHANGED_SINCE, TWICE, check_tags, find_text, work_tree_digest

FIRST = "1.0.0"


@dataclass(frozen=True, slots=True)
class ReleaseState:
    """A release and where its text is: `the work tree`, a commit, or '' where it cannot be had, and why not."""

    release: Release
    found_in: str
    problems: Problems


def record(folder: Path, of: str, version: str, today: str, *, dry_run: bool = False) -> tuple[Release, Applied]:
    """Record the text of `master` or of a layer as it stands now under `version` ('': the master's own version)."""
    opened = open_texts(folder)
    version = version or _version(opened, of)
    release = Release(of, version, work_tree_digest(opened.found, of), today)
    _refuse(opened, release)
    item = {"of": of, "version": version, "digest": release.digest, "date": today}

    def edit(files: Mapping[str, str]) -> dict[str, str]:
        return edits.record(files, "releases", item)

    return release, apply(folder, edit, dry_run=dry_run)


def states(folder: Path) -> tuple[ReleaseState, ...]:
    """Every recorded release, and whether its text and its tag are where they should be."""
    opened = open_texts(folder)
    return tuple(_state(opened, release) for release in opened.workspace.register.releases)


def check_releases(opened: Opened) -> Problems:
    """Versions that were recorded twice, and text that has changed under a version that was released."""
    return in_reading_order([*_find_twice(opened.workspace.register.releases), *_find_changed(opened)])


def _version(opened: Opened, of: str) -> str:
    if of == MASTER:
        return opened.workspace.master.version
    opened.layer(of)
    recorded = releases_of(opened, of)
    if recorded:
        last = recorded[-1].version
        raise UsageError(f"the last release of {of} is {last}", f"Say which comes next: --version {_next(last)}")
    return FIRST


def _next(version: str) -> str:
    major, minor, _ = version.split(".")
    return f"{major}.{int(minor) + 1}.0"


def _refuse(opened: Opened, release: Release) -> None:
    same = next((found for found in releases_of(opened, release.of) if found.version == release.version), None)
    if same and same.digest == release.digest:
        raise UsageError(f"{release.of} {release.version} is recorded already, with this text")
    if same:
        where = "`version` in content/master/master.yaml" if release.of == MASTER else "--version"
        raise UsageError(
            f"{release.of} {release.version} was recorded on {same.date} with other text", f"Raise {where}."
        )
    if release.of != MASTER and not opened.layer(release.of).base.pin:
        hint = f"Pin a release of its parent first: cop layer pin {release.of}"
        raise UsageError(f"{release.of} stands on no release, so nobody could build on it", hint)


def _state(opened: Opened, release: Release) -> ReleaseState:
    found = find_text(opened.found, opened.history, release)
    if isinstance(found, Problem):
        return ReleaseState(release, "", (found,))
    _, problems = text_of(opened, release.of, release.version)
    tags = tuple(check_tags(opened.history, release, found)) if opened.history.is_available else ()
    errors = tuple(problem for problem in problems if problem.is_error)
    return ReleaseState(release, found.revision or "the work tree", (*errors, *tags))


def _find_twice(releases: tuple[Release, ...]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], Release] = {}
    for release in releases:
        if seen.setdefault((release.of, release.version), release) is not release:
            yield TWICE.at(release.where, f"{release.of} {release.version} is recorded twice")


def _find_changed(opened: Opened) -> Iterator[Problem]:
    master = opened.workspace.master
    release = next((found for found in releases_of(opened, MASTER) if found.version == master.version), None)
    if release and work_tree_digest(opened.found, MASTER) != release.digest:
        message = f"the text has changed since version {release.version} was released on {release.date}"
        yield CHANGED_SINCE.at(master.where.at("version"), message)
