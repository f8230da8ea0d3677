"""`cop layer approve`."""

import sys
from pathlib import Path

import click

from cop_author.app.approve import Desk, Replies, Signer, Subject, is_own, open_desk, read_replies, sign, take_replies
from cop_author.app.workbench import Applied
from cop_author.cli.changing import report, said_of
from cop_author.cli.console import PROBLEMS, marked_fields, print_json, print_problems, problem_as_json, today
from cop_author.cli.questions import is_terminal, need
from cop_author.errors import UsageError


@click.command("approve")
@click.argument("layer")
@click.argument("subjects", nargs=-1)
@click.option("--all", "all_", is_flag=True, help="All that nobody has approved as it stands now.")
@click.option("--name", default="", help="Who signs; never who owns the change.")
@click.option("--role", default="", help="In which role: lawyer, ministry, child helpline …")
@click.option("--urgent", is_flag=True, help="Leave to publish before the approval; with --due and --reason.")
@click.option("--due", default="", metavar="DAY", help="By when an urgent change must be approved.")
@click.option("--reason", default="", help="Why an urgent change cannot wait.")
@click.option(
    "--reply", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=None,
    help="A reply sheet from a review pack: its approvals and comments, all or none.",
)  # fmt: skip
@click.option("--yes", is_flag=True, help="Sign without asking, as a script must.")
@click.option("--dry-run", is_flag=True, help="Show what would be signed, write nothing.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with digests.")
@click.pass_obj
def command(
    folder: Path, layer: str, subjects: tuple[str, ...], all_: bool, name: str, role: str, urgent: bool, due: str,
    reason: str, reply: Path | None, yes: bool, dry_run: bool, as_json: bool,
) -> None:  # fmt: skip
    """Sign a layer's changes and values, after seeing the old words, the new words and the reason.

    SUBJECTS are operations by id and values by their parameter's name. A signature is bound to what was shown: any
    change voids it.

    \b
    Examples:
      cop layer approve ke ke-007 helpline.phone --name "A. Person" --role lawyer
      cop layer approve ke helpline.phone --urgent --due 2027-01-31 --reason "The old number is dead." --name … --role …
      cop layer approve ke --reply reply.csv
      cop layer approve ke --all --dry-run --json
    """
    desk = open_desk(folder, layer, today())
    if urgent is not bool(due):
        raise UsageError("--urgent and --due go together", "As in: --urgent --due 2027-01-31 --reason …")
    if reply:
        _take(desk, reply, yes=yes, dry_run=dry_run, as_json=as_json)
        return
    if not dry_run:
        name, role = name or _ask("Your name", "--name"), role or _ask("Your role", "--role")
    chosen = _chosen(desk, subjects, name, all_=all_, urgent=urgent)
    if dry_run and as_json:
        print_json({"layer": layer, "subjects": [_as_json(subject) for subject in chosen]})
        return
    if not as_json:
        _show(desk, chosen)
    if dry_run and not (name and role):
        return
    if not dry_run and chosen:
        _confirm(f"Sign {_count(chosen)} as {name}, {role}?", yes=yes)
    _report(sign(desk, chosen, Signer(name, role, today(), due, reason), dry_run=dry_run), chosen, dry_run, as_json)


def _chosen(desk: Desk, names: tuple[str, ...], name: str, *, all_: bool, urgent: bool) -> tuple[Subject, ...]:
    if bool(names) is all_:
        raise UsageError(
            "name what is to be signed, or say --all", f"`cop layer check {desk.layer.id}` shows what waits."
        )
    if names:
        return desk.find(names)
    found = desk.unsigned()
    own = [subject for subject in found if not urgent and is_own(subject, name)]
    for subject in own:
        click.echo(f"left out: {subject.name}, which {subject.owner} owns", err=True)
    return tuple(subject for subject in found if subject not in own)


def _take(desk: Desk, sheet: Path, *, yes: bool, dry_run: bool, as_json: bool) -> None:
    try:
        text = sheet.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{sheet} is not UTF-8", "Save it as CSV in UTF-8.") from error
    replies = read_replies(desk, text, str(sheet), today())
    if replies.refused:
        _refuse(replies, as_json=as_json)
    if not as_json:
        _show(desk, replies.approved)
        for comment in replies.commented:
            click.echo(f"{comment.subject}: {comment.name} says: {comment.comment}")
    if not dry_run and replies.rows:
        _confirm(f"Take {len(replies.rows)} row(s) of {sheet.name}?", yes=yes)
    done = take_replies(desk, replies, dry_run=dry_run)
    if not as_json and replies.known:
        click.echo(f"{replies.known} row(s) were recorded already")
    _report(done, replies.approved, dry_run, as_json)


def _refuse(replies: Replies, *, as_json: bool) -> None:
    if as_json:
        print_json({"refused": [problem_as_json(problem) for problem in replies.refused]})
    else:
        print_problems(replies.refused)
        click.secho("Nothing was written: a sheet is taken whole or not at all.", fg="red", err=True)
    sys.exit(PROBLEMS)


def _show(desk: Desk, subjects: tuple[Subject, ...]) -> None:
    if not subjects:
        click.echo(f"nothing in {desk.layer.id} waits for a signature")
    for subject in subjects:
        if subject.operation:
            target = subject.operation.unit.id if subject.operation.unit else subject.operation.target
            click.secho(target, bold=True)
            click.echo(f"  {said_of(subject.operation)}")
            for line in marked_fields(subject.fields):
                click.echo(line)
        elif subject.value:
            click.secho(f"{subject.name}: {subject.value.value}", bold=True)
            about = (("source", subject.value.source), ("verified", subject.value.verified),
                     ("valid until", subject.value.valid_until), *subject.value.forms)  # fmt: skip
            click.echo("".join(f"  {what}: {said}\n" for what, said in about if said), nl=False)
        click.echo(f"  owner: {subject.owner or 'nobody named'}; so far: {subject.standing}")


def _ask(question: str, flag: str) -> str:
    if not is_terminal():
        raise UsageError("a signature needs a name and a role", f"Give it: {flag} …")
    return need(question)


def _confirm(question: str, *, yes: bool) -> None:
    if yes:
        return
    if not is_terminal():
        raise UsageError("nobody is there to confirm the signature", "Say --yes in a script.")
    if not click.confirm(question):
        click.echo("nothing was signed")
        sys.exit(0)


def _report(done: Applied, subjects: tuple[Subject, ...], dry_run: bool, as_json: bool) -> None:
    if not as_json:
        report(done, dry_run=dry_run)
        return
    print_json(
        {
            "subjects": [_as_json(subject) for subject in subjects],
            "files": [*done.changed, *done.created],
            "written": done.written,
            "refused": [problem_as_json(problem) for problem in done.refused],
        }
    )
    sys.exit(PROBLEMS if done.refused else 0)


def _as_json(subject: Subject) -> dict[str, object]:
    operation, value = subject.operation, subject.value
    about: dict[str, object] = {"subject": subject.name, "digest": subject.digest, "standing": str(subject.standing)}
    about |= {"owner": subject.owner}
    if operation:
        fields = [{"field": change.field, "old": change.old, "new": change.new} for change in subject.fields]
        said = {"unit": operation.target, "do": str(operation.do), "effect": str(operation.effect)}
        about |= said | {"reason": operation.reason, "fields": fields}
    if value:
        about |= {"value": value.value, "source": value.source, "verified": value.verified}
    return about


def _count(subjects: tuple[Subject, ...]) -> str:
    return f"{len(subjects)} change{'' if len(subjects) == 1 else 's'}"
