"""Small hand-made tables that travel between the stages, and a catalogue to go with them."""

import pyarrow as pa

from vorort.statistics.catalog import Catalog, load_catalog
from vorort.statistics.catalog.model import Indicator, Measure, Variant
from vorort.statistics.vocab import FACTS, MEASURES, RESULTS

WHOLE = {"group": "insgesamt", "sex": "insgesamt", "age": "insgesamt", "detail": ""}


def measure_row(measure, value, **other):
    row = {
        "measure": measure,
        "series": "amt/1",
        "region": "90101",
        "period": "2023",
        **WHOLE,
        "value": value,
        "status": "ok",
        "unit": "persons",
        "concept": "",
        "base": "",
        "boundary": "",
        "source": "aaaa",
        **other,
    }
    return {"year": int(row["period"][:4]), **row}


def measures(*rows):
    return pa.Table.from_pylist(list(rows), MEASURES)


def result_row(**other):
    numbers = dict.fromkeys(("numerator", "denominator", "value", "low", "high"))
    row = {
        "indicator": "X01",
        "variant": "amtlich",
        "region": "90101",
        "period": "2023",
        **WHOLE,
        **numbers,
        "unit": "percent",
        "status": "ok",
        "concept": "",
        "base": "",
        "boundary": "",
        "source": "aaaa",
        "note": "",
        **other,
    }
    return {"year": int(row["period"][:4]), **row}


def results(*rows):
    return pa.Table.from_pylist(list(rows), RESULTS)


def facts(*rows):
    empty = {"item": "", "region_name": "", "line": 1, "column": ""}
    plain = [{**empty, **{k: v for k, v in row.items() if k not in ("measure", "source")}} for row in rows]
    return pa.Table.from_pylist(plain, FACTS)


def indicator(variants, name="X01", **other):
    """An indicator of the packaged catalogue with other formulas."""
    known = next(iter(load_catalog().indicators.values()))
    built = [Variant.model_validate({"id": "amtlich", "name": "amtlich", **v}) for v in variants]
    changes = {"id": name, "unit": "percent", "min_cases": 3, "min_denominator": 100, "variants": built}
    return Indicator.model_validate({**known.model_dump(), **changes, **other})


def catalog_of(*indicators, units=None):
    """A catalogue with only these indicators; `units` says what their measures count."""
    packaged = load_catalog()
    names = {
        name
        for each in indicators
        for variant in each.variants
        for term in (variant.numerator, variant.denominator)
        if term is not None
        for name in (*term.measures, *term.minus)
    }
    known = {
        name: Measure(id=name, name=name, unit=(units or {}).get(name, "persons")) for name in sorted(names)
    }
    return Catalog(
        **{
            **{name: getattr(packaged, name) for name in Catalog.__dataclass_fields__},
            "indicators": {each.id: each for each in indicators},
            "measures": known,
        }
    )
