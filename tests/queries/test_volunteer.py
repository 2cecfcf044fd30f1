"""What each indicator of volunteering and party work counts, said as staff would say it."""
from __future__ import annotations

from queries import series
from queries.periods import Period
from tests.queries.store import (
    FIRST,
    GRID,
    OTHER_GRID,
    REAL,
    SECOND,
    STREET,
    Store,
    activity,
    ask,
    facility,
    figure,
    ratio,
)

JANUARY = Period.parse("2026-01")


def test_volunteering_counts_sessions_of_service_and_nothing_the_office_holds_for_itself(store: Store) -> None:
    store.load("activity", [
        activity("志愿服务", "2026-01-05", sessions=3),
        activity("便民服务", "2026-01-31"),
        activity("安全检查", "2026-01-06"),
        activity("企业走访", "2026-01-06", sessions=5),
    ])

    assert ask(store, "volunteer_activities", "2026-01").value == 4
    parts = series.by_breakdown(store, "volunteer_activities", STREET, JANUARY)
    assert {one.breakdown: one.value for one in parts} == {"志愿服务": 3, "便民服务": 1}


def test_a_session_whose_participants_nobody_counted_does_not_lower_the_average(store: Store) -> None:
    store.load("activity", [
        activity("志愿服务", "2026-01-05", sessions=2, participants=50),
        activity("便民服务", "2026-01-06", sessions=8),
    ])

    assert ratio(ask(store, "participants_per_activity", "2026-01")) == (50, 2)


def test_a_count_of_persons_is_at_least_as_many_visits(store: Store) -> None:
    store.load("statistic", [figure("convenience_people", 8000, "人")])
    found = ask(store, "beneficiaries", "2021", REAL)
    assert (found.value, found.display()) == (8000, "≥ 8,000")

    store.load("activity", [activity("便民服务", "2021-05-05", area_code=REAL, beneficiaries=40)])
    found = ask(store, "beneficiaries", "2021", REAL)
    assert (found.value, found.bound) == (40, 0), "the ledger speaks, and is not added to the reported figure"


def test_a_team_counts_once_from_the_day_it_is_first_seen(store: Store) -> None:
    store.load("activity", [
        activity("志愿服务", "2026-01-05", org_name="红马甲志愿服务队"),
        activity("志愿服务", "2026-02-05", org_name="红马甲志愿服务队", area_code=SECOND),
        activity("志愿服务", "2026-03-05", org_name="护学队", area_code=SECOND),
        activity("志愿服务", "2026-03-06", org_name="甲社区居委会"),
    ])

    assert [ask(store, "volunteer_teams", f"2026-0{month}").value for month in (1, 2, 3)] == [1, 1, 2]
    assert ask(store, "volunteer_teams", "2026-03", FIRST).value == 1


def test_teams_that_the_street_reports_are_not_added_to_those_of_the_ledger(store: Store) -> None:
    store.load("activity", [activity("志愿服务", "2026-01-05", org_name="护学队")])
    store.load("statistic", [figure("volunteer_teams", 131, "支", area_code=STREET, period_kind="asof",
                                    period_start="2026-01-31", period_end="2026-01-31")])

    assert ask(store, "volunteer_teams", "2026-01").value == 131
    assert ask(store, "volunteer_teams", "2026-01", FIRST).value is None, "nobody told how many of them are here"


def test_stations_cover_the_communities_and_grids_that_have_one_in_use(store: Store) -> None:
    store.load("facility", [
        facility("新时代文明实践站", 1, "个", "2026-02-10"),
        facility("网格党群服务站", 1, "个", "2026-01-10", is_model=True),
        facility("网格党群服务站", 1, "个", None, area_code=OTHER_GRID, status="在建"),
        facility("停车位", 9, "个", "2026-03-10"),
    ])

    assert ask(store, "volunteer_site_coverage", "2026-01").value is None
    assert ratio(ask(store, "volunteer_site_coverage", "2026-03")) == (1, 2)
    assert ratio(ask(store, "grid_station_coverage", "2026-03")) == (1, 2)
    assert ratio(ask(store, "grid_station_coverage", "2026-03", GRID)) == (1, 1)
    assert ratio(ask(store, "model_station_share", "2026-03")) == (1, 1)


def test_a_street_that_lists_no_station_is_not_said_to_have_none(store: Store) -> None:
    store.load("facility", [facility("停车位", 9, "个", "2026-01-10")])

    assert ask(store, "grid_station_coverage", "2026-01").value is None


def test_consultations_count_by_level_and_agree_by_topic(store: Store) -> None:
    store.load("activity", [
        activity("议事协商会", "2026-01-05", resolved_topic=True),
        activity("议事协商会", "2026-01-06", resolved_topic=False),
        activity("听证协商会", "2026-01-07"),
    ])

    levels = series.by_breakdown(store, "consultation_count", STREET, JANUARY)
    assert {one.breakdown: one.value for one in levels} == {"议事协商会": 2, "听证协商会": 1}
    agreed = ask(store, "consultation_agreed_rate", "2026-01")
    assert (ratio(agreed), agreed.display()) == ((1, 2), "50.0%（1/2）")
