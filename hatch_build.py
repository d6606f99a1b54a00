"""Build hook: wheels hold compiled message catalogues, the repository does not."""

import importlib.util
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):
    def initialize(self, version, build_data):
        root = Path(self.root)
        for path in _languages(root).compile_all(root / "src/vorort/platform/locale"):
            self.app.display_info(f"compiled {path.name}")
        build_data["artifacts"].append("src/vorort/platform/locale/**/*.mo")


def _languages(root):
    """The module by its path: the package itself is not importable while it is built."""
    path = root / "src/vorort/platform/config/languages.py"
    spec = importlib.util.spec_from_file_location("languages", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
