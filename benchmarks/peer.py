"""pretalx as the peer: a Django product of the same kind, with its own demo conference.

It is installed into VORORT_HOME/bench/pretalx once and never becomes part of Vor Ort. 2025.2.2 is the
last version for Python 3.11; its schedule page is the one its visitors open most.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VERSION = "2025.2.2"
PORT = 8345
HOST = f"localhost:{PORT}"
PAGE = f"http://127.0.0.1:{PORT}/democon/schedule/"
SETTINGS = """[filesystem]
data = {home}/data
[site]
debug = False
url = http://{host}
secret = benchmark-only
[database]
backend = sqlite3
name = {home}/db.sqlite3
"""


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """pretalx with two workers, as its documentation advises: gunicorn, demo conference, no debug."""
    environment = prepare(home)
    command = [home / "venv/bin/gunicorn", "pretalx.wsgi", "-w", "2", "-b", f"127.0.0.1:{PORT}"]
    server = subprocess.Popen(
        [*command, "--log-level", "critical"], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(PAGE, host=HOST)
        yield PAGE
    finally:
        server.terminate()
        server.wait()


def prepare(home: Path) -> dict[str, str]:
    environment = os.environ | {
        "PRETALX_CONFIG_FILE": str(home / "pretalx.cfg"),
        "DJANGO_SUPERUSER_EMAIL": "bench@example.org",
        "DJANGO_SUPERUSER_PASSWORD": "nur-fuer-die-messung",
        "PRETALX_INIT_ORGANISER_NAME": "Messung",
        "PRETALX_INIT_ORGANISER_SLUG": "messung",
    }
    if (home / "ready").exists():
        return environment
    shutil.rmtree(home, ignore_errors=True)
    (home / "data").mkdir(parents=True)
    (home / "pretalx.cfg").write_text(SETTINGS.format(home=home, host=HOST))
    run = _runner(environment)
    run(sys.executable, "-m", "venv", home / "venv")
    python = home / "venv/bin/python"
    run(python, "-m", "pip", "install", "-q", f"pretalx=={VERSION}", "gunicorn", "faker", "freezegun")
    run(python, "-m", "pretalx", "migrate", "-v0")
    run(python, "-m", "pretalx", "rebuild")
    run(python, "-m", "pretalx", "init", "--noinput")
    run(python, "-m", "pretalx", "create_test_event", "--stage", "schedule", "--seed", "1")
    with sqlite3.connect(home / "db.sqlite3") as database:
        database.execute("update event_event set is_public = 1")
    (home / "ready").touch()
    return environment


def wait_for(url: str, *, host: str | None = None, seconds: int = 60) -> None:
    request = urllib.request.Request(url, headers={"Host": host} if host else {})
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                answer.read()
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def _runner(environment: dict[str, str]):
    def run(*command: object) -> None:
        subprocess.run([str(part) for part in command], env=environment, check=True, capture_output=True)

    return run
