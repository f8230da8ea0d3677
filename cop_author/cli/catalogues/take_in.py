"""`cop catalogue import`."""

import sys
from pathlib import Path

import click

from cop_author.app.translation.take_in import Imported, import_file
from cop_author.cli.console import PROBLEMS, print_json, print_problems, problem_as_json


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--lang", default="", help="The language, where the file does not say it.")
@click.option("--dry-run", is_flag=True, help="Say what would be taken; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(folder: Path, file: Path, lang: str, dry_run: bool, as_json: bool) -> None:
    """Take translations back from XLIFF, a PO file or a pack, by address.

    Refused, with the line, is what is for another text than today's, for an unknown address, or a copy of the text.
    What is to be reviewed becomes fuzzy. An empty translation takes nothing away. Exit code 1 where one was refused.

    \b
    Examples:
      cop catalogue import sw.xliff --dry-run
      cop catalogue import sw.zip
    """
    found = import_file(folder, file, lang, dry_run=dry_run)
    if as_json:
        print_json(_as_json(found))
    else:
        _print(found, dry_run=dry_run)
    sys.exit(PROBLEMS if found.done.refused else 0)


def _print(found: Imported, *, dry_run: bool) -> None:
    done = found.done
    print_problems((*found.problems, *done.refused))
    would = "would be " if dry_run else ""
    click.echo(
        f"{found.lang}: {len(done.taken)} {would}taken, {done.unchanged} unchanged, {len(done.refused)} refused, "
        f"{done.empty} not translated"
    )
    if done.fuzzy:
        click.echo(f"  {done.fuzzy} taken as fuzzy: a person must look at them before an edition prints them")
    if done.replaced:
        click.echo(f"  {len(done.replaced)} in place of another translation, the first at {_name(done.replaced[0])}")
    click.echo(f"{len(found.changed)} file(s) {'would change' if dry_run else 'changed'}")
    if found.changed and not dry_run:
        click.echo(f"  Then: cop catalogue check {found.lang}")


def _name(key: tuple[str, str]) -> str:
    return key[0] or repr(key[1][:40])


def _as_json(found: Imported) -> dict[str, object]:
    done = found.done
    return {
        "language": found.lang,
        "taken": [_name(key) for key in done.taken],
        "replaced": [_name(key) for key in done.replaced],
        "fuzzy": done.fuzzy,
        "unchanged": done.unchanged,
        "not-translated": done.empty,
        "refused": [problem_as_json(problem) for problem in done.refused],
        "changed": list(found.changed),
    }
