"""The search of the real sites, in a browser: words are found in three scripts, and nothing that is typed leaves it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.publication.conftest import Tool, need

PHOTO = "照片"  # of which no space says where it begins
SITES = ["ke-industry/en", "children-under-9/ar", "children-under-9/zh-Hans"]


def _units(section: dict[str, Any]) -> list[dict[str, Any]]:
    return [*section.get("units", []), *(unit for below in section.get("sections", []) for unit in _units(below))]


def _sought(folder: Path) -> tuple[str, str]:
    """A word from the middle of a text in the middle of an edition, and the address of its unit."""
    edition = json.loads((folder / "edition.json").read_text(encoding="utf-8"))
    found = [
        (f"{section['id']}.html#{unit['id']}", unit["text"]["text"])
        for part in edition["parts"]
        for section in part["sections"]
        for unit in _units(section)
        if "text" in unit and unit["id"] != edition.get("help")
    ]
    if edition["language"]["tag"].startswith("zh"):
        return PHOTO, next(href for href, text in found if text.find(PHOTO) > 4)
    href, text = found[len(found) // 2]
    words = text.split()
    middle = words[len(words) // 4 : -len(words) // 4]
    return max((re.sub(r"\W", "", word) for word in middle), key=len), href


@pytest.mark.browser
def test_a_word_in_the_middle_of_a_unit_leads_to_the_unit_and_stays_on_the_device(published: Path, node: Tool) -> None:
    sought = [_sought(published / site) for site in SITES]
    asked = [text for site, (word, _) in zip(SITES, sought, strict=True) for text in (f"{site}/html/search.html", word)]
    nowhere = [f"{SITES[0]}/html/search.html", "qzxqzx"]
    done = node("tests/publication/search.js", need("chromium"), str(published), *asked, *nowhere)
    assert done.returncode == 0, done.stderr[-3000:]
    shown = json.loads(done.stdout)
    for site, (word, href), result in zip(SITES, sought, shown["served"][:-1], strict=True):
        assert href in result["hrefs"], (site, word, result["hrefs"])
        assert result["marked"], (site, word)
    for result in shown["served"]:
        assert result["violations"] == result["errors"] == []
        assert result["overflow"] <= 0
        assert result["address"].endswith("/search.html")
        for word in ("qzxqzx", *(word for word, _ in sought)):
            assert not [url for url in result["asked"] if word in url]
    assert shown["served"][-1]["hrefs"] == []
    assert "Nothing was found" in shown["served"][-1]["tally"]
    assert "opened from a disk" in shown["disk"]
    assert "needs JavaScript" in shown["scriptless"]
