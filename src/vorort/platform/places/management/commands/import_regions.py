from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from vorort.platform.common import text
from vorort.platform.places.actions import import_regions, note_successors
from vorort.statistics import StatisticsError, read_file, register_from


class Command(BaseCommand):
    help = (
        "Füllt das Ortsverzeichnis aus Gemeindeverzeichnissen. Mehrere Jahrgänge zusammen sagen, welche "
        "Orte neu oder aufgelöst sind; Umsteigeschlüssel sagen, wohin aufgelöste Kreise gehören."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="DATEI")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            deliveries = [read_file(path) for path in options["files"]]
        except StatisticsError as error:
            raise CommandError(str(error)) from error
        for path, delivery in zip(options["files"], deliveries, strict=True):
            if delivery.kind == "facts":
                raise CommandError(f"„{path.name}“ ist weder Gemeindeverzeichnis noch Umsteigeschlüssel.")
        done = import_regions(register_from(deliveries).to_table())
        for delivery in deliveries:
            if delivery.kind == "conversion":
                note_successors(delivery.table)
        counts = [text.number(n, language="de") for n in (done.new, done.changed, done.unchanged)]
        self.stdout.write("Orte: {} neu, {} geändert, {} unverändert.".format(*counts))
