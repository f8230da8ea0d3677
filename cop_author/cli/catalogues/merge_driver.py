"""`cop catalogue merge-driver`."""

import sys
from pathlib import Path

import click

from cop_author.app.translation.merge import merge_files
from cop_author.cli.console import PROBLEMS, print_problems

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("merge-driver")
@click.argument("base", type=_FILE)
@click.argument("ours", type=_FILE)
@click.argument("theirs", type=_FILE)
@click.argument("path", default="")
def command(base: Path, ours: Path, theirs: Path, path: str) -> None:
    """Merge three versions of a catalogue entry by entry; git calls it.

    What THEIRS changed since BASE goes into OURS; PATH is the catalogue's name in messages. A text that both translated
    differently becomes fuzzy with both versions in its notes, and the exit code is 1, so that git stops. A version that
    cannot be read ends with exit code 3, and nothing is written.

    \b
    Example:
      cop catalogue merge-driver base.po ours.po theirs.po
    """
    done = merge_files(base, ours, theirs, path)
    print_problems(done.conflicts)
    sys.exit(PROBLEMS if done.conflicts else 0)
