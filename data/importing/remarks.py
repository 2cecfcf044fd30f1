"""From the list of problems to what the clerk is told: bad cells one by one, warnings gathered."""

from __future__ import annotations

import re

import duckdb
import pyarrow.compute as pc

from data.importing.privacy import masked
from data.importing.report import Reject
from data.importing.sheet import MOST_REJECTS, Sheet
from data.language import Label, label

SHOWN_ROWS = 5


def rejects_of(cursor: duckdb.DuckDBPyConnection, sheets: list[Sheet]) -> tuple[list[Reject], list[Label]]:
    """Every bad cell in the order of the file, and a remark when there are too many to list."""
    by_number = {one.number: one for one in sheets}
    found = cursor.execute(
        """
        select sheet, row_number, field, value, zh, en, count(*) over () from problems
        where level = 'error' and listed order by sheet, row_number, field, zh limit ?
        """,
        [MOST_REJECTS],
    ).fetchall()
    total = found[0][-1] if found else 0
    found.sort(key=lambda one: (one[0], one[1], _place(by_number[one[0]], one[2])))
    rejects = [
        _reject(by_number[sheet], row, field, value, Label(zh, en))
        for sheet, row, field, value, zh, en, _ in found
    ]
    more = (
        [label("import_warning.more_rejects", shown=MOST_REJECTS, total=total)] if total > len(found) else []
    )
    return rejects, more


def remarks_of(
    cursor: duckdb.DuckDBPyConnection,
    sheets: list[Sheet],
    particular: dict[int, list[Label]],
    unknown: list[str],
) -> list[Label]:
    """All warnings, sheet by sheet; where the file has several sheets each says which it is about."""
    remarks: list[Label] = []
    for sheet in sorted(sheets, key=lambda one: one.number):
        said = [
            *_about_headings(sheet),
            *_about_cells(cursor, sheet),
            *_about_rows(sheet),
            *particular.get(sheet.number, []),
        ]
        several = len(sheets) + len(unknown) > 1
        remarks += (
            [label("import_warning.in_sheet", sheet=sheet.name, text=one) for one in said]
            if several
            else said
        )
    return remarks + [label("import_warning.sheet_skipped", sheet=name) for name in unknown]


def warned_rows(cursor: duckdb.DuckDBPyConnection) -> int:
    """How many rows have something the clerk should look at."""
    found = cursor.execute(
        "select count(distinct (sheet, row_number)) from problems where level = 'warning'"
    ).fetchone()
    return int(found[0]) if found else 0


def _place(sheet: Sheet, field: str) -> int:
    """Where the field's column stands in the file; columns that it lacks come last."""
    column = sheet.columns.get(field, "")
    names = sheet.data.column_names
    return names.index(column) if column in names else len(names)


def _reject(sheet: Sheet, row: int, field: str, value: str, reason: Label) -> Reject:
    contract = sheet.contract
    is_figure = field in sheet.figures or contract.field(field).is_number
    told = value if is_figure or field in contract.primary_key else masked(value, contract.sensitive)
    return Reject(sheet.name, row, sheet.heading(field), told, reason, sheet.origin, sheet.cell(field))


def _about_headings(sheet: Sheet) -> list[Label]:
    found = sheet.recognised
    said = list(found.notes)
    if found.forbidden:
        said.append(label("import_warning.forbidden", columns="、".join(found.forbidden)))
    if strays := _rows_beyond_the_headings(sheet):
        numbers = numbered(strays[:SHOWN_ROWS], len(strays))
        said.append(label("import_warning.beyond", rows=len(strays), numbers=numbers))
    if sheet.unmatched:
        said.append(label("import_warning.unmatched", columns="、".join(sheet.unmatched)))
    return said + [one.label for one in found.mismatches]


def _rows_beyond_the_headings(sheet: Sheet) -> list[int]:
    """The rows with something in a column that has no heading: a separator too many may have pushed it there."""
    used = {*sheet.columns.values(), *sheet.recognised.headings, *sheet.figures}
    bare = [one for one in sheet.data.column_names if re.fullmatch(r"c\d+", one) and one not in used]
    rows: set[int] = set()
    for name in bare:
        if sheet.data[name].null_count < sheet.data.num_rows:
            rows |= set(sheet.data.filter(pc.is_valid(sheet.data[name]))["row_number"].to_pylist())
    return sorted(rows)


def _about_cells(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> list[Label]:
    found = cursor.execute(
        """
        select field, zh, en, count(distinct row_number), list(distinct row_number order by row_number)[1:?]
        from problems where sheet = ? and level = 'warning'
        group by field, zh, en order by min(row_number), field
        """,
        [SHOWN_ROWS, sheet.number],
    ).fetchall()
    return [
        label(
            "import_warning.cell",
            column=sheet.heading(field),
            reason=Label(zh, en),
            rows=rows,
            numbers=numbered(shown, rows),
        )
        for field, zh, en, rows, shown in found
    ]


def _about_rows(sheet: Sheet) -> list[Label]:
    if not sheet.duplicates:
        return []
    rows = len(sheet.duplicates)
    return [
        label(
            "import_cell.duplicate_rows",
            rows=rows,
            numbers=numbered(sorted(sheet.duplicates)[:SHOWN_ROWS], rows),
        )
    ]


def numbered(shown: list[int], total: int) -> Label:
    """Row numbers one after another, with dots where there are more in total than are shown."""
    zh, en = "、".join(map(str, shown)), ", ".join(map(str, shown))
    if total <= len(shown):
        return Label(zh, en)
    return Label(
        label("import_warning.more_numbers", numbers=zh).zh,
        label("import_warning.more_numbers", numbers=en).en,
    )
