"""The documentation says what is so: links, commands, options, examples, codes and cases."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import click
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from cop_author.app.explain import as_markdown, rules
from cop_author.app.layers import check_layers
from cop_author.app.texts import opened_from
from cop_author.cli.main import cop
from cop_author.core.validate import validate
from cop_author.formats.kinds import FILE_KINDS, FileKind, json_schema, kind_of, load
from cop_author.formats.yaml_text import phone_trap
from cop_author.store.workspace import Found
from tests.conftest import REPOSITORY

DOCS = REPOSITORY / "docs"
CASES = range(1, 50)
_FOREIGN = {"node_modules", "build", "dist"}
_MARKER = re.compile(r"\bmark\.edge_case\(([\d, ]+)\)")
_COMMENT = re.compile(r"# (\S+\.yaml)\n")


def pages() -> list[Path]:
    """Every Markdown file of the project."""
    found = (path.relative_to(REPOSITORY) for path in REPOSITORY.rglob("*.md"))
    return sorted(path for path in found if not any(part in _FOREIGN or part.startswith(".") for part in path.parts))


def said() -> str:
    return "\n".join((REPOSITORY / page).read_text(encoding="utf-8") for page in pages())


@cache
def tokens(page: Path) -> list[Token]:
    markdown = MarkdownIt("commonmark").enable("table")
    return markdown.parse((REPOSITORY / page).read_text(encoding="utf-8"))


def fences(page: Path, language: str) -> list[str]:
    return [token.content for token in tokens(page) if token.type == "fence" and token.info == language]


# Links


@cache
def anchors(page: Path) -> set[str]:
    """The anchors that a forge makes of a page's headings."""
    seen: dict[str, int] = defaultdict(int)
    found = set()
    for at, token in enumerate(tokens(page)):
        if token.type == "heading_open":
            title = "".join(child.content for child in tokens(page)[at + 1].children or [])
            slug = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
            found.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
            seen[slug] += 1
    return found


def targets(page: Path) -> Iterator[str]:
    for token in tokens(page):
        for child in token.children or []:
            if child.type in {"link_open", "image"}:
                yield str(child.attrs.get("href") or child.attrs.get("src"))


@pytest.mark.parametrize("page", pages(), ids=str)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in targets(page):
        parts = urlsplit(target)
        if parts.scheme:
            assert parts.scheme == "https", f"{page}: {target}"
            continue
        file = (REPOSITORY / page).parent / unquote(parts.path) if parts.path else REPOSITORY / page
        assert file.exists(), f"{page}: {target}"
        if parts.fragment:
            where = file.resolve().relative_to(REPOSITORY.resolve())
            assert parts.fragment in anchors(where), f"{page}: {target}"


def test_every_page_is_reached_from_the_first() -> None:
    reached, ahead = set(), [Path("README.md")]
    while ahead:
        page = ahead.pop()
        if page not in reached:
            reached.add(page)
            files = ((REPOSITORY / page).parent / urlsplit(target).path for target in targets(page))
            ahead += [f.resolve().relative_to(REPOSITORY.resolve()) for f in files if f.suffix == ".md"]
    own = {page for page in pages() if page.parts[0] == "docs" or len(page.parts) == 1}
    assert own - reached == set()


# Commands


def commands(group: click.Group = cop, above: str = "cop") -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        path = f"{above} {name}"
        found |= commands(command, path) if isinstance(command, click.Group) else {path: command}
    return found


def shell_lines(page: Path) -> Iterator[str]:
    """What a reader is told to type, in blocks and in the text."""
    for block in fences(page, "console"):
        yield from re.sub(r"\\\n\s*", "", block).splitlines()
    for token in tokens(page):
        for child in token.children or []:
            if child.type == "code_inline":
                yield child.content


@pytest.mark.parametrize("path", commands())
def test_every_command_is_in_the_documentation(path: str) -> None:
    assert re.search(rf"`{path}[` ]", said()), f"name `{path}` in docs/editing.md"


@pytest.mark.parametrize("page", pages(), ids=str)
def test_every_command_that_is_shown_exists_with_its_options(page: Path) -> None:
    for line in shell_lines(page):
        match = re.match(r"(?:\$ )?(?:\.venv/bin/)?(cop(?: [a-z]+(?:-[a-z]+)*){1,2})\b(.*)", line)
        if not match:
            continue
        words = match[1].split()
        path = next((p for n in (3, 2) if (p := " ".join(words[:n])) in commands()), "")
        if not path:
            assert len(words) == 2, f"{page}: {line}"
            assert any(known.startswith(f"{match[1]} ") for known in commands()), f"{page}: {line}"
            continue
        takes = {option for parameter in commands()[path].params for option in parameter.opts} | {"--help"}
        for option in re.findall(r"(?<!\S)--[a-z-]+", re.sub(r'"[^"]*"', "", line)):
            assert option in takes, f"{page}: {line}"


@pytest.mark.parametrize("path", commands())
def test_the_options_listed_for_a_command_are_its_own(path: str) -> None:
    line = next((row for row in (DOCS / "editing.md").read_text().splitlines() if row.startswith(f"| `{path}")), "")
    assert line, f"list `{path}` under All commands in docs/editing.md"
    takes = {option for parameter in commands()[path].params for option in parameter.opts}
    assert set(re.findall(r"--[a-z-]+", line)) <= takes


def test_the_commands_of_the_readme_are_targets_of_make() -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    known = {"", *re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE)}
    named: set[str] = set()
    for page in pages():
        named |= {
            match[1] or "" for line in shell_lines(page) if (match := re.match(r"make(?: ([a-z-]+))?(?=\s|$)", line))
        }
    assert named >= {"", "test"}
    assert named <= known


