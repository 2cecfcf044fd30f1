"""Bytes -> text cells -> meaning. Parsing runs in a child process; what the cells mean is decided here.

    read_file(path) -> Reading                                   may raise UnreadableFile
    data.reading.headings.recognise(sheet, contracts, table)     -> Recognised
    data.reading.values.parse_number / parse_date / parse_datetime / parse_month / parse_boolean /
        parse_enum / parse_code / parse(text, field)             -> Parsed, never raise

This package imports nothing heavy, because the child process starts through it.
"""

from data.reading.files import read_file
from data.reading.shapes import Parsed, Reading, Recognised, Said, SheetCells, Skipped, TotalMismatch, UnreadableFile

__all__ = [
    "Parsed",
    "Reading",
    "Recognised",
    "Said",
    "SheetCells",
    "Skipped",
    "TotalMismatch",
    "UnreadableFile",
    "read_file",
]
