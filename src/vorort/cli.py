"""The command `vorort`: the engine's commands always, the platform's where it is installed."""

from __future__ import annotations

from importlib.util import find_spec

import click

from vorort import __version__
from vorort.statistics.commands.german import speak_german
from vorort.statistics.commands.lazy import LazyGroup

speak_german()  # before the first command is made: Click asks for some texts then

PLATFORM = ("demo", "serve", "assets", "manage")


@click.group(cls=LazyGroup, lazy={"statistics": "vorort.statistics.commands.group:statistics"})
@click.version_option(__version__, message="Vor Ort %(version)s")
def cli() -> None:
    """Vor Ort: Zusammenhalt vor Ort stärken."""


def main() -> None:
    """Entry point of the installed command."""
    cli(prog_name="vorort")


def _register_platform() -> None:
    if _has_django():
        from vorort.platform.commands import register

        register(cli)
        return
    for name in PLATFORM:
        cli.add_command(_missing(name))


def _has_django() -> bool:
    try:
        return find_spec("django") is not None
    except ModuleNotFoundError:
        return False


def _missing(name: str) -> click.Command:
    @click.command(
        name,
        help="Gehört zur Plattform, die hier nicht installiert ist.",
        context_settings={"ignore_unknown_options": True},
    )
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def command(arguments: tuple[str, ...]) -> None:
        raise click.UsageError(
            f"„vorort {name}“ gehört zur Plattform, und die ist hier nicht installiert. "
            "Bitte nachholen: pip install 'vorort[platform]'"
        )

    return command


_register_platform()
