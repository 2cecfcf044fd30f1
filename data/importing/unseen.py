"""What a person does not see in the file but the import reads: hidden rows, rows that a filter hides, hidden columns.

They are loaded, for a filter left on is no wish to leave rows out, and are named so that nobody is surprised. A hidden
sheet is another matter: mostly it is a list for drop-downs or the sheet of another month, whose rows would be counted
twice. It is left out row by row, and named where it looks like a table.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from data.importing.remarks import SHOWN_ROWS, numbered
from data.importing.sheet import Sheet
from data.language import Label, label
from data.reading import SheetCells


def about_the_unseen(sheet: Sheet, cells: SheetCells) -> list[Label]:
    """One remark for the hidden rows among the sheet's data, one for the hidden columns that were used."""
    said = []
    rows = _rows_among(sheet.data["row_number"], cells)
    if rows:
        numbers = numbered(rows[:SHOWN_ROWS], len(rows))
        said.append(label("import_warning.rows_hidden", sheet=cells.name, rows=len(rows), numbers=numbers))
    used = {*sheet.columns.values(), *sheet.figures, *sheet.context}
    unseen = [at for first, last in cells.hidden_columns for at in range(first, last + 1) if f"c{at}" in used]
    if unseen:
        named = [f"{_letters(at + cells.left)}（{sheet.recognised.headings.get(f'c{at}', '')}）" for at in unseen]
        said.append(label("import_warning.columns_hidden", sheet=cells.name, columns="、".join(named)))
    return said


def _rows_among(numbers: pa.ChunkedArray, cells: SheetCells) -> list[int]:
    if not cells.hidden_rows or not len(numbers):
        return []
    top, bottom = numbers[0].as_py(), numbers[-1].as_py()
    spans = (range(max(first, top), min(last, bottom) + 1) for first, last in cells.hidden_rows)
    hidden = pa.array([row for span in spans for row in span], pa.int32())
    return numbers.filter(pc.is_in(numbers, hidden)).to_pylist()


def _letters(column: int) -> str:
    """1 -> A, 27 -> AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
