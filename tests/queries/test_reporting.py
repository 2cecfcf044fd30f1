"""Who has sent what: communities against the tables due every month."""
from __future__ import annotations

from datetime import date

from queries.changes import change
from queries.periods import Period
from queries.reporting import Reports, by_month, reports
from queries.series import by_breakdown
from tests.queries.store import FIRST, GRID, SECOND, STREET, Store, ask, jobs, ratio, request

JANUARY = Period.parse("2026-01")


def batch(store: Store, name: str, day: str, sequence: int) -> None:
    with store.write() as cursor:
        cursor.execute(
            "insert into import_batch values (?, ?, 'employment_stat', 'x.csv', '', ?, 'clerk', 1, 0, 0, '{}', "
            "'已入库', '{}', '')", [name, sequence, day])


def states(found: Reports, table: str) -> list[str]:
    return [found.sent[one.code, table].state for one in found.communities]


def test_coverage_is_what_came_in_over_what_was_due(store: Store) -> None:
    store.load("employment_stat", [jobs("2026-01", 3), jobs("2026-01", 2, area=SECOND), jobs("2026-02", 4)])

    assert ratio(ask(store, "reporting_coverage_rate", "2026-01")) == (2, 2)
    assert ratio(ask(store, "reporting_coverage_rate", "2026-02")) == (1, 2)
    assert ask(store, "reporting_coverage_rate", "2026-02", SECOND).display() == "0.0%（0/1）"
    assert ask(store, "reporting_coverage_rate", "2026-02", GRID).value is None


def test_fewer_reports_than_before_are_a_change_and_no_reason_not_to_compare(store: Store) -> None:
    store.load("employment_stat", [jobs("2026-01", 3), jobs("2026-01", 2, area=SECOND), jobs("2026-02", 4)])

    found = change(store, "reporting_coverage_rate", STREET, Period.parse("2026-02"))
    assert (found.comparable, found.amount) == (True, -50.0)


def test_a_table_that_nobody_in_the_street_sends_is_not_due(store: Store) -> None:
    store.load("employment_stat", [jobs("2026-01", 3)])

    parts = by_breakdown(store, "reporting_coverage_rate", STREET, JANUARY)
    assert [one.breakdown for one in parts] == ["employment_stat"]
    assert set(states(reports(store, STREET, JANUARY), "welfare_stat")) == {"not_due"}


def test_a_month_that_is_not_over_is_not_due(store: Store) -> None:
    store.load("service_request", [request(received_at="2026-01-31 09:00", responded_at=None, closed_at=None),
                                   request(received_at="2026-02-03 09:00", responded_at=None, closed_at=None)])

    assert ask(store, "reporting_coverage_rate", "2026-02").value is None
    assert reports(store, STREET, Period.parse("2026")).month == date(2026, 1, 1)


def test_a_summary_sheet_stands_for_a_ledger(store: Store) -> None:
    store.load("service_request", [request(received_at="2026-01-31 09:00", responded_at=None, closed_at=None)])
    store.load("statistic", [{
        "area_code": SECOND, "metric_id": "requests_dispatched", "period_start": "2026-01-01", "unit": "件",
        "period_end": "2026-01-31", "period_kind": "month", "value": 5, "version": "reported"}])

    assert ratio(ask(store, "reporting_coverage_rate", "2026-01")) == (2, 2)
    assert reports(store, STREET, JANUARY).sent[SECOND, "service_request"].state == "by_sheet"


def test_what_arrives_after_the_fifth_is_late_once_the_street_reports_at_all(store: Store) -> None:
    batch(store, "b1", "2026-02-03 09:00", 1)
    batch(store, "b2", "2026-02-08 09:00", 2)
    store.load("employment_stat", [jobs("2025-12", 3), jobs("2026-01", 3),
                                   jobs("2026-01", 2, area=SECOND, batch_id="b2")])

    found = reports(store, STREET, JANUARY)
    assert states(found, "employment_stat") == ["on_time", "late"]
    assert found.sent[SECOND, "employment_stat"].day == date(2026, 2, 8)
    before = reports(store, STREET, Period.parse("2025-12"))
    assert states(before, "employment_stat") == ["backfilled", "missing"]
    assert [one.name for one in before.lacking()] == ["乙社区"]


def test_a_community_that_never_sends_a_table_is_told_from_one_that_missed_a_month(store: Store) -> None:
    store.load("employment_stat", [jobs("2026-01", 3), jobs("2026-02", 3)])
    found = reports(store, STREET, Period.parse("2026-02"))

    assert states(found, "employment_stat") == ["backfilled", "never"]


def test_a_grid_and_a_real_street_without_reports_say_what_they_can(store: Store) -> None:
    store.load("employment_stat", [jobs("2026-01", 3)])

    assert [one.code for one in reports(store, GRID, JANUARY).communities] == [FIRST]
    assert reports(store, "340603003", JANUARY).month is None


def test_what_has_not_come_is_missing_only_once_its_day_has_passed(store: Store) -> None:
    store.load("employment_stat", [jobs("2025-12", 3), jobs("2025-12", 2, area=SECOND), jobs("2026-01", 3)])

    assert states(reports(store, STREET, JANUARY, date(2026, 2, 5)), "employment_stat") == ["backfilled", "pending"]
    assert states(reports(store, STREET, JANUARY, date(2026, 2, 6)), "employment_stat") == ["backfilled", "missing"]
    assert reports(store, STREET, JANUARY, date(2026, 2, 5)).lacking() == []


def test_every_month_since_the_first_report_can_be_looked_at_the_one_under_way_too(store: Store) -> None:
    store.load("employment_stat", [jobs("2025-12", 3), jobs("2025-12", 2, area=SECOND), jobs("2026-01", 3)])

    found = by_month(store, STREET, date(2026, 2, 20))
    assert list(found) == ["2026-02", "2026-01", "2025-12"]
    assert states(found["2026-02"], "employment_stat") == ["pending", "pending"]
    assert states(found["2026-01"], "employment_stat") == ["backfilled", "missing"]
    assert len(by_month(store, STREET, date(2029, 5, 1))) == 13
