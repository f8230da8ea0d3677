"""`cop catalogue export`."""

from pathlib import Path

import click

from cop_author.app.translation.export import FORMATS, export
from cop_author.cli.console import print_json, print_problems, shown

_WHAT = {"xliff": "texts, {} of them translated", "tmx": "translations", "tbx": "terms, {} of them with a wording"}


@click.command("export")
@click.argument("language")
@click.option("--format", "form", type=click.Choice(FORMATS), default="xliff", help="XLIFF 1.2, TMX 1.4 or TBX-Basic.")
@click.option("--domain", default="", help="Only this domain: a guideline, common, ui or layer-ID.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file; otherwise build/translate/LANGUAGE.FORMAT.",
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(folder: Path, language: str, form: str, domain: str, out: Path | None, as_json: bool) -> None:
    """Write a file for a translation tool: texts as XLIFF, a memory as TMX, terms as TBX.

    XLIFF holds every text with its address and comes back with cop catalogue import. TMX holds what is translated and
    checked, TBX the glossary with the language's term base. Catalogues are brought up to date for it, and not written.

    \b
    Examples:
      cop catalogue export sw
      cop catalogue export sw --format xliff --domain children --out children-sw.xliff
      cop catalogue export sw --format tmx
    """
    sent = export(folder, language, form, domain, out)
    if as_json:
        counts = {"count": sent.count, "translated": sent.translated}
        print_json({"language": sent.lang, "format": sent.form, "file": str(sent.path), **counts})
        return
    print_problems(sent.problems)
    click.echo(f"{shown(sent.path)}: {sent.count} {_WHAT[sent.form].format(sent.translated)}")
