"""The desk of those who publish: builds, and what the check found in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from vorort.platform.common import text
from vorort.platform.monitoring.domain.figures import BuildNote, FindingNote, OperatePage
from vorort.platform.monitoring.presenters.naming import date_name
from vorort.platform.monitoring.presenters.shown import Cell, Column, Row, Table

WORDS = 4  # columns of findings before the numbers begin
RULES = {  # the ids of the engine's check in words
    "ausreisser": gettext_noop("Ausreißer"),
    "doppelte_zeile": gettext_noop("Doppelte Zeile"),
    "gebiet_fehlt": gettext_noop("Gebiet fehlt"),
    "gebiet_gibt_es_nicht": gettext_noop("Gebiet gibt es nicht"),
    "gebiet_unbekannt": gettext_noop("Gebiet unbekannt"),
    "gebiet_zurueckgerechnet": gettext_noop("Gebiet zurückgerechnet"),
    "gesamt_ausserhalb": gettext_noop("Gesamtwert außerhalb seiner Teile"),
    "jahre_fehlen": gettext_noop("Jahre fehlen"),
    "kommafehler": gettext_noop("Kommafehler"),
    "leer_ohne_grund": gettext_noop("Leer ohne Grund"),
    "lieferungen_uneins": gettext_noop("Lieferungen uneins"),
    "luecke": gettext_noop("Lücke"),
    "name_passt_nicht": gettext_noop("Name passt nicht"),
    "negativer_wert": gettext_noop("Negativer Wert"),
    "nicht_umrechenbar": gettext_noop("Nicht umrechenbar"),
    "quellen_uneins": gettext_noop("Quellen uneins"),
    "quote_folgt_nicht": gettext_noop("Quote folgt nicht aus den Zahlen"),
    "rundung": gettext_noop("Rundung"),
    "schluessel_berichtigt": gettext_noop("Schlüssel berichtigt"),
    "spalten_vertauscht": gettext_noop("Spalten vertauscht"),
    "strich_statt_geheim": gettext_noop("Strich statt geheim"),
    "summe_gebiete": gettext_noop("Summe der Gebiete"),
    "summe_teile": gettext_noop("Summe der Teile"),
    "teil_zu_gross": gettext_noop("Teil größer als das Ganze"),
    "vorjahr_kopiert": gettext_noop("Vorjahr kopiert"),
    "widerspruch": gettext_noop("Widerspruch"),
    "zeilen_vertauscht": gettext_noop("Zeilen vertauscht"),
}
SEVERITIES = {
    "fehler": gettext_noop("Fehler"),
    "warnung": gettext_noop("Warnung"),
    "hinweis": gettext_noop("Hinweis"),
}


@dataclass(frozen=True)
class BuildView:
    name: str
    imported: str
    figures: str
    findings: str
    is_current: bool
    publish_url: str


@dataclass(frozen=True)
class OperateView:
    builds: tuple[BuildView, ...]
    findings: Table | None
    summary: str
    import_url: str


def present_operate(page: OperatePage, language: str) -> OperateView:
    with translation.override(language):
        return OperateView(
            builds=tuple(_build(build) for build in page.builds),
            findings=_findings(page.findings) if page.findings else None,
            summary=_summary(page.findings),
            import_url=page.import_url,
        )


def _build(build: BuildNote) -> BuildView:
    return BuildView(
        name=build.build_id[:12],
        imported=date_name(build.imported_at),
        figures=text.number(build.figures),
        findings=text.number(build.findings),
        is_current=build.is_current,
        publish_url=build.publish_url,
    )


def _summary(findings: tuple[FindingNote, ...]) -> str:
    if not findings:
        return _("Die Prüfung hat nichts gefunden.")
    errors = sum(finding.severity == "fehler" for finding in findings)
    if not errors:
        said = ngettext(
            "Die Prüfung hat {n} Hinweis, aber keinen Fehler gefunden.",
            "Die Prüfung hat {n} Hinweise, aber keinen Fehler gefunden.",
            len(findings),
        )
        return said.format(n=text.number(len(findings)))
    said = ngettext(
        "Die Prüfung hat {n} Fehler gefunden. Bitte vor dem Veröffentlichen ansehen.",
        "Die Prüfung hat {n} Fehler gefunden. Bitte vor dem Veröffentlichen ansehen.",
        errors,
    )
    return said.format(n=text.number(errors))


def _findings(findings: tuple[FindingNote, ...]) -> Table:
    """One row for each finding; those that read alike stand there once, with their number."""
    heads = (_("Befund"), _("Schwere"), _("Indikator"), _("Ort"), _("Zeit"), _("erwartet"), _("gefunden"))
    columns = tuple(Column(head, numeric=number >= WORDS) for number, head in enumerate(heads))
    counted = Counter(_finding(finding) for finding in findings)
    rows = tuple(_row(cells, times) for cells, times in counted.items())
    return Table("befunde", _("Was die Prüfung gefunden hat"), columns, rows)


def _row(cells: tuple[str, ...], times: int) -> Row:
    message = cells[0]
    if times > 1:
        message += " " + _("({n}-mal)").format(n=text.number(times))
    return Row(tuple(Cell(cell or "–", words=n < WORDS) for n, cell in enumerate((message, *cells[1:]))))


def _finding(finding: FindingNote) -> tuple[str, ...]:
    severity = SEVERITIES.get(finding.severity)
    return (
        _message(finding),
        _(severity) if severity else finding.severity,
        finding.indicator,
        _place(finding),
        finding.period,
        _number(finding.expected),
        _number(finding.found),
    )


def _place(finding: FindingNote) -> str:
    if not finding.others:
        return finding.place
    more = ngettext("und ein weiterer Ort", "und {n} weitere Orte", finding.others)
    return f"{finding.place} {more.format(n=text.number(finding.others))}"


def _message(finding: FindingNote) -> str:
    """Messages about tables that are not published begin with the id of the rule: say it in words."""
    start, name = f"{finding.rule}: ", RULES.get(finding.rule)
    if name is None or not finding.message.startswith(start):
        return finding.message
    return f"{_(name)}: {finding.message.removeprefix(start)}"


def _number(said: str) -> str:
    """„16,60“ instead of „16.600154264059828“; anything that is no number stays as it is."""
    try:
        value = float(said)
    except ValueError:
        return said
    return text.number(value, 0 if value.is_integer() else 2)
