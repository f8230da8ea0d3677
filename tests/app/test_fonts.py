"""Fonts of a workspace: taken in with their licence or not at all, and found again as they were."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fontTools.ttLib import TTFont

from cop_author.app.font_list import list_fonts
from cop_author.app.fonts import add
from cop_author.app.own_fonts import check_fonts, font_reader
from cop_author.cli.main import cop
from cop_author.errors import CopError, UsageError
from cop_author.render.faces import all_faces, covered_points, parse_faces
from cop_author.render.shipped import packaged
from tests.conftest import REPOSITORY

FONT = REPOSITORY / "tests" / "render" / "fonts" / "noto-sans-devanagari.woff2"
LICENCE = "This Font Software is licensed under the SIL Open Font License, Version 1.1."


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = tmp_path / "workspace"
    root.mkdir()
    made = CliRunner().invoke(cop, ["init", str(root)])
    assert made.exit_code == 0, made.output
    return root


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two weights of a font, one as TTF, with their licence."""
    found = tmp_path / "download"
    found.mkdir()
    (found / "OFL.txt").write_text(LICENCE)
    (found / "NotoSansDevanagari-Regular.woff2").write_bytes(FONT.read_bytes())
    (found / "NotoSansDevanagari-Bold.ttf").write_bytes(changed(flavor=None, weight=700))
    return found


def changed(flavor: str | None = "woff2", *, weight: int = 400, fs_type: int = 0, family: str = "") -> bytes:
    font = TTFont(FONT)
    font.flavor = flavor
    font["OS/2"].usWeightClass, font["OS/2"].fsType = weight, fs_type
    if family:
        font["name"].setName(family, 1, 3, 1, 0x409)
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def files_of(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_folder_of_fonts_is_taken_in_with_its_licence(workspace: Path, folder: Path) -> None:
    done = add(workspace, [folder], dry_run=False)
    assert {(face.weight, face.licence) for face in done.faces} == {
        (400, "licence-noto-sans-devanagari.txt"),
        (700, "licence-noto-sans-devanagari.txt"),
    }
    assert len(done.changed) == 4
    assert (workspace / "fonts" / "licence-noto-sans-devanagari.txt").read_text() == LICENCE
    assert all((workspace / "fonts" / face.file).read_bytes()[:4] == b"wOF2" for face in done.faces)
    assert not check_fonts(workspace)
    read = font_reader(workspace)
    assert ord("अ") in covered_points(read) and ord("अ") not in covered_points()
    assert {face.digest for face in all_faces(read)} == {"", *(face.digest for face in done.faces)}


def test_adding_again_changes_nothing_and_a_trial_writes_nothing(workspace: Path, folder: Path) -> None:
    before = files_of(workspace)
    assert len(add(workspace, [folder], dry_run=True).changed) == 4
    assert files_of(workspace) == before
    add(workspace, [folder], dry_run=False)
    assert add(workspace, [folder], dry_run=False).changed == ()


def test_what_the_shipped_fonts_have_is_not_taken(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "latin.woff2").write_bytes(packaged("fonts/noto-sans-latin-400-normal.woff2"))
    done = add(workspace, [tmp_path / "latin.woff2"], licence=REPOSITORY / "LICENSE", dry_run=False)
    assert not done.faces and not done.changed and len(done.passed_over) == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no font"),
        (b"This is a text.", "no font"),
        (b"wOF2" + b"\0" * 60, "damaged"),
        (FONT.read_bytes()[:5000], "damaged"),
        (b"ttcf\0\0\0\0", "collection"),
        (changed(fs_type=0x0002), "must not be embedded"),
        (changed(fs_type=0x0100), "must not be cut"),
        (changed(family="Zap Sans"), "reserves the name"),
    ],
)
def test_what_cannot_be_published_is_refused_whole(workspace: Path, folder: Path, content: bytes, why: str) -> None:
    before = files_of(workspace)
    (folder / "OFL.txt").write_text(f'Copyright, with Reserved Font Name "Zap".\n{LICENCE}')
    (folder / "other-400-normal.woff2").write_bytes(content)
    with pytest.raises(CopError, match=why):
        add(workspace, [folder], dry_run=False)
    assert files_of(workspace) == before


def test_a_font_without_a_licence_is_refused(workspace: Path, folder: Path) -> None:
    (folder / "OFL.txt").unlink()
    with pytest.raises(CopError, match="no licence"):
        add(workspace, [folder], dry_run=False)
    assert not (workspace / "fonts").exists()
    with pytest.raises(UsageError, match="not there"):
        add(workspace, [folder / "none.woff2"], dry_run=False)


def test_damage_and_loss_are_found(workspace: Path, folder: Path) -> None:
    first, second = add(workspace, [folder], dry_run=False).faces
    (workspace / "fonts" / first.file).write_bytes(b"wOF2")
    (workspace / "fonts" / second.licence).unlink()
    assert {problem.code for problem in check_fonts(workspace)} == {"W115", "W116"}
    (workspace / "fonts" / "faces.txt").write_text(f"nonsense\n{second.line.replace(second.file, '../x')}")
    assert [problem.code for problem in check_fonts(workspace)] == ["W114", "W114"]
    assert font_reader(workspace) is packaged
    done = CliRunner().invoke(cop, ["-C", str(workspace), "build"])
    assert done.exit_code == 1 and "W114" in done.output


def test_only_declared_fonts_are_read(workspace: Path, folder: Path) -> None:
    add(workspace, [folder], dry_run=False)
    (workspace / "fonts" / "other.woff2").write_bytes(b"")
    read = font_reader(workspace)
    for name in ("fonts/other.woff2", "fonts/../cop.yaml", "cop.yaml"):
        with pytest.raises(FileNotFoundError):
            read(name)


def test_the_list_names_the_letters_of_languages_without_a_font(workspace: Path, folder: Path) -> None:
    config = workspace / "cop.yaml"
    config.write_text(config.read_text().replace("  en: {}", "  en: {}\n  hi: {}\n  ta: {}"))
    before = {lack.language: lack.letters for lack in list_fonts(workspace).lacking}
    assert before.keys() == {"hi", "ta"} and "क" in before["hi"]
    add(workspace, [folder], dry_run=False)
    found = list_fonts(workspace)
    after = {lack.language: lack.letters for lack in found.lacking}
    assert after["ta"] == before["ta"] and "क" not in after["hi"] and len(after["hi"]) < len(before["hi"])
    own = next(family for family in found.families if family.own)
    assert (own.family, own.scripts[0], own.weights) == ("Noto Sans Devanagari", "Devanagari", ("400", "700"))


def test_both_commands_answer_people_and_programs(workspace: Path, folder: Path) -> None:
    def run(*words: str) -> Any:
        done = CliRunner().invoke(cop, ["-C", str(workspace), "font", *words])
        assert done.exit_code == 0, done.output
        return done.output

    assert "4 files would be written" in run("add", str(folder), "--dry-run")
    assert len(json.loads(run("add", str(folder), "--json"))["changed"]) == 4
    assert "Noto Sans Devanagari" in run("list") and json.loads(run("list", "--json"))["lacking"] == []


def test_fonts_for_a_language_come_first_in_it(workspace: Path, folder: Path) -> None:
    add(workspace, [folder], languages=("hi",), dry_run=False)
    face = parse_faces((workspace / "fonts" / "faces.txt").read_text())[0]
    assert face.is_for("hi") and face.is_for("hi-IN") and not face.is_for("hil") and not face.is_for("mr")
