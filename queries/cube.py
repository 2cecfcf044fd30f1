"""Builds `indicator_values`, the one small table that every page, slide and sentence asks.

Each indicator's SQL yields additive facts: area_code, month, breakdown, numerator, denominator, and where they
matter first_month (a figure reported for several months), numerator_bound, denominator_bound and origin.
Origins differ in how they roll up:

- event: facts of things that happened; those of a grid and of its community are different things and add up;
- report: a unit's own figure; a street's figure holds those of its communities already;
- statistic: a figure of the long-form table; it stands only where no ledger speaks for that area and time.
"""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

import duckdb

from data.areas import DIGITS
from data.contracts import Contract, contracts
from data.database import Database
from queries.catalogue import Indicator, catalogue

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
        for indicator in catalogue().values():
            _refresh_indicator(cursor, indicator, None)


def refresh(cursor: duckdb.DuckDBPyConnection, changes: Changes) -> None:
    """Bring the touched indicators and months up to date, inside the caller's transaction."""
    contract = contracts()[changes.table]
    months = None if changes.months is None else _affected(contract, set(changes.months))
    _count_rows(cursor, contract, months)
    for indicator in catalogue().values():
        if changes.table in indicator.tables:
            _refresh_indicator(cursor, indicator, months)


def _affected(contract: Contract, months: set[date]) -> list[date]:
    """A report for one month moves the difference to the next one: its whole year is affected."""
    firsts = {month.replace(day=1) for month in months}
    if contract.kind == "statistic":
        firsts |= {date(month.year, one, 1) for month in firsts for one in range(1, 13)}
    return sorted(firsts)


def _refresh_indicator(
    cursor: duckdb.DuckDBPyConnection, indicator: Indicator, months: list[date] | None
) -> None:
    if indicator.all_months:
        months = None
    _forget(cursor, indicator, months)
    if indicator.sql:
        _insert_ledger(cursor, indicator, months)
    if indicator.statistic:
        _insert_statistic(cursor, indicator)
    _mark_covered(cursor, indicator)


def _forget(cursor: duckdb.DuckDBPyConnection, indicator: Indicator, months: list[date] | None) -> None:
    """Remove what will be built again; reported statistics always, for a ledger may now speak for them."""
    touched = "true" if months is None else "list_contains(?::date[], month)"
    cursor.execute(
        f"delete from indicator_values where indicator = ? and (origin = 'statistic' or {touched})",
        [indicator.id, *([] if months is None else [months])],
    )


def _insert_ledger(
    cursor: duckdb.DuckDBPyConnection, indicator: Indicator, months: list[date] | None
) -> None:
    given = {row[0] for row in cursor.execute(f"describe {indicator.sql}").fetchall()}
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


def _ledgers(indicator: Indicator) -> set[str]:
    """The tables that the SQL itself reads (statistic rows come in by the header)."""
    return {name for name in indicator.tables if name != "statistic"} or {"statistic"}


def _insert_statistic(cursor: duckdb.DuckDBPyConnection, indicator: Indicator) -> None:
    """Turn reported components into facts, all or nothing per area and period, where no ledger speaks."""
    assert indicator.statistic
    numerator, denominator = indicator.statistic
    whole = "null" if not denominator else _summed("denominator")
    starts = "first_month" if indicator.over_time == "sum" else "month"
    cursor.execute(
        f"""
        insert into indicator_values ({_COLUMNS})
        with parts as (
            select
                area_code, month, min({starts}) as first_month, measure, max(value) as value,
                bit_or(bound) as bound,
                list_contains($numerator::varchar[], measure) as is_numerator,
                list_contains($denominator::varchar[], measure) as is_denominator
            from statistic_month
            where list_contains($numerator::varchar[], measure) or list_contains($denominator::varchar[], measure)
            group by area_code, month, {starts}, measure
        ),
        facts as (
            select
                area_code, month, first_month,
                {_summed('numerator')} as numerator,
                {whole} as denominator,
                coalesce(bit_or(bound) filter (where is_numerator), 0) as numerator_bound,
                coalesce(bit_or(bound) filter (where is_denominator), 0) as denominator_bound
            from parts
            group by area_code, month, first_month
        )
        select
            $indicator, area_code, month, first_month, 'all', numerator, denominator,
            numerator_bound, denominator_bound, 'statistic'
        from facts
        where (numerator is not null or denominator is not null)
          and not exists (
              select 1 from indicator_values as ledger
              where ledger.indicator = $indicator and ledger.origin <> 'statistic'
                and starts_with(ledger.area_code, facts.area_code)
                and ledger.month >= facts.first_month and ledger.first_month <= facts.month
          )
        """,
        {"indicator": indicator.id, "numerator": list(numerator), "denominator": list(denominator)},
    )


def _summed(side: str) -> str:
    """The sum of a side's metrics, or null where one of them was not reported."""
    return (f"case when count(*) filter (where is_{side}) = len(${side}) "
            f"then sum(value) filter (where is_{side}) end")


def _mark_covered(cursor: duckdb.DuckDBPyConnection, indicator: Indicator) -> None:
    """Note on each reported fact the nearest ancestor that reports the same: its figure holds this one."""
    cursor.execute(
        "update indicator_values set covered_length = 0 where indicator = ? and covered_length > 0",
        [indicator.id],
    )
    for digits in sorted(set(DIGITS.values())):
        cursor.execute(
            """
            update indicator_values as part
            set covered_length = ?
            from (
                select distinct area_code, month, first_month, breakdown, numerator is null as no_numerator
                from indicator_values
                where indicator = ? and origin in ('report', 'statistic') and length(area_code) = ?
            ) as whole
            where part.indicator = ? and part.origin in ('report', 'statistic')
              and length(part.area_code) > ?
              and substr(part.area_code, 1, ?) = whole.area_code
              and whole.breakdown in (part.breakdown, 'all')
              and whole.no_numerator = (part.numerator is null)
              and part.month >= whole.first_month and part.first_month <= whole.month
            """,
            [digits, indicator.id, digits, indicator.id, digits, digits],
        )


def _count_rows(
    cursor: duckdb.DuckDBPyConnection, contract: Contract, months: list[date] | None
) -> None:
    """Note which community sent rows of this table for which month."""
    dates = [name for name in contract.dated_fields if name not in ("valid_from", "valid_to")]
    if not dates or contract.kind not in ("event", "statistic"):
        return
    area = "building_code" if contract.name == "housing_unit" else "area_code"
    main = _main_date(contract)
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


def _main_date(contract: Contract) -> str:
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
