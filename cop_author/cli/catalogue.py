"""`cop catalogue`: what translators, and those who send and take back their work, do with catalogues."""

import click

from cop_author.cli.lazy import Commands, lazily

COMMANDS: Commands = {
    "extract": ("cop_author.cli.catalogues.extract", "Write the templates: every text that some edition may print."),
    "update": (
        "cop_author.cli.catalogues.update",
        "Bring the catalogues up to date; translations follow their texts by address.",
    ),
    "fmt": ("cop_author.cli.catalogues.fmt", "Put catalogues in form: unwrapped, with a header true to the language."),
}


@click.group("catalogue", cls=lazily(COMMANDS))
def command() -> None:
    """Translate: catalogues in gettext's format, keyed by the permanent address of each text.

    \b
    Every day: cop catalogue update
    Begin a language: add it to `languages` in cop.yaml, then cop catalogue update sw
    """
