"""Questions to a person at a terminal, asked again until the answer can be used; it must not know any command."""

import sys
from collections.abc import Callable

import click

from cop_author.text.days import is_day

EFFECTS = (
    ("strengthen", "it protects children more than the text below"),
    ("weaken", "it protects them less"),
    ("localise", "it fits the text to the country; the protection stays"),
    ("clarify", "it says the same more clearly"),
)


def is_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str, about: str = "", default: str = "", check: Callable[[str], str] | None = None) -> str:
    """An answer, '' where Enter may mean none. `check` says what is wrong with an answer, or ''."""
    if about:
        click.secho(about, dim=True)
    suffix = " " if question.endswith("?") and not default else ": "
    while True:
        answer = str(click.prompt(question, default=default, show_default=bool(default), prompt_suffix=suffix)).strip()
        wrong = check(answer) if check else ""
        if not wrong:
            return answer
        click.secho(f"  {wrong}", fg="red")


def need(question: str, about: str = "") -> str:
    """An answer that may not be empty."""
    return ask(question, about, check=lambda answer: "" if answer else "Something must stand here.")


def ask_effect() -> str:
    """What an override does to the protection of children."""
    click.echo("What does it do to the protection of children?")
    for number, (effect, meaning) in enumerate(EFFECTS, 1):
        click.echo(f"  {number}  {effect}: {meaning}")
    known = {str(number): effect for number, (effect, _) in enumerate(EFFECTS, 1)} | {e: e for e, _ in EFFECTS}
    answer = ask("Number", check=lambda word: "" if word.casefold() in known else "1, 2, 3 or 4.")
    return known[answer.casefold()]


def ask_day(question: str, about: str = "", default: str = "") -> str:
    """A day, or ''."""
    return ask(question, about, default, wrong_day)


def wrong_day(answer: str) -> str:
    """What is wrong with a day, or ''; none is fine."""
    return "" if not answer or is_day(answer) else "Write the day as year-month-day: 2027-01-31."
