"""`cop unit`: find, read and change units."""

from datetime import UTC, datetime
from pathlib import Path

import click

from cop_author.app import unit_changes, units
from cop_author.app.workbench import Edit, apply
from cop_author.cli.changing import report
from cop_author.cli.console import print_json, print_table
from cop_author.errors import UsageError
from cop_author.model.guideline import Conditions, Core, Force, Kind
from cop_author.text.addresses import texts_of_unit


@click.group("unit")
def command() -> None:
    """Find, read and change units; ids keep their history.

    What changes files shows a diff first with --dry-run, refuses what would break the text, and is undone with
    `git restore`. Lineage goes to content/register.
    """


_dry_run = click.option("--dry-run", is_flag=True, help="Show the change, write nothing.")


@command.command("list")
@click.option("--guideline", default="", help="Only this guideline.")
@click.option("--section", default="", help="Only below this section.")
@click.option("--kind", type=click.Choice([str(kind) for kind in Kind]), default=None, help="Only this kind.")
@click.option("--core", type=click.Choice([str(core) for core in Core]), default=None, help="Only this core.")
@click.option("--topic", default="", help="Only about this topic.")
@click.option("--status", type=click.Choice(["agreed", "draft"]), default=None, help="Only this status.")
@click.option("--text", "words", default="", help="Only units that hold these words.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def list_units(
    folder: Path, guideline: str, section: str, kind: str | None, core: str | None, topic: str, status: str | None,
    words: str, as_json: bool,
) -> None:  # fmt: skip
    """List units.

    \b
    Examples:
      cop unit list --guideline industry --core mandatory
      cop unit list --text "two-step"
    """
    query = units.Query(guideline, section, kind or "", core or "", topic, status or "", words)
    found = units.find(folder, query)
    if as_json:
        print_json([_as_json(unit) for unit in found])
        return
    rows = ((f.unit.id, str(f.unit.kind), str(f.unit.core or ""), f.unit.name[:70]) for f in found)
    print_table(rows, ("unit", "kind", "core", "title or text"))
    click.echo(f"{len(found)} units", err=True)


@command.command("show")
@click.argument("unit")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def show(folder: Path, unit: str, as_json: bool) -> None:
    """Show a unit with all its texts.

    Its place, its values, and every text with its address.

    \b
    Example:
      cop unit show ind-reporting-route
    """
    found = units.get(folder, unit)
    if as_json:
        print_json(_as_json(found))
        return
    click.secho(f"{found.unit.id}  {found.unit.where}", bold=True)
    path = " › ".join(section.title.source for section in found.above)
    click.echo(f"{found.guideline} › {path}")
    for name, value in _values(found):
        click.echo(f"  {name}: {value}")
    for address, text in texts_of_unit(found.unit):
        click.echo(f"  {click.style('#' + address.field, fg='cyan')} {text.source}")


@command.command("preview")
@click.argument("unit")
@click.option("--edition", default="", help="As this edition shows it; otherwise the first that holds it.")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Where to write the page.")
@click.pass_obj
def preview(folder: Path, unit: str, edition: str, out: Path | None) -> None:
    """Show a unit as its page.

    Writes one HTML page that opens in any browser.

    \b
    Example:
      cop unit preview ind-reporting-route --out /tmp/page.html
    """
    from cop_author.app.preview import preview as write_preview

    click.echo(write_preview(folder, unit, edition, out, today=today()))


@command.command("new")
@click.argument("section")
@click.argument("unit")
@click.option("--kind", type=click.Choice([str(kind) for kind in Kind]), default="paragraph", show_default=True)
@click.option("--title", default="", help="A heading, in sentence case.")
@click.option("--text", required=True, help="The text.")
@click.option("--force", type=click.Choice([str(force) for force in Force]), default=None)
@click.option("--core", type=click.Choice([str(core) for core in Core]), default=None)
@click.option("--topic", "topics", multiple=True, help="What it is about; may be given several times.")
@click.option("--after", default="", help="Put it after this unit; otherwise at the end of the section.")
@_dry_run
@click.pass_obj
def new(
    folder: Path, section: str, unit: str, kind: str, title: str, text: str, force: str | None, core: str | None,
    topics: tuple[str, ...], after: str, dry_run: bool,
) -> None:  # fmt: skip
    """Add a unit to a section, as a draft.

    \b
    Example:
      cop unit new ind-reporting ind-report-sms --title "Reports by text message" \\
          --text "Accept reports by text message." --kind recommendation --force may --core optional
    """
    values = {"id": unit, "kind": kind, "core": core, "force": force, "topics": list(topics), "status": "draft"}
    item = {key: value for key, value in (values | {"title": title, "text": text}).items() if value}
    _carry_out(folder, unit_changes.new(section, item, after), dry_run)


