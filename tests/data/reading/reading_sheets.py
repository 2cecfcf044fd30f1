"""Sheets for the tests, written as the rows a clerk sees."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest

from data.reading import SheetCells, UnreadableFile, read_file

Rows = Sequence[Sequence[str | None]]


def sheet(rows: Rows, *, merges: Sequence[tuple[int, int, int, int]] = (), name: str = "Sheet1") -> SheetCells:
    """The rows as reading hands them over: blank rows left out, row numbers kept, blanks as null."""
    width = max(len(row) for row in rows)
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    kept = [(i, row) for i, row in enumerate(padded, start=1) if any(row)]
    columns = {f"c{c + 1}": pa.array([row[c] or None for _, row in kept], pa.string()) for c in range(width)}
    numbers = pa.array([i for i, _ in kept], pa.int32())
    return SheetCells(name, pa.table({"row_number": numbers, **columns}), tuple(merges))


def rows_of(cells: SheetCells) -> list[tuple[int, list[str | None]]]:
    """(row number, cells) of every row."""
    return [(row["row_number"], list(row.values())[1:]) for row in cells.cells.to_pylist()]


def workbook(path: Path, rows: Sequence[Sequence[object]], name: str = "台账") -> Path:
    """An XLSX file with one sheet."""
    book = openpyxl.Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def saved(tmp_path: Path, content: bytes, name: str = "台账.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def refusal(path: Path, **limits: int) -> str:
    with pytest.raises(UnreadableFile) as refused:
        read_file(path, **limits)
    assert refused.value.label.en
    return refused.value.label.zh
