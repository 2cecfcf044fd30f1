"""Against last period, last year and the target."""
from __future__ import annotations

from datetime import date

import pytest

from queries.changes import change, light, ranking, target
from queries.periods import Period
from queries.series import by_area
from tests.queries.store import FIRST, SECOND, STREET, Store, jobs, request


def test_a_rate_changes_in_points_and_a_count_in_per_cent(store: Store) -> None:
    store.load("service_request", [
        *[request() for _ in range(4)],
        *[request(received_at="2026-02-05 09:00", closed_at="2026-02-06 09:00", due_at="2026-02-10")
          for _ in range(4)],
        request(received_at="2026-02-05 09:00", closed_at="2026-02-20 09:00", due_at="2026-02-10"),
    ])

    rate = change(store, "ontime_closure_rate", STREET, Period.parse("2026-02"))
    count = change(store, "request_count", STREET, Period.parse("2026-02"))

    assert (rate.amount, rate.text(), rate.good) == (-20, "下降20.0个百分点", False)
    assert (count.amount, count.text(), count.good) == (25, "上升25.0%", None)


def test_a_change_that_rounds_to_nothing_is_level(store: Store) -> None:
    store.load("service_request", [request(), request(received_at="2026-02-05 09:00", closed_at="2026-02-06 09:00",
                                                      due_at="2026-02-10")])

    assert change(store, "closure_rate", STREET, Period.parse("2026-02")).text() == "持平"


def test_periods_with_other_reporting_units_are_not_comparable(store: Store) -> None:
    store.load("employment_stat", [jobs("2026-01", 5), jobs("2026-01", 4, area=SECOND), jobs("2026-02", 6)])

    found = change(store, "jobs_developed", STREET, Period.parse("2026-02"))

    assert (found.comparable, found.amount, found.text()) == (False, None, "不可比")
    assert found.why is not None and "填报单位不同" in found.why.zh
    assert change(store, "jobs_developed", FIRST, Period.parse("2026-02")).amount == 20


def test_periods_with_other_months_reported_are_not_comparable(store: Store) -> None:
    store.load("employment_stat", [jobs("2025-01", 5), jobs("2025-02", 5), jobs("2026-01", 6)])

    found = change(store, "jobs_developed", STREET, Period.parse("2026"), "last_year")

    assert not found.comparable
    assert found.why is not None and "月份不同（本期1份月报，对比期2份）" in found.why.zh


def test_the_year_to_date_is_held_against_the_same_months_of_last_year(store: Store) -> None:
    store.load("employment_stat", [jobs("2025-01", 5), jobs("2025-02", 5), jobs("2025-12", 99),
                                   jobs("2026-01", 6), jobs("2026-02", 6)])

    found = change(store, "jobs_developed", STREET, Period.parse("2026-02-ytd"), "last_year")

    assert (found.before.value, found.amount) == (10, 20)
    assert found.before.period.dates.zh == "2025年1月1日—2025年2月28日"


def test_small_bases_never_come_first_or_last(store: Store) -> None:
    store.load("service_request", [request(area_code=FIRST) for _ in range(20)] + [
        request(area_code=SECOND, closed_at="2026-03-01 09:00")])

    ranked, aside = ranking(by_area(store, "ontime_closure_rate", STREET, Period.parse("2026"), "community"))

    assert [one.area_code for one in ranked] == [FIRST]
    assert [one.area_code for one in aside] == [SECOND]


def _task(**given: object) -> dict:
    return {"area_code": STREET, "metric_id": "jobs_developed", "year": 2026, "annual_target": 120.0,
            "unit": "个", "schedule": "linear", "direction": "up"} | given


def test_progress_is_held_against_the_months_gone_by(store: Store) -> None:
    store.load("target", [_task()])
    store.load("employment_stat", [jobs("2026-01", 10), jobs("2026-02", 2)])

    found = target(store, "jobs_developed", STREET, Period.parse("2026-02"))

    assert found is not None
    assert (found.done, found.share, found.lead_points, found.gap) == (12, 0.1, -6.67, 108)
    assert found.light == "green"


