"""`cop catalogue pack`: one zip for a translator, and what comes back in it."""

import csv
import io
import os
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from cop_author.errors import CopError
from tests.cli.test_exchange import PO, codes, entries, run, take, translated

__all__ = ["translated"]
Files = dict[str, bytes]


def packed(folder: Path, name: str = "sw.zip") -> Path:
    out = folder / name
    done = run(folder, "pack", "sw", "--out", str(out))
    assert done.exit_code == 0, done.output
    return out


def unpacked(path: Path) -> Files:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def saved(folder: Path, edit: Callable[[str], str | bytes], name: str = "back.zip") -> Path:
    """A pack whose catalogue of industry a tool has saved again."""
    files = unpacked(packed(folder))
    content = edit(files["industry.po"].decode())
    files["industry.po"] = content if isinstance(content, bytes) else content.encode()
    return zipped(folder / name, files)


def zipped(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def with_translation(text: str) -> str:
    """The first entry without a translation, translated."""
    return re.sub(r'(msgid ".+"\nmsgstr) ""', r'\1 "Tafsiri mpya"', text, count=1)


def rewrapped(text: str) -> str:
    return re.sub(r'^(msgid|msgctxt|msgstr) "(.{4})(.*)"$', r'\1 ""\n"\2"\n"\3"', text, flags=re.MULTILINE)


def test_the_same_texts_give_the_same_bytes(translated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = packed(translated)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    os.utime(translated / PO, (1_000_000_000, 1_000_000_000))
    assert packed(translated, "again.zip").read_bytes() == first.read_bytes()


def test_all_that_a_translator_needs_is_in_it(translated: Path) -> None:
    locale = translated / "locales/sw"
    (locale / "style.md").write_text("# Kiswahili\n")
    (locale / "terms.yaml").write_text(
        "format: 1\nterms:\n  - {id: csam, use: [unyanyasaji wa kingono], refuse: [ponografia], from: own}\n"
    )
    files = unpacked(packed(translated))
    assert list(files) == sorted(files)
    names = {name.removesuffix(".po") for name in files if name.endswith(".po")}
    assert names >= {"industry", "children", "policy-makers", "common", "ui"}
    assert {name for name in files if name.startswith("preview/")} == {f"preview/{name}.html" for name in names}
    assert files["style.md"] == b"# Kiswahili\n"
    rows = list(csv.DictReader(io.StringIO(files["glossary.csv"].decode("utf-8-sig"))))
    assert any(
        (row["wording (sw)"], row["refused (sw)"]) == ("unyanyasaji wa kingono", "ponografia") and row["definition"]
        for row in rows
    )
    readme = files["README.txt"].decode()
    assert "Swahili (sw)" in readme and "industry.po" in readme and "&" not in readme


def test_the_preview_shows_each_text_beside_its_translation_under_its_address(translated: Path) -> None:
    page = unpacked(packed(translated))["preview/industry.html"].decode()
    found = entries(translated)
    anchors = re.findall(r'<tr id="(.*?)"', page)
    assert len(anchors) == len(set(anchors)) and set(anchors) >= set(found)
    first = next(iter(found.values()))
    row = page.partition(f'<tr id="{first.address}"')[2].partition("</tr>")[0]
    assert first.source in row and f'<td lang="sw" dir="ltr">{first.target}</td>' in row
    assert "http" not in re.sub(r"<td.*?</td>|<meta.*?>", "", page), "it needs no network"
    assert page.count('class="fuzzy"') == 1


def test_a_pack_of_a_language_that_is_not_begun_holds_every_text(example: Path) -> None:
    files = unpacked(packed(example))
    assert b'msgctxt "ind-reporting#text"' in files["industry.po"]
    assert not (example / "locales").exists(), "nothing is written but the pack"


def test_an_untouched_pack_changes_nothing(translated: Path) -> None:
    before = (translated / PO).read_bytes()
    found = take(translated, packed(translated))
    assert (found["taken"], found["unchanged"], found["refused"]) == ([], 2, [])
    assert (translated / PO).read_bytes() == before


@pytest.mark.parametrize(
    "save",
    [
        str,
        rewrapped,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: f"\ufeff{text}",
        lambda text: text.replace('"Language: sw\\n"', '"Language: sw\\n"\n"X-Generator: Another Tool 1.0\\n"', 1),
        lambda text: "\n".join(line for line in text.split("\n") if not line.startswith("#.")),
    ],
    ids=["as sent", "wrapped", "line ends", "byte-order mark", "header", "without comments"],
)
def test_a_pack_comes_back_whatever_the_tool_did_to_its_form(translated: Path, save: Callable[[str], str]) -> None:
    before = entries(translated)
    found = take(translated, saved(translated, lambda text: save(with_translation(text))))
    (address,) = found["taken"]  # type: ignore[misc]
    assert (found["refused"], found["changed"]) == ([], [PO])
    after = entries(translated)
    assert after.pop(address).target == "Tafsiri mpya"
    assert after == {key: entry for key, entry in before.items() if key != address}


def test_texts_without_their_address_are_refused(translated: Path) -> None:
    back = saved(translated, lambda text: re.sub(r"^msgctxt .*\n", "", with_translation(text), flags=re.MULTILINE))
    before = (translated / PO).read_bytes()
    found = take(translated, back)
    assert set(codes(found)) == {"C303"} and (translated / PO).read_bytes() == before


def test_one_catalogue_that_cannot_be_read_stops_the_whole_pack(translated: Path) -> None:
    files = unpacked(saved(translated, with_translation))
    files["children.po"] = files["children.po"].replace(b"msgstr", b"<<<<<<< ours\nmsgstr", 1)
    before = (translated / PO).read_bytes()
    done = run(translated, "import", str(zipped(translated / "broken.zip", files)))
    assert isinstance(done.exception, CopError)
    assert re.search(r"broken\.zip/children\.po:\d+", done.exception.message)
    assert (translated / PO).read_bytes() == before


def test_a_text_in_another_encoding_is_refused(translated: Path) -> None:
    back = saved(translated, lambda text: with_translation(text).replace("mpya", "mpyá").encode("latin-1", "replace"))
    done = run(translated, "import", str(back))
    assert isinstance(done.exception, CopError) and "UTF-8" in done.exception.message


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"\0" * 100])
def test_what_is_no_zip_is_said_to_be_none(translated: Path, content: bytes) -> None:
    path = translated / "bad.zip"
    path.write_bytes(content)
    done = run(translated, "import", str(path))
    assert isinstance(done.exception, CopError) and "zip" in done.exception.message


def test_an_archive_that_swells_is_not_read(translated: Path) -> None:
    path = translated / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("industry.po", b"# " + b"a" * 30_000_000)
    assert path.stat().st_size < 100_000
    done = run(translated, "import", str(path))
    assert isinstance(done.exception, CopError) and "too large" in done.exception.message


def test_names_in_an_archive_are_no_paths(translated: Path) -> None:
    files = unpacked(saved(translated, with_translation))
    back = zipped(
        translated / "odd.zip",
        {"../../outside.po": files["industry.po"], "__MACOSX/._a.po": b"\0", "a/.hidden.po": b"\0", "a.mo": b"\0"},
    )
    assert take(translated, back)["changed"] == [PO]
    assert not (translated.parent.parent / "outside.po").exists()
