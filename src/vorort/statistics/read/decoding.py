"""Bytes into text: which encoding, and is it a table at all?"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from vorort.statistics.errors import FileRejected
from vorort.statistics.read.refusal import refused

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 mit BOM"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_OTHER_KINDS = (
    (b"%PDF", "ein PDF", "Bitte dieselbe Tabelle als CSV oder XLSX herunterladen."),
    (b"\x1f\x8b", "eine gepackte Datei (gzip)", "Bitte zuerst entpacken."),
    (b"7z\xbc\xaf", "eine gepackte Datei (7z)", "Bitte zuerst entpacken."),
    (b"Rar!", "eine gepackte Datei (RAR)", "Bitte zuerst entpacken."),
    (b"\x89PNG", "ein Bild", "Bitte die Tabelle selbst als CSV oder XLSX besorgen."),
    (b"\xff\xd8\xff", "ein Bild", "Bitte die Tabelle selbst als CSV oder XLSX besorgen."),
    (b"SQLite format 3", "eine Datenbank", "Bitte die Tabelle als CSV ausgeben."),
    (b"PAR1", "eine Parquet-Datei", "Bitte die Tabelle als CSV oder XLSX ausgeben."),
)
_SAVE_AS_UTF8 = "Bitte die Datei im Programm, aus dem sie stammt, neu als „CSV UTF-8“ speichern."
_MOJIBAKE = re.compile("Ã[¤¶¼Ÿ„–œ\x84\x96\x9c\x9f]|â€[“”œž™\x9c\x9d]|Â[§°²³]")
_DOS_OR_MAC = re.compile(r"[A-Za-z][„”Š](?=[a-z]{2})|[A-Za-z]Ÿ[a-z]|[a-z][\x80-\x9f][a-z]")


@dataclass(frozen=True)
class Decoded:
    text: str
    encoding: str  # as we tell it to the user


def decode(data: bytes, file: str) -> Decoded:
    """The text of a CSV or JSON file. Raises FileRejected where guessing would damage words."""
    _refuse_other_kinds(data, file)
    decoded = _decode_marked(data, file) or _decode_plain(data, file)
    text = decoded.text
    if "\0" in text:
        raise refused(
            file,
            "Die Datei enthält Nullzeichen; sie ist beschädigt oder keine Textdatei",
            _SAVE_AS_UTF8,
            line=text.count("\n", 0, text.index("\0")) + 1,
        )
    if not text.strip():
        raise refused(
            file,
            "Die Datei enthält nur leere Zeilen",
            "Bitte die Tabelle erneut herunterladen oder ausgeben.",
        )
    _refuse_web_pages(text, file)
    _refuse_broken_umlauts(text, file)
    return decoded


def _decode_marked(data: bytes, file: str) -> Decoded | None:
    for bom, codec, name in _BOMS:
        if data.startswith(bom):
            try:
                return Decoded(data[len(bom) :].decode(codec), name)
            except UnicodeDecodeError as error:
                raise _bad_bytes(file, data, error, name) from None
    return None


def _decode_plain(data: bytes, file: str) -> Decoded:
    if b"\0" in data[:4096]:
        raise refused(
            file,
            "Die Datei enthält Nullbytes; sie ist keine Texttabelle, oder UTF-16 ohne Kennzeichnung",
            _SAVE_AS_UTF8,
        )
    try:
        return Decoded(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(data):
            raise _bad_bytes(file, data, error, "UTF-8") from None
    try:
        return Decoded(data.decode("cp1252"), "Windows-1252 (ISO-8859-1)")
    except UnicodeDecodeError as error:
        raise _bad_bytes(file, data, error, "Windows-1252") from None


def _is_mostly_utf8(data: bytes) -> bool:
    """Many well-formed umlauts and one broken byte: damaged UTF-8, not another encoding."""
    return len(re.findall(b"\xc3[\xa4\xb6\xbc\x9f\x84\x96\x9c]", data)) >= 2


def _bad_bytes(file: str, data: bytes, error: UnicodeDecodeError, name: str) -> FileRejected:
    return refused(
        file,
        f"Ein Zeichen lässt sich nicht lesen: Die Bytes passen nicht zu {name}",
        f"Die Datei ist beschädigt, abgeschnitten oder anders gespeichert. {_SAVE_AS_UTF8}",
        line=data.count(b"\n", 0, error.start) + 1,
    )


def _refuse_other_kinds(data: bytes, file: str) -> None:
    if not data:
        raise refused(file, "Die Datei ist leer", "Bitte die Tabelle erneut herunterladen oder ausgeben.")
    for magic, kind, remedy in _OTHER_KINDS:
        if data.startswith(magic):
            raise refused(file, f"Das ist {kind}, keine Tabelle", remedy)


def _refuse_web_pages(text: str, file: str) -> None:
    start = text.lstrip()[:2000].lower()
    if start.startswith(("<!doctype html", "<html")) or "<head>" in start or "<body" in start:
        raise refused(
            file,
            "Das ist eine Webseite, keine Tabelle",
            "Oft ist es eine Fehler- oder Anmeldeseite des Portals: bitte die Datei im Browser ansehen, "
            "neu anmelden und die Tabelle als CSV herunterladen.",
            line=1,
        )
    if start.startswith(("<?xml", "<!doctype")):
        raise refused(
            file,
            "Das ist eine XML-Datei, keine Tabelle",
            "Bitte die Tabelle als CSV oder XLSX besorgen.",
            line=1,
        )


def _refuse_broken_umlauts(text: str, file: str) -> None:
    if text.isascii():
        return
    for pattern in (_MOJIBAKE, _DOS_OR_MAC, re.compile("�")):
        if match := pattern.search(text):
            line_start = text.rfind("\n", 0, match.start()) + 1
            word = text[max(line_start, match.start() - 12) : match.end() + 12].splitlines()[0]
            raise refused(
                file,
                "Umlaute sind beschädigt, die Datei wurde mit dem falschen Zeichensatz gespeichert",
                _SAVE_AS_UTF8,
                line=text.count("\n", 0, match.start()) + 1,
                value=word,
            )
