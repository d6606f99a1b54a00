"""The platform's part of the command line: manage, serve, assets, demo."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.util import find_spec
from typing import NoReturn

import click

SETTINGS = "vorort.platform.config.settings"


def register(cli: click.Group) -> None:
    """Add the platform's commands to `cli`."""
    for command in (manage, serve, assets):
        cli.add_command(command)
    if find_spec("vorort.platform.demo.command"):
        import_module("vorort.platform.demo.command").register_demo(cli)


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Verwaltungsbefehle der Plattform (Django), zum Beispiel „vorort manage migrate“."""
    start_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["vorort manage", *arguments])


@click.command()
@click.option("--port", type=int, help="Anschluss; sonst die Einstellung PORT, sonst 8000.")
@click.option("--workers", type=int, help="Zahl der Prozesse; sonst VORORT_WORKERS, sonst 2.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Adresse, auf der gelauscht wird.")
def serve(port: int | None, workers: int | None, host: str) -> None:
    """Startet die Plattform. Datenbank und Stilvorlagen werden vorher auf den neuesten Stand gebracht."""
    from vorort.platform.config import environment as env

    port = port or env.number("PORT")
    env.suggest("VORORT_URL", f"http://localhost:{port}")
    start_django()
    prepare()
    click.echo(f"Vor Ort läuft auf http://localhost:{port}  (beenden mit Strg + C)")
    run_server(host, port, workers or env.number("VORORT_WORKERS"))


@click.command()
def assets() -> None:
    """Holt Stilvorlagen und Schriften (KERN, Fira Sans, Noto Sans Arabic) über npm."""
    start_django()
    from vorort.platform.assets.install import install

    install(say=click.echo)


def start_django() -> None:
    """Load settings and apps; safe to call twice."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()


def prepare() -> None:
    """Everything a start needs, quick when nothing changed: assets, languages, tables, static files."""
    from django.conf import settings
    from django.core.management import call_command

    from vorort.platform.assets.install import install
    from vorort.platform.common.http import code_version
    from vorort.platform.config.languages import compile_all

    install(say=click.echo)
    compile_all()
    call_command("migrate", interactive=False, verbosity=0)
    stamp = settings.STATIC_ROOT / ".collected"
    if not stamp.exists() or stamp.read_text() != code_version():
        click.echo("Stilvorlagen werden zusammengestellt …")
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.write_text(code_version())


def server_command(host: str, port: int, workers: int) -> list[str]:
    """The web server as a command, without a line in the log for every request.

    A worker that is told to stop while it is still starting misses it: after ten seconds it has to.
    """
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", "2", "--backpressure", "64", "--workers-kill-timeout", "10"),
        *("--no-access-log", "--log-level", "warning"),
        "vorort.platform.config.wsgi:application",
    ]


def run_server(host: str, port: int, workers: int) -> NoReturn:
    """Become the web server: signals and exit code are its own, and no process waits beside it."""
    sys.stdout.flush()
    sys.stderr.flush()
    command = server_command(host, port, workers)
    os.execv(command[0], command)  # noqa: S606 - our own command, no shell
