"""Periods: months, quarters, years, years to date and any range, with their predecessors."""
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from data.language import Label

Kind = Literal["month", "quarter", "year", "ytd", "range"]


@dataclass(frozen=True)
class Period:
    """Whole days from `start` to `end`, both included. Facts are kept by month, so ranges cover months."""

    start: date
    end: date
    kind: Kind

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        return cls(date(year, month, 1), month_end(date(year, month, 1)), "month")

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        return cls(date(year, quarter * 3 - 2, 1), month_end(date(year, quarter * 3, 1)), "quarter")

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(date(year, 1, 1), date(year, 12, 31), "year")

    @classmethod
    def year_to_date(cls, day: date) -> Period:
        """1 January to the end of the day's month."""
        return cls(date(day.year, 1, 1), month_end(day), "ytd")

    @classmethod
    def between(cls, start: date, end: date) -> Period:
        return cls(start, end, "range")

    @classmethod
    def parse(cls, code: str) -> Period:
        """The period of a code as in a URL; raises ValueError when it is none."""
        if match := re.fullmatch(r"(\d{4})", code):
            return cls.year(int(match[1]))
        if match := re.fullmatch(r"(\d{4})-Q([1-4])", code):
            return cls.quarter(int(match[1]), int(match[2]))
        if match := re.fullmatch(r"(\d{4})-(\d{2})", code):
            return cls.month(int(match[1]), int(match[2]))
        if match := re.fullmatch(r"(\d{4})-(\d{2})-ytd", code):
            return cls.year_to_date(date(int(match[1]), int(match[2]), 1))
        start, mark, end = code.partition("_")
        if mark:
            return cls.between(date.fromisoformat(start), date.fromisoformat(end))
        raise ValueError(f"not a period: {code!r}")

    @property
    def code(self) -> str:
        return {
            "month": f"{self.start:%Y-%m}",
            "quarter": f"{self.start.year}-Q{(self.start.month + 2) // 3}",
            "year": f"{self.start.year}",
            "ytd": f"{self.end:%Y-%m}-ytd",
            "range": f"{self.start.isoformat()}_{self.end.isoformat()}",
        }[self.kind]

    @property
    def label(self) -> Label:
        """How the period is called, e.g. 2026年1—10月."""
        year, month, last = self.start.year, self.start.month, self.end.month
        return {
            "month": Label(f"{year}年{month}月", f"{self.start:%b %Y}"),
            "quarter": Label(f"{year}年第{(month + 2) // 3}季度", f"Q{(month + 2) // 3} {year}"),
            "year": Label(f"{year}年", f"{year}"),
            "ytd": Label(
                f"{year}年1月" if last == 1 else f"{year}年1—{last}月",
                f"{self.end:%b %Y}" if last == 1 else f"Jan–{self.end:%b %Y}",
            ),
            "range": self.dates,
        }[self.kind]

    @property
    def dates(self) -> Label:
        """The exact first and last day."""
        first, last = self.start, self.end
        return Label(
            f"{first.year}年{first.month}月{first.day}日—{last.year}年{last.month}月{last.day}日",
            f"{first.day} {first:%b %Y} – {last.day} {last:%b %Y}",
        )

    def previous(self) -> Period:
        """The period just before: last month, last quarter, …; a year to date has last month's.

        The year to date of January has none before it in its year: the whole of last year stands in.
        """
        if self.kind == "ytd":
            if self.end.month == 1:
                return Period.year(self.start.year - 1)
            return Period.year_to_date(add_months(self.end.replace(day=1), -1))
        if self.kind == "range" and not self.whole_months:
            length = self.end - self.start + timedelta(days=1)
            return Period.between(self.start - length, self.end - length)
        first = add_months(self.start, -len(self.months()))
        return Period(first, self.start - timedelta(days=1), self.kind)

    def last_year(self) -> Period:
        """The same period one year earlier; of a year to date the same months (累计同期)."""
        last = add_months(self.end.replace(day=1), -12)
        end = month_end(last) if self.end == month_end(self.end) else last.replace(
            day=min(self.end.day, month_end(last).day)
        )
        start = add_months(self.start.replace(day=1), -12)
        return Period(start.replace(day=min(self.start.day, month_end(start).day)), end, self.kind)

    def months(self) -> list[date]:
        """The first day of every month that the period touches."""
        found, month = [], self.start.replace(day=1)
        while month <= self.end:
            found.append(month)
            month = add_months(month, 1)
        return found

    @property
    def is_cumulative(self) -> bool:
        """Whether it adds up over the year: only last year's same months are a fair comparison (累计同期)."""
        return self.kind in ("ytd", "year")

    @cached_property
    def whole_months(self) -> bool:
        """Whether the period begins and ends with a month, as the kept facts do."""
        return self.start.day == 1 and self.end == month_end(self.end)


def year_so_far(period: Period) -> Period:
    """From January to the period's last day: what annual targets are held against."""
    return Period(period.end.replace(month=1, day=1), period.end, "ytd")


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return add_months(day.replace(day=1), 1) - timedelta(days=1)


def add_months(first_day: date, count: int) -> date:
    """The first day of the month `count` months later (or earlier)."""
    months = first_day.year * 12 + first_day.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)
