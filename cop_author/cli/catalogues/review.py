"""`cop catalogue review`."""

from pathlib import Path

import click

from cop_author.app.translation.review import record_reviews, to_review
from cop_author.cli.console import print_json, today, wrapped
from cop_author.errors import UsageError


@click.command("review")
@click.argument("language")
@click.argument("addresses", nargs=-1)
@click.option("--domain", default="", help="Of one domain only.")
@click.option("--name", default="", help="Who reads; asked where it is not given.")
@click.option("--list", "only_list", is_flag=True, help="Show what is left to review; record nothing.")
@click.option("--yes", is_flag=True, help="For scripts: record all that is shown, without asking.")
@click.option("--json", "as_json", is_flag=True, help="With --list: as JSON.")
@click.pass_obj
def command(
    folder: Path,
    language: str,
    addresses: tuple[str, ...],
    domain: str,
    name: str,
    only_list: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Read translations as a native reader, and record which are right.

    Each text is shown with its translation. A record is bound to what was read: any later edit of the text or the
    translation ends it by itself.

    \b
    Examples:
      cop catalogue review sw --domain children --name "A. Reader"
      cop catalogue review sw --list
      cop catalogue review sw chi-story-town#title --name "A. Reader" --yes
    """
    asked = to_review(folder, language, domain, addresses)
    if only_list:
        rows = [
            {"address": e.address, "source": e.source, "translation": e.target or list(e.targets)}
            for e in asked.entries
        ]
        if as_json:
            print_json({"left": rows, "reviewed": asked.reviewed})
        else:
            click.echo("\n".join(f"{row['address']}: {row['translation']}" for row in rows))
            click.echo(f"{len(rows)} left, {asked.reviewed} reviewed")
        return
    if yes and not name:
        raise UsageError("--yes needs --name", "A review is a person's word.")
    name = name or click.prompt("Your name")
    right = []
    for entry in asked.entries:
        for line in (*wrapped(entry.source, f"{entry.address}  ", "    "), *wrapped(entry.target, "  → ", "    ")):
            click.echo(line)
        answer = (
            "y" if yes else click.prompt("Right? (y)es, (n)o, (s)top", type=click.Choice(["y", "n", "s"]), default="y")
        )
        if answer == "s":
            break
        if answer == "y":
            right.append(entry)
    if right:
        click.echo(f"{len(right)} recorded in {record_reviews(asked, language, right, name, today())}")
    else:
        click.echo("nothing recorded")
