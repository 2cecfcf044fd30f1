"""The periods and areas on offer."""

from __future__ import annotations

from datetime import date

import pytest

from components import filters
from data.areas import Area
from queries.periods import Period

WEST = Area("990101001", "西街道（演示）", "street", "990101")
NEW = Area("990101001001", "新华社区", "community", "990101001")
GRID = Area("990101001001003", "第3网格", "grid", "990101001001")
DISTRICT = Area("990101", "演示区（演示）", "district")
EVERY = [DISTRICT, WEST, NEW, GRID]


def test_months_are_offered_newest_first_over_the_turn_of_the_year():
    assert filters.months_covered(date(2025, 11, 3), date(2026, 2, 28)) == ["2026-02", "2026-01", "2025-12", "2025-11"]


def test_a_single_month_is_offered_when_that_is_all_there_is():
    assert filters.months_covered(date(2021, 11, 1), date(2021, 11, 16)) == ["2021-11"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("month", ["2026-02", "2026-01", "2025-12"]),
        ("quarter", ["2026-Q1", "2025-Q4"]),
        ("year", ["2026", "2025"]),
        ("ytd", ["2026-02-ytd", "2026-01-ytd", "2025-12-ytd"]),
    ],
)
def test_periods_of_a_kind_are_offered_once_each(kind, expected):
    assert filters.period_codes(kind, ["2026-02", "2026-01", "2025-12"]) == expected


@pytest.mark.parametrize("kind", ["month", "quarter", "year", "ytd"])
def test_every_period_on_offer_is_one_the_address_can_carry(kind):
    for code in filters.period_codes(kind, filters.months_covered(date(2024, 11, 1), date(2026, 10, 31))):
        assert Period.parse(code).code == code


def test_an_area_is_offered_by_its_path_of_names():
    assert filters.path_name(GRID.code, {one.code: one for one in EVERY}) == "西街道（演示） › 新华社区 › 第3网格"
