"""What cannot be true, as SQL over the typed rows of one sheet. Every finding names the cell it stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from data.contracts import Contract, Field
from data.importing.filling import counters
from data.importing.sheet import Sheet, add_problem, add_problems, bad_rows
from data.importing.staging import same_key
from data.language import Label, label

EARLIEST, LATEST = "date '1949-01-01'", "date '2049-12-31'"


def check(cursor: duckdb.DuckDBPyConnection, sheet: Sheet, batch: str) -> None:
    """Note every problem of the rows; `batch` is the one that this file is written under."""
    _doubtful_rows(cursor, sheet)
    _cells(cursor, sheet)
    _same_key_twice(cursor, sheet)
    _same_key_in_another_sheet(cursor, sheet, batch)
    _whole_rows_only(cursor, sheet, batch)
    _key_of_another_street(cursor, sheet)
    if sheet.contract.kind == "statistic":
        for field in sheet.known(sheet.supplied):
            if field.is_number:
                _unlike_its_parts(cursor, sheet, field)
    for field in _ytd_fields(sheet.contract):
        if field.name in sheet.supplied:
            _falling(cursor, sheet, field)


def _doubtful_rows(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
    """Rows of which reading cannot say what stands in which column. What is said of all of them is listed once."""
    doubts = sheet.recognised.doubts
    field = min((name for name in sheet.columns if sheet.cell(name)), key=lambda name: sheet.cell(name) or 0)
    for reason in dict.fromkeys(doubts.values()):
        rows = sorted(row for row, why in doubts.items() if why == reason)
        listed = rows[:1] if len(rows) == sheet.data.num_rows else rows
        for some, shown in ((listed, True), (rows[len(listed) :], False)):
            if some:
                numbers = ", ".join(map(str, some))
                add_problems(cursor, sheet, field, f"c.row_number in ({numbers})", reason, listed=shown)


@dataclass(frozen=True)
class _Fault:
    """What no row may be, and at which field it is said."""

    field: str
    condition: str
    reason: Label
    level: str = "error"


def _cells(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
    """What a row shows by itself. Most sheets are without fault, and one look at their rows tells so."""
    required, faults = _required(sheet), _faults(sheet)
    conditions = [*(_blank(field) for field in required), *(one.condition for one in faults)]
    met = _met(cursor, sheet, conditions)
    for field in required:
        if _blank(field) in met:
            _note_blank(cursor, sheet, field)
    for one in faults:
        if one.condition in met:
            add_problems(cursor, sheet, one.field, one.condition, one.reason, one.level)


def _met(cursor: duckdb.DuckDBPyConnection, sheet: Sheet, conditions: list[str]) -> set[str]:
    """Those of the conditions that any row meets."""
    if not conditions:
        return set()
    each = ", ".join(f"coalesce(bool_or({one}), false)" for one in conditions)
    found = cursor.execute(f"select {each} from {sheet.merged} as r").fetchone() or ()
    return {one for one, is_met in zip(conditions, found, strict=True) if is_met}


def _required(sheet: Sheet) -> list[Field]:
    """The fields that no row may leave blank."""
    return [
        field for field in sheet.contract.fields
        if (field.required or field.name in sheet.contract.primary_key)
        # of communities side by side the one that nobody knows is noted at its own column
        and not (field.type == "area" and sheet.recognised.places)
    ]


def _blank(field: Field) -> str:
    return f'r."{field.name}" is null'


def _note_blank(cursor: duckdb.DuckDBPyConnection, sheet: Sheet, field: Field) -> None:
    if field.name in sheet.columns:
        unless_vague = f" and not {_remarked(sheet, field)}" if field.is_number else ""
        add_problems(cursor, sheet, field.name, _blank(field) + unless_vague, label("import_cell.required"))
    else:
        _missing_column(cursor, sheet, field, f"{_blank(field)} and r.stored_batch is null")


def _remarked(sheet: Sheet, field: Field) -> str:
    """SQL: the cell holds something, only no definite number (几张). It was filled in, and stays empty."""
    return f"""exists (select 1 from problems as said where said.sheet = {sheet.number}
        and said.row_number = r.row_number and said.field = '{field.name}' and said.level = 'warning')"""


def _missing_column(cursor: duckdb.DuckDBPyConnection, sheet: Sheet, field: Field, blank: str) -> None:
    """One line for the column, not one for each of its rows; the rows are left out all the same."""
    counted = f"select min(row_number), count(*) from {sheet.merged} as r where {blank}"
    found = cursor.execute(counted).fetchone()
    if not found or not found[1]:
        return
    first, rows = found
    reason = label("import_cell.missing_column", column=field.title, rows=rows)
    add_problems(cursor, sheet, field.name, blank, reason, listed=False)
    cursor.execute(
        "update problems set listed = true where sheet = ? and field = ? and row_number = ?",
        [sheet.number, field.name, first],
    )


def _faults(sheet: Sheet) -> list[_Fault]:
    """What limits, dates and the contract's rules forbid, in the order in which it is told."""
    faults: list[_Fault] = []
    for field in sheet.known(sheet.supplied):
        faults += _beyond_limits(field)
        if field.is_dated:
            sense = f'"{field.name}"::date not between {EARLIEST} and {LATEST}'
            faults.append(_Fault(field.name, sense, label("import_cell.date_out_of_sense")))
    rules = sheet.contract.rules
    return faults + [_Fault(one.field, f"not ({one.check})", one.reason, one.level) for one in rules]


