"""The 24 months of the demonstration, the year before them, and the last day; nothing here asks what day it is today.

Two ledgers, of requests and of revenue, go back one year further: what analyses would have said in the past can be
tested only with a third year.
"""
from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta

MONTHS = [date(2024 + (10 + i) // 12, (10 + i) % 12 + 1, 1) for i in range(24)]
EARLIER = [date(2023 + (10 + i) // 12, (10 + i) % 12 + 1, 1) for i in range(12)]
FIRST_DAY = MONTHS[0]
LAST_DAY = date(2026, 10, 31)
END = datetime(2026, 11, 1)


def last_of(month: date) -> date:
    """The last day of a month."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def through(month: date) -> float:
    """How far into the two years a month lies: 0 for the first, 1 for the last, below 0 before. Trends follow it."""
    since = 12 * (month.year - FIRST_DAY.year) + month.month - FIRST_DAY.month
    return since / (len(MONTHS) - 1)


def workday(day: date) -> date:
    """The day itself, or the Monday after when it falls on a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)
