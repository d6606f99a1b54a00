from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from vorort.platform.common import text
from vorort.platform.places.actions import NoSuchRegister, import_boundaries
from vorort.platform.places.boundary_files import BoundaryFileRejected


class Command(BaseCommand):
    help = "Liest Grenzen für die Karten ein: Shapefile, GeoJSON oder GeoPackage."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="DATEI")
        parser.add_argument("--key", metavar="FELD", help="Feld mit dem Regionalschlüssel")
        parser.add_argument("--source", default="", help="Herausgeber der Grenzen, steht unter jeder Karte")
        parser.add_argument("--licence", default="", help="Lizenz, zum Beispiel dl-de/by-2-0")
        parser.add_argument("--licence-url", default="")
        parser.add_argument(
            "--date", type=date.fromisoformat, metavar="DATUM", help="Gebietsstand, 2022-12-31"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = import_boundaries(
                options["file"],
                options["key"],
                source=options["source"],
                licence=options["licence"],
                licence_url=options["licence_url"],
                state_on=options["date"],
            )
        except (BoundaryFileRejected, NoSuchRegister) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Grenzen eingelesen: {text.number(done.drawn, language='de')}.")
        if done.unknown:
            named = ", ".join(done.unknown[:10]) + (" …" if len(done.unknown) > 10 else "")
            self.stdout.write(f"Nicht im Ortsverzeichnis und deshalb ausgelassen: {named}")
