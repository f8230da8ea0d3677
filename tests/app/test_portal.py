"""The portal shows what stands in an output and may be shown, each language on a shelf of its own."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from cop_author.app.build import run
from cop_author.app.plan import plan
from cop_author.app.portal import portal_of, sites_of, write_portal
from cop_author.model.workspace import Config, LanguageSetting
from cop_author.render.portal import render_portal, render_sitemap

CONFIG = Config("Guidelines", languages=tuple(map(LanguageSetting, ("en", "ar", "fr"))))


def manifest(
    edition: str, lang: str = "en", *, place: str = "", look: str = "industry", **about: Any
) -> dict[str, Any]:
    listed = {
        "title": f"Title of {edition}",
        "subtitle": "",
        "place": place,
        "states": [],
        "statement": "",
        "look": look,
        "name": {"en": "English", "ar": "العربية", "fr": "français"}[lang],
        "dir": "rtl" if lang == "ar" else "ltr",
    }
    files = [{"path": "html/index.html", "bytes": 10}, {"path": f"{edition}.pdf", "bytes": 2_300_000}]
    return {"edition": edition, "language": lang, "files": files, "listed": listed | about}


def everything(*found: dict[str, Any]) -> frozenset[tuple[str, str]]:
    return frozenset((each["edition"], each["language"]) for each in found)


def test_languages_come_in_the_order_of_the_workspace_and_the_master_before_places_in_theirs() -> None:
    found = [
        manifest("zambia", place="Zambia"),
        manifest("policy", look="policy"),
        manifest("albania", place="Albania"),
        manifest("story", look="storybook"),
        manifest("industry", "fr"),
        manifest("industry", "ar"),
    ]
    portal = portal_of(found, CONFIG, everything(*found))
    assert [shelf.lang for shelf in portal.shelves] == ["en", "ar", "fr"]
    assert [card.edition for card in portal.shelves[0].cards] == ["story", "policy", "albania", "zambia"]
    assert portal.shelves[1].dir == "rtl"


def test_a_card_leads_to_what_is_there_and_to_nothing_else() -> None:
    only_site = manifest("industry")
    only_site["files"] = only_site["files"][:1]
    card = portal_of([only_site], CONFIG, everything(only_site)).shelves[0].cards[0]
    assert (card.site, card.downloads) == ("industry/en/html/index.html", ())


def test_a_card_offers_each_file_to_take_along_with_its_size() -> None:
    found = manifest("industry")
    found["files"].append({"path": "industry.epub", "bytes": 600_000})
    found["files"].append({"path": "industry.html", "bytes": 400_000})
    card = portal_of([found], CONFIG, everything(found)).shelves[0].cards[0]
    assert [(file.name, file.path, file.bytes) for file in card.downloads] == [
        ("PDF", "industry/en/industry.pdf", 2_300_000),
        ("EPUB", "industry/en/industry.epub", 600_000),
        ("HTML", "industry/en/industry.html", 400_000),
    ]


def test_an_edition_that_is_held_back_or_gone_from_the_workspace_is_not_shown() -> None:
    kept, held_back = manifest("kept"), manifest("held-back")
    portal = portal_of([kept, held_back], CONFIG, everything(kept))
    assert [card.edition for shelf in portal.shelves for card in shelf.cards] == ["kept"]


def test_a_manifest_of_an_earlier_version_is_left_out() -> None:
    without, half = manifest("industry"), manifest("policy")
    del without["listed"], half["listed"]["statement"]
    assert portal_of([without, half], CONFIG, everything(without, half)).shelves == ()


def test_a_build_ends_with_a_page_that_names_every_output(example: Path) -> None:
    planned = plan(example, today="2026-11-26")
    page = run(planned)
    assert page == example / "build" / "index.html"
    html = page.read_text(encoding="utf-8")
    for job in planned.jobs:
        for link in (f'href="{job.folder.relative_to(page.parent).as_posix()}/html/index.html"',):
            assert link in html
    assert html.count('class="card ') == len(planned.jobs)
    before = page.stat().st_mtime_ns
    run(planned)
    assert page.stat().st_mtime_ns == before


def test_a_start_page_of_somebody_else_is_left_as_it_is(example: Path) -> None:
    own = example / "build" / "index.html"
    own.parent.mkdir()
    own.write_text("<p>Ours</p>", encoding="utf-8")
    assert run(plan(example, today="2026-11-26")) is None
    assert own.read_text(encoding="utf-8") == "<p>Ours</p>"


@pytest.mark.parametrize("content", ["", "[]", "{", '{"edition": "x", "language": "en"}'])
def test_a_manifest_that_cannot_be_read_spoils_nothing(tmp_path: Path, content: str) -> None:
    for edition, text in (("broken", content), ("whole", json.dumps(manifest("whole")))):
        (tmp_path / edition / "en").mkdir(parents=True)
        (tmp_path / edition / "en" / "manifest.json").write_text(text, encoding="utf-8")
    page = write_portal(tmp_path, CONFIG, [("broken", "en"), ("whole", "en")])
    assert page is not None
    assert "Title of whole" in page.read_text(encoding="utf-8")


def test_a_sitemap_lists_every_page_that_is_shown_with_its_translations() -> None:
    found = [manifest("industry"), manifest("industry", "ar"), manifest("held-back")]
    found[0]["files"].append({"path": "html/search.html", "bytes": 10})  # has no text of its own
    pages = sites_of(found, frozenset({("industry", "en"), ("industry", "ar")}))
    root = ET.fromstring(render_sitemap("https://example.org/cop/", pages))
    addresses = [each.text for each in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert addresses == [f"https://example.org/cop/industry/{lang}/html/index.html" for lang in ("en", "ar")]
    first = next(iter(root))
    others = [(each.get("hreflang"), each.get("href")) for each in first if each.get("rel") == "alternate"]
    assert others == list(zip(("en", "ar"), addresses, strict=True))


def test_the_portal_says_for_programs_which_editions_it_leads_to() -> None:
    found = [manifest("industry", title="</script> & more"), manifest("industry", "ar")]
    html = render_portal(portal_of(found, CONFIG, everything(*found)))
    said = json.loads(html.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert [(book["name"], book["inLanguage"], book["url"]) for book in said["hasPart"]] == [
        ("</script> & more", "en", "industry/en/html/index.html"),
        ("Title of industry", "ar", "industry/ar/html/index.html"),
    ]
    assert "atom" not in html


def test_a_sitemap_is_made_where_the_workspace_says_where_it_is_published(tmp_path: Path) -> None:
    folder = tmp_path / "industry" / "en"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(manifest("industry")))
    write_portal(tmp_path, CONFIG, everything(manifest("industry")))
    assert not (tmp_path / "sitemap.xml").exists()
    write_portal(tmp_path, replace(CONFIG, address="https://example.org"), everything(manifest("industry")))
    assert "https://example.org/industry/en/html/index.html" in (tmp_path / "sitemap.xml").read_text()
