"""How findings, tables and word differences are printed; it must not know any command."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from cop_author.core.compare import FieldChange
from cop_author.model.problem import Problem, Severity
from cop_author.model.runs import Op, Run
from cop_author.text.words import diff

PROBLEMS, GATE = 1, 4
"""Exit codes: errors in the text; a gate that holds an edition back."""

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def print_problems(problems: Sequence[Problem], form: str = "text") -> None:
    """Problems as text for people, as JSON for programs, or as annotations for GitHub."""
    if form == "json":
        print_json({"problems": [problem_as_json(problem) for problem in problems]})
    elif form == "github":
        for problem in problems:
            click.echo(_annotation(problem))
    else:
        for problem in problems:
            severity = click.style(str(problem.severity), fg=_COLOURS[problem.severity])
            place = f"{problem.where}: " if problem.where.file else ""
            click.echo(f"{place}{severity} {problem.code}: {problem.message}")
            if problem.hint:
                click.secho(f"  {problem.hint}", dim=True)


def problem_as_json(problem: Problem) -> dict[str, Any]:
    """A problem as plain values."""
    where = problem.where
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "file": where.file,
        "line": where.line,
        "column": where.column,
        "message": problem.message,
        "hint": problem.hint,
    }


def count_line(problems: Iterable[Problem]) -> str:
    """'2 errors, 1 warning'; 'no problems'."""
    counts = dict.fromkeys(Severity, 0)
    for problem in problems:
        counts[problem.severity] += 1
    parts = [f"{n} {severity}{'' if n == 1 else 's'}" for severity, n in counts.items() if n]
    return ", ".join(parts) or "no problems"


def shown(path: Path) -> str:
    """A path as a person would write it from here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def today() -> str:
    """The day it is here (ISO 8601)."""
    return datetime.now().astimezone().date().isoformat()


def print_json(value: object) -> None:
    """`value` as indented JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(rows: Iterable[Sequence[str]], head: Sequence[str]) -> None:
    """Columns aligned by the longest entry; the last one runs free."""
    table = [tuple(head), *(tuple(row) for row in rows)]
    widths = [max(len(row[at]) for row in table) for at in range(len(head) - 1)]
    for number, row in enumerate(table):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        line = "  ".join([*cells, row[-1]]).rstrip()
        click.secho(line, bold=number == 0)


def wrapped(text: str, first: str, rest: str, width: int = 80) -> Iterator[str]:
    """`text` in lines of at most `width` characters as they are seen, colours not counted; words are never broken."""
    line, empty = first, True
    for word in text.split(" "):
        longer = line + ("" if empty else " ") + word
        if not empty and len(click.unstyle(longer)) > width:
            yield line
            longer = rest + word
        line, empty = longer, False
    yield line


def marked(runs: Iterable[Run]) -> str:
    """A word difference: deletions struck red, insertions green, and in brackets where colour is not shown."""
    return "".join(_marked(run) for run in runs)


def marked_fields(changes: Iterable[FieldChange]) -> Iterator[str]:
    """The lines of each field that changed: `#text: … [-old-]{+new+} …`."""
    for change in changes:
        yield from wrapped(
            marked(diff(change.old, change.new)), f"  {click.style('#' + change.field, fg='cyan')}: ", "    "
        )


def _marked(run: Run) -> str:
    if run.op is Op.DELETE:
        return click.style(f"[-{run.text}-]", fg="red")
    return click.style(f"{{+{run.text}+}}", fg="green") if run.op is Op.INSERT else run.text


def _annotation(problem: Problem) -> str:
    where = problem.where
    message = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    place = f"file={_escaped(where.file)},line={where.line},col={where.column},title={problem.code}"
    return f"::{_GITHUB[problem.severity]} {place}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
