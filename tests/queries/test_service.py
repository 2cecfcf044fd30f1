"""What each service indicator counts, said as staff would say it."""
from __future__ import annotations

import pytest

from queries import series, sources
from queries.periods import Period
from tests.queries.store import FIRST, GRID, SECOND, STREET, Store, ask, ratio, request


def test_a_request_closed_on_its_due_date_counts_as_on_time(store: Store) -> None:
    store.load("service_request", [request(due_at="2026-01-10", closed_at="2026-01-10 23:59")])

    assert ratio(ask(store, "ontime_closure_rate", "2026-01")) == (1, 1)


def test_a_request_closed_the_day_after_is_late(store: Store) -> None:
    store.load("service_request", [request(due_at="2026-01-10", closed_at="2026-01-11 00:00")])

    assert ratio(ask(store, "ontime_closure_rate", "2026-01")) == (0, 1)


def test_a_late_closure_changes_the_closure_rate_of_the_month_the_request_came_in(store: Store) -> None:
    store.load("service_request", [request(closed_at="2026-03-02 09:00"), request(closed_at=None, status="办理中")])

    assert ratio(ask(store, "closure_rate", "2026-01")) == (1, 2)
    assert ask(store, "closure_rate", "2026-03").value is None


def test_a_request_that_was_not_accepted_is_in_no_closure_rate(store: Store) -> None:
    store.load("service_request", [request(), request(status="不予受理", closed_at=None)])

    assert ratio(ask(store, "closure_rate", "2026-01")) == (1, 1)
    assert ask(store, "request_count", "2026-01").value == 2


def test_a_first_contact_after_24_hours_is_no_response_in_time(store: Store) -> None:
    store.load("service_request", [
        request(responded_at="2026-01-06 09:00"),
        request(responded_at="2026-01-06 09:01"),
        request(responded_at=None),
        request(responded_at=None, status="待接收", closed_at=None),
    ])

    assert ratio(ask(store, "response_rate", "2026-01")) == (1, 3)


def test_only_residents_who_were_called_back_count_for_satisfaction(store: Store) -> None:
    store.load("service_request", [
        request(satisfied="2"), request(satisfied="1"), request(satisfied="0"),
        request(satisfied="not_called"), request(satisfied=None),
    ])

    assert ratio(ask(store, "satisfaction_rate", "2026-01")) == (2, 3)


def test_resolution_asks_the_resident_not_the_handling_unit(store: Store) -> None:
    store.load("service_request", [request(resolved="0"), request(resolved="1"), request(resolved="not_called")])

    assert ratio(ask(store, "resolution_rate", "2026-01")) == (1, 2)


def test_the_three_rate_score_weighs_the_three_rates(store: Store) -> None:
    store.load("service_request", [
        request(responded_at=None, resolved="1", satisfied="2"), request(resolved="0", satisfied="2"),
    ])

    assert ask(store, "three_rate_score", "2026-01").value == pytest.approx(0.1 * 50 + 0.4 * 50 + 0.5 * 100)


def test_the_three_rate_score_has_one_value_for_each_category(store: Store) -> None:
    store.load("service_request", [request(category="停车充电", resolved="1", satisfied="2")])

    found = series.by_breakdown(store, "three_rate_score", STREET, Period.parse("2026-01"))

    assert [(one.breakdown, one.value) for one in found] == [("停车充电", 100)]


def test_a_score_lacks_a_value_when_one_of_its_rates_does(store: Store) -> None:
    store.load("service_request", [request(satisfied=None)])

    found = ask(store, "three_rate_score", "2026-01")

    assert found.value is None
    assert found.why is not None and "满意率" in found.why.zh


def test_overdue_counts_what_was_open_past_its_due_date_when_the_month_ended(store: Store) -> None:
    store.load("service_request", [
        request(received_at="2026-01-05 09:00", due_at="2026-01-10", closed_at="2026-02-20 09:00"),
        request(received_at="2026-03-30 09:00", due_at="2026-04-05", closed_at="2026-04-01 09:00"),
    ])

    assert ask(store, "overdue_open_count", "2026-01").value == 1
    assert ask(store, "overdue_open_count", "2026-02").value == 0
    assert ask(store, "overdue_open_count", "2026").value == 0


def test_nothing_is_overdue_on_its_due_date(store: Store) -> None:
    store.load("service_request", [
        request(received_at="2026-01-05 09:00", due_at="2026-01-31", closed_at=None, status="办理中"),
        request(received_at="2026-01-31 09:00", responded_at="2026-01-31 10:00", closed_at="2026-01-31 11:00"),
    ])

    assert ask(store, "overdue_open_count", "2026-01").value == 0


