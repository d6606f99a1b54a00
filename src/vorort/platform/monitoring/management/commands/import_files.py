from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from vorort.platform.monitoring import actions
from vorort.platform.monitoring.management.commands import said
from vorort.statistics import OriginHints, StatisticsError


class Command(BaseCommand):
    help = "Liest Dateien ein, berechnet und prüft den neuen Stand und nimmt ihn in die Plattform auf."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="DATEI", help="Dateien oder Ordner")
        parser.add_argument(
            "--as", dest="as_format", metavar="FORMAT", help="Format, wenn es nicht erkannt wird"
        )
        parser.add_argument(
            "--mapping", type=Path, metavar="ZUORDNUNG", help="Zuordnung einer eigenen Tabelle"
        )
        parser.add_argument("--publisher", default="", help="Herausgeber, wenn die Datei ihn nicht nennt")
        parser.add_argument("--licence", default="", help="Lizenz, wenn die Datei sie nicht nennt")
        parser.add_argument("--retrieved", default="", metavar="DATUM", help="Tag des Abrufs, 2026-01-31")
        parser.add_argument("--convert-to", metavar="DATUM", help="Gebietsstand, auf den umgerechnet wird")
        parser.add_argument("--publish", action="store_true", help="den neuen Stand sofort zeigen")

    def handle(self, *args: Any, **options: Any) -> None:
        origin = OriginHints(
            publisher=options["publisher"], licence=options["licence"], retrieved_at=options["retrieved"]
        )
        try:
            done = actions.import_raw_files(
                options["files"],
                as_format=options["as_format"],
                mapping=options["mapping"],
                origin=origin,
                convert_to=options["convert_to"],
                show=options["publish"],
                progress=self._tell if options["verbosity"] else None,
            )
        except (StatisticsError, actions.StoreRejected) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(said(done.build))

    def _tell(self, step: str, number: int, total: int) -> None:
        self.stderr.write(f"  {number + 1}/{total} {step}")
