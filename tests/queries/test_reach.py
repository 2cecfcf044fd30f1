"""How far the data of streets and districts reach, and how often the store is asked for it."""
from __future__ import annotations

from datetime import date

import pytest

from data import remembering
from queries import reach, series, signals, sources
from queries.periods import Period
from tests.queries.store import FIRST, SECOND, STREET, Store, request

ELSEWHERE = "990909002001"


@pytest.fixture
def two_streets(store: Store) -> Store:
    store.load("service_request", [
        request(area_code=FIRST, received_at="2026-01-10 09:00"),
        request(area_code=FIRST, received_at="2026-03-10 09:00"),
        request(area_code=SECOND, received_at="2026-02-10 09:00"),
        request(area_code=ELSEWHERE, received_at="2026-05-10 09:00"),
    ])
    return store


def test_a_street_reaches_as_far_as_its_own_data_and_a_district_as_far_as_all(two_streets: Store) -> None:
    assert reach.last_day(two_streets, STREET) == reach.last_day(two_streets, FIRST) == date(2026, 3, 10)
    assert reach.last_day(two_streets, "990909") == date(2026, 5, 10)
    assert reach.last_day(two_streets, "990909003") is None


def test_what_was_sent_is_told_by_community(two_streets: Store) -> None:
    spans = reach.spans(two_streets, STREET)["service_request"]

    assert {one.area_code: (one.first, one.last, sorted(one.months), one.rows) for one in spans} == {
        FIRST: (date(2026, 1, 1), date(2026, 3, 1), [date(2026, 1, 1), date(2026, 3, 1)], 2),
        SECOND: (date(2026, 2, 1), date(2026, 2, 1), [date(2026, 2, 1)], 1),
    }
    assert reach.spans(two_streets, "990909003") == {}


def test_areas_that_were_never_heard_of_have_sent_nothing(store: Store) -> None:
    assert reach.spans(store, STREET) == {} and sources.as_of(store, STREET) is None
    assert {one["rows"] for one in sources.coverage(store, STREET)} == {0}


def test_the_store_is_asked_once_for_all_streets_until_it_changes(
    two_streets: Store, monkeypatch: pytest.MonkeyPatch,
) -> None:
    series.value(two_streets, "request_count", STREET, period := Period.parse("2026-03"))  # builds its values
    remembering.forget()
    asked: list[str] = []
    columns, rows = two_streets.columns, two_streets.rows
    monkeypatch.setattr(two_streets, "columns", lambda sql, params=(): asked.append(sql) or columns(sql, params))
    monkeypatch.setattr(two_streets, "rows", lambda sql, params=(): asked.append(sql) or rows(sql, params))

    for code in ("990909", STREET, FIRST, SECOND, ELSEWHERE):
        sources.coverage(two_streets, code)
        sources.reported(two_streets, "service_request", code, period)
        series.value(two_streets, "request_count", code, period)
        signals.chart(two_streets, "request_count", code, period)

    assert sum("table_months" in sql for sql in asked) == 1
    assert sum("limit_decision" in sql for sql in asked) == 1

    two_streets.load("service_request", [request(area_code=FIRST, received_at="2026-06-10 09:00")])

    assert reach.last_day(two_streets, STREET) == date(2026, 6, 10)
