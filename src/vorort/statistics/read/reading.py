"""Which reader takes a file, and the promise that only `FileRejected` ever leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vorort.statistics.errors import FileRejected
from vorort.statistics.read import (
    bbsr,
    gebietsaenderungen,
    gemeindeverzeichnis,
    genesis_csv,
    genesis_ffcsv,
    opensdg,
)
from vorort.statistics.read.delivery import Delivery
from vorort.statistics.read.formats import Format, Reader
from vorort.statistics.read.rawfile import OriginHints, RawFile, open_raw
from vorort.statistics.read.refusal import refused

READERS: tuple[Reader, ...] = (
    genesis_csv.READER,
    genesis_ffcsv.READER,
    opensdg.READER,
    gemeindeverzeichnis.READER,
    gebietsaenderungen.READER,
    bbsr.READER,
)
_BY_ID = {reader.format.id: reader for reader in READERS}


def formats() -> tuple[Format, ...]:
    """Every format we read, in the order in which they are tried."""
    return tuple(reader.format for reader in READERS)


def recognise(path: Path) -> str:
    """Id of the format of a file. Raises FileRejected where it is none we know."""
    return _reader_of(open_raw(Path(path)), None).format.id


def read_file(
    path: Path,
    *,
    as_format: str | None = None,
    origin: OriginHints | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Delivery:
    """Read one file in full. `progress(done, of)` is told when a step is finished.

    Raises FileRejected, and nothing else, with everything that is wrong; each entry names file,
    line, column, value and remedy.
    """
    try:
        return _read(open_raw(Path(path)), as_format, origin)
    except FileRejected:
        raise
    except Exception as error:
        raise _unforeseen(Path(path).name, error) from error


def _read(raw: RawFile, as_format: str | None, origin: OriginHints | None) -> Delivery:
    return _reader_of(raw, as_format).read(raw, origin)


def _reader_of(raw: RawFile, as_format: str | None) -> Reader:
    if as_format is not None:
        if as_format not in _BY_ID:
            raise refused(
                raw.name,
                f"Das Format „{as_format}“ gibt es nicht",
                f"Bekannt sind: {', '.join(_BY_ID)}.",
            )
        return _BY_ID[as_format]
    for reader in READERS:
        if reader.matches(raw):
            return reader
    raise _unknown(raw)


def _unknown(raw: RawFile) -> FileRejected:
    raw.decoded  # noqa: B018  says more precisely what is wrong, if it can
    return refused(
        raw.name,
        "Das Format der Datei ist nicht zu erkennen",
        "Ist es eine eigene Tabelle? Dann hilft eine Zuordnung: `vorort statistics inspect` schlägt eine vor.",
    )


def _unforeseen(file: str, error: Exception) -> FileRejected:
    return refused(
        file,
        f"Der Aufbau der Datei ist anders, als wir ihn kennen ({type(error).__name__})",
        "Bitte die Tabelle neu herunterladen. Hilft das nicht, melden Sie uns bitte diese Datei.",
    )
