import json
import os
from pathlib import Path

import pytest

from cop_author.errors import OutputError
from cop_author.store import output
from cop_author.store.output import MANIFEST, is_current, write

FILES = {"a.txt": b"A", "html/index.html": b"<p>"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_manifest_lists_every_file_with_its_hash(tmp_path: Path) -> None:
    write(tmp_path / "en", FILES, {"key": "k"})
    manifest = json.loads((tmp_path / "en" / MANIFEST).read_text())
    assert manifest["key"] == "k"
    assert {file["path"]: file["sha256"] for file in manifest["files"]} == {
        name: output.content_hash(content) for name, content in FILES.items()
    }


def test_files_that_are_gone_do_not_stay_behind(tmp_path: Path) -> None:
    write(tmp_path / "en", FILES, {"key": "1"})
    write(tmp_path / "en", {"b.txt": b"B"}, {"key": "2"})
    assert set(contents(tmp_path / "en")) == {"b.txt", MANIFEST}


def test_an_output_is_current_only_while_whole_and_unaltered(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    assert not is_current(folder, "k")
    write(folder, FILES, {"key": "k"})
    assert is_current(folder, "k")
    assert not is_current(folder, "other")
    (folder / "a.txt").write_bytes(b"tampered")
    assert not is_current(folder, "k")
    write(folder, FILES, {"key": "k"})
    (folder / "a.txt").unlink()
    assert not is_current(folder, "k")
    (folder / MANIFEST).write_text("{")
    assert not is_current(folder, "k")


@pytest.mark.edge_case(49)
@pytest.mark.parametrize("step", ["write", "first rename", "second rename"])
def test_a_build_that_dies_leaves_the_last_output_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    folder = tmp_path / "en"
    write(folder, FILES, {"key": "good"})
    good = contents(folder)
    real_rename, calls = os.rename, []

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    def dying_rename(source: Path, target: Path) -> None:
        calls.append(source)
        if len(calls) == (1 if step == "first rename" else 2):
            full_disk()
        real_rename(source, target)

    if step == "write":
        monkeypatch.setattr(output, "_write_file", full_disk)
    else:
        monkeypatch.setattr(output.os, "rename", dying_rename)
    with pytest.raises(OutputError, match="No space left"):
        write(folder, {"a.txt": b"half"}, {"key": "bad"})
    monkeypatch.undo()
    if step == "second rename":
        output._restore(folder)
    assert contents(folder) == good


@pytest.mark.edge_case(49)
def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".en.new").mkdir()
    (tmp_path / ".en.new" / "half.txt").write_text("half")
    write(tmp_path / "en", FILES, {"key": "k"})
    assert set(contents(tmp_path / "en")) == {*FILES, MANIFEST}


@pytest.mark.edge_case(49)
def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    folder, children = tmp_path / "en", []
    for number in range(4):
        pid = os.fork()
        if pid == 0:
            for _ in range(10):
                write(folder, {f"{n}.txt": str(number).encode() for n in range(20)}, {"key": str(number)})
            os._exit(0)
        children.append(pid)
    assert all(os.waitpid(pid, 0)[1] == 0 for pid in children)
    manifest = json.loads((folder / MANIFEST).read_text())
    assert is_current(folder, manifest["key"])
    assert {content for name, content in contents(folder).items() if name != MANIFEST} == {manifest["key"].encode()}


def test_a_folder_that_somebody_else_filled_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en/mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="holds other files"):
        write(tmp_path / "en", FILES, {"key": "k"})
    assert (tmp_path / "en/mine.txt").read_text() == "mine"
