"""Rows and their versions: what stands in a table is the fold of everything the batches in force have said.

A replaced row goes to `<table>_history` and stays there for good, so that batches can be undone in any order.
A sheet that speaks about some fields only leaves the others as they are. Which fields each sheet spoke about
is kept with its batch; replaying therefore needs nothing but the versions. A sheet that lacks required fields
can only add to a row that stands, so its version counts from the first whole one on.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from data import arrivals
from data.areas import DIGITS
from data.contracts import Contract
from data.database import SEEN_AT_ONCE, SURE_TO_BE_SEEN
from data.importing.filling import default_sql
from data.importing.report import Changes
from data.importing.sheet import Sheet, bad_rows
from data.importing.staging import same_key

PROVENANCE = ("batch_id", "sheet", "row_number")


@dataclass(frozen=True)
class Spoken:
    """Which fields one sheet of one batch spoke about. `in_force` is false once the batch was undone."""

    batch_id: str
    sheet: str
    sequence: int
    fields: tuple[str, ...]
    in_force: bool


@dataclass(frozen=True)
class Outcome:
    """How many rows of a sheet are good, and how many of those are new or say something new."""

    loaded: int
    new: int
    changed: int


def choose(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> Outcome:
    """Build `good_N`, the rows of the sheet that can be loaded."""
    if sheet.duplicates or cursor.execute(f"select 1 from {bad_rows(sheet)} limit 1").fetchone():
        cursor.execute(
            f"""
            create or replace temp table {sheet.good} as
            select * from {sheet.merged}
            where row_number not in {bad_rows(sheet)} and not list_contains($duplicates::integer[], row_number)
            """,
            {"duplicates": sheet.duplicates},
        )
    else:
        cursor.execute(f"create or replace temp view {sheet.good} as from {sheet.merged}")
    rows = "distinct row_number" if sheet.figures else "*"
    found = cursor.execute(
        f"""
        select count({rows}), count({rows}) filter (where stored_batch is null),
               count({rows}) filter (where stored_batch is not null and differs)
        from {sheet.good}
        """
    ).fetchone()
    return Outcome(*found) if found else Outcome(0, 0, 0)


def write(cursor: duckdb.DuckDBPyConnection, sheet: Sheet, batch: str) -> Changes:
    """Put the sheet's good rows into their table as versions of this batch; returns what that changed."""
    contract = sheet.contract
    _keep_before(cursor, contract, sheet.good)
    _retire(cursor, contract, sheet.good, batch)
    columns = _columns(contract)
    if cursor.execute(f"select 1 from {sheet.good} limit 1").fetchone():
        cursor.execute(
            f"""
            insert into {contract.name} ({columns}, batch_id, sheet, row_number)
            select {columns}, $batch, $sheet, row_number from {sheet.good}
            {_put_in_order(cursor, contract, sheet.good)}
            {SURE_TO_BE_SEEN}
            """,
            {"batch": batch, "sheet": sheet.name},
        )
    again = f"(select * from {sheet.good} where stored_batch is not null and not differs)"
    arrivals.note(cursor, contract, _months(cursor, contract, again), again=True)
    changed = f"(select * from {sheet.good} where stored_batch is null or differs)"
    return _changes(cursor, contract, changed, changed)


def take_back(
    cursor: duckdb.DuckDBPyConnection, contract: Contract, batch: str, spoken: Sequence[Spoken]
) -> Changes:
    """Bring the table to what it would be had the batch never been; its versions stay in the history."""
    keys = ", ".join(f'"{name}"' for name in contract.primary_key)
    cursor.execute(
        f"""
        create or replace temp table touched_keys as
        select distinct {keys} from (
            select {keys} from {contract.name} where batch_id = $batch
            union all select {keys} from {contract.name}_history where batch_id = $batch
        )
        """,
        {"batch": batch},
    )
    _keep_before(cursor, contract, "touched_keys")
    _retire(cursor, contract, "touched_keys", batch)
    _fold(cursor, contract, "touched_keys", spoken)
    _find_changed(cursor, contract)
    now = f"(select e.* from {contract.name} as e semi join changed_keys as k on {same_key(contract, 'e', 'k')})"
    return _changes(cursor, contract, "changed_keys", now)


