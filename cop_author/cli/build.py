"""`cop build`."""

from pathlib import Path

import click

from cop_author.cli.building import build_editions, build_options


@click.command("build")
@build_options
@click.pass_obj
def command(folder: Path, editions: tuple[str, ...], out: Path | None, jobs: int, force: bool, as_json: bool) -> None:
    """Build editions as HTML and PDF.

    EDITIONS are ids; without any, all are built. What has not changed is left as it is. Nothing is built while the text
    has errors. Outputs are swapped in whole: a build that fails leaves the last good one.
    The portal, index.html, leads to all of them.

    \b
    Examples:
      cop build
      cop build children-9-12 teachers-guide
      cop build --out /tmp/site --force
    """
    build_editions(folder, editions, out, jobs, force, as_json)
