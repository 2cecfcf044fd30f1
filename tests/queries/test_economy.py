"""Enterprises, investment and revenue, said as staff would say it."""
from __future__ import annotations

from typing import Any

import pytest

from queries import changes, series
from queries.periods import Period
from tests.queries.store import FIRST, GRID, SECOND, STREET, Store, ask, ratio, request


def held(kind: str, day: str, sessions: int = 1, **given: Any) -> dict[str, Any]:
    """Something held for enterprises in the first community."""
    return {"activity_no": f"{kind}{day}", "held_on": day, "area_code": FIRST, "activity_type": kind,
            "sessions": sessions} | given


def money(metric: str, month: str, amount: float, kind: str = "month", area: str = STREET) -> dict[str, Any]:
    """A street's monthly sheet: the month's amount, or with 累计 that of the year so far (万元)."""
    return {"area_code": area, "metric_id": metric, "period_start": f"{month}-01", "period_end": f"{month}-28",
            "period_kind": kind, "value": amount, "unit": "万元", "version": "reported"}


def task(metric: str, amount: float, **given: Any) -> dict[str, Any]:
    return {"area_code": STREET, "metric_id": metric, "year": 2026, "annual_target": amount, "unit": "万元",
            "schedule": "linear", "direction": "up"} | given


def project(name: str, status: str, total: float | None, in_place: float | None, **given: Any) -> dict[str, Any]:
    return {"project_no": name, "name": name, "status": status, "total_wan": total, "in_place_wan": in_place,
            "area_code": FIRST} | given


def test_two_visits_to_one_enterprise_count_twice_and_other_activities_do_not(store: Store) -> None:
    store.load("activity", [held("企业走访", "2026-01-05", 3), held("企业走访", "2026-02-05", 2, area_code=SECOND),
                            held("志愿服务", "2026-01-06", 50)])

    assert ask(store, "enterprise_visits", "2026-01").value == 3
    assert ask(store, "enterprise_visits", "2026").display(with_unit=True) == "5 家次"


def test_briefings_and_symposiums_add_up_and_stay_apart_when_asked(store: Store) -> None:
    store.load("activity", [held("政策宣讲", "2026-01-05", 2), held("企业座谈会", "2026-01-09")])

    assert ask(store, "enterprise_events", "2026-01").value == 3
    parts = series.by_breakdown(store, "enterprise_events", STREET, Period.parse("2026-01"))
    assert {one.breakdown: one.value for one in parts} == {"政策宣讲": 2, "企业座谈会": 1}


def test_only_enterprises_issues_count_and_those_not_accepted_do_not(store: Store) -> None:
    ours = {"requester_type": "enterprise", "category": "企业资金"}
    store.load("service_request", [
        request(**ours), request(**ours, closed_at=None, status="办理中"),
        request(**ours, closed_at=None, status="不予受理"), request(),
    ])

    assert ratio(ask(store, "enterprise_issue_closure_rate", "2026-01")) == (1, 2)


def test_visits_without_a_number_of_issues_are_no_base_for_issues_per_100_visits(store: Store) -> None:
    store.load("activity", [held("企业走访", "2026-01-05", 40, issues_found=10),
                            held("企业走访", "2026-01-06", 60, issues_found=None)])

    found = ask(store, "issues_per_100_visits", "2026-01")
    assert (found.numerator, found.denominator, found.value) == (10, 40, 25)


@pytest.mark.parametrize("kind", ["month", "ytd"])
def test_revenue_of_the_month_and_of_the_year_so_far_give_the_same_completion(store: Store, kind: str) -> None:
    amounts = [100, 100, 100] if kind == "month" else [100, 200, 300]
    store.load("statistic", [money("fiscal_revenue", f"2026-{n:02}", amounts[n - 1], kind) for n in (1, 2, 3)])
    store.load("target", [task("fiscal_revenue", 1000)])

    assert ask(store, "fiscal_revenue", "2026-02").value == 100
    assert ratio(ask(store, "fiscal_revenue_completion", "2026-03")) == (300, 1000)
    assert ratio(ask(store, "fiscal_revenue_completion", "2026-02-ytd")) == (200, 1000)
    assert ask(store, "fiscal_over_schedule", "2026-03").value == pytest.approx(300 - 1000 * 3 / 12)


