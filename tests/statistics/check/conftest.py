"""A small Land whose figures are all consistent, to put one error at a time into."""

import math
from dataclasses import fields

import pyarrow as pa
import pytest

from vorort.statistics.catalog import Catalog
from vorort.statistics.catalog.model import Feed, Source
from vorort.statistics.check import check
from vorort.statistics.harmonise import register_from
from vorort.statistics.read.delivery import Delivery, Origin, SeriesInfo
from vorort.statistics.vocab import FACTS, REGIONS, TOTAL, level_of

KREISE = [f"03{n}" for n in range(101, 113)]
NAMES = ["Auental", "Birkfeld", "Corvin", "Dornheim", "Eschwerk", "Föhrde", "Grünau", "Hallig", "Ilmgrund",
         "Jadeland", "Kieferheide", "Lindach"]  # fmt: skip
YEARS = range(2014, 2024)


def origin(name, at=""):
    return Origin(file_name=f"{name}.csv", sha256=f"{name:0<64}", size=1, retrieved_at=at)


def population(scale=1.0):
    """Persons by Kreis and Land, 2014 to 2023, by sex and by nationality: every sum is right."""
    rows = []
    for year in YEARS:
        kreise = {}
        for n, key in enumerate(KREISE):
            total = round(
                scale * (20_000 + 9_000 * n) * (1 + 0.004 * (year - 2014) + 0.003 * math.sin(n + year))
            )
            male = round(total * (0.487 + 0.001 * (n % 5)))
            foreign = round(total * (0.06 + 0.01 * (n % 7)) * (1 + 0.03 * (year - 2014)))
            kreise[key] = {
                (TOTAL, TOTAL): total,
                (TOTAL, "m"): male,
                (TOTAL, "w"): total - male,
                ("auslaender", TOTAL): foreign,
                ("deutsche", TOTAL): total - foreign,
            }
        kreise["03"] = {split: sum(kreis[split] for kreis in kreise.values()) for split in kreise[KREISE[0]]}
        rows += [
            row(region=key, period=str(year), group=group, sex=sex, value=float(value))
            for key, values in kreise.items()
            for (group, sex), value in values.items()
        ]
    return rows


def shares(people):
    """Foreign share in percent, computed exactly from the counts, one decimal place not rounded."""
    value = {(r["region"], r["period"], r["group"], r["sex"]): r["value"] for r in people}
    return [
        row(
            series="ni/anteil",
            unit="percent",
            region=region,
            period=period,
            value=100 * value[region, period, "auslaender", TOTAL] / value[region, period, TOTAL, TOTAL],
        )
        for region, period, group, sex in value
        if (group, sex) == (TOTAL, TOTAL)
    ]


def row(**own):
    return {
        "series": "ni/bestand",
        "item": "",
        "region_name": dict(zip(KREISE, NAMES, strict=True)).get(own["region"], "Niedersachsen"),
        "year": int(own["period"][:4]),
        "group": TOTAL,
        "sex": TOTAL,
        "age": TOTAL,
        "detail": "",
        "status": "ok",
        "unit": "persons",
        "concept": "",
        "base": "",
        "boundary": "",
        "line": 0,
        "column": "Wert",
    } | own


def facts_of(*tables, name="a", at=""):
    rows = [{**r, "line": line} for line, r in enumerate((r for table in tables for r in table), 2)]
    infos = tuple(SeriesInfo(id=series, title="") for series in sorted({r["series"] for r in rows}))
    return Delivery(origin(name, at), "test", "facts", pa.Table.from_pylist(rows, FACTS), infos)


def edition(day="2023-12-31", keys=tuple(KREISE)):
    named = {"03": "Niedersachsen", **dict(zip(KREISE, NAMES, strict=True))}
    dates = {"valid_from": day, "valid_to": "", "population": None, "area": None}
    rows = [
        {"key": key, "name": named.get(key, key), "level": level_of(key).value, "parent": "", **dates}
        for key in ("03", *keys)
    ]
    return Delivery(origin(f"gv{day}"), "test", "regions", pa.Table.from_pylist(rows, REGIONS))


FEED = Feed(measure="bevoelkerung")
CATALOG = Catalog(
    **{field.name: {} for field in fields(Catalog)}
    | {
        "labels": None,
        "digest": "",
        "folders": (),
        "sources": {
            "ni/quote": Source(
                series="ni/quote", publisher="Amt", title="Quote", follows_from=("ni/zaehler", "ni/nenner")
            ),
            "ni/amt": Source(series="ni/amt", publisher="Amt", title="Bestand", feeds=(FEED,)),
            "zz/amt": Source(series="zz/amt", publisher="Amt", title="Bestand", feeds=(FEED,)),
            "ni/kita": Source(
                series="ni/kita", publisher="Amt", title="Betreuungsquote der unter Dreijährigen"
            ),
        },
    }
)


@pytest.fixture
def land():
    """The consistent rows, to be changed and handed to `run`."""
    return population()


@pytest.fixture
def run():
    """run(rows, …) → findings about them, with a Gemeindeverzeichnis of the twelve Kreise."""

    def run(*tables, results=None, editions=None, more=()):
        deliveries = [facts_of(*tables), *([edition()] if editions is None else editions), *more]
        return check(deliveries, results, register_from(deliveries), CATALOG)

    return run


@pytest.fixture
def deliver():
    return facts_of


@pytest.fixture
def gemeindeverzeichnis():
    return edition


@pytest.fixture
def make_shares():
    return shares


@pytest.fixture
def make_row():
    return row


@pytest.fixture
def make_land():
    return population


@pytest.fixture
def change():
    """change(rows, region=…, period=…, to=f) → the same rows, with f(value) where all conditions hold."""

    def change(rows, to, count=None, **conditions):
        hits = [r for r in rows if all(r[name] == value for name, value in conditions.items())]
        assert hits, "nothing to change"
        assert count is None or len(hits) == count
        return [{**r, **to(r)} if r in hits else r for r in rows]

    return change
