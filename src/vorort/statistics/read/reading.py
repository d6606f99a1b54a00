"""Which reader takes a file, and the promise that only `FileRejected` ever leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from vorort.statistics.errors import FileRejected
from vorort.statistics.read import (
    bbsr,
    gebietsaenderungen,
    gemeindeverzeichnis,
    genesis_csv,
    genesis_ffcsv,
    genesis_json,
    opensdg,
    own_table,
)
from vorort.statistics.read.delivery import Delivery
from vorort.statistics.read.formats import Format, Reader
from vorort.statistics.read.inspection import Inspection, inspect_known, inspect_own, inspect_refused
from vorort.statistics.read.mapping import Mapping, read_mapping
from vorort.statistics.read.own_table import read_own, without_mapping
from vorort.statistics.read.proposal import propose
from vorort.statistics.read.rawfile import OriginHints, RawFile, open_raw
from vorort.statistics.read.refusal import refused

T = TypeVar("T")
Progress = Callable[[int, int], None]
READERS: tuple[Reader, ...] = (
    genesis_csv.READER,
    genesis_ffcsv.READER,
    genesis_json.READER,
    opensdg.READER,
    gemeindeverzeichnis.READER,
    gebietsaenderungen.READER,
    bbsr.READER,
)
_BY_ID = {reader.format.id: reader for reader in READERS}
_OWN = own_table.FORMAT


def formats() -> tuple[Format, ...]:
    """Every format we read, in the order in which they are tried."""
    return (*(reader.format for reader in READERS), _OWN)


def recognise(path: Path) -> str:
    """Id of the format of a file; `eigene` for a table in none of the known formats.

    Raises FileRejected for what is no table at all.
    """
    return _promised(Path(path), _recognised)


def read_file(
    path: Path,
    *,
    as_format: str | None = None,
    mapping: Mapping | Path | None = None,
    origin: OriginHints | None = None,
    progress: Progress | None = None,
) -> Delivery:
    """Read one file in full: a mapping, or its path, makes it a table of one's own.

    `progress(done, of)` is told when opening, reading and checking are done. Raises FileRejected,
    and nothing else, with everything that is wrong; each entry names file, line, column, value
    and remedy.
    """

    def work(raw: RawFile) -> Delivery:
        _tell(progress, 1)
        delivery = _read(raw, as_format, mapping, origin)
        _tell(progress, 2)
        return delivery

    return _promised(Path(path), work)


def inspect(path: Path) -> Inspection:
    """What is in a file. Raises FileRejected only for what is no table at all."""
    return _promised(Path(path), _inspect)


def propose_mapping(path: Path, sheet: str | None = None) -> Mapping:
    """A first mapping for a table of one's own. Raises FileRejected where there is no table."""
    return _promised(Path(path), lambda raw: propose(raw, sheet))


def _promised(path: Path, work: Callable[[RawFile], T]) -> T:
    """Run `work` on the opened file; whatever goes wrong leaves as FileRejected."""
    try:
        return work(open_raw(path))
    except FileRejected:
        raise
    except Exception as error:
        raise _unforeseen(path.name, error) from error


def _tell(progress: Progress | None, done: int) -> None:
    if progress is not None:
        progress(done, 2)


def _read(
    raw: RawFile, as_format: str | None, mapping: Mapping | Path | None, origin: OriginHints | None
) -> Delivery:
    if as_format is not None and as_format not in (*_BY_ID, _OWN.id):
        raise refused(
            raw.name,
            f"Das Format „{as_format}“ gibt es nicht",
            f"Bekannt sind: {', '.join(_BY_ID)}, {_OWN.id}.",
        )
    if as_format is None:
        as_format = _OWN.id if mapping is not None else _recognised(raw)
    if as_format != _OWN.id:
        return _BY_ID[as_format].read(raw, origin)
    if mapping is None:
        propose(raw)  # says what is wrong where there is no table at all
        raise without_mapping(raw)
    return read_own(raw, mapping if isinstance(mapping, Mapping) else read_mapping(mapping), origin)


def _recognised(raw: RawFile) -> str:
    for reader in READERS:
        if reader.matches(raw):
            return reader.format.id
    if raw.is_archive or raw.is_old_office:
        raw.refuse_unreadable_sheets()
    else:
        _ = raw.decoded
    return _OWN.id


def _inspect(raw: RawFile) -> Inspection:
    found = _recognised(raw)
    if found == _OWN.id:
        return inspect_own(raw)
    reader = _BY_ID[found]
    try:
        return inspect_known(raw, reader.format.name, reader.read(raw, None))
    except FileRejected as refusal:
        return inspect_refused(raw, found, reader.format.name, refusal)


def _unforeseen(file: str, error: Exception) -> FileRejected:
    return refused(
        file,
        f"Der Aufbau der Datei ist anders, als wir ihn kennen ({type(error).__name__})",
        "Bitte die Tabelle neu herunterladen. Hilft das nicht, melden Sie uns bitte diese Datei.",
    )
