"""One file on disk, read once: its bytes, its hash, and its views as text, grid or workbook."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from vorort.statistics.errors import FileRejected
from vorort.statistics.read.decoding import Decoded, decode
from vorort.statistics.read.delivery import Origin
from vorort.statistics.read.refusal import Complaints, refused
from vorort.statistics.read.tabular import Grid, read_grid
from vorort.statistics.read.workbook import Value, Workbook, open_workbook, refuse_old_office

LARGEST_FILE = 200 * 1024 * 1024


@dataclass(frozen=True)
class OriginHints:
    """What the person who imports a file knows about it. Fills what the file does not say itself."""

    publisher: str = ""
    title: str = ""
    licence: str = ""
    licence_text: str = ""
    url: str = ""
    retrieved_at: str = ""


@dataclass(frozen=True)
class RawFile:
    path: Path
    data: bytes

    @property
    def name(self) -> str:
        return self.path.name

    @cached_property
    def decoded(self) -> Decoded:
        return decode(self.data, self.name)

    @cached_property
    def grid(self) -> Grid:
        return read_grid(self.decoded.text, self.name)

    @cached_property
    def workbook(self) -> Workbook:
        if self.is_old_office:
            raise refuse_old_office(self.name)
        return open_workbook(self.data, self.name)

    def sheet_where(self, test: Callable[[list[list[Value]]], bool]) -> str | None:
        """Name of the first sheet that passes a test; None also for what is no spreadsheet."""
        if not self.is_archive:
            return None
        try:
            names = self.workbook.names
        except FileRejected:
            return None
        return next((name for name in names if self._passes(name, test)), None)

    def _passes(self, name: str, test: Callable[[list[list[Value]]], bool]) -> bool:
        try:
            return test(self.workbook.rows(name))
        except FileRejected:
            return False

    def refuse_unreadable_sheets(self) -> None:
        """Raise what is wrong with the first sheet, or with one behind a mere cover sheet."""
        book = self.workbook
        cover = True
        for name in book.names:
            if cover:
                rows = book.rows(name)
                cover = max((len(row) for row in rows), default=0) <= 1

    @property
    def is_archive(self) -> bool:
        """XLSX and ODS are ZIP archives."""
        return self.data.startswith(b"PK")

    @property
    def is_old_office(self) -> bool:
        """XLS, and XLSX behind a password, are OLE containers."""
        return self.data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

    def head(self, characters: int = 4000) -> str:
        """The beginning of a text file, for recognition; empty for anything else."""
        if self.is_archive or self.is_old_office:
            return ""
        try:
            return self.decoded.text[:characters]
        except FileRejected:
            return ""

    def complaints(self) -> Complaints:
        return Complaints(self.name)

    def origin(self, hints: OriginHints | None, *, usual_publisher: str = "", **said: str) -> Origin:
        """What the file says about itself, completed by what its importer knows.

        `usual_publisher` publishes such files as a rule: it is named where neither says who did.
        """
        hints = hints or OriginHints()
        names = ("publisher", "title", "licence", "licence_text", "url", "retrieved_at")
        values = {name: said.get(name) or getattr(hints, name) for name in names}
        values["publisher"] = values["publisher"] or usual_publisher
        digest = hashlib.sha256(self.data).hexdigest()
        return Origin(file_name=self.name, sha256=digest, size=len(self.data), **values)


def open_raw(path: Path) -> RawFile:
    """The file's bytes. Raises FileRejected where it cannot be read or is absurdly large."""
    path = Path(path)
    try:
        _refuse_what_is_no_file(path)
        return RawFile(path, path.read_bytes())
    except (OSError, ValueError) as error:
        raise refused(
            path.name,
            f"Die Datei lässt sich nicht öffnen: {_why_not(error)}",
            "Bitte Namen, Ordner und Leserechte prüfen.",
        ) from None


def _refuse_what_is_no_file(path: Path) -> None:
    """Folders, and pipes and devices, which may never end."""
    about = path.stat()
    if stat.S_ISDIR(about.st_mode):
        raise refused(path.name, "Das ist ein Ordner, keine Datei", "Bitte die einzelne Datei angeben.")
    if not stat.S_ISREG(about.st_mode):
        raise refused(
            path.name,
            "Das ist keine gewöhnliche Datei, sondern eine Leitung oder ein Gerät",
            "Bitte die Tabelle als Datei speichern und diese angeben.",
        )
    if about.st_size > LARGEST_FILE:
        raise refused(
            path.name,
            f"Die Datei hat {about.st_size // 2**20} MiB; "
            f"gelesen werden höchstens {LARGEST_FILE // 2**20} MiB",
            "Bitte die Tabelle in kleineren Teilen herunterladen.",
        )


def _why_not(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "Es gibt sie nicht"
    if isinstance(error, PermissionError):
        return "Es fehlen die Leserechte"
    return "Der Datenträger oder der Dateiname macht Schwierigkeiten"
