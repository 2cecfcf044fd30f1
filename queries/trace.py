"""Where a number comes from: its definition, its parts by area and month, and its records down to file, sheet and row.

The parts are the very facts that the number adds up, so they add up to it; the records are told by `lineage`.
"""
from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

import duckdb

from data import areas
from data.contracts import Contract, contracts
from data.database import Database
from data.language import Label, label
from data.metrics import metrics
from queries import disclosure, series, sources
from queries.catalogue import Indicator
from queries.lineage import SIDES, Lineage, Share, lineage
from queries.periods import Period
from queries.series import ALL, Fact, Value

LIMIT = 20
ORIGINS = ("event", "report", "statistic")
Reason = Literal["ledger", "unit", "no_number", "share", "above", "earlier", "other"]


@dataclass(frozen=True)
class Part:
    """What one area, month or origin gives to the number; a side that it does not enter is None.

    `key` is the area code, the origin, or empty for months; `first` and `last` are the months it is told for.
    """

    key: str
    name: Label
    first: date
    last: date
    numerator: float | None
    denominator: float | None
    facts: int


@dataclass(frozen=True)
class Record:
    """One record, with its share in the number and the place it was loaded from.

    `values` are its filled fields. `is_related`: it belongs to the matter, but its share cannot be told.
    `is_hidden`: its numbers are those of too small a group. `reason` says why a figure was left aside.
    """

    table: str
    key: str
    area_code: str
    values: dict[str, Any]
    numerator: float | None
    denominator: float | None
    is_related: bool
    file: str
    sheet: str
    row: int
    batch: str
    uploaded_at: datetime | None
    by_role: str
    is_hidden: bool = False
    reason: Reason | None = None


@dataclass(frozen=True)
class Trace:
    """Everything behind one number.

    `exact` are the sides whose records are exactly those that enter it. `aside` are reported figures that do
    not count here, `held_above` how many units' figures the figure of the area above them holds already.
    `missing` says of a number that there is none what its tables cover. `components` are the parts of a score
    with their weights.
    """

    value: Value
    sql: str
    by_area: tuple[Part, ...]
    by_month: tuple[Part, ...]
    origins: tuple[Part, ...]
    exact: frozenset[str]
    records: tuple[Record, ...]
    total: int
    offset: int
    aside: tuple[Record, ...]
    held_above: int
    missing: tuple[dict[str, Any], ...]
    components: tuple[tuple[float, Trace], ...] = ()

    @property
    def indicator(self) -> Indicator:
        return self.value.indicator

    @property
    def is_exact(self) -> bool:
        """Whether every record listed enters the number, and none that does is left out."""
        return self.exact == set(SIDES)


def trace(
    database: Database,
    name: str,
    area_code: str,
    period: Period,
    breakdown: str | None = None,
    *,
    limit: int = LIMIT,
    offset: int = 0,
) -> Trace:
    """Where the number of an indicator comes from; `limit` and `offset` page through its records."""
    one, split = series.indicator(name), breakdown or ALL
    value = _value(database, one, area_code, period, split)
    missing = tuple(_covered(database, one, area_code)) if value.value is None else ()
    if parts := _parts(database, one, area_code, period, split):
        components = tuple(
            (weight, trace(database, part, area_code, over, breakdown if one.combine else None, limit=limit,
                           offset=offset))
            for weight, part, over in parts
        )
        return Trace(value, "", (), (), (), frozenset(SIDES), (), 0, offset, (), 0, missing, components)
    told = value.numerator is not None or value.denominator is not None
    facts = series.facts(database, name, area_code, period, split) if told else []
    with database.cursor() as cursor:
        cursor.begin()  # rows keep their places while they are looked up
        found = lineage(cursor, one, area_code, period, facts)
        records, total = _records(database, cursor, one, area_code, period, found, limit, offset)
        aside = _aside(cursor, one, area_code, period, found.shares, facts)
        held_above = _held_above(cursor, one, area_code, period)
        cursor.rollback()
    return Trace(
        value=value,
        sql=series.facts_sql(one, period),
        by_area=_by_area(database, area_code, facts),
        by_month=_by_month(facts),
        origins=_by_origin(facts),
        exact=found.exact,
        records=tuple(records),
        total=total,
        offset=offset,
        aside=tuple(aside),
        held_above=held_above,
        missing=missing,
    )


