"""`make bench`: import, build and pages, beside peers, in one run. Prints ratios and peak memory.

The real files lie in ../shared/data (or BENCH_DATA); without them the demo's own files are used for the
pages, and the two statistics measurements are left out with a sentence.
"""

import json
import os
import shutil
import sys
import time
from pathlib import Path

from benchmarks import measure, pages, peer, statistics

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("BENCH_DATA", ROOT.parent / "shared" / "data"))
HOME = Path(os.environ.get("VORORT_HOME", ROOT / "var")) / "bench"


def main() -> None:
    HOME.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[1:] or ["statistics", "pages"]
    results = {}
    if "statistics" in wanted:
        results |= statistics.run(DATA, HOME / "statistics")
    if "pages" in wanted:
        results |= pages.run(HOME)
    (HOME / "results.json").write_text(json.dumps(results, indent=1, sort_keys=True) + "\n")
    print(f"\nAlle Werte: {HOME / 'results.json'}")


if __name__ == "__main__":
    started = time.perf_counter()
    main()
    shutil.rmtree(HOME / "statistics", ignore_errors=True)
    print(f"Dauer der ganzen Messung: {time.perf_counter() - started:.0f} s")


__all__ = ["main", "measure", "peer"]
