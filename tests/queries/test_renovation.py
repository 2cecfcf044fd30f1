"""What each renovation indicator counts, said as staff would say it."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from queries import cube, series
from queries.periods import Period
from tests.queries.store import FIRST, GRID, REAL, SECOND, STREET, Changes, Store, ask, facility, figure, ratio, request


def project(**given: Any) -> dict[str, Any]:
    """An old estate of the first community, planned for and begun in March 2026, not finished."""
    usual = {
        "project_no": f"P{id(given)}", "project_name": "甲小区", "area_code": FIRST, "project_type": "old_estate",
        "estates": 1, "buildings": 10, "households": 300, "planned_start": "2026-03-01", "start_on": "2026-03-15",
        "stage": "施工",
    }
    return usual | given


def waiting(**given: Any) -> dict[str, Any]:
    """A project that has not begun."""
    return project(start_on=None, stage="招标", **given)


def lifts(count: int, built_on: str | None, status: str = "已投用", **given: Any) -> dict[str, Any]:
    return facility("电梯", count, "台", built_on, status=status, **given)


def test_start_rates_by_estates_and_by_households_differ(store: Store) -> None:
    store.load("renovation_project", [project(households=900), waiting(households=100), waiting(households=200)])

    by_estates = ask(store, "renovation_start_rate", "2026-03")
    assert ratio(by_estates) == (1, 3)
    assert by_estates.display() == "33.3%（1/3）"
    assert ratio(ask(store, "renovation_start_rate_hh", "2026-03")) == (900, 1200)


def test_the_start_rate_of_a_month_knows_nothing_of_later_starts(store: Store) -> None:
    store.load("renovation_project", [project(), project(start_on="2026-05-31")])

    assert ratio(ask(store, "renovation_start_rate", "2026-02")) == (0, 2)
    assert ratio(ask(store, "renovation_start_rate", "2026-04")) == (1, 2)
    assert ratio(ask(store, "renovation_start_rate", "2026-05")) == (2, 2)


def test_the_start_rate_of_a_period_is_that_of_its_last_month(store: Store) -> None:
    store.load("renovation_project", [project(), project(start_on="2026-05-31"), waiting()])

    assert ratio(ask(store, "renovation_start_rate", "2026")) == (2, 3)
    assert ratio(ask(store, "renovation_start_rate", "2026-Q1")) == (1, 3)


def test_a_project_planned_for_another_year_is_not_in_the_years_plan(store: Store) -> None:
    store.load("renovation_project", [
        project(), project(planned_start="2025-06-01", start_on="2025-06-01"), waiting(planned_start="2027-01-01"),
    ])

    assert ratio(ask(store, "renovation_start_rate", "2026-03")) == (1, 1)
    assert ratio(ask(store, "renovation_start_rate", "2025-12")) == (1, 1)


def test_a_start_after_its_plan_year_counts_for_no_year(store: Store) -> None:
    store.load("renovation_project", [project(planned_start="2025-06-01", start_on="2026-02-01")])

    assert ratio(ask(store, "renovation_start_rate", "2025")) == (0, 1)
    assert ask(store, "renovation_start_rate", "2026").value is None


def test_the_start_rate_reaches_the_last_day_that_the_streets_data_covers(store: Store) -> None:
    store.load("renovation_project", [project()])
    assert ask(store, "renovation_start_rate", "2026-06").value is None

    store.load("service_request", [request(received_at="2026-06-20 09:00", closed_at="2026-06-21 09:00")])
    assert ratio(ask(store, "renovation_start_rate", "2026-06")) == (1, 1)


def test_importing_another_table_moves_the_start_rate_on_without_rebuilding_everything(store: Store) -> None:
    store.load("renovation_project", [project()])

    with store.write() as cursor:
        cursor.execute("insert into employment_stat (area_code, month) values (?, '2026-07-01')", [FIRST])
        cube.refresh(cursor, Changes("employment_stat", frozenset({date(2026, 7, 1)})))

    assert ratio(ask(store, "renovation_start_rate", "2026-07")) == (1, 1)


def test_a_project_without_a_planned_start_is_left_out_of_the_start_rate(store: Store) -> None:
    store.load("renovation_project", [project(), project(planned_start=None)])

    assert ratio(ask(store, "renovation_start_rate", "2026-03")) == (1, 1)
    assert ask(store, "renovated_households", "2026-03").value == 600


def test_the_completion_rate_counts_projects_by_their_finish(store: Store) -> None:
    store.load("renovation_project", [project(finish_on="2026-06-30", stage="完工"), project(), waiting()])

    assert ratio(ask(store, "renovation_done_rate", "2026-05")) == (0, 3)
    assert ratio(ask(store, "renovation_done_rate", "2026-06")) == (1, 3)


def test_the_completion_rate_is_told_for_the_months_before_the_last_finish(store: Store) -> None:
    store.load("renovation_project", [project(finish_on="2026-06-30", stage="完工"), project(estates=5)])

    assert [ratio(one) for one in series.by_month(
        store, "renovation_done_rate", STREET, Period.parse("2026-Q2"))] == [(0, 2), (0, 2), (1, 2)]


def test_households_benefit_from_the_month_their_project_starts(store: Store) -> None:
    store.load("renovation_project", [project(), project(start_on="2026-04-01", area_code=SECOND), waiting()])

    assert ask(store, "renovated_households", "2026-03").value == 300
    assert ask(store, "renovated_households", "2026-Q2").value == 300
    assert ask(store, "renovated_households", "2026").value == 600
    assert ask(store, "renovated_buildings", "2026").value == 20
    assert ask(store, "renovation_projects", "2026").value == 3


def test_removed_additions_are_told_as_sites_households_and_area(store: Store) -> None:
    store.load("renovation_project", [
        project(illegal_sites=38, illegal_households=33, demolished_m2=2350, demolished_m2_bound=3), project(),
    ])

    assert ask(store, "illegal_sites_removed", "2026").value == 38
    assert ask(store, "illegal_households_removed", "2026").value == 33
    area = ask(store, "illegal_area_removed", "2026")
    assert area.value == 2350
    assert area.display() == "≈ 2,350"


def test_a_vague_count_of_households_makes_the_start_rate_vague(store: Store) -> None:
    store.load("renovation_project", [project(households=300, households_bound=2), waiting(households=300)])

    assert ask(store, "renovation_start_rate_hh", "2026-03").bound == 3


def test_consent_counts_only_projects_that_asked_and_counted(store: Store) -> None:
    store.load("renovation_project", [
        project(surveyed_households=200, consent_households=160), project(surveyed_households=100), project(),
    ])

    found = ask(store, "owner_consent_rate", "2026")
    assert ratio(found) == (160, 200)
    assert found.value == pytest.approx(80)


def test_a_lift_that_is_being_installed_belongs_to_the_denominator(store: Store) -> None:
    store.load("facility", [
        lifts(12, "2026-03-10"), lifts(4, None, status="在建"), lifts(3, None, status="计划"),
        facility("停车位", 38, "个", "2026-03-10"),
    ])

    found = ask(store, "elevators_completed", "2026-03")
    assert ratio(found) == (12, 16)
    assert found.display() == "75.0%（12/16）"


def test_lifts_completed_grow_with_the_months(store: Store) -> None:
    store.load("facility", [lifts(2, "2026-01-10"), lifts(1, "2026-03-31"), lifts(1, None, status="在建")])

    months = series.by_month(store, "elevators_completed", STREET, Period.parse("2026-Q1"))
    assert [ratio(one) for one in months] == [(2, 4), (2, 4), (3, 4)]
    assert ratio(ask(store, "elevators_completed", "2026")) == (3, 4)
    assert ask(store, "elevators_added", "2026").value == 3


def test_spaces_and_charging_points_are_added_in_their_own_unit_only(store: Store) -> None:
    store.load("facility", [
        facility("停车位", 38, "个", "2026-01-10"), facility("停车位", 1, "处", "2026-01-10"),
        facility("停车位", 9, "个", None, status="在建"),
        facility("智能充电桩", 23, "处", "2026-02-10"), facility("晾衣架", 5, "处", "2026-02-10"),
    ])

    assert ask(store, "parking_added", "2026").value == 38
    assert ask(store, "parking_added", "2026-02").value == 0
    assert ask(store, "charging_added", "2026").value == 23


def test_a_closed_car_park_was_added_all_the_same(store: Store) -> None:
    store.load("facility", [facility("停车位", 30, "个", "2026-01-10", status="停用")])

    assert ask(store, "parking_added", "2026").value == 30


def test_coverage_counts_communities_with_a_project_once(store: Store) -> None:
    store.load("renovation_project", [project(), project(area_code=GRID)])
    assert ratio(ask(store, "renovation_community_coverage", "2026-03")) == (1, 2)

    store.load("renovation_project", [waiting(area_code=SECOND, planned_start="2026-05-01"),
                                      project(finish_on="2026-05-20", stage="完工")])
    assert ratio(ask(store, "renovation_community_coverage", "2026-03")) == (1, 2)
    assert ratio(ask(store, "renovation_community_coverage", "2026-05")) == (2, 2)


def test_households_per_building_needs_both_counts_of_a_project(store: Store) -> None:
    store.load("renovation_project", [project(), project(buildings=None), project(households=None)])

    found = ask(store, "households_per_renovated_building", "2026")
    assert ratio(found) == (300, 10)
    assert found.value == 30


def test_types_of_project_are_told_apart(store: Store) -> None:
    store.load("renovation_project", [project(), project(project_type="urban_village", households=50)])

    split = series.by_breakdown(store, "renovated_households", STREET, Period.parse("2026"))
    assert [(one.breakdown, one.value) for one in split] == [("old_estate", 300), ("urban_village", 50)]


def test_reported_components_stand_in_where_there_is_no_ledger(store: Store) -> None:
    store.load("statistic", [figure("estates_started", 9, "个"), figure("estates_planned", 12, "个"),
                             figure("households_started", 7000, "户")])

    assert ratio(ask(store, "renovation_start_rate", "2021", REAL)) == (9, 12)
    by_households = ask(store, "renovation_start_rate_hh", "2021", REAL)
    assert by_households.value is None
    assert "计划在当年开工项目的户数" in by_households.why.zh
