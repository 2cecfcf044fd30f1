"""Which records enter a number, told by the indicator's own SQL.

No list of conditions is kept beside the SQL, for it would not stay true. Instead the SQL is asked again with every
record told apart, in one of two ways:

- apart: each record stands in an area of its own, so that each fact of the answer is one record's share;
- moved: each record in turn is doubled, so that what a fact grows by is that record's share. This follows
  year-to-date reports, which are subtracted from one another.

The shares must add up to the fact. Where they do not (a community counts once, however many projects it has) the
records are only related to the number, and are called so.
"""
from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from data.contracts import Contract, contracts
from data.database import views
from queries.catalogue import Indicator
from queries.periods import Period, add_months, month_end
from queries.series import Fact, completed, facts_sql
from queries.sources import metrics_of

SIDES = ("numerator", "denominator")
TWICE, MORE = "twice", "more"
Record = tuple[str, int]
ToldApart = Callable[[Contract, Indicator], str]


@dataclass(frozen=True)
class Share:
    """What one record (its table and row) gives to a number; None where it does not enter that side."""

    table: str
    rowid: int
    numerator: float | None
    denominator: float | None


@dataclass(frozen=True)
class Lineage:
    """The records of a number, and the sides for which they are exactly those that enter it."""

    shares: tuple[Share, ...]
    exact: frozenset[str]


def lineage(
    cursor: duckdb.DuckDBPyConnection, one: Indicator, area_code: str, period: Period, facts: Sequence[Fact]
) -> Lineage:
    """The share of every record in the facts; of a side that is not exact no share is told."""
    reported = [fact for fact in facts if one.statistic and fact.origin == "statistic"]
    own = [fact for fact in facts if fact not in reported]
    found = [
        _best(_Question(cursor, one, area_code, sql, tables, chosen))
        for sql, tables, chosen in (
            (facts_sql(one, period), one.tables, own),
            (reported_sql(one), frozenset({"statistic"}), reported),
        )
        if chosen
    ]
    exact = frozenset(SIDES).intersection(*(each.exact for each in found))
    return Lineage(tuple(share for each in found for share in each.shares), exact)


def reported_sql(one: Indicator) -> str:
    """The facts that units' own figures make: of the several ways in which they may be reported the one that counts.

    Which way counts is asked of the figures as they are (main.statistic_month), not of those told apart.
    """
    starts = "month" if one.over_time == "last" else "first_month"
    ways = " union all ".join(
        f"""
        select
            area_code, {starts} as first_month, month, '{part}' as breakdown, {way} as way,
            sum(value) filter (where measure in ({_listed(numerator)})) as numerator,
            sum(value) filter (where measure in ({_listed(denominator)})) as denominator,
            count(*) filter (where measure in ({_listed(numerator)})) = {len(numerator)} as whole_numerator,
            count(*) filter (where measure in ({_listed(denominator)})) = {len(denominator)} as whole_denominator
        from {{figures}}
        where measure in ({_listed((*numerator, *denominator))})
        group by area_code, {starts}, month
        """
        for way, (part, numerator, denominator) in enumerate(one.statistic)
    )
    return f"""
    select figures.* exclude (whole_numerator, whole_denominator, way), 'statistic' as origin
    from ({ways.format(figures="statistic_month")}) as figures
    inner join (
        select area_code, first_month, month, breakdown, way
        from ({ways.format(figures="main.statistic_month")})
        qualify row_number() over (
            partition by area_code, first_month, month, breakdown
            order by whole_numerator desc, whole_denominator desc, way
        ) = 1
    ) as counts
        on counts.area_code = string_split(figures.area_code, '#')[1]
        and counts.first_month = figures.first_month and counts.month = figures.month
        and counts.breakdown = figures.breakdown and counts.way = figures.way
    """


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names) or "''"


@dataclass(frozen=True)
class _Question:
    """The facts of one SQL text, and the tables in which its records stand."""

    cursor: duckdb.DuckDBPyConnection
    indicator: Indicator
    area_code: str
    sql: str
    tables: frozenset[str]
    facts: Sequence[Fact]


def _best(asked: _Question) -> Lineage:
    """The way of telling records apart whose shares add up; else the one that is exact for more sides."""
    tried = []
    for told_apart in (_apart, _moved):
        try:
            tried.append(_added_up(asked, _shares(asked, told_apart)))
        except duckdb.Error:  # SQL that reckons with the area codes themselves
            continue
        if tried[-1].exact == set(SIDES):
            break
    return max(tried, key=lambda each: len(each.exact), default=Lineage((), frozenset()))


def _added_up(asked: _Question, shares: dict[tuple[int, Record], Share]) -> Lineage:
    """The records' shares over all facts, without the sides on which they do not add up to the facts."""
    exact = set()
    for side in SIDES:
        sums: dict[int, list[float]] = defaultdict(list)
        for (fact, _), share in shares.items():
            if (amount := getattr(share, side)) is not None:
                sums[fact].append(amount)
        if all(_is_told(asked.facts[i], side, sums.get(i, [])) for i in range(len(asked.facts))):
            exact.add(side)
    records: dict[Record, dict[str, float]] = defaultdict(dict)
    for (_, record), share in shares.items():
        for side in exact:
            if (amount := getattr(share, side)) is not None:
                records[record][side] = records[record].get(side, 0.0) + amount
    return Lineage(
        tuple(Share(*record, said.get("numerator"), said.get("denominator")) for record, said in records.items()),
        frozenset(exact),
    )


def _is_told(fact: Fact, side: str, shares: list[float]) -> bool:
    """Whether the records' shares make up a fact; a report of zero is a record, too."""
    whole = getattr(fact, side)
    if whole is not None and fact.origin != "event" and not shares:
        return False
    return math.isclose(math.fsum(shares), whole or 0.0, rel_tol=1e-9, abs_tol=1e-6)


