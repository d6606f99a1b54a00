"""The order of the stages: read → harmonise → compute → protect → publish, and check beside them.

Nothing here decides anything about numbers; it hands tables from one stage to the next. What comes
out depends on the deliveries, the catalogue, the parameters and the version of the engine only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from vorort.statistics.catalog import load_catalog
from vorort.statistics.check import Finding, Severity, check
from vorort.statistics.compute import compute, published_series
from vorort.statistics.directories import populations
from vorort.statistics.errors import NotFound, StatisticsError
from vorort.statistics.harmonise import RegionRegister, convert, not_convertible, register_from, to_measures
from vorort.statistics.harmonise.conversion import ADDITIVE_UNITS
from vorort.statistics.protect import Rules, is_unpublished, protect
from vorort.statistics.provenance import about_series, manifest, series_ids
from vorort.statistics.publish.builds import Build
from vorort.statistics.vocab import CONVERSION, REGIONS, SOURCED, level_of

if TYPE_CHECKING:
    from vorort.statistics.catalog import Catalog
    from vorort.statistics.read.delivery import Delivery

Progress = Callable[[str, int, int], None]
STEPS = ("Gebiete", "Messgrößen", "Indikatoren", "Prüfung", "Schutz")

_NUMBER = ("series", "item", "region", "period", "group", "sex", "age", "detail", "unit", "concept", "base")


def assemble(
    deliveries: Sequence[Delivery],
    *,
    catalog: Catalog | None = None,
    set_name: str | None = None,
    rules: Rules | None = None,
    convert_to: str | None = None,
    backend: Any = None,
    progress: Progress | None = None,
) -> Build:
    """Everything a store publishes, from everything that was delivered to it.

    `set_name` limits our indicators to a set of the catalogue, `convert_to` is the boundary state
    (ISO date) to which counts of the Kreise are carried. Raises StatisticsError.
    """
    catalog = catalog or load_catalog()
    rules = rules or Rules()
    wanted = _indicators_of(set_name, catalog)
    deliveries = sorted(deliveries, key=lambda delivery: delivery.origin.id)
    told = _telling(progress)
    told("Gebiete")
    register = register_from(deliveries)
    with_populations = [*deliveries, *populations(deliveries)]
    told("Messgrößen")
    facts = current_facts(with_populations, register)
    measures = to_measures(deliveries, catalog, register)
    left_out: list[dict[str, object]] = []
    if convert_to is not None:
        keys = _conversion_keys(deliveries, convert_to)
        left_out = _left_out(measures, keys, convert_to)
        facts, measures = (_converted(table, keys, convert_to) for table in (facts, measures))
    told("Indikatoren")
    computed = _under_main_keys(compute(measures, catalog, wanted, backend), register)
    computed = pa.concat_tables([computed, published_series(facts)])
    told("Prüfung")
    hidden = unpublished_deliveries(deliveries, catalog)
    findings = findings_of(deliveries, computed, catalog, register, hidden) + left_out
    told("Schutz")
    results = protect(computed, catalog, rules, hidden, backend)
    parameters = {"set": set_name, "rules": rules.as_dict(), "convert_to": convert_to}
    return Build(
        manifest=manifest(deliveries, catalog, parameters, hidden),
        results=results,
        regions=_regions(register, results),
        series=about_series(with_populations, catalog),
        findings=findings,
    )


def _telling(progress: Progress | None) -> Callable[[str], None]:
    def told(step: str) -> None:
        if progress is not None:
            progress(step, STEPS.index(step), len(STEPS))

    return told


def _indicators_of(set_name: str | None, catalog: Catalog) -> tuple[str, ...] | None:
    if set_name is None:
        return None
    if set_name not in catalog.sets:
        raise NotFound(
            f"Das Set „{set_name}“ gibt es nicht. Bekannt sind: {', '.join(sorted(catalog.sets))}."
        )
    return catalog.sets[set_name].indicators


def current_facts(deliveries: Sequence[Delivery], register: RegionRegister) -> pa.Table:
    """SOURCED facts of all deliveries, a place under its one key, each number once.

    Of a number delivered twice the one retrieved last counts (equal dates: the larger id).
    """
    newest_first = sorted(
        (d for d in deliveries if d.kind == "facts"),
        key=lambda d: (d.origin.retrieved_at, d.origin.id),
        reverse=True,
    )
    tables = [d.table.append_column("source", _repeated(d.origin.id, d.table)) for d in newest_first]
    facts = pa.concat_tables([SOURCED.empty_table(), *(table.cast(SOURCED) for table in tables)])
    facts = _under_main_keys(facts, register)
    place = pa.array(range(facts.num_rows), pa.int64())
    first = facts.append_column("place", place).group_by(list(_NUMBER)).aggregate([("place", "min")])
    return facts.take(first["place_min"].sort())


def _repeated(text: str, table: pa.Table) -> pa.Array:
    return pa.repeat(pa.scalar(text, pa.string()), table.num_rows)


def _under_main_keys(facts: pa.Table, register: RegionRegister) -> pa.Table:
    encoded = facts["region"].combine_chunks().dictionary_encode()
    keys = pa.array([register.main_key(key) for key in encoded.dictionary.to_pylist()], pa.string())
    at = facts.schema.get_field_index("region")
    return facts.set_column(at, "region", keys.take(encoded.indices))


def _conversion_keys(deliveries: Iterable[Delivery], to_date: str) -> pa.Table:
    tables = [d.table for d in deliveries if d.kind == "conversion"]
    keys = pa.concat_tables([CONVERSION.empty_table(), *tables])
    known = sorted(set(keys["to_date"].to_pylist()))
    if to_date not in known:
        there = (
            f"Vorhanden sind Schlüssel auf den {', '.join(known)}." if known else "Es sind keine eingelesen."
        )
        raise StatisticsError(
            f"Für den Gebietsstand {to_date} fehlen die Umsteigeschlüssel. {there} "
            "Bitte die Datei des BBSR mit „vorort statistics import“ einlesen."
        )
    return keys


def _converted(table: pa.Table, keys: pa.Table, to_date: str) -> pa.Table:
    """Counts in the boundaries of `to_date`; rates stay as they were delivered."""
    countable = _countable(table)
    carried = convert(table.filter(countable), keys, to_date)
    return pa.concat_tables([carried, table.filter(pc.invert(countable))])


def _countable(table: pa.Table) -> pa.ChunkedArray:
    return pc.is_in(table["unit"], pa.array([unit.value for unit in ADDITIVE_UNITS]))


def _left_out(measures: pa.Table, keys: pa.Table, to_date: str) -> list[dict[str, object]]:
    """What could not be carried over, as findings."""
    return [
        Finding("nicht_umrechenbar", Severity.HINWEIS, "", "", "", "", None, None, sentence).to_dict()
        for sentence in not_convertible(measures.filter(_countable(measures)), keys, to_date)
    ]


def unpublished_deliveries(deliveries: Iterable[Delivery], catalog: Catalog) -> frozenset[str]:
    """Deliveries whose figures nobody has published yet: their secrecy is up to us."""
    return frozenset(
        delivery.origin.id
        for delivery in deliveries
        if delivery.kind == "facts" and any(is_unpublished(name, catalog) for name in series_ids(delivery))
    )


def findings_of(
    deliveries: Sequence[Delivery],
    results: pa.Table,
    catalog: Catalog,
    register: RegionRegister,
    unpublished: frozenset[str],
) -> list[dict[str, object]]:
    """What `check` finds; figures that are not published yet are not quoted."""
    found = _found(deliveries, results, register, catalog)
    own = {name for d in deliveries if d.origin.id in unpublished for name in series_ids(d)}
    return [_unquoted(finding) if _rests_on(finding, own, unpublished) else finding for finding in found]


def findings_of_deliveries(
    deliveries: Sequence[Delivery], results: pa.Table | None, catalog: Catalog | None = None
) -> list[dict[str, Any]]:
    """What `check` finds, with all figures: for those who keep the deliveries."""
    return _found(deliveries, results, register_from(deliveries), catalog or load_catalog())


def _found(
    deliveries: Sequence[Delivery], results: pa.Table | None, register: RegionRegister, catalog: Catalog
) -> list[dict[str, Any]]:
    return [_plain(finding.to_dict()) for finding in check(deliveries, results, register, catalog)]


def _plain(finding: dict[str, object]) -> dict[str, object]:
    """Sums come out of DuckDB as exact decimals; JSON knows floats."""
    return {name: float(value) if isinstance(value, Decimal) else value for name, value in finding.items()}


def _rests_on(finding: Mapping[str, Any], own: set[str], unpublished: frozenset[str]) -> bool:
    return finding["indicator"] in own or bool(unpublished & set(str(finding.get("source", "")).split()))


def _unquoted(finding: dict[str, object]) -> dict[str, object]:
    where = "Die Zahlen dazu stehen in der eigenen Tabelle und werden hier nicht genannt."
    return finding | {"expected": None, "found": None, "message": f"{finding['rule']}: {where}"}


def _regions(register: RegionRegister, results: pa.Table) -> pa.Table:
    """The register, completed by places above that no list names, so that every parent is there."""
    table = register.to_table()
    known = set(table["key"].to_pylist())
    used = {str(key) for key in pc.unique(results["region"]).to_pylist()}
    above = {parent for key in known | used for parent in register.ancestors(key)}
    rows = [_bare(key, register) for key in sorted((used | above) - known)]
    extra = pa.Table.from_pylist(rows, schema=REGIONS)
    return pa.concat_tables([table.cast(REGIONS), extra]).sort_by("key")


def _bare(key: str, register: RegionRegister) -> dict[str, Any]:
    return {
        "key": key,
        "name": register.name(key),
        "level": level_of(key).value,
        "parent": register.parent(key) or "",
        "valid_from": "",
        "valid_to": "",
        "population": None,
        "area": None,
    }
