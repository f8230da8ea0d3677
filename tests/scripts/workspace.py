"""Makes a small workspace whose source is not English, from one file of prose."""

import json
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from cop_author.app.fonts import add
from tests.conftest import REPOSITORY

PROSE = Path(__file__).parent / "prose"
LANGUAGES = tuple(sorted(path.stem for path in PROSE.glob("*.yaml")))
INSTALLED = REPOSITORY / "node_modules" / "@fontsource"
FONTS = {
    "am": "ethiopic",
    "bn": "bengali",
    "he": "hebrew",
    "hi": "devanagari",
    "ja": "jp",
    "ka": "georgian",
    "km": "khmer",
    "ko": "kr",
    "ta": "tamil",
    "th": "thai",
}
"""The package of each language's font; Greek and Urdu are set in fonts that are shipped."""
_IDS = ("a", "b", "c")


@cache
def prose(lang: str) -> dict[str, object]:
    return dict(YAML(typ="safe").load((PROSE / f"{lang}.yaml").read_text(encoding="utf-8")))


def texts(lang: str) -> list[str]:
    """Every text of the workspace, without markup."""
    found: list[str] = []
    for value in prose(lang).values():
        if isinstance(value, str):
            found.append(value.replace("*", ""))
        elif isinstance(value, list):
            found += value
    return found


def has_fonts(lang: str) -> bool:
    return lang not in FONTS or (INSTALLED / f"noto-sans-{FONTS[lang]}").is_dir()


def make(root: Path, lang: str) -> None:
    """Write the workspace of `lang` into `root`, and add its fonts."""
    said = prose(lang)
    for name, value in _files(lang, said).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    _write_wording(root, lang, said["wording"])
    if lang in FONTS:
        package = INSTALLED / f"noto-sans-{FONTS[lang]}"
        add(root, _slices(package, lang) or [package], dry_run=False)


def _slices(package: Path, lang: str) -> list[Path]:
    """Of a font that comes in slices, those that the text needs."""
    wanted = {ord(letter) for letter in "".join((*texts(lang), *map(str, prose(lang)["wording"].values())))}  # type: ignore[attr-defined]
    ranges: dict[str, str] = json.loads((package / "unicode.json").read_text())
    needed = [name.strip("[]") for name, said in ranges.items() if name[0] == "[" and wanted & _points_of(said)]
    return [package / "files" / f"{package.name}-{name}-{w}-normal.woff2" for name in needed for w in (400, 700)]


def _points_of(said: str) -> set[int]:
    found: set[int] = set()
    for part in said.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


def _files(lang: str, said: dict[str, object]) -> dict[str, object]:
    master = "content/master"
    return {
        "cop.yaml": {"format": 1, "title": said["title"], "source-language": lang, "languages": {lang: {}}},
        f"{master}/master.yaml": {
            "format": 1,
            "title": said["title"],
            "version": "0.1.0",
            "licence": "CC-BY-4.0",
            "guidelines": ["own"],
        },
        f"{master}/facets.yaml": {
            "format": 1,
            "facets": {"readers": {"title": said["section"], "values": {"parents": said["title"]}}},
        },
        f"{master}/parameters.yaml": {"format": 1, "parameters": {}},
        f"{master}/sources.yaml": {"format": 1, "sources": {}},
        f"{master}/terms.yaml": {"format": 1, "terms": {}},
        f"{master}/own/guideline.yaml": {
            "format": 1,
            "id": "own",
            "prefix": "own",
            "title": said["title"],
            "sections": ["own-first"],
        },
        f"{master}/own/first.yaml": {
            "format": 1,
            "section": {"id": "own-first", "title": said["section"], "text": said["opening"]},
            "units": _units(said),
        },
        "content/editions/own.yaml": {
            "format": 1,
            "id": "own",
            "title": said["title"],
            "look": "family",
            "languages": [lang],
            "guidelines": ["own"],
            "select": {},
            "outputs": ["html", "pdf", "epub"],
        },
    }


def _units(said: dict[str, object]) -> list[dict[str, object]]:
    listed, checked, asked, told = (list(said[key]) for key in ("list", "checklist", "question", "table"))  # type: ignore[call-overload]
    return [
        {"id": "own-prose", "kind": "paragraph", "text": said["paragraph"]},
        {"id": "own-list", "kind": "key-message", "text": listed[0], "points": _points(listed[1:])},
        {"id": "own-check", "kind": "checklist", "title": checked[0], "points": _points(checked[1:])},
        {"id": "own-asked", "kind": "question", "text": asked[0], "choices": _points(asked[1:])},
        {
            "id": "own-table",
            "kind": "table",
            "title": told[0],
            "columns": [{"id": "who", "head": told[1]}, {"id": "what", "head": told[2]}],
            "rows": [
                {"id": "one", "head": told[3], "cells": {"what": told[4]}},
                {"id": "two", "head": told[5], "cells": {"what": told[6]}},
            ],
        },
    ]


def _points(said: list[str]) -> list[dict[str, str]]:
    return [{"id": name, "text": text} for name, text in zip(_IDS, said, strict=False)]


def _write_wording(root: Path, lang: str, wording: object) -> None:
    assert isinstance(wording, dict)
    entries = "".join(f"\nmsgid {_quoted(old)}\nmsgstr {_quoted(new)}\n" for old, new in wording.items())
    head = f'msgid ""\nmsgstr ""\n"Language: {lang}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    path = root / "locales" / lang / "LC_MESSAGES" / "ui.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head + entries, encoding="utf-8")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