@command.command("edit")
@click.argument("unit")
@click.option(
    "--set", "values", multiple=True, metavar="FIELD=VALUE", help="Set one field; may be given several times."
)
@_dry_run
@click.pass_obj
def edit(folder: Path, unit: str, values: tuple[str, ...], dry_run: bool) -> None:
    """Change a unit: fields with --set, or all of it in your editor.

    FIELD is text, title, caption, alt, note, force, core, status, or the address of a point, cell or answer.

    \b
    Examples:
      cop unit edit ind-reporting-route
      cop unit edit ind-reporting-route --set force=must --set "evidence=Keep the evidence secure."
    """
    pairs = dict(_pair(value) for value in values)
    if pairs:
        _carry_out(folder, unit_changes.set_fields(unit, pairs), dry_run)
        return
    lines = units.lines(folder, unit)
    edited = click.edit(lines, extension=".yaml")
    if edited is None or edited == lines:
        click.echo("nothing changed")
        return
    _carry_out(folder, unit_changes.rewrite(unit, edited), dry_run)


@command.command("rename")
@click.argument("old")
@click.argument("new_name", metavar="NEW")
@_dry_run
@click.pass_obj
def rename(folder: Path, old: str, new_name: str, dry_run: bool) -> None:
    """Give a unit, or a point in it, another id.

    Links, manifests and overrides follow.

    \b
    Examples:
      cop unit rename ind-reporting-route ind-report-route
      cop unit rename ind-report-route#evidence keep-evidence
    """
    _carry_out(folder, unit_changes.rename(old, new_name, today()), dry_run)


@command.command("move")
@click.argument("unit")
@click.option("--to", "section", required=True, help="The section to move it to.")
@click.option("--after", default="", help="Put it after this unit; otherwise at the end.")
@_dry_run
@click.pass_obj
def move(folder: Path, unit: str, section: str, after: str, dry_run: bool) -> None:
    """Move a unit to another place; its id stays.

    \b
    Example:
      cop unit move par-talk-first --to par-talking --after par-talk-why
    """
    _carry_out(folder, unit_changes.move(unit, section, after, today()), dry_run)


@command.command("split")
@click.argument("unit")
@click.option("--into", multiple=True, required=True, metavar="NEW:FIELD,FIELD", help="A successor and what it takes.")
@_dry_run
@click.pass_obj
def split(folder: Path, unit: str, into: tuple[str, ...], dry_run: bool) -> None:
    """Split a unit in several.

    Each takes some of its fields and points.
    The successors are drafts: read them, then remove `status: draft`.

    \b
    Example:
      cop unit split ind-a --into ind-b:title,text,evidence --into ind-c:feedback
    """
    parts = {name: tuple(filter(None, fields.split(","))) for name, _, fields in (part.partition(":") for part in into)}
    _carry_out(folder, unit_changes.split(unit, parts, today()), dry_run)


@command.command("merge")
@click.argument("old", nargs=-1, required=True)
@click.option("--into", required=True, help="The id of the new unit.")
@_dry_run
@click.pass_obj
def merge(folder: Path, old: tuple[str, ...], into: str, dry_run: bool) -> None:
    """Merge units into one new unit.

    It is a draft until it is read.

    \b
    Example:
      cop unit merge ind-b ind-c --into ind-d
    """
    if len(old) < 2:
        raise UsageError("merging takes at least two units", "Name them one after the other.")
    _carry_out(folder, unit_changes.merge(old, into, today()), dry_run)


@command.command("withdraw")
@click.argument("unit")
@click.option("--why", required=True, help="Why it goes.")
@_dry_run
@click.pass_obj
def withdraw(folder: Path, unit: str, why: str, dry_run: bool) -> None:
    """Take a unit out for good; its id is never used again.

    \b
    Example:
      cop unit withdraw ind-old-advice --why "The technology is gone."
    """
    _carry_out(folder, unit_changes.withdraw(unit, why, today()), dry_run)


def _carry_out(folder: Path, change: Edit, dry_run: bool) -> None:
    applied = apply(folder, change, dry_run=dry_run)
    report(applied, dry_run=dry_run)


def _pair(text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not equals or not field:
        raise UsageError(f"{text!r} is not FIELD=VALUE", "Write it as --set force=must.")
    return field, value


def today() -> str:
    return datetime.now(tz=UTC).date().isoformat()


def _values(found: units.FoundUnit) -> list[tuple[str, str]]:
    unit = found.unit
    own = _shown(unit.for_)
    inherited = "; ".join(filter(None, (_shown(section.for_) for section in found.above)))
    pairs = [
        ("kind", str(unit.kind)),
        ("core", str(unit.core or "")),
        ("force", str(unit.force or "")),
        ("for", own),
        ("for, from its sections", inherited),
        ("topics", ", ".join(unit.topics)),
        ("status", str(unit.status)),
        ("sources", ", ".join(unit.sources)),
        ("see", ", ".join(unit.see)),
        ("image", unit.image),
        ("room", str(unit.room or "")),
        ("props", ", ".join(f"{name}: {value}" for name, value in unit.props)),
        ("note", unit.note.source if unit.note else ""),
    ]
    return [(name, value) for name, value in pairs if value]


def _shown(conditions: Conditions) -> str:
    return "; ".join(f"{facet}: {', '.join(values)}" for facet, values in conditions.facets)


def _as_json(found: units.FoundUnit) -> dict[str, object]:
    unit = found.unit
    return {
        "id": unit.id,
        "guideline": found.guideline,
        "sections": [section.id for section in found.above],
        "file": unit.where.file,
        "line": unit.where.line,
        **dict(_values(found)),
        "texts": {str(address): text.source for address, text in texts_of_unit(unit)},
    }
