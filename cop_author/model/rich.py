"""Inline text after parsing: what a sentence consists of; it must not know how it is shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from cop_author.model.vocabulary import ParameterType


@dataclass(frozen=True, slots=True)
class Words:
    """Plain characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed text (`*so*`)."""

    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Strong:
    """Important text (`**so**`)."""

    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Link:
    """A reference: `unit:`, `term:`, `ref:` (a source) or `https:`."""

    target: str
    children: "tuple[Inline, ...]"

    @property
    def scheme(self) -> str:
        """What stands before the first colon."""
        return self.target.partition(":")[0]

    @property
    def name(self) -> str:
        """What stands after the first colon."""
        return self.target.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A parameter to be filled in: `{hotline.name}` or, in a translation, `{regulator.name:genitive}`."""

    name: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter filled in. `generic`: the country has still to state its own. `href`: where a tap leads, or ''."""

    name: str
    text: str
    type: ParameterType
    generic: bool = False
    href: str = ""


Inline = Words | Emphasis | Strong | Link | Placeholder | Value


def walk(nodes: tuple[Inline, ...]) -> Iterator[Inline]:
    """All nodes, a parent before its children, in reading order."""
    for node in nodes:
        yield node
        if isinstance(node, Emphasis | Strong | Link):
            yield from walk(node.children)


def plain(nodes: tuple[Inline, ...]) -> str:
    """The characters that a reader sees; a placeholder that is not filled shows as `{name}`."""
    return "".join(_shown(node) for node in walk(nodes))


def _shown(node: Inline) -> str:
    if isinstance(node, Words | Value):
        return node.text
    return f"{{{node.name}}}" if isinstance(node, Placeholder) else ""
