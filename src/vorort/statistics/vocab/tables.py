"""The tables that travel between the stages, as Arrow schemas.

`FACTS`: what readers produce, one row per delivered number, before protection.
`SOURCED`: the facts of several deliveries together, each row with the id of its delivery.
`MEASURES`: what `harmonise.to_measures` makes of them for the formulas of `compute`.
`RESULTS`: what `publish` stores and everybody else sees, after protection.
`REGIONS` and `CONVERSION`: what a Gemeindeverzeichnis and the official conversion keys deliver.

Text columns are never null: an absent value is the empty string, a total is `insgesamt`.
"""

from __future__ import annotations

import pyarrow as pa

TOTAL = "insgesamt"

FACTS = pa.schema(
    [
        pa.field("series", pa.string()),  # "ni/1-2-1", "nw/12521-03i", "regio/13211-02-05-4"
        pa.field("item", pa.string()),  # value variable of the table, "" where there is only one
        pa.field("region", pa.string()),  # canonical key, see vocab.region
        pa.field("region_name", pa.string()),  # as the file writes it
        pa.field("period", pa.string()),  # Period.text
        pa.field("year", pa.int16()),
        pa.field("group", pa.string()),  # insgesamt, deutsche, auslaender, mh, ohne_mh, eg, …
        pa.field("sex", pa.string()),  # insgesamt, m, w, d
        pa.field("age", pa.string()),  # insgesamt, "0-2", "15-24", "65+"
        pa.field("detail", pa.string()),  # other dimensions: "schulart=Gymnasien;klasse=7"
        pa.field("value", pa.float64()),  # null when the status has no value
        pa.field("status", pa.string()),  # vocab.Status
        pa.field("unit", pa.string()),  # vocab.Unit
        pa.field("concept", pa.string()),  # id of the group concept behind `group`
        pa.field("base", pa.string()),  # population base: "Zensus 2011", "Zensus 2022", "AZR", ""
        pa.field("boundary", pa.string()),  # "" as delivered; "2021-12-31" after conversion
        pa.field("line", pa.int32()),  # line of the raw file, from 1
        pa.field("column", pa.string()),  # column of the raw file
    ]
)

SOURCED = FACTS.append(pa.field("source", pa.string()))  # id of the delivery

_OF_THE_RAW_FILE = ("item", "region_name", "line", "column")
MEASURES = pa.schema(
    [
        pa.field("measure", pa.string()),  # "bevoelkerung"
        *(FACTS.field(name) for name in FACTS.names if name not in _OF_THE_RAW_FILE),
        pa.field("source", pa.string()),  # id of the delivery; several joined by a space
    ]
)

RESULTS = pa.schema(
    [
        pa.field("indicator", pa.string()),  # "A01", or the series id of a published series
        pa.field("variant", pa.string()),  # "azr"; for a published series its item
        pa.field("region", pa.string()),
        pa.field("period", pa.string()),
        pa.field("year", pa.int16()),
        pa.field("group", pa.string()),
        pa.field("sex", pa.string()),
        pa.field("age", pa.string()),
        pa.field("detail", pa.string()),
        pa.field("numerator", pa.float64()),
        pa.field("denominator", pa.float64()),
        pa.field("value", pa.float64()),
        pa.field("low", pa.float64()),  # 95 % Wilson interval, in the unit of value; null if none
        pa.field("high", pa.float64()),
        pa.field("unit", pa.string()),
        pa.field("status", pa.string()),
        pa.field("concept", pa.string()),
        pa.field("base", pa.string()),
        pa.field("boundary", pa.string()),
        pa.field("source", pa.string()),  # ids of the deliveries, joined by a space
        pa.field("note", pa.string()),  # short German caveat for this one number, or ""
    ]
)

REGIONS = pa.schema(
    [
        pa.field("key", pa.string()),
        pa.field("name", pa.string()),
        pa.field("level", pa.string()),
        pa.field("parent", pa.string()),  # "" for Germany
        pa.field("valid_from", pa.string()),  # ISO date or ""
        pa.field("valid_to", pa.string()),
        pa.field("population", pa.float64()),
        pa.field("area", pa.float64()),  # km²
    ]
)

CONVERSION = pa.schema(
    [
        pa.field("from_key", pa.string()),
        pa.field("from_date", pa.string()),  # ISO date of the boundary state the figures are in
        pa.field("to_key", pa.string()),
        pa.field("to_date", pa.string()),  # ISO date of the boundary state they are carried to
        pa.field("population_share", pa.float64()),  # part of from_key's population that is in to_key
        pa.field("area_share", pa.float64()),
    ]
)

DIMENSIONS = ("group", "sex", "age", "detail")
"""Columns that split a number further, in the order used everywhere."""
