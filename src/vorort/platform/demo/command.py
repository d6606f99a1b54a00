"""`vorort demo`: the fictional Land, built through the product's own import, served on this machine."""

from __future__ import annotations

import errno
import hashlib
import shutil
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

import vorort
from vorort.statistics.errors import StatisticsError

if TYPE_CHECKING:
    from vorort.platform.demo.build import Say

_HOST = "127.0.0.1"
_STAMP = "stand"
_MAKERS = (
    "statistics",
    "platform/demo",
    "platform/places",
    "platform/monitoring/actions",
    "platform/monitoring/domain",
)


def register_demo(cli: click.Group) -> None:
    cli.add_command(demo)


@click.command()
@click.option("--port", type=int, help="Anschluss; sonst die Einstellung PORT, sonst 8000.")
@click.option(
    "--with",
    "real",
    type=click.Path(exists=True, path_type=Path),
    multiple=True,
    help="Zusätzlich echte Dateien einlesen (Datei oder Ordner); mehrfach möglich.",
)
@click.option("--serve/--no-serve", default=True, help="Nach dem Aufbau starten oder nur aufbauen.")
@click.option("--fresh", is_flag=True, help="Die Demo verwerfen und neu aufbauen.")
def demo(port: int | None, real: tuple[Path, ...], serve: bool, fresh: bool) -> None:
    """Baut Hollermark auf, ein erfundenes Land mit erfundenen Zahlen, und zeigt sie im Browser."""
    from vorort.platform.commands import run_server, start_django
    from vorort.platform.config import environment as env

    port = port or env.number("PORT")
    env.provide("VORORT_DEMO", "1")
    env.suggest("VORORT_URL", f"http://localhost:{port}")
    start_django()
    if serve:
        _refuse_taken(port)
    with _anticipated():
        prepare_demo(real=real, fresh=fresh)
    if serve:
        _greet(port)
        run_server(_HOST, port, env.number("VORORT_WORKERS"))


def prepare_demo(*, real: Sequence[Path] = (), fresh: bool = False) -> bool:
    """Bring the demo in VORORT_HOME up to date; False where everything was there already."""
    from django.conf import settings
    from django.core.management import call_command

    from vorort.platform.commands import prepare
    from vorort.platform.demo import accounts

    prepare()
    folder = settings.VORORT_HOME / "demo"
    stamp, state = folder / _STAMP, state_of(real)
    if not fresh and stamp.is_file() and stamp.read_text() == state:
        return False
    if accounts.strangers():
        raise click.ClickException(
            "In dieser Datenbank gibt es schon Konten, die nicht zur Demo gehören. Die Demo mischt sich "
            "nicht darunter. Bitte einen anderen Ordner angeben: VORORT_HOME=demo vorort demo"
        )
    stamp.unlink(missing_ok=True)
    if fresh:
        call_command("flush", interactive=False, verbosity=0)
    _build(folder, real)
    accounts.create(folder)
    stamp.write_text(state)
    return True


def _build(folder: Path, real: Sequence[Path]) -> None:
    from vorort.platform.demo.build import build_store, fill_platform

    for old in ("dateien", "speicher"):
        shutil.rmtree(folder / old, ignore_errors=True)
    with _progress() as say:
        built = build_store(folder, real=real, say=say)
        fill_platform(built, real=real, say=say)
    for reason in built.refused:
        click.secho(f"Nicht eingelesen: {reason}", err=True, fg="yellow")


def state_of(real: Sequence[Path] = ()) -> str:
    """Changes with the version, with every file that takes part in building, and with the real files."""
    digest = hashlib.sha256(vorort.__version__.encode())
    root = Path(vorort.__file__).parent
    for maker in _MAKERS:
        for path in sorted((root / maker).rglob("*")):
            if path.suffix in {".py", ".yaml"}:
                digest.update(path.read_bytes())
    for path in sorted(
        found for place in real for found in (place.rglob("*") if place.is_dir() else [place])
    ):
        known = path.stat()
        digest.update(f"{path.name} {known.st_size} {known.st_mtime_ns}".encode())
    return digest.hexdigest()


@contextmanager
def _progress() -> Iterator[Say]:
    """A line per step with a bar, on the error channel, so that output stays usable."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        tasks: dict[str, int] = {}

        def say(what: str, done: int, of: int) -> None:
            heading = what.partition(":")[0]
            if heading not in tasks:
                for task in tasks.values():
                    progress.update(task, completed=progress.tasks[task].total)
                tasks[heading] = progress.add_task(what, total=of)
            progress.update(tasks[heading], description=what, completed=done, total=of)

        yield say
        for task in tasks.values():
            progress.update(task, completed=progress.tasks[task].total)


@contextmanager
def _anticipated() -> Iterator[None]:
    """What may go wrong on somebody's machine, said with what to do."""
    try:
        yield
    except StatisticsError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(_remedy(error)) from error


def _remedy(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return (
            "Der Datenträger ist voll; die Demo braucht etwa 300 MB. Bitte Platz schaffen oder einen anderen "
            "Ordner angeben: VORORT_HOME=/anderer/ort vorort demo"
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            "In den Ordner der Demo darf nicht geschrieben werden. Bitte die Rechte prüfen oder einen "
            "anderen Ordner angeben: VORORT_HOME=/anderer/ort vorort demo"
        )
    what = error.strerror or error
    return f"Die Demo ließ sich nicht aufbauen: {what}. Neuer Versuch mit: vorort demo --fresh"


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError as error:
            raise click.ClickException(_why_not(port, error)) from error
        except OverflowError as error:
            raise click.ClickException("Der Anschluss muss zwischen 1 und 65535 liegen.") from error


def _why_not(port: int, error: OSError) -> str:
    if error.errno == errno.EACCES:
        return (
            f"Anschluss {port} ist nur für Systemdienste. Bitte einen ab 1024 nehmen: vorort demo --port 8000"
        )
    other = port + 1 if port < 65535 else 8000
    return f"Anschluss {port} ist belegt. Läuft die Demo schon? Sonst: vorort demo --port {other}"


def _greet(port: int) -> None:
    from django.conf import settings

    from vorort.platform.demo import accounts

    click.secho(f"\nHollermark ist da: http://localhost:{port}", bold=True)
    click.echo("Das Land, seine Orte und seine Zahlen sind frei erfunden. Beenden mit Strg + C.\n")
    for log_in in accounts.known(settings.VORORT_HOME / "demo"):
        click.echo(f"  {log_in.email:32} {log_in.password}")
    click.echo()
