"""Builds `indicator_values`, the one small table that every page, slide and sentence asks.

Each indicator's SQL yields additive facts: area_code, month, breakdown, numerator, denominator, and where they
matter first_month (a figure reported for several months), numerator_bound, denominator_bound and origin.
Origins differ in how they roll up:

- event: facts of things that happened; those of a grid and of its community are different things and add up;
- report: a unit's own figure; a street's figure holds those of its communities already;
- statistic: a figure of the long-form table; it stands only where no ledger speaks for that area and time;
- share: a percentage as printed, without its parts: no number, but the reason why there is none.
"""
from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Protocol

import duckdb

from data.areas import DIGITS
from data.contracts import Contract, contracts
from data.database import Database, views
from queries.catalogue import Indicator, catalogue
from queries.settings import ONLY_SHOWN, settings

_COLUMNS = ("indicator, area_code, month, first_month, breakdown, numerator, denominator, "
            "numerator_bound, denominator_bound, origin")
_OPTIONAL = {
    "first_month": "month",
    "breakdown": "'all'",
    "denominator": "null",
    "numerator_bound": "0",
    "denominator_bound": "0",
}
class Changes(Protocol):
    """What an import or an undo touched: a table, and the months of its old and new rows (None: all)."""

    @property
    def table(self) -> str: ...

    @property
    def months(self) -> Iterable[date] | None: ...


def rebuild(database: Database) -> None:
    """Build the whole table anew."""
    with database.write() as cursor:
        for contract in contracts().values():
            _count_rows(cursor, contract, None)
        cursor.execute("delete from indicator_values")
        cursor.execute("delete from indicator_state")
        _note_settings(cursor)
        _refresh_indicators(cursor, list(catalogue().values()), None)
        _note_definitions(cursor, list(catalogue().values()))


def bring_up_to_date(database: Database) -> list[str]:
    """Build the indicators whose definition or settings are new or have changed; returns their ids.

    A store that is up to date is only read.
    """
    built_by = {row["indicator"]: row["built_by"] for row in database.rows("from indicator_state")}
    wanted = {one.id: _definition(one) for one in catalogue().values()}
    gone = sorted(set(built_by) - set(wanted))
    stale = [one for one in catalogue().values() if built_by.get(one.id) != wanted[one.id]]
    noted = {row["name"]: row["value"] for row in database.rows("from setting")}
    if not stale and not gone and noted == _settings_in_sql():
        return []
    with database.write() as cursor:
        _note_settings(cursor)
        cursor.execute("delete from indicator_values where list_contains(?::varchar[], indicator)", [gone])
        cursor.execute("delete from indicator_state where list_contains(?::varchar[], indicator)", [gone])
        _refresh_indicators(cursor, stale, None)
        _note_definitions(cursor, stale)
    return [*gone, *(one.id for one in stale)]


def _definition(indicator: Indicator) -> str:
    """The fingerprint of an indicator's file, of the views that it may read, and of the settings that it names."""
    named = {name: settings().by_id[name].value for name in sorted(indicator.settings - ONLY_SHOWN)}
    text = indicator.path.read_text("utf-8") + repr(sorted(views().items())) + repr(named)
    return hashlib.sha256(text.encode()).hexdigest()


def _settings_in_sql() -> dict[str, float]:
    return {one.id: one.in_sql for one in settings().by_id.values() if one.in_sql is not None}


def _note_settings(cursor: duckdb.DuckDBPyConnection) -> None:
    """Keep the table `setting` equal to the files, for the SQL that reads it."""
    cursor.execute("delete from setting")
    values = _settings_in_sql()
    cursor.execute("insert into setting select unnest($1), unnest($2)", [list(values), list(values.values())])


def _note_definitions(cursor: duckdb.DuckDBPyConnection, built: list[Indicator]) -> None:
    cursor.execute(
        "insert or replace into indicator_state select unnest(?), unnest(?)",
        [[one.id for one in built], [_definition(one) for one in built]],
    )


