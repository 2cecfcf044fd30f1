"""Which indicators can be brought up to date from a part of the ledger's rows, and those rows.

A fact of a flow lies in the month of one of its row's dates, so that rows without a date in the touched months say
nothing of them. What stands open is told of every month from a row's first date to its last, so that rows which ended
before the first touched month say nothing of it and later ones. Either is told by rows of its own area, so that rows of
some streets say nothing of the others. The rows that count are put side by side once, and every indicator reads them in
place of its ledger.
"""
from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from data.areas import DIGITS
from data.contracts import Contract, main_date
from data.database import SEEN_AT_ONCE, views
from queries import cells, families
from queries.catalogue import Indicator
from queries.periods import add_months

OF_STREETS, TOUCHED, LASTING = "rows_of_streets", "touched_rows", "lasting_rows"
# So many stretches of months at most; of more the whole ledger is read.
MOST_STRETCHES = 6
# So many streets at most; of more all are counted.
MOST_STREETS = 6

# In so many rows those are looked for first that show a field to be filled.
FIRST_ROWS = 500_000

Streets = Sequence[str] | None  # the codes of the streets whose rows have changed; None: of any


def streets_of(contract: Contract, areas: Collection[str]) -> Streets:
    """The streets of these areas, where no fact but theirs can have changed and they are few; else None.

    A fact of a ledger lies in the area of its row. What units report may be held by figures of wider areas.
    """
    found = sorted({code[:DIGITS["street"]] for code in areas})
    known = bool(found) and all(len(code) == DIGITS["street"] for code in found)
    return found if contract.kind == "event" and known and len(found) <= MOST_STREETS else None


def within(streets: Streets, area: str = "area_code") -> tuple[str, dict[str, Any]]:
    """SQL: whether an area lies in one of the streets, with the values to bind."""
    if streets is None:
        return "true", {}
    values: dict[str, Any] = {f"street_{at}": code for at, code in enumerate(streets)}
    return "(" + " or ".join(f"starts_with({area}, ${name})" for name in values) + ")", values


@dataclass(frozen=True)
class Ledger:
    """A ledger of events, the streets whose rows are looked at (None: all), and the table in which these rows are."""

    contract: Contract
    streets: Streets
    rows: str


def ledger_of(
    cursor: duckdb.DuckDBPyConnection, contract: Contract, reading: Sequence[Indicator], streets: Streets
) -> Ledger:
    """The ledger's rows of the streets, with the columns that any of the indicators reads. Those of some streets are
    put side by side once, for a ledger lies in the order of time and each look for them goes through all of it.
    """
    if streets is None:
        return Ledger(contract, None, contract.name)
    there, values = within(streets, contract.area_column)
    rows = f"select {_read_columns(contract, reading)} from {contract.name} where {there}"
    cursor.execute(f"create or replace temp table {OF_STREETS} as {rows}", values)
    return Ledger(contract, streets, OF_STREETS)


def narrow(
    cursor: duckdb.DuckDBPyConnection, ledger: Ledger, touched: Sequence[Indicator], months: list[date]
) -> set[str]:
    """The ids of the indicators that may read the temporary table TOUCHED; it is made where there are any."""
    stretches = _stretches(months)
    flows = [one for one in touched if _is_flow_of(one, ledger.contract)]
    if not flows or len(stretches) > MOST_STRETCHES:
        return set()
    clause, values = _in_touched(ledger.contract, stretches)
    read = _read_columns(ledger.contract, flows)
    touching = f"select {read} from {ledger.rows} where {clause}"
    cursor.execute(f"create or replace temp table {TOUCHED} as {touching}", values)
    keeping = [one for one in flows if one.kept]
    staying = _staying(cursor, ledger, keeping, clause, values, read) if keeping else set()
    return {one.id for one in flows if one.kept is None} | staying


def _read_columns(contract: Contract, reading: Sequence[Indicator]) -> str:
    """SQL: the columns that any of the indicators names, with the area and the dates. Ledgers are wide, and a request's
    own words take more room than all else that is told of it.
    """
    words = {word for one in reading for word in re.findall(r"\w+", one.sql)}
    always = {contract.area_column, *contract.days_told}
    return ", ".join(name for name, _ in contract.columns() if name in words | always)


