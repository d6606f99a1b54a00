"""Bytes into a typed table: one module per format, and nothing of a file is lost or guessed.

`read_file` takes a file whole or raises `FileRejected` with everything that is wrong in it.
`inspect` and `propose_mapping` help with a table of one's own.
"""

from vorort.statistics.errors import FileRejected, Rejection
from vorort.statistics.read.delivery import Delivery, Origin, SeriesInfo
from vorort.statistics.read.formats import Format
from vorort.statistics.read.inspection import Inspection, Sign
from vorort.statistics.read.mapping import Mapping, mapping_yaml, read_mapping
from vorort.statistics.read.rawfile import OriginHints
from vorort.statistics.read.reading import formats, inspect, propose_mapping, read_file, recognise

__all__ = [
    "Delivery",
    "FileRejected",
    "Format",
    "Inspection",
    "Mapping",
    "Origin",
    "OriginHints",
    "Rejection",
    "SeriesInfo",
    "Sign",
    "formats",
    "inspect",
    "mapping_yaml",
    "propose_mapping",
    "read_file",
    "read_mapping",
    "recognise",
]
