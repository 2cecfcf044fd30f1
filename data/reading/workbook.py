"""XLSX, XLS and ODS through calamine: the sheets, each cell as calamine has it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from data.reading.columns import Row
from data.reading.marks import PERCENT, Looks, Marks, looks_of, ranges
from data.reading.ods import layout_of
from data.reading.refusal import Refusal
from data.reading.seen import percent_text

MOST_CELLS = 60_000_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
MOST_MERGES = 20_000
Merge = tuple[int, int, int, int]


def read_workbook(path: Path, kind: str) -> Iterator[tuple[str, Iterator[Row], list[Merge], bool, dict[str, Any]]]:
    """(name, rows, merges, is hidden, what of it is) of every sheet that is not blank. Raises Refusal for bad ones."""
    try:
        workbook = CalamineWorkbook.from_path(_named_rightly(path, kind))
        layout = layout_of(path) if kind == "ods" else []
        with ThreadPoolExecutor(1) as beside:  # calamine reads the first sheet meanwhile, on another core
            looking = beside.submit(lambda: [one for one, _ in layout] or looks_of(path, kind))
            for index, about in enumerate(workbook.sheets_metadata):
                if about.typ != SheetTypeEnum.WorkSheet:
                    continue
                sheet = workbook.get_sheet_by_index(index)
                if sheet.start is not None:
                    _refuse_oversize(sheet)
                    merged = layout[index][1] if index < len(layout) else _ranges(sheet)
                    hidden = about.visible != SheetVisibleEnum.Visible
                    looks = looking.result()
                    look = looks[index] if index < len(looks) else Looks()
                    yield about.name, _rows(sheet, look.cells), _merges(sheet, merged), hidden, _unseen(sheet, look)
    except PasswordError:
        raise Refusal("password") from None
    except CalamineError:
        raise Refusal("broken") from None
    except (Refusal, MemoryError, GeneratorExit):
        raise
    except BaseException as panic:  # calamine's PanicException is no Exception
        if type(panic).__name__ != "PanicException":
            raise
        raise Refusal("broken") from None


def _named_rightly(path: Path, kind: str) -> Path:
    """A link whose ending says what the file is: calamine believes the name, and names are often wrong."""
    link = Path(tempfile.mkdtemp()) / f"workbook.{kind}"
    link.symlink_to(path)
    return link


def _refuse_oversize(sheet: CalamineSheet) -> None:
    if sheet.height * sheet.width > MOST_CELLS or sheet.total_height > LAST_ROW or sheet.total_width > LAST_COLUMN:
        raise Refusal("oversize", sheet=sheet.name)


def _rows(sheet: CalamineSheet, marks: Marks) -> Iterator[Row]:
    left = sheet.start[1] if sheet.start else 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number - 1 in marks:
            for column, mark in marks[number - 1].items():
                if 0 <= column - left < len(cells):
                    cells[column - left] = _marked(cells[column - left], mark)
        yield number, cells


def _marked(cell: Any, mark: str) -> Any:
    """0.85 shown as a percentage is 85%; a failed formula is what Excel shows for it, not a blank."""
    if mark != PERCENT:
        return mark
    return percent_text(cell) if isinstance(cell, float | int) else cell


def _ranges(sheet: CalamineSheet) -> list[Merge]:
    return [(*first, *last) for first, last in (sheet.merged_cell_ranges or [])[:MOST_MERGES]]


def _merges(sheet: CalamineSheet, ranges: Sequence[Merge]) -> list[Merge]:
    """1-based and counted, like the cells, from the first used column."""
    left = sheet.start[1] if sheet.start else 0
    shifted = [(r1 + 1, c1 - left + 1, r2 + 1, c2 - left + 1) for r1, c1, r2, c2 in ranges[:MOST_MERGES]]
    return [one for one in shifted if one[1] >= 1]


def _unseen(sheet: CalamineSheet, look: Looks) -> dict[str, Any]:
    """Where the sheet begins and what of it is hidden, as SheetCells has them."""
    left = sheet.start[1] if sheet.start else 0
    columns = [(max(first - left, 0) + 1, min(last - left, sheet.width - 1) + 1) for first, last in look.columns]
    return {
        "left": left,
        "hidden_rows": ranges(row + 1 for row in look.rows),
        "hidden_columns": [one for one in columns if one[0] <= one[1]],
    }
