"""Every setting an operator may give, with its default and meaning: one table for code and handbook."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    meaning: str  # German, goes to docs/operate/settings.md


SETTINGS = (
    Setting(
        "VORORT_HOME",
        "var",
        "Ordner für alles, was im Betrieb entsteht: Datenbank, Geheimnis, Stilvorlagen, Statistik-Speicher.",
    ),
    Setting(
        "DATABASE_URL",
        "",
        "Adresse der Datenbank, zum Beispiel `postgres://name:kennwort@rechner:5432/vorort`. "
        "Leer: SQLite in `VORORT_HOME/vorort.sqlite3`.",
    ),
    Setting("DATABASE_POOL", "8", "Höchste Zahl offener PostgreSQL-Verbindungen je Prozess."),
    Setting(
        "VORORT_URL",
        "http://localhost:8000",
        "Öffentliche Adresse der Plattform. Beginnt sie mit `https://`, gelten nur noch verschlüsselte "
        "Verbindungen (HSTS, sichere Cookies).",
    ),
    Setting(
        "VORORT_HOSTS",
        "localhost,127.0.0.1,[::1]",
        "Weitere Rechnernamen, unter denen die Plattform antwortet, mit Komma getrennt.",
    ),
    Setting(
        "VORORT_PROXY",
        "",
        "`1`, wenn ein Vermittlungsrechner (Reverse Proxy) davor steht und `X-Forwarded-Proto` setzt.",
    ),
    Setting(
        "SECRET_KEY",
        "",
        "Geheimer Schlüssel für Sitzungen. Leer: wird beim ersten Start erzeugt und in "
        "`VORORT_HOME/secret_key` abgelegt, lesbar nur für das eigene Benutzerkonto.",
    ),
    Setting("DEBUG", "", "`1` zeigt Fehlerseiten für die Entwicklung. Nie im öffentlichen Betrieb."),
    Setting(
        "VORORT_STATIC_MANIFEST",
        "1",
        "`0` liefert Stilvorlagen ohne Prüfsumme im Namen aus. Nur für Entwicklung und Tests.",
    ),
    Setting("VORORT_TITLE", "Vor Ort", "Name der Plattform im Kopf jeder Seite."),
    Setting(
        "VORORT_OPERATOR",
        "",
        "Wer die Plattform betreibt: Name und Anschrift für das Impressum. Zeilen mit `|` trennen.",
    ),
    Setting("VORORT_CONTACT", "", "E-Mail-Adresse für Fragen und für Hinweise auf Barrieren."),
    Setting(
        "VORORT_SOURCE_URL",
        "",
        "Adresse des Quelltextes dieser Fassung. Leer: die Fußzeile nennt nur Lizenz und Fassung.",
    ),
    Setting(
        "VORORT_DEMO",
        "",
        "`1` sagt auf jeder Seite, dass Orte und Zahlen aus Hollermark erfunden sind. Setzt `vorort demo`; "
        "ein Ordner, den die Demo gefüllt hat, gilt immer als Demo.",
    ),
    Setting("PORT", "8000", "Anschluss, auf dem `vorort serve` lauscht."),
    Setting("VORORT_WORKERS", "2", "Zahl der Prozesse, mit denen `vorort serve` antwortet."),
    Setting("VORORT_LOG_LEVEL", "INFO", "Ausführlichkeit des Protokolls: DEBUG, INFO, WARNING oder ERROR."),
)

_DEFAULTS = {setting.name: setting.default for setting in SETTINGS}


def text(name: str) -> str:
    """Value of a documented setting; an undocumented name is a KeyError, so the table stays complete."""
    default = _DEFAULTS[name]
    return os.environ.get(name, default).strip() or default


def provide(name: str, value: str) -> None:
    """Give a documented setting to this process and to those it starts."""
    os.environ[_known(name)] = value


def suggest(name: str, value: str) -> None:
    """The same, unless the operator has given it."""
    os.environ.setdefault(_known(name), value)


def is_demo_home(home: Path) -> bool:
    """Whether `vorort demo` filled this folder: it stays a demo however it is served."""
    return (home / "demo").is_dir()


def _known(name: str) -> str:
    if name not in _DEFAULTS:
        raise KeyError(name)
    return name


def flag(name: str) -> bool:
    return text(name).lower() in {"1", "true", "yes", "on", "ja"}


def number(name: str) -> int:
    try:
        return int(text(name))
    except ValueError:
        raise SystemExit(f"Die Einstellung {name} muss eine ganze Zahl sein.") from None


def words(name: str) -> list[str]:
    return [word.strip() for word in text(name).split(",") if word.strip()]


def handbook() -> str:
    """The page docs/operate/settings.md."""
    rows = [f"| `{s.name}` | {f'`{s.default}`' if s.default else '–'} | {s.meaning} |" for s in SETTINGS]
    head = [
        "# Einstellungen",
        "",
        "Alle Einstellungen stehen in der Umgebung des Prozesses. Ohne jede Einstellung läuft die",
        "Plattform auf dem eigenen Rechner. Diese Seite erzeugt",
        "`python -m vorort.platform.config.environment`.",
        "",
        "| Einstellung | Vorgabe | Bedeutung |",
        "|---|---|---|",
    ]
    return "\n".join([*head, *rows, ""])


if __name__ == "__main__":
    import sys

    sys.stdout.write(handbook())