def _changes(cursor: duckdb.DuckDBPyConnection, contract: Contract, keys: str, rows_now: str) -> Changes:
    """The months of every changed row, as it was and as it is. Changed areas touch every month."""
    rows_then = f"(select e.* from rows_before as e semi join {keys} as k on {same_key(contract, 'e', 'k')})"
    places = _places(cursor, contract, rows_then) | _places(cursor, contract, rows_now)
    if contract.name == "area":
        return Changes(contract.name, None, places)
    months = _months(cursor, contract, rows_then) | _months(cursor, contract, rows_now)
    return Changes(contract.name, months, places)


def _keep_before(cursor: duckdb.DuckDBPyConnection, contract: Contract, keys: str) -> None:
    """Remember the stored rows that are about to change."""
    cursor.execute(
        f"""
        create or replace temp table rows_before as
        select e.* from {contract.name} as e semi join {keys} as k on {same_key(contract, "e", "k")}
        """
    )


def _retire(cursor: duckdb.DuckDBPyConnection, contract: Contract, keys: str, replaced_by: str) -> None:
    """Move the stored rows of those keys to the history, each version once."""
    columns = f"{_columns(contract)}, batch_id, sheet, row_number"
    cursor.execute(
        f"""
        insert into {contract.name}_history ({columns}, replaced_by)
        select {columns}, $replaced_by from rows_before as e
        where not exists (
            select 1 from {contract.name}_history as h
            where {same_key(contract, "h", "e")} and h.batch_id = e.batch_id
        )
        {SEEN_AT_ONCE}
        """,
        {"replaced_by": replaced_by},
    )
    cursor.execute(f"delete from {contract.name} as e using {keys} as k where {same_key(contract, 'e', 'k')}")


def _fold(cursor: duckdb.DuckDBPyConnection, contract: Contract, keys: str, spoken: Sequence[Spoken]) -> None:
    """Fill the (emptied) rows of those keys anew: field by field the last word of the batches in force.

    A row that no batch in force has given all its required fields does not stand.
    """
    cursor.register("spoken", _spoken_table(contract, spoken))
    key = _key(contract, "v")
    rest = [name for name, _ in contract.columns() if name not in (*contract.primary_key, *PROVENANCE)]
    values = "".join(f"{_last_word(contract, name)}, " for name in rest)
    provenance = ", ".join(f"last({name} order by sequence) as {name}" for name in PROVENANCE)
    columns = _columns(contract)
    cursor.execute(
        f"""
        insert into {contract.name} ({columns}, batch_id, sheet, row_number)
        with versions as (
            select v.*, s.sequence, s.fields
            from {contract.name}_history as v
            semi join {keys} as k on {same_key(contract, "v", "k")}
            join spoken as s on s.batch_id = v.batch_id and s.sheet = v.sheet
            where s.in_force
            qualify s.sequence >= min(s.sequence) filter (where s.whole) over (partition by {key})
        ),
        folded as (select {key}, {values} {provenance} from versions as v group by {key})
        select {columns}, batch_id, sheet, row_number
        from (select * replace ({_with_defaults(contract)}) from folded)
        order by {_order(contract)}
        {SEEN_AT_ONCE}
        """
    )
    cursor.unregister("spoken")


def _last_word(contract: Contract, column: str) -> str:
    field = column.removesuffix("_bound")
    names = [one.name for one in contract.fields]
    said = f"list_contains(fields, '{column if column in names else field}')"
    return f'last(v."{column}" order by sequence) filter (where {said}) as "{column}"'


