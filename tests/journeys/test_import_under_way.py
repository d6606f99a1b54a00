"""Figures are published while people read: every answer is wholly old or wholly new, on every worker."""

import json
import shutil
import subprocess
import sys
import threading
import urllib.request

import pytest

PAGES = ["/daten/", "/orte/90101/A01/", "/en/orte/90101/", "/api/v1/observations?indicator=A01&region=90101"]
VORORT = [sys.executable, "-c", "from vorort.cli import main; main()"]


@pytest.fixture
def house(home, tmp_path):
    """A home of its own: the other journeys go on with the figures they know."""
    folder = tmp_path / "home"
    shutil.copytree(home, folder, symlinks=True)
    return folder


def get(address):
    with urllib.request.urlopen(address, timeout=60) as answer:
        return answer.read().decode()


def build_of(store):
    return json.loads((store / "current" / "manifest.json").read_text())["build"][:12]


def run(environment, *command):
    done = subprocess.run([*VORORT, *command], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_readers_never_see_a_mixture_and_all_workers_turn_at_once(house, start):
    address, environment = start(house, 2)
    store = house / "demo" / "speicher"
    before = build_of(store)
    run(environment, "statistics", "build", str(store), "--set", "kern10")
    after = build_of(store)
    answers, stop = [], threading.Event()

    def read():
        while not stop.is_set():
            answers.extend(get(address + page) for page in PAGES)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        run(environment, "manage", "import_store", str(store), "--publish")
        at_once = [get(address + page) for page in PAGES * 8]
    finally:
        stop.set()
        for reader in readers:
            reader.join()

    assert any(before in text for text in answers)
    assert not [text for text in answers if before in text and after in text]
    assert not [text for text in at_once if before in text]
    assert sum(after in text for text in at_once) >= 16
