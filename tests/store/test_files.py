from pathlib import Path

import pytest

from cop_author.errors import CopError
from cop_author.store import files
from cop_author.store.files import write_all, write_text


def test_a_file_that_holds_it_already_is_not_touched(tmp_path: Path) -> None:
    assert write_text(tmp_path / "new" / "a.yaml", "a\n") is True
    before = (tmp_path / "new" / "a.yaml").stat().st_mtime_ns
    assert write_text(tmp_path / "new" / "a.yaml", "a\n") is False
    assert (tmp_path / "new" / "a.yaml").stat().st_mtime_ns == before


def test_where_one_file_fails_none_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.yaml").write_text("old\n")
    real = files._replace

    def fail_at_c(path: Path, content: bytes) -> None:
        if path.name == "c.yaml":
            raise OSError(28, "No space left on device")
        real(path, content)

    monkeypatch.setattr(files, "_replace", fail_at_c)
    with pytest.raises(CopError, match="No space left"):
        write_all(tmp_path, {"a.yaml": "new\n", "b.yaml": "new\n", "c.yaml": "new\n"})
    assert (tmp_path / "a.yaml").read_text() == "old\n"
    assert not (tmp_path / "b.yaml").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


def test_a_file_without_text_goes_and_comes_back_where_another_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "a.yaml").write_text("old\n")
    real = files._replace

    def fail_at_b(path: Path, content: bytes) -> None:
        if path.name == "b.yaml":
            raise OSError(28, "No space left on device")
        real(path, content)

    with monkeypatch.context() as patched:
        patched.setattr(files, "_replace", fail_at_b)
        with pytest.raises(CopError, match="No space left"):
            write_all(tmp_path, {"below/a.yaml": None, "b.yaml": "new\n"})
    assert (tmp_path / "below" / "a.yaml").read_text() == "old\n"
    assert write_all(tmp_path, {"below/a.yaml": None, "none.yaml": None}) == ("below/a.yaml",)
    assert not (tmp_path / "below").exists()
