"""What an edition says of itself on the portal, and the portal's page; it must not read or write files."""

from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from cop_author.model.deviation import Conformity
from cop_author.model.document import Document
from cop_author.model.portal import Feed, Portal, SitePage
from cop_author.render import structured
from cop_author.render.html import Wording, render_template

GENERATOR = "cop_author portal"
"""By this mark a page is known as one of ours, which may be written anew."""

_CONFORMITY = {
    Conformity.IDENTICAL: "Identical with the master text",
    Conformity.MODIFIED: "Modified",
    Conformity.NOT_APPROVED: "Modified (not approved)",
    Conformity.NOT_EQUIVALENT: "Not equivalent to the master text",
}


def listed(document: Document) -> dict[str, Any]:
    """What the portal says of an edition, in the edition's language, for its manifest."""
    return {
        "title": document.title.plain,
        "subtitle": document.subtitle.plain if document.subtitle else "",
        "place": document.colophon.layer,
        "states": list(_states(document)),
        "statement": document.statement.plain if document.statement else "",
        "look": document.look.value,
        "name": document.language.name,
        "dir": document.language.dir,
    }


def render_portal(portal: Portal, *, has_feed: bool = False) -> str:
    """The portal as one page that needs nothing beside it but the editions; it leads to its feed where it has one."""
    said = Markup(structured.as_block(structured.of_portal(portal)))
    values = {"portal": portal, "generator": GENERATOR, "has_feed": has_feed, "structured": said}
    return render_template("portal/page.html", values)


def render_feed(feed: Feed) -> str:
    """The feed of releases as Atom (RFC 4287)."""
    return render_template("portal/feed.xml", {"feed": feed, "generator": GENERATOR})


def render_sitemap(base: str, pages: Iterable[SitePage]) -> str:
    """A sitemap (sitemaps.org) of what is published below the web address `base`, each page with its translations."""
    return render_template("portal/sitemap.xml", {"base": base, "pages": tuple(pages)})


def _states(document: Document) -> Iterator[str]:
    """What a reader must know before using an edition, the gravest first; in the words that its pages use."""
    say = Wording(document.wording).gettext
    if document.has_drafts:
        yield say("Draft: holds passages that are not settled.")
    if document.colophon.uncommitted:
        yield say("Made from uncommitted files.")
    if document.illustration:
        yield say("Illustration. Not issued by the authorities of %(place)s.") % {"place": document.illustration}
    if document.colophon.conformity in _CONFORMITY:
        yield say(_CONFORMITY[document.colophon.conformity])
    if document.translation and document.translation.drafted:
        yield say("This translation was drafted by machine and awaits review by a native reader.")
    if document.translation and document.translation.percent < 100:
        yield say("Not all of this edition is translated. Passages in another language are marked with its name.")
