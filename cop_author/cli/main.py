"""The `cop` command: finds the subcommand and turns failures of the environment into an exit code.

Subcommands are imported when they run, so that `cop --help` starts as fast as click.
"""

import gc
import importlib
import sys
from pathlib import Path
from typing import Any

import click

from cop_author import __version__
from cop_author.errors import CopError, UsageError

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("init", "Make a small workspace that checks and builds at once."),
    "check": ("check", "Say what is wrong with the text, where, and what to do next."),
    "build": ("build", "Build editions as HTML and PDF."),
    "edition": ("edition", "List, show and build editions."),
    "unit": ("unit", "Find, read and change units; ids keep their history."),
    "layer": ("layer", "See what a region's, country's or organisation's overrides do to the text."),
    "log": ("log", "Say who changed which words of a unit, when, in which commit."),
    "diff": ("diff", "Say what changed between two revisions, unit by unit."),
    "explain": ("explain", "Explain a problem's code."),
    "schema": ("schema", "Write JSON Schema for editors such as VS Code."),
}
"""Name → (module, one line of help)."""

USAGE, ENVIRONMENT = 2, 3
"""Exit codes; 0 is fine, 1 problems in the text, 4 a gate that is closed."""


class _Lazy(click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"cop_author.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in COMMANDS:
            from cop_author.text.nearest import did_you_mean

            ctx.fail(f"No such command {args[0]!r}. {did_you_mean(args[0], COMMANDS)}".strip())
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "-C", "folder", type=click.Path(path_type=Path), default=Path(), metavar="DIR",
    help="Work in this folder, or the workspace above it.",
)  # fmt: skip
@click.version_option(__version__, prog_name="cop")
@click.pass_context
def cop(ctx: click.Context, folder: Path) -> None:
    """Write child online protection guidelines once, adapt, translate and publish them.

    \b
    Begin:     cop init my-guidelines
    Every day: cop check && cop build
    Where is it? cop unit list --text grooming
    """
    ctx.obj = folder


def main() -> None:
    """Run `cop`; environment failures end with exit code 3, wrong usage with 2."""
    # A run makes many small values that live to its end; collecting less often saves a quarter of the time.
    gc.set_threshold(100_000, 50, 100)
    try:
        cop.main(standalone_mode=True)
    except UsageError as error:
        _fail(error, USAGE)
    except CopError as error:
        _fail(error, ENVIRONMENT)
    except RecursionError:
        _fail(CopError("the input is nested too deep"), ENVIRONMENT)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def _fail(error: CopError, code: int) -> None:
    click.secho(f"cop: {error.message}", fg="red", err=True)
    if error.hint:
        click.echo(f"  {error.hint}", err=True)
    sys.exit(code)
