"""Pictures and style sheets that a layer brings: what in them could run, load something or hide what must be seen; it
must not draw them."""

import re
from collections.abc import Iterator

from cop_author.formats.xml_text import Element, parse
from cop_author.model.brand import OwnFile
from cop_author.model.problem import Problem, Rule

UNSAFE_MARK = Rule(
    "B302",
    "A logo that cannot be used",
    "A picture that runs scripts, loads from elsewhere or holds pages is a way into every reader's device.",
    "Draw it again with shapes alone and save it as plain SVG, or save it as PNG.",
)
UNSAFE_STYLE = Rule(
    "L403",
    "A style sheet that loads from elsewhere, or hides what must be seen",
    "What is loaded tells a stranger who reads; help, labels and notices are there for every reader.",
    "Remove the declaration. Pictures and fonts come with the edition.",
)
MOST_BYTES = 200_000
_SVG = "http://www.w3.org/2000/svg"
_PNG = b"\x89PNG\r\n\x1a\n"
_REFUSED = frozenset({"script", "foreignObject", "iframe", "image", "use", "animate", "set", "handler", "a"})
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LOADS = re.compile(
    r"@import|@font-face|@namespace|url\s*\(|image-set|src\s*\(|expression\s*\(|javascript:|[\\<]", re.IGNORECASE
)
_HIDES = re.compile(
    r"(?<![-\w])(?:display\s*:\s*none|visibility\s*:|opacity\s*:|clip(?:-path)?\s*:|content-visibility|transform\s*:|"
    r"font-size\s*:\s*0|position\s*:|running\s*\(|all\s*:|text-indent\s*:|color\s*:\s*transparent)",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"--(?:paper|ink|muted|accent|on-accent|soft|fill(?:-[23])?|line|help|on-help)\s*:")
_PROTECTED = re.compile(
    r"\.(?:illustration|independence|draft-translation|translation|caution|strip|fact|meaning|help-now|help-strip|"
    r"help-page|rescue|run-help|run-illustration|run-state|banner|leave)\b"
)


def check_mark(file: OwnFile) -> Iterator[Problem]:
    """Why a layer's picture cannot be used."""
    if len(file.content) > MOST_BYTES:
        yield UNSAFE_MARK.at(file.where, f"it has {len(file.content) / 1000:.0f} kB; 200 kB is the most")
    elif file.path.endswith(".png"):
        if not file.content.startswith(_PNG):
            yield UNSAFE_MARK.at(file.where, "it is called .png and is none")
    else:
        yield from _check_svg(file)


def check_style(file: OwnFile) -> Iterator[Problem]:
    """What a layer's style sheet must not do."""
    text = file.content.decode("utf-8", "replace")
    bare = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    for number, line in enumerate(bare.split("\n"), 1):
        where = file.where.on(number)
        if found := _LOADS.search(line):
            yield UNSAFE_STYLE.at(where, f"{found[0]!r} could load something from elsewhere")
        if found := _HIDES.search(line):
            yield UNSAFE_STYLE.at(where, f"{found[0]!r} could hide what must be seen")
        if found := _COLOUR.search(line):
            yield UNSAFE_STYLE.at(where, f"{found[0]} belongs in brand.yaml, where its contrast is computed")
        if found := _PROTECTED.search(line):
            yield UNSAFE_STYLE.at(where, f"{found[0]} is the tool's: help, labels and notices look alike everywhere")


def _check_svg(file: OwnFile) -> Iterator[Problem]:
    root, problems = parse(file.content, file.where.file, _SVG)
    if root is None:
        yield from (UNSAFE_MARK.at(problem.where, problem.message) for problem in problems)
        return
    if root.name != "svg":
        yield UNSAFE_MARK.at(file.where.on(root.line), f"it begins with <{root.name}>, not with <svg>")
        return
    for element in _walk(root):
        for message in _faults(element):
            yield UNSAFE_MARK.at(file.where.on(element.line), message)


def _faults(element: Element) -> Iterator[str]:
    name = element.name.rpartition("}")[2]
    if name in _REFUSED or name != element.name:
        yield f"it holds <{name}>"
    for key, value in element.attributes.items():
        attribute = key.rpartition("}")[2].rpartition(":")[2].lower()
        if attribute.startswith("on"):
            yield f"it holds {attribute}=…, which runs a script"
        elif attribute in ("href", "src") and not value.startswith("#"):
            yield f"it refers to {value[:60]!r}"
        elif re.search(r"url\s*\(\s*['\"]?(?!#)|javascript:|\\", value, re.IGNORECASE):
            yield f"it refers to something outside in {attribute}"
    if name == "style" and _LOADS.search("".join(child for child in element.children if isinstance(child, str))):
        yield "its style sheet could load something from elsewhere"


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element.elements:
        yield from _walk(child)
