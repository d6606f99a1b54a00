import errno
import socket

import click
import pytest
from click.testing import CliRunner

from vorort.platform.demo.command import _anticipated, demo, state_of


@pytest.fixture
def taken_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_taken_port_is_said_before_anything_is_built(taken_port):
    result = CliRunner().invoke(demo, ["--port", str(taken_port)])

    assert result.exit_code == 1
    assert f"Anschluss {taken_port} ist belegt" in result.output
    assert f"vorort demo --port {taken_port + 1}" in result.output


def test_impossible_port_is_refused():
    result = CliRunner().invoke(demo, ["--port", "70000"])

    assert result.exit_code == 1
    assert "zwischen 1 und 65535" in result.output


def test_missing_real_files_are_refused():
    result = CliRunner().invoke(demo, ["--with", "gibt-es-nicht", "--no-serve"])

    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        (errno.ENOSPC, "Bitte Platz schaffen"),
        (errno.EACCES, "Bitte die Rechte prüfen"),
        (errno.EIO, "vorort demo --fresh"),
    ],
)
def test_trouble_with_the_disk_says_what_to_do(code, remedy):
    with pytest.raises(click.ClickException, match=remedy), _anticipated():
        raise OSError(code, "Fehler")


def test_state_changes_with_the_real_files(tmp_path):
    file = tmp_path / "zahlen.csv"
    file.write_text("a")
    before = state_of([tmp_path])

    file.write_text("ab")

    assert state_of([tmp_path]) != before
    assert state_of([]) == state_of([])
