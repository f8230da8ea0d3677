"""Releases and pins: which text a layer stands on, and that it never silently stands on another."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cop_author.app import releases
from cop_author.app.check import check
from cop_author.app.texts import below, open_texts, text_of
from cop_author.errors import UsageError
from cop_author.store.releases import work_tree_digest
from cop_author.text.addresses import texts_of_unit
from cop_author.text.release_digest import release_digest

Git = Callable[..., str]
REPORTING = "content/master/industry/reporting.yaml"
TODAY = "2026-11-25"


def edit(workspace: Path, old: str, new: str) -> None:
    file = workspace / REPORTING
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))


def said_below(workspace: Path) -> str:
    opened = open_texts(workspace)
    text, problems = below(opened, opened.layer("ke"))
    assert text is not None, problems
    unit = next(unit for unit in text.master.units() if unit.id == "ind-reporting-route")
    return next(text.source for address, text in texts_of_unit(unit) if address.field == "text")


def codes(workspace: Path) -> set[str]:
    return {problem.code for problem in check(workspace) if problem.code.startswith(("V", "D"))}


def test_a_layer_stands_on_the_release_that_it_pins_while_the_master_goes_on(released: Path) -> None:
    assert "without delay" in said_below(released)
    assert codes(released) == set()
    assert "at once" in str(text_of(open_texts(released), "master")[0])


def test_a_layer_that_follows_stands_on_the_work_tree(released: Path) -> None:
    layer = released / "content/layers/ke/layer.yaml"
    layer.write_text(layer.read_text() + "follow: true\n")
    assert "at once" in said_below(released)
    assert codes(released) == {"D102"}


def test_uncommitted_edits_do_not_reach_a_pinned_layer(released: Path) -> None:
    edit(released, "at once", "tomorrow")
    assert "without delay" in said_below(released)


def test_a_release_is_read_from_a_source_archive_only_while_its_files_hold_it(released: Path, git: Git) -> None:
    git(released, "checkout", "-q", "HEAD~1")
    shutil.rmtree(released / ".git")
    assert "without delay" in said_below(released)
    edit(released, "without delay", "at once")
    assert codes(released) == {"V102", "V107"}


@pytest.mark.edge_case(22)
def test_a_shallow_clone_says_what_to_fetch_and_takes_no_other_text(released: Path, tmp_path: Path, git: Git) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{released}", "shallow")
    found = [problem for problem in check(tmp_path / "shallow") if problem.code == "V102"]
    assert [problem.message for problem in found] == [
        "the text of master 1.0.0 lies before the edge of this shallow clone"
    ]
    assert "git fetch --unshallow" in found[0].hint
    git(tmp_path / "shallow", "fetch", "-q", "--unshallow")
    assert codes(tmp_path / "shallow") == set()


def test_a_pin_that_names_no_release_or_another_digest_is_a_finding(released: Path) -> None:
    base = released / "content/layers/ke/base.yaml"
    whole = base.read_text()
    base.write_text(whole.replace("version: 1.0.0", "version: 3.0.0"))
    assert codes(released) == {"V101"}
    base.write_text(whole.replace("digest: ", "digest: ab"))
    assert codes(released) == {"V104"}


def test_a_record_whose_text_was_never_committed_is_altered(released: Path, git: Git) -> None:
    for file in ("content/register/releases.yaml", "content/layers/ke/base.yaml"):
        path = released / file
        digest = open_texts(released).workspace.register.releases[-1].digest
        path.write_text(path.read_text().replace(digest, "f" * 64)) if digest in path.read_text() else None
    text = (released / "content/layers/ke/base.yaml").read_text()
    (released / "content/layers/ke/base.yaml").write_text(
        text.replace(text.split("digest: ")[1].split("}")[0], "f" * 64)
    )
    git(released, "commit", "-aqm", "A wrong record")
    assert codes(released) == {"V103"}


def test_a_version_is_recorded_once_and_changed_text_needs_another(released: Path) -> None:
    version = released / "content/master/master.yaml"
    version.write_text(version.read_text().replace("version: 1.1.0", "version: 1.0.0"))
    assert codes(released) == {"V107"}
    with pytest.raises(UsageError, match="was recorded on 2026-11-25 with other text"):
        releases.record(released, "master", "", TODAY)
    version.write_text(version.read_text().replace("version: 1.0.0", "version: 1.2.0"))
    releases.record(released, "master", "", TODAY)
    with pytest.raises(UsageError, match="is recorded already"):
        releases.record(released, "master", "", TODAY)


def test_a_dry_run_records_nothing(repository: Path) -> None:
    before = (repository / "content/register/releases.yaml").read_text()
    _, applied = releases.record(repository, "master", "", TODAY, dry_run=True)
    assert 'version: "1.0.0"' in applied.diff and not applied.written
    assert (repository / "content/register/releases.yaml").read_text() == before


@pytest.mark.edge_case(22)
def test_a_moved_tag_is_found(released: Path, git: Git) -> None:
    git(released, "tag", "master-1.0.0", "HEAD~1")
    assert [state.problems for state in releases.states(released) if state.release.version == "1.0.0"] == [()]
    git(released, "tag", "-f", "master-1.0.0", "HEAD")
    [problem] = next(state.problems for state in releases.states(released) if state.release.version == "1.0.0")
    assert problem.code == "V106" and "git tag -f master-1.0.0" in problem.hint


def test_layers_have_releases_of_their_own_on_which_others_stand(released: Path, git: Git) -> None:
    release, _ = releases.record(released, "ke", "", TODAY)
    assert release.version == "1.0.0"
    git(released, "add", ".")
    git(released, "commit", "-qm", "Release ke 1.0.0")
    override = released / "content/layers/ke/overrides/industry.yaml"
    override.write_text(override.read_text().replace("24 hours", "12 hours"))
    git(released, "commit", "-aqm", "Kenya goes on")
    then, _ = text_of(open_texts(released), "ke", "1.0.0")
    now, _ = text_of(open_texts(released), "ke")
    assert "within 24 hours" in str(then) and "within 12 hours" in str(now)
    with pytest.raises(UsageError) as refused:
        releases.record(released, "ke", "", TODAY)
    assert "--version 1.1.0" in refused.value.hint


@pytest.mark.edge_case(23)
def test_line_ends_wrapping_and_composition_leave_the_digest_alone(released: Path) -> None:
    found = open_texts(released).found
    before = work_tree_digest(found, "master")
    texts = {name: text.replace("\n", "\r\n").replace(" ", "  ") for name, text in found.files.items()}
    assert release_digest("master", texts, {}) == release_digest("master", found.files, {})
    edit(released, "at once", "later")
    assert work_tree_digest(open_texts(released).found, "master") != before


def test_signatures_and_manifests_come_after_a_release() -> None:
    texts = {"content/layers/ke/layer.yaml": "a"}
    later = {
        "content/layers/ke/approvals.yaml": "b",
        "content/layers/ke/editions/x.yaml": "c",
        "content/master/x.yaml": "d",
    }
    assert release_digest("ke", texts, {}) == release_digest("ke", texts | later, {})
    assert release_digest("ke", texts, {}) != release_digest("ke", texts | {"content/layers/ke/base.yaml": "e"}, {})
