"""Readers get everywhere: links lead where they should, all is reached by keyboard; and further validators agree."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.publication.chosen import E_BOOKS, EDITIONS, EVERY
from tests.publication.conftest import Tool, need

IS_WHOLE = EDITIONS == EVERY
WALKED = {
    "children-9-12/en": ("index", "chi-work-rights", "help", "answers", "search"),
    "ke-industry/en": ("index", "ind-check-b", "deviations", "glance", "about", "sources"),
    "children-under-9/ar": ("index", "chi-story-elu"),
}
"""One page of each kind; an index of topics has four hundred stops that are made alike."""
VNU = REPOSITORY / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
ALLOWED = (
    "Inline script violates Content Security Policy",
    "Resource violates Content Security Policy",
    "Section lacks heading",
    "The “list” role is unnecessary",
)
"""What vnu notes and is wanted: structured data is no script to run, files on a disk have no origin, a paragraph has no heading, and Safari needs the role."""


@pytest.mark.browser
def test_everything_is_reached_by_keyboard_in_order_and_in_sight(published: Path, node: Tool) -> None:
    pages = [str(published / edition / "html" / f"{name}.html") for edition, names in WALKED.items() for name in names]
    assert [page for page in pages if not Path(page).exists()] == []
    done = node("tests/publication/keyboard.js", need("chromium"), str(published), *pages)
    assert done.returncode == 0, done.stderr[-3000:]
    assert {page: found for page, found in json.loads(done.stdout).items() if found} == {}


@pytest.mark.java
def test_pages_are_valid_by_vnu(published: Path, node: Tool) -> None:
    """The site's own structure is alike from page to page, so that a book of each look stands for the rest."""
    shown = EDITIONS if IS_WHOLE else EDITIONS[4::4]
    pages = [str(page) for edition in shown for page in sorted((published / edition).glob("**/*.html"))]
    command = [need("java"), "-jar", str(VNU), "--format", "json", "--exit-zero-always", *pages, "index.html"]
    done = subprocess.run(command, cwd=published, capture_output=True, text=True, check=True)
    messages = json.loads(done.stderr)["messages"]
    said = [f"{message['url'][-60:]}: {message['message']}" for message in messages]
    assert messages, "vnu says nothing at all: it did not look"
    assert [each for each in said if not any(allowed in each for allowed in ALLOWED)] == []


def test_no_link_is_broken(published: Path) -> None:
    """Those to languages that were not built for this run are left out; `make validate` builds them all."""
    lychee = Path(sys.executable).with_name("lychee")
    command = [str(lychee), "--offline", "--include-fragments", "--root-dir", str(published), "--no-progress"]
    done = subprocess.run(
        [*command, "--format", "json", f"{published}/**/*.html"], capture_output=True, text=True, check=False
    )
    report = json.loads(done.stdout)
    assert report["successful"] > 10_000
    broken = [(page, each["url"]) for page, found in report["error_map"].items() for each in found]
    assert [(page, url) for page, url in broken if _is_built(url, published)] == []


@pytest.mark.browser
@pytest.mark.node
def test_e_books_have_no_violation_by_ace(published: Path, node: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUPPETEER_EXECUTABLE_PATH", need("chromium"))
    books = [
        str(published / each / f"{each.partition('/')[0]}.epub") for each in (E_BOOKS if IS_WHOLE else E_BOOKS[:1])
    ]
    done = node("tests/publication/ace.js", *books)
    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads(done.stdout) == {book: [] for book in books}


def _is_built(url: str, published: Path) -> bool:
    """Whether a link leads into an edition and a language that stand here."""
    edition, _, rest = url.removeprefix(f"file://{published}/").partition("/")
    lang = rest.partition("/")[0]
    return not rest or os.path.isdir(published / edition / lang)
