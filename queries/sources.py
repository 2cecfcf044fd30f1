"""Where numbers come from: source rows, batches, and how far the data reaches."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from data.areas import DIGITS
from data.contracts import Contract, contracts, main_date
from data.database import Database
from data.metrics import metrics
from data.monthly import monthly_tables
from data.remembering import Rows, until_next_commit
from queries import disclosure, reach
from queries.periods import Period
from queries.reach import Span
from queries.series import indicator

if TYPE_CHECKING:
    import duckdb
    import pandas


def as_of(database: Rows, area_code: str) -> date | None:
    """The last day that the data of the area's street (or district) covers; None without data.

    This is the product's "today": nothing reads the clock, so a number is the same tomorrow.
    """
    return reach.last_day(database, area_code)


def coverage(database: Rows, area_code: str) -> list[dict[str, Any]]:
    """Per table: name, title (Label), first and last month, last day, rows; tables without rows have None."""
    spans, place = reach.spans(database, area_code), area_code[:12]
    return [
        {"table": one.name, "title": one.title, **_covered([
            span for span in spans.get(one.name, ())
            if span.area_code.startswith(place) or area_code.startswith(span.area_code)
        ])}
        for one in contracts().values() if one.kind in ("event", "statistic")
    ]


def _covered(spans: Sequence[Span]) -> dict[str, Any]:
    return {
        "first": min((one.first for one in spans), default=None),
        "last": max((one.last for one in spans), default=None),
        "last_date": max((one.last_date for one in spans if one.last_date), default=None),
        "rows": sum(one.rows for one in spans),
    }


def reported(database: Rows, table: str, area_code: str, period: Period) -> dict[str, frozenset[date]]:
    """Community code -> the months of the period for which it sent rows of this table."""
    asked, place = set(period.months()), area_code[:12]
    sent = {one.area_code: one.months & asked for one in reach.spans(database, area_code).get(table, ())
            if one.area_code.startswith(place)}
    return {code: months for code, months in sent.items() if months}


def sheets(
    database: Database, names: Sequence[str], area_code: str, period: Period
) -> list[dict[str, Any]]:
    """The summary sheets of the area that speak about these indicators: area_code, months, is_used.

    A sheet is not used where a ledger speaks for its area and month, or where it stands for nothing asked.
    """
    if "statistic" not in reach.spans(database, area_code):
        return []
    return database.rows(
        """
        with given as (
            select distinct area_code, month from statistic_month
            where list_contains($metrics::varchar[], measure)
                and starts_with(area_code, $area) and month between $start and $end
        ),
        used as (
            select distinct area_code, month from indicator_fact
            where origin = 'statistic' and list_contains($names::varchar[], indicator)
                and starts_with(area_code, $area) and month between $start and $end
        )
        select given.area_code, used.month is not null as is_used, list(given.month order by given.month) as months
        from given left join used on used.area_code = given.area_code and used.month = given.month
        group by all
        order by is_used desc, given.area_code
        """,
        {
            "metrics": sorted({metric for name in names for metric in metrics_of(name)}),
            "names": list(names), "area": area_code, "start": period.start, "end": period.end,
        },
    )


def records(
    database: Database, name: str, area_code: str, period: Period | None, limit: int = 1000
) -> pandas.DataFrame:
    """The source rows behind an indicator, or of a table: at most `limit`, the newest first.

    Columns are those of the contract, with batch, sheet and row. A row belongs to every month in which one of
    its dates lies, as it does when the table of values is refreshed; without a period all rows are meant, also those
    that name no date. Small counts of sensitive groups are hidden.
    """
    contract = contracts()[name] if name in contracts() else _ledger(name)
    columns = ", ".join([one.name for one in contract.fields if one.type != "geojson"] + ["batch_id", "sheet",
                                                                                         "row_number"])
    clause, params = _belongs(contract, area_code, period)
    order = next(iter(contract.days_told), "area_code")
    newest = f"order by {order} desc nulls last, rowid limit ?"
    found = database.frame(  # which ones is asked first: to read all that could be would take twice as long
        f"""
        with newest as (select rowid as place from {contract.name} where {clause} {newest})
        select {columns} from {contract.name} where rowid in (select place from newest) {newest}
        """,
        [*params, limit, limit],
    )
    return disclosure.masked(database, contract.name, area_code, found)


def record_counts(database: Database, name: str, area_code: str, period: Period | None) -> dict[str, int]:
    """How many source rows there are behind an indicator or in a table, by the area code they carry; of areas wider
    than a community at least by community.
    """
    contract = contracts()[name] if name in contracts() else _ledger(name)
    if (period and period.whole_months and contract.name in monthly_tables()
            and len(area_code) < DIGITS["community"]):
        sql, params = _counted_by_month(contract, area_code, period)
    else:
        clause, params = _belongs(contract, area_code, period)
        area = contract.area_column
        sql = f"select {area} as area_code, count(*) as rows from {contract.name} where {clause} group by {area}"
    return {row["area_code"]: row["rows"] for row in database.rows(sql, params)}


def _counted_by_month(contract: Contract, area_code: str, period: Period) -> tuple[str, list[Any]]:
    """SQL of the rows by community, with its bound values: those whose first day told lies in the period are counted
    already, and only the few others that another day brings into it are looked for.
    """
    area, main, (first, after) = contract.area_column, main_date(contract), _days(period)
    others = [one for one in contract.days_told if one != main] or ["null"]
    brought = " or ".join(f"({one} >= ? and {one} < ?)" for one in others)
    return f"""
        select area_code, sum(rows)::bigint as rows from (
            select area_code, rows from table_months
            where table_name = ? and starts_with(area_code, ?) and month between ? and ?
            union all
            select substr({area}, 1, {DIGITS["community"]}), count(*) from {contract.name}
            where starts_with({area}, ?) and ({main} < ? or {main} >= ? or {main} is null) and ({brought})
            group by 1
        ) group by area_code
        """, [contract.name, area_code, period.start, period.end, area_code, first, after,
              *[first, after] * len(others)]


def batches(database: Database, name: str, area_code: str, period: Period) -> list[str]:
    """The import batches that a value rests on, oldest first."""
    found: set[str] = set()
    for table in indicator(name).tables:
        if table == "statistic":
            told = _batches_of_metrics(database, area_code, period)
            found.update(*(told.get(metric, ()) for metric in metrics_of(name)))
        else:
            found |= _batches_of(database, table, area_code, period)
    return sorted(found)


@until_next_commit(2000)
def _batches_of(database: Rows, table: str, area_code: str, period: Period) -> frozenset[str]:
    """The cards of a page rest on one ledger, and ask for it one by one.

    Of tables that are due every month it is noted, by community and month.
    """
    if table in monthly_tables() and len(area_code) <= DIGITS["community"] and period.whole_months:
        clause = "table_name = ? and starts_with(area_code, ?) and month between ? and ?"
        source, params = "table_batches", [table, area_code, period.start, period.end]
    else:
        source, (clause, params) = table, _belongs(contracts()[table], area_code, period)
    rows = database.rows(f"select distinct batch_id from {source} where {clause}", params)
    return frozenset(row["batch_id"] for row in rows if row["batch_id"])


@until_next_commit(2000)
def _batches_of_metrics(database: Rows, area_code: str, period: Period) -> Mapping[str, Sequence[str]]:
    """metric -> the batches that its figures came with."""
    if "statistic" not in reach.spans(database, area_code):
        return {}
    clause, params = _belongs(contracts()["statistic"], area_code, period)
    rows = database.rows(
        f"""
        select metric_id, list(distinct batch_id) as batches from statistic
        where {clause} and batch_id is not null group by metric_id
        """,
        params,
    )
    return {row["metric_id"]: row["batches"] for row in rows}


def rowids(
    cursor: duckdb.DuckDBPyConnection, table: str, area_code: str, period: Period, metrics: Sequence[str] = ()
) -> list[int]:
    """Where the rows of a table stand that are about the area and period; of statistics only those metrics."""
    clause, params = _belongs(contracts()[table], area_code, period)
    if table == "statistic":
        clause, params = _of_metrics(clause, params, metrics)
    found = cursor.execute(f"select rowid from {table} where {clause} order by rowid", params).fetchall()
    return [row for (row,) in found]


def loaded_from(
    cursor: duckdb.DuckDBPyConnection, table: str, rows: Iterable[int], limit: int, offset: int = 0
) -> list[dict[str, Any]]:
    """Those rows, the newest first, each with the file it was loaded from, when that was and by which role."""
    order = next(iter(contracts()[table].days_told), contracts()[table].area_column)
    cursor.execute(
        f"""
        select {table}.rowid, {table}.*, import_batch.file_name, import_batch.uploaded_at, import_batch.by_role
        from {table}
        semi join (select unnest($rows::bigint[]) as place) as wanted on {table}.rowid = wanted.place
        left join import_batch on {table}.batch_id = import_batch.batch_id
        order by {table}.{order} desc nulls last, {table}.rowid
        limit $limit offset $offset
        """,
        {"rows": list(rows), "limit": limit, "offset": offset},
    )
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def figures_of(database: Database, name: str, area_code: str) -> dict[str, Any]:
    """How many figures units have reported for an indicator, and their first and last day."""
    clause, params = _of_metrics("starts_with(area_code, ?)", [area_code], metrics_of(name))
    return database.rows(
        f"""
        select count(*) as rows, min(coalesce(period_start, period_end)) as first, max(period_end) as last
        from statistic where {clause}
        """,
        params,
    )[0]


def metrics_of(name: str) -> list[str]:
    """The metrics of statistic rows that an indicator stands on: those of its header, and those its SQL asks for."""
    one = indicator(name)
    named = [metric for _, *sides in one.statistic for side in sides for metric in side]
    return [*one.shares, *named, *(metric for metric in metrics() if f"'{metric}'" in one.sql)]


def _of_metrics(clause: str, params: list[Any], metrics: Sequence[str]) -> tuple[str, list[Any]]:
    """The clause for those metrics of the long-form table only."""
    return f"{clause} and list_contains(?::varchar[], metric_id)", [*params, list(metrics)]


def _ledger(name: str) -> Contract:
    """The table whose rows are shown behind an indicator: of several the first by name, in every process the same."""
    return contracts()[min(indicator(name).tables, key=lambda each: (each in ("statistic", "area"), each))]


def _belongs(contract: Contract, area_code: str, period: Period | None) -> tuple[str, list[Any]]:
    """The SQL clause for rows of the area and period (None: of any date or none), with its bound values."""
    area = contract.area_column
    clause, params = f"starts_with({area}, ?)", list[Any]([area_code])
    dates = contract.days_told
    if dates and period:
        # Not `::date between`: a column that is compared as it stands is read four times as fast.
        clause += " and (" + " or ".join(f"({one} >= ? and {one} < ?)" for one in dates) + ")"
        params += _days(period) * len(dates)
    return clause, params


def _days(period: Period) -> list[date]:
    """The first day of the period and the day after its last."""
    return [period.start, period.end + timedelta(days=1)]
