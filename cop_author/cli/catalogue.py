"""`cop catalogue`: what translators, and those who send and take back their work, do with catalogues."""

import click

from cop_author.cli.lazy import Commands, lazily

COMMANDS: Commands = {
    "extract": ("cop_author.cli.catalogues.extract", "Write the templates: every text that some edition may print."),
    "update": (
        "cop_author.cli.catalogues.update",
        "Bring the catalogues up to date; translations follow their texts by address.",
    ),
    "check": ("cop_author.cli.catalogues.check", "Say what is wrong with translations, at the line of the catalogue."),
    "status": (
        "cop_author.cli.catalogues.status",
        "Show how much is translated: own, inherited, out of date, missing, reviewed.",
    ),
    "gate": (
        "cop_author.cli.catalogues.gate",
        "Say which editions their translations hold back, and why; exit code 4 where there is one.",
    ),
    "review": (
        "cop_author.cli.catalogues.review",
        "Read translations as a native reader, and record which are right.",
    ),
    "memory": (
        "cop_author.cli.catalogues.memory",
        "Suggest translations from what was ever translated here, the history of catalogues included.",
    ),
    "pseudo": (
        "cop_author.cli.catalogues.pseudo",
        "Build an edition in a pseudo-locale, to see where pages are too narrow or run the wrong way.",
    ),
    "export": (
        "cop_author.cli.catalogues.export",
        "Write a file for a translation tool: texts as XLIFF, a memory as TMX, terms as TBX.",
    ),
    "pack": (
        "cop_author.cli.catalogues.pack",
        "Pack all that a translator needs into one zip: catalogues, glossary, style guide, a preview to read offline.",
    ),
    "import": (
        "cop_author.cli.catalogues.take_in",
        "Take translations back from XLIFF, a PO file or a pack, by address.",
    ),
    "merge-driver": (
        "cop_author.cli.catalogues.merge_driver",
        "Merge three versions of a catalogue entry by entry; git calls it.",
    ),
    "install-driver": (
        "cop_author.cli.catalogues.install_driver",
        "Have git merge catalogues entry by entry, in this clone.",
    ),
    "fmt": ("cop_author.cli.catalogues.fmt", "Put catalogues in form: unwrapped, with a header true to the language."),
}


@click.group("catalogue", cls=lazily(COMMANDS))
def command() -> None:
    """Translate: catalogues keyed by the permanent address of each text.

    \b
    Every day: cop catalogue update
    Begin a language: add it to `languages` in cop.yaml, then cop catalogue update sw
    """
