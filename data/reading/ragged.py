"""Rows of a text file that have more or fewer cells than its heading: which cell stands in which column?

A separator too many or too few moves every cell behind it into its neighbour's column, and often nothing else tells.
Such a row is mended where one reading only agrees with all other rows, and is an error otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from data.language import Label, label
from data.reading.shapes import Lines

SYSTEMATIC = 16  # so many rows of one width are how a program writes, no slip of a hand
FEWEST_WITNESSES = 10  # rows that must agree on what is always filled before a row is mended by them
MOST_MENDED = 1_000
SHOWN = 5
_Cells = list[str | None]


@dataclass
class Settled:
    """The rows with those that could be mended, the others with their reason, and what the clerk should look at."""

    data: pa.Table
    doubts: dict[int, Label] = field(default_factory=dict)
    notes: list[Label] = field(default_factory=list)


def settled(
    data: pa.Table, lines: Lines | None, header_rows: Sequence[int], named: set[int], all_known: bool
) -> Settled:
    """`data` are the rows below the heading; `named` its columns (from 1); `all_known`: each of them has its field."""
    if lines is None or not (lines.odd or lines.torn or lines.mended):
        return Settled(data)
    page = _Page(data, lines, header_rows, max(named, default=0))
    if wrong := _wrong_heading(page, named, all_known):
        return Settled(data, dict.fromkeys(data["row_number"].to_pylist(), wrong))
    found = Settled(data)
    if page.heading != page.usual:
        found.notes.append(label("sheet.heading_differs", heading=page.heading, cells=page.usual))
    for row in page.among(lines.torn):
        found.doubts[row] = label("sheet.torn_quotes")
    _say(found, "sheet.mended_quotes", page.among(lines.mended))
    _settle_widths(page, found)
    return found


class _Page:
    """The widths of the heading and of the data rows below it."""

    def __init__(self, data: pa.Table, lines: Lines, header_rows: Sequence[int], last_named: int) -> None:
        self.data, self.lines, self.header_rows = data, lines, header_rows
        self.odd = {row: lines.odd[row] for row in self.among(lines.odd)}
        self.counts = Counter(self.odd.values())
        self.counts[lines.width] += data.num_rows - len(self.odd)
        written = max((lines.odd.get(row, lines.width) for row in header_rows), default=0)
        self.usual = max(self.counts, key=lambda one: (self.counts[one], one == written))
        self.heading = min(written, max(last_named, self.usual))  # blanks behind the last name are none of it

    def among(self, rows: Sequence[int] | Mapping[int, int]) -> list[int]:
        """Those of the rows that are data."""
        wanted = pa.array(rows, pa.int32())
        return self.data.filter(pc.is_in(self.data["row_number"], wanted))["row_number"].to_pylist()

    def of_width(self, width: int) -> list[int]:
        return [row for row, own in self.odd.items() if own == width]

    def cells(self, row: int, width: int) -> _Cells:
        found = self.data.filter(pc.equal(self.data["row_number"], row)).to_pylist()[0]
        return [found.get(f"c{i}") for i in range(1, width + 1)]

    def regular(self) -> pa.Table:
        """The rows of the usual width whose quotes pair."""
        others = [*(row for row in self.odd if self.odd[row] != self.usual), *self.lines.torn, *self.lines.mended]
        if self.lines.width != self.usual:
            mine = pa.array(self.of_width(self.usual), pa.int32())
            return self.data.filter(pc.is_in(self.data["row_number"], mine))
        return self.data.filter(pc.invert(pc.is_in(self.data["row_number"], pa.array(others, pa.int32()))))

    def filled(self) -> list[bool | None]:
        """Column by column: filled in every regular row, in none (False), or in some (None)."""
        rows = self.regular()
        if rows.num_rows < FEWEST_WITNESSES:
            return [None] * self.usual
        names = [f"c{i}" for i in range(1, self.usual + 1)]
        blank = [rows[name].null_count if name in rows.column_names else rows.num_rows for name in names]
        return [True if count == 0 else False if count == rows.num_rows else None for count in blank]


def _wrong_heading(page: _Page, named: set[int], all_known: bool) -> Label | None:
    """Why the columns under this heading cannot be told."""
    if {*page.header_rows} & {*page.lines.torn, *page.lines.mended}:
        return label("sheet.torn_heading")
    nameless = set(range(1, max(named, default=0))) - named
    if (page.heading > page.usual and nameless) or (page.heading < page.usual and not all_known):
        return label("sheet.heading_unlike", heading=page.heading, cells=page.usual)
    return None


def _settle_widths(page: _Page, found: Settled) -> None:
    mended: dict[int, _Cells] = {}
    short: list[int] = []
    for width in sorted(set(page.odd.values())):
        rows = [row for row in page.of_width(width) if row not in found.doubts]
        if width > max(page.usual, page.heading):
            for row in _really_longer(page, rows, width):
                anew = _without_a_blank(page, row, width) if len(mended) < MOST_MENDED else None
                if anew:
                    mended[row] = anew
                else:
                    found.doubts[row] = label("sheet.row_longer", cells=width, usual=page.usual)
        elif width < min(page.usual, page.heading):
            if len(rows) >= SYSTEMATIC or _ends_left_off(page, rows, width):
                short += rows
            else:
                found.doubts |= dict.fromkeys(rows, label("sheet.row_shorter", cells=width, usual=page.usual))
    found.data = _replaced(page, mended)
    _say(found, "sheet.blank_cell_dropped", sorted(mended))
    _say(found, "sheet.rows_shorter", sorted(short))


def _really_longer(page: _Page, rows: list[int], width: int) -> list[int]:
    """The rows of that width, unless so many end with blanks alone that a program writes them so."""
    limit = max(page.usual, page.heading)
    names = [name for name in (f"c{i}" for i in range(limit + 1, width + 1)) if name in page.data.column_names]
    mine = page.data.filter(pc.is_in(page.data["row_number"], pa.array(rows, pa.int32())))
    is_blank = all(mine[name].null_count == mine.num_rows for name in names)
    return [] if is_blank and len(rows) >= SYSTEMATIC else rows


def _without_a_blank(page: _Page, row: int, width: int) -> _Cells | None:
    """The cells without the one blank cell too many, where all other rows leave no choice which one it is."""
    if width != page.usual + 1 or page.heading != page.usual:
        return None
    cells, filled = page.cells(row, width), page.filled()
    ways = {(*cells[:i], *cells[i + 1 :]) for i, cell in enumerate(cells) if cell is None}
    fitting = [one for one in ways if _agrees(one, filled)]
    return [*fitting[0]] if len(fitting) == 1 else None


def _agrees(cells: Sequence[str | None], filled: Sequence[bool | None]) -> bool:
    both = zip(cells, filled, strict=True)
    return all(is_filled is None or is_filled == (cell is not None) for cell, is_filled in both)


def _ends_left_off(page: _Page, rows: list[int], width: int) -> bool:
    """Whether blanks at the end of rows are never written: no full row ends with one, and none of these."""
    def is_filled(table: pa.Table, column: int) -> bool:
        name = f"c{column}"
        return name in table.column_names and table[name].null_count == 0

    mine = page.data.filter(pc.is_in(page.data["row_number"], pa.array(rows, pa.int32())))
    return is_filled(page.regular(), page.usual) and is_filled(mine, width)


def _replaced(page: _Page, mended: Mapping[int, _Cells]) -> pa.Table:
    """The data with those rows' cells anew."""
    data = page.data
    if not mended:
        return data
    rows = sorted(mended)
    mask = pc.is_in(data["row_number"], pa.array(rows, pa.int32())).combine_chunks()
    for place, name in enumerate(data.column_names):
        if name == "row_number":
            continue
        at = int(name[1:]) - 1
        anew = pa.array([mended[row][at] if at < len(mended[row]) else None for row in rows], pa.string())
        data = data.set_column(place, name, pc.replace_with_mask(data[name].combine_chunks(), mask, anew))
    return data


def _say(found: Settled, key: str, rows: Sequence[int]) -> None:
    if rows:
        more = "…" if len(rows) > SHOWN else ""
        found.notes.append(label(key, rows=len(rows), numbers="、".join(map(str, rows[:SHOWN])) + more))
