"""What an import has to tell: plain data for pages, and the exact JSON that scripts rely on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any, Literal

from data.language import Label

Status = Literal["committed", "rejected", "unchanged", "rehearsed"]


class WrongCall(Exception):
    """The import was asked for something that does not exist; `label` says what."""

    def __init__(self, label: Label) -> None:
        super().__init__(label.zh)
        self.label = label


@dataclass(frozen=True)
class Changes:
    """What an import or an undo touched: a table, and the months of its old and new rows (None: all).

    `areas` are the codes of those rows, down to the community.
    """

    table: str
    months: set[datetime.date] | None
    areas: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reject:
    """One bad cell. `row` as the spreadsheet shows it, `column` and `value` in the clerk's own words.

    `origin` is the place of its sheet in the file, from 0; `cell` its column in that sheet, from 1 (None: it has none).
    """

    sheet: str
    row: int
    column: str
    value: str
    reason: Label
    origin: int = 0
    cell: int | None = None


@dataclass(frozen=True)
class SkippedRow:
    """A row left out. `kind`: title, note, total, header_repeat, duplicate, unrecognised or hidden (its sheet)."""

    row: int
    kind: str


@dataclass(frozen=True)
class SheetReport:
    """What became of one sheet. `columns`: the fields that were found, and the clerk's headings.

    Of the rows loaded some are new, some changed, and the others say nothing new. `confidence` (0..1) is that of the
    recognition, `headings` are all that may be mapped, `missing` the required fields that nothing fills, `candidates`
    the tables that fit a sheet which was not recognised.
    """

    name: str
    table: str | None
    header_rows: int = 0
    rows_loaded: int = 0
    rows_rejected: int = 0
    rows_skipped: tuple[SkippedRow, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    rows_new: int = 0
    rows_changed: int = 0
    confidence: float = 0.0
    headings: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()

    @property
    def rows_unchanged(self) -> int:
        return self.rows_loaded - self.rows_new - self.rows_changed

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "table": self.table,
            "header_rows": self.header_rows,
            "rows_loaded": self.rows_loaded,
            "rows_rejected": self.rows_rejected,
            "rows_skipped": [{"row": one.row, "kind": one.kind} for one in self.rows_skipped],
        }


@dataclass(frozen=True)
class Report:
    """The outcome of one import.

    `batch` is None when nothing was saved, except for `unchanged`: then the batch that holds the rows, if it
    is one. `mended` rows that waited to be corrected are closed by it. `seen` is what `observe` found inside the
    transaction, before a rehearsal was rolled back.
    """

    status: Status
    batch: str | None
    sheets: tuple[SheetReport, ...]
    rejects: tuple[Reject, ...] = ()
    warnings: tuple[Label, ...] = ()
    rows_new: int = 0
    rows_changed: int = 0
    mended: int = 0
    seen: Any = None

    @property
    def table(self) -> str | None:
        """The table of the file's rows; several, in the order of the sheets, are joined by commas."""
        filled = [one for one in self.sheets if one.rows_loaded or one.rows_rejected] or self.sheets
        return ",".join(dict.fromkeys(one.table for one in filled if one.table)) or None

    @property
    def rows_loaded(self) -> int:
        return sum(one.rows_loaded for one in self.sheets)

    @property
    def rows_rejected(self) -> int:
        return sum(one.rows_rejected for one in self.sheets)

    def as_json(self) -> dict[str, Any]:
        """Exactly the keys that scripts rely on; reasons and warnings in Chinese."""
        return {
            "status": self.status,
            "batch": self.batch,
            "table": self.table,
            "sheets": [one.as_json() for one in self.sheets],
            "rejects": [
                {
                    "sheet": one.sheet,
                    "row": one.row,
                    "column": one.column,
                    "value": one.value,
                    "reason": one.reason.zh,
                }
                for one in self.rejects
            ],
            "warnings": [one.zh for one in self.warnings],
        }
