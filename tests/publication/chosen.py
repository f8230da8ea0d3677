"""Which real editions are built and looked at: one of each kind, or every one where EVERY_EDITION is set."""

import os

from ruamel.yaml import YAML

from tests.conftest import REPOSITORY

CONTENT = REPOSITORY / "content"


def _spoken() -> list[str]:
    """Every edition in each of its languages: `children-under-9/ar`, masters first."""
    files = sorted(CONTENT.glob("editions/*.yaml")) + sorted(CONTENT.glob("layers/*/editions/*.yaml"))
    languages = {file.stem: YAML(typ="safe").load(file.read_text(encoding="utf-8"))["languages"] for file in files}
    return [f"{name}/{lang}" for name, all_of_them in languages.items() for lang in all_of_them]


_OF_EACH_KIND = [
    "children-under-9/en",
    "children-9-12/en",
    "teachers-guide/en",
    "policy-makers/en",
    "children-under-9/ar",
    "children-under-9/zh-Hans",
    "ch-children-13-18/en",
    "eg-parents-educators/en",
    "ke-industry/en",
]
"""Every book and look, from right to left, in a script without spaces, and a national edition of each of three: what
belongs to a country comes on top of what each book of that look has."""

EVERY = _spoken()
EDITIONS = EVERY if os.environ.get("EVERY_EDITION") else _OF_EACH_KIND
E_BOOKS = EVERY if os.environ.get("EVERY_EDITION") else ["children-under-9/ar", "ke-industry/en"]
"""Opened by epubcheck, which takes two seconds each."""
ILLUSTRATIVE = [
    each for each in EDITIONS if each.endswith("/en") and not (CONTENT / f"editions/{each[:-3]}.yaml").exists()
]
"""National ones, in English: all of the real ones are illustrations."""
