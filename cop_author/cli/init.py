"""`cop init`."""

from pathlib import Path

import click

from cop_author.app.init import init


@click.command("init")
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
def command(target: Path) -> None:
    """Make a small workspace that checks and builds at once.

    \b
    Example:
      cop init my-guidelines
      cd my-guidelines && cop check && cop build
    """
    made = init(target)
    click.echo(f"made {len(made)} files in {target}\nNow: cd {target} && cop check && cop build")
