"""What calamine does not tell about an OpenDocument sheet: percentages, merged cells, hidden rows and columns."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from xml.etree.ElementTree import Element

from data.reading.marks import PERCENT, Looks
from data.reading.refusal import Refusal
from data.reading.xml_elements import BLOCK, Elements, parse_blocks

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
Merges = list[tuple[int, int, int, int]]
_UNSEEN = ("collapse", "filter")
_CELLS = ("table-cell", "covered-table-cell")


def layout_of(path: Path) -> list[tuple[Looks, Merges]]:
    """(looks, merged ranges), both counted from 0, of every sheet in workbook order."""
    layout = _Layout()
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as content:
            parse_blocks(iter(lambda: content.read(BLOCK), b""), layout)
    except (zipfile.BadZipFile, EOFError, zlib.error):
        raise Refusal("broken") from None
    return layout.sheets


class _Layout(Elements):
    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[Looks, Merges]] = []
        self._depth = self._row = self._column = 0

    def begun(self, one: Element) -> None:
        if one.tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.sheets.append((Looks(), []))
                self._row = self._column = 0

    def ended(self, one: Element) -> None:
        if one.tag == "table":
            self._depth -= 1
        elif one.tag == "table-row" and self._depth == 1:
            self._take(one)
            one.clear()
        elif one.tag == "table-column" and self._depth == 1:
            first = self._column
            self._column += _count(one, "number-columns-repeated")
            if one.get("visibility") in _UNSEEN:
                self.sheets[-1][0].columns.append((first, self._column - 1))

    def _take(self, row: Element) -> None:
        looks, merges = self.sheets[-1]
        column = 0
        percent: dict[int, str] = {}
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            wide = _count(cell, "number-columns-repeated")
            if cell.get("value-type") == "percentage":
                percent |= dict.fromkeys(range(column, min(column + wide, LAST_COLUMN)), PERCENT)
            right, below = _count(cell, "number-columns-spanned") - 1, _count(cell, "number-rows-spanned") - 1
            if right or below:
                merges.append((self._row, column, self._row + below, column + right))
            column += wide
        until = self._row + _count(row, "number-rows-repeated")
        alike = range(self._row, min(until, LAST_ROW))
        if percent:
            looks.cells.update(dict.fromkeys(alike, percent))
        if row.get("visibility") in _UNSEEN:
            looks.rows.update(alike)
        self._row = until


def _count(one: Element, name: str) -> int:
    said = one.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 9 else 1
