"""Figures without a ledger of their own, and the annual tasks: what the lights and the pace are held against.

By October 2026 the street is ahead with new jobs and revenue, behind with re-employment, far behind with
hardship employment; 2025 was met but for jobs developed.
"""
from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from data.demo.draws import shares
from data.demo.files import Row
from data.demo.months import EARLIER, LAST_DAY, MONTHS, last_of
from data.demo.places import WEST

# 地方财政收入 in hundredths of 万元: two months of 2024, all of 2025, ten months of 2026 (29,379.92 万元).
REVENUE = {2024: 4_812_65, 2025: 29_716_40, 2026: 29_379_92}
REVENUE_BEFORE = {2023: 4_655_20, 2024: 24_131_75}  # two months and ten
REVENUE_SEASON = (1.35, 0.75, 0.95, 1.25, 0.95, 1.1, 1.25, 0.8, 0.9, 1.1, 0.8, 0.85)
# 到位资金 in 万元: what arrived in ten months of 2026 for the projects of the ledger (8.56 亿元 in all).
FUNDS = {2026: 85_600}
FUNDS_SEASON = (0.4, 0.5, 1.3, 0.9, 1.2, 1.6, 0.8, 0.7, 1.4, 1.2)
SINCE = date(2025, 3, 1)
LONG_FORM = (
    ("办结房地产开发遗留问题项目", "since", 33, "个"),
    ("房地产遗留问题涉及房产", "since", 8017, "套"),
    ("志愿服务队数", "asof", 131, "支"),
)
TARGETS = (
    ("urban_new_employment", "人", {2025: 1050, 2026: 1100}),
    ("reemployment", "人", {2025: 460, 2026: 520}),
    ("hardship_employment", "人", {2025: 120, 2026: 150}),
    ("jobs_developed", "个", {2025: 12, 2026: 15}),
    ("renovated_households", "户", {2025: 5779, 2026: 3204}),
    ("fiscal_revenue", "万元", {2025: 29_600, 2026: 30_826}),
    ("funds_in_place", "亿元", {2026: 7.5}),
)


def statistic_rows() -> list[Row]:
    """Monthly revenue and funds in place, and counts that only a monthly sheet reports."""
    found = [*_revenue(REVENUE_BEFORE, EARLIER, "revenue before"), *_revenue(REVENUE, MONTHS, "revenue")]
    for year, total in FUNDS.items():
        months = [month for month in MONTHS if month.year == year]
        for month, part in zip(months, shares(total, FUNDS_SEASON), strict=True):
            found.append(_figure("到位资金", month, last_of(month), "month", part, "万元"))
    for metric, kind, value, unit in LONG_FORM:
        start = SINCE if kind == "since" else LAST_DAY
        found.append(_figure(metric, start, LAST_DAY, kind, value, unit))
    return found


def _revenue(totals: dict[int, int], months: list[date], seed: str) -> Iterator[Row]:
    """The total of each year shared among those of its months by season, with some chance."""
    for year, total in totals.items():
        told = [month for month in months if month.year == year]
        rng = Random(f"{seed}/{year}")
        parts = shares(total, [REVENUE_SEASON[month.month - 1] * rng.uniform(0.94, 1.06) for month in told])
        for month, part in zip(told, parts, strict=True):
            yield _figure("地方财政收入", month, last_of(month), "month", part / 100, "万元")


def target_rows() -> list[Row]:
    """The annual tasks of 西街道."""
    return [
        {"area_code": WEST[0], "metric_id": metric, "year": year, "annual_target": task, "unit": unit}
        for metric, unit, tasks in TARGETS
        for year, task in tasks.items()
    ]


def _figure(metric: str, start: date, end: date, kind: str, value: float, unit: str) -> Row:
    return {
        "area_code": WEST[0], "metric_id": metric, "period_start": start, "period_end": end,
        "period_kind": kind,
        "value": value, "unit": unit, "version": "reported",
    }
