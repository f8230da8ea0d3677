"""`cop catalogue pack`."""

from dataclasses import asdict
from pathlib import Path

import click

from cop_author.app.translation.pack import make_pack
from cop_author.cli.console import print_json, print_problems, shown


@click.command("pack")
@click.argument("language")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file; otherwise build/translate/LANGUAGE.zip."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(folder: Path, language: str, out: Path | None, as_json: bool) -> None:
    """Pack all that a translator needs into one zip: catalogues, glossary, style guide, a preview to read offline.

    Catalogues are brought up to date for it, and not written. The zip comes back, saved by whatever tool, with cop
    catalogue import. The same texts give the same bytes.

    \b
    Examples:
      cop catalogue pack sw
      cop catalogue pack sw --out for-the-translator.zip
    """
    made = make_pack(folder, language, out)
    if as_json:
        print_json({"language": made.lang, "file": str(made.path), "catalogues": [asdict(file) for file in made.files]})
        return
    print_problems(made.problems)
    texts, missing, fuzzy, words = (
        sum(getattr(file, name) for file in made.files) for name in ("texts", "missing", "fuzzy", "words")
    )
    click.echo(f"{shown(made.path)}: {len(made.files)} catalogues with {texts} texts")
    click.echo(f"  {missing} to translate, {fuzzy} to look at, {words} words in all")
    click.echo(f"When it comes back: cop catalogue import {made.path.name}")
