"""The indicator page beside pretalx's schedule page: two workers each, same connections, same run.

Measured twice: as served (pages are kept until the next published build) and with `Cookie`, which
bypasses that memory, so that every request queries the database and renders.
"""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from benchmarks import measure, peer

PORT = 8346
PAGE = f"http://127.0.0.1:{PORT}/orte/90101/A01/"


def run(home: Path) -> dict[str, object]:
    with serving(home / "demo") as server:
        kept = measure.load(PAGE)
        rendered = measure.load(PAGE, fresh=True)
        memory = measure.resident_mb(server)
    with peer.serving(home / "pretalx") as url:
        theirs = measure.load(url, host=peer.HOST)
    _print("Vor Ort, Indikatorseite, wie ausgeliefert", kept)
    _print("Vor Ort, Indikatorseite, jedes Mal neu gerechnet", rendered)
    _print(f"pretalx {peer.VERSION}, Programmseite", theirs)
    ratio, ratio_fresh = (each.requests_per_second / theirs.requests_per_second for each in (kept, rendered))
    print(f"  Verhältnis: {ratio:.1f} (Ziel: mindestens 5), neu gerechnet {ratio_fresh:.1f}")
    print(f"  Speicher aller Prozesse von Vor Ort nach der Last: {memory:.0f} MB")
    return {
        "page_rps": kept.requests_per_second,
        "page_p50_ms": kept.p50_ms,
        "page_fresh_rps": rendered.requests_per_second,
        "page_fresh_p50_ms": rendered.p50_ms,
        "pretalx_rps": theirs.requests_per_second,
        "page_to_pretalx": ratio,
        "page_fresh_to_pretalx": ratio_fresh,
        "resident_mb": memory,
    }


@contextmanager
def serving(home: Path):
    environment = os.environ | {"VORORT_HOME": str(home)}
    vorort = [str(Path(sys.executable).with_name("vorort"))]
    subprocess.run([*vorort, "demo", "--no-serve"], env=environment, check=True, capture_output=True)
    server = subprocess.Popen(
        [*vorort, "serve", "--port", str(PORT), "--workers", "2"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        peer.wait_for(PAGE)
        yield server
    finally:
        server.terminate()
        server.wait()


def _print(name: str, load: measure.Load) -> None:
    print(
        f"  {name}: {load.requests_per_second:.0f} Anfragen/s, "
        f"p50 {load.p50_ms:.1f} ms, p99 {load.p99_ms:.1f} ms"
    )
