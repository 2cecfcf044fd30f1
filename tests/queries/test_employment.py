"""What each employment and welfare indicator counts, said as staff would say it."""
from __future__ import annotations

from typing import Any

import pytest

from queries import series
from queries.periods import Period
from tests.queries.store import FIRST, REAL, SECOND, STREET, Store, ask, figure, jobs, ratio

COUNTS = ["urban_new_employment", "reemployment", "hardship_employment", "jobs_developed", "job_notices", "fairs"]


def report(month: str, area: str = FIRST, kind: str = "month", **counts: float | None) -> dict[str, Any]:
    return jobs(month, None, kind, area) | counts


def dibao(month: str, persons: int | None, paid: float | None, area: str = FIRST, **given: Any) -> dict[str, Any]:
    usual = {"area_code": area, "month": f"{month}-01", "programme": "城市低保", "persons": persons, "paid_yuan": paid}
    return usual | given


@pytest.mark.parametrize("name", COUNTS)
def test_a_monthly_count_adds_up_over_communities_and_months(store: Store, name: str) -> None:
    store.load("employment_stat", [report("2026-01", **{name: 3}), report("2026-02", **{name: 4}),
                                   report("2026-01", SECOND, **{name: 10})])

    assert ask(store, name, "2026-01").value == 13
    assert ask(store, name, "2026-Q1", FIRST).value == 7
    assert ask(store, name, "2026").value == 17


@pytest.mark.parametrize("name", COUNTS)
def test_year_to_date_reports_are_told_by_month(store: Store, name: str) -> None:
    store.load("employment_stat", [report("2026-01", kind="ytd", **{name: 3}),
                                   report("2026-02", kind="ytd", **{name: 9})])

    assert ask(store, name, "2026-02").value == 6
    assert ask(store, name, "2026-02-ytd").value == 9


def test_a_count_that_was_left_blank_is_not_zero(store: Store) -> None:
    store.load("employment_stat", [report("2026-01", reemployment=3, job_notices=None)])

    assert ask(store, "job_notices", "2026-01").value is None
    assert ask(store, "job_notices", "2026-01").display() == "暂无数据"


def test_the_vacancy_seeker_ratio_is_a_multiple_not_a_percentage(store: Store) -> None:
    store.load("employment_stat", [report("2026-01", vacancies=137, job_seekers=60),
                                   report("2026-02", vacancies=137, job_seekers=140)])

    found = ask(store, "vacancy_seeker_ratio", "2026-Q1")
    assert found.value == pytest.approx(274 / 200)
    assert found.display(with_unit=True) == "1.4 倍"


def test_participants_per_fair_divides_once(store: Store) -> None:
    store.load("employment_stat", [report("2026-01", fairs=1, fair_participants=100),
                                   report("2026-02", fairs=3, fair_participants=60)])

    assert ask(store, "participants_per_fair", "2026-Q1").value == 40


def test_a_month_without_fairs_has_no_participants_per_fair(store: Store) -> None:
    store.load("employment_stat", [report("2026-01", fairs=0, fair_participants=0)])

    found = ask(store, "participants_per_fair", "2026-01")
    assert found.value is None
    assert found.why is not None


def test_mediation_divides_by_the_disputes_received(store: Store) -> None:
    store.load("employment_stat", [report("2026-01", wage_disputes=7, wage_mediated=6)])

    found = ask(store, "dispute_mediation_rate", "2026-01")
    assert ratio(found) == (6, 7)
    assert found.display() == "85.7%（6/7）"


def test_disputes_mediated_without_disputes_received_are_no_rate(store: Store) -> None:
    store.load("statistic", [figure("wage_mediated", 6, "起")])

    found = ask(store, "dispute_mediation_rate", "2021", REAL)
    assert found.value is None
    assert "受理的劳动工资争议" in found.why.zh


def test_dibao_per_person_is_per_month(store: Store) -> None:
    store.load("welfare_stat", [dibao("2026-01", 315, 197_345), dibao("2026-02", 300, 186_000)])

    assert round(ask(store, "dibao_per_person", "2026-01").value) == 626
    assert ratio(ask(store, "dibao_per_person", "2026-Q1")) == (383_345, 615)
    assert ask(store, "dibao_paid", "2026-Q1").value == 383_345


def test_other_benefits_are_not_dibao(store: Store) -> None:
    store.load("welfare_stat", [dibao("2026-01", 10, 6_000), dibao("2026-01", 5, 900, programme="临时救助"),
                                dibao("2026-01", 2, 800, programme="农村低保")])

    assert ask(store, "dibao_paid", "2026-01").value == 6_800
    split = series.by_breakdown(store, "dibao_per_person", STREET, Period.parse("2026-01"))
    assert [(one.breakdown, one.value) for one in split] == [("城市低保", 600), ("农村低保", 400)]


def test_dibao_without_a_person_count_is_not_divided(store: Store) -> None:
    store.load("welfare_stat", [dibao("2026-01", None, 6_000), dibao("2026-01", 10, 6_000, SECOND)])

    assert ask(store, "dibao_paid", "2026-01").value == 12_000
    found = ask(store, "dibao_per_person", "2026-01")
    assert found.value is None
    assert "低保人数" in found.why.zh


def test_a_year_to_date_payment_of_several_months_is_not_divided_by_one_months_persons(store: Store) -> None:
    store.load("welfare_stat", [dibao("2026-03", 10, None, paid_ytd_yuan=18_000)])

    assert ask(store, "dibao_paid", "2026-Q1").value == 18_000
    assert ask(store, "dibao_paid", "2026-03").value is None
    assert ask(store, "dibao_per_person", "2026-Q1").value is None


def test_vague_money_stays_vague(store: Store) -> None:
    store.load("welfare_stat", [dibao("2026-01", 500, 310_000, paid_yuan_bound=2)])

    assert ask(store, "dibao_paid", "2026-01").display() == "≥ 310,000"
    assert ask(store, "dibao_per_person", "2026-01").bound == 2


def test_a_ledger_and_a_published_figure_are_never_added(store: Store) -> None:
    store.load("statistic", [figure("fairs", 7, "场")])
    store.load("employment_stat", [report("2021-05", REAL, fairs=2), report("2021-06", REAL, fairs=3)])

    assert ask(store, "fairs", "2021", REAL).value == 5
