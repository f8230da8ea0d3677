"""How a layer shows itself: colours, a mark, a foreword and an imprint; it must not know any look."""

from dataclasses import dataclass, field

from cop_author.model.guideline import Text
from cop_author.model.place import NOWHERE, Where


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture in the layer's `assets/`, and the words that stand for it."""

    image: str
    alt: Text
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Foreword:
    """What stands after the cover: what the edition is, who made it, and whose words these are."""

    title: Text
    what: Text
    who: Text
    signed: Text


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who publishes and who answers for it; `licence` only where it is another than the text's."""

    publisher: Text
    responsible: Text
    address: str = ""
    email: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Brand:
    """What `brand.yaml` states; `colours` are pairs of a custom property's name and `#rrggbb`."""

    colours: tuple[tuple[str, str], ...] = ()
    logo: Logo | None = None
    foreword: Foreword | None = None
    imprint: Imprint | None = None
    colours_where: Where = field(default=NOWHERE, compare=False, repr=False)
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file that a layer brings to be shown with, by its path below the layer's folder."""

    layer: str
    path: str
    content: bytes

    @property
    def where(self) -> Where:
        """Where it stands in the workspace."""
        return Where(f"content/layers/{self.layer}/{self.path}")
