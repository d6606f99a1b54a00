"""A Gemeindeverzeichnis also says how many people live in each place: a series of its own.

It feeds no measure. The official population series state their base; a directory does so in a
footnote at best, and its figures would stand beside those series as a second denominator.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from vorort.statistics.vocab import FACTS, TOTAL, Period, Status, Unit

if TYPE_CHECKING:
    from vorort.statistics.read.delivery import Delivery

SERIES = "gv/bevoelkerung"


def populations(deliveries: Iterable[Delivery]) -> list[Delivery]:
    """The population of every directory among the deliveries, as deliveries of facts."""
    return [
        replace(
            delivery,
            kind="facts",
            table=pa.Table.from_pylist(list(_rows(delivery.table)), schema=FACTS),
            series=(_info(delivery),),
        )
        for delivery in deliveries
        if delivery.kind == "regions"
    ]


def _info(delivery: Delivery) -> Any:
    from vorort.statistics.read.delivery import SeriesInfo

    return SeriesInfo(
        id=SERIES,
        title="Bevölkerung nach dem Gemeindeverzeichnis",
        unit=Unit.PERSONS.value,
        decimals=0,
        publisher=delivery.origin.publisher,
        licence=delivery.origin.licence,
        notes=delivery.notes,
    )


def _rows(regions: pa.Table) -> Iterator[dict[str, Any]]:
    for line, row in enumerate(regions.to_pylist(), 1):
        if row["population"] is None or not row["valid_from"]:
            continue
        period = Period.parse(row["valid_from"])
        yield {
            "series": SERIES,
            "item": "",
            "region": row["key"],
            "region_name": row["name"],
            "period": period.text,
            "year": period.year,
            "group": TOTAL,
            "sex": TOTAL,
            "age": TOTAL,
            "detail": "",
            "value": row["population"],
            "status": Status.OK.value,
            "unit": Unit.PERSONS.value,
            "concept": "",
            "base": "",
            "boundary": "",
            "line": line,
            "column": "population",
        }
