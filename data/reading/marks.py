"""What calamine does not tell about a workbook: percentages, formulas that failed or were never computed, hidden rows.

A cell showing 85% holds 0.85, and such a formula reads as blank: they would enter the store as a wrong figure
without a word, and so would a row that nobody sees. So the few bytes that say so are looked up in the file itself.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

PERCENT = "%"
Marks = dict[int, dict[int, str]]  # row -> column (both from 0) -> PERCENT, the error, or "=" and the formula
Ranges = list[tuple[int, int]]

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_ERROR_CELL = re.compile(rb'<(?:\w+:)?c\b([^>]*\bt="e"[^>]*)>.{0,2000}?<(?:\w+:)?v>(#[^<]{2,12})<', re.DOTALL)
_UNCOMPUTED_CELL = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b[^>]*(?:/>|>([^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d{1,7})"')
_HIDDEN_COLUMNS = re.compile(rb'<(?:\w+:)?col\b(?=[^>]*\bhidden="(?:1|true)")([^>]*)>')
_SPAN = re.compile(rb'\b(min|max)="(\d{1,5})"')
_BLOCK = 1 << 20
_LONGEST_CELL = 1 << 12
_BUILT_IN_PERCENT = {9, 10}
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


@dataclass
class Looks:
    """How a sheet looks beyond the values of its cells: their marks, and hidden rows and columns, all from 0."""

    cells: Marks = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    columns: Ranges = field(default_factory=list)


def ranges(numbers: Iterable[int]) -> Ranges:
    """1, 2, 3, 7 -> (1, 3), (7, 7)."""
    found: Ranges = []
    for one in sorted(numbers):
        if found and one == found[-1][1] + 1:
            found[-1] = (found[-1][0], one)
        else:
            found.append((one, one))
    return found


def looks_of(path: Path, kind: str) -> list[Looks]:
    """The looks of every sheet in workbook order; fewer or none where the file does not say."""
    try:
        if kind == "xlsx":
            with zipfile.ZipFile(path) as archive:
                return _marks_of_xlsx(archive)
        return _marks_of_xls(path) if kind == "xls" else []
    except (KeyError, ValueError, OSError, ElementTree.ParseError, zipfile.BadZipFile, struct.error, IndexError):
        return []  # calamine has read the cells; a file odd enough to hide its formats keeps its plain numbers


def is_percent_format(code: str) -> bool:
    """0.0% is one; 0"%" only prints the sign."""
    return PERCENT in _QUOTED.sub("", code)


def _marks_of_xlsx(archive: zipfile.ZipFile) -> list[Looks]:
    styles = _percent_styles(archive)
    parts = _sheet_parts(archive)
    return [_marks_of_part(archive, part, styles) for part in parts]


def _percent_styles(archive: zipfile.ZipFile) -> list[int]:
    root = ElementTree.fromstring(archive.read("xl/styles.xml"))
    codes = {
        int(one.get("numFmtId", 0)): one.get("formatCode", "")
        for one in root.iter()
        if one.tag.endswith("}numFmt") and one.get("numFmtId")
    }
    cell_formats: Iterable[ElementTree.Element] = next((one for one in root.iter() if one.tag.endswith("}cellXfs")), [])
    used = [int(one.get("numFmtId", 0)) for one in cell_formats]
    return [
        i for i, used_id in enumerate(used) if used_id in _BUILT_IN_PERCENT or is_percent_format(codes.get(used_id, ""))
    ]


def _sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    sheets = [one for one in workbook.iter() if one.tag.endswith("}sheet")]
    found = [targets[one.get(_RELATION)] for one in sheets]
    return [one.lstrip("/") if one.startswith("/") else f"xl/{one}" for one in found]


def _marks_of_part(archive: zipfile.ZipFile, part: str, styles: list[int]) -> Looks:
    looks = Looks()
    marks = looks.cells
    percent = re.compile(rb'<(?:\w+:)?c\b([^>]*\bs="(?:%s)"[^>]*)>' % "|".join(map(str, styles)).encode())
    with archive.open(part) as stream:
        for text in _overlapping(stream):
            if styles:
                for cell in percent.finditer(text):
                    if b't="' not in cell[1] or b't="n"' in cell[1]:
                        _mark(marks, cell[1], PERCENT)
            if b't="e"' in text:
                for cell in _ERROR_CELL.finditer(text):
                    _mark(marks, cell[1], cell[2].decode("ascii", "replace"))
            if b"<f" in text or b":f" in text:
                for cell in _UNCOMPUTED_CELL.finditer(text):
                    _mark(marks, cell[1], "=" + (cell[2] or b"").decode("utf-8", "replace"))
            if b"hidden=" in text:
                looks.rows |= {int(one[1]) - 1 for one in _HIDDEN_ROW.finditer(text)}
                looks.columns += [_columns(one[1]) for one in _HIDDEN_COLUMNS.finditer(text)]
    return looks


def _columns(attributes: bytes) -> tuple[int, int]:
    said = {one[1]: int(one[2]) - 1 for one in _SPAN.finditer(attributes)}
    return said.get(b"min", 0), said.get(b"max", -1)


def _overlapping(stream: IO[bytes]) -> Iterator[bytes]:
    """Blocks that share their ends, so that a cell cut by one is whole in the next."""
    kept = b""
    while block := stream.read(_BLOCK):
        yield kept + block
        kept = block[-_LONGEST_CELL:]


def _mark(marks: Marks, attributes: bytes, mark: str) -> None:
    place = _PLACE.search(attributes)
    if place is None:
        return
    column = 0
    for letter in place[1]:
        column = column * 26 + letter - 64
    marks.setdefault(int(place[2]) - 1, {})[column - 1] = mark


def _marks_of_xls(path: Path) -> list[Looks]:
    import olefile

    with olefile.OleFileIO(str(path)) as container:
        if not container.exists("Workbook"):
            return []
        stream = container.openstream("Workbook").read()
    codes: dict[int, str] = {}
    formats: list[int] = []
    starts: list[int] = []
    for kind, body in _records(stream, 0):
        if kind == 0x041E:
            codes[struct.unpack_from("<H", body)[0]] = _format_code(body)
        elif kind == 0x00E0:
            formats.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == 0x0085:
            starts.append(struct.unpack_from("<I", body)[0])
    percent = {i for i, one in enumerate(formats) if one in _BUILT_IN_PERCENT or is_percent_format(codes.get(one, ""))}
    return [_marks_of_substream(stream, start, percent) for start in starts]


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """(kind, body) of the records of one substream, without those of charts embedded in it."""
    depth, at = 0, start
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + size]
        at += 4 + size
        if kind == 0x0809:
            depth += 1
        elif kind == 0x000A:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, body


def _format_code(body: bytes) -> str:
    length, wide = struct.unpack_from("<HB", body, 2)
    return (
        body[5 : 5 + length * 2].decode("utf-16-le", "replace") if wide & 1 else body[5 : 5 + length].decode("latin-1")
    )


def _marks_of_substream(stream: bytes, start: int, percent: set[int]) -> Looks:
    looks = Looks()
    marks = looks.cells
    for kind, body in _records(stream, start):
        if kind in (0x0203, 0x027E, 0x0006, 0x0205):  # NUMBER, RK, FORMULA, BOOLERR
            row, column, style = struct.unpack_from("<HHH", body)
            mark = _error(kind, body) or (PERCENT if style in percent and kind != 0x0205 else None)
            if mark:
                marks.setdefault(row, {})[column] = mark
        elif kind == 0x00BD:  # MULRK: several numbers side by side
            row, first = struct.unpack_from("<HH", body)
            for i in range((len(body) - 6) // 6):
                if struct.unpack_from("<H", body, 4 + i * 6)[0] in percent:
                    marks.setdefault(row, {})[first + i] = PERCENT
        elif kind == 0x0208 and body[12] & 0x20:  # ROW
            looks.rows.add(struct.unpack_from("<H", body)[0])
        elif kind == 0x007D and body[8] & 1:  # COLINFO
            looks.columns.append(struct.unpack_from("<HH", body))
    return looks


def _error(kind: int, body: bytes) -> str | None:
    if kind == 0x0205 and body[7]:
        return _ERRORS.get(body[6], "#N/A")
    if kind == 0x0006 and body[12:14] == b"\xff\xff" and body[6] == 2:
        return _ERRORS.get(body[8], "#N/A")
    return None
