"""A group of commands that are imported when they run; it must not know any of them."""

import importlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

import click

Commands = Mapping[str, tuple[str, str]]
"""Name → (module whose `command` it is, one line of help)."""


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    commands_by_name: ClassVar[Commands] = MappingProxyType({})

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands_by_name)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.commands_by_name:
            return None
        module = importlib.import_module(self.commands_by_name[cmd_name][0])
        command: click.Command = module.command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in self.commands_by_name:
            from cop_author.text.nearest import did_you_mean

            ctx.fail(f"No such command {args[0]!r}. {did_you_mean(args[0], self.commands_by_name)}".strip())
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in self.commands_by_name.items()])


def lazily(commands: Commands) -> type[LazyGroup]:
    """A class of groups that holds `commands`."""
    return type("Lazy", (LazyGroup,), {"commands_by_name": commands})
