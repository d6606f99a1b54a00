"""Small files as offices send them, and what was read of them."""

import hashlib

from factories.tables import facts, measure_row
from vorort.statistics.read.delivery import Delivery, Origin, SeriesInfo

OPEN_SDG = "Year,Gebietseinheit,GeoCode,Value\n"


def open_sdg(folder, code, values, year=2019):
    """An Open-SDG file such as Niedersachsen publishes; `values` maps key to number."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"indicator_{code}.csv"
    lines = [f"{year},Gebiet {key},K{key},{value}\n" for key, value in values.items()]
    path.write_text(OPEN_SDG + "".join(lines), encoding="utf-8-sig")
    return path


def delivery(folder, series, *rows, name="tabelle.csv", **origin):
    """A delivery with hand-made facts, and the raw file it claims to come from."""
    folder.mkdir(parents=True, exist_ok=True)
    raw = folder / name
    raw.write_text(repr((series, rows)), encoding="utf-8")
    data = raw.read_bytes()
    table = facts(*({**measure_row("", 1.0), "series": series, **row} for row in rows))
    known = Origin(name, hashlib.sha256(data).hexdigest(), len(data), **origin)
    return Delivery(known, "eigene", "facts", table, (SeriesInfo(series, series),)), raw
