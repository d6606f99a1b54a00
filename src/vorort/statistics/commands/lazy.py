"""Groups that load a command when it is called, so that `--help` answers at once."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """`lazy` maps a command's name to "module:attribute"."""

    def __init__(self, *args: Any, lazy: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_german(self)
        self.lazy = dict(lazy or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.lazy, *(name for name in super().list_commands(ctx) if name not in self.lazy)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.lazy:
            return _in_german(super().get_command(ctx, cmd_name))
        module, _, attribute = self.lazy[cmd_name].partition(":")
        return _in_german(getattr(import_module(module), attribute))


def _in_german(command: click.Command | None) -> click.Command | None:
    """The words in capitals of a usage line, which Click does not look up."""
    if command is not None and command.options_metavar:
        command.options_metavar = "[OPTIONEN]"
    if isinstance(command, click.Group):
        command.subcommand_metavar = "BEFEHL …"
    return command
