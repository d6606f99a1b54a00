"""The engine: importing the largest real file, building the whole Niedersachsen set.

Peer of the import: reading the same bytes with pandas, cell by cell as text, without understanding a
single sign. Peer of the build: none can be installed that computes; the figure stands alone.
"""

import shutil
import sys
from pathlib import Path

from benchmarks import measure

VORORT = (str(Path(sys.executable).with_name("vorort")),)
PANDAS = "import pandas, sys; pandas.read_csv(sys.argv[1], sep=';', encoding='cp1252', dtype=str)"


def run(data: Path, home: Path) -> dict[str, object]:
    if not data.is_dir():
        print(f"Statistik: ausgelassen, die echten Dateien fehlen ({data.name}).")
        return {}
    largest = max(data.glob("genesis/*.csv"), key=lambda path: path.stat().st_size)
    return _import(largest, home) | _build(data / "niedersachsen", home)


def _import(file: Path, home: Path) -> dict[str, object]:
    clean = lambda: shutil.rmtree(home, ignore_errors=True)  # noqa: E731
    ours = measure.command(*VORORT, "statistics", "import", file, "--into", home, before=clean)
    start = measure.command(*VORORT, "statistics", "formats")
    peer = measure.command(sys.executable, "-c", PANDAS, file)
    print(f"\nEinlesen der größten echten Datei ({file.stat().st_size / 1e6:.1f} MB)")
    print(f"  Vor Ort, mit Zeichen, Schlüsseln, Prüfsumme: {ours.seconds:.2f} s, {ours.peak_mb:.0f} MB")
    print(f"  davon Start des Programms:                   {start.seconds:.2f} s")
    print(f"  pandas.read_csv als Text, ohne Deutung:      {peer.seconds:.2f} s, {peer.peak_mb:.0f} MB")
    print(f"  Verhältnis: {ours.seconds / peer.seconds:.2f}")
    return {
        "import_s": ours.seconds,
        "import_mb": ours.peak_mb,
        "import_to_pandas": ours.seconds / peer.seconds,
    }


def _build(folder: Path, home: Path) -> dict[str, object]:
    def fresh() -> None:
        shutil.rmtree(home, ignore_errors=True)
        measure.once([*VORORT, "statistics", "import", str(folder / "csv"), "--into", str(home)])

    build = measure.command(*VORORT, "statistics", "build", home, before=fresh)
    print("\nVeröffentlichen des ganzen Bestands Niedersachsen (8 Reihen, 52 Gebiete, 2005–2024)")
    print(f"  {build.seconds:.2f} s, {build.peak_mb:.0f} MB (Ziel: unter 10 s)")
    return {"build_niedersachsen_s": build.seconds, "build_niedersachsen_mb": build.peak_mb}