def _value(database: Database, one: Indicator, area_code: str, period: Period, breakdown: str) -> Value:
    whole = series.value(database, one.id, area_code, period, breakdown)
    if breakdown == ALL or not one.pooled:
        return whole
    found = series.by_breakdown(database, one.id, area_code, period)
    nothing = replace(
        whole, breakdown=breakdown, numerator=None, denominator=None, value=None, bound=0, why=label("why.no_data")
    )
    return next((each for each in found if each.breakdown == breakdown), nothing)


def _parts(
    database: Database, one: Indicator, area_code: str, period: Period, breakdown: str
) -> list[tuple[float, str, Period]]:
    """What a number is made of that has no facts of its own: weight, indicator and period."""
    if one.per_target:
        done = series.by_breakdown(database, one.id, area_code, period)
        return [(1.0, each.breakdown, each.period) for each in done if breakdown in (ALL, each.breakdown)]
    return [(weight, name, period) for weight, name in one.combine]


def _covered(database: Database, one: Indicator, area_code: str) -> list[dict[str, Any]]:
    """What each table that the number could come from holds of the area; of statistics its own metrics only."""
    rows = [row for row in sources.coverage(database, area_code) if row["table"] in one.tables]
    return [
        row | (sources.figures_of(database, one.id, area_code) if row["table"] == "statistic" else {}) for row in rows
    ]


# --- parts -----------------------------------------------------------------------------------------------------


def _by_area(database: Database, area_code: str, facts: Sequence[Fact]) -> tuple[Part, ...]:
    """One part an area of the next level; what the area reports itself stands under its own code."""
    names = {one.code: one.name for one in areas.every(database) if one.code.startswith(area_code)}
    digits = min((len(code) for code in names if len(code) > len(area_code)), default=len(area_code))
    parts = _grouped(facts, lambda fact: fact.area_code[:digits])
    return tuple(
        replace(part, name=label("trace.itself") if part.key == area_code else _plain(names.get(part.key, part.key)))
        for part in parts
    )


def _by_month(facts: Sequence[Fact]) -> tuple[Part, ...]:
    return tuple(
        replace(part, key="", name=months(part.first, part.last))
        for part in _grouped(facts, lambda fact: f"{fact.month.replace(day=1)}{fact.first_month.replace(day=1)}")
    )


def _by_origin(facts: Sequence[Fact]) -> tuple[Part, ...]:
    return tuple(
        replace(part, name=label(f"trace.origin_{part.key}"))
        for part in sorted(_grouped(facts, lambda fact: fact.origin), key=lambda part: ORIGINS.index(part.key))
    )


def _grouped(facts: Sequence[Fact], key: Any) -> list[Part]:
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(key(fact), []).append(fact)
    return [
        Part(
            name,
            _plain(name),
            min(fact.first_month for fact in group),
            max(fact.month for fact in group),
            _sum(fact.numerator for fact in group),
            _sum(fact.denominator for fact in group),
            len(group),
        )
        for name, group in sorted(groups.items())
    ]


