"""The real editions, built once for all tests of what is published, and the tools that look into them."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cop_author.app.build import run
from cop_author.app.plan import plan
from tests.conftest import REPOSITORY
from tests.publication.chosen import EDITIONS

Tool = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The chosen editions of the repository's own workspace, in a folder that the test processes share."""
    shared = tmp_path_factory.getbasetemp().parent / "published"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        names = dict.fromkeys(edition.partition("/")[0] for edition in EDITIONS)
        planned = plan(REPOSITORY, tuple(names), out=shared, today="2026-11-25")
        assert not planned.is_closed, [problem for problem in planned.problems if problem.is_error]
        jobs = tuple(job for job in planned.jobs if job.folder.relative_to(shared).as_posix() in EDITIONS)
        assert len(jobs) == len(EDITIONS), [str(problem) for problem in planned.held_back]
        run(replace(planned, jobs=jobs), workers=2)
    return shared


def need(tool: str) -> str:
    """The path of a program; where it is missing the test is skipped, and fails where CI is set."""
    found = shutil.which(tool) or next((p for p in (shutil.which(f"{tool}-browser"),) if p), None)
    if found is None:
        message = f"{tool} is not installed; `make test` installs it where it may"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


@pytest.fixture
def node() -> Tool:
    """Runs a script with node from the repository, where the validators lie."""
    program = need("node")
    if not (REPOSITORY / "node_modules" / "axe-core").is_dir():
        message = "the validators are not installed; run: make test"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([program, *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False)

    return call
