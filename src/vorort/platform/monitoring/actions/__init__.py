"""What people do with published statistics."""

from vorort.platform.monitoring.actions.imports import ImportedBuild, StoreRejected, import_published
from vorort.platform.monitoring.actions.publishing import publish, withdraw

__all__ = ["ImportedBuild", "StoreRejected", "import_published", "publish", "withdraw"]