def test_handling_time_is_the_days_added_up_and_divided_once(store: Store) -> None:
    store.load("service_request", [
        request(received_at="2026-01-05 09:00", closed_at="2026-01-06 21:00"),
        request(received_at="2026-01-05 09:00", closed_at="2026-01-05 09:00"),
    ])

    assert ratio(ask(store, "avg_handling_days", "2026-01")) == (1.5, 2)


def test_requests_per_1000_households_set_requests_of_months_against_one_stock_of_homes(store: Store) -> None:
    store.load("service_request", [request(), request(received_at="2026-02-05 09:00")])

    assert ask(store, "requests_per_1000_hh", "2026", GRID).value == pytest.approx(2 / 0.3)
    assert ask(store, "requests_per_1000_hh", "2026", STREET).value == pytest.approx(2 / 1.0)


def test_a_grid_without_requests_has_none_per_1000_households_rather_than_no_data(store: Store) -> None:
    store.load("service_request", [request()])

    by_grid = series.by_area(store, "requests_per_1000_hh", STREET, Period.parse("2026-01"), "grid")

    assert [one.value for one in by_grid] == [pytest.approx(1 / 0.3), 0]


def test_online_requests_are_those_of_groups_and_platforms(store: Store) -> None:
    store.load("service_request", [request(channel=channel) for channel in (
        "网格微信群", "QQ群", "智慧平台", "移动居委会(线上)", "移动居委会(院落)", "12345热线")])

    assert ratio(ask(store, "online_share", "2026-01")) == (4, 6)


def test_a_repeat_is_told_only_where_repeats_are_marked(store: Store) -> None:
    store.load("service_request", [request(is_repeat=None)])
    assert ask(store, "repeat_rate", "2026-01").value is None

    store.load("service_request", [request(is_repeat=True)])
    assert ratio(ask(store, "repeat_rate", "2026-01")) == (1, 2)


def test_repeats_count_in_the_month_they_came_in_whether_closed_or_not(store: Store) -> None:
    store.load("service_request", [request(is_repeat=None, received_at="2026-02-02", closed_at=None)])
    assert ask(store, "repeat_count", "2026-02").value is None  # nobody marks them, which is not none

    store.load("service_request", [
        request(is_repeat=True, closed_at=None), request(is_repeat=True, closed_at="2026-02-09"),
        request(is_repeat=False),
    ])
    assert [ask(store, "repeat_count", month).value for month in ("2026-01", "2026-02")] == [2, 0]


def test_a_matter_closed_in_the_grid_never_left_it(store: Store) -> None:
    store.load("service_request", [request(level="grid"), request(level="community"), request(level="street")])

    assert ratio(ask(store, "grid_self_resolve_rate", "2026-01")) == (1, 3)


def test_requests_of_a_community_and_of_its_grids_are_different_requests(store: Store) -> None:
    store.load("service_request", [request(area_code=GRID), request(area_code=FIRST), request(area_code=SECOND)])

    assert ask(store, "request_count", "2026-01", FIRST).value == 2
    assert ask(store, "request_count", "2026-01", STREET).value == 3


def test_no_requests_in_a_community_that_keeps_its_ledger_is_a_zero(store: Store) -> None:
    store.load("service_request", [request(area_code=FIRST)])

    assert ask(store, "request_count", "2026-01", GRID).value == 0


def test_a_community_that_sent_nothing_has_no_data_rather_than_zero(store: Store) -> None:
    store.load("service_request", [request(area_code=FIRST)])

    found = ask(store, "request_count", "2026-01", SECOND)

    assert found.value is None
    assert found.display() == "暂无数据"


def test_a_monthly_sheet_of_the_hotline_stands_in_where_there_is_no_ledger(store: Store) -> None:
    sheet = {"area_code": SECOND, "period_start": "2026-01-01", "period_end": "2026-01-31", "period_kind": "month",
             "unit": "件", "version": "reported"}
    store.load("statistic", [
        sheet | {"metric_id": "requests_closed_ontime", "value": 597},
        sheet | {"metric_id": "requests_closed_late", "value": 4},
    ])

    found = ask(store, "ontime_closure_rate", "2026-01", SECOND)

    assert found.value == pytest.approx(597 / 601 * 100)
    assert found.display() == "99.3%"


def test_a_ledger_and_a_monthly_sheet_of_one_area_and_month_are_never_added(store: Store) -> None:
    store.load("statistic", [{
        "area_code": FIRST, "metric_id": "requests_received", "period_start": "2026-01-01",
        "period_end": "2026-01-31", "period_kind": "month", "value": 500, "unit": "件", "version": "reported",
    }])
    store.load("service_request", [request(area_code=GRID)])

    assert ask(store, "request_count", "2026-01", FIRST).value == 1


