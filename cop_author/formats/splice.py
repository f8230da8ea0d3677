"""Edits of YAML text at known positions: nothing outside the edited value changes by a byte; it never re-dumps a file.

Each edit is checked: the new text is parsed again and must hold just what was asked for. Where the form of the file
does not allow that, `EditRefused` says so, and nothing has been changed.
"""

import textwrap
from collections.abc import Sequence as AnySequence
from typing import Any

from cop_author.errors import CopError
from cop_author.formats.yaml_text import Mapping, Node, Scalar, Sequence, parse
from cop_author.formats.yaml_writer import Plain, style_for, write_item, write_mapping, write_scalar

Path = tuple[str | int, ...]
"""Keys and positions from the top of a file to a value: ('units', 0, 'title')."""


class EditRefused(CopError):
    """The file cannot be edited without touching more than was asked for."""


def to_plain(node: Node) -> Plain:
    """Strings, lists and dicts without positions."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [to_plain(item) for item in node.items]
    return {key.value: to_plain(value) for key, value in node.entries}


def set_value(text: str, path: Path, value: str, order: AnySequence[str] = ()) -> str:
    """`text` with the scalar at `path` set to `value`; a key that is not there is added where `order` puts it."""
    parent = _at(text, path[:-1])
    old = _child(parent, path[-1])
    if isinstance(old, Scalar):
        indent = _indent_of_value(text, parent, old)
        in_flow = getattr(parent, "flow", False)
        new = _spliced(text, old.start, content_end(text, old), write_scalar(value, old.style, indent, in_flow=in_flow))
    elif old is None and isinstance(parent, Mapping):
        new = _add_key(text, parent, str(path[-1]), value, order)
    else:
        raise EditRefused("the value is a list or a mapping, not a single text", "Edit it in the file.")
    return _checked(text, new, path, value)


def set_mapping(text: str, path: Path, item: dict[str, Any]) -> str:
    """`text` with the mapping at `path` set to `item`; a key that is not there is added after the last."""
    parent = _at(text, path[:-1])
    if not isinstance(parent, Mapping) or (parent.flow and parent.entries):
        raise EditRefused("the entries are written on one line", "Put each on a line of its own.")
    indent = parent.entries[0][0].column - 1 if parent.entries else _indent_of_line(text, parent.start) + 2
    lines = _indented(write_mapping({str(path[-1]): item}), indent)
    old = next(((key, value) for key, value in parent.entries if key.value == path[-1]), None)
    if old:
        new = _spliced(text, old[0].start, content_end(text, old[1]), lines.strip())
    elif parent.entries:
        end = content_end(text, parent.entries[-1][1])
        place = _line_end(text, max(end, parent.entries[-1][0].end + 1))
        new = _spliced(text, place, place, lines if text[:place].endswith("\n") else f"\n{lines}")
    else:
        new = _spliced(text, len(text[: parent.start].rstrip(" ")), _line_end(text, parent.end), f"\n{lines}")
    return _checked(text, new, path, item)


def remove_key(text: str, path: Path) -> str:
    """`text` without the key at `path` and its value."""
    parent = _at(text, path[:-1])
    if not isinstance(parent, Mapping) or parent.get(str(path[-1])) is None:
        raise EditRefused(f"there is no key {path[-1]!r} to remove", "")
    at = next(n for n, (key, _) in enumerate(parent.entries) if key.value == path[-1])
    key, value = parent.entries[at]
    if parent.flow:
        start, end = _flow_span(text, [k.start for k, _ in parent.entries], at, content_end(text, value))
    else:
        start, end = _line_start(text, key.start), _line_end(text, content_end(text, value))
        if text[start : key.start].strip():
            raise EditRefused("the key shares its line with the item's dash", "Edit the file.")
    return _checked(text, _spliced(text, start, end, ""), path, None)


def item_text(text: str, path: Path) -> str:
    """The lines of the list item at `path` as they stand, dash and the comment lines directly above it included."""
    start, end = _item_span(text, path)
    return text[start:end]


def remove_item(text: str, path: Path) -> str:
    """`text` without the list item at `path`; a list that loses its last item becomes `[]`."""
    items = _at(text, path[:-1])
    at = int(path[-1])
    if isinstance(items, Sequence) and items.flow:
        start, end = _flow_span(text, [item.start for item in items.items], at, content_end(text, items.items[at]))
        return _checked(text, _spliced(text, start, end, ""), path, None)
    start, end = _item_span(text, path)
    new = _spliced(text, start, end, "")
    if isinstance(items, Sequence) and len(items.items) == 1:
        key = text[:start].rstrip()
        if not key.endswith(":"):
            raise EditRefused("a comment stands between the list and its last item", "Edit the file.")
        new = f"{key} []\n{text[end:]}"
    return _checked(text, new, path, None)


def insert_item(text: str, path: Path, item: Plain | str, raw: str = "") -> str:
    """`text` with `item` put before position `path[-1]` of the list at `path[:-1]`; `raw` are its lines, if known."""
    items = _at(text, path[:-1])
    if not isinstance(items, Sequence) or (items.flow and items.items):
        raise EditRefused("the list is written on one line", "Put its items on lines of their own, after a dash.")
    at = int(path[-1])
    indent = _indent_of_items(text, items)
    lines = _reindented(raw, indent) if raw else _indented(write_item(item), indent)
    if not items.items:
        new = _spliced(text, len(text[: items.start].rstrip(" ")), _line_end(text, items.end), f"\n{lines}")
    elif at < len(items.items):
        where = _item_span(text, (*path[:-1], at))[0]
        new = _spliced(text, where, where, lines)
    else:
        where = _item_span(text, (*path[:-1], len(items.items) - 1))[1]
        new = _spliced(text, where, where, lines if text[:where].endswith("\n") else f"\n{lines}")
    expected = _plain_of(text)
    _reach(expected, path[:-1]).insert(at, _item_of(raw) if raw else item)
    return _agreed(new, expected)


def content_end(text: str, node: Node) -> int:
    """Where what `node` holds ends, without the blank lines and comments after it."""
    if isinstance(node, Scalar):
        block = node.style in {"|", ">"}
        return node.start + len(text[node.start : node.end].rstrip()) if block else node.end
    if node.flow:
        return node.end
    if isinstance(node, Sequence):
        return content_end(text, node.items[-1]) if node.items else node.end
    key, value = node.entries[-1]
    return max(content_end(text, value), key.end + 1)


def _at(text: str, path: Path) -> Node:
    node, problems = parse(text, "")
    if node is None:
        raise EditRefused(f"the file cannot be read: {problems[0].message}", "Mend it first; `cop check` says where.")
    for step in path:
        below = _child(node, step)
        if below is None:
            raise EditRefused(f"there is no {step!r} here", "")
        node = below
    return node


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Mapping) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None


def _add_key(text: str, parent: Mapping, key: str, value: str, order: AnySequence[str]) -> str:
    rank = {name: at for at, name in enumerate(order)}
    before = [
        n for n, (k, _) in enumerate(parent.entries) if rank.get(k.value, len(rank) + 1) <= rank.get(key, len(rank))
    ]
    at = before[-1] if before else 0
    end = content_end(text, parent.entries[at][1])
    end = max(end, parent.entries[at][0].end + 1)
    if parent.flow:
        return _spliced(text, end, end, f", {key}: {write_scalar(value, '', 0, in_flow=True)}")
    column = parent.entries[0][0].column - 1
    line = f"{' ' * column}{key}: {write_scalar(value, style_for(value), column + 2)}"
    place = _line_end(text, end)
    before_it = "" if text[:place].endswith("\n") else "\n"
    return _spliced(text, place, place, f"{before_it}{line}\n")


def _indent_of_value(text: str, parent: Node, old: Scalar) -> int:
    if old.style in {"|", ">"}:
        body = text[text.index("\n", old.start) + 1 : old.end]
        first = next((line for line in body.split("\n") if line.strip()), "")
        if first:
            return len(first) - len(first.lstrip())
    return parent.column + 1


def _indent_of_items(text: str, items: Sequence) -> int:
    """The column of the dashes; two deeper than the key where the list is still empty."""
    if items.items:
        dash = _dash(text, items.items[0])
        return dash - _line_start(text, dash)
    return _indent_of_line(text, items.start) + 2


def _indent_of_line(text: str, at: int) -> int:
    """The column at which the key before `at` begins, behind the dash of its item if there is one."""
    line = text[_line_start(text, at) : at]
    return len(line) - len(line.lstrip(" -"))


def _dash(text: str, item: Node) -> int:
    """The place of the dash before a block item."""
    return text.rindex("-", 0, item.start)


def _item_span(text: str, path: Path) -> tuple[int, int]:
    items = _at(text, path[:-1])
    at = int(path[-1])
    if not isinstance(items, Sequence) or items.flow or at >= len(items.items):
        raise EditRefused("the list is written on one line", "Put its items on lines of their own, after a dash.")
    start = _line_start(text, _dash(text, items.items[at]))
    indent = _dash(text, items.items[at]) - start
    while start > 0:
        above = _line_start(text, start - 1)
        line = text[above : start - 1]
        if not line.startswith(" " * indent + "#"):
            break
        start = above
    return start, _line_end(text, content_end(text, items.items[at]))


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    """The start of the line after the one in which `at` stands."""
    newline = text.find("\n", max(at - 1, 0)) if at and text[at - 1 : at] == "\n" else text.find("\n", at)
    return len(text) if newline == -1 else newline + 1


def _flow_span(text: str, starts: list[int], at: int, end: int) -> tuple[int, int]:
    """An entry of `[a, b]` or `{a: b}` with the comma that goes with it."""
    if at + 1 < len(starts):
        return starts[at], starts[at + 1]
    if at == 0:
        return starts[0], end
    return text.rindex(",", 0, starts[at]), end


def _indented(lines: str, indent: int) -> str:
    return textwrap.indent(lines, " " * indent)


def _reindented(raw: str, indent: int) -> str:
    dash = next(line for line in raw.split("\n") if line.lstrip().startswith("-"))
    shift = indent - (len(dash) - len(dash.lstrip()))
    moved = (line and (" " * shift + line if shift >= 0 else line[-shift:]) for line in raw.split("\n"))
    lines = "\n".join(moved)
    return lines if lines.endswith("\n") else f"{lines}\n"


def _item_of(raw: str) -> Any:
    return _plain_of(textwrap.dedent(raw))[0]


def _plain_of(text: str) -> Any:
    return to_plain(_at(text, ()))


def _reach(plain: Any, path: Path) -> Any:
    for step in path:
        plain = plain[step]
    return plain


def _spliced(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _checked(old: str, new: str, path: Path, value: Plain | None) -> str:
    """`new`, if it holds just what `old` held with `path` set to `value` (None: removed)."""
    expected = _plain_of(old)
    parent = _reach(expected, path[:-1])
    if value is None:
        del parent[path[-1]]
    else:
        parent[path[-1]] = value
    return _agreed(new, expected)


def _agreed(new: str, expected: Any) -> str:
    node, _ = parse(new, "")
    found = to_plain(node) if node is not None else None
    if _stripped(found) != _stripped(expected):
        raise EditRefused("the file's form does not allow this edit", "Edit the file by hand.")
    return new


def _stripped(plain: Any) -> Any:
    """Without the white space around texts, which a folded block may end with or not."""
    if isinstance(plain, str):
        return plain.strip()
    if isinstance(plain, list):
        return [_stripped(item) for item in plain]
    return {key: _stripped(value) for key, value in plain.items()} if isinstance(plain, dict) else plain
