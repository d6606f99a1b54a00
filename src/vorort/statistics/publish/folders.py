"""Files and folders that are there as a whole or not at all, also when the power goes."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

NEW = ".new-"  # folders being written; the number behind it is the process that writes
OLD = ".old-"  # folders being replaced


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A folder to write into; it takes the place of `target` when the block ends well."""
    target.parent.mkdir(parents=True, exist_ok=True)
    clear_abandoned(target.parent)
    fresh = Path(mkdtemp(prefix=f"{NEW}{os.getpid()}-", dir=target.parent))
    fresh.chmod(0o755)
    try:
        yield fresh
        flush(fresh)
        put_in_place(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def put_in_place(fresh: Path, target: Path) -> None:
    """Move a folder to where another may be, which goes when the move is done."""
    aside = target.with_name(OLD + target.name)
    if target.exists():
        target.rename(aside)
    fresh.rename(target)
    sync(target.parent)
    shutil.rmtree(aside, ignore_errors=True)


def clear_abandoned(folder: Path) -> None:
    """Mend what an interrupted process has left: half-written folders go, replaced ones come back."""
    for aside in folder.glob(f"{OLD}*"):
        target = aside.with_name(aside.name.removeprefix(OLD))
        if target.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(target)
    for fresh in folder.glob(f"{NEW}*"):
        if not _is_running(fresh.name.removeprefix(NEW).partition("-")[0]):
            shutil.rmtree(fresh, ignore_errors=True)


def _is_running(process: str) -> bool:
    with suppress(ProcessLookupError, ValueError, PermissionError):
        os.kill(int(process), 0)
        return True
    return False


def point(link: Path, target: str) -> None:
    """Let a symbolic link point elsewhere in one step."""
    fresh = link.with_name(f".{link.name}-{os.getpid()}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    os.replace(fresh, link)
    sync(link.parent)


def flush(folder: Path) -> None:
    """Everything in a folder is on the disk, not only on its way there."""
    for path in sorted(folder.rglob("*")):
        sync(path)
    sync(folder)


def sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_json(path: Path, content: Any) -> None:
    path.write_text(
        json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def write_table(path: Path, table: pa.Table) -> None:
    """Parquet with the same bytes for the same rows, in groups small enough to find one quickly."""
    pq.write_table(table.combine_chunks(), path, compression="zstd", row_group_size=50_000)


def read_table(path: Path) -> pa.Table:
    """One Parquet file, without the machinery for data sets of many."""
    with pq.ParquetFile(path) as file:
        return file.read().combine_chunks()
