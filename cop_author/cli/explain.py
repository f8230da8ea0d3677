"""`cop explain`."""

import click

from cop_author.app.explain import as_markdown, rules
from cop_author.cli.console import print_table
from cop_author.errors import UsageError
from cop_author.text.nearest import did_you_mean


@click.command("explain")
@click.argument("code", required=False)
@click.option("--markdown", is_flag=True, help="All of them, as docs/problems.md.")
def command(code: str | None, markdown: bool) -> None:
    """Explain a problem's code.

    \b
    Examples:
      cop explain T102
      cop explain            lists all codes
    """
    known = {rule.code: rule for rule in rules()}
    if markdown:
        click.echo(as_markdown(), nl=False)
    elif code is None:
        print_table(
            ((rule.code, str(rule.severity), rule.title) for rule in known.values()), ("code", "weight", "problem")
        )
    elif code.upper() in known:
        rule = known[code.upper()]
        click.echo(f"{rule.code}: {rule.title} ({rule.severity})\n\n{rule.why}\n\n{rule.mend}")
    else:
        raise UsageError(f"there is no problem with the code {code!r}", did_you_mean(code.upper(), known))
