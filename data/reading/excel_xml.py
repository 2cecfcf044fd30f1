"""Excel 2003 XML (SpreadsheetML), which older systems export under the name .xls."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from data.reading.columns import MOST_COLUMNS, Row
from data.reading.marks import is_percent_format, ranges
from data.reading.refusal import Refusal
from data.reading.seen import as_seen, percent_text
from data.reading.workbook import LAST_ROW, MOST_CELLS, MOST_MERGES, Merge
from data.reading.xml_elements import Elements, parse_xml

DIGITS_OF_EXCEL = 15
_NO_DAY = (datetime.date(1899, 12, 30), datetime.date(1899, 12, 31))


def excel_xml_sheets(path: Path) -> Iterator[tuple[str, Iterator[Row], list[Merge], bool, dict[str, Any]]]:
    """(name, rows, merges, is hidden, what of it is) of every worksheet that is not blank; raises Refusal."""
    reader = _Reader()
    parse_xml(path, reader)
    for sheet in reader.sheets:
        if sheet.rows:
            unseen = {"hidden_rows": ranges(sheet.hidden_rows), "hidden_columns": sheet.hidden_columns}
            yield sheet.name, sheet.texts(), sheet.merges[:MOST_MERGES], sheet.hidden, unseen


@dataclass
class _Worksheet:
    name: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    styles: dict[int, str] = field(default_factory=dict)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    row: int = 0
    column: int = 0

    def texts(self) -> Iterator[Row]:
        for number, cells in sorted(self.rows.items()):
            yield number, [cells.get(column) for column in range(1, max(cells) + 1)]


class _Reader(Elements):
    """Takes every row as soon as it is whole, and lets it go."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[_Worksheet] = []
        self._percent: set[str] = set()
        self._cells = 0

    def begun(self, one: Element) -> None:
        if one.tag == "Worksheet":
            self.sheets.append(_Worksheet(one.get("Name", "")))

    def ended(self, one: Element) -> None:
        if one.tag == "Style":
            self._style(one)
        elif not self.sheets:
            return
        elif one.tag == "Column":
            self._column(self.sheets[-1], one)
        elif one.tag == "Row":
            self._row(self.sheets[-1], one)
            one.clear()
        elif one.tag == "Visible":
            self.sheets[-1].hidden = (one.text or "").strip() in ("SheetHidden", "SheetVeryHidden")

    def _style(self, one: Element) -> None:
        shown = one.find("NumberFormat")
        code = shown.get("Format", "") if shown is not None else ""
        inherits = not code and one.get("Parent") in self._percent
        if inherits or code == "Percent" or is_percent_format(code):
            self._percent.add(one.get("ID", ""))

    def _column(self, sheet: _Worksheet, one: Element) -> None:
        first = _count(one.get("Index"), sheet.column + 1)
        sheet.column = first + _count(one.get("Span"), 0)
        if one.get("Hidden") == "1":
            sheet.hidden_columns.append((first, min(sheet.column, MOST_COLUMNS)))
        if style := one.get("StyleID"):
            sheet.styles |= dict.fromkeys(range(first, min(sheet.column, MOST_COLUMNS) + 1), style)

    def _row(self, sheet: _Worksheet, one: Element) -> None:
        sheet.row = _count(one.get("Index"), sheet.row + 1)
        column, cells = 0, {}
        for cell in one.iterfind("Cell"):
            first = _count(cell.get("Index"), column + 1)
            column = first + _count(cell.get("MergeAcross"), 0)
            last = sheet.row + _count(cell.get("MergeDown"), 0)
            style = cell.get("StyleID") or one.get("StyleID") or sheet.styles.get(first, "")
            if text := self._text(cell, style in self._percent):
                cells[first] = text
            if (column, last) != (first, sheet.row):
                sheet.merges.append((sheet.row, first, last, column))
        if cells:
            self._cells += max(cells)
            _refuse_oversize(sheet, max(cells), self._cells)
            sheet.rows[sheet.row] = cells
            if one.get("Hidden") == "1":
                sheet.hidden_rows.add(sheet.row)
        sheet.row += _count(one.get("Span"), 0)

    def _text(self, cell: Element, percent: bool) -> str:
        held = cell.find("Data")
        text = "".join(held.itertext()).strip() if held is not None else ""
        kind = held.get("Type", "String") if held is not None else "String"
        if not text and (formula := cell.get("Formula")):
            return formula
        if kind == "Number":
            return _number(text, percent)
        if kind == "Boolean":
            return as_seen(text == "1")
        return _moment(text) if kind == "DateTime" else text


def _refuse_oversize(sheet: _Worksheet, width: int, cells: int) -> None:
    if width > MOST_COLUMNS:
        raise Refusal("too_many_columns", most=f"{MOST_COLUMNS:,}")
    if sheet.row > LAST_ROW or cells > MOST_CELLS:
        raise Refusal("oversize", sheet=sheet.name)


def _number(text: str, percent: bool) -> str:
    """As Excel shows it; a whole number that a program wrote keeps every digit."""
    if text.isdigit() and not percent and (len(text) <= DIGITS_OF_EXCEL or not text.endswith("0")):
        return text
    try:
        return percent_text(float(text)) if percent else as_seen(float(text))
    except ValueError:
        return text


def _moment(text: str) -> str:
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return text
    return as_seen(moment.time() if moment.date() in _NO_DAY else moment)


def _count(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isdecimal() and len(said) < 9 else otherwise
