"""Catalogues merged by real git, as translators on two branches meet it."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cop_author.cli.main import cop
from cop_author.formats.gettext import parse, serialise
from cop_author.model.catalogue import Catalogue, Entry
from tests.bench.catalogues import make

Git = Callable[..., str]
PATH = "locales/sw/LC_MESSAGES/industry.po"
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(cop, ["-C", str(folder), *words])


def entry(number: int, target: str = "") -> Entry:
    return Entry(f"ind-a{number}#text", f"Text {number}.", target)


def written(folder: Path, catalogue: Catalogue) -> None:
    path = folder / PATH
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(serialise(catalogue), encoding="utf-8")


def read(folder: Path) -> Catalogue:
    catalogue, problems = parse((folder / PATH).read_text(encoding="utf-8"), PATH, "industry", "sw")
    assert catalogue, problems
    return catalogue


def tried(git: Git, folder: Path, *words: str) -> subprocess.CalledProcessError | None:
    """What git says where it stops; None where it does not."""
    try:
        git(folder, *words)
    except subprocess.CalledProcessError as error:
        return error
    return None


@pytest.fixture(autouse=True)
def this_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has git call the code under test, whatever `cop` is installed."""
    monkeypatch.setattr(shutil, "which", lambda _: None)


@pytest.fixture
def workspace(tmp_path: Path, git: Git) -> Path:
    """A repository with an empty workspace in it."""
    folder = tmp_path / "work space"
    folder.mkdir()
    (folder / "cop.yaml").write_text("format: 1\n")
    git(folder, "init", "-q", "-b", "main")
    return folder


def branched(folder: Path, git: Git, base: Catalogue, ours: Catalogue, theirs: Catalogue) -> None:
    """Commits `base`, `theirs` on a branch of that name, `ours` on main, which is checked out."""
    written(folder, base)
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Begin")
    for branch, catalogue in (("theirs", theirs), ("main", ours)):
        git(folder, "checkout", "-q", *(["-b"] if branch == "theirs" else []), branch)
        written(folder, catalogue)
        git(folder, "commit", "-qam", branch)


def translated(base: Catalogue, who: str, day: str, first: int) -> Catalogue:
    """The catalogue with 300 translations by `who`, every second of 600 neighbours, and the header of an editor."""
    numbers = set(range(5_000 + first, 5_600, 2))
    entries = tuple(replace(e, target=f"{who} {n}") if n in numbers else e for n, e in enumerate(base.entries))
    header = (*base.header, ("PO-Revision-Date", day), ("Last-Translator", who))
    return replace(base, entries=entries, header=header)


@pytest.mark.slow
@pytest.mark.edge_case(42)
def test_two_branches_with_300_translations_each_merge_and_rebase_without_a_conflict(workspace: Path, git: Git) -> None:
    base, _ = make(12_700, 0)
    base = replace(base, entries=tuple(replace(e, target="") for e in base.entries))
    ours = translated(base, "Amina", "2026-11-24 10:00+0300", 0)
    theirs = translated(base, "Baraka", "2026-11-25 10:00+0300", 1)
    assert run(workspace, "catalogue", "install-driver").exit_code == 0
    branched(workspace, git, base, ours, theirs)
    git(workspace, "config", "--rename-section", "merge.cop-catalogue", "merge.off")
    by_lines = tried(git, workspace, "merge", "-q", "theirs")
    assert by_lines and "CONFLICT" in by_lines.stdout, "a clone without the driver merges by lines"
    git(workspace, "merge", "--abort")

    git(workspace, "config", "--rename-section", "merge.off", "merge.cop-catalogue")
    git(workspace, "checkout", "-qb", "rebased")
    git(workspace, "checkout", "-q", "main")
    git(workspace, "merge", "-q", "--no-edit", "theirs")
    whole = read(workspace)
    assert len(whole.entries) == 12_700
    for number, (before, after) in enumerate(zip(base.entries, whole.entries, strict=True)):
        who = ("Amina", "Baraka")[number % 2] if 5_000 <= number < 5_600 else ""
        assert after == replace(before, target=f"{who} {number}" if who else "")
    assert whole.field("Last-Translator") == "Baraka"

    git(workspace, "checkout", "-q", "rebased")
    git(workspace, "rebase", "-q", "theirs")
    assert read(workspace) == whole
    assert git(workspace, "log", "--format=%s").split() == ["main", "theirs", "Begin"]


