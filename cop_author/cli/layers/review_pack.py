"""`cop layer review-pack`."""

from pathlib import Path

import click

from cop_author.app.review_pack import BOOK, PAGE, SHEET, make_pack
from cop_author.cli.console import print_json, today


@click.command("review-pack")
@click.argument("layer")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Where; otherwise build/review/LAYER.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(folder: Path, layer: str, out: Path | None, as_json: bool) -> None:
    """Write a pack for reviewers: a page to read offline, the same as a PDF, and a reply sheet.

    The page shows each change with both texts, reason, law and source, and each value with where it is printed. The
    reply sheet comes back filled in: cop layer approve LAYER --reply reply.csv

    \b
    Examples:
      cop layer review-pack ke
      cop layer review-pack ke --out for-the-ministry
    """
    packed = make_pack(folder, layer, out, today())
    if as_json:
        files = {name: str(packed.folder / name) for name in (PAGE, BOOK, SHEET)}
        print_json({"layer": layer, "changes": packed.changes, "values": packed.values, "files": files})
        return
    click.echo(f"{packed.changes} changes and {packed.values} values to review:")
    for name in (PAGE, BOOK, SHEET):
        click.echo(f"  {packed.folder / name}")
    click.echo(f"When the sheet comes back: cop layer approve {layer} --reply {SHEET}")