def _sum(amounts: Iterable[float | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return math.fsum(known) if known else None


def months(first: date, last: date) -> Label:
    """2026-09, or 2021-03 至 2021-09 where it is told for several months."""
    if f"{first:%Y-%m}" == f"{last:%Y-%m}":
        return _plain(f"{last:%Y-%m}")
    return label("trace.months", first=f"{first:%Y-%m}", last=f"{last:%Y-%m}")


def _plain(text: str) -> Label:
    return Label(text, text)


# --- records ---------------------------------------------------------------------------------------------------


def _records(
    database: Database,
    cursor: duckdb.DuckDBPyConnection,
    one: Indicator,
    area_code: str,
    period: Period,
    told: Lineage,
    limit: int,
    offset: int,
) -> tuple[list[Record], int]:
    """A page of the records and how many there are: table by table, the newest first.

    What may not be shown of a small group is hidden here as well, its share too.
    """
    by_table: dict[str, dict[int, Share | None]] = {}
    for share in told.shares:
        by_table.setdefault(share.table, {})[share.rowid] = share
    if told.exact != set(SIDES):
        for name in sorted(one.tables - set(by_table)):
            if related := sources.rowids(cursor, name, area_code, _known_in(one, period), sources.metrics_of(one.id)):
                by_table[name] = dict.fromkeys(related)
    found: list[Record] = []
    before = 0
    for name, rows in by_table.items():
        first, left = max(offset - before, 0), limit - len(found)
        if left > 0 and first < len(rows):
            page = sources.loaded_from(cursor, name, rows, left, first)
            page = disclosure.masked_rows(database, name, area_code, page)
            found += [_record(contracts()[name], row, rows[row["rowid"]]) for row in page]
        before += len(rows)
    return found, before


def _known_in(one: Indicator, period: Period) -> Period:
    """What may matter to a number: of a stock everything up to the end of the period."""
    return period if one.over_time == "sum" else Period.between(date(2000, 1, 1), period.end)


def _record(contract: Contract, row: dict[str, Any], share: Share | None, reason: Reason | None = None) -> Record:
    is_hidden = row.get("is_hidden", False)
    values = {
        field.name: row[field.name]
        for field in contract.fields
        if field.type != "geojson" and row[field.name] not in (None, "")
    }
    return Record(
        table=contract.name,
        key=" · ".join(str(values[name]) for name in contract.primary_key if name in values),
        area_code=row[contract.area_column],
        values=values,
        numerator=share.numerator if share and not is_hidden else None,
        denominator=share.denominator if share and not is_hidden else None,
        is_related=share is None and reason is None,
        file=row["file_name"] or row["batch_id"],
        sheet=row["sheet"],
        row=row["row_number"],
        batch=row["batch_id"],
        uploaded_at=row["uploaded_at"],
        by_role=row["by_role"] or "",
        is_hidden=is_hidden,
        reason=reason,
    )


# --- what does not count ---------------------------------------------------------------------------------------


def _aside(
    cursor: duckdb.DuckDBPyConnection,
    one: Indicator,
    area_code: str,
    period: Period,
    shares: Sequence[Share],
    facts: Sequence[Fact],
) -> list[Record]:
    """Figures of the long-form table that tell of the same but do not count, each with the reason."""
    wanted = sources.metrics_of(one.id)
    if not one.statistic and not one.shares:
        return []
    used = {share.rowid for share in shares if share.table == "statistic"}
    rows = [row for row in sources.rowids(cursor, "statistic", area_code, period, wanted) if row not in used]
    told = sources.loaded_from(cursor, "statistic", rows, len(rows), 0)
    return [_record(contracts()["statistic"], row, None, _reason(one, row, facts)) for row in told]


def _reason(one: Indicator, row: dict[str, Any], facts: Sequence[Fact]) -> Reason:
    code, first, last = row["area_code"], row["period_start"] or row["period_end"], row["period_end"]
    same_time = [fact for fact in facts if fact.month >= first.replace(day=1) and fact.first_month <= last]
    if row["metric_id"] in one.shares:
        return "share"
    if row["value"] is None:
        return "no_number"
    if metrics()[row["metric_id"]].factor(row["unit"]) is None:
        return "unit"
    if any(fact.origin != "statistic" and fact.area_code.startswith(code) for fact in same_time):
        return "ledger"
    if any(code.startswith(fact.area_code) and code != fact.area_code for fact in same_time):
        return "above"
    return "earlier" if one.over_time == "last" else "other"


def _held_above(cursor: duckdb.DuckDBPyConnection, one: Indicator, area_code: str, period: Period) -> int:
    """How many facts do not count because the figure of the area above them holds them already."""
    row = cursor.execute(
        """
        select count(*) from indicator_fact
        where indicator = ? and starts_with(area_code, ?) and covered_length >= ?
          and first_month >= ? and last_day(month) <= ?
        """,
        [one.id, area_code, len(area_code), period.start, period.end],
    ).fetchone()
    return row[0] if row else 0
