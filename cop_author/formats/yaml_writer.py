"""New YAML text for values that did not come from a file; it must not touch text that did."""

import re
import textwrap
from typing import Any

from cop_author.formats.yaml_text import phone_trap

Plain = str | list[Any] | dict[str, Any]
WIDTH = 118


class Bare(str):
    """A value that its key takes without quotes though it looks like something else: a day, a number, a flag."""

    __slots__ = ()


def write_item(item: Plain) -> str:
    """A list item in block form, its dash in the first column, ending in a line end."""
    if isinstance(item, dict):
        body = write_mapping(item)
        return "- " + textwrap.indent(body, "  ").removeprefix("  ")
    if isinstance(item, list):
        return "-\n" + textwrap.indent("".join(_short_item(inner) for inner in item), "  ")
    return f"- {write_scalar(item, '', 2)}\n"


def write_mapping(value: dict[str, Any], indent: int = 0) -> str:
    """A mapping in block form; short inner lists and mappings stand on one line."""
    lines = []
    for key, inner in value.items():
        flow = _flow(inner)
        if isinstance(inner, str):
            lines.append(f"{key}: {write_scalar(inner, style_for(inner), 2)}\n")
        elif flow is not None and len(key) + len(flow) < WIDTH - indent:
            lines.append(f"{key}: {flow}\n")
        elif isinstance(inner, dict):
            lines.append(f"{key}:\n{textwrap.indent(write_mapping(inner, indent + 2), '  ')}")
        else:
            items = "".join(_short_item(item) for item in inner)
            lines.append(f"{key}:\n{textwrap.indent(items, '  ')}")
    return "".join(lines)


def write_scalar(value: str, style: str, indent: int, *, in_flow: bool = False) -> str:
    """`value` in YAML, in `style` where that can carry it ('' plain, ' or ", > folded, | kept)."""
    if isinstance(value, Bare):
        return str(value)
    if style in {">", "|"} and not in_flow and value == " ".join(value.split()) and value:
        width = max(40, WIDTH - indent)
        lines = textwrap.wrap(value, width, break_long_words=False, break_on_hyphens=False)
        return ">-\n" + "\n".join(" " * indent + line for line in lines)
    if style == "" and is_plain(value, in_flow=in_flow):
        return value
    if style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return _double_quoted(value)


def is_plain(value: str, *, in_flow: bool = False) -> bool:
    """Whether `value` may stand unquoted without any reader taking it for something else."""
    if not value or value != value.strip() or phone_trap(value) or not value.isprintable():
        return False
    if value[0] in "-?:,[]{}#&*!|>'\"%@`=<" or value.endswith(":") or ": " in value or " #" in value:
        return False
    return not (in_flow and re.search(r"[,:?\[\]{}]", value))


def style_for(value: str) -> str:
    """The style in which a new text of this length reads best."""
    return ">" if len(value) > 90 else ""


def _double_quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + "".join(c if c.isprintable() or c == " " else f"\\U{ord(c):08x}" for c in escaped) + '"'


def _flow(value: Any) -> str | None:
    """`value` on one line, or None where it is better read on several."""
    if isinstance(value, str):
        return write_scalar(value, "", 0, in_flow=True)
    inner = [_flow(item) for item in (value.values() if isinstance(value, dict) else value)]
    if any(part is None for part in inner):
        return None
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {part}" for key, part in zip(value, inner, strict=True)) + "}"
    if any(isinstance(item, dict) for item in value):
        return None
    return "[" + ", ".join(str(part) for part in inner) + "]"


def _short_item(item: Any) -> str:
    flow = _flow(item)
    return f"- {flow}\n" if flow is not None and len(flow) < WIDTH - 8 else write_item(item)
