"""Where the items of a list stand, how it shrinks and how each office does, in agreement with the indicators."""
from __future__ import annotations

from datetime import date
from typing import Any

from queries import series, worklists
from queries.commitments import burn_down, offices, state
from queries.periods import Period
from tests.queries.store import STREET, Store, ratio, request
from tests.queries.test_commitment import closed, item

JULY = date(2026, 7, 31)


def listed(store: Store, level: str = "leader", day: date = JULY) -> list[dict[str, Any]]:
    return worklists.commitments(store, STREET, level, day)


def fill(store: Store) -> None:
    store.load("commitment", [
        closed("2026-03-02", owner_org="民政办"), closed("2026-07-10", owner_org="民政办"),
        item(owner_org="城管办", remark="资金未到位"), item(owner_org="城管办", remark="资金未到位"),
        item(due_on="2026-12-20", status="推进滞后", owner_org="党建办"), item(due_on="2026-12-20", owner_org="党建办"),
        item(due_on=None, status="未启动", owner_org="党建办"), item(status="取消"), closed("2026-03-02", "major"),
    ])
    store.load("service_request", [request(received_at="2026-07-31 09:00", closed_at="2026-07-31 10:00")])


def test_an_item_is_closed_overdue_or_as_its_office_says(store: Store) -> None:
    fill(store)

    assert sorted(state(one, JULY, typed=True) for one in listed(store)) == [
        "closed", "closed", "lagging", "on_track", "overdue", "overdue", "waiting"]
    assert sorted(state(one, date(2026, 6, 30), typed=False) for one in listed(store)) == ["closed", *["open"] * 6]


def test_the_wall_has_as_many_tiles_as_the_indicators_count(store: Store) -> None:
    fill(store)
    stand = [state(one, JULY, typed=True) for one in listed(store)]

    assert (stand.count("closed"), len(stand)) == ratio(leader(store, "commitment_closed_rate"))
    assert stand.count("overdue") == leader(store, "commitment_overdue_count").value == 2


def leader(store: Store, name: str) -> series.Value:
    return series.value(store, name, STREET, Period.parse("2026-07"), "leader")


def test_the_list_shrinks_by_its_due_dates_and_really(store: Store) -> None:
    fill(store)
    left = burn_down(listed(store), JULY)

    assert [one.planned for one in left] == [7, 7, 7, 7, 7, 3, 3, 3, 3, 3, 3, 1]
    assert [one.real for one in left] == [7, 7, 6, 6, 6, 6, 5, None, None, None, None, None]


def test_offices_behind_come_first_with_the_reasons_that_were_typed_in(store: Store) -> None:
    fill(store)
    found = {one.name: one for one in offices(listed(store), JULY, typed=True)}

    assert list(found) == ["城管办", "党建办", "民政办"]
    assert (found["城管办"].behind, found["城管办"].overdue, found["城管办"].reasons) == (2, 2, (("资金未到位", 2),))
    assert (found["党建办"].behind, found["党建办"].overdue, found["党建办"].reasons) == (1, 0, ())
    assert (found["民政办"].on_time, found["民政办"].due, found["民政办"].behind) == (1, 2, 0)


def test_wishes_go_from_collected_to_claimed_to_an_action_to_resolved(store: Store) -> None:
    store.load("commitment", [
        closed("2026-03-02", "wish", claimed_on="2026-01-20", action_count=3),
        item("wish", claimed_on="2026-02-01", action_count=0), item("wish"), item("leader", action_count=9),
    ])

    told = worklists.wishes(store, STREET, date(2026, 1, 1), date(2026, 1, 31))
    assert told == {"collected": 3, "claimed": 2, "with_action": 1, "actions": 3, "resolved": 1}
