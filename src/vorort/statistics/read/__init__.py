"""Bytes into a typed table: one module per format, and nothing of a file is lost or guessed.

`read_file` takes a file whole or raises `FileRejected` with everything that is wrong in it.
"""

from vorort.statistics.errors import FileRejected, Rejection
from vorort.statistics.read.delivery import Delivery, Origin, SeriesInfo
from vorort.statistics.read.formats import Format
from vorort.statistics.read.rawfile import OriginHints
from vorort.statistics.read.reading import formats, read_file, recognise

__all__ = [
    "Delivery",
    "FileRejected",
    "Format",
    "Origin",
    "OriginHints",
    "Rejection",
    "SeriesInfo",
    "formats",
    "read_file",
    "recognise",
]
