"""A build: one published state, named by what it was made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from vorort.statistics.publish.folders import new_folder, point, read_json, write_json, write_table

CURRENT = "current"
BUILDS = "builds"
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Build:
    """What is published. `manifest` names inputs, catalogue and parameters and holds the id."""

    manifest: Mapping[str, Any]
    results: pa.Table  # RESULTS, protected
    regions: pa.Table  # REGIONS
    series: Mapping[str, Mapping[str, Any]]
    findings: Sequence[Mapping[str, Any]]

    @property
    def id(self) -> str:
        return str(self.manifest["build"])


def build_id(content: Mapping[str, Any]) -> str:
    """Same inputs, catalogue, parameters and engine: same id."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def write_build(root: Path, build: Build) -> Mapping[str, Any]:
    """The build as a folder beside the others; nobody sees it before `swap`. Returns its manifest.

    A build that is already there and sound stays untouched: its name is its content.
    """
    target = root / BUILDS / build.id
    if is_sound(target):
        return dict(read_json(target / MANIFEST))
    with new_folder(target) as folder:
        write_table(folder / "results.parquet", build.results)
        write_table(folder / "regions.parquet", build.regions)
        write_json(folder / "series.json", build.series)
        write_json(folder / "findings.json", list(build.findings))
        manifest = {**build.manifest, "files": {path.name: _hash(path) for path in sorted(folder.iterdir())}}
        write_json(folder / MANIFEST, manifest)
    return manifest


def is_sound(folder: Path) -> bool:
    """Whether every file of a build is there with the bytes its manifest names."""
    return not damaged(folder)


def damaged(folder: Path) -> list[str]:
    """Files of a build that are missing or have other bytes than its manifest names."""
    try:
        manifest = read_json(folder / MANIFEST)
        files, _ = manifest["files"], (manifest["build"], manifest["inputs"])
        broken = sorted(name for name, digest in files.items() if not _has_hash(folder / name, digest))
        return broken if files else [MANIFEST]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return [MANIFEST]


def _has_hash(path: Path, digest: str) -> bool:
    return path.is_file() and _hash(path) == digest


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def swap(root: Path, build: str) -> None:
    """From now on this build is the published one."""
    point(root / CURRENT, f"{BUILDS}/{build}")
