"""The pasts of some areas, asked for together, are those of each asked for alone."""
from __future__ import annotations

from datetime import date

from data.areas import DIGITS
from queries import pasts, series, signals
from queries.changes import change
from queries.periods import Period, add_months
from tests.queries.store import FIRST, GRID, OTHER_GRID, SECOND, Store, request

MARCH = Period.parse("2026-03")
FAR = "990909002001001"
NAMES = ("request_count", "closure_rate")


def of_grids(store: Store) -> Store:
    """Two years of requests of three grids; nothing was heard of the last one after January."""
    store.load("service_request", [
        request(request_no=f"{grid}{back}{at}", area_code=grid, received_at=f"{month:%Y-%m}-28 09:00",
                closed_at=f"{month:%Y-%m}-28 19:00" if at else None)
        for grid, first in ((GRID, 0), (OTHER_GRID, 0), (FAR, 3))
        for back in range(first, 24)
        for month in [add_months(date(2026, 3, 1), -back)]
        for at in range(1 + (back + len(grid) + int(grid[-1])) % 3)
    ])
    return store


def test_values_of_several_areas_are_those_of_each(store: Store) -> None:
    of_grids(store)
    for codes in ([GRID, OTHER_GRID, FAR], [FIRST, SECOND], [GRID]):
        for periods in ([MARCH, Period.parse("2025")], [Period.between(date(2026, 1, 2), date(2026, 3, 30))]):
            found = series.values_of(store, NAMES, codes, periods)
            assert found == {code: series.values(store, NAMES, code, periods) for code in codes}


def test_values_of_several_areas_take_one_question(store: Store, monkeypatch) -> None:
    of_grids(store)
    series.value(store, "request_count", GRID, MARCH)  # builds its values
    asked: list[str] = []
    columns = store.columns
    monkeypatch.setattr(store, "columns", lambda sql, params=(): asked.append(sql) or columns(sql, params))

    series.values_of(store, NAMES, [GRID, OTHER_GRID, FAR], [MARCH])

    assert sum("indicator_fact" in sql for sql in asked) == 1


def test_a_past_is_the_change_the_last_months_and_the_chart_of_its_area(store: Store) -> None:
    of_grids(store)
    asked = [("request_count", GRID), ("closure_rate", OTHER_GRID), ("request_count", FAR)]

    found = pasts.pasts(store, asked, MARCH, "previous")

    assert list(found) == asked and all(len(code) == DIGITS["grid"] for _, code in found)
    for (name, code), past in found.items():
        assert past.change == change(store, name, code, MARCH)
        assert past.chart == signals.chart(store, name, code, MARCH)
        assert list(past.months) == series.values(store, [name], code, [one.period for one in past.months])
    assert [f"{past.months[0].period.start:%Y-%m}" for past in found.values()] == ["2026-02", "2026-02", "2025-12"]


def test_nothing_asked_is_nothing_told(store: Store) -> None:
    assert pasts.pasts(store, [], MARCH, "previous") == {}
