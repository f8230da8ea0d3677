"""`cop layer override`."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from cop_author.app.asked import asked_from, plan_asked
from cop_author.app.layer_sources import NewSource
from cop_author.app.override_plan import Plan
from cop_author.app.overrides import Subject, Why, open_subject, override, problems_with, would_be
from cop_author.app.sheets import plan_sheet, save_new, sheet_of, text_in, why_from, with_source
from cop_author.cli.changing import report_override
from cop_author.cli.console import PROBLEMS, marked_fields, print_json, print_problems, problem_as_json, today
from cop_author.cli.questions import EFFECTS, ask, ask_day, ask_effect, is_terminal, need
from cop_author.core.compare import field_changes
from cop_author.errors import UsageError

_EFFECTS = [effect for effect, _ in EFFECTS]
_CHANGE = (
    click.option("--at", default="", metavar="FIELD", help="Which text: text, title, a point's id, step.deadline …"),
    click.option("--find", default="", help="Words that stand once in the text."),
    click.option("--put", default="", help="What takes their place."),
    click.option("--to", default="", help="The whole new text of --at."),
    click.option("--force", type=click.Choice(["may", "should", "must"]), default=None, help="How strongly it binds."),
    click.option("--remove", is_flag=True, help="Take out the unit, or the point, choice or row of --at."),
    click.option("--restore", is_flag=True, help="Bring back what a layer below took out or changed."),
    click.option("--move-after", default="", metavar="ID", help="Move the unit, or the item of --at."),
    click.option("--move-before", default="", metavar="ID", help="As --move-after, to the other side."),
    click.option("--insert-point", default="", metavar="TEXT", help="A new point."),
    click.option("--insert-choice", default="", metavar="TEXT", help='A new choice: "Choice | Answer".'),
    click.option("--insert-row", default="", metavar="TEXT", help='A new row: "Head | cell | cell".'),
    click.option("--insert-column", default="", metavar="HEAD", help="A new column."),
    click.option("--cell", "cells", multiple=True, metavar="ROW=TEXT", help="A cell of the new column."),
    click.option("--insert-unit", default="", metavar="KIND", help="A new unit after UNIT: paragraph, checklist …"),
    click.option("--title", default="", help="Its title."),
    click.option("--text", default="", help="Its text."),
    click.option("--point", "points", multiple=True, metavar="TEXT", help="One of its points."),
    click.option("--core", type=click.Choice(["mandatory", "expected", "optional"]), default=None, help="Its core."),
    click.option("--id", "new_id", default="", help="The id of what is inserted; otherwise made from its words."),
    click.option("--after", default="", metavar="ID", help="Insert after this item."),
    click.option("--before", default="", metavar="ID", help="Insert before this item, or before UNIT."),
    click.option("--lang", default="", help="The language of the new text, where it is not the master's."),
)
_WHY = (
    click.option("--reason", default="", help="Why, for the annex of deviations."),
    click.option("--effect", type=click.Choice(_EFFECTS), default=None, help="What it does to protection."),
    click.option("--law", default="", help="The law it rests on."),
    click.option("--article", default="", help="The article of that law."),
    click.option("--source", default="", metavar="ID|ADDRESS", help="Where the law can be read."),
    click.option("--publisher", default="", help="Who published it, with an address as --source."),
    click.option("--law-review", default="", metavar="DAY", help="When the law must be looked at again."),
    click.option("--owner", default="", help="Who answers for it."),
    click.option("--review", default="", metavar="DAY", help="When the change must be looked at again."),
    click.option("--consulted", multiple=True, help="Who was asked; may be given several times."),
    click.option("--locked", is_flag=True, help="Layers above may not touch it."),
    click.option("--proposed-upstream", is_flag=True, help="It was proposed to whoever writes the text below."),
)


_Command = TypeVar("_Command", bound=Callable[..., Any])


def _options(*groups: tuple[Callable[[_Command], _Command], ...]) -> Callable[[_Command], _Command]:
    def add(function: _Command) -> _Command:
        for option in reversed([option for group in groups for option in group]):
            function = option(function)
        return function

    return add


@click.command("override")
@click.argument("unit")
@click.option("--layer", required=True, help="Whose change it is.")
@_options(_CHANGE, _WHY)
@click.option("--replace", is_flag=True, help="With the editor or --from: replace the whole unit.")
@click.option(
    "--write", "write_to", type=click.Path(path_type=Path), default=None, help="Write the unit as a text file."
)
@click.option("--from", "read_from", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=None,
              help="Take the unit from such a file, edited.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Show the change, write nothing.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(folder: Path, /, unit: str, layer: str, dry_run: bool, as_json: bool, **given: Any) -> None:
    """Change a unit for a layer: in your editor, or with flags; with a reason, and a law where there is one.

    Without flags your editor opens with the unit as plain text. Change the words, save and close; the smallest
    operations that make the change are found, shown word by word, and written once you have said why. Nothing that
    would be an error is written.

    \b
    Examples:
      cop layer override ind-reporting-route --layer ke
      cop layer override ind-reporting-route --layer ke --find "without delay" --put "within 24 hours" \\
          --reason "The act sets a limit." --effect strengthen --law "Children Act" --article "Section 22"
      cop layer override ind-reporting-route --layer ke --force must --reason "It is law." --effect strengthen

    Every change takes --reason and --effect as above. What else there is to say instead of --force must:

    \b
      --at title --to "A route that works"        --insert-point "Tell the regulator." --after evidence
      --at evidence --remove                      --insert-row "Report | 24 hours" --before retention
      --move-after ind-start-order                --insert-unit paragraph --title "Here" --text "Report to …"
      --at evidence --move-before owner           --restore
    """
    subject = open_subject(folder, unit, layer)
    if given["write_to"]:
        _write(subject, given["write_to"])
        return
    plan = _plan(subject, given)
    if plan.is_empty:
        click.echo("nothing changed")
        return
    _refuse(subject, plan, as_json=as_json)
    why, source = _why(subject, plan, given)
    report_override(override(subject, plan, why, source, dry_run=dry_run), dry_run=dry_run, as_json=as_json)


def _write(subject: Subject, path: Path) -> None:
    save_new(path, sheet_of(subject))
    click.echo(f"Edit {path}, then: cop layer override {subject.unit} --layer {subject.layer.id} --from {path}")


def _plan(subject: Subject, given: dict[str, Any]) -> Plan:
    """What is to be done: from flags, from a file, or from the editor."""
    pairs = tuple(_pair(cell) for cell in given["cells"])
    asked = asked_from(given | {"cells": pairs})
    if not asked.is_nothing:
        return plan_asked(subject, asked)
    if given["read_from"]:
        sheet = text_in(given["read_from"], "Save it as plain text in UTF-8.")
        return plan_sheet(subject, sheet, whole=given["replace"])
    if not is_terminal():
        hint = "Name it with flags, as in --help; or --write FILE, edit that, and --from FILE."
        raise UsageError("nothing says what is to change, and no editor can open here", hint)
    return _edited(subject, whole=given["replace"])


def _edited(subject: Subject, *, whole: bool) -> Plan:
    """The editor, again and again until what was written can be understood; nothing that was written is lost."""
    sheet = sheet_of(subject)
    while True:
        found = click.edit(sheet, extension=".txt")
        if found is None or found == sheet:
            return Plan()
        sheet = found
        try:
            return plan_sheet(subject, sheet, whole=whole)
        except UsageError as error:
            click.secho(error.message, fg="red", err=True)
            click.echo(f"  {error.hint}", err=True)
            if not click.confirm("Open the editor again?", default=True):
                kept = _free(Path(f"{subject.unit}.txt").resolve())
                save_new(kept, sheet)
                again = f"cop layer override {subject.unit} --layer {subject.layer.id} --from {kept}"
                raise UsageError("nothing was written to the layer", f"Your text is kept: {again}") from error


def _free(path: Path) -> Path:
    names = (path.with_stem(f"{path.stem}{number}") for number in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(name for name in names if not name.exists())


def _refuse(subject: Subject, plan: Plan, *, as_json: bool) -> None:
    """End before anybody is asked for a reason, where the change cannot be made."""
    found = problems_with(subject, plan)
    if found and as_json:
        print_json({"written": False, "refused": [problem_as_json(problem) for problem in found]})
    elif found:
        print_problems(found)
        click.secho("Nothing was written.", fg="red", err=True)
    if found:
        sys.exit(PROBLEMS)


def _why(subject: Subject, plan: Plan, given: dict[str, Any]) -> tuple[Why, NewSource | None]:
    """What was said with flags, and on a terminal the answers to what was not."""
    if plan.added and not (given["reason"] and given["effect"]):
        if not is_terminal():
            lacking = "a reason" if not given["reason"] else "an effect"
            hint = 'Add --reason "…", which the annex of deviations prints, and --effect: ' + ", ".join(_EFFECTS) + "."
            raise UsageError(f"an override needs {lacking}", hint)
        for line in marked_fields(field_changes(subject.now, would_be(subject, plan))):
            click.echo(line)
        if len(plan.added) > 1:
            click.echo(
                f"These are {len(plan.added)} changes with one reason. To give each its own, make them one by one."
            )
        given |= _answers(given)
    return with_source(subject, why_from(given), given["publisher"], today())


def _answers(given: dict[str, Any]) -> dict[str, Any]:
    about = "The annex of deviations prints this sentence."
    found: dict[str, Any] = {"reason": given["reason"] or need("Why is it changed?", about)}
    found["effect"] = given["effect"] or ask_effect()
    found["law"] = given["law"] or ask("Which law asks for it?", "Its name as it is cited; Enter for none.")
    if found["law"] and not given["law"]:
        found["article"] = ask("Which article?", "Enter for none.")
        found["source"] = ask("Where can it be read?", "A web address, or the id of a source; Enter for not yet.")
        if found["source"].startswith("http"):
            found["publisher"] = need("Who published it?")
        found["law_review"] = ask_day("When must the law be looked at again?", "A day as 2027-01-31; Enter for none.")
    found["owner"] = given["owner"] or ask("Who answers for this change?", "A name or an office; Enter for nobody yet.")
    return found


def _pair(cell: str) -> tuple[str, str]:
    row, equals, text = cell.partition("=")
    if not equals or not row or not text:
        raise UsageError(f"{cell!r} is not ROW=TEXT", 'Write it as --cell "retention=The police".')
    return row, text
