"""The real catalogues in the hands of other tools: what those save again is what was sent, entry by entry."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from cop_author.core.take_in import take_in
from cop_author.formats.gettext import parse
from cop_author.model.catalogue import Catalogue, Entry, Key, Message
from cop_author.model.exchange import Offer
from tests.conftest import REPOSITORY

CATALOGUES = sorted((REPOSITORY / "locales").glob("*/LC_MESSAGES/*.po"))
RECORDED = Path(__file__).parent / "poedit"
every_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
Kept = dict[Key, tuple[object, ...]]


def read(text: str, path: Path) -> Catalogue:
    catalogue, problems = parse(text, str(path), "ui", "sw")
    assert catalogue is not None, problems
    return catalogue


def kept(catalogue: Catalogue, leave_out: Callable[[Entry], bool] = lambda _: False) -> Kept:
    """All that an entry holds, by what it translates."""
    entries = [entry for entry in catalogue.entries if not leave_out(entry)]
    return {
        entry.key: (
            entry.target, entry.targets, entry.fuzzy, entry.obsolete, entry.notes, entry.comments, entry.files,
            set(entry.flags), entry.plural, entry.previous, entry.previous_address,
        )
        for entry in entries
    }  # fmt: skip


@pytest.fixture
def gettext() -> Callable[..., str]:
    """Runs a program of gettext, whose output it returns; where gettext is missing the test is skipped, but not in CI."""

    def run(program: str, *arguments: object) -> str:
        if not shutil.which(program):
            assert not os.environ.get("CI"), f"{program} is missing"
            pytest.skip(f"{program} is not installed")
        command = [program, *map(str, arguments)]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env=os.environ | {"LC_ALL": "C.UTF-8"}
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_there_are_catalogues_with_all_that_can_be_lost() -> None:
    found = [entry for path in CATALOGUES for entry in read(path.read_text(encoding="utf-8"), path).entries]
    assert len(CATALOGUES) > 15 and len(found) > 5000
    assert any(entry.is_usable for entry in found) and any(entry.address and entry.comments for entry in found)
    recorded = read((RECORDED / "sent.po").read_text(encoding="utf-8"), RECORDED).entries
    for name in ("fuzzy", "obsolete", "notes", "comments", "flags", "plural", "previous", "previous_address"):
        assert any(getattr(entry, name) for entry in recorded), name


def test_weblate_is_told_of_every_domain_and_guesses_nothing() -> None:
    components = json.loads((REPOSITORY / "docs/weblate.json").read_text(encoding="utf-8"))
    templates = {path.stem: path for path in (REPOSITORY / "locales/templates").glob("*.pot")}
    assert {each["slug"] for each in components} == set(templates)
    for each in components:
        assert each["filemask"] == f"locales/*/LC_MESSAGES/{each['slug']}.po"
        assert REPOSITORY / each["new_base"] == templates[each["slug"]]
        assert each["file_format_params"] == {"po_line_wrap": -1, "po_keep_previous": True}
        assert each["allow_translation_propagation"] is False, "one text at two addresses has two translations"
        assert each["source_language"]["code"] == ("ar" if each["slug"].endswith("-ar") else "en")


@every_catalogue
def test_msgfmt_finds_nothing_wrong(path: Path, gettext: Callable[..., str]) -> None:
    gettext("msgfmt", "--check", "--output-file", os.devnull, path)


@every_catalogue
def test_msgcat_wraps_anew_and_nothing_is_lost(path: Path, gettext: Callable[..., str]) -> None:
    text = path.read_text(encoding="utf-8")
    again = gettext("msgcat", "--width=60", path)
    assert again != text, "it wraps long lines"
    assert kept(read(again, path)) == kept(read(text, path))


@every_catalogue
def test_msgmerge_against_the_template_keeps_every_translation(path: Path, gettext: Callable[..., str]) -> None:
    template = REPOSITORY / "locales/templates" / f"{path.stem}.pot"
    options = ("--quiet", "--no-fuzzy-matching", "--previous", "--no-wrap")
    merged = kept(read(gettext("msgmerge", *options, path, template), path))
    before = kept(read(path.read_text(encoding="utf-8"), path))
    lost = {key: entry for key, entry in before.items() if merged.get(key, ())[:3] != entry[:3]}
    assert lost == {}


@pytest.mark.parametrize("path", [*CATALOGUES, RECORDED / "sent.po"], ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_translate_toolkit_loads_and_saves_without_a_loss(path: Path) -> None:
    pypo: Any = pytest.importorskip("translate.storage.pypo")
    text = path.read_text(encoding="utf-8")
    store = pypo.pofile.parsestring(text.encode())
    out = BytesIO()
    store.serialize(out)
    before, after = read(text, path), read(out.getvalue().decode(), path)
    assert kept(after) == kept(before)
    assert [unit.getcontext() for unit in store.units if not unit.isheader()] == [e.address for e in before.entries]


def test_what_poedit_saved_comes_back_whole() -> None:
    """`saved.po` is what Poedit 3.2.2 made of `sent.po`, after one full stop was typed behind the first translation."""
    sent = read((RECORDED / "sent.po").read_text(encoding="utf-8"), RECORDED / "sent.po")
    saved = read((RECORDED / "saved.po").read_text(encoding="utf-8"), RECORDED / "saved.po")
    assert "Poedit 3.2.2" in saved.field("X-Generator")
    live = [entry for entry in sent.entries if not entry.obsolete]
    messages = [Message("ui", entry.address, entry.source, plural=entry.plural) for entry in live]
    offers = [
        Offer(e.address, e.source, e.target, e.fuzzy, e.notes, e.plural, e.targets)
        for e in saved.entries
        if not e.obsolete
    ]
    done = take_in([sent], messages, offers, "ar")
    assert (done.taken, done.refused, done.empty) == ((live[0].key,), (), 1)
    (catalogue,) = done.catalogues
    first, *others = catalogue.entries
    assert first.target == f"{live[0].target}."
    assert tuple(others) == sent.entries[1:]


@pytest.mark.parametrize("program", [("msgcat", "--width=50"), ("msgcat", "--no-wrap"), ("msgattrib", "--no-obsolete")])
def test_the_recorded_file_survives_gettext(program: tuple[str, str], gettext: Callable[..., str]) -> None:
    path = RECORDED / "sent.po"
    before = read(path.read_text(encoding="utf-8"), path)
    after = read(gettext(*program, path), path)
    assert kept(after, lambda e: e.obsolete) == kept(before, lambda e: e.obsolete)
