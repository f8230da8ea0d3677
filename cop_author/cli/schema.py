"""`cop schema`."""

from pathlib import Path

import click

from cop_author.app.schema import schemas, write_schemas
from cop_author.errors import UsageError


@click.command("schema")
@click.argument("kind", required=False)
@click.pass_obj
def command(folder: Path, kind: str | None) -> None:
    """Write JSON Schema for editors such as VS Code.

    Every file names its schema in its first line; with the YAML extension, VS Code then completes and checks as you
    type. KIND prints one schema instead of writing all.

    \b
    Examples:
      cop schema
      cop schema section
    """
    if kind:
        text = schemas().get(f"{kind}.json")
        if text is None:
            known = ", ".join(name.removesuffix(".json") for name in schemas())
            raise UsageError(f"there is no kind of file {kind!r}", f"There are: {known}.")
        click.echo(text, nl=False)
        return
    changed = write_schemas(folder)
    for path in changed:
        click.echo(f"wrote {path}")
    if not changed:
        click.echo("all schemas are up to date")
