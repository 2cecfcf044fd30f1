"""累计 beside 当月: the figures of the month are loaded, those of the year so far are checked against their sum.

The sum is that of the months from January on which the store holds, those of the sheet among them. Loading the
cumulative figures as well would tell every month twice; leaving them out unread would waste the best check there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb
import pyarrow as pa

from data.importing.remarks import SHOWN_ROWS, numbered
from data.importing.sheet import Sheet
from data.importing.staging import same_key
from data.language import Label, label
from data.reading.quantities import parse_number

_LEFT_OUT = ("period_kind", "period_start", "figure_no")
_SLACK = 1e-6


def about_the_year_to_date(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> list[Label]:
    """One remark for every cumulative figure that is not the sum of its months, one for those that nothing checks."""
    said: list[Label] = []
    unchecked: set[int] = set()
    for column, name in sheet.recognised.cumulative.items():
        field = sheet.contract.field("value" if name in sheet.figures else name)
        unit = sheet.recognised.units.get(name) or field.unit
        given = _given(sheet.data, column, unit, unit if name in sheet.figures else field.unit)
        heading = sheet.recognised.headings[column]
        for row, (value, total, months, month) in _sums(cursor, sheet, name, field.name).items():
            if row not in given:
                continue
            if months < month:
                unchecked.add(row)
            elif total is not None and abs(given[row] - total) > _SLACK * max(1.0, abs(total)):
                said.append(
                    label(
                        "import_warning.year_to_date", row=row, column=heading, given=f"{given[row]:g}",
                        computed=f"{total:g}", month=month, value=f"{value:g}",
                    )
                )
    if unchecked:
        rows = sorted(unchecked)
        numbers = numbered(rows[:SHOWN_ROWS], len(rows))
        said.append(label("import_warning.year_to_date_unchecked", rows=len(rows), numbers=numbers))
    return said


def _given(data: pa.Table, column: str, unit: str | None, wanted: str | None) -> dict[int, float]:
    """Row -> the cumulative figure, where it is an exact number."""
    found = {}
    for row, text in zip(data["row_number"].to_pylist(), data[column].to_pylist(), strict=True):
        parsed = parse_number(text, unit, wanted)
        if parsed.value is not None and not parsed.bound and parsed.problem is None:
            found[row] = float(parsed.value)
    return found


def _sums(
    cursor: duckdb.DuckDBPyConnection, sheet: Sheet, name: str, field: str
) -> Mapping[int, tuple[Any, ...]]:
    """Row -> (its figure, the sum from January on or None where a part is no exact number, months in it, its month)."""
    contract = sheet.contract
    day = "month" if "month" in contract.primary_key else "period_end"
    series = [one for one in contract.primary_key if one not in (*_LEFT_OUT, day)]
    series += ["unit"] if day == "period_end" else []
    columns = f'{", ".join(series)}, {day} as day, "{field}" as value, "{field}_bound" as bound'
    monthly = f"period_kind = 'month' and \"{field}\" is not null"
    wanted, params = ("and metric_id = $metric", {"metric": sheet.figures[name]}) if name in sheet.figures else ("", {})
    same = " and ".join(f"told.{one} is not distinct from mine.{one}" for one in series)
    found = cursor.execute(
        f"""
        with mine as (select row_number, {columns} from {sheet.merged} where {monthly} {wanted}),
        told as (
            select * exclude (row_number) from mine
            union all
            select {columns} from {contract.name} as e where {monthly} {wanted}
                and not exists (select 1 from {sheet.merged} as r where {same_key(contract, "r", "e")})
        )
        select mine.row_number, any_value(mine.value),
            case when max(told.bound) = 0 then sum(told.value) end, count(distinct month(told.day)),
            any_value(month(mine.day))
        from mine join told on {same} and year(told.day) = year(mine.day) and told.day <= mine.day
        group by mine.row_number
        """,
        params,
    ).fetchall()
    return {row: tuple(rest) for row, *rest in found}