def _beyond_limits(field: Field) -> Iterator[_Fault]:
    if field.minimum is not None:
        reason = label("import_cell.below_minimum", limit=f"{field.minimum:g}")
        yield _Fault(field.name, f'"{field.name}" < {field.minimum}', reason)
    if field.maximum is not None:
        reason = label("import_cell.above_maximum", limit=f"{field.maximum:g}")
        yield _Fault(field.name, f'"{field.name}" > {field.maximum}', reason)


def _same_key_twice(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
    """Rows that repeat another word for word are left out; rows that contradict another are errors, both."""
    key = ", ".join(f'"{name}"' for name in sheet.contract.primary_key)
    if not cursor.execute(f"select 1 from {sheet.merged} group by {key} having count(*) > 1 limit 1").fetchone():
        return
    said = ", ".join(f'r."{name}"' for name in _compared(sheet))
    found = cursor.execute(
        f"""
        with twice as (
            select {key}, min(row_number) as first_row, max(row_number) as last_row,
                   count(distinct hash({said})) > 1 as differ
            from {sheet.merged} as r where row_number not in {bad_rows(sheet)}
            group by {key} having count(*) > 1
        )
        select r.row_number, first_row, last_row, differ
        from {sheet.merged} as r join twice on {same_key(sheet.contract, "r", "twice")}
        where row_number not in {bad_rows(sheet)}
        order by r.row_number
        """
    ).fetchall()
    column = _key_column(sheet)
    for row, first, last, differ in found:
        if differ:
            reason = label(
                "import_cell.duplicate_key",
                sheet=label("import_cell.this_sheet"),
                row=first if row != first else last,
                key=_key_titles(sheet),
            )
            add_problem(cursor, sheet, column, row, reason)
        elif row != first:
            sheet.duplicates.append(row)


def _same_key_in_another_sheet(cursor: duckdb.DuckDBPyConnection, sheet: Sheet, batch: str) -> None:
    """The same row in an earlier sheet of this file: left out when it says the same, else an error."""
    same = " and ".join(f'r."{name}" is not distinct from e."{name}"' for name in _compared(sheet))
    found = cursor.execute(
        f"""
        select r.row_number, e.sheet, e.row_number, {same}
        from {sheet.merged} as r join {sheet.contract.name} as e on {same_key(sheet.contract, "r", "e")}
        where e.batch_id = $batch and r.row_number not in {bad_rows(sheet)}
        order by r.row_number
        """,
        {"batch": batch},
    ).fetchall()
    column = _key_column(sheet)
    for row, other_sheet, other_row, agrees in found:
        if agrees:
            sheet.duplicates.append(row)
            continue
        reason = label(
            "import_cell.duplicate_key",
            sheet=label("import_cell.sheet_named", name=other_sheet),
            row=other_row,
            key=_key_titles(sheet),
        )
        add_problem(cursor, sheet, column, row, reason)


def _whole_rows_only(cursor: duckdb.DuckDBPyConnection, sheet: Sheet, batch: str) -> None:
    """A row of several figures repeats another only when all of its figures do; else just those that do go."""
    counted = Counter(sheet.duplicates)
    sheet.duplicates[:] = counted
    if not sheet.figures or not counted:
        return
    held = dict(cursor.execute(f"select row_number, count(*) from {sheet.merged} group by row_number").fetchall())
    partly = [row for row, times in counted.items() if times < held[row]]
    sheet.duplicates[:] = [row for row in counted if row not in partly]
    same = same_key(sheet.contract, "r", "e")
    cursor.execute(
        f"""
        delete from {sheet.merged} where rowid in (
            select r.rowid from {sheet.merged} as r
            where list_contains($partly::integer[], row_number) and row_number not in {bad_rows(sheet)} and (
                exists (select 1 from {sheet.merged} as e where e.row_number < r.row_number and {same})
                or exists (select 1 from {sheet.contract.name} as e where e.batch_id = $batch and {same})
            )
        )
        """,
        {"partly": partly, "batch": batch},
    )


def _key_of_another_street(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
    """Two streets number their ledgers alike: the rows of one never replace those of the other."""
    contract = sheet.contract
    if contract.kind != "event" or contract.area_column in contract.primary_key:
        return
    area = contract.area_column
    found = cursor.execute(
        f"""
        select r.row_number, coalesce(any_value(street.area_name), substr(e.{area}, 1, 9))
        from {sheet.merged} as r
        join {contract.name} as e on {same_key(contract, "r", "e")}
        left join area as street on street.area_code = substr(e.{area}, 1, 9)
        where substr(r.{area}, 1, 9) <> substr(e.{area}, 1, 9) and length(e.{area}) >= 9
        group by r.row_number, e.{area}
        order by r.row_number
        """
    ).fetchall()
    for row, street in found:
        add_problem(cursor, sheet, _key_column(sheet), row, label("import_cell.key_of_another_street", street=street))


def _compared(sheet: Sheet) -> list[str]:
    """The columns two rows must agree in to say the same; a summary and its sheets are not filled in by one office."""
    numbers = [f"{one.name}_bound" for one in sheet.known(sheet.supplied) if one.is_number]
    return [*(name for name in sheet.supplied if sheet.columns.get(name) != "title_source_org"), *numbers]


def _key_column(sheet: Sheet) -> str:
    """The key field that the sheet has a column for; its heading is the one the clerk knows."""
    keys = (*sheet.contract.primary_key, *sheet.contract.fallback_key)
    return next((name for name in keys if name in sheet.columns), sheet.contract.primary_key[0])


def _key_titles(sheet: Sheet) -> Label:
    """The official titles of everything that makes a row the same row."""
    contract = sheet.contract
    whole = any(name in sheet.columns for name in contract.primary_key) and not counters(sheet)
    names = contract.primary_key if whole or not contract.fallback_key else contract.fallback_key
    titles = [contract.field(name).title for name in names]
    return Label("、".join(one.zh for one in titles), ", ".join(one.en for one in titles))


def _unlike_its_parts(cursor: duckdb.DuckDBPyConnection, sheet: Sheet, field: Field) -> None:
    """A street's own row beside those of its communities: a figure that is not their sum is worth a remark."""
    area, name = sheet.contract.area_column, field.name
    same = [key for key in (*sheet.contract.primary_key, *(["unit"] if name == "value" else [])) if key != area]
    found = cursor.execute(
        f"""
        select whole.row_number, whole."{name}", sum(part."{name}")
        from {sheet.merged} as whole
        join {sheet.merged} as part
            on starts_with(part.{area}, whole.{area}) and length(part.{area}) = length(whole.{area}) + 3
            and {" and ".join(f"part.{key} is not distinct from whole.{key}" for key in same)}
        where whole."{name}" is not null and whole."{name}_bound" = 0
        group by all
        having count(*) > 1 and bool_and(part."{name}" is not null and part."{name}_bound" = 0)
            and abs(sum(part."{name}") - whole."{name}") > 1e-6 * greatest(1, abs(whole."{name}"))
        """
    ).fetchall()
    for row, _, computed in found:
        reason = label("import_cell.unlike_its_parts", computed=f"{computed:g}")
        add_problem(cursor, sheet, name, row, reason, "warning")


def _ytd_fields(contract: Contract) -> list[Field]:
    """Numbers that add up over the year and so can never fall."""
    names = [one.name for one in contract.fields]
    if contract.kind != "statistic" or not {"month", "period_end"} & set(names):
        return []
    numbers = [one for one in contract.fields if one.is_number]
    return numbers if "period_kind" in names else [one for one in numbers if "_ytd" in one.name]


def _falling(cursor: duckdb.DuckDBPyConnection, sheet: Sheet, field: Field) -> None:
    """Year-to-date figures, those stored and those of the sheet together, in the order of their months.

    Months told one by one from January on make a year-to-date of their own: one below them falls as well.
    """
    contract, name = sheet.contract, field.name
    day = "month" if "month" in contract.primary_key else "period_end"
    kept = ("period_kind", "period_start", "figure_no", day)
    series = [one for one in contract.primary_key if one not in kept] + (
        ["unit"] if day == "period_end" else []
    )
    told = f'"{name}" is not null and "{name}_bound" = 0'
    kind = "period_kind" if "period_kind" in contract.primary_key else "'ytd'"
    columns = ", ".join([*series, f'{day} as day, {kind} as kind, "{name}" as value'])
    year = f"partition by {', '.join(series)}, year(day)"
    found = cursor.execute(
        f"""
        with told as (
            select {columns}, row_number from {sheet.merged}
            where {told} and row_number not in {bad_rows(sheet)}
            union all
            select {columns}, null::integer from {contract.name} as e
            where {told} and not exists (
                select 1 from {sheet.merged} as r where {same_key(contract, "r", "e")})
        ),
        added_up as (
            select * replace (sum(value) over months as value, max(row_number) over months as row_number),
                   count(*) over months as months
            from told where kind = 'month'
            window months as ({year} order by day rows between unbounded preceding and current row)
        ),
        points as (
            select *, 1 as place from told where kind = 'ytd'
            union all by name
            select * exclude (months), 0 as place from added_up where months = month(day)
        ),
        steps as (
            select day, value, row_number, lag(day) over year_to_date as earlier,
                   lag(value) over year_to_date as before, lag(row_number) over year_to_date as earlier_row
            from points
            window year_to_date as ({year} order by day, place)
        )
        select coalesce(row_number, earlier_row), day, value, earlier, before
        from steps where value < before and coalesce(row_number, earlier_row) is not null
        """
    ).fetchall()
    for row, month, value, earlier, before in found:
        reason = label(
            "import_cell.ytd_falls",
            month=f"{month:%Y-%m}",
            value=f"{value:g}",
            earlier=f"{earlier:%Y-%m}",
            before=f"{before:g}",
        )
        add_problem(cursor, sheet, name, row, reason)
