from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from vorort.platform.monitoring import actions
from vorort.platform.monitoring.management.commands import said
from vorort.statistics import StatisticsError


class Command(BaseCommand):
    help = "Liest den veröffentlichten Stand eines Statistik-Speichers in die Plattform ein."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("store", type=Path, metavar="SPEICHER", help="Ordner des Speichers")
        parser.add_argument("--publish", action="store_true", help="den Stand sofort zeigen")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = actions.import_store(options["store"], show=options["publish"])
        except (StatisticsError, actions.StoreRejected) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(said(done))
