"""What each indicator of facilities, elders and children counts, said as staff would say it."""
from __future__ import annotations

import pytest

from queries import series
from queries.periods import Period
from tests.queries.store import FIRST, GRID, OTHER_GRID, SECOND, STREET, Store, ask, facility, people, ratio


def beds(count: int, **given):
    return facility("养老服务中心", 1, "个", "2026-01-10", beds=count, **given)


def test_the_share_of_elders_adds_up_over_grids(store: Store) -> None:
    store.load("resident_stat", [
        people("老年人60+", 200, GRID), people("总人数", 700, GRID),
        people("老年人60+", 100, OTHER_GRID), people("总人数", 500, OTHER_GRID),
    ])

    assert ratio(ask(store, "elderly_share_60", "2026-01")) == (300, 1200)
    assert ask(store, "elderly_share_60", "2026-01", GRID).display() == "28.6%"


def test_elders_without_a_population_have_no_share(store: Store) -> None:
    store.load("resident_stat", [people("老年人60+", 200)])

    found = ask(store, "elderly_share_60", "2026-01")
    assert found.value is None and found.why is not None and "总人数" in found.why.zh


def test_beds_are_held_against_the_elders_of_the_same_area(store: Store) -> None:
    store.load("facility", [beds(22), facility("养老机构", 1, "个", None, beds=40, status="在建")])
    store.load("resident_stat", [people("老年人60+", 1000), people("老年人60+", 500, SECOND)])

    assert ratio(ask(store, "elder_beds_per_1000", "2026-01", FIRST)) == (22, 1)
    assert ratio(ask(store, "elder_beds_per_1000", "2026-01", SECOND)) == (0, 0.5)
    assert ratio(ask(store, "elder_beds_per_1000", "2026-01")) == (22, 1.5)


@pytest.mark.parametrize("area", [FIRST, SECOND, STREET])
def test_beds_here_and_elders_there_make_no_ratio(store: Store, area: str) -> None:
    store.load("facility", [beds(22)])
    store.load("resident_stat", [people("老年人60+", 1500, SECOND)])

    found = ask(store, "elder_beds_per_1000", "2026-01", area)
    assert found.value is None and found.why is not None


def test_a_count_of_elders_stands_for_a_year_and_no_longer(store: Store) -> None:
    store.load("resident_stat", [people("老年人60+", 1000)])
    store.load("facility", [beds(22), facility("停车位", 1, "个", "2027-03-10")])

    assert ratio(ask(store, "elder_beds_per_1000", "2026-12")) == (22, 1)
    assert ask(store, "elder_beds_per_1000", "2027-02").value is None


def test_a_street_that_counts_its_elders_itself_is_held_against_all_its_beds(store: Store) -> None:
    store.load("facility", [beds(22), beds(8, area_code=SECOND)])
    store.load("resident_stat", [people("老年人60+", 2000, STREET)])

    assert ratio(ask(store, "elder_beds_per_1000", "2026-01")) == (30, 2)


def test_what_a_community_counts_itself_stands_before_the_sum_of_its_grids(store: Store) -> None:
    store.load("facility", [beds(22)])
    store.load("resident_stat", [people("老年人60+", 1000), people("老年人60+", 300, GRID)])

    assert ratio(ask(store, "elder_beds_per_1000", "2026-01")) == (22, 1)


def test_childcare_places_are_held_against_the_residents(store: Store) -> None:
    store.load("facility", [
        facility("托育点", 1, "个", "2026-01-10", capacity=60),
        facility("停车棚", 1, "处", "2026-01-10", capacity=40),
    ])
    store.load("resident_stat", [people("总人数", 12_000)])

    assert ratio(ask(store, "childcare_places_per_1000", "2026-01")) == (60, 12)


def test_service_space_is_held_against_the_households_of_its_street(store: Store) -> None:
    store.load("facility", [
        facility("党群服务中心", 1, "个", "2026-01-10", area_m2=240),
        facility("养老机构", 1, "个", "2026-01-10", area_m2=900),
    ])

    assert ratio(ask(store, "service_area_per_100hh", "2026-01", FIRST)) == (240, 6)
    assert ratio(ask(store, "service_area_per_100hh", "2026-01", SECOND)) == (0, 4)
    assert ratio(ask(store, "service_area_per_100hh", "2026-01")) == (240, 10)


def test_additions_of_one_unit_add_up_and_of_several_do_not(store: Store) -> None:
    store.load("facility", [
        facility("停车位", 38, "个", "2026-01-10"),
        facility("乒乓球案", 4, "个", "2026-01-20", area_code=SECOND),
        facility("晾衣架", 5, "处", "2026-02-10"),
        facility("路灯", 9, "盏", None, status="在建"),
    ])

    january = ask(store, "facility_added", "2026-01")
    assert (january.value, january.display(with_unit=True)) == (42, "42 个")
    both = ask(store, "facility_added", "2026-02-ytd")
    assert both.value is None and both.why is not None and "处" in both.why.zh
    of_one_kind = series.value(store, "facility_added", STREET, Period.parse("2026-02-ytd"), "停车位/个")
    assert of_one_kind.display(with_unit=True) == "38 个"
    assert of_one_kind.indicator.part_name("停车位/个").en == "Parking spaces (pieces)"
