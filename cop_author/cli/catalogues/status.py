"""`cop catalogue status`."""

from pathlib import Path

import click

from cop_author.app.translation.status import Share, status, status_page
from cop_author.cli.console import print_json, print_table
from cop_author.model.document import Translation
from cop_author.store.files import write_text


@click.command("status")
@click.argument("languages", nargs=-1)
@click.option(
    "--html", "page", type=click.Path(path_type=Path, dir_okay=False), help="Write a page that needs no network."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(folder: Path, languages: tuple[str, ...], page: Path | None, as_json: bool) -> None:
    """Show how much is translated: own, inherited, out of date, missing, reviewed.

    Texts are counted, and the words that are left. What a language takes from one that it falls back to is inherited.

    \b
    Examples:
      cop catalogue status
      cop catalogue status sw --json
      cop catalogue status --html build/translation.html
    """
    found = status(folder, languages)
    if page:
        page.parent.mkdir(parents=True, exist_ok=True)
        write_text(page, status_page(found))
        click.echo(f"written {page}")
    elif as_json:
        print_json([_as_json(share) for share in found.shares])
    else:
        rows = [_row(share.lang, share.domain, share.measured, share.words) for share in found.shares]
        for lang in found.languages:
            words = sum(share.words for share in found.shares if share.lang == lang)
            rows.append(_row(lang, "all", found.total(lang), words))
        head = ("language", "domain", "percent", "own", "inherited", "fuzzy", "missing", "reviewed", "words left")
        print_table(rows, head)


def _row(lang: str, domain: str, measured: Translation, words: int) -> tuple[str, ...]:
    counts = (measured.own, measured.inherited, measured.fuzzy, measured.missing, measured.reviewed, words)
    return (lang, domain, f"{measured.percent} %", *map(str, counts))


def _as_json(share: Share) -> dict[str, object]:
    names = ("own", "inherited", "fuzzy", "missing", "reviewed", "percent")
    counts = {name: getattr(share.measured, name) for name in names}
    return {"language": share.lang, "domain": share.domain, **counts, "words-left": share.words}
