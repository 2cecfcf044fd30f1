"""Several tables on one sheet, below or beside one another, as sheets of their own.

A sheet is only taken apart where each part is known as a table by itself and the parts say something different: another
table, other columns, another month or unit. What prints its heading anew on every page stays one table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pyarrow as pa
import pyarrow.compute as pc

from data.reading.shapes import Recognised, SheetCells

MOST_CUTS = 30
LOOKED_AT = 80  # rows of a part that tell what it is
FEWEST_HEADINGS = 2
MOST_HEADING_ROWS = 15  # title lines included
_NOTES = ("注", "备注", "说明", "填表", "填报", "制表", "审核", "负责人", "联系")
Recognise = Callable[[SheetCells], Recognised]


def tables_of(sheet: SheetCells, recognise: Recognise) -> list[SheetCells]:
    """The tables of the sheet with its row numbers, the second called 名称（2）; mostly the sheet itself."""
    tables = [table for part in _below(sheet, recognise) for table in _beside(part, recognise)]
    return [
        replace(one, name=f"{sheet.name}（{number}）" if number > 1 else sheet.name)
        for number, one in enumerate(tables, start=1)
    ]


def _below(sheet: SheetCells, recognise: Recognise) -> list[SheetCells]:
    numbers: list[int] = sheet.cells["row_number"].to_pylist()
    filled: list[int] = _filled(sheet.cells).to_pylist()
    headings = _possible_headings(sheet.cells, numbers, filled)
    if not headings:
        return [sheet]
    starts = [0]
    above: Recognised | None = None
    for at in headings:
        start = _first_line(sheet.cells, numbers, filled, at)
        if start <= starts[-1]:
            continue
        above = above or recognise(_part(sheet, starts[-1], min(start, starts[-1] + LOOKED_AT)))
        found = recognise(_part(sheet, start, min(start + LOOKED_AT, len(numbers))))
        if not (above.contract and found.contract and found.header_rows[:1] == [numbers[at]]):
            continue
        if _is_another(found, above) and not _is_one_heading(_part(sheet, starts[-1], at + 2), above, found, recognise):
            starts.append(start)
            above = found
    return [_part(sheet, first, last) for first, last in pairwise([*starts, len(numbers)])]


def _is_one_heading(both: SheetCells, above: Recognised, found: Recognised, recognise: Recognise) -> bool:
    """Whether the second heading is the last line of a merged one that begins above."""
    if both.cells.num_rows > MOST_HEADING_ROWS:
        return False
    lines = recognise(both).header_rows
    return len(lines) > 1 and {above.header_rows[0], found.header_rows[0]} <= {*lines}


def _filled(cells: pa.Table) -> pa.ChunkedArray:
    """How many cells of each row say something."""
    counts = [pc.cast(pc.is_valid(cells[name]), pa.int32()) for name in cells.column_names if name != "row_number"]
    total = counts[0]
    for one in counts[1:]:
        total = pc.add(total, one)
    return total


def _possible_headings(cells: pa.Table, numbers: list[int], filled: list[int]) -> list[int]:
    """Rows of words behind a blank row or under a single cell; none where there are too many to be headings."""
    found = []
    for at in range(2, len(numbers)):
        if filled[at] < FEWEST_HEADINGS or (filled[at - 1] > 1 and numbers[at] == numbers[at - 1] + 1):
            continue
        texts = [text for text in list(cells.slice(at, 1).to_pylist()[0].values())[1:] if text]
        if not any(any(letter.isdigit() for letter in text) and len(text) > 1 for text in texts[:3]):
            found.append(at)
        if len(found) > MOST_CUTS:
            return []
    return found


def _first_line(cells: pa.Table, numbers: list[int], filled: list[int], at: int) -> int:
    """The first title line above a heading: behind the last blank row of the lines, or behind the notes above."""
    first = at
    while first and filled[first - 1] == 1:
        first -= 1
    for line in range(first, at):
        if line and numbers[line] > numbers[line - 1] + 1:
            return line
    while first < at and _line(cells, first).startswith(_NOTES):
        first += 1
    return first


def _line(cells: pa.Table, at: int) -> str:
    return next((text for text in list(cells.slice(at, 1).to_pylist()[0].values())[1:] if text), "")


def _part(sheet: SheetCells, first: int, last: int) -> SheetCells:
    cells = sheet.cells.slice(first, last - first)
    rows = cells["row_number"].to_pylist()
    merges = tuple(one for one in sheet.merges if rows and rows[0] <= one[0] <= rows[-1])
    return replace(sheet, cells=cells, merges=merges)


def _is_another(found: Recognised, above: Recognised) -> bool:
    """A heading printed again says the same, or nothing, of the time and the unit."""
    if found.contract != above.contract or set(found.headings.values()) != set(above.headings.values()):
        return True
    said = [(one.month, one.year, one.unit_name, one.period_kind) for one in (found, above)]
    return bool(found.lines) and any(new is not None and new != old for new, old in zip(*said, strict=True))


def _beside(sheet: SheetCells, recognise: Recognise) -> list[SheetCells]:
    """Tables with a blank column between them; each keeps the title lines, and its columns their names."""
    groups = _groups(sheet.cells)
    if len(groups) < 2:
        return [sheet]
    parts = [_columns(sheet, group) for group in groups]
    found = [recognise(_part(one, 0, LOOKED_AT)) for one in parts]
    if not all(one.contract and "area_code" in one.columns for one in found):
        return [sheet]
    return parts


def _groups(cells: pa.Table) -> list[list[str]]:
    is_row = pc.greater(_filled(cells), 1)
    names = [name for name in cells.column_names if name != "row_number"]
    groups: list[list[str]] = [[]]
    for name in names:
        if pc.any(pc.and_(pc.is_valid(cells[name]), is_row)).as_py():
            groups[-1].append(name)
        elif groups[-1]:
            groups.append([])
    return [one for one in groups if one]


def _columns(sheet: SheetCells, group: list[str]) -> SheetCells:
    """The sheet with the other columns blank, except in its title lines."""
    cells = sheet.cells
    is_line = pc.less_equal(_filled(cells), 1)
    for place, name in enumerate(cells.column_names):
        if name != "row_number" and name not in group:
            kept = pc.if_else(is_line, cells[name], pa.scalar(None, pa.string()))
            cells = cells.set_column(place, name, kept)
    return replace(sheet, cells=cells.filter(pc.greater(_filled(cells), 0)))
