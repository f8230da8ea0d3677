"""`cop layer upgrade`."""

import sys
from pathlib import Path

import click

from cop_author.app import upgrade
from cop_author.app.upgrade import Upgraded, UpgradePlan
from cop_author.cli.console import PROBLEMS, print_json, print_problems, problem_as_json
from cop_author.cli.drifts import drift_as_json, drift_lines
from cop_author.model.upgrade import Action, Decision, Item

_MODES = ("plan", "apply", "continue", "abort")


@click.command("upgrade")
@click.argument("layer")
@click.option("--plan", "mode", flag_value="plan", default=True, help="Show what would happen; the usual.")
@click.option("--apply", "mode", flag_value="apply", help="Carry it out, asking for each open decision.")
@click.option("--continue", "mode", flag_value="continue", help="Finish an upgrade that was cut off.")
@click.option("--abort", "mode", flag_value="abort", help="Undo an upgrade that was cut off.")
@click.option("--to", default="", metavar="RELEASE", help="The release to go to; otherwise the newest.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="With --plan: write a file to fill in.")
@click.option("--all", "every", is_flag=True, help="With --plan: what decides itself as well.")
@click.option("--decisions", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A filled plan.")
@click.option("--force", is_flag=True, help="Go back to an older release as well.")
@click.option("--dry-run", is_flag=True, help="With --apply: show the changed lines, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="As JSON; asks nothing.")
@click.pass_obj
def command(
    folder: Path,
    layer: str,
    mode: str,
    to: str,
    out: Path | None,
    every: bool,
    decisions: Path | None,
    force: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take a layer to another release of the text below it: a plan first, then all of it or nothing.

    What fits by itself is carried over and listed. Whatever else changed is shown with both sides' words, for a person
    to decide: on the terminal, or in a file that --plan --out writes. Where a decision is missing, or the upgraded
    layer would have errors, nothing is written.

    \b
    Examples:
      cop layer upgrade ke
      cop layer upgrade ke --to 1.1.0 --plan --out decisions.yaml
      cop layer upgrade ke --to 1.1.0 --apply --decisions decisions.yaml
      cop layer upgrade ke --continue
    """
    if mode in {"continue", "abort"}:
        _settle(folder, layer, mode)
        return
    plan = upgrade.plan_upgrade(folder, layer, to, force=force)
    if mode == "plan":
        _show_plan(plan, out, every, as_json)
        return
    given = _given(plan, decisions, as_json)
    done = upgrade.apply_upgrade(folder, layer, plan.version_to, given, force=force, dry_run=dry_run)
    _report(done, dry_run, as_json)


def _settle(folder: Path, layer: str, mode: str) -> None:
    files = (upgrade.continue_upgrade if mode == "continue" else upgrade.abort_upgrade)(folder, layer)
    what = "finished" if mode == "continue" else "undone"
    click.echo(f"The upgrade of {layer} is {what}; {len(files)} files.")


def _show_plan(plan: UpgradePlan, out: Path | None, every: bool, as_json: bool) -> None:
    if out:
        out.write_text(upgrade.plan_file(plan, every=every), encoding="utf-8")
    if as_json:
        print_json(_plan_as_json(plan))
        return
    click.secho(_title(plan), bold=True)
    for item in plan.items:
        if every or item.decided is None or item.decided.action is not Action.FOLLOW or _is_elsewhere(item):
            click.echo("\n".join(("", *drift_lines(item.drift), f"  {_what(item)}")))
    click.echo(f"\n{len(plan.items)} changes; {len(plan.open)} for a person to decide.")
    apply = f"cop layer upgrade {plan.layer.id} --to {plan.version_to} --apply"
    click.echo(f"Nothing was written. Next: {apply}{f' --decisions {out}' if out else ''}")


def _is_elsewhere(item: Item) -> bool:
    return item.drift.followed != item.drift.operations


def _given(plan: UpgradePlan, file: Path | None, as_json: bool) -> dict[str, Decision]:
    """The decisions of the file, and where it has none and a person sits there, theirs."""
    found: dict[str, Decision] = {}
    if file:
        found, problems = upgrade.read_decisions(plan, file)
        if problems:
            print_problems(problems)
            click.secho("Nothing was written.", fg="red", err=True)
            sys.exit(PROBLEMS)
    if sys.stdin.isatty() and not as_json:
        for item in plan.open:
            if item.key not in found:
                found[item.key] = _ask(item)
    return found


def _ask(item: Item) -> Decision:
    click.echo("\n".join(("", *drift_lines(item.drift))))
    for number, action in enumerate(item.allowed, 1):
        click.echo(f"  {number}. {action}: {action.about}")
    number = click.prompt("  Which", type=click.IntRange(1, len(item.allowed)))
    action = item.allowed[number - 1]
    if action is Action.EDIT:
        texts = item.drift.texts[0]
        return Decision(action, (click.edit(texts.merged or texts.local) or "").strip() or texts.local)
    value = click.prompt("  Where to (a unit, an address or a neighbour)") if action is Action.RETARGET else ""
    return Decision(action, value)


def _report(done: Upgraded, dry_run: bool, as_json: bool) -> None:
    written = bool(done.applied and done.applied.written)
    if as_json:
        print_json(_done_as_json(done, written))
    elif done.undecided:
        for item in done.undecided:
            click.echo("\n".join(("", *drift_lines(item.drift), f"  {_what(item)}")))
        hint = f"cop layer upgrade {done.plan.layer.id} --to {done.plan.version_to} --plan --out decisions.yaml"
        click.secho(f"\nNothing was written: {len(done.undecided)} decisions are missing. {hint}", fg="red", err=True)
    elif done.refused:
        print_problems(done.refused)
        click.secho("Nothing was written: the upgraded layer would have these errors.", fg="red", err=True)
        name = done.plan.layer.id
        again = f"cop layer upgrade {name} --to {done.plan.version_to} --plan --all --out decisions.yaml"
        click.echo(f"Decide otherwise, also of what decides itself: {again}", err=True)
    else:
        _say_done(done, dry_run)
    sys.exit(PROBLEMS if done.undecided or done.refused else 0)


def _say_done(done: Upgraded, dry_run: bool) -> None:
    plan, applied = done.plan, done.applied
    assert applied is not None
    if dry_run:
        click.echo(applied.diff, nl=False)
        return
    for operation in done.dropped:
        click.echo(f"Dropped {operation.id} on {operation.target}, made because: {operation.reason}")
    click.echo(f"{plan.layer.id} now stands on {plan.of} {plan.version_to}.")
    click.echo(f"See: git diff content/layers/{plan.layer.id}. Undo: git checkout -- content/layers/{plan.layer.id}")


def _title(plan: UpgradePlan) -> str:
    stands = f"{plan.of} {plan.version_from}" if plan.version_from else "no release"
    return f"{plan.layer.id} from {stands} to {plan.of} {plan.version_to}"


def _what(item: Item) -> str:
    if item.decided:
        return f"By itself: {item.decided.action.about}."
    return f"To decide ({item.key}): {', or '.join(f'{action} ({action.about})' for action in item.allowed)}."


def _plan_as_json(plan: UpgradePlan) -> dict[str, object]:
    return {
        "layer": plan.layer.id,
        "of": plan.of,
        "from": plan.version_from,
        "to": plan.version_to,
        "items": [
            {
                "item": item.key,
                "decided": str(item.decided.action) if item.decided else None,
                "allowed": list(item.allowed),
                **drift_as_json(item.drift),
            }
            for item in plan.items
        ],
    }


def _done_as_json(done: Upgraded, written: bool) -> dict[str, object]:
    return {
        "layer": done.plan.layer.id,
        "to": done.plan.version_to,
        "written": written,
        "undecided": [item.key for item in done.undecided],
        "dropped": [{"operation": operation.id, "reason": operation.reason} for operation in done.dropped],
        "problems": [problem_as_json(problem) for problem in done.refused],
    }
