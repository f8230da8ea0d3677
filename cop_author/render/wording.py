"""The wording of the templates as messages for translators; it must not translate."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

from jinja2.ext import babel_extract

from cop_author.model.catalogue import WORDING, Message

WRITTEN_IN = "en"
"""The language of the wording that the templates hold."""
_OPTIONS = {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true"}
_KEYWORDS = ("_", "gettext", "ngettext")
_KINDS = {"kinds": "a unit", "parts": "a part of a book", "covers": "a cover"}
_FOR_STAFF = frozenset({"pack", "portal", "review", "status"})
"""Pages that are no edition's; they are in the language of the source."""
_PYTHON = (
    ("page {n}", "render/html.py"),
    ("(translated from an earlier version of this text)", "render/html.py"),
)
"""What is said by code and by no template."""


@lru_cache(maxsize=1)
def messages_of_templates() -> tuple[Message, ...]:
    """Every piece of wording, in the order of the templates' names, with the templates that use it. It is in English,
    whatever the language of the text."""
    found: dict[tuple[str, str], list[str]] = {}
    notes: dict[tuple[str, str], dict[str, None]] = {}
    for name, template in _templates(files("cop_author.templates"), ""):
        for _, _, message, comments in babel_extract(
            BytesIO(template.read_bytes()), _KEYWORDS, ("Translators:",), _OPTIONS
        ):
            single, plural = _forms(message)
            found.setdefault((single, plural), []).append(f"templates/{name}")
            notes.setdefault((single, plural), {}).update(dict.fromkeys(comments))
    for message, where in _PYTHON:
        found.setdefault((message, ""), []).append(f"cop_author/{where}")
    return tuple(
        Message(
            WORDING,
            "",
            single,
            WRITTEN_IN,
            (_about(where), *notes.get((single, plural), ())),
            tuple(dict.fromkeys(where)),
            ("python-format",) if "%(" in single else (),
            plural,
        )
        for (single, plural), where in found.items()
    )


@lru_cache(maxsize=1)
def template_names() -> frozenset[str]:
    """The names of all templates that an edition is rendered with."""
    suffixes = (".html", ".xhtml", ".xml")
    found = (name for name, _ in _templates(files("cop_author.templates"), ""))
    return frozenset(name for name in found if name.endswith(suffixes) and name != "epub/container.xml")


def _forms(message: object) -> tuple[str, str]:
    """The message, and its plural where it has one."""
    if isinstance(message, tuple):
        return str(message[0]), str(message[1] or "")
    return str(message), ""


def _about(where: list[str]) -> str:
    kinds = {
        "kinds": "a unit",
        "parts": "a part of a book",
        "covers": "a cover",
        "layout": "a page",
        "review": "a pack",
        "epub": "an e-book",
    }
    parts = dict.fromkeys(kinds.get(name.split("/")[1], "a page") for name in where)
    return f"Wording of {', '.join(parts)}"


def _templates(folder: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        name = f"{above}{item.name}"
        if item.is_dir():
            if name not in _FOR_STAFF:
                yield from _templates(item, f"{name}/")
        elif name.endswith((".html", ".xhtml", ".xml", ".svg", ".txt", ".jinja")) and not name.startswith("fonts/"):
            yield name, item
