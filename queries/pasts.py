"""What some areas were before: their change, their last months and their own ordinary variation, with one question."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.database import Database
from queries import changes, rebasing, reporting, series, signals
from queries.changes import Against, Change
from queries.periods import Period, add_months, month_end
from queries.series import Value
from queries.signals import Chart

LOOKED_BACK = 6


@dataclass(frozen=True)
class Past:
    """What an area was before: `months` are the last ones that its data cover to their end, the newest first."""

    change: Change
    months: tuple[Value, ...]
    chart: Chart


def pasts(
    database: Database, asked: Sequence[tuple[str, str]], period: Period, against: Against
) -> dict[tuple[str, str], Past]:
    """(indicator, area code) -> its past, for areas of one level; another question where data end on another day."""
    names = list(dict.fromkeys(name for name, _ in asked))
    reaching: dict[tuple[Period, ...], list[str]] = {}
    for code in dict.fromkeys(code for _, code in asked):
        reaching.setdefault(_months(database, code, period), []).append(code)
    told: dict[tuple[str, str], Past] = {}
    for months, codes in reaching.items():
        periods = [period, changes.earlier_period(period, against), *months]
        for code, values in series.values_of(database, names, codes, periods).items():
            for at, name in enumerate(names):
                told[name, code] = _past(database, values[at * len(periods): (at + 1) * len(periods)], period)
    return {one: told[one] for one in asked}


def _months(database: Database, area_code: str, period: Period) -> tuple[Period, ...]:
    """The months that the area's chart judges, and those that are looked back at before them."""
    return (*_last_months(database, area_code, period), *signals.months_judged(database, area_code, period)[0])


def _last_months(database: Database, area_code: str, period: Period) -> list[Period]:
    last = reporting.last_whole_month(database, area_code, period)
    if last is None:
        return []
    return [Period(first, month_end(first), "month") for first in (add_months(last, -n) for n in range(LOOKED_BACK))]


def _past(database: Database, values: Sequence[Value], period: Period) -> Past:
    """The past told by the values of the period, the earlier one, the last months and those that are judged."""
    now, before, *months = values
    back = len(months) - signals.MONTHS
    covered = signals.months_judged(database, now.area_code, period)[1]
    decided = rebasing.decisions(database, [now.indicator.id], now.area_code)
    return Past(changes.between(database, now, before), tuple(months[:back]),
                signals.judge(months[back:], decided, covered))
