"""Where a law or a value can be read: a source that is there, or a web address that becomes one of the layer's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from cop_author.errors import UsageError
from cop_author.formats.unit_sheet import fresh_id
from cop_author.model.layer import Layer
from cop_author.model.vocabulary import Source
from cop_author.model.workspace import Master
from cop_author.text.nearest import did_you_mean


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as a person names it: its id or a web address; `title` and `publisher` are for an address."""

    named: str
    title: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source that is to be one of the layer's own."""

    id: str
    title: str
    publisher: str
    address: str
    read: str

    @property
    def item(self) -> dict[str, str]:
        """As it stands in the layer's sources.yaml, below its id."""
        return {"title": self.title, "publisher": self.publisher, "address": self.address, "read": self.read}


def known_sources(ground: Master, layer: Layer) -> dict[str, str]:
    """Id → address of every source that a layer may cite."""
    sources: tuple[Source, ...] = (*ground.sources, *layer.sources)
    return {source.id: source.address for source in sources}


def source_for(layer: str, known: Mapping[str, str], cited: Cited, today: str) -> tuple[str, NewSource | None]:
    """The id of what is cited, and the source to be made of a web address that nobody has cited before."""
    if cited.named in known:
        return cited.named, None
    if not is_address(cited.named):
        hint = did_you_mean(cited.named, known) or "Give the web address where it can be read, and who published it."
        raise UsageError(f"there is no source {cited.named!r}", hint)
    same = next((name for name, address in known.items() if address == cited.named), "")
    if same:
        return same, None
    if not cited.publisher:
        raise UsageError(f"nobody is named who published {cited.named}", 'Name them: --publisher "Parliament of …".')
    title = cited.title or urlsplit(cited.named).netloc.removeprefix("www.")
    name = fresh_id(layer, title, set(known))
    return name, NewSource(name, title, cited.publisher, cited.named, today)


def is_address(named: str) -> bool:
    """Whether a source is named by its web address."""
    return named.startswith(("https://", "http://"))
