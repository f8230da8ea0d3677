"""What has been released, as entries of a feed; it must not read the clock: every date is one that was recorded."""

import uuid
from collections.abc import Iterable, Iterator

from cop_author.model.edition import MASTER
from cop_author.model.layer import Layer
from cop_author.model.portal import Feed, News
from cop_author.model.register import Lineage, Register, Release
from cop_author.model.workspace import Workspace


def news_of(workspace: Workspace) -> tuple[News, ...]:
    """An entry for each recorded release, in the order in which they were recorded."""
    layers = {layer.id: layer for layer in workspace.layers}
    releases = workspace.register.releases
    return tuple(_news(workspace, release, layers) for release in releases if release.of in {MASTER, *layers})


def feed_of(workspace: Workspace, shown: Iterable[str]) -> Feed | None:
    """The feed of what was released of the texts behind the editions `shown`, newest first; None where that is none."""
    editions = frozenset(shown)
    found = [news for news in news_of(workspace) if news.editions & editions]
    if not found:
        return None
    newest_first = sorted(found, key=lambda news: news.date)[::-1]
    config, master = workspace.config, workspace.master
    return Feed(
        _name("feed", workspace.register.releases[0].digest),
        config.title,
        config.source_language,
        config.address.rstrip("/"),
        master.licence,
        master.statement.source if master.statement else "",
        tuple(newest_first),
    )


def _news(workspace: Workspace, release: Release, layers: dict[str, Layer]) -> News:
    layer = layers.get(release.of)
    title = layer.title if layer else workspace.master.title.source
    return News(
        _name(release.of, release.version, release.digest),
        f"{title} {release.version}",
        release.date,
        tuple(_said(workspace.register, release, layer)),
        frozenset(each.id for each in workspace.editions if each.layer == release.of),
    )


def _said(register: Register, release: Release, layer: Layer | None) -> Iterator[str]:
    """What is recorded of the release, sentence by sentence."""
    if layer and layer.illustrative:
        yield f"Illustration. Not issued by the authorities of {layer.place or layer.title}."
    earlier = [each for each in register.releases if each.of == release.of]
    before = earlier[: earlier.index(release)]
    if before:
        yield f"Follows {before[-1].version} of {before[-1].date}."
    if before and not layer:
        yield from (_step(step) for step in register.lineage if before[-1].date < step.date <= release.date)
    yield f"Digest of the text: {release.digest}."


def _step(step: Lineage) -> str:
    """What became of an id."""
    to = f", now {', '.join(step.to)}" if step.to else ""
    why = f": {step.why.rstrip('.')}" if step.why else ""
    return f"{step.change.capitalize()}: {step.id}{to}{why}."


def _name(*parts: str) -> str:
    """A name that stays the same wherever and whenever the feed is written."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, chr(10).join(parts))}"
