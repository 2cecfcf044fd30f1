"""Sheets of text cells as an Excel workbook again: every cell in its place, remarks as comments on coloured cells.

What a spreadsheet would run as a formula stays text: such cells carry the mark that typing an apostrophe sets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from data.language import Label
from data.reading.shapes import SheetCells

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
LAST_ROW, LONGEST = 1_048_576, 32_767
MOST_COMMENTS = 20_000  # of one sheet: beyond that the cells are coloured only
WIDEST = 40
# Written as a number what comes back as the same text; long numbers are codes, which Excel would round.
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,10})(?:\.\d{0,5}[1-9])?")
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
Remarks = Mapping[tuple[int, int, int | None], Sequence[str]]


class TooBigForExcel(Exception):
    """A workbook holds 1,048,576 rows a sheet and 32,767 characters a cell."""


def workbook_of(
    sheets: Sequence[SheetCells],
    remarks: Remarks | None = None,
    listed: tuple[str, Sequence[Sequence[object]]] | None = None,
) -> bytes:
    """The workbook. `remarks` by (place of the sheet from 0, row, column), None for the column: the row as a whole.

    `listed` is a further sheet: its name and its rows, the first of them headings. Raises TooBigForExcel.
    """
    import xlsxwriter  # most commands write no workbook

    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                      "strings_to_numbers": False})
    formats = _formats(book)
    names: list[str] = [listed[0].casefold()] if listed else []
    for place, one in enumerate(sheets):
        bad = {(row, column): said for (at, row, column), said in (remarks or {}).items() if at == place}
        _fill(book.add_worksheet(_free_name(one.name, names)), one, _resolved(one, bad), formats)
    if listed:
        _list(book.add_worksheet(listed[0]), listed[1], formats)
    book.close()
    return file.getvalue()


def _formats(book: Any) -> dict[tuple[bool, bool], Any]:
    """By (is bad, would be run as a formula)."""
    red = {"bg_color": "#FFD9D5", "font_color": "#9C1B10", "border": 1, "border_color": "#D0453A"}
    text = {"num_format": "@", "quote_prefix": True}
    return {
        (bad, quoted): book.add_format((red if bad else {}) | (text if quoted else {}))
        for bad in (False, True) for quoted in (False, True)
    }


def _free_name(name: str, taken: list[str]) -> str:
    """A name that Excel allows: 31 characters, some forbidden, each once."""
    clean = _FORBIDDEN_IN_NAMES.sub("_", name).strip("'")[:31] or "Sheet"
    tries = (clean if n == 1 else f"{clean[:31 - len(str(n)) - 1]}_{n}" for n in range(1, len(taken) + 2))
    free = next(one for one in tries if one.casefold() not in taken)
    taken.append(free.casefold())
    return free


def _resolved(
    sheet: SheetCells, bad: Mapping[tuple[int, int | None], Sequence[str]]
) -> dict[tuple[int, int], list[str]]:
    """Every remark at a cell that can be seen: of a whole row at its first filled one, of merged cells at the first."""
    rows = {row for row, column in bad if column is None}
    firsts = _first_filled(sheet, rows)
    found: dict[tuple[int, int], list[str]] = {}
    for (row, column), said in sorted(bad.items(), key=lambda one: (one[0][0], one[0][1] or 0)):
        at = max(row, 1), column or firsts.get(row, 1)
        for top, left, bottom, right in sheet.merges:
            if top <= at[0] <= bottom and left <= at[1] <= right:
                at = top, left
        found.setdefault(at, []).extend(one for one in said if one not in found.get(at, []))
    return found


def _first_filled(sheet: SheetCells, rows: set[int]) -> dict[int, int]:
    if not rows:
        return {}
    numbers = sheet.cells["row_number"].to_pylist()
    found = {}
    for place, number in enumerate(numbers):
        if number in rows:
            cells = list(sheet.cells.slice(place, 1).to_pylist()[0].values())[1:]
            found[number] = next((at for at, text in enumerate(cells, 1) if text), 1)
    return found


def _fill(page: Any, sheet: SheetCells, bad: dict[tuple[int, int], list[str]], formats: Any) -> None:
    from xlsxwriter.exceptions import OverlappingRange

    for top, left, bottom, right in sheet.merges:
        if (bottom, right) != (top, left):
            try:
                page.merge_range(top - 1, left - 1 + sheet.left, bottom - 1, right - 1 + sheet.left, "")
            except OverlappingRange:
                continue
    columns = [name for name in sheet.cells.column_names if name != "row_number"]
    widths = [8] * len(columns)
    for batch in sheet.cells.to_batches(max_chunksize=5_000):
        texts = [batch.column(name).to_pylist() for name in columns]
        for place, number in enumerate(batch.column("row_number").to_pylist()):
            if number > LAST_ROW:
                raise TooBigForExcel
            for at, column in enumerate(texts):
                if (text := column[place]) is not None:
                    _write(page, number - 1, at + sheet.left, text, (number, at + 1) in bad, formats)
                    if number <= 200:
                        widths[at] = max(widths[at], min(_width(text), WIDEST))
    filled = {(number, at) for number, at in bad if _is_filled(sheet, number, at)}
    for count, ((number, at), said) in enumerate(bad.items()):
        if (number, at) not in filled:
            page.write_blank(number - 1, at - 1 + sheet.left, None, formats[True, False])
        if count < MOST_COMMENTS:
            page.write_comment(number - 1, at - 1 + sheet.left, "\n".join(said), {"x_scale": 1.8, "author": "街情看板"})
    for at, width in enumerate(widths):
        page.set_column(at + sheet.left, at + sheet.left, width + 2)


def _is_filled(sheet: SheetCells, number: int, at: int) -> bool:
    name = f"c{at}"
    if name not in sheet.cells.column_names:
        return False
    place = sheet.cells["row_number"].index(number).as_py()
    return place >= 0 and sheet.cells[name][place].as_py() is not None


def _write(page: Any, row: int, column: int, text: str, is_bad: bool, formats: Any) -> None:
    if len(text) > LONGEST:
        raise TooBigForExcel
    if _NUMBER.fullmatch(text) and text != "-0":
        page.write_number(row, column, float(text), formats[is_bad, False])
    else:
        page.write_string(row, column, text, formats[is_bad, text.startswith(FORMULA_STARTS)])


def _list(page: Any, rows: Sequence[Sequence[object]], formats: Any) -> None:
    for down, row in enumerate(rows):
        for at, one in enumerate(row):
            text = one.zh if isinstance(one, Label) else str(one)
            page.write_string(down, at, text[:LONGEST], formats[False, text.startswith(FORMULA_STARTS)])
    for at, width in enumerate((16, 8, 20, 24, 70)):
        page.set_column(at, at, width)
    page.freeze_panes(1, 0)


def _width(text: str) -> int:
    """How many Latin letters wide; a Chinese character takes two."""
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)
