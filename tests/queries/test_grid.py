"""网格与房屋: households, residents and dwellings, from the ledger of dwellings, from reports, or from the areas."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from queries.catalogue import catalogue
from tests.queries.store import FIRST, GRID, OTHER_GRID, STREET, Store, ask, figure, jobs, ratio

BUILDING = f"{GRID}001"


def dwellings(day: str, *statuses: str, building: str = BUILDING, first: int = 101) -> list[dict[str, Any]]:
    """The dwellings of one building on a day, numbered from 101."""
    return [
        {"building_code": building, "unit_no": str(first + i), "floor": 1, "position": i + 1, "status": status,
         "as_of": day}
        for i, status in enumerate(statuses)
    ]


def stocks(day: str, dimension: str, area: str = GRID, **counts: int) -> list[dict[str, Any]]:
    """A report of counts of one area at a day."""
    return [
        {"area_code": area, "stat_date": day, "dimension": dimension, "category": category, "count": count}
        for category, count in counts.items()
    ]


def statuses(day: str, vacant: int, occupied: int, rented: int, area: str = GRID) -> Iterable[dict[str, Any]]:
    return stocks(day, "unit_status", area, 空房=vacant, 人在户在=occupied, 租房=rented)


def test_each_month_tells_of_the_dwellings_as_they_were_then(store: Store) -> None:
    store.load("housing_unit", dwellings("2026-01-31", "vacant", "vacant", "rented", "occupied"))
    store.load("housing_unit", dwellings("2026-02-28", "vacant", "occupied", "rented", "occupied"))

    assert ratio(ask(store, "vacant_share", "2026-01", BUILDING[:15])) == (2, 4)
    assert ratio(ask(store, "vacant_share", "2026-02")) == (1, 4)
    assert ratio(ask(store, "rental_share", "2026-02")) == (1, 4)
    assert ratio(ask(store, "vacant_share", "2026")) == (1, 4)


def test_who_sends_only_what_changed_leaves_the_other_dwellings_as_they_were(store: Store) -> None:
    store.load("housing_unit", dwellings("2026-01-31", "vacant", "vacant", "occupied"))
    store.load("housing_unit", dwellings("2026-02-28", "rented"))

    assert ratio(ask(store, "vacant_share", "2026-02")) == (1, 3)
    assert ratio(ask(store, "rental_share", "2026-02")) == (1, 3)


def test_a_month_without_a_list_has_no_share(store: Store) -> None:
    store.load("housing_unit", dwellings("2026-01-31", "vacant") + dwellings("2026-03-31", "vacant"))

    assert ask(store, "vacant_share", "2026-02").value is None
    assert ask(store, "vacant_share", "2026-04").value is None


def test_the_ledger_wins_over_a_report_of_the_same_grid_and_month_and_is_never_added_to_it(store: Store) -> None:
    store.load("housing_unit", dwellings("2026-01-31", "vacant", "occupied", "occupied", "rented"))
    store.load("resident_stat", [*statuses("2026-01-31", 2, 1, 1), *statuses("2026-01-31", 30, 60, 10, OTHER_GRID)])

    assert ratio(ask(store, "vacant_share", "2026-01", GRID)) == (1, 4)
    assert ratio(ask(store, "vacant_share", "2026-01")) == (31, 104)


def test_a_report_stands_while_only_some_of_the_buildings_are_on_record(store: Store) -> None:
    store.load("housing_unit", dwellings("2026-01-31", "vacant", "vacant", "rented"))
    store.load("resident_stat", statuses("2026-01-31", 20, 150, 30))

    assert ratio(ask(store, "vacant_share", "2026-01", GRID)) == (20, 200)
    assert ratio(ask(store, "vacant_share", "2026-01")) == (20, 200)


def test_the_communitys_own_report_is_not_added_to_those_of_its_grids(store: Store) -> None:
    store.load("resident_stat", [*statuses("2026-01-31", 5, 90, 5), *statuses("2026-01-31", 20, 150, 30, FIRST)])

    assert ratio(ask(store, "vacant_share", "2026-01", FIRST)) == (20, 200)
    assert ratio(ask(store, "vacant_share", "2026-01", GRID)) == (5, 100)


def test_vacant_dwellings_alone_make_no_share(store: Store) -> None:
    store.load("resident_stat", stocks("2026-01-31", "unit_status", 空房=12))

    found = ask(store, "vacant_share", "2026-01")
    assert found.value is None
    assert found.why is not None and "登记了状态" in found.why.zh


def test_counts_reported_as_figures_speak_where_there_is_no_ledger(store: Store) -> None:
    store.load("statistic", [
        figure(name, count, "套", period_kind="asof", period_start=None)
        for name, count in (("dwellings_vacant", 30), ("dwellings", 400))
    ])

    assert ratio(ask(store, "vacant_share", "2021-09", "340603003")) == (30, 400)


def test_a_street_that_reports_no_population_is_counted_as_its_areas_say(store: Store) -> None:
    store.load("employment_stat", [jobs("2026-01", 3)])

    assert ratio(ask(store, "households_per_grid", "2026-01", GRID)) == (300, 1)
    assert ratio(ask(store, "households_per_grid", "2026-01", FIRST)) == (600, 2)
    assert ratio(ask(store, "grids_per_community", "2026-01")) == (2, 1)


def test_reported_households_replace_those_of_the_areas(store: Store) -> None:
    store.load("resident_stat", stocks("2026-01-31", "population", 总户数=280, 总人数=700, 已录入人数=630))

    assert ratio(ask(store, "households_per_grid", "2026-01")) == (280, 1)
    assert ask(store, "persons_per_household", "2026-01").display() == "2.50"
    assert ask(store, "info_entry_rate", "2026-01").display() == "90.0%"
    assert ask(store, "households_per_grid", "2026-02").value is None


def test_a_retired_grid_counts_until_the_month_it_ended_in(store: Store) -> None:
    store.load("resident_stat", [row for day in ("2026-01-31", "2026-02-28")
                                 for row in stocks(day, "population", FIRST, 总户数=600)])
    with store.write() as cursor:
        cursor.execute("update area set valid_to = date '2026-02-15' where area_code = ?", [OTHER_GRID])
    store.load("area", [])

    assert ratio(ask(store, "households_per_grid", "2026-01", FIRST)) == (600, 2)
    assert ratio(ask(store, "households_per_grid", "2026-02", FIRST)) == (600, 1)
    assert ratio(ask(store, "grids_per_community", "2026-02", STREET)) == (1, 1)


def test_the_usual_size_of_a_grid_is_a_band_and_no_target() -> None:
    found = catalogue()["households_per_grid"]
    assert (found.band, found.better, found.target) == ((300, 500), "none", None)


@pytest.mark.parametrize("name", ["households_per_grid", "persons_per_household", "vacant_share", "info_entry_rate"])
def test_nothing_is_shown_where_nothing_was_told(store: Store, name: str) -> None:
    assert ask(store, name, "2026-01").display() == "暂无数据"
