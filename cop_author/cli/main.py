"""The `cop` command: finds the subcommand and turns failures of the environment into an exit code.

Subcommands are imported when they run, so that `cop --help` starts as fast as click.
"""

import gc
import sys
from pathlib import Path

import click

from cop_author import __version__
from cop_author.cli.lazy import Commands, lazily
from cop_author.errors import CopError, UsageError

COMMANDS: Commands = {
    "init": ("cop_author.cli.init", "Make a small workspace that checks and builds at once."),
    "check": ("cop_author.cli.check", "Say what is wrong with the text, where, and what to do next."),
    "build": ("cop_author.cli.build", "Build editions as HTML and PDF."),
    "edition": ("cop_author.cli.edition", "List, show and build editions."),
    "unit": ("cop_author.cli.unit", "Find, read and change units; ids keep their history."),
    "layer": ("cop_author.cli.layer", "Adapt the text for a region, country or organisation, and keep it current."),
    "catalogue": ("cop_author.cli.catalogue", "Translate: catalogues keyed by the permanent address of each text."),
    "release": (
        "cop_author.cli.release",
        "Record versions of the text that layers can stand on, and hold them against what they name.",
    ),
    "font": ("cop_author.cli.font", "Add fonts for further scripts, and see which letters still have none."),
    "log": ("cop_author.cli.log", "Say who changed which words of a unit, when, in which commit."),
    "diff": ("cop_author.cli.diff", "Say what changed between two revisions, unit by unit."),
    "explain": ("cop_author.cli.explain", "Explain a problem's code."),
    "schema": ("cop_author.cli.schema", "Write JSON Schema for editors such as VS Code."),
}

USAGE, ENVIRONMENT = 2, 3
"""Exit codes; 0 is fine, 1 problems in the text, 4 a gate that is closed."""


@click.group(cls=lazily(COMMANDS), context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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
    gc.set_threshold(1_000_000, 50, 1_000)
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