def outlive(
    cursor: duckdb.DuckDBPyConnection, ledger: Ledger, touched: Sequence[Indicator], since: date
) -> set[str]:
    """The ids of the indicators that may read the temporary table LASTING for the months from that one on; it is made
    where there are any, of the rows that have not ended before, and of an earlier row of every area that has one: that
    a ledger is kept there since before.
    """
    contract = ledger.contract
    perhaps = [one.id for one in touched if one.later_months and _reads(one, contract, {"area"})]
    if not perhaps:
        return set()
    area = contract.area_column
    every = cursor.execute(f"select distinct {area} from {ledger.rows} where {area} is not null").fetchall()
    codes = {code for code, in every}
    lasting = _whose_areas_stay(cursor, ledger, perhaps, codes)
    if lasting:
        _make_lasting(cursor, ledger, _read_columns(contract, [one for one in touched if one.id in lasting]), since,
                      _earlier_rows(cursor, ledger, codes, since))
    return lasting


def _earlier_rows(
    cursor: duckdb.DuckDBPyConnection, ledger: Ledger, codes: Collection[str], since: date
) -> Sequence[int]:
    """A row of every area that has one before that day; mostly the ledger's first rows hold them all."""
    area, found = ledger.contract.area_column, dict[str, int]()
    for chosen in (f"rowid < {FIRST_ROWS}", f"not list_contains($found::varchar[], {area})"):
        values = {"found": list(found)} if "$found" in chosen else {}
        rows = cursor.execute(
            f"select {area}, min(rowid) from {ledger.rows}"
            f" where {chosen} and {main_date(ledger.contract)} < $since and {area} is not null group by all",
            {"since": since, **values},
        ).fetchall()
        found |= dict(rows)
        if len(found) == len(codes):
            break
    return list(found.values())


def _make_lasting(
    cursor: duckdb.DuckDBPyConnection, ledger: Ledger, columns: str, since: date, firsts: Sequence[int]
) -> None:
    """Rows with a date since then, which DuckDB finds by what it notes of each block; rows before with a date that is
    open; and the first ones that are neither. One test for all of them would look at every row.
    """
    days = ledger.contract.days_told
    later, is_open = (" or ".join(f"{name} {test}" for name in days) for test in (">= $since", "is null"))
    cursor.execute(
        f"""
        create or replace temp table {LASTING} as
        with firsts as materialized (from {ledger.rows} where rowid in (select unnest($firsts::bigint[])))
        select {columns} from {ledger.rows} where {later}
        union all
        select {columns} from {ledger.rows} where ({is_open}) and ({later}) is not true
        union all
        select {columns} from firsts where not ({is_open}) and ({later}) is not true
        """,
        {"since": since, "firsts": firsts},
    )


def _whose_areas_stay(
    cursor: duckdb.DuckDBPyConnection, ledger: Ledger, ids: list[str], now: Collection[str]
) -> set[str]:
    """Of which indicators the ledger tells `now` of the areas that it told of before: a new one has noughts of earlier
    months as well.
    """
    there, values = within(ledger.streets)
    facts = cells.sql_of((one for one in families.places() if one.indicator in ids), whole=ids)
    told = cursor.execute(
        f"select indicator, area_code from ({facts}) where list_contains($ids::varchar[], indicator)"
        f" and origin = 'event' and {there} group by all", {"ids": ids, **values},
    ).fetchall()
    before: dict[str, set[str]] = {one: set() for one in ids}
    for one, code in told:
        before[one].add(code)
    return {one for one, codes in before.items() if codes == now}


def instead_of(contract: Contract, rows: str, sql: str) -> str:
    """The query with the ledger's name standing for some of its rows."""
    return f"with {contract.name} as (from {rows}) from ({sql})"


def _is_flow_of(one: Indicator, contract: Contract) -> bool:
    """Whether its facts come from the ledger's own rows and from nothing else but settings and reported figures."""
    return ((not one.all_months or one.kept is not None) and _reads(one, contract, set())
            and "calendar" not in one.sql)


