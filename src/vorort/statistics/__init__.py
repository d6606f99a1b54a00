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

__all__ = [*sorted(_HOME), "build"]

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vorort.statistics.store import Store


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
