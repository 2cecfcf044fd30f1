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
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol

import duckdb

from data.contracts import Contract, contracts, main_date
from data.database import Database, views
from queries import narrowing, statements
from queries.catalogue import Indicator, catalogue
from queries.settings import ONLY_SHOWN, settings


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
        note_settings(cursor)
        cursor.execute("delete from indicator_rollup")
        _refresh_indicators(cursor, list(catalogue().values()), None)
        note_definitions(cursor, list(catalogue().values()))


def bring_up_to_date(database: Database) -> list[str]:
    """Build the indicators whose definition or settings are new or have changed; returns their ids.

    A store that is up to date is only read.
    """
    built_by = {row["indicator"]: row["built_by"] for row in database.rows("from indicator_state")}
    wanted = {one.id: definition(one) for one in catalogue().values()}
    gone = sorted(set(built_by) - set(wanted))
    stale = [one for one in catalogue().values() if built_by.get(one.id) != wanted[one.id]]
    noted = {row["name"]: row["value"] for row in database.rows("from setting")}
    if not stale and not gone and noted == _settings_in_sql():
        return []
    with database.write() as cursor:
        note_settings(cursor)
        cursor.execute("delete from indicator_values where list_contains(?::varchar[], indicator)", [gone])
        cursor.execute("delete from indicator_rollup where list_contains(?::varchar[], indicator)", [gone])
        cursor.execute("delete from indicator_state where list_contains(?::varchar[], indicator)", [gone])
        _refresh_indicators(cursor, stale, None)
        note_definitions(cursor, stale)
    return [*gone, *(one.id for one in stale)]


def definition(indicator: Indicator) -> str:
    """The fingerprint of an indicator's file, of the views that it may read, and of the settings that it names."""
    named = {name: settings().by_id[name].value for name in sorted(indicator.settings - ONLY_SHOWN)}
    text = indicator.path.read_text("utf-8") + repr(sorted(views().items())) + repr(named) + statements.ROLLED_UP
    return hashlib.sha256(text.encode()).hexdigest()


def _settings_in_sql() -> dict[str, float]:
    return {one.id: one.in_sql for one in settings().by_id.values() if one.in_sql is not None}


def note_settings(cursor: duckdb.DuckDBPyConnection) -> None:
    """Keep the table `setting` equal to the files, for the SQL that reads it."""
    cursor.execute("delete from setting")
    values = _settings_in_sql()
    cursor.execute("insert into setting select unnest($1), unnest($2)", [list(values), list(values.values())])


def note_definitions(cursor: duckdb.DuckDBPyConnection, built: list[Indicator]) -> None:
    cursor.execute(
        "insert or replace into indicator_state select unnest(?), unnest(?)",
        [[one.id for one in built], [definition(one) for one in built]],
    )


def refresh(cursor: duckdb.DuckDBPyConnection, changes: Changes) -> None:
    """Bring the touched indicators and months up to date, inside the caller's transaction."""
    if not cursor.execute("select 1 from setting limit 1").fetchone():
        note_settings(cursor)
    contract = contracts()[changes.table]
    months = None if changes.months is None else affected(contract, set(changes.months))
    before = _coverage(cursor, contract)
    _count_rows(cursor, contract, months)
    reaches_elsewhere = _coverage(cursor, contract) != before
    _refresh_indicators(cursor, moved_by(changes.table, reaches_elsewhere=reaches_elsewhere), months, contract)


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


def affected(contract: Contract, months: set[date]) -> list[date]:
    """A report for one month moves the difference to the next one: its whole year is affected."""
    firsts = {month.replace(day=1) for month in months}
    if contract.kind == "statistic":
        firsts |= {date(month.year, one, 1) for month in firsts for one in range(1, 13)}
    return sorted(firsts)


def _refresh_indicators(
    cursor: duckdb.DuckDBPyConnection,
    touched: list[Indicator],
    months: list[date] | None,
    contract: Contract | None = None,
) -> None:
    filled = _filled(cursor)
    narrowed = narrowing.narrow(cursor, contract, touched, months)
    whole = {one.id for one in touched if one.all_months} - narrowed
    partly = [one.id for one in touched if one.id not in whole]
    _forget(cursor, sorted(whole), None)
    _forget(cursor, partly, months)
    for indicator in touched:
        if indicator.sql and indicator.tables & filled:
            ledger = contract if indicator.id in narrowed else None
            _insert_ledger(cursor, indicator, None if indicator.id in whole else months, ledger)
    _insert_statistic(cursor, [one for one in touched if one.statistic])
    _insert_shares(cursor, touched)
    _mark_covered(cursor, _reporting(cursor, touched))
    roll_up(cursor, sorted(whole), None)
    roll_up(cursor, partly, months)