def _reads(one: Indicator, contract: Contract, beside: set[str]) -> bool:
    """Whether it reads the ledger itself, and nothing but what stands beside it, settings and reported figures."""
    return (bool(one.sql) and one.tables - {"statistic"} - beside == {contract.name}
            and not any(name in one.sql for name in ("table_months", *views())))


def _stretches(months: Iterable[date]) -> list[tuple[date, date]]:
    """The months as stretches: first day, and the day after the last."""
    found: list[tuple[date, date]] = []
    for month in sorted(set(months)):
        if found and found[-1][1] == month:
            found[-1] = found[-1][0], add_months(month, 1)
        else:
            found.append((month, add_months(month, 1)))
    return found


def _in_touched(contract: Contract, stretches: list[tuple[date, date]]) -> tuple[str, dict[str, Any]]:
    """SQL: whether a row has a date in one of the stretches, with the values to bind."""
    dates = contract.days_told
    tests = [f"({name} >= $from_{at} and {name} < $to_{at})" for at in range(len(stretches)) for name in dates]
    values = {f"from_{at}": first for at, (first, _) in enumerate(stretches)}
    values |= {f"to_{at}": end for at, (_, end) in enumerate(stretches)}
    return " or ".join(tests), values


def _staying(
    cursor: duckdb.DuckDBPyConnection, ledger: Ledger, keeping: Sequence[Indicator], clause: str,
    values: dict[str, Any], read: str,
) -> set[str]:
    """The ids of the indicators whose field is filled by the streets that do so in rows which were not touched; one row
    of each street joins the touched ones. Mostly the ledger's first rows show it.
    """
    fields = sorted({one.kept for one in keeping if one.kept})
    filling = _filling(cursor, ledger, keeping, fields)
    for chosen in (f"rowid < {FIRST_ROWS}", "true"):
        firsts = _first_rows(cursor, ledger, fields, f"{chosen} and ({clause}) is not true", values)
        staying = {one.id for one in keeping if one.kept and filling[one.id] <= set(firsts[one.kept])}
        if len(staying) == len(keeping):
            break
    cursor.execute(
        f"insert into {TOUCHED} select {read} from {ledger.rows}"
        f" where rowid in (select unnest($places::bigint[])) {SEEN_AT_ONCE}",
        {"places": sorted({row for first in firsts.values() for row in first.values()})},
    )
    return staying


def _first_rows(
    cursor: duckdb.DuckDBPyConnection, ledger: Ledger, fields: Sequence[str], chosen: str, values: dict[str, Any]
) -> dict[str, dict[str, int]]:
    """Field -> the streets that fill it in the chosen rows, each with the first row in which it does."""
    firsts = ", ".join(f"min(rowid) filter (where {field} is not null)" for field in fields)
    found = cursor.execute(
        f"select substr({ledger.contract.area_column}, 1, 9) as street, {firsts} from {ledger.rows} where {chosen}"
        " group by street",
        values,
    ).fetchall()
    return {field: {street: first[at] for street, *first in found if first[at] is not None}
            for at, field in enumerate(fields)}


def _filling(
    cursor: duckdb.DuckDBPyConnection, ledger: Ledger, keeping: Sequence[Indicator], fields: Sequence[str]
) -> dict[str, set[str]]:
    """By indicator the streets that fill its field in the touched rows, or did so before."""
    filled = ", ".join(f"count({name}) > 0" for name in fields)
    now = cursor.execute(
        f"select substr({ledger.contract.area_column}, 1, 9) as street, {filled} from {TOUCHED} group by street"
    ).fetchall()
    there, values = within(ledger.streets)
    before = cursor.execute(
        "select distinct indicator, substr(area_code, 1, 9) from indicator_rollup where digits = $digits"
        f" and not by_part and list_contains($ids::varchar[], indicator) and origin = 'event' and {there}",
        {"digits": DIGITS["street"], "ids": [one.id for one in keeping], **values},
    ).fetchall()
    found = {one.id: {street for street, *told in now if street and one.kept and told[fields.index(one.kept)]}
             for one in keeping}
    for name, street in before:
        found[name].add(street)
    return found
