"""`cop catalogue memory`."""

from pathlib import Path

import click

from cop_author.app.translation.memory import recall
from cop_author.cli.console import print_json, wrapped


@click.command("memory")
@click.argument("language")
@click.argument("text", default="")
@click.option("--at-least", type=click.IntRange(1, 100), default=70, show_default=True, help="How like, in a hundred.")
@click.option("--most", type=click.IntRange(1, 20), default=3, show_default=True, help="How many for each text.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(folder: Path, language: str, text: str, at_least: int, most: int, as_json: bool) -> None:
    """Suggest translations from what was ever translated here, the history of catalogues included.

    For TEXT, or for every text that has no translation yet. Nothing is filled in: a suggestion was made for another
    place. The memory lies in .cop/memory.sqlite and can be deleted at any time.

    \b
    Examples:
      cop catalogue memory sw "Report it the same day."
      cop catalogue memory sw --at-least 85
    """
    found = recall(folder, language, text, at_least=at_least, most=most)
    if as_json:
        print_json(
            [
                {
                    "address": message.address,
                    "source": message.source,
                    "suggestions": [
                        {
                            "likeness": s.likeness,
                            "source": s.found.source,
                            "translation": s.found.target,
                            "from": s.found.address,
                        }
                        for s in suggestions
                    ],
                }
                for message, suggestions in found.found
            ]
        )
        return
    for message, suggestions in found.found:
        click.secho(message.address or "?", bold=True, nl=False)
        click.echo("\n".join(wrapped(message.source, "  ", "    ")))
        for suggestion in suggestions:
            where = suggestion.found.address
            click.echo("\n".join(wrapped(suggestion.found.target, f"  {suggestion.likeness} % {where}  ", "    ")))
    click.echo(f"{sum(bool(s) for _, s in found.found)} text(s) with suggestions; {found.added} translations learnt")
