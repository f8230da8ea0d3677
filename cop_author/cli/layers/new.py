"""`cop layer new`."""

from pathlib import Path
from typing import Any

import click

from cop_author.app.new_layer import Begun, Wish, new_layer
from cop_author.cli.changing import refuse
from cop_author.cli.console import print_json, print_problems
from cop_author.model.layer import LayerKind


@click.command("new")
@click.argument("id_", metavar="ID")
@click.option("--title", required=True, help="The region, country or organisation.")
@click.option("--kind", type=click.Choice([str(kind) for kind in LayerKind]), default="country", show_default=True)
@click.option("--parent", default="master", show_default=True, help="What it stands on: master, or another layer.")
@click.option("--languages", default="", help="In which it publishes: en,sw.")
@click.option("--place", default="", help="What it speaks for, as a sentence names it: the Arab States.")
@click.option("--illustrative", is_flag=True, help="No authority issues it; every page says so.")
@click.option("--guideline", "guidelines", multiple=True, help="Begin editions of it; may be given several times.")
@click.option("--dry-run", is_flag=True, help="Show the files, write nothing.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(folder: Path, /, id_: str, languages: str, dry_run: bool, as_json: bool, **given: Any) -> None:
    """Begin a layer for a region, country or organisation.

    It stands on the newest release of its parent, if there is one. The id is its folder, and the prefix of all it adds.

    \b
    Examples:
      cop layer new ke --title Kenya --languages en,sw --guideline industry --guideline children
      cop layer new arab-states --title "Arab States" --place "the Arab States" --kind region
    """
    tags = tuple(tag.strip() for tag in languages.split(",") if tag.strip())
    begun = new_layer(folder, Wish(id=id_, languages=tags, **given), dry_run=dry_run)
    if as_json:
        release = begun.release.version if begun.release else None
        files = begun.applied.created
        print_json({"layer": id_, "release": release, "editions": begun.editions, "files": files})
        return
    refuse(begun.applied)
    _report(begun, dry_run=dry_run)


def _report(begun: Begun, *, dry_run: bool) -> None:
    if dry_run:
        click.echo(begun.applied.diff, nl=False)
        click.echo(f"dry run: {len(begun.applied.created)} file(s) would be made")
        return
    name, release = begun.layer, begun.release
    none_yet = "the text as it is now" + ("" if begun.missing else "; nothing has been released yet")
    click.secho(f"{name} stands on {f'{release.of} {release.version}' if release else none_yet}.", bold=True)
    print_problems(begun.missing)
    click.echo("".join(f"  {file}\n" for file in begun.applied.created), nl=False)
    click.echo("Next:")
    steps = [
        (f"cop layer fill {name}", "enter helplines, authorities, ages"),
        (f"cop layer override UNIT --layer {name}", "change a text; `cop unit list --text …` finds it"),
        (f"cop layer status {name}", "see where it stands"),
    ]
    steps += [(f"cop build {begun.editions[0]}", "make its edition")] if begun.editions else []
    steps += [] if release else [(f"cop layer pin {name}", "stand on a release, once it can be had")]
    width = max(len(step) for step, _ in steps)
    for step, about in steps:
        click.echo(f"  {step:<{width}}  {about}")
    click.echo(f"  Undo with: git clean -fd content/layers/{name}")
