"""Counts per 1,000 households, as maps show them."""
from __future__ import annotations

from queries import series
from queries.catalogue import catalogue
from queries.households import per_1000_households
from queries.periods import Period
from tests.queries.store import FIRST, REAL, SECOND, STREET, Store, activity, jobs

JANUARY = Period.parse("2026-01")


def on_the_map(store: Store, name: str, area: str = STREET, level: str = "community") -> dict[str, float | None]:
    values = per_1000_households(store, series.by_area(store, name, area, JANUARY, level))
    return {one.area_code: one.value for one in values}


def test_a_map_shows_nine_jobs_of_600_households_as_fifteen_per_thousand(store: Store) -> None:
    store.load("employment_stat", [jobs("2026-01", 9), jobs("2026-01", 9, area=SECOND)])

    assert on_the_map(store, "jobs_developed") == {FIRST: 15.0, SECOND: 22.5}


def test_it_says_so_in_title_unit_and_base(store: Store) -> None:
    store.load("employment_stat", [jobs("2026-01", 9)])

    first, second = per_1000_households(store, series.by_area(store, "jobs_developed", STREET, JANUARY, "community"))
    assert (first.indicator.title.zh, first.display(with_unit=True)) == ("每千户开发就业岗位", "15.0 个/千户")
    assert (first.numerator, first.denominator) == (9, 0.6)
    assert second.value is None and second.why is not None


def test_without_households_on_record_it_stays_a_count(store: Store) -> None:
    store.load("employment_stat", [jobs("2026-01", 9, area=REAL)])

    assert on_the_map(store, "jobs_developed", REAL, "street") == {}


def test_visits_to_enterprises_and_rates_are_shown_as_they_are(store: Store) -> None:
    store.load("activity", [activity("企业走访", "2026-01-05")])

    assert on_the_map(store, "enterprise_visits") == {}
    assert not any(one.over_households for one in catalogue().values() if one.is_rate)
