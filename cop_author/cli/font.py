"""`cop font`: add fonts for further scripts, and see which letters still have none."""

from pathlib import Path

import click

from cop_author.app import font_list, fonts
from cop_author.cli.console import print_json, print_table


@click.group("font")
def command() -> None:
    """Add fonts for further scripts, and see which letters still have none."""


@command.command("add")
@click.argument("paths", metavar="FILE_OR_FOLDER...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--licence", type=click.Path(path_type=Path), help="The licence, where it is not beside the font.")
@click.option("--for", "languages", multiple=True, metavar="LANG", help="A language that the font is made for.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def add(
    folder: Path,
    paths: tuple[Path, ...],
    licence: Path | None,
    languages: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take fonts (woff2, ttf, otf), or folders of them, into the workspace, each with its licence.

    Of each family regular and bold are taken, and what the shipped fonts do not have.

    \b
    Examples:
      cop font add ~/Downloads/Noto_Sans_Thai/static
      cop font add node_modules/@fontsource/noto-sans-khmer --dry-run
      cop font add NotoSansTC-Regular.otf NotoSansTC-Bold.otf --for zh-Hant --licence OFL.txt
    """
    done = fonts.add(folder, paths, licence=licence, languages=languages, dry_run=dry_run)
    if as_json:
        print_json(done.as_dict())
        return
    for path, why in done.passed_over:
        click.echo(f"not taken: {path}: {why}")
    for face in done.faces:
        click.echo(f"{face.family}, {face.weight}, {face.style}: {face.file}")
    verb = "would be written" if dry_run else "written"
    click.echo(f"{len(done.changed)} files {verb}. Now: cop font list")


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def list_fonts(folder: Path, as_json: bool) -> None:
    """List the fonts with scripts, weights and sizes, and the languages some letters of which have no font.

    \b
    Example:
      cop font list
    """
    found = font_list.list_fonts(folder)
    if as_json:
        print_json(found.as_dict())
        return
    head = ("family", "scripts", "for", "weights", "kB", "files", "whose")
    print_table((row.cells for row in found.families), head)
    for lack in found.lacking:
        letters = " ".join(lack.letters[:12]) + (" …" if len(lack.letters) > 12 else "")
        click.echo(f"{lack.language} ({lack.name}): no font has {len(lack.letters)} letters: {letters}")
    if not found.lacking:
        click.echo("Every language of the workspace has a font for all its letters.")
