"""The same input gives the same bytes, wherever and whenever it is built; a change changes only what holds it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from cop_author.cli.main import cop

Git = Callable[..., str]


def build_elsewhere(workspace: Path, out: Path, cwd: Path, **environment: str) -> None:
    """Build in a process of its own, that knows nothing of another."""
    command = [sys.executable, "-m", "cop_author", "-C", str(workspace), "build", "--out", str(out)]
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def build(workspace: Path, out: Path) -> list[dict[str, object]]:
    """Build in this process."""
    done = CliRunner().invoke(cop, ["-C", str(workspace), "build", "--out", str(out), "--json"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    built: list[dict[str, object]] = json.loads(done.stdout)["built"]
    return built


def differing(first: dict[str, bytes], second: dict[str, bytes]) -> set[str]:
    """Names of files that only one has, or whose bytes differ: a diff of the bytes would tell nobody which."""
    return {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def workspace(repository: Path, git: Git) -> Path:
    """The example with a PDF as well, and a second edition from another guideline."""
    edition = repository / "content/editions/games.yaml"
    edition.write_text(edition.read_text().replace("outputs: [html]", "outputs: [html, pdf]"))
    (repository / "content/editions/story.yaml").write_text(
        "format: 1\nid: story\ntitle: A story\nlook: storybook\nlanguages: [en]\nguidelines: [children]\noutputs: [html]\n"
    )
    for file in (repository / "content/layers").rglob("*.yaml"):
        file.unlink()
    (repository / "content/register/waivers.yaml").unlink()
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "Two editions")
    return repository


def test_two_builds_are_byte_identical(workspace: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    build_elsewhere(workspace, tmp_path / "one", workspace, PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LC_ALL="C")
    build_elsewhere(
        workspace, tmp_path / "two", elsewhere, PYTHONHASHSEED="2", TZ="America/Adak", SOURCE_DATE_EPOCH="1"
    )
    first, second = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert any(name.endswith(".pdf") for name in first)
    assert differing(first, second) == set()


def test_an_unrelated_commit_changes_no_byte(workspace: Path, tmp_path: Path, git: Git) -> None:
    build(workspace, tmp_path / "out")
    before = contents(tmp_path / "out")
    (workspace / "notes.txt").write_text("unrelated\n")
    git(workspace, "add", ".")
    git(workspace, "commit", "-qm", "Unrelated")
    built = build(workspace, tmp_path / "out")
    assert [one["changed"] for one in built] == [False, False]
    build(workspace, tmp_path / "fresh")
    assert differing(contents(tmp_path / "fresh"), before) == set()


def test_one_changed_word_rebuilds_only_the_edition_that_holds_it(workspace: Path, tmp_path: Path, git: Git) -> None:
    build(workspace, tmp_path / "out")
    file = workspace / "content/master/industry/reporting.yaml"
    file.write_text(file.read_text().replace("What a person in trouble", "What anyone in trouble"))
    git(workspace, "commit", "-aqm", "A word")
    built = {str(one["edition"]): one["changed"] for one in build(workspace, tmp_path / "out")}
    assert built == {"games": True, "story": False}


def test_an_edition_names_the_commit_and_digest_it_was_made_from_and_says_uncommitted(
    workspace: Path, tmp_path: Path, git: Git
) -> None:
    build(workspace, tmp_path / "out")
    head = git(workspace, "rev-parse", "HEAD").strip()
    manifest = json.loads((tmp_path / "out/games/en/manifest.json").read_text())
    assert manifest["uncommitted"] is False
    assert manifest["version"] == "1.0.0"
    assert len(manifest["digest"]) == 64
    assert manifest["commit"] == head
    assert "content/master/industry/reporting.yaml" in manifest["inputs"]
    assert "content/master/children/park.yaml" not in manifest["inputs"]
    file = workspace / "content/master/industry/reporting.yaml"
    file.write_text(file.read_text().replace("What a person", "What anyone"))
    build(workspace, tmp_path / "out")
    manifest = json.loads((tmp_path / "out/games/en/manifest.json").read_text())
    assert manifest["uncommitted"] is True
    pages = (tmp_path / "out/games/en/html").glob("*.html")
    assert all("ncommitted" in page.read_text(encoding="utf-8") for page in pages)
