import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cop_author.app import releases

REPOSITORY = Path(__file__).parents[1]
EXAMPLE = REPOSITORY / "tests" / "workspaces" / "example"

# How long an example takes says how busy the machine is, and nothing about the code.
settings.register_profile("cop", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# What lands or not must not hang on chance: CI tries the same examples each time, and everyone else looks for new ones.
settings.register_profile("ci", settings.get_profile("cop"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "cop")


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example workspace, outside any repository."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "example"))


@pytest.fixture
def git() -> Callable[..., str]:
    """Runs git in a folder as a known author, without the machine's own settings."""

    def run(folder: Path, *arguments: str) -> str:
        command = ["git", "-c", "user.name=A. Author", "-c", "user.email=author@example.org", *arguments]
        done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
        return done.stdout

    return run


@pytest.fixture
def repository(example: Path, git: Callable[..., str]) -> Path:
    """The example workspace as a git repository with one commit."""
    git(example, "init", "-q", "-b", "main")
    git(example, "add", ".")
    git(example, "commit", "-q", "-m", "The first text")
    return example


@pytest.fixture
def released(repository: Path, git: Callable[..., str]) -> Path:
    """The example with a recorded release 1.0.0 that its layer pins, and a master that has gone on since."""
    release, applied = releases.record(repository, "master", "", "2026-11-25")
    assert applied.written
    layer = repository / "content/layers/ke/layer.yaml"
    layer.write_text("".join(line for line in layer.read_text().splitlines(True) if not line.startswith("follow")))
    base = repository / "content/layers/ke/base.yaml"
    base.write_text(
        base.read_text().replace("version: 0.9.0, digest: 6f1c", f"version: 1.0.0, digest: {release.digest}")
    )
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "Release master 1.0.0")
    reporting = repository / "content/master/industry/reporting.yaml"
    reporting.write_text(reporting.read_text().replace("without delay", "at once"))
    version = repository / "content/master/master.yaml"
    version.write_text(version.read_text().replace("version: 1.0.0", "version: 1.1.0"))
    git(repository, "commit", "-aqm", "The master goes on")
    return repository
