"""Who has sent what for a month: the communities against the tables that are due every month."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from data import areas
from data.areas import Area
from data.contracts import Contract, contracts, main_date
from data.database import IN_STORE, Database
from data.language import Label
from data.monthly import monthly_tables
from queries import settings
from queries.periods import Period, add_months, month_end
from queries.sources import as_of

State = Literal["on_time", "late", "backfilled", "by_sheet", "missing", "never", "not_due"]


@dataclass(frozen=True)
class Sent:
    """What became of one table of one community. `day` is when its first rows arrived.

    `backfilled`: the street had not begun to load this table when it was due. `by_sheet`: a summary sheet stands
    for the ledger. `never`: the community has sent none of this table, in no month. `not_due`: nor has anybody
    in its street, or not yet in that month.
    """

    state: State
    day: date | None = None


@dataclass(frozen=True)
class Reports:
    """The month's matrix: `sent` by (community, table). `month` is None where no month is covered to its end."""

    month: date | None
    due_on: date | None
    tables: tuple[tuple[str, Label], ...]
    communities: tuple[Area, ...]
    sent: dict[tuple[str, str], Sent]

    def counted(self, *states: State) -> int:
        """How many of the cells are in one of the states."""
        return sum(one.state in states for one in self.sent.values())

    def lacking(self) -> list[Area]:
        """The communities that owe a table."""
        owed = {code for (code, _), one in self.sent.items() if one.state in ("missing", "never")}
        return [one for one in self.communities if one.code in owed]


def reports(database: Database, area_code: str, period: Period) -> Reports:
    """Who has sent what for the period's last month that the data cover to its end."""
    tables = tuple((name, contracts()[name].title) for name in monthly_tables())
    month = last_whole_month(database, area_code, period)
    inside = [one for one in areas.every(database) if one.level == "community" and _holds(one.code, area_code)]
    if month is None:
        return Reports(None, None, tables, tuple(inside), {})
    in_force = {row["area_code"] for row in database.rows(
        """
        select distinct area_code from area
        where level = 'community' and coalesce(valid_from, date '1900-01-01') <= ?
            and coalesce(valid_to, date '9999-12-31') >= ?
        """,
        [month_end(month), month],
    )}
    communities = tuple(one for one in inside if one.code in in_force)
    due_on = add_months(month, 1) + timedelta(days=settings.setting("reporting_due_day") - 1)
    sent = {}
    for name, _ in tables:
        arrived = _arrivals(database, contracts()[name], area_code[:9])
        sheets = _sheets(database, area_code[:9]) if name == "service_request" else set()
        for one in communities:
            sent[one.code, name] = _sent(arrived, sheets, one.code, month, due_on)
    return Reports(month, due_on, tables, communities, sent)


def last_whole_month(database: Database, area_code: str, period: Period) -> date | None:
    """The last month of the period, or an earlier one, that the street's data cover to its end."""
    covered = as_of(database, area_code)
    if covered is None:
        return None
    whole = covered.replace(day=1) if covered == month_end(covered) else add_months(covered.replace(day=1), -1)
    return min(whole, period.end.replace(day=1))


def _holds(community: str, area_code: str) -> bool:
    return community.startswith(area_code) or area_code.startswith(community)


def _sent(
    arrived: dict[tuple[str, date], date | None],
    sheets: set[tuple[str, date]],
    code: str,
    month: date,
    due_on: date,
) -> Sent:
    street = code[:9]
    months = {when for place, when in [*arrived, *sheets] if place.startswith(street)}
    if not months or month < min(months):
        return Sent("not_due")
    if (code, month) not in arrived:
        if (code, month) in sheets:
            return Sent("by_sheet")
        return Sent("missing" if any(place == code for place, _ in [*arrived, *sheets]) else "never")
    day = arrived[code, month]
    begun = [when for (place, _), when in arrived.items() if place.startswith(street) and when]
    if day is None or day > due_on:
        return Sent("late" if day and min(begun) <= due_on else "backfilled", day)
    return Sent("on_time", day)


def _arrivals(database: Database, contract: Contract, area_code: str) -> dict[tuple[str, date], date | None]:
    """(community, month) -> the day on which its first rows came in that are still in force."""
    area, day = contract.area_column, main_date(contract)
    rows = database.rows(
        f"""
        with versions as (
            select {area} as area_code, {day} as happened, batch_id from {contract.name}
            union all
            select {area}, {day}, batch_id from {contract.name}_history
        )
        select
            substr(versions.area_code, 1, 12) as area_code,
            date_trunc('month', happened)::date as month,
            min(uploaded_at)::date as arrived
        from versions
        left join import_batch on versions.batch_id = import_batch.batch_id
        where coalesce(import_batch.state, $state) = $state
            and starts_with(versions.area_code, $area)
            and happened is not null
        group by all
        """,
        {"state": IN_STORE, "area": area_code},
    )
    return {(row["area_code"], row["month"]): row["arrived"] for row in rows}


def _sheets(database: Database, area_code: str) -> set[tuple[str, date]]:
    """(community, month) of the summary sheets that stand for a ledger of requests."""
    rows: list[dict[str, Any]] = database.rows(
        r"""
        select distinct substr(area_code, 1, 12) as area_code, month from statistic_month
        where measure like 'requests\_%' escape '\' and starts_with(area_code, ?)
        """,
        [area_code],
    )
    return {(row["area_code"], row["month"]) for row in rows}
