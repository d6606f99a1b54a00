"""The statistics engine: from a raw official file to a published, comparable number.

This is the front door; the platform and the command line use nothing else (apart from the words in
`vocab`, `catalog` and `errors`). Everything is loaded when it is first used.

    catalog = load_catalog()                        definitions
    store = Store.open("speicher", create=True)     a folder
    import_files(["tabelle.csv"], store)            read, each file whole or not at all
    build(store)                                    harmonise, compute, check, protect, publish
    show(store.published(), "A01", region="03")     a list of figures with sources and states
    export(store.published(), "xlsx", "zahlen.xlsx")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

_HOME = {
    "Catalog": "catalog",
    "load_catalog": "catalog",
    "Finding": "check",
    "changes": "compute",
    "gaps": "compute",
    "pooled": "compute",
    "CatalogError": "errors",
    "FileRejected": "errors",
    "IncompatibleSeries": "errors",
    "NotFound": "errors",
    "Rejection": "errors",
    "StatisticsError": "errors",
    "StoreError": "errors",
    "compare": "figures",
    "show": "figures",
    "join_series": "harmonise",
    "register_from": "harmonise",
    "segments": "harmonise",
    "Imported": "imports",
    "import_files": "imports",
    "Rules": "protect",
    "Published": "publish",
    "export": "publish.exports",
    "OriginHints": "read",
    "formats": "read",
    "inspect": "read",
    "propose_mapping": "read",
    "read_file": "read",
    "Added": "store",
    "Store": "store",
}

__all__ = [
    "Added",
    "Catalog",
    "CatalogError",
    "FileRejected",
    "Finding",
    "Imported",
    "IncompatibleSeries",
    "NotFound",
    "OriginHints",
    "Published",
    "Rejection",
    "Rules",
    "StatisticsError",
    "Store",
    "StoreError",
    "build",
    "changes",
    "compare",
    "export",
    "formats",
    "gaps",
    "import_files",
    "inspect",
    "join_series",
    "load_catalog",
    "pooled",
    "propose_mapping",
    "read_file",
    "register_from",
    "segments",
    "show",
]

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vorort.statistics.catalog import Catalog, load_catalog
    from vorort.statistics.check import Finding
    from vorort.statistics.compute import changes, gaps, pooled
    from vorort.statistics.errors import (
        CatalogError,
        FileRejected,
        IncompatibleSeries,
        NotFound,
        Rejection,
        StatisticsError,
        StoreError,
    )
    from vorort.statistics.figures import compare, show
    from vorort.statistics.harmonise import join_series, register_from, segments
    from vorort.statistics.imports import Imported, import_files
    from vorort.statistics.protect import Rules
    from vorort.statistics.publish import Published
    from vorort.statistics.publish.exports import export
    from vorort.statistics.read import OriginHints, formats, inspect, propose_mapping, read_file
    from vorort.statistics.store import Added, Store


def build(store: Store, **parameters: Any) -> Mapping[str, Any]:
    """Compute, protect and publish what is in the store; returns the manifest of the build."""
    return store.build(**parameters)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
