"""`cop catalogue update`."""

from pathlib import Path

import click

from cop_author.app.translation.update import Written, update
from cop_author.cli.console import print_json, print_problems, print_table
from cop_author.core.carry_over import CarriedOver, Fate


@click.command("update")
@click.argument("languages", nargs=-1)
@click.option("--dry-run", is_flag=True, help="Say what would become of each entry; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with addresses.")
@click.pass_obj
def command(folder: Path, languages: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Bring the catalogues up to date; translations follow their texts by address.

    LANGUAGES are those of cop.yaml, all where none is named. What only moved stays valid, what was reworded becomes
    fuzzy from its own old translation, what is gone stays as obsolete and comes back with its text. Nothing is guessed.

    \b
    Examples:
      cop catalogue update
      cop catalogue update sw --dry-run
    """
    done = update(folder, languages, dry_run=dry_run)
    if as_json:
        print_json(_as_json(done))
        return
    print_problems(done.problems)
    rows = [(lang, *_counts(carried)) for lang, carried in done.carried.items()]
    head = ("language", "kept", "moved", "minor", "returned", "reworded", "new", "untranslated", "obsolete")
    print_table(rows, head)
    verb = "would change" if dry_run else "changed"
    click.echo(f"{len(done.changed)} file(s) {verb}")
    if done.changed and not dry_run:
        click.echo("  See what: git diff --stat locales")


def _counts(carried: CarriedOver) -> tuple[str, ...]:
    fates = (Fate.KEPT, Fate.MOVED, Fate.MINOR, Fate.RETURNED, Fate.REWORDED, Fate.NEW, Fate.UNTRANSLATED)
    return (*(str(carried.count(fate)) for fate in fates), str(len(carried.obsolete)))


def _as_json(done: Written) -> dict[str, object]:
    return {
        "changed": list(done.changed),
        "languages": {
            lang: {
                **{fate.value: list(carried.fates.get(fate, ())) for fate in Fate if fate is not Fate.KEPT},
                "kept": carried.count(Fate.KEPT),
                "obsolete": list(carried.obsolete),
            }
            for lang, carried in done.carried.items()
        },
    }
