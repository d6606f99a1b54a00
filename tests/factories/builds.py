"""A small published build made of plain rows, as the engine would hand it over."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pyarrow as pa

from vorort.platform.monitoring.actions import import_published
from vorort.statistics.vocab import REGIONS, RESULTS, level_of, parent_of

AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
SOURCE = "aaaa000011112222"


@dataclass
class Rows:
    """Values as `vorort.statistics` publishes them, without the files around them."""

    rows: list[dict]
    places: list[dict]
    about: dict = field(default_factory=dict)
    found: list[dict] = field(default_factory=list)
    build_id: str = "b" * 16

    @property
    def manifest(self):
        entry = {
            "id": SOURCE,
            "publisher": "Landesamt für Statistik Hollermark",
            "title": "Ausländische Bevölkerung",
            "licence": "dl-de/by-2-0",
            "licence_url": "https://www.govdata.de/dl-de/by-2-0",
            "retrieved_at": "2026-10-01",
            "sha256": SOURCE * 4,
            "file_name": "bestand.csv",
        }
        return {"build": self.build_id, "inputs": [entry]}

    def results(self):
        return pa.Table.from_pylist(self.rows, RESULTS)

    def regions(self):
        return pa.Table.from_pylist(self.places, REGIONS)

    def series(self):
        return self.about

    def findings(self):
        return self.found


def region(key, name, **more):
    empty = {"valid_from": "", "valid_to": "", "population": None, "area": None}
    return {
        "key": key,
        "name": name,
        "level": level_of(key).value,
        "parent": parent_of(key) or "",
        **empty,
        **more,
    }


def result(region, year, value, *, indicator="A01", variant="fort", **more):
    row = {
        "indicator": indicator,
        "variant": variant,
        "region": region,
        "period": str(year),
        "year": year,
        "group": "insgesamt",
        "sex": "insgesamt",
        "age": "insgesamt",
        "detail": "",
        "numerator": None,
        "denominator": None,
        "value": value,
        "low": None,
        "high": None,
        "unit": "percent",
        "status": "ok",
        "concept": "STAA_FORT",
        "base": "Zensus 2022",
        "boundary": "",
        "source": SOURCE,
        "note": "",
    }
    return row | more


HOLLERMARK = [
    region("DG", "Deutschland"),
    region("90", "Hollermark", population=1_200_000),
    region("90001", "Kirchtannau, Stadt", population=240_000),
    region("90001000", "Kirchtannau, Stadt", population=240_000),
    region("90001000-01", "Altstadt"),
    region("90001000-02", "Hafen"),
    region("90011", "Sahmetal", population=130_000),
    region("90011001", "Möhlenbrück, Stadt", population=21_000),
    region("90011002", "Öhrsen", population=4_000),
]


def publish(rows, places=HOLLERMARK, **more):
    """Take in a build and show it."""
    return import_published(Rows(rows, places, **more), show=True, at=AT).build