def test_a_share_of_the_year_is_not_told_over_a_month_that_was_not_reported(store: Store) -> None:
    store.load("statistic", [money("fiscal_revenue", "2026-01", 100), money("fiscal_revenue", "2026-03", 100)])
    store.load("target", [task("fiscal_revenue", 1000)])

    found = ask(store, "fiscal_revenue_completion", "2026-03")
    assert found.value is None
    assert found.why is not None and "未上报" in found.why.zh
    assert ask(store, "fiscal_over_schedule", "2026-03").value is None
    assert ask(store, "fiscal_revenue_completion", "2026-01").value == 10


def test_revenue_is_held_against_a_monthly_plan_where_there_is_one(store: Store) -> None:
    plan = "[300,100,100,50,50,50,50,50,50,50,50,100]"
    store.load("statistic", [money("fiscal_revenue", "2026-01", 310)])
    store.load("target", [task("fiscal_revenue", 1000, schedule="custom", monthly_plan=plan)])

    assert ask(store, "fiscal_over_schedule", "2026-01").value == 10
    [lead] = series.by_breakdown(store, "schedule_lead_pp", STREET, Period.parse("2026-01"))
    assert (lead.breakdown, lead.value) == ("fiscal_revenue", pytest.approx(1))


def test_from_a_deficit_to_a_surplus_is_told_in_money_and_not_in_per_cent(store: Store) -> None:
    store.load("statistic", [money("fiscal_revenue", "2026-01", 50), money("fiscal_revenue", "2026-02", 200)])
    store.load("target", [task("fiscal_revenue", 1200)])

    found = changes.change(store, "fiscal_over_schedule", STREET, Period.parse("2026-02"))
    assert (found.before.value, found.now.value) == (-50, 50)
    assert (found.text(), found.good) == ("增加100.0万元", True)


def test_the_share_and_the_amount_of_one_task_both_have_its_light(store: Store) -> None:
    store.load("statistic", [money("fiscal_revenue", "2026-01", 50)])
    store.load("target", [task("fiscal_revenue", 1200)])

    asked = ["fiscal_revenue", "fiscal_revenue_completion"]
    found = changes.targets(store, asked, STREET, Period.parse("2026-01"))
    assert [one.lead_points for one in found if one] == [-4.17, -4.17]


def test_without_a_target_there_is_revenue_but_no_completion(store: Store) -> None:
    store.load("statistic", [money("fiscal_revenue", "2026-01", 100)])

    assert ask(store, "fiscal_revenue", "2026-01").value == 100
    found = ask(store, "fiscal_revenue_completion", "2026-01")
    assert found.value is None
    assert found.why is not None and "全年地方财政收入目标" in found.why.zh
    assert ask(store, "fiscal_revenue", "2026-01", FIRST).value is None


def test_a_target_that_comes_later_or_changes_moves_the_completion(store: Store) -> None:
    store.load("statistic", [money("funds_in_place", "2026-01", 100)])
    store.load("target", [task("funds_in_place", 0.05, unit="亿元")])

    assert ratio(ask(store, "funds_in_place_completion", "2026-01")) == (100, 500)


def test_a_project_counts_when_it_landed_else_when_it_was_reported(store: Store) -> None:
    store.load("investment_project", [
        project("一", "落户", 1000, 400, reported_on="2025-06-01", landed_on="2026-01-15"),
        project("二", "上报", 500, 0, reported_on="2026-01-20"),
        project("三", "洽谈", None, None),
    ])

    assert ask(store, "investment_projects", "2026-01").value == 2
    assert ask(store, "investment_landed", "2026-01").value == 1
    assert ask(store, "investment_total", "2026").value == 1500
    assert ask(store, "investment_projects", "2025").value == 0


def test_funds_in_place_are_known_as_the_ledger_stands_and_only_where_both_amounts_are(store: Store) -> None:
    store.load("investment_project", [
        project("一", "落户", 1000, 400, reported_on="2025-06-01", landed_on="2025-09-15"),
        project("二", "上报", 600, None, reported_on="2026-01-20"),
    ])

    assert ratio(ask(store, "funds_in_place_ratio", "2026-01")) == (400, 1000)
    assert ask(store, "funds_in_place_ratio", "2025-09").value is None
    store.load("service_request", [request(area_code=GRID, received_at="2026-02-05 09:00", closed_at=None)])
    assert ratio(ask(store, "funds_in_place_ratio", "2026-02")) == (400, 1000)