def refresh(cursor: duckdb.DuckDBPyConnection, changes: Changes) -> None:
    """Bring the touched indicators and months up to date, inside the caller's transaction."""
    if not cursor.execute("select 1 from setting limit 1").fetchone():
        _note_settings(cursor)
    contract = contracts()[changes.table]
    months = None if changes.months is None else _affected(contract, set(changes.months))
    before = _coverage(cursor, contract)
    _count_rows(cursor, contract, months)
    reaches_elsewhere = _coverage(cursor, contract) != before
    _refresh_indicators(cursor, moved_by(changes.table, reaches_elsewhere=reaches_elsewhere), months)


def moved_by(table: str, *, reaches_elsewhere: bool = True) -> list[Indicator]:
    """The indicators that rows of the table may move; those that only follow the coverage when that has moved."""
    return [
        one for one in catalogue().values()
        if table in one.tables or (reaches_elsewhere and one.follows_coverage)
    ]


def _coverage(cursor: duckdb.DuckDBPyConnection, contract: Contract) -> list[tuple]:
    """Which community sent this table for which month, up to which day."""
    return cursor.execute(
        "select area_code, month, last_date from table_months where table_name = ? order by all", [contract.name]
    ).fetchall()


def _affected(contract: Contract, months: set[date]) -> list[date]:
    """A report for one month moves the difference to the next one: its whole year is affected."""
    firsts = {month.replace(day=1) for month in months}
    if contract.kind == "statistic":
        firsts |= {date(month.year, one, 1) for month in firsts for one in range(1, 13)}
    return sorted(firsts)


def _refresh_indicators(
    cursor: duckdb.DuckDBPyConnection, touched: list[Indicator], months: list[date] | None
) -> None:
    filled = _filled(cursor)
    _forget(cursor, [one.id for one in touched if one.all_months], None)
    _forget(cursor, [one.id for one in touched if not one.all_months], months)
    for indicator in touched:
        if indicator.sql and indicator.tables & filled:
            _insert_ledger(cursor, indicator, None if indicator.all_months else months)
    _insert_statistic(cursor, [one for one in touched if one.statistic])
    _insert_shares(cursor, [(one.id, metric) for one in touched for metric in one.shares])
    _mark_covered(cursor, [one.id for one in touched])


def _filled(cursor: duckdb.DuckDBPyConnection) -> set[str]:
    """The tables that hold anything: without a row in any of its tables an indicator has no facts."""
    each = " union all ".join(f"(select '{name}' from {name} limit 1)" for name in contracts())
    return {row[0] for row in cursor.execute(each).fetchall()}


def _forget(cursor: duckdb.DuckDBPyConnection, indicators: list[str], months: list[date] | None) -> None:
    """Remove what will be built again; reported statistics always, for a ledger may now speak for them."""
    touched = "true" if months is None else "list_contains(?::date[], month)"
    cursor.execute(
        "delete from indicator_values where list_contains(?::varchar[], indicator)"
        f" and (origin in ('statistic', 'share') or {touched})",
        [indicators, *([] if months is None else [months])],
    )


def _insert_ledger(
    cursor: duckdb.DuckDBPyConnection, indicator: Indicator, months: list[date] | None
) -> None:
    given = _columns_of(cursor, indicator)
    columns = {name: name if name in given else other for name, other in _OPTIONAL.items()}
    usual = "report" if all(contracts()[name].kind == "statistic" for name in _ledgers(indicator)) else "event"
    origin = "origin" if "origin" in given else f"'{usual}'"
    touched = "true" if months is None else "list_contains(?::date[], month)"
    cursor.execute(
        f"""
        insert into indicator_values ({_COLUMNS})
        with facts as ({indicator.sql})
        select
            ?, area_code, month::date, ({columns['first_month']})::date,
            coalesce({columns['breakdown']}, '未填'), numerator, {columns['denominator']},
            coalesce({columns['numerator_bound']}, 0), coalesce({columns['denominator_bound']}, 0), {origin}
        from facts
        where area_code is not null and month is not null and {touched}
        """,
        [indicator.id, *([] if months is None else [months])],
    )


_known_columns: dict[str, frozenset[str]] = {}


