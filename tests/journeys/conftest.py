"""A real server with the demo, and a real browser in front of it.

`visit` opens a page as one visitor sees it (language, light or dark, width), `assert_accessible`
runs the rules of WCAG 2.2 A and AA over it, `screenshot` keeps a picture in var/screenshots to be
looked at: rules find no ugliness.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PICTURES = ROOT / "var" / "screenshots"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--force-color-profile=srgb",
]
NO_BROWSER = (
    f"Chromium fehlt ({CHROMIUM}). Unter Debian: sudo apt install chromium, oder CHROMIUM=… angeben. "
    "Without it the journeys through the pages are not tested."
)


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in Path(item.path).parents:
            item.add_marker(pytest.mark.journey)


# --- the server --------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """A VORORT_HOME with style sheets, tables and the demo in it."""
    folder = tmp_path_factory.mktemp("home")
    fetched = ROOT / "var" / "assets" / "vendor"
    if fetched.exists():  # `make` has fetched them already
        shutil.copytree(fetched, folder / "assets" / "vendor")
    for step in _set_up():
        done = subprocess.run(step, env=_environment(folder, 0), capture_output=True, text=True)
        assert done.returncode == 0, f"{' '.join(step)}\n{done.stdout}\n{done.stderr}"
    return folder


def _set_up():
    vorort = [sys.executable, "-c", "from vorort.cli import main; main()"]
    yield [*vorort, "assets"]
    if find_spec("vorort.platform.demo.command"):
        yield [*vorort, "demo", "--no-serve"]
    yield [sys.executable, "-c", "from vorort.platform.commands import *; start_django(); prepare()"]


@pytest.fixture(scope="session")
def server(home):
    """Address of the running platform."""
    from vorort.platform.commands import server_command

    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    with (home / "server.log").open("w") as log:
        command = server_command("127.0.0.1", port, 1)
        process = subprocess.Popen(command, env=_environment(home, port), stdout=log, stderr=log)
        try:
            _wait_for(address, process, home / "server.log")
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


@pytest.fixture
def start(request):
    """start(folder, workers=2) → address and environment of a second platform, for one test."""

    def begin(folder, workers):
        from vorort.platform.commands import server_command

        port = _free_port()
        address, environment = f"http://127.0.0.1:{port}", _environment(folder, port)
        log = (folder / "server.log").open("w")
        command = server_command("127.0.0.1", port, workers)
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        request.addfinalizer(lambda: (process.terminate(), process.wait(timeout=20), log.close()))
        _wait_for(address, process, folder / "server.log")
        return address, environment

    return begin


def _environment(home, port):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VORORT_")}
    kept.pop("DEBUG", None)
    kept.pop("DATABASE_URL", None)
    return {
        **kept,
        "VORORT_HOME": str(home),
        "VORORT_URL": f"http://127.0.0.1:{port}",
        "VORORT_DEMO": "1",
        "PYTHONPATH": str(ROOT / "src"),
    }


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address, process, log):
    for _ in range(150):
        assert process.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(f"{address}/impressum/", timeout=2)
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"The server does not answer.\n{log.read_text()}")


# --- the browser -------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser():
    if not Path(CHROMIUM).exists():
        if os.environ.get("CI"):
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def visit(browser, server):
    """visit("/orte/", language="ar", theme="dark", width=390) → the open page.

    `page.complaints` collects what the browser complains about, `page.transfers` every answer.
    """
    contexts = []

    def open_page(path, *, language="de", theme="light", width=1280, scripts=True, height=900):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,
            java_script_enabled=scripts,
            locale={"de": "de-DE", "en": "en-GB", "ar": "ar"}[language],
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints, page.transfers = [], []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type != "log" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("requestfinished", lambda request: page.transfers.append(request))
        prefix = "" if language == "de" else f"/{language}"
        page.goto(f"{server}{prefix}{path}", wait_until="load")
        if scripts:
            page.evaluate("document.fonts.ready.then(() => true)")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def assert_accessible():
    """Fails with every broken rule and the elements that break it."""
    from axe_playwright_python.sync_playwright import Axe

    def check(page):
        options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
        found = Axe().run(page, options=options).response["violations"]
        assert not found, "\n".join(_in_words(rule) for rule in found)

    return check


def _in_words(rule):
    places = [node["html"][:200] for node in rule["nodes"][:5]]
    return "\n  ".join([f"{rule['id']}: {rule['help']}", *places])


@pytest.fixture
def screenshot():
    """screenshot(page, "ort-de-hell") → path of the picture of the whole page."""

    def take(page, name):
        PICTURES.mkdir(parents=True, exist_ok=True)
        path = PICTURES / f"{name}.png"
        page.screenshot(path=path, full_page=True, animations="disabled")
        return path

    return take


@pytest.fixture
def assert_calm():
    """Nothing sticks out sideways, and the browser has nothing to complain about."""

    def check(page):
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{page.url} is {wider} px too wide"
        assert page.complaints == []

    return check


@pytest.fixture
def weight():
    """weight(page) → (number of requests, KiB over the wire) of the first load."""

    def measure(page):
        sizes = [request.sizes() for request in page.transfers]
        kib = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes) / 1024
        return len(sizes), kib

    return measure