def test_a_monthly_plan_replaces_the_even_one(store: Store) -> None:
    store.load("target", [_task(schedule="custom", monthly_plan="[60,30,30,0,0,0,0,0,0,0,0,0]")])
    store.load("employment_stat", [jobs("2026-01", 12)])

    found = target(store, "jobs_developed", STREET, Period.parse("2026-01"))

    assert found is not None
    assert (found.expected_share, found.lead_points, found.light) == (0.5, -40, "red")


def test_what_is_still_missing_is_shared_among_the_months_to_come(store: Store) -> None:
    store.load("target", [_task()])
    store.load("employment_stat", [jobs(f"2026-{month:02}", 9) for month in range(1, 11)])

    found = target(store, "jobs_developed", STREET, Period.parse("2026-10"))

    assert found is not None
    assert (found.gap, found.months_left, found.needed_per_month) == (30, 2, 15)


def test_figures_that_end_in_august_are_held_against_eight_months(store: Store) -> None:
    store.load("target", [_task()])
    store.load("employment_stat", [jobs(f"2026-{month:02}", 10) for month in range(1, 9)])

    found = target(store, "jobs_developed", STREET, Period.parse("2026"))

    assert found is not None
    assert (found.month, found.lead_points, found.needed_per_month) == (8, 0, 10)


def test_a_target_in_another_unit_is_converted_or_left_alone(store: Store) -> None:
    def revenue(month: int) -> dict:
        return {"area_code": STREET, "metric_id": "fiscal_revenue", "period_end": f"2026-{month:02}-28",
                "period_kind": "month", "value": 500.0, "unit": "万元", "version": "reported"}

    store.load("statistic", [revenue(1), revenue(2)])
    store.load("target", [_task(metric_id="fiscal_revenue", annual_target=1.2, unit="亿元")])
    found = target(store, "fiscal_revenue", STREET, Period.parse("2026-02-ytd"))
    assert found is not None and (found.annual, found.done) == (12_000, 1_000)

    store.load("target", [_task(unit="户")])
    assert target(store, "jobs_developed", STREET, Period.parse("2026-02-ytd")) is None


def test_there_is_no_light_without_a_target_or_without_a_number(store: Store) -> None:
    assert target(store, "jobs_developed", STREET, Period.parse("2026-01")) is None
    store.load("target", [_task()])
    found = target(store, "jobs_developed", STREET, Period.parse("2026-01"))
    assert found is not None and found.light is None and found.gap is None


@pytest.mark.parametrize(("behind", "colour"), [
    (-5, "green"), (9.99, "green"), (10, "yellow"), (30, "yellow"), (30.01, "red"), (None, None)])
def test_ten_to_thirty_points_behind_is_yellow_and_more_is_red(behind: float | None, colour: str | None) -> None:
    assert light(behind, (10, 30)) == colour


@pytest.mark.parametrize(("code", "previous", "last_year"), [
    ("2026-01", "2025-12", "2025-01"),
    ("2026-Q1", "2025-Q4", "2025-Q1"),
    ("2026", "2025", "2025"),
    ("2026-10-ytd", "2026-09-ytd", "2025-10-ytd"),
    ("2026-02-01_2026-03-31", "2025-12-01_2026-01-31", "2025-02-01_2025-03-31"),
    ("2024-02", "2024-01", "2023-02"),
    ("2026-01-10_2026-01-19", "2025-12-31_2026-01-09", "2025-01-10_2025-01-19"),
])
def test_every_period_knows_the_one_before_it(code: str, previous: str, last_year: str) -> None:
    period = Period.parse(code)

    assert period.code == code
    assert period.previous().code == previous
    assert period.last_year().code == last_year


def test_a_leap_february_is_held_against_a_whole_february() -> None:
    assert Period.month(2024, 2).last_year().end == date(2023, 2, 28)
    assert Period.month(2025, 2).last_year().end == date(2024, 2, 29)