def hotline_sheet(area: str, month: str = "2026-01", **figures: float) -> list[dict[str, object]]:
    """The figures of one unit in the monthly sheet of the hotline."""
    last = {"01": 31, "02": 28}[month[5:]]
    return [
        {"area_code": area, "metric_id": metric, "value": value, "unit": "件", "version": "reported",
         "period_start": f"{month}-01", "period_end": f"{month}-{last}", "period_kind": "month"}
        for metric, value in figures.items()
    ]


def test_the_columns_of_the_hotline_sheet_count_for_the_same_indicators(store: Store) -> None:
    store.load("statistic", hotline_sheet(
        SECOND, requests_dispatched=601, requests_closed_ontime=591, requests_closed_late=4, requests_open=6,
        requests_dissatisfied=7, requests_repeated=5,
    ))

    counted = {name: ask(store, name, "2026-01").value for name in (
        "request_count", "closed_late_count", "open_count", "dissatisfied_count", "repeat_count")}
    assert counted == {"request_count": 601, "closed_late_count": 4, "open_count": 6, "dissatisfied_count": 7,
                       "repeat_count": 5}
    assert ratio(ask(store, "closure_rate", "2026-01")) == (595, 601)
    assert ratio(ask(store, "ontime_closure_rate", "2026-01")) == (591, 595)
    assert ask(store, "satisfaction_rate", "2026-01").value is None  # how many were asked is not told


def test_communities_with_ledgers_and_communities_with_sheets_make_one_street(store: Store) -> None:
    store.load("statistic", [*hotline_sheet(FIRST, requests_dispatched=500, requests_closed_ontime=400,
                                            requests_closed_late=100),
                             *hotline_sheet(SECOND, requests_dispatched=30, requests_closed_ontime=20,
                                            requests_closed_late=5)])
    store.load("service_request", [request(), request(closed_at=None, status="办理中")])

    assert ask(store, "request_count", "2026-01").value == 2 + 30
    assert ratio(ask(store, "closure_rate", "2026-01")) == (1 + 25, 2 + 30)
    assert ratio(ask(store, "ontime_closure_rate", "2026-01")) == (1 + 20, 1 + 25)


def test_in_a_month_of_the_ledger_the_sheet_is_silent_even_where_nothing_was_closed(store: Store) -> None:
    store.load("statistic", hotline_sheet(FIRST, requests_closed_ontime=400, requests_closed_late=100))
    store.load("service_request", [request(closed_at=None, status="办理中")])

    assert ask(store, "ontime_closure_rate", "2026-01", FIRST).value is None
    assert [(one["area_code"], one["is_used"]) for one in sources.sheets(
        store, ["ontime_closure_rate"], STREET, Period.parse("2026-01"))] == [(FIRST, False)]


def test_what_is_still_open_when_the_month_ends_is_counted_then(store: Store) -> None:
    store.load("service_request", [
        request(received_at="2026-01-05 09:00", closed_at="2026-02-20 09:00"), request(received_at="2026-02-01 09:00"),
    ])

    assert [ask(store, "open_count", month).value for month in ("2026-01", "2026-02")] == [1, 0]


def test_the_steps_of_a_request_are_counted_in_the_month_it_came_in(store: Store) -> None:
    store.load("service_request", [
        request(channel="网格员走访", responded_at="2026-01-05 12:00", closed_at="2026-01-14 09:00", level="street"),
        request(channel="12345热线", responded_at=None, closed_at=None, status="办理中", level=None),
        request(status="不予受理", closed_at=None),
    ])

    assert ratio(ask(store, "grid_found_share", "2026-01")) == (1, 2)
    assert ratio(ask(store, "avg_response_hours", "2026-01")) == (3, 1)
    assert ratio(ask(store, "graded_share", "2026-01")) == (1, 2)
    assert ratio(ask(store, "closed_in_7_days_rate", "2026-01")) == (0, 1)
    assert ratio(ask(store, "community_self_resolve_rate", "2026-01")) == (0, 1)


def test_the_level_of_closing_tells_how_many_and_how_long(store: Store) -> None:
    store.load("service_request", [request(), request(closed_at="2026-01-08 09:00"), request(level="district")])

    levels = series.by_breakdown(store, "handling_days_by_level", STREET, Period.parse("2026-01"))
    assert [(one.breakdown, one.denominator, one.value) for one in levels] == [("grid", 2, 2.0), ("district", 1, 1.0)]


def test_requests_are_told_by_their_channel(store: Store) -> None:
    store.load("service_request", [request(channel="QQ群"), request(channel="QQ群"), request(channel="来电")])

    parts = series.by_breakdown(store, "requests_by_channel", STREET, Period.parse("2026-01"))
    assert [(one.breakdown, one.value) for one in parts] == [("QQ群", 2), ("来电", 1)]