@pytest.mark.edge_case(42)
def test_one_text_translated_in_two_ways_stops_git_in_a_file_that_can_be_read(workspace: Path, git: Git) -> None:
    run(workspace, "catalogue", "install-driver")
    base, _ = make(3, 0)
    made = [
        replace(base, entries=(replace(base.entries[0], target=text), *base.entries[1:]))
        for text in ("Zuia.", "Funga.")
    ]
    branched(workspace, git, base, *made)
    stopped = tried(git, workspace, "merge", "-q", "theirs")
    assert stopped and stopped.returncode == 1
    found = read(workspace).entries[0]
    assert (found.target, found.fuzzy) == ("Zuia.", True)
    assert found.notes == ("conflict: ours: Zuia.", "conflict: theirs: Funga.")
    assert f"{PATH}:{found.where.line}: error C111: {found.address} was" in stopped.stdout + stopped.stderr
    assert git(workspace, "status", "--porcelain").startswith(f"UU {PATH}")
    assert list(workspace.glob(".*merge_file*")) == []


def test_a_catalogue_that_both_branches_added_is_merged(workspace: Path, git: Git) -> None:
    run(workspace, "catalogue", "install-driver")
    git(workspace, "add", ".")
    git(workspace, "commit", "-qm", "Begin")
    git(workspace, "branch", "theirs")
    header = (("Content-Type", "text/plain; charset=UTF-8"),)
    for branch, entries in (("main", (entry(1, "Moja"),)), ("theirs", (entry(1, "Moja"), entry(2, "Mbili")))):
        git(workspace, "checkout", "-q", branch)
        written(workspace, Catalogue("industry", "sw", entries, header))
        git(workspace, "add", ".")
        git(workspace, "commit", "-qm", branch)
    git(workspace, "merge", "-q", "--no-edit", "main")
    assert read(workspace).entries == (entry(1, "Moja"), entry(2, "Mbili"))


def test_a_version_that_cannot_be_read_stops_git_with_the_file_as_it_was_and_the_hint_works(
    workspace: Path, git: Git
) -> None:
    run(workspace, "catalogue", "install-driver")
    base, _ = make(3, 0)
    ours, theirs = (
        replace(base, entries=tuple(replace(e, target=who) if n == at else e for n, e in enumerate(base.entries)))
        for at, who in ((0, "Moja"), (2, "Tatu"))
    )
    branched(workspace, git, base, ours, theirs)
    before = (workspace / PATH).read_bytes()
    git(workspace, "checkout", "-q", "theirs")
    text = (workspace / PATH).read_text(encoding="utf-8")
    (workspace / PATH).write_text(f'{text}\nmsgctxt "ind-b#text"\nmsgid "Not closed\n', encoding="utf-8")
    git(workspace, "commit", "-qam", "Broken")
    git(workspace, "checkout", "-q", "main")
    stopped = tried(git, workspace, "merge", "-q", "theirs")
    assert stopped is not None
    line = text.count("\n") + 3
    assert f"{PATH}:{line}: this is no comment" in stopped.stderr and "in their version" in stopped.stderr
    assert (workspace / PATH).read_bytes() == before
    (hint,) = [line.strip() for line in stopped.stderr.splitlines() if "checkout --merge" in line]
    subprocess.run(hint, shell=True, check=True, cwd=workspace, capture_output=True)  # noqa: S602
    assert 'msgid "Not closed' in (workspace / PATH).read_text(encoding="utf-8")
    assert 'msgstr "Moja"' in (workspace / PATH).read_text(encoding="utf-8")


