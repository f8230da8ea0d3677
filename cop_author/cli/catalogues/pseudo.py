"""`cop catalogue pseudo`."""

from pathlib import Path

import click

from cop_author.app.translation.pseudo import build_pseudo
from cop_author.cli.console import today
from cop_author.text.pseudo import Pseudo


@click.command("pseudo")
@click.argument("edition")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in Pseudo]),
    default="expanded",
    show_default=True,
    help="Accented and a third longer, or in Arabic letters from right to left.",
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Another folder than build/.")
@click.pass_obj
def command(folder: Path, edition: str, kind: str, out: Path | None) -> None:
    """Build an edition in a pseudo-locale, to see where pages are too narrow or run the wrong way.

    Placeholders, links and markup stay. No catalogue is written.

    \b
    Examples:
      cop catalogue pseudo children-under-9
      cop catalogue pseudo industry --kind rtl
    """
    target = build_pseudo(folder, edition, Pseudo(kind), out, today=today())
    click.echo(f"built {edition} ({Pseudo(kind).tag}). Open it at:\n  {target / 'html' / 'index.html'}")
