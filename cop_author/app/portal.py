"""The start page of an output: which editions stand there now, and where it may show them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cop_author.app.feed import feed_of
from cop_author.model.edition import Look
from cop_author.model.portal import Card, Download, Portal, Shelf, SitePage
from cop_author.model.workspace import Config, Workspace
from cop_author.render.leads import SEARCH
from cop_author.render.portal import GENERATOR, render_feed, render_portal, render_sitemap
from cop_author.store.files import write_bytes
from cop_author.store.output import manifests

PORTAL, SITEMAP, FEED = "index.html", "sitemap.xml", "feed.xml"
_SAID = frozenset({"title", "subtitle", "place", "states", "statement", "look", "name", "dir"})
_DOWNLOADS = (
    ("PDF", "application/pdf", "pdf"),
    ("EPUB", "application/epub+zip", "epub"),
    ("HTML", "text/html", "html"),
)
_LOOKS = [look.value for look in Look]


def write_portal(
    out: Path, config: Config, shown: Iterable[tuple[str, str]], workspace: Workspace | None = None
) -> Path | None:
    """Write the portal of `out` over those of its editions that are among `shown` (edition, language).

    Where the workspace says where its editions are published, a sitemap stands beside it; where it has recorded
    releases of what is shown, a feed of them.
    None where nothing is there to be shown, or where another page stands in its place, which is left as it is.
    """
    page = out / PORTAL
    found, kept = tuple(manifests(out)), frozenset(shown)
    portal = portal_of(found, config, kept)
    if not portal.shelves or not _is_ours(page):
        return None
    feed = feed_of(workspace, (card.edition for shelf in portal.shelves for card in shelf.cards)) if workspace else None
    if feed and _is_ours(out / FEED):
        write_bytes(out / FEED, render_feed(feed).encode())
    write_bytes(page, render_portal(portal, has_feed=(out / FEED).exists()).encode())
    if config.address:
        write_bytes(out / SITEMAP, render_sitemap(config.address, sites_of(found, kept)).encode())
    return page


def sites_of(found: Iterable[Mapping[str, Any]], shown: frozenset[tuple[str, str]]) -> tuple[SitePage, ...]:
    """Every page of every edition that is shown, with the languages in which its edition has the same page."""
    pages: dict[tuple[str, str], list[str]] = {}
    for manifest in found:
        if (manifest["edition"], manifest["language"]) in shown:
            for file in manifest["files"]:
                if _is_page(file["path"]):
                    pages.setdefault((manifest["edition"], file["path"]), []).append(manifest["language"])
    return tuple(SitePage(edition, path, tuple(languages)) for (edition, path), languages in sorted(pages.items()))


def _is_page(path: str) -> bool:
    """Whether it is a page with text of its own, which the one for searching is not."""
    return path.startswith("html/") and path.endswith(".html") and path != f"html/{SEARCH}"


def portal_of(found: Iterable[Mapping[str, Any]], config: Config, shown: frozenset[tuple[str, str]]) -> Portal:
    """The portal over the manifests `found`; one that another version wrote and that says too little is left out."""
    of_language: dict[str, list[Mapping[str, Any]]] = {}
    for manifest in found:
        if manifest.get("listed", {}).keys() >= _SAID and (manifest["edition"], manifest["language"]) in shown:
            of_language.setdefault(manifest["language"], []).append(manifest)
    order = [setting.tag for setting in config.languages]
    tags = sorted(of_language, key=lambda tag: (order.index(tag) if tag in order else len(order), tag))
    return Portal(config.title, config.source_language, tuple(_shelf(tag, of_language[tag]) for tag in tags))


def _shelf(lang: str, found: list[Mapping[str, Any]]) -> Shelf:
    about = [manifest["listed"] for manifest in found]
    cards = sorted(map(_card, found), key=_place_in_shelf)
    statements = dict.fromkeys(each["statement"] for each in about if each["statement"])
    return Shelf(lang, about[0]["dir"], about[0]["name"], tuple(cards), tuple(statements))


def _card(manifest: Mapping[str, Any]) -> Card:
    about, edition, lang = manifest["listed"], manifest["edition"], manifest["language"]
    sizes = {file["path"]: file["bytes"] for file in manifest["files"]}
    site = "html/index.html"
    downloads = (
        Download(name, type_, f"{edition}/{lang}/{edition}.{ending}", sizes[f"{edition}.{ending}"])
        for name, type_, ending in _DOWNLOADS
        if f"{edition}.{ending}" in sizes
    )
    return Card(
        edition,
        about["look"],
        about["title"],
        about["subtitle"],
        about["place"],
        tuple(about["states"]),
        f"{edition}/{lang}/{site}" if site in sizes else "",
        tuple(downloads),
    )


def _place_in_shelf(card: Card) -> tuple[bool, str, int, str]:
    """The master first, then place by place, each from the youngest readers to the makers of policy."""
    look = _LOOKS.index(card.look) if card.look in _LOOKS else len(_LOOKS)
    return bool(card.place), card.place, look, card.edition


def _is_ours(page: Path) -> bool:
    """Whether the page may be written: there is none, or it is a portal or its feed."""
    if not page.exists():
        return True
    content = page.read_bytes()
    return any(mark.encode() in content for mark in (f'content="{GENERATOR}"', f"<generator>{GENERATOR}<"))
