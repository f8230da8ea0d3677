"""The feed tells what was released, by RFC 4287, with dates that were recorded and names that stay."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

from cop_author.app.build import run
from cop_author.app.feed import feed_of
from cop_author.app.plan import plan
from cop_author.model.guideline import Text
from cop_author.model.layer import Layer, LayerKind
from cop_author.model.register import Change, Lineage, Register, Release
from cop_author.model.workspace import Workspace
from cop_author.render.portal import render_feed
from tests.builders import edition, master, workspace_of

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
NAME = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
RELEASES = (
    Release("master", "1.0.0", "aa", "2026-01-10"),
    Release("ke", "1.0.0", "bb", "2026-02-01"),
    Release("master", "1.1.0", "cc", "2026-03-05"),
    Release("eg", "1.0.0", "dd", "2026-03-05"),
)
LINEAGE = (
    Lineage(Change.WITHDRAWN, "x-early", date="2026-01-02"),
    Lineage(Change.RENAMED, "x-old", ("x-new",), date="2026-02-20", why="A clearer name."),
    Lineage(Change.WITHDRAWN, "x-later", date="2026-04-01"),
)
SHOWN = ("one", "ke-one", "eg-one")


def a_workspace(address: str = "", releases: tuple[Release, ...] = RELEASES) -> Workspace:
    found = workspace_of(
        master(statement=Text("Nobody’s <text> & all’s.")),
        layers=(
            Layer("ke", "Kenya", LayerKind.COUNTRY, "master", ("en",), illustrative=True),
            Layer("eg", "Egypt", LayerKind.COUNTRY, "master", ("en",)),
        ),
        editions=(edition("one"), edition("ke-one", layer="ke"), edition("eg-one", layer="eg")),
        register=Register(releases, LINEAGE),
    )
    return replace(found, config=replace(found.config, address=address))


def written(workspace: Workspace, shown: tuple[str, ...] = SHOWN) -> ET.Element:
    feed = feed_of(workspace, shown)
    assert feed is not None
    return ET.fromstring(render_feed(feed))


def one(element: ET.Element, name: str) -> str:
    found = element.findall(f"{ATOM}{name}")
    assert len(found) == 1, name
    return found[0].text or ""


def entries(root: ET.Element) -> dict[str, ET.Element]:
    return {one(entry, "title"): entry for entry in root.findall(f"{ATOM}entry")}


def test_it_has_what_the_rfc_asks_for() -> None:
    root = written(a_workspace("https://example.org/cop"))
    assert root.tag == f"{ATOM}feed" and len(root.findall(f"{ATOM}author/{ATOM}name")) == 1
    parts = [root, *root.findall(f"{ATOM}entry")]
    assert len(parts) == 5
    for part in parts:
        assert NAME.fullmatch(one(part, "id")) and one(part, "title")
        assert MOMENT.fullmatch(one(part, "updated"))
        links = [(link.get("rel"), link.get("type")) for link in part.findall(f"{ATOM}link")]
        assert len(links) == len(set(links)) and ("alternate", "text/html") in links
    assert all(one(entry, "content") for entry in parts[1:])
    assert len({one(part, "id") for part in parts}) == len(parts)
    assert one(root, "updated") == max(one(entry, "updated") for entry in parts[1:])


def test_the_newest_comes_first_and_of_one_day_what_was_recorded_last() -> None:
    assert list(entries(written(a_workspace()))) == ["Egypt 1.0.0", "A master 1.1.0", "Kenya 1.0.0", "A master 1.0.0"]


def test_only_texts_whose_editions_are_shown_are_told_of() -> None:
    assert list(entries(written(a_workspace(), ("ke-one",)))) == ["Kenya 1.0.0"]
    assert feed_of(a_workspace(), ()) is None
    assert feed_of(a_workspace(releases=()), SHOWN) is None


def test_an_entry_tells_what_is_recorded_and_that_no_authority_issued_an_illustration() -> None:
    found = {title: one(entry, "content") for title, entry in entries(written(a_workspace())).items()}
    assert found["A master 1.1.0"] == (
        "Follows 1.0.0 of 2026-01-10. Renamed: x-old, now x-new: A clearer name. Digest of the text: cc."
    )
    assert found["Kenya 1.0.0"].startswith("Illustration. Not issued by the authorities of Kenya.")
    assert "Illustration" not in found["Egypt 1.0.0"]


def test_links_are_given_only_where_it_is_published() -> None:
    assert not list(written(a_workspace()).iter(f"{ATOM}link"))
    links = [link.get("href") for link in written(a_workspace("https://example.org/cop/")).findall(f"{ATOM}link")]
    assert links == ["https://example.org/cop/feed.xml", "https://example.org/cop/index.html"]


def test_names_stay_when_more_is_released_the_title_changes_or_the_address_does() -> None:
    before = written(a_workspace())
    later = a_workspace("https://example.org", (*RELEASES, Release("ke", "1.1.0", "ee", "2026-05-01")))
    after = written(replace(later, config=replace(later.config, title="Another title")))
    assert one(before, "id") == one(after, "id")
    names = {title: one(entry, "id") for title, entry in entries(after).items()}
    assert names.items() >= {title: one(entry, "id") for title, entry in entries(before).items()}.items()


def test_a_build_writes_it_beside_the_portal_which_leads_to_it(example: Path) -> None:
    page = run(plan(example, today="2026-11-26"))
    assert page is not None
    assert '<link rel="alternate" type="application/atom+xml"' in page.read_text(encoding="utf-8")
    feed = page.with_name("feed.xml")
    assert one(ET.fromstring(feed.read_text(encoding="utf-8")), "updated") == "2026-11-23T00:00:00Z"
    before = feed.read_bytes()
    run(plan(example, today="2027-11-26"))
    assert feed.read_bytes() == before


def test_a_feed_of_somebody_else_is_left_as_it_is(example: Path) -> None:
    own = example / "build" / "feed.xml"
    own.parent.mkdir()
    own.write_text("<feed/>", encoding="utf-8")
    run(plan(example, today="2026-11-26"))
    assert own.read_text(encoding="utf-8") == "<feed/>"
