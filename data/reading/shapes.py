"""The plain data that reading hands to the importer. No behaviour, no heavy imports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from data.language import Label

if TYPE_CHECKING:
    import datetime

    import pyarrow as pa

SkippedKind = Literal["title", "note", "total", "header_repeat"]


class UnreadableFile(Exception):
    """The file cannot be read; `label` says in both languages why, and what the clerk can do."""

    def __init__(self, label: Label) -> None:
        super().__init__(label.zh)
        self.label = label


@dataclass(frozen=True)
class Lines:
    """How the lines of a text file were cut into cells.

    width   the cells of most rows
    odd     row -> its own number of cells, where that is another
    torn    rows whose quotes do not pair, cut at every separator
    mended  rows whose quotes do not pair, cut in the only way that gives `width` cells
    """

    width: int
    odd: Mapping[int, int] = field(default_factory=dict)
    torn: tuple[int, ...] = ()
    mended: tuple[int, ...] = ()


@dataclass(frozen=True)
class SheetCells:
    """One sheet as text.

    `cells` has the column `row_number` (int32, 1-based, as shown by Excel or by an editor), then `c1`..`cN`
    (text, null = blank). Blank rows are left out, so row numbers may jump.
    `merges` are the merged ranges (first row, first column, last row, last column), all 1-based.
    `left` is how many blank columns stand before `c1`; `hidden_rows` and `hidden_columns` are ranges (first, last),
    1-based like the cells, of what a person does not see in the file, a filter's rows included.
    `lines` tells of a text file how it was cut; None where cells have places of their own.
    """

    name: str
    cells: pa.Table
    merges: tuple[tuple[int, int, int, int], ...] = ()
    left: int = 0
    hidden_rows: tuple[tuple[int, int], ...] = ()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    lines: Lines | None = None


@dataclass(frozen=True)
class Reading:
    """Everything one file holds. `kind` is csv, geojson or what kinds.py calls it; `encoding` only for csv.

    `hidden` are the sheets that a person does not see in the file; nothing of them is loaded.
    """

    sheets: list[SheetCells]
    kind: str = ""
    encoding: str | None = None
    hidden: list[SheetCells] = field(default_factory=list)


@dataclass(frozen=True)
class Skipped:
    """A row that is neither blank, nor heading, nor data. An average is a total that does not add up its rows."""

    row: int
    kind: SkippedKind
    adds_up: bool = True


@dataclass(frozen=True)
class TotalMismatch:
    """A total row whose figure differs from the sum of the rows it stands for. `column` is the heading."""

    row: int
    column: str
    given: float
    computed: float
    label: Label


@dataclass(frozen=True)
class Said:
    """What a person says of a sheet. `columns`: heading as plain text -> field or its title; empty: to be left out."""

    columns: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    month: datetime.date | None = None


@dataclass(frozen=True)
class Recognised:
    """What a sheet turned out to be.

    contract    name of the contract, or None when nothing fits or several fit equally (see `candidates`)
    confidence  0..1
    header_rows row numbers of the heading, usually one, two when a heading is split over two rows
    columns     field name -> cell column, {"closed_at": "c3"}
    headings    cell column -> the heading as the clerk wrote it, for every column that has one
    units       field name (of `figures` the column) -> unit that the heading (or a line 单位：万元) declares
    unmatched   headings that no field answers to
    forbidden   headings dropped because they name a person
    missing     required fields for which the sheet has no column
    skipped     rows left out, in row order
    data        the data rows: `row_number` and all cell columns except the forbidden ones
    candidates  contract names that fit, best first
    mismatches  totals that do not add up
    notes       other remarks for the clerk, e.g. a row counter that was not taken as the number
    month, year, unit_name  what the title (or the name of the sheet or file) states
    lines       the title lines above the heading
    figures     cell column -> metric, of a sheet whose columns are figures side by side
    months      cell column -> month (2022-04), of a sheet whose columns are months
    places      cell column -> the name of its community, of a sheet whose columns are communities
    cumulative  cell column of a figure of the year so far -> the field (of `figures` the column) of its month beside it
    period_kind what the title says of their period (当月 or 累计)
    private     the cell columns of the forbidden headings
    doubts      row -> why it cannot be told which cell stands in which column
    """

    contract: str | None
    confidence: float
    header_rows: list[int]
    columns: dict[str, str]
    headings: dict[str, str]
    units: dict[str, str]
    unmatched: list[str]
    forbidden: list[str]
    missing: list[str]
    skipped: list[Skipped]
    data: pa.Table
    candidates: list[str] = field(default_factory=list)
    mismatches: list[TotalMismatch] = field(default_factory=list)
    notes: list[Label] = field(default_factory=list)
    month: datetime.date | None = None
    unit_name: str | None = None
    year: int | None = None
    lines: tuple[str, ...] = ()
    figures: dict[str, str] = field(default_factory=dict)
    months: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    cumulative: dict[str, str] = field(default_factory=dict)
    period_kind: str | None = None
    private: tuple[str, ...] = ()
    doubts: dict[int, Label] = field(default_factory=dict)


@dataclass(frozen=True)
class Parsed:
    """The meaning of one cell.

    value    None when the cell is blank, when it says nothing countable (几张), or when `problem` is set
    bound    0 exact, 1 the true value may be lower, 2 may be higher, 3 both
    unit     the unit the value is in
    warning  the value is taken, but the clerk should look at it
    problem  the cell cannot be taken
    """

    value: Any = None
    bound: int = 0
    unit: str | None = None
    warning: Label | None = None
    problem: Label | None = None
