"""Who has sent what for a month: the communities against the tables that are due every month."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from data import areas
from data.areas import Area
from data.contracts import contracts
from data.database import Database
from data.language import Label
from data.monthly import monthly_tables
from data.remembering import Rows, until_next_commit
from queries import settings
from queries.periods import Period, add_months, month_end
from queries.reach import spans
from queries.sources import as_of

State = Literal["on_time", "late", "backfilled", "by_sheet", "missing", "never", "pending", "not_due"]
OWED = ("missing", "never", "pending")  # nothing has come, whether or not its day has passed
MONTHS_BACK = 13  # the month under way and the twelve before it


@dataclass(frozen=True)
class Sent:
    """What became of one table of one community. `day` is when its first rows arrived.

    `backfilled`: the street had not begun to load this table when it was due. `by_sheet`: a summary sheet stands
    for the ledger. `never`: the community has sent none of this table, in no month. `pending`: nothing yet, and
    its day has not passed. `not_due`: nobody in its street sends this table, or not yet in that month.
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
        """The communities that owe a table past its day."""
        owed = {code for (code, _), one in self.sent.items() if one.state in ("missing", "never")}
        return [one for one in self.communities if one.code in owed]

    def in_use(self, table: str) -> bool:
        """Whether the table is due from anybody."""
        return any(name == table and one.state != "not_due" for (_, name), one in self.sent.items())


@dataclass(frozen=True)
class _Came:
    """What has ever come of one table: the summary sheets (community, month) that stand for it, who sent any of it, and
    by street the first month told of and the first day on which rows came.
    """

    sheets: frozenset[tuple[str, date]]
    senders: frozenset[str]
    first_month: dict[str, date]
    begun: dict[str, date]

    @staticmethod
    def of(rows: list[dict[str, Any]], sheets: frozenset[tuple[str, date]]) -> _Came:
        first_month: dict[str, date] = {}
        for place, month in [*((row["area_code"], row["first_month"]) for row in rows), *sheets]:
            first_month[place[:9]] = min(month, first_month.get(place[:9], month))
        begun: dict[str, date] = {}
        for row in rows:
            if day := row["begun"]:
                begun[row["area_code"][:9]] = min(day, begun.get(row["area_code"][:9], day))
        senders = frozenset([*(row["area_code"] for row in rows), *(place for place, _ in sheets)])
        return _Came(sheets, senders, first_month, begun)


def reports(database: Database, area_code: str, period: Period, today: date | None = None) -> Reports:
    """Who has sent what for the period's last month that the data cover to its end.

    `today` tells what is not due yet from what is missing; without it every due date counts as passed.
    """
    month = last_whole_month(database, area_code, period)
    if month is None:
        return Reports(None, None, _tables(), tuple(_communities(database, area_code)), {})
    return _of_month(database, area_code, month, today)


def by_month(database: Database, area_code: str, today: date) -> dict[str, Reports]:
    """The same for the month under way and those before it since the first report, newest first, by 2026-10."""
    came = _came(database, area_code[:9])
    first = min((month for one in came.values() for month in one.first_month.values()), default=None)
    months = [add_months(today.replace(day=1), -back) for back in range(MONTHS_BACK)]
    return {
        f"{month:%Y-%m}": _of_month(database, area_code, month, today)
        for month in months if first is not None and month >= first
    }


def due_day(month: date) -> date:
    """The day by which a month's reports must be in (setting `reporting_due_day` of the month after)."""
    return add_months(month, 1) + timedelta(days=settings.setting("reporting_due_day") - 1)


def _of_month(database: Database, area_code: str, month: date, today: date | None) -> Reports:
    in_force = {row["area_code"] for row in database.rows(
        """
        select distinct area_code from area
        where level = 'community' and coalesce(valid_from, date '1900-01-01') <= ?
            and coalesce(valid_to, date '9999-12-31') >= ?
        """,
        [month_end(month), month],
    )}
    communities = tuple(one for one in _communities(database, area_code) if one.code in in_force)
    due_on = due_day(month)
    is_pending = today is not None and today <= due_on
    arrivals = _arrivals(database, area_code[:9], month)
    sent = {}
    for name, came in _came(database, area_code[:9]).items():
        for one in communities:
            state = _sent(came, arrivals.get(name, {}), one.code, month, due_on)
            is_owed = is_pending and state.state in OWED
            sent[one.code, name] = Sent("pending") if is_owed else state
    return Reports(month, due_on, _tables(), communities, sent)


def _tables() -> tuple[tuple[str, Label], ...]:
    return tuple((name, contracts()[name].title) for name in monthly_tables())


def _communities(database: Database, area_code: str) -> list[Area]:
    return [one for one in areas.every(database) if one.level == "community" and _holds(one.code, area_code)]


def last_whole_month(database: Database, area_code: str, period: Period) -> date | None:
    """The last month of the period, or an earlier one, that the street's data cover to its end."""
    covered = as_of(database, area_code)
    if covered is None:
        return None
    whole = covered.replace(day=1) if covered == month_end(covered) else add_months(covered.replace(day=1), -1)
    return min(whole, period.end.replace(day=1))


def _holds(community: str, area_code: str) -> bool:
    return community.startswith(area_code) or area_code.startswith(community)


def _sent(came: _Came, arrivals: Mapping[str, date | None], code: str, month: date, due_on: date) -> Sent:
    street = code[:9]
    if street not in came.first_month or month < came.first_month[street]:
        return Sent("not_due")
    if code not in arrivals:
        if (code, month) in came.sheets:
            return Sent("by_sheet")
        return Sent("missing" if code in came.senders else "never")
    day = arrivals[code]
    if day is None or day > due_on:
        return Sent("late" if day and came.begun[street] <= due_on else "backfilled", day)
    return Sent("on_time", day)


@until_next_commit(100)
def _came(database: Rows, area_code: str) -> dict[str, _Came]:
    """Table -> what has ever come of it from the street (or district)."""
    rows = database.rows(
        """
        select table_name, area_code, min(month) as first_month, min(arrived) as begun
        from table_arrivals where starts_with(area_code, ?) group by table_name, area_code
        """,
        [area_code],
    )
    sheets = _sheets(database, area_code)
    return {name: _Came.of([row for row in rows if row["table_name"] == name],
                           sheets if name == "service_request" else frozenset()) for name in monthly_tables()}


@until_next_commit(1000)
def _arrivals(database: Rows, area_code: str, month: date) -> dict[str, dict[str, date | None]]:
    """Table -> community -> the day on which its first rows of the month came in that are still in force."""
    rows = database.rows("from table_arrivals where starts_with(area_code, ?) and month = ?", [area_code, month])
    found: dict[str, dict[str, date | None]] = {}
    for row in rows:
        found.setdefault(row["table_name"], {})[row["area_code"]] = row["arrived"]
    return found


def _sheets(database: Rows, area_code: str) -> frozenset[tuple[str, date]]:
    """(community, month) of the summary sheets that stand for a ledger of requests."""
    if "statistic" not in spans(database, area_code):
        return frozenset()
    rows: list[dict[str, Any]] = database.rows(
        r"""
        select distinct substr(area_code, 1, 12) as area_code, month from statistic_month
        where measure like 'requests\_%' escape '\' and starts_with(area_code, ?)
        """,
        [area_code],
    )
    return frozenset((row["area_code"], row["month"]) for row in rows)
