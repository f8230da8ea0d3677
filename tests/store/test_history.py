import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cop_author.errors import HistoryUnavailable
from cop_author.model.deviation import Conformity
from cop_author.model.document import Colophon
from cop_author.store.history import History
from cop_author.store.provenance import Provenance

UNKNOWN = Colophon("A master", "1.0.0", "", "", "", False, "CC-BY-4.0", Conformity.MASTER)
Git = Callable[..., str]
TERMS = "content/master/terms.yaml"


def test_a_file_at_any_revision_is_read_without_touching_the_work_tree(repository: Path, git: Git) -> None:
    before = (repository / TERMS).read_bytes()
    (repository / TERMS).write_text("changed\n")
    git(repository, "commit", "-aqm", "Change it")
    (repository / TERMS).write_text("dirty\n")
    history = History(repository)
    assert history.file_at("HEAD~1", TERMS) == before
    assert history.file_at("HEAD", TERMS) == b"changed\n"
    assert history.file_at("HEAD", "none.yaml") is None
    assert (repository / TERMS).read_text() == "dirty\n"
    assert set(history.files_at("HEAD", ["content/register"])) == {
        f"content/register/{name}.yaml" for name in ("lineage", "minor", "releases", "waivers", "withdrawn")
    }


def test_a_workspace_below_the_top_of_a_repository_is_read_by_its_own_paths(
    tmp_path: Path, example: Path, git: Git
) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "All")
    history = History(example)
    assert history.file_at("HEAD", "cop.yaml") == (example / "cop.yaml").read_bytes()
    assert "cop.yaml" in history.files_at("HEAD")
    changed = history.last_change([TERMS])
    assert changed is not None
    assert changed.subject == "All"


def test_the_last_change_of_some_files_is_not_the_last_commit(repository: Path, git: Git) -> None:
    first = git(repository, "rev-parse", "HEAD").strip()
    (repository / "notes.txt").write_text("unrelated\n")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Unrelated")
    commit = History(repository).last_change([TERMS, "cop.yaml"])
    assert commit is not None
    assert (commit.id, commit.author, commit.subject) == (first, "A. Author", "The first text")


def test_changes_in_the_work_tree_are_seen_by_file(repository: Path) -> None:
    history = History(repository)
    assert history.changed_in_work_tree([TERMS]) is False
    (repository / TERMS).write_text("dirty\n")
    assert history.changed_in_work_tree([TERMS]) is True
    assert history.changed_in_work_tree(["cop.yaml"]) is False


@pytest.mark.edge_case(22)
def test_a_source_archive_says_what_it_cannot_tell(example: Path) -> None:
    history = History(example)
    assert not history.is_available
    assert history.last_change([TERMS]) is None
    assert history.changed_in_work_tree([TERMS]) is None
    with pytest.raises(HistoryUnavailable, match="not in a git repository") as raised:
        history.file_at("HEAD", TERMS)
    assert "clone" in raised.value.hint
    colophon = Provenance(example, history, {}).completed(UNKNOWN, [TERMS])
    assert (colophon.commit, colophon.uncommitted) == ("", False)
    assert colophon.digest


@pytest.mark.edge_case(22)
def test_a_shallow_clone_does_not_take_its_edge_for_the_last_change(repository: Path, git: Git, tmp_path: Path) -> None:
    (repository / "notes.txt").write_text("unrelated\n")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Unrelated")
    clone = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth", "1", repository.as_uri(), clone], check=True)
    history = History(clone)
    assert history.is_shallow
    assert history.last_change([TERMS]) is None
    with pytest.raises(HistoryUnavailable, match="no revision 'HEAD~1'") as raised:
        history.resolve("HEAD~1")
    assert "--unshallow" in raised.value.hint


def test_a_revision_is_never_taken_for_an_option(repository: Path) -> None:
    with pytest.raises(HistoryUnavailable):
        History(repository).resolve("--all")


def test_the_digest_of_inputs_follows_their_content_and_not_their_line_ends(example: Path) -> None:
    def digest(*names: str) -> str:
        return Provenance(example, History(example), {}).completed(UNKNOWN, names).digest

    first = digest(TERMS, "cop.yaml")
    assert digest("cop.yaml", TERMS) == first
    (example / TERMS).write_bytes((example / TERMS).read_bytes().replace(b"\n", b"\r\n"))
    assert digest(TERMS, "cop.yaml") == first
    (example / TERMS).write_bytes((example / TERMS).read_bytes() + b"# more\n")
    assert digest(TERMS, "cop.yaml") != first


def test_of_inputs_read_at_a_release_the_last_commit_up_to_it_counts(repository: Path, git: Git) -> None:
    history = History(repository)
    release = history.resolve("HEAD")
    before = Provenance(repository, history, {}).completed(UNKNOWN, [TERMS, "cop.yaml"])
    (repository / TERMS).write_text((repository / TERMS).read_text() + "# more\n")
    git(repository, "commit", "-aqm", "More")
    pinned = Provenance(repository, history, {"content/master/": release})
    assert pinned.completed(UNKNOWN, [TERMS, "cop.yaml"]) == before
    assert pinned.read(TERMS) == history.file_at(release, TERMS)
    (repository / "cop.yaml").write_text((repository / "cop.yaml").read_text() + "# more\n")
    git(repository, "commit", "-aqm", "More again")
    assert pinned.completed(UNKNOWN, [TERMS, "cop.yaml"]).commit == history.resolve("HEAD")
