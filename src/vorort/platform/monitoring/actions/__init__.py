"""What people do with published statistics."""

from vorort.platform.monitoring.actions.imports import ImportedBuild, StoreRejected, import_published
from vorort.platform.monitoring.actions.publishing import publish, withdraw
from vorort.platform.monitoring.actions.stores import ImportedFiles, import_raw_files, import_store

__all__ = [
    "ImportedBuild",
    "ImportedFiles",
    "StoreRejected",
    "import_published",
    "import_raw_files",
    "import_store",
    "publish",
    "withdraw",
]