@pytest.mark.parametrize("broken", [0, 1, 2])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (HEAD.encode() + b'\nmsgctxt "a#t"\nmsgid "A"\nmsgstr "\xff"\n', "base.po:6: byte 0xff"),
        (HEAD.encode() + b"<<<<<<< ours\n", "base.po:3: the line begins with <<<<<<<"),
        (b'msgid "A"\nmsgstr "B"\n', "base.po:1: there is no header"),
    ],
)
def test_nothing_is_written_where_a_version_is_broken(tmp_path: Path, broken: int, content: bytes, said: str) -> None:
    files = [tmp_path / name for name in ("base.po", "ours.po", "theirs.po")]
    for number, path in enumerate(files):
        path.write_bytes(content if number == broken else f'{HEAD}\nmsgctxt "a#t"\nmsgid "A"\nmsgstr ""\n'.encode())
    before = [path.read_bytes() for path in files]
    done = CliRunner().invoke(cop, ["catalogue", "merge-driver", *map(str, files), "base.po"])
    assert done.exception is not None and said in getattr(done.exception, "message", "")
    assert [path.read_bytes() for path in files] == before and len(list(tmp_path.iterdir())) == 3


def test_the_wording_of_templates_is_merged_though_it_has_no_addresses(tmp_path: Path) -> None:
    texts = {"base": "", "ours": "", "theirs": "Ukurasa"}
    for name, target in texts.items():
        (tmp_path / name).write_text(f'{HEAD}\nmsgid "Page"\nmsgstr "{target}"\n')
    paths = [str(tmp_path / name) for name in texts]
    done = CliRunner().invoke(cop, ["catalogue", "merge-driver", *paths, "locales/sw/LC_MESSAGES/ui.po"])
    assert done.exit_code == 0, done.output
    assert 'msgstr "Ukurasa"' in (tmp_path / "ours").read_text()


# Installing it


def test_installing_says_what_it_did_and_does_nothing_the_second_time(workspace: Path, git: Git) -> None:
    attributes = workspace / ".gitattributes"
    attributes.write_bytes(b"* text=auto\r\n*.png binary")
    config = (workspace / ".git/config").read_bytes()
    dry = run(workspace, "catalogue", "install-driver", "--dry-run").output
    assert dry.count("would write") == 4
    assert (workspace / ".git/config").read_bytes() == config and b"cop" not in attributes.read_bytes()
    done = run(workspace, "catalogue", "install-driver").output
    assert done.count("wrote") == 4 and "To undo: git config --remove-section merge.cop-catalogue" in done
    assert attributes.read_bytes() == (
        b"* text=auto\r\n*.png binary\nlocales/**/*.po merge=cop-catalogue\nlocales/**/*.pot merge=cop-catalogue\n"
    )
    for path in (PATH, "locales/templates/industry.pot"):
        assert "merge: cop-catalogue" in git(workspace, "check-attr", "merge", path)
    after = attributes.read_bytes(), (workspace / ".git/config").read_bytes()
    assert "already" in run(workspace, "catalogue", "install-driver").output
    assert (attributes.read_bytes(), (workspace / ".git/config").read_bytes()) == after
    git(workspace, "config", "--remove-section", "merge.cop-catalogue")
    assert (workspace / ".git/config").read_bytes() == config


def test_a_workspace_below_the_top_of_a_repository_has_its_own_attributes(workspace: Path, git: Git) -> None:
    below = workspace / "below"
    below.mkdir()
    (below / "cop.yaml").write_text("format: 1\n")
    run(below, "catalogue", "install-driver")
    assert not (workspace / ".gitattributes").exists()
    assert "merge: cop-catalogue" in git(workspace, "check-attr", "merge", f"below/{PATH}")


def test_where_cop_is_a_plain_command_git_calls_it_so(
    workspace: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/cop")
    run(workspace, "catalogue", "install-driver")
    driver = git(workspace, "config", "merge.cop-catalogue.driver").strip()
    assert driver == "cop catalogue merge-driver %O %A %B %P"


def test_without_a_repository_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "cop.yaml").write_text("format: 1\n")
    done = run(tmp_path, "catalogue", "install-driver")
    assert "is not in a git repository" in getattr(done.exception, "message", "")
    assert not (tmp_path / ".gitattributes").exists()