def _columns_of(cursor: duckdb.DuckDBPyConnection, indicator: Indicator) -> frozenset[str]:
    """Which columns the SQL yields; asked once per query text."""
    if indicator.sql not in _known_columns:
        rows = cursor.execute(f"describe {indicator.sql}").fetchall()
        _known_columns[indicator.sql] = frozenset(row[0] for row in rows)
    return _known_columns[indicator.sql]


def _ledgers(indicator: Indicator) -> set[str]:
    """The tables that the SQL itself reads (statistic rows come in by the header)."""
    return {name for name in indicator.tables if name != "statistic"} or {"statistic"}


def _insert_statistic(cursor: duckdb.DuckDBPyConnection, touched: list[Indicator]) -> None:
    """Turn reported components into facts where no ledger speaks.

    A side of an indicator is there only when all of its metrics were reported for that area and period. Of
    several ways in which it may be reported the first whole one counts.
    """
    terms = [
        (one.id, way, part, metric, side, one.over_time == "last", len(metrics))
        for one in touched
        for way, (part, *sides) in enumerate(one.statistic)
        for side, metrics in zip(("numerator", "denominator"), sides, strict=True)
        for metric in metrics
    ]
    if not terms:
        return
    # A ledger sent every month is whole: in its month a sheet says nothing that it does not say.
    ledgers = [(one.id, table) for one in touched for table in sorted(one.tables)
               if contracts()[table].kind == "event" and contracts()[table].reporting == "monthly"]
    indicators, ways, parts, metrics, sides, stocks, counts = (list(column) for column in zip(*terms, strict=True))
    cursor.execute(
        f"""
        insert into indicator_values ({_COLUMNS})
        with terms as (
            select unnest($indicators::varchar[]) as indicator, unnest($ways::integer[]) as way,
                   unnest($parts::varchar[]) as breakdown,
                   unnest($metrics::varchar[]) as measure,
                   unnest($sides::varchar[]) as side, unnest($stocks::boolean[]) as is_stock,
                   unnest($counts::integer[]) as needed
        ),
        sides as (
            select
                indicator, way, breakdown, side, area_code, month,
                case when is_stock then month else first_month end as starts,
                case when count(*) = max(needed) then sum(value) end as value,
                bit_or(bound) as bound
            from statistic_month
            inner join terms using (measure)
            group by all
        ),
        ledgers as (
            select unnest($ledger_indicators::varchar[]) as indicator, unnest($ledger_tables::varchar[]) as table_name
        ),
        facts as (
            select
                indicator, way, breakdown, area_code, month, starts,
                max(value) filter (where side = 'numerator') as numerator,
                max(value) filter (where side = 'denominator') as denominator,
                coalesce(max(bound) filter (where side = 'numerator'), 0) as numerator_bound,
                coalesce(max(bound) filter (where side = 'denominator'), 0) as denominator_bound
            from sides
            group by indicator, way, breakdown, area_code, month, starts
            qualify row_number() over (
                partition by indicator, breakdown, area_code, month, starts
                order by numerator is not null desc, denominator is not null desc, way
            ) = 1
        )
        select
            indicator, area_code, month, starts, breakdown, numerator, denominator,
            numerator_bound, denominator_bound, 'statistic'
        from facts
        where (numerator is not null or denominator is not null)
          and not exists (
              select 1 from indicator_values as ledger
              where ledger.indicator = facts.indicator and ledger.origin not in ('statistic', 'share')
                and facts.breakdown in ('all', ledger.breakdown)
                and starts_with(ledger.area_code, facts.area_code)
                and ledger.month >= facts.starts and ledger.first_month <= facts.month
          )
          and not exists (
              select 1 from table_months as kept
              inner join ledgers on ledgers.table_name = kept.table_name
              where ledgers.indicator = facts.indicator
                and kept.month between facts.starts and facts.month
                and (starts_with(kept.area_code, facts.area_code)
                     or (length(kept.area_code) >= $community and starts_with(facts.area_code, kept.area_code)))
          )
        """,
        {
            "ledger_indicators": [one for one, _ in ledgers], "ledger_tables": [table for _, table in ledgers],
            "community": DIGITS["community"], "indicators": indicators, "ways": ways, "parts": parts,
            "metrics": metrics, "sides": sides, "stocks": stocks, "counts": counts,
        },
    )


