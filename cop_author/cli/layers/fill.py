"""`cop layer fill`."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from cop_author.app.fill import Answer, Entry, Fill, State, enter, find_wrong, open_fill
from cop_author.app.layer_sources import is_address
from cop_author.app.sheets import save_new, text_in
from cop_author.app.value_sheet import read_values, write_values
from cop_author.cli.changing import refuse, undo
from cop_author.cli.console import PROBLEMS, print_json, print_table, today
from cop_author.cli.questions import ask, ask_day, is_terminal, need
from cop_author.errors import UsageError

_WIDTH = 24
_COLOURS = {State.MISSING: "red", State.ENDED: "red", State.UNVERIFIED: "yellow", State.FINE: "green"}


@click.command("fill")
@click.argument("layer")
@click.option("--all", "everything", is_flag=True, help="Also what no edition of the layer prints.")
@click.option("--list", "listing", is_flag=True, help="Show what is missing and where it is printed; ask nothing.")
@click.option("--csv", "write_to", type=click.Path(path_type=Path), default=None, help="Write a sheet to fill in.")
@click.option("--from", "read_from", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=None,
              help="Read such a sheet back; all of it or none.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Show the change, write nothing.")
@click.option("--json", "as_json", is_flag=True, help="With --list: as JSON.")
@click.pass_obj
def command(
    folder: Path, /, layer: str, *, everything: bool, listing: bool, write_to: Path | None, read_from: Path | None,
    dry_run: bool, as_json: bool,
) -> None:  # fmt: skip
    """Enter a layer's values: helplines, authorities, ages and time limits, each with its source.

    Asks for what is missing, has ended, or was not verified in time. Or hand a sheet to whoever knows, and read it
    back.

    \b
    Examples:
      cop layer fill ke
      cop layer fill ke --list
      cop layer fill ke --csv values.csv
      cop layer fill ke --from values.csv
    """
    fill = open_fill(folder, layer, today())
    entries = fill.entries if everything else tuple(entry for entry in fill.entries if entry.printed) or fill.entries
    if write_to:
        _write(fill, entries, write_to)
    elif read_from:
        _read(fill, read_from, dry_run=dry_run)
    elif listing or as_json:
        _list(fill, entries, everything=everything, as_json=as_json)
    else:
        _ask_all(fill, everything=everything, dry_run=dry_run)


def _list(fill: Fill, entries: tuple[Entry, ...], *, everything: bool, as_json: bool) -> None:
    if as_json:
        print_json([_as_json(entry) for entry in entries])
        return
    still = [entry for entry in entries if entry.state is not State.FINE]
    shown = entries if everything else still
    if shown:
        rows = [(str(e.state), e.parameter.name, _shortened(_value(e)), _printed(e)) for e in shown]
        print_table(rows, ("state", "value of", "now", "printed in"))
    run = f": cop layer fill {fill.layer.id}" if still else ""
    click.echo(f"{len(still)} of {len(entries)} to enter or verify{run}")
    if rest := len(fill.entries) - len(shown):
        click.echo(f"{rest} more that are fine or that no edition of {fill.layer.id} prints: --all")


def _shortened(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1].rstrip()}…"


def _write(fill: Fill, entries: tuple[Entry, ...], path: Path) -> None:
    save_new(path, write_values(entries))
    click.echo(
        f"wrote {path}: {len(entries)} values\n  When it is filled in: cop layer fill {fill.layer.id} --from {path}"
    )


def _read(fill: Fill, path: Path, *, dry_run: bool) -> None:
    hint = "In Excel: Save as, then the type `CSV UTF-8 (comma delimited)`."
    answers, bad = read_values(text_in(path, hint), fill)
    for row in bad:
        click.echo(f"{path}: row {row.row}: {click.style('error', fg='red')}: {row.name}: {row.message}")
    if bad:
        click.secho("Nothing was written: correct these rows, then read the sheet again.", fg="red", err=True)
        sys.exit(PROBLEMS)
    _enter(fill, answers, dry_run=dry_run)


def _enter(fill: Fill, answers: tuple[Answer, ...], *, dry_run: bool) -> None:
    if not answers:
        click.echo("nothing changed")
        return
    applied = enter(fill, answers, dry_run=dry_run)
    refuse(applied)
    for answer in answers:
        click.echo(f"  {answer.name}: {answer.value}")
    names = (*applied.changed, *applied.created)
    click.echo(f"dry run: {len(names)} file(s) would change" if dry_run else f"changed {' '.join(names)}")
    if not dry_run:
        click.echo(f"  Undo with: {undo(applied)}")


# Questions


def _ask_all(fill: Fill, *, everything: bool, dry_run: bool) -> None:
    wanted = fill.open_entries(everything=everything)
    if not wanted:
        click.echo(f"Nothing is missing in {fill.layer.title}." + ("" if everything else " --all shows the rest."))
        return
    if not is_terminal():
        hint = f"Write a sheet instead: cop layer fill {fill.layer.id} --csv values.csv"
        raise UsageError("the questions need a terminal", hint)
    click.echo(
        f"{len(wanted)} values to enter or verify. Enter leaves one open; Ctrl-C stops and keeps what you entered."
    )
    answers: list[Answer] = []
    known = fill
    try:
        owner = ask("Who are you?", "A name or an office; somebody else approves the values.")
        for number, entry in enumerate(wanted, 1):
            answer = _ask(known, entry, f"{number}/{len(wanted)}")
            if answer:
                answers.append(replace(answer, owner=owner))
                known = replace(known, sources={**known.sources, answer.source: answer.source})
    except click.Abort:
        click.echo()
    _enter(fill, tuple(answers), dry_run=dry_run)


def _ask(fill: Fill, entry: Entry, count: str) -> Answer | None:
    parameter = entry.parameter
    click.secho(f"\n{count}  {parameter.name}", bold=True, nl=False)
    click.secho(f"  {entry.state}", fg=_COLOURS[entry.state])
    click.echo(f"  {parameter.about or parameter.generic.source}")
    for edition, ids in entry.printed:
        click.secho(f"  printed in {edition}: {_some(ids)}", dim=True)
    old = entry.value.value if entry.value and not entry.inherited else ""
    if entry.inherited and entry.value:
        click.secho(f"  {entry.inherited} has {entry.value.value!r}, and that is printed here as well", dim=True)
    value = ask("  Value", f"  {entry.form}", old, lambda v: find_wrong(fill, Answer(parameter.name, v)) if v else "")
    if not value:
        return None
    answer = Answer(parameter.name, value)
    answer = _ask_source(fill, entry, answer)
    verified = ask("  On which day did somebody make sure of it?",
                   f"  Today is {fill.today}. Enter if nobody has yet.",
                   check=lambda day: find_wrong(fill, replace(answer, verified=day)))  # fmt: skip
    until = ask_day("  Until when is it valid?", "  A day as 2027-01-31; Enter where no end is known.")
    return replace(answer, verified=verified, valid_until=until)


def _ask_source(fill: Fill, entry: Entry, answer: Answer) -> Answer:
    def check(named: str) -> str:
        known = not named or named in fill.sources or is_address(named)
        return "" if known else "A web address (https://…), or the id of a source that is there."

    old = entry.value.source if entry.value else ""
    source = ask("  Where does it come from?", "  The web address where it can be read.", old, check)
    if not is_address(source) or source in fill.sources.values():
        return replace(answer, source=source)
    title = need("  What is that page called?")
    return replace(answer, source=source, source_title=title, publisher=need("  Who publishes it?"))


def _value(entry: Entry) -> str:
    if entry.value is None:
        return "-"
    return f"{entry.value.value} (from {entry.inherited})" if entry.inherited else entry.value.value


def _printed(entry: Entry) -> str:
    return _some(tuple(dict.fromkeys(name for _, ids in entry.printed for name in ids)), 2) or "no edition"


def _some(ids: tuple[str, ...], most: int = 4) -> str:
    more = f" and {len(ids) - most} more" if len(ids) > most else ""
    return ", ".join(ids[:most]) + more


def _as_json(entry: Entry) -> dict[str, object]:
    value = entry.value
    return {
        "name": entry.parameter.name,
        "about": entry.parameter.about,
        "form": entry.form,
        "state": str(entry.state),
        "value": value.value if value else None,
        "inherited-from": entry.inherited or None,
        "source": value.source if value else "",
        "verified": value.verified if value else "",
        "valid-until": value.valid_until if value else "",
        "printed": {edition: list(ids) for edition, ids in entry.printed},
    }
