"""What each indicator of the promise lists counts, said as staff would say it."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data.contracts import contracts
from queries import changes, cube, series
from queries.periods import Period
from tests.queries.store import FIRST, GRID, SECOND, STREET, Changes, Store, ask, figure, ratio, request


def item(level: str = "leader", **given: Any) -> dict[str, Any]:
    """An item of the first community, accepted in January 2026, due at the end of June, still open."""
    usual = {
        "list_no": level, "item_no": f"{id(given)}", "list_level": level, "title": "楼道照明修复", "area_code": FIRST,
        "owner_org": "甲社区居委会", "accepted_on": "2026-01-05", "due_on": "2026-06-30", "status": "推进顺利",
        "satisfaction_pct_bound": 0, "survey_n_bound": 0,
    }
    return usual | given


def closed(on: str, level: str = "leader", **given: Any) -> dict[str, Any]:
    return item(level, closed_on=on, status="已办结", **given)


def by_level(store: Store, name: str, period: str) -> dict[str, tuple[float | None, float | None]]:
    found = series.by_breakdown(store, name, STREET, Period.parse(period))
    return {one.breakdown: ratio(one) for one in found}


def test_lists_of_two_levels_are_never_added_up_but_each_is_told(store: Store) -> None:
    store.load("commitment", [closed("2026-03-02"), item(), closed("2026-03-02", "major")])

    found = ask(store, "commitment_closed_rate", "2026-03")
    assert (found.value, found.numerator, found.denominator) == (None, None, None)
    assert found.why is not None and "清单层级" in found.why.zh
    assert by_level(store, "commitment_closed_rate", "2026-03") == {"leader": (1, 2), "major": (1, 1)}


def test_where_there_is_one_level_only_the_total_is_its_number(store: Store) -> None:
    store.load("commitment", [closed("2026-03-02"), item(), closed("2026-03-02", "major", area_code=SECOND)])

    assert ratio(ask(store, "commitment_closed_rate", "2026-03", FIRST)) == (1, 2)
    [first, second] = series.by_area(store, "commitment_closed_rate", STREET, Period.parse("2026-03"), "community")
    assert (ratio(first), ratio(second)) == ((1, 2), (1, 1))
    assert ask(store, "commitment_closed_rate", "2026-03").value is None


def test_a_level_that_begins_later_ends_the_total_from_then_on(store: Store) -> None:
    store.load("commitment", [closed("2026-03-02"), item("major", accepted_on="2026-03-01")])

    found = series.by_month(store, "commitment_closed_rate", STREET, Period.parse("2026-Q1"))
    assert [one.value for one in found] == [0, 0, None]


def test_one_level_can_be_asked_for_everywhere(store: Store) -> None:
    store.load("commitment", [closed("2026-03-02"), item(area_code=SECOND), closed("2026-03-02", "major")])
    march = Period.parse("2026-03")

    assert ratio(series.value(store, "commitment_closed_rate", STREET, march, "leader")) == (1, 2)
    found = series.by_area(store, "commitment_closed_rate", STREET, march, "community", "leader")
    assert [ratio(one) for one in found] == [(1, 1), (0, 1)]
    change = changes.change(store, "commitment_closed_rate", STREET, march, part="leader")
    assert (change.before.value, change.now.value, change.amount) == (0, 50, 50)


def test_a_part_asked_for_leaves_indicators_alone_that_may_be_pooled(store: Store) -> None:
    store.load("service_request", [request(category="环保"), request(category="养犬")])

    assert series.value(store, "request_count", STREET, Period.parse("2026-01"), "leader").value == 2


def test_a_period_that_cuts_months_pools_no_levels_either(store: Store) -> None:
    store.load("commitment", [closed("2026-06-02", due_on="2026-06-10"), item("major", due_on="2026-06-12"),
                              closed("2026-07-01")])
    store.load("service_request", [request(received_at="2026-06-30 09:00")])

    assert ask(store, "commitment_ontime_rate", "2026-06-05_2026-06-20").value is None
    days = Period.parse("2026-06-05_2026-06-20")
    assert ratio(series.value(store, "commitment_ontime_rate", STREET, days, "leader")) == (1, 1)
    assert ratio(ask(store, "commitment_ontime_rate", "2026-06-05_2026-06-11")) == (1, 1)


def test_a_cancelled_item_is_on_no_list(store: Store) -> None:
    store.load("commitment", [closed("2026-03-02"), item(status="取消")])

    assert ratio(ask(store, "commitment_closed_rate", "2026-03")) == (1, 1)


def test_a_years_list_holds_what_was_carried_over_and_not_what_was_closed_before(store: Store) -> None:
    store.load("commitment", [
        closed("2025-11-02", accepted_on="2025-01-05", due_on="2025-12-31"),
        closed("2026-02-02", accepted_on="2025-01-05", due_on="2025-12-31"), item(),
    ])

    assert ratio(ask(store, "commitment_closed_rate", "2025-12")) == (1, 2)
    assert ratio(ask(store, "commitment_closed_rate", "2026-02")) == (1, 2)


def test_an_item_closed_late_was_overdue_until_then(store: Store) -> None:
    store.load("commitment", [closed("2026-08-03"), closed("2026-06-30"), item(due_on=None)])

    assert [ask(store, "commitment_overdue_count", month).value for month in ("2026-06", "2026-07", "2026-08")] == [
        0, 1, 0]
    assert ratio(ask(store, "commitment_ontime_rate", "2026-06")) == (1, 2)


def test_what_falls_due_later_is_neither_on_time_nor_late(store: Store) -> None:
    store.load("commitment", [closed("2026-03-02", due_on="2026-03-31"), item()])
    assert ask(store, "commitment_ontime_rate", "2026").value is None

    store.load("service_request", [request(received_at="2026-07-01 09:00")])
    assert ratio(ask(store, "commitment_ontime_rate", "2026")) == (1, 2)


def test_data_that_reach_further_make_an_open_item_overdue(store: Store) -> None:
    store.load("commitment", [item(due_on="2026-02-10", accepted_on="2026-01-05")])
    assert ask(store, "commitment_overdue_count", "2026-03").value is None

    with store.write() as cursor:
        cursor.execute("insert into service_request (request_no, received_at, area_code, channel, category, status, "
                       "batch_id, sheet, row_number) values ('R1', '2026-03-20', ?, '来电', '环保', '办理中', "
                       "'b2', 's', 2)", [GRID])
        cube.refresh(cursor, Changes("service_request", frozenset({date(2026, 3, 1)})))
    assert ask(store, "commitment_overdue_count", "2026-03").value == 1


def test_satisfaction_weighs_by_the_people_called_back(store: Store) -> None:
    store.load("commitment", [
        closed("2026-03-02", satisfaction_pct=100, survey_n=10),
        closed("2026-03-05", satisfaction_pct=91.7, survey_n=12), closed("2026-03-07", satisfaction_pct=50),
    ])

    assert ratio(ask(store, "commitment_satisfaction", "2026-03")) == (21, 22)


def test_satisfaction_of_more_than_95_percent_stays_more_than(store: Store) -> None:
    store.load("commitment", [closed("2026-03-02", satisfaction_pct=95, satisfaction_pct_bound=2, survey_n=40)])

    assert ask(store, "commitment_satisfaction", "2026-03").display() == "≥ 95%"


def test_shares_in_print_do_not_hide_what_a_ledger_tells(store: Store) -> None:
    printed = {"unit": "%", "period_start": "2026-01-01", "period_end": "2026-11-30", "period_kind": "ytd",
               "area_code": STREET}
    store.load("statistic", [figure("practical_satisfaction_share", 95.0, **printed)])
    assert "百分数" in getattr(ask(store, "commitment_satisfaction", "2026").why, "zh", "")

    store.load("commitment", [closed("2026-03-02", satisfaction_pct=100, survey_n=10)])
    assert ratio(ask(store, "commitment_satisfaction", "2026-03")) == (10, 10)
    assert ratio(ask(store, "commitment_satisfaction", "2026")) == (10, 10)


def test_a_ledger_of_one_level_leaves_the_reported_figure_of_another(store: Store) -> None:
    told = {"unit": "项", "period_start": "2026-01-01", "period_end": "2026-03-31", "period_kind": "ytd",
            "version": "reported", "area_code": STREET}
    store.load("commitment", [closed("2026-03-02", "major")])
    store.load("statistic", [figure("commitments", 316, **told), figure("commitments_closed", 152, **told),
                             figure("major_matters", 10, **told), figure("major_matters_done", 10, **told)])

    assert by_level(store, "commitment_closed_rate", "2026-03") == {"leader": (152, 316), "major": (1, 1)}


def test_wishes_are_told_by_when_they_were_collected(store: Store) -> None:
    store.load("commitment", [
        closed("2026-03-02", "wish", claimed_on="2026-01-20", action_count=3), item("wish", claimed_on="2026-02-01"),
        item("wish", accepted_on="2026-02-01"), item("leader"),
    ])

    assert ratio(ask(store, "wish_resolved_rate", "2026-01")) == (1, 2)
    assert ratio(ask(store, "action_per_claimed_wish", "2026-Q1")) == (3, 1)


def test_a_wish_ledger_needs_no_caveat(store: Store) -> None:
    store.load("commitment", [closed("2026-03-02", "wish")])

    assert ask(store, "wish_resolved_rate", "2026-01").note is None


def test_key_tasks_are_on_track_closed_or_lagging_as_of_the_last_day_known(store: Store) -> None:
    store.load("commitment", [
        item("key", due_on="2026-12-31"), item("key", status="推进滞后", due_on="2026-12-31"),
        item("key", due_on="2026-02-10"), closed("2026-03-20", "key"), item("key", status="未启动", due_on=None),
    ])

    assert ratio(ask(store, "key_task_ontrack_rate", "2026-03")) == (2, 5)
    assert ratio(ask(store, "key_task_lag_rate", "2026-03")) == (2, 5)
    assert ask(store, "key_task_lag_rate", "2026-02").value is None


@pytest.mark.parametrize("level", [one.value for one in contracts()["commitment"].field("list_level").enum])
def test_every_level_has_a_name(level: str) -> None:
    assert series.indicator("commitment_closed_rate").part_name(level).zh != level