def roll_up(cursor: duckdb.DuckDBPyConnection, indicators: list[str], months: list[date] | None = None) -> None:
    """Bring `indicator_rollup` up to date with the facts of these indicators: of all months, or of those and all that
    was reported.
    """
    if not indicators:
        return
    chosen = "list_contains($indicators::varchar[], indicator)"
    values: dict[str, Any] = {"indicators": indicators}
    if months is not None:
        chosen += " and (origin <> 'event' or list_contains($months::date[], month))"
        values["months"] = months
    cursor.execute(f"delete from indicator_rollup where {chosen}", values)
    parted = [one.id for one in catalogue().values() if not one.pooled]
    rolled = statements.ROLLED_UP.format(chosen=chosen)
    cursor.execute(f"insert into indicator_rollup {rolled}", values | {"parted": parted})


def _reporting(cursor: duckdb.DuckDBPyConnection, touched: list[Indicator]) -> list[str]:
    """Those of the indicators that hold figures which units reported: only these can hold one another."""
    rows = cursor.execute(
        "select distinct indicator from indicator_values "
        "where origin in ('report', 'statistic') and list_contains(?::varchar[], indicator)",
        [[one.id for one in touched]],
    ).fetchall()
    return [row[0] for row in rows]


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
    cursor: duckdb.DuckDBPyConnection, indicator: Indicator, months: list[date] | None, ledger: Contract | None
) -> None:
    """The facts of these months, or of all; with `ledger` only its touched rows are read."""
    facts = statements.ledger_facts(indicator, _columns_of(cursor, indicator))
    facts = narrowing.over_touched(ledger, facts) if ledger else facts
    touched = "true" if months is None else "list_contains(?::date[], month)"
    cursor.execute(
        f"""
        insert into indicator_values ({statements.COLUMNS})
        select {statements.COLUMNS} from ({facts})
        where {touched}
        order by month, area_code  -- so that a question for some months skips the others
        """,
        [] if months is None else [months],
    )


_known_columns: dict[str, frozenset[str]] = {}


def _columns_of(cursor: duckdb.DuckDBPyConnection, indicator: Indicator) -> frozenset[str]:
    """Which columns the SQL yields; asked once per query text."""
    if indicator.sql not in _known_columns:
        rows = cursor.execute(f"describe {indicator.sql}").fetchall()
        _known_columns[indicator.sql] = frozenset(row[0] for row in rows)
    return _known_columns[indicator.sql]


def _insert_statistic(cursor: duckdb.DuckDBPyConnection, touched: list[Indicator]) -> None:
    """Turn reported components into facts where no ledger speaks."""
    terms, ledgers = statements.terms(touched), statements.ledgers(touched)
    if terms:
        cursor.execute(
            f"""
            insert into indicator_values ({statements.COLUMNS})
            with terms as ({_listed("terms", statements.TERMS)}),
            ledgers as ({_listed("ledgers", statements.LEDGERS)}),
            {statements.REPORTED_FACTS}
            """,
            _values("terms", statements.TERMS, terms) | _values("ledgers", statements.LEDGERS, ledgers),
        )


def _insert_shares(cursor: duckdb.DuckDBPyConnection, touched: list[Indicator]) -> None:
    """Note where percentages were printed: they are no numbers to compute with, and say so."""
    if shares := statements.printed(touched):
        cursor.execute(
            f"""
            insert into indicator_values ({statements.COLUMNS})
            with printed as ({_listed("printed", statements.PRINTED)})
            {statements.PRINTED_SHARES}
            """,
            _values("printed", statements.PRINTED, shares),
        )


def _listed(name: str, columns: dict[str, str]) -> str:
    """SQL: a bound list of rows as a table."""
    return "select " + ", ".join(f"unnest(${name}_{one}::{kind}[]) as {one}" for one, kind in columns.items())


def _values(name: str, columns: dict[str, str], rows: Sequence[tuple[Any, ...]]) -> dict[str, list[Any]]:
    """The values that `_listed` binds."""
    return {f"{name}_{one}": [row[place] for row in rows] for place, one in enumerate(columns)}


def _mark_covered(cursor: duckdb.DuckDBPyConnection, touched: list[str]) -> None:
    """Note on each reported fact the nearest ancestor that reports the same: its figure holds this one."""
    if not touched:
        return
    cursor.execute(
        "update indicator_values set covered_length = 0 "
        "where covered_length > 0 and list_contains(?::varchar[], indicator)",
        [touched],
    )
    cursor.execute(
        f"""
        with covered as ({statements.covered("list_contains($indicators::varchar[], indicator)")})
        update indicator_values as part
        set covered_length = covered.covered_length
        from covered
        where part.indicator = covered.indicator and part.area_code = covered.area_code
          and part.month = covered.month and part.first_month = covered.first_month
          and part.breakdown = covered.breakdown
          and (part.numerator is null) = covered.no_numerator
          and part.origin in ('report', 'statistic')
        """,
        {"indicators": touched},
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


def _happened(contract: Contract) -> list[str]:
    """The days of things that have happened; plans and deadlines lie ahead and cover nothing.

    A month's report covers the month to its end.
    """
    ahead = ("due_at", "due_on", "planned_start", "planned_finish")
    return [f"last_day({one.name})" if one.type == "month" else f"{one.name}::date"
            for one in contract.fields if one.is_dated and one.name not in ahead]
