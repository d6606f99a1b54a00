"""Small tables of facts, regions and conversion keys, written down by what matters in them."""

from dataclasses import dataclass, fields

import pyarrow as pa
import pytest

from vorort.statistics.catalog import Catalog
from vorort.statistics.catalog.model import Measure, Source
from vorort.statistics.vocab import CONVERSION, FACTS, REGIONS, TOTAL, level_of


@dataclass(frozen=True)
class Origin:
    id: str
    retrieved_at: str = ""


@dataclass(frozen=True)
class Handed:
    origin: Origin
    kind: str
    table: pa.Table


DEFAULTS = {
    "series": "xx/1",
    "item": "",
    "region_name": "",
    "group": TOTAL,
    "sex": TOTAL,
    "age": TOTAL,
    "detail": "",
    "status": "ok",
    "unit": "persons",
    "concept": "",
    "base": "",
    "boundary": "",
    "column": "Wert",
}


def make_facts(*rows):
    full = [
        {**DEFAULTS, "line": n, "year": int(str(row["period"])[:4]), **row} for n, row in enumerate(rows, 2)
    ]
    return pa.Table.from_pylist(full, FACTS)


@pytest.fixture
def facts():
    return make_facts


@pytest.fixture
def deliver():
    """deliver("id", facts…, at="2024-01-01") → a delivery of facts."""
    return lambda source, *rows, at="": Handed(Origin(source, at), "facts", make_facts(*rows))


@pytest.fixture
def edition():
    """edition("2013-12-31", "03152=Göttingen", …) → a delivered Gemeindeverzeichnis."""

    def make(day, *regions):
        rows = [
            {
                "key": key,
                "name": name,
                "level": level_of(key).value,
                "parent": "",
                "valid_from": day,
                "valid_to": "",
                "population": None,
                "area": None,
            }
            for key, _, name in (region.partition("=") for region in regions)
        ]
        return Handed(Origin(f"gv{day}"), "regions", pa.Table.from_pylist(rows, REGIONS))

    return make


@pytest.fixture
def keys():
    """keys(("03152", "2013-12-31", "03159", 1.0), …) → conversion keys to 31.12.2021."""

    def make(*rows):
        return pa.Table.from_pylist(
            [
                {
                    "from_key": a,
                    "from_date": day,
                    "to_key": b,
                    "to_date": "2021-12-31",
                    "population_share": share,
                    "area_share": share,
                }
                for a, day, b, share in rows
            ],
            CONVERSION,
        )

    return make


@pytest.fixture
def catalog():
    """catalog(Source(…), measures=("bevoelkerung",)) → a catalogue with nothing else in it."""

    def make(*sources, measures=("bevoelkerung", "auslaender_azr")):
        empty = {field.name: {} for field in fields(Catalog)}
        own = {
            "sources": {source.series: source for source in sources},
            "measures": {name: Measure(id=name, name=name) for name in measures},
            "labels": None,
            "digest": "",
            "folders": (),
        }
        return Catalog(**{**empty, **own})

    return make


@pytest.fixture
def source():
    return lambda series, **more: Source(series=series, publisher="Amt", title="Titel", **more)
