"""How many rows a community sent for a month, on which day and in which batches they came, so that nobody has to look
through whole ledgers.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import duckdb

from data.areas import DIGITS
from data.contracts import Contract, main_date
from data.database import IN_STORE, SEEN_AT_ONCE
from data.monthly import monthly_tables

_TOLD = ("table_arrivals", "table_batches")


def note(
    cursor: duckdb.DuckDBPyConnection, contract: Contract, months: Collection[date] | None, *, again: bool = False
) -> None:
    """Bring `table_arrivals` and `table_batches` up to date for a table that is due every month.

    With `again` only the latter: rows were sent again as they were, and now stand in the later batch.
    `months`: those of which rows have changed (None: any). Where a batch was undone or brought back all of them may
    have, though no row did: who sent the same rows later stands in its place.
    """
    if contract.name not in monthly_tables():
        return
    spanned, told, values = "true", "true", {}
    if months is not None:
        if not months:
            return
        values = {"first": min(months), "last": max(months)}
        spanned, told = "{day} >= $first and {day} < $last + interval '1' month", "month between $first and $last"
    named = {"table_name": contract.name}
    for table, sql in zip(_TOLD, (first_days, batches), strict=True):
        if again and table == "table_arrivals":
            continue
        cursor.execute(f"delete from {table} where table_name = $table_name and {told}", named | values)
        cursor.execute(f"insert into {table} {sql(contract, spanned)} {SEEN_AT_ONCE}", values)


def forget(cursor: duckdb.DuckDBPyConnection) -> None:
    """Remove what is told of all tables."""
    for table in _TOLD:
        cursor.execute(f"delete from {table}")


def months(contract: Contract, chosen: str, store: str = "") -> str:
    """SQL: what `table_months` says of a table, told by the chosen rows.

    `chosen` calls the day that places a row `{day}`; `store` stands before tables' names.
    """
    area, day = contract.area_column, main_date(contract)
    latest = f"greatest({', '.join(_happened(contract))})"
    return f"""
        select '{contract.name}' as table_name, substr({area}, 1, {DIGITS["community"]}) as area_code,
               date_trunc('month', {day})::date as month, max({latest}) as last_date, count(*) as rows
        from {store}{contract.name} where {day} is not null and {area} is not null and {chosen.format(day=day)}
        group by all
        """


def are_counted(contract: Contract) -> bool:
    """Whether `table_months` tells of the table: its rows are of a day or a month."""
    return bool(contract.days_told) and contract.kind in ("event", "statistic")


def _happened(contract: Contract) -> list[str]:
    """The days of things that have happened; plans and deadlines lie ahead and cover nothing.

    A month's report covers the month to its end.
    """
    ahead = ("due_at", "due_on", "planned_start", "planned_finish")
    return [f"last_day({one.name})" if one.type == "month" else f"{one.name}::date"
            for one in contract.fields if one.is_dated and one.name not in ahead]


def first_days(contract: Contract, chosen: str, store: str = "") -> str:
    """SQL: what `table_arrivals` says of a table, told by the chosen rows and their earlier versions.

    `chosen` calls the day that places a row `{day}`; `store` stands before tables' names.
    """
    area, day = contract.area_column, main_date(contract)
    chosen = chosen.format(day=day)
    return f"""
        with versions as (
            select {area} as area_code, {day} as happened, batch_id from {store}{contract.name} where {chosen}
            union all
            select {area}, {day}, batch_id from {store}{contract.name}_history where {chosen}
        ),
        batches as (
            select substr(area_code, 1, {DIGITS["community"]}) as area_code,
                   date_trunc('month', happened)::date as month, batch_id
            from versions
            where area_code is not null and happened is not null
            group by all
        )
        select '{contract.name}' as table_name, area_code, month, min(uploaded_at)::date as arrived
        from batches
        left join {store}import_batch as import_batch on batches.batch_id = import_batch.batch_id
        where coalesce(import_batch.state, '{IN_STORE}') = '{IN_STORE}'
        group by area_code, month
        """


def batches(contract: Contract, chosen: str, store: str = "") -> str:
    """SQL: what `table_batches` says of it, likewise: a row in force belongs to the month of each of its days."""
    area = contract.area_column
    each = " union ".join(
        f"""
        select substr({area}, 1, {DIGITS["community"]}) as area_code, date_trunc('month', {day})::date as month,
               batch_id
        from {store}{contract.name}
        where {chosen.format(day=day)} and {area} is not null and {day} is not null and batch_id is not null
        """
        for day in contract.days_told
    )
    return f"select '{contract.name}' as table_name, * from ({each})"