def _insert_shares(cursor: duckdb.DuckDBPyConnection, shares: list[tuple[str, str]]) -> None:
    """Note where percentages were printed: they are no numbers to compute with, and say so."""
    if not shares:
        return
    cursor.execute(
        f"""
        insert into indicator_values ({_COLUMNS})
        with terms as (select unnest(?::varchar[]) as indicator, unnest(?::varchar[]) as measure)
        select distinct indicator, area_code, month, first_month, 'all', null, null, 0, 0, 'share'
        from statistic_month
        inner join terms using (measure)
        """,
        [list(column) for column in zip(*shares, strict=True)],
    )


def _mark_covered(cursor: duckdb.DuckDBPyConnection, touched: list[str]) -> None:
    """Note on each reported fact the nearest ancestor that reports the same: its figure holds this one."""
    cursor.execute(
        "update indicator_values set covered_length = 0 "
        "where covered_length > 0 and list_contains(?::varchar[], indicator)",
        [touched],
    )
    cursor.execute(
        """
        with reports as (
            select distinct indicator, area_code, month, first_month, breakdown, numerator is null as no_numerator
            from indicator_values
            where origin in ('report', 'statistic') and list_contains($indicators::varchar[], indicator)
        ),
        places as (
            select reports.*, digits, substr(area_code, 1, digits) as ancestor
            from reports, (select unnest($digits::integer[]) as digits)
            where digits < length(area_code)
        ),
        covered as (
            select places.indicator, places.area_code, places.month, places.first_month, places.breakdown,
                   places.no_numerator, max(places.digits) as covered_length
            from places
            inner join reports as whole
                on whole.indicator = places.indicator and whole.area_code = places.ancestor
                and whole.no_numerator = places.no_numerator
                and places.month >= whole.first_month and places.first_month <= whole.month
                and whole.breakdown in (places.breakdown, 'all')
            group by all
        )
        update indicator_values as part
        set covered_length = covered.covered_length
        from covered
        where part.indicator = covered.indicator and part.area_code = covered.area_code
          and part.month = covered.month and part.first_month = covered.first_month
          and part.breakdown = covered.breakdown
          and (part.numerator is null) = covered.no_numerator
          and part.origin in ('report', 'statistic')
        """,
        {"indicators": touched, "digits": sorted(set(DIGITS.values()))},
    )


def _count_rows(
    cursor: duckdb.DuckDBPyConnection, contract: Contract, months: list[date] | None
) -> None:
    """Note which community sent rows of this table for which month."""
    dates = [name for name in contract.dated_fields if name not in ("valid_from", "valid_to")]
    if not dates or contract.kind not in ("event", "statistic"):
        return
    area = contract.area_column
    main = main_date(contract)
    touched = "true" if months is None else "list_contains(?::date[], month)"
    params = [] if months is None else [months]
    cursor.execute(f"delete from table_months where table_name = ? and {touched}", [contract.name, *params])
    latest = "greatest(" + ", ".join(_happened(contract)) + ")"
    cursor.execute(
        f"""
        insert into table_months
        with rows as (
            select substr({area}, 1, 12) as area_code, date_trunc('month', {main})::date as month,
                   {latest} as last_date
            from {contract.name} where {main} is not null and {area} is not null
        )
        select ?, area_code, month, max(last_date), count(*) from rows where {touched} group by all
        """,
        [contract.name, *params],
    )


def main_date(contract: Contract) -> str:
    """The date that says when a row belongs: the required one, else the first that is filled."""
    required = [one.name for one in contract.fields if one.is_dated and one.required]
    if required:
        return required[0] if contract.name != "statistic" else "period_end"
    happened = [name for name in contract.dated_fields if name not in ("valid_from", "valid_to")]
    return f"coalesce({', '.join(happened)})"


def _happened(contract: Contract) -> list[str]:
    """The days of things that have happened; plans and deadlines lie ahead and cover nothing.

    A month's report covers the month to its end.
    """
    ahead = ("due_at", "due_on", "planned_start", "planned_finish")
    return [f"last_day({one.name})" if one.type == "month" else f"{one.name}::date"
            for one in contract.fields if one.is_dated and one.name not in ahead]
