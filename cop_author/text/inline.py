"""Inline CommonMark to nodes; the only user of markdown-it, and it must not resolve what links point to.

Editions carry emphasis, strong emphasis, links and parameters. Anything else is reported and never dropped.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cop_author.model.rich import Emphasis, Inline, Link, Placeholder, Strong, Words

SCHEMES = ("unit", "term", "ref", "https")
_PLACEHOLDER = re.compile(r"\{([a-z0-9]+(?:[.-][a-z0-9]+)*)(?::([a-z]+(?:-[a-z]+)*))?\}")
_MARKUP = re.compile(r"[*_`\[\]<>&\\!{}\n]")
_BLOCK = re.compile(r"\s{0,3}(#{1,6}\s|[-+*]\s|\d{1,9}[.)]\s|>|```|~~~|\|)")
_RULE = re.compile(r"\s{0,3}(?:(?:-\s*){3,}|(?:=\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})\Z")


class Parsed(NamedTuple):
    """The nodes of a text, and in words what it holds that editions cannot carry."""

    nodes: tuple[Inline, ...]
    faults: tuple[str, ...]


def placeholders(source: str) -> tuple[Placeholder, ...]:
    """The parameters that `source` mentions, in order."""
    return tuple(Placeholder(match[1], match[2] or "") for match in _PLACEHOLDER.finditer(source))


@lru_cache(maxsize=65_536)
def parse(source: str) -> Parsed:
    """The nodes of `source` and its faults."""
    if not _MARKUP.search(source) and not _BLOCK.match(source) and not _RULE.match(source):
        return Parsed((Words(source),), ())
    faults = list(_find_blocks(source))
    tokens = _markdown().parseInline(source)[0].children or []
    nodes, rest = _nodes(tokens, 0, faults)
    del rest
    return Parsed(nodes, tuple(dict.fromkeys(faults)))


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark")
    # Every link reaches us as written: the schemes are ours to judge, and a refused link would become plain text.
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return markdown


def _find_blocks(source: str) -> list[str]:
    faults = []
    if re.search(r"\n\s*\n", source):
        faults.append("a second paragraph; make it a unit of its own")
    for line in source.split("\n"):
        if _BLOCK.match(line) or _RULE.match(line):
            faults.append(f"{line[:20]!r} begins a heading, list, quotation, rule, table or code block")
    return faults


def _nodes(tokens: list[Token], start: int, faults: list[str]) -> tuple[tuple[Inline, ...], int]:
    """The nodes from `start` to the token that closes them, and the place after it."""
    nodes: list[Inline] = []
    at = start
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token.nesting == -1:
            break
        if token.nesting == 1:
            children, at = _nodes(tokens, at, faults)
            nodes.append(_parent(token, children, faults))
        else:
            nodes.extend(_leaf(token, faults))
    return _joined(nodes), at


def _parent(token: Token, children: tuple[Inline, ...], faults: list[str]) -> Inline:
    if token.type == "em_open":
        return Emphasis(children)
    if token.type == "strong_open":
        return Strong(children)
    target = str(token.attrs.get("href", ""))
    scheme, colon, rest = target.partition(":")
    if not colon or scheme not in SCHEMES or not rest:
        faults.append(f"a link to {target!r}; links begin with unit:, term:, ref: or https:")
    if "{" in target:
        faults.append("a parameter inside the target of a link; write the parameter itself, it becomes a link")
    if token.attrs.get("title"):
        faults.append("a title on a link")
    if not children:
        faults.append(f"a link to {target!r} without words")
    return Link(target, children)


def _leaf(token: Token, faults: list[str]) -> list[Inline]:
    if token.type in {"text", "text_special"}:
        return _words(token.content, faults)
    if token.type == "softbreak":
        return [Words(" ")]
    what = {
        "hardbreak": "a line break",
        "code_inline": f"code ({token.content})",
        "html_inline": f"HTML ({token.content})",
        "image": "a picture inside a sentence; use a figure",
    }.get(token.type, token.type)
    faults.append(what)
    return [Words(token.content)]


def _words(text: str, faults: list[str]) -> list[Inline]:
    nodes: list[Inline] = []
    end = 0
    for match in _PLACEHOLDER.finditer(text):
        nodes += _plain(text[end : match.start()], faults)
        nodes.append(Placeholder(match[1], match[2] or ""))
        end = match.end()
    return nodes + _plain(text[end:], faults)


def _plain(text: str, faults: list[str]) -> list[Inline]:
    if "{" in text or "}" in text:
        faults.append("a brace that is not part of a {parameter}")
    if re.search(r"<[A-Za-z/!?]", text):
        faults.append(f"HTML ({text.strip()[:40]})")
    return [Words(text)] if text else []


def _joined(nodes: list[Inline]) -> tuple[Inline, ...]:
    """Neighbouring words as one node."""
    joined: list[Inline] = []
    for node in nodes:
        if isinstance(node, Words) and joined and isinstance(joined[-1], Words):
            joined[-1] = Words(joined[-1].text + node.text)
        else:
            joined.append(node)
    return tuple(joined)
