"""Clean processes, medians of five, peak memory; load by wrk."""

import os
import re
import resource
import shutil
import statistics
import subprocess
import time
from dataclasses import dataclass

RUNS = 5
CONNECTIONS = 8
SECONDS = 8


@dataclass(frozen=True)
class Run:
    seconds: float
    peak_mb: float


@dataclass(frozen=True)
class Load:
    requests_per_second: float
    p50_ms: float
    p99_ms: float


def command(*parts: object, before=lambda: None) -> Run:
    """Median time and peak memory of a command over five clean processes."""
    runs = []
    for _ in range(RUNS):
        before()
        runs.append(once([str(part) for part in parts]))
    return Run(statistics.median(r.seconds for r in runs), max(r.peak_mb for r in runs))


def once(parts: list[str]) -> Run:
    started = time.perf_counter()
    process = subprocess.Popen(parts, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise RuntimeError(f"{' '.join(parts)} ended with {os.waitstatus_to_exitcode(status)}")
    return Run(seconds, _megabytes(usage))


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / 1024


def resident_mb(server: subprocess.Popen) -> float:
    """Memory of a server and its workers now."""
    listed = subprocess.run(
        ["ps", "-o", "rss=", "--ppid", str(server.pid), "-p", str(server.pid)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return sum(int(line) for line in listed.split()) / 1024


def load(url: str, *, host: str | None = None, fresh: bool = False) -> Load:
    """Requests per second and latency under wrk: one thread, eight connections, median of three.

    `fresh` sends a session cookie that nobody has, which makes our pages query and render anew.
    """
    if shutil.which("wrk") is None:
        raise SystemExit("Für die Lastmessung fehlt wrk: apt install wrk")
    header = ["-H", f"Host: {host}"] if host else []
    header += ["-H", "Cookie: sessionid=messung"] if fresh else []
    _wrk(url, header, seconds=2)
    loads = [_wrk(url, header, seconds=SECONDS) for _ in range(3)]
    return sorted(loads, key=lambda each: each.requests_per_second)[1]


def _wrk(url: str, header: list[str], *, seconds: int) -> Load:
    answer = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", *header, url],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    if "Non-2xx" in answer:
        raise RuntimeError(f"{url} answered with errors under load:\n{answer}")
    return Load(
        float(re.search(r"Requests/sec:\s+([\d.]+)", answer)[1]),
        _milliseconds(re.search(r"50%\s+([\d.]+)(\w+)", answer)),
        _milliseconds(re.search(r"99%\s+([\d.]+)(\w+)", answer)),
    )


def _milliseconds(match: re.Match) -> float:
    return float(match[1]) * {"us": 0.001, "ms": 1, "s": 1000}[match[2]]
