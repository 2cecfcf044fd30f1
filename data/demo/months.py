"""The 24 months of the demonstration and its last day; nothing here asks what day it is today."""
from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta

MONTHS = [date(2024 + (10 + i) // 12, (10 + i) % 12 + 1, 1) for i in range(24)]
FIRST_DAY = MONTHS[0]
LAST_DAY = date(2026, 10, 31)
END = datetime(2026, 11, 1)


def last_of(month: date) -> date:
    """The last day of a month."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def through(month: date) -> float:
    """How far into the two years a month lies: 0 for the first, 1 for the last. Trends follow it."""
    return MONTHS.index(month) / (len(MONTHS) - 1)


def workday(day: date) -> date:
    """The day itself, or the Monday after when it falls on a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)
