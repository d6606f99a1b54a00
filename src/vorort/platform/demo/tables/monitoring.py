"""The invented Land's own integration monitoring as open data: three series in the Open SDG format."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from vorort.platform.demo import counts
from vorort.platform.demo.cohorts import YEARS
from vorort.platform.demo.cubes import people
from vorort.platform.demo.figures import Figures
from vorort.platform.demo.land import Place
from vorort.platform.demo.tables.formats import LICENCE_TEXT, open_sdg_csv, open_sdg_meta
from vorort.platform.demo.tables.printed import rounded_since_2016
from vorort.statistics.vocab import TOTAL

Values = dict[tuple[str, int], float]

_TITLES = {
    "1-1-1": ("Bevölkerung", "Menschen mit Hauptwohnung am 31. Dezember.", 0),
    "1-2-1": ("Ausländische Bevölkerung", "Menschen ohne deutschen Pass im Ausländerzentralregister.", 0),
    "1-2-2": ("Ausländeranteil", "Ausländische Bevölkerung (AZR) je 100 Menschen der Bevölkerung.", 1),
}


def files(figures: Figures, spoil: Callable[[str, Values], Values]) -> dict[str, bytes]:
    """Data and metadata by path. `spoil` puts in the mistakes of the demo, by number of the series."""
    people_of, foreigners_of = _population(figures), _foreigners(figures)
    share = {at: 100 * foreigners_of[at] / people_of[at] for at in people_of}
    series = {"1-1-1": people_of, "1-2-1": foreigners_of, "1-2-2": share}
    found: dict[str, bytes] = {}
    for number, values in series.items():
        found[f"csv/indicator_{number}.csv"] = _csv(figures, number, spoil(number, values))
        found[f"meta/{number}.md"] = _meta(number)
    return found


def _population(figures: Figures) -> Values:
    cube = people(figures.official, "alle", (TOTAL,)).together(sexes=True)
    return {(p.key, year): int(cube.of(p)[n].sum()) for p, n, year in _cells(figures)}


def _foreigners(figures: Figures) -> Values:
    cube = counts.azr(figures.history)
    return {
        (p.key, year): int(rounded_since_2016(int(cube.of(p)[n].sum()), year))
        for p, n, year in _cells(figures)
    }


def _cells(figures: Figures) -> Iterator[tuple[Place, int, int]]:
    for place in figures.land.official:
        yield from ((place, n, year) for n, year in enumerate(YEARS) if place.exists_in(year))


def _csv(figures: Figures, number: str, values: Values) -> bytes:
    names = {place.key: place.official_name for place in figures.land.official}
    is_share = number == "1-2-2"
    header = ("Year", "Gebietseinheit", *(["Units"] if is_share else []), "GeoCode", "Value")
    rows = [
        (str(year), names[key], *(["Prozent"] if is_share else []), _geocode(key), f"{value:.10g}")
        for (key, year), value in sorted(values.items(), key=lambda item: (item[0][1], item[0][0]))
    ]
    return open_sdg_csv(header, rows)


def _geocode(key: str) -> str:
    """Private keys, as such monitorings use them: K and the key, the Land with a zero behind it."""
    return f"K{key}0" if len(key) == 2 else f"K{key}"


def _meta(number: str) -> bytes:
    title, definition, decimals = _TITLES[number]
    fields = {
        "title": title,
        "indicator_number": number.replace("-", "."),
        "indicator_name": title,
        "national_indicator_description": definition,
        "data_source": "Integrationsmonitoring Hollermark (erfunden)",
        "data_footnote": f"Kreise im Gebietsstand des jeweiligen Jahres. {LICENCE_TEXT}.",
    }
    return open_sdg_meta(fields, decimals)