def _with_defaults(contract: Contract) -> str:
    parts = [
        f'coalesce("{one.name}", {default_sql(contract, one)}) as "{one.name}"'
        for one in contract.fields
        if one.name not in contract.primary_key
    ]
    parts += [
        f'coalesce("{one.name}_bound", 0)::utinyint as "{one.name}_bound"'
        for one in contract.fields
        if one.is_number and one.name not in contract.primary_key
    ]
    parts += [
        f'0::utinyint as "{one.name}_bound"'
        for one in contract.fields
        if one.is_number and one.name in contract.primary_key
    ]
    return ", ".join(parts) or "batch_id as batch_id"


def _find_changed(cursor: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """Build `changed_keys`: which of the touched rows differ from what they were."""
    columns = [name for name, _ in contract.columns() if name not in PROVENANCE]
    differs = " or ".join(f'n."{name}" is distinct from o."{name}"' for name in columns)
    keys = ", ".join(f'coalesce(n."{name}", o."{name}") as "{name}"' for name in contract.primary_key)
    cursor.execute(
        f"""
        create or replace temp table changed_keys as
        with rows_now as (
            select e.* from {contract.name} as e
            semi join touched_keys as k on {same_key(contract, "e", "k")}
        )
        select {keys} from rows_now as n full join rows_before as o on {same_key(contract, "n", "o")}
        where n.batch_id is null or o.batch_id is null or {differs}
        """
    )


def _months(cursor: duckdb.DuckDBPyConnection, contract: Contract, rows: str) -> set[datetime.date]:
    """Every month that the rows are about; a figure for a period is about all months of the period."""
    dated = contract.dated_fields
    if not dated:
        return set()
    parts = [
        f"""select date_trunc('month', "{name}")::date as month from {rows} where "{name}" is not null"""
        for name in dated
    ]
    if {"period_start", "period_end"} <= set(dated):
        parts.append(f"""select calendar.month from {rows} join calendar
            on calendar.month between date_trunc('month', period_start) and period_end""")
    return {row[0] for row in cursor.execute(" union ".join(parts)).fetchall()}


def _places(cursor: duckdb.DuckDBPyConnection, contract: Contract, rows: str) -> frozenset[str]:
    """The codes of the areas that the rows are about, down to the community."""
    found = cursor.execute(
        f'select distinct substr("{contract.area_column}", 1, {DIGITS["community"]}) from {rows}'
    ).fetchall()
    return frozenset(row[0] for row in found if row[0])


def _spoken_table(contract: Contract, rows: Sequence[Spoken]) -> pa.Table:
    required = {one.name for one in contract.fields if one.required}
    return pa.table(
        {
            "batch_id": pa.array([one.batch_id for one in rows], pa.string()),
            "sheet": pa.array([one.sheet for one in rows], pa.string()),
            "sequence": pa.array([one.sequence for one in rows], pa.int64()),
            "fields": pa.array([list(one.fields) for one in rows], pa.list_(pa.string())),
            "whole": pa.array([required <= set(one.fields) for one in rows], pa.bool_()),
            "in_force": pa.array([one.in_force for one in rows], pa.bool_()),
        }
    )


def _columns(contract: Contract) -> str:
    return ", ".join(f'"{name}"' for name, _ in contract.columns() if name not in PROVENANCE)


def _key(contract: Contract, alias: str = "") -> str:
    return ", ".join(f'{alias + "." if alias else ""}"{name}"' for name in contract.primary_key)


def _put_in_order(cursor: duckdb.DuckDBPyConnection, contract: Contract, rows: str) -> str:
    """SQL that puts the rows in order; none where they come so, for sorting takes half as long as writing."""
    for day in contract.dated_fields[:1]:
        days = f'select "{day}" as day, lag("{day}") over () as day_before from {rows}'
        if not cursor.execute(f"select 1 from ({days}) where day < day_before limit 1").fetchone():
            return ""
    return f"order by {_order(contract)}"


def _order(contract: Contract) -> str:
    """Facts kept in the order of their dates answer faster."""
    dates = [f'"{name}"' for name in contract.dated_fields[:1]]
    return ", ".join([*dates, "row_number"])
