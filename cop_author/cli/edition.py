"""`cop edition`: list, show and build."""

from pathlib import Path

import click

from cop_author.app import editions
from cop_author.cli.building import build_editions, build_options
from cop_author.cli.console import print_json, print_table, today


@click.group("edition")
def command() -> None:
    """List, show and build editions."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def list_editions(folder: Path, as_json: bool) -> None:
    """List editions with their units and words.

    \b
    Example:
      cop edition list --json
    """
    found = editions.summaries(folder, today())
    if as_json:
        print_json([summary.as_dict() for summary in found])
        return
    rows = ((s.id, ", ".join(s.languages), str(s.units), str(s.words), s.title) for s in found)
    print_table(rows, ("edition", "languages", "units", "words", "title"))


@command.command("show")
@click.argument("edition")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def show(folder: Path, edition: str, as_json: bool) -> None:
    """Show what an edition holds: its sections and units in order.

    \b
    Example:
      cop edition show children-9-12
    """
    found = editions.contents(folder, edition, today())
    if as_json:
        print_json(found.as_dict())
        return
    click.secho(found.title, bold=True)
    for line in found.lines:
        click.echo(f"{'  ' * line.level}{line.id}  {line.title}" if line.level else click.style(line.title, bold=True))


@command.command("build")
@build_options
@click.pass_obj
def build(folder: Path, editions: tuple[str, ...], out: Path | None, jobs: int, force: bool, as_json: bool) -> None:
    """Build editions as HTML and PDF; the same as `cop build`.

    \b
    Example:
      cop edition build industry
    """
    build_editions(folder, editions, out, jobs, force, as_json)