def _shares(asked: _Question, told_apart: ToldApart) -> dict[tuple[int, Record], Share]:
    """By fact and record: what the record gives to the fact."""
    shares: dict[tuple[int, Record], Share] = {}
    moved: dict[tuple[int, Record], dict[str, tuple[float | None, float | None]]] = defaultdict(dict)
    for fact, table, rowid, how, *sides in _told_apart(asked, told_apart):
        counts = asked.facts[fact].numerator is not None, asked.facts[fact].denominator is not None
        numerator, denominator = (side if own else None for side, own in zip(sides, counts, strict=True))
        if how:
            moved[fact, (table, rowid)][how] = (numerator, denominator)
        else:
            kind = contracts()[table].kind
            enters = [_entering(side, kind) for side in (numerator, denominator)]
            shares[fact, (table, rowid)] = Share(table, rowid, *enters)
    for (fact, record), now in moved.items():
        before = asked.facts[fact].numerator, asked.facts[fact].denominator
        grown = [_grown(before[i], now[TWICE][i], now[MORE][i]) if len(now) == 2 else None for i in (0, 1)]
        shares[fact, record] = Share(*record, *grown)
    return {key: share for key, share in shares.items() if (share.numerator, share.denominator) != (None, None)}


def _entering(amount: float | None, kind: str) -> float | None:
    """A count of nothing is no part of a number; a report of nothing is."""
    return amount if amount or kind == "statistic" else None


def _grown(before: float | None, twice: float | None, more: float | None) -> float | None:
    """How much a fact grows with a record doubled; a report of zero is found by adding one to it."""
    if before is None or twice is None or more is None or (twice == before and more == before):
        return None
    return twice - before


def _told_apart(asked: _Question, told_apart: ToldApart) -> list[tuple[Any, ...]]:
    """(fact, table, rowid, how it was moved, numerator, denominator) of every record in one of the facts."""
    replaced = {name: told_apart(contracts()[name], asked.indicator) for name in sorted(asked.tables)}
    replaced |= {name: views()[name] for name in _views_of(asked.sql)}
    sql = f"""
    with {", ".join(f"{name} as ({text})" for name, text in replaced.items())},
    counted as (
        select unnest($places::integer[]) as fact, unnest($codes::varchar[]) as code,
               unnest($firsts::date[]) as first_month, unnest($months::date[]) as month,
               unnest($breakdowns::varchar[]) as breakdown
    ),
    shares as (
        select string_split(area_code, '#') as parts, first_month, month, breakdown, numerator, denominator
        from ({completed(asked.sql, asked.indicator)})
        where contains(area_code, '#')
    )
    select fact, parts[2], parts[3]::bigint as record, parts[4], sum(numerator), sum(denominator)
    from shares
    inner join counted
        on counted.code = parts[1] and counted.first_month = shares.first_month
        and counted.month = shares.month and counted.breakdown = shares.breakdown
    group by all
    order by fact, record
    """
    given = {
        "area": asked.area_code,
        "metrics": metrics_of(asked.indicator.id),
        "from": add_months(min(fact.first_month for fact in asked.facts).replace(month=1, day=1), -1),
        "to": month_end(max(fact.month for fact in asked.facts)),
        "places": list(range(len(asked.facts))),
        "codes": [fact.area_code for fact in asked.facts],
        "firsts": [fact.first_month for fact in asked.facts],
        "months": [fact.month for fact in asked.facts],
        "breakdowns": [fact.breakdown for fact in asked.facts],
    }
    used = {name: value for name, value in given.items() if f"${name}" in sql}
    return asked.cursor.execute(sql, used).fetchall()


def _views_of(sql: str) -> list[str]:
    """The views that the SQL reads, those that others read first."""
    found: list[str] = []
    for name, text in views().items():
        if re.search(rf"\b{name}\b", sql):
            found += [each for each in [*_views_of(text), name] if each not in found]
    return found


def _apart(contract: Contract, one: Indicator) -> str:
    """Each record of the area asked for in an area of its own."""
    area = contract.area_column
    return f"""
    select * replace (
        {area} || case when starts_with({area}, $area) then '#{contract.name}#' || rowid || '#' else '' end as {area}
    )
    from main.{contract.name}
    """


def _moved(contract: Contract, one: Indicator) -> str:
    """The unit's reports as often as it has any, each time in an area of its own with another one grown.

    Reports build on those of the same year, and January's may build on December's.
    """
    if contract.kind != "statistic":
        return _apart(contract, one)
    area, table = contract.area_column, contract.name
    ours = f"starts_with({area}, $area) and greatest({', '.join(contract.dated_fields)}) between $from and $to"
    together = [area]
    if table == "statistic":
        ours, together = f"{ours} and list_contains($metrics::varchar[], metric_id)", [area, "metric_id"]
    unit = ", ".join(together)
    columns = ", ".join(name for name, _ in contract.columns())
    amounts = ", ".join(
        f"case when given.rowid = moved.record then {name} * how.factor + how.more else {name} end as {name}"
        for name in (field.name for field in contract.fields if field.is_number)
        if name not in contract.primary_key
    )
    return f"""
    select given.* exclude (rowid) replace (
        given.{area} || '#{table}#' || moved.record || '#' || how.name as {area}, {amounts}
    )
    from (select {columns}, rowid from main.{table} where {ours}) as given
    inner join (select rowid as record, {unit} from main.{table} where {ours}) as moved using ({unit})
    cross join (values ('{TWICE}', 2, 0), ('{MORE}', 1, 1)) as how(name, factor, more)
    union all
    select {columns} from main.{table}
    """