# Problems


def test_the_list_of_problems_is_what_the_tool_writes() -> None:
    written = (DOCS / "problems.md").read_text(encoding="utf-8")
    assert written == as_markdown(), "run: cop explain --markdown > docs/problems.md"


def test_every_code_in_the_documentation_is_known() -> None:
    known = {rule.code for rule in rules()}
    for page in pages():
        text = (REPOSITORY / page).read_text(encoding="utf-8")
        assert set(re.findall(r"\b[A-Z][1-9]\d\d\b", text)) <= known, page


# Files


def examples() -> dict[str, str]:
    """The blocks of docs/formats.md that begin with the path of the file they show."""
    blocks = fences(Path("docs/formats.md"), "yaml")
    return {match[1]: block for block in blocks if (match := _COMMENT.match(block)) and kind_of(match[1])}


@pytest.mark.parametrize("path", examples())
def test_every_example_of_a_file_loads(path: str) -> None:
    kind = kind_of(path)
    assert kind is not None
    value, problems = load(examples()[path], path, kind, "en")
    assert [f"{p.where} {p.code} {p.message}" for p in problems] == []
    assert value is not None


def test_the_examples_together_are_a_workspace_without_errors(tmp_path: Path) -> None:
    pictures = re.findall(r"image: (\S+)", "\n".join(examples().values()))
    opened, problems = opened_from(Found(tmp_path, examples(), dict.fromkeys(pictures, 1), ()))
    assert opened is not None
    own = validate(opened.workspace)
    found = (*problems, *own, *check_layers(opened, own))
    assert [f"{p.where} {p.code} {p.message}" for p in found if p.is_error] == []


def test_every_yaml_block_is_loaded_or_says_why_not() -> None:
    named = [block for block in fences(Path("docs/formats.md"), "yaml") if _COMMENT.match(block)]
    assert len(named) == len(examples()), "two examples for one path"


def keys(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for value in schema.values():
            yield from keys(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from keys(value)


@pytest.mark.parametrize("kind", FILE_KINDS, ids=lambda kind: f"{kind.name}-{kind.pattern}")
def test_every_kind_of_file_has_an_example_and_every_key_is_explained(kind: FileKind) -> None:
    assert any(kind_of(path) is kind for path in examples()), kind.pattern
    text = (DOCS / "formats.md").read_text(encoding="utf-8")
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    assert {key for key in keys(json_schema(kind)) if f"`{key}`" not in prose} == set()


def test_every_yaml_trap_that_is_listed_is_one() -> None:
    text = (DOCS / "formats.md").read_text(encoding="utf-8").partition("### YAML traps")[2].partition("##")[0]
    rows = re.findall(r'^\| `(.+?)` \| .+ \| `"(.+?)"` \|$', text, re.MULTILINE)
    assert len(rows) > 5
    for written, quoted in rows:
        assert written == quoted
        assert phone_trap(written), written


# Cases


def marked() -> dict[int, set[str]]:
    """Case → the files with tests that carry its number."""
    found: dict[int, set[str]] = defaultdict(set)
    for path in sorted((REPOSITORY / "tests").rglob("test_*.py")):
        for match in _MARKER.finditer(path.read_text(encoding="utf-8")):
            for number in match[1].replace(",", " ").split():
                found[int(number)].add(path.relative_to(REPOSITORY).as_posix())
    return found


def cases() -> dict[int, str]:
    text = (DOCS / "edge-cases.md").read_text(encoding="utf-8")
    parts = re.split(r"^### (\d+)\. ", text, flags=re.MULTILINE)[1:]
    return {int(number): body.partition("\n## ")[0] for number, body in zip(parts[::2], parts[1::2], strict=True)}


def test_every_case_is_described_in_order() -> None:
    assert list(cases()) == list(CASES)
    assert set(marked()) <= set(CASES)


@pytest.mark.parametrize("number", CASES)
def test_a_case_names_the_tests_that_carry_its_number_and_no_others(number: int) -> None:
    body = cases()[number]
    line = re.search(r"^Tested by: (.+)$", body, re.MULTILINE)
    named = set(re.findall(r"\]\(\.\./(\S+?)\)", line[1])) if line else set()
    right = ", ".join(f"[{file}](../{file})" for file in sorted(marked()[number]))
    assert named == marked()[number], f"docs/edge-cases.md, case {number}: write\nTested by: {right}"


@pytest.mark.parametrize("number", CASES)
def test_a_case_says_whether_it_is_tested_or_with_what_it_comes(number: int) -> None:
    body = cases()[number]
    tested, untested = "\nTested by: " in body, "\nNot tested yet." in body
    comes = re.search(r"^Comes with: (.+)$", body, re.MULTILINE)
    assert tested or untested or comes
    assert not (tested and untested)
    assert not comes or set(comes[1].split(", ")) <= {"layers", "catalogues", "publishing"}


# Decisions


def test_every_decision_is_listed_and_has_its_four_parts() -> None:
    folder = DOCS / "decisions"
    files = sorted(path.name for path in folder.glob("[0-9]*.md"))
    listed = re.findall(r"^\| \[\d+\]\((\S+)\)", (folder / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert listed == files
    for number, name in enumerate(files, 1):
        text = (folder / name).read_text(encoding="utf-8")
        assert name.startswith(f"{number:04}-")
        assert text.startswith(f"# {number:04} ")
        parts = re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE)
        assert parts == ["Context", "Decision", "Alternatives", "Consequences"], name
