"""Merges three versions of a catalogue for git: reads them, writes the merged one over ours; it must not ask git.

Where a version cannot be read in full, nothing is written: what was not read would be taken for deleted.
"""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from cop_author.core.merge_catalogues import CONFLICT, merge_catalogues
from cop_author.errors import CopError
from cop_author.formats.gettext import parse, serialise
from cop_author.model.catalogue import Catalogue
from cop_author.model.problem import Problems, Rule
from cop_author.store.files import write_text
from cop_author.store.locales import read_text

TWO_TRANSLATIONS = Rule(
    "C111",
    "A text that two branches translated, each in another way",
    "Only a person can say which of them is right; until then the text counts as not translated.",
    f"Both versions stand in the entry's notes, `{CONFLICT}: …`. Keep one as the translation, delete these notes and "
    "the flag fuzzy, then `git add` the file.",
)


@dataclass(frozen=True, slots=True)
class MergedFile:
    """What was merged: the number of entries, and each that two branches translated differently, at its line."""

    entries: int
    conflicts: Problems = ()


def merge_files(base: Path, ours: Path, theirs: Path, path: str = "") -> MergedFile:
    """Merge what `theirs` made of `base` into the file `ours`; `path` is the catalogue's own, in the work tree."""
    name = path or ours.as_posix()
    mine, yours = _load(ours, name, "our version"), _load(theirs, name, "their version")
    before = _load(base, name, "the version that both began with", may_be_empty=True)
    merged = merge_catalogues(before, mine, yours)
    text = serialise(merged.catalogue)
    written = _read_back(text, name, merged.catalogue)
    write_text(ours, text)
    twice = set(merged.conflicts)
    conflicts = tuple(
        TWO_TRANSLATIONS.at(entry.where, f"{entry.address or entry.source[:40]} was translated in two ways")
        for entry in written.entries
        if entry.key in twice and entry.fuzzy
    )
    return MergedFile(len(written.entries), conflicts)


def _load(file: Path, name: str, version: str, *, may_be_empty: bool = False) -> Catalogue:
    """One version; an empty base is what git gives where both branches added the file."""
    domain = _domain(name)
    text, problems = read_text(file, name)
    if may_be_empty and text is not None and not text.strip():
        return Catalogue(domain, "")
    catalogue = None
    if text is not None:
        catalogue, problems = parse(text, name, domain, "")
    if catalogue is None:
        first = problems[0]
        hint = (
            f"{first.hint}\n  Nothing was merged: the file is as in our version. To merge it by lines instead:\n"
            f"  git -c merge.cop-catalogue.driver='git merge-file %A %O %B' checkout --merge -- {name}"
        )
        raise CopError(f"{first.where}: {first.message} ({first.code}, in {version})", hint)
    return catalogue


def _read_back(text: str, name: str, merged: Catalogue) -> Catalogue:
    """The merged catalogue with its lines; CopError where it would not be read as it is meant."""
    found, problems = parse(text, name, _domain(name), "")
    if found is None or found.entries != merged.entries:
        what = f": {problems[0].where}: {problems[0].message}" if problems else ""
        raise CopError(f"{name} cannot be merged by entries{what}", "Nothing was merged. This is a mistake in cop.")
    return found


def _domain(name: str) -> str:
    return PurePosixPath(name).name.rpartition(".")[0]
