"""The settings table is complete, and what is secret stays so."""

import ast
import re
import stat
from pathlib import Path

import pytest
from django.conf import settings

from vorort.platform.config import environment
from vorort.platform.config.database import database
from vorort.platform.config.secret import secret_key

PLATFORM = Path(environment.__file__).parent.parent
ROOT = PLATFORM.parent.parent.parent


def test_handbook_page_lists_exactly_the_settings():
    written = (ROOT / "docs/operate/settings.md").read_text(encoding="utf-8")

    assert written == environment.handbook()


def test_no_part_of_the_platform_reads_the_environment_past_the_table():
    allowed = {"environment.py", "wsgi.py", "commands.py"}
    readers = [
        path.name
        for path in PLATFORM.rglob("*.py")
        if path.name not in allowed and re.search(r"os\.(environ|getenv)", path.read_text(encoding="utf-8"))
    ]

    assert readers == []


def test_every_setting_is_used():
    calls = {
        node.args[0].value
        for path in (PLATFORM / "config/settings.py", PLATFORM / "commands.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
    }

    assert {s.name for s in environment.SETTINGS} <= calls


def test_undocumented_setting_is_refused():
    with pytest.raises(KeyError):
        environment.text("VORORT_SECRET_DOOR")


def test_number_that_is_none_says_which_setting(monkeypatch):
    monkeypatch.setenv("PORT", "achttausend")

    with pytest.raises(SystemExit, match="PORT muss eine ganze Zahl sein"):
        environment.number("PORT")


def test_secret_key_is_made_once_and_readable_for_its_owner_only(tmp_path):
    first = secret_key("", tmp_path)

    assert secret_key("", tmp_path) == first
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_given_secret_key_leaves_no_file(tmp_path):
    assert secret_key("given", tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []


def test_sqlite_waits_at_the_beginning_of_a_transaction(tmp_path):
    found = database("", tmp_path, 8)

    assert found["ENGINE"] == "django.db.backends.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]
    assert "foreign_keys=ON" in found["OPTIONS"]["init_command"]


def test_postgres_uses_the_pool_of_the_driver(tmp_path):
    found = database("postgres://anna@rechner:5433/zahlen", tmp_path, 5)

    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("rechner", 5433, "zahlen")
    assert found["OPTIONS"]["pool"]["max_size"] == 5
    assert found["CONN_MAX_AGE"] == 0


def test_policy_lets_nothing_in_from_outside():
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]

    assert directives["default-src"] == ["'self'"]
    assert all("unsafe" not in source for sources in directives.values() for source in sources)


def test_home_that_the_demo_filled_stays_a_demo(tmp_path):
    assert not environment.is_demo_home(tmp_path)

    (tmp_path / "demo").mkdir()

    assert environment.is_demo_home(tmp_path)


def test_suggested_setting_yields_to_the_operator(monkeypatch):
    monkeypatch.setenv("VORORT_URL", "https://zahlen.example")
    environment.suggest("VORORT_URL", "http://localhost:8100")

    assert environment.text("VORORT_URL") == "https://zahlen.example"
