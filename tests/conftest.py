import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
EXAMPLE = REPOSITORY / "tests" / "workspaces" / "example"


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
