"""What is overdue or soon due: all of it counted, the longest overdue named."""
from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from queries import worklists
from tests.queries.store import FIRST, GRID, SECOND, STREET, Store, request

AS_OF = date(2026, 2, 10)


@pytest.fixture
def owed(store: Store) -> Store:
    """Of GRID three overdue requests and one due soon, of SECOND one overdue; one not due yet, one closed, one refused.
    """
    due = {"A": ("2026-02-01", GRID, "城管"), "B": ("2026-01-20", GRID, "城管"), "C": ("2026-02-09", GRID, None),
           "D": ("2026-02-12", GRID, "物业"), "E": ("2026-01-25", SECOND, "物业"), "F": ("2026-03-30", SECOND, "物业")}
    store.load("service_request", [
        request(request_no=name, area_code=area, handler=owner, received_at="2026-01-05 09:00", due_at=day,
                responded_at=None, closed_at=None, status="办理中") for name, (day, area, owner) in due.items()
    ] + [request(request_no="closed", due_at="2026-01-06", closed_at="2026-01-07 09:00"),
         request(request_no="refused", due_at="2026-01-06", closed_at=None, status="不予受理")])
    return store


def test_the_longest_overdue_come_first_and_what_is_due_soon_has_its_own_room(owed: Store) -> None:
    assert [one["item"] for one in worklists.due(owed, STREET, AS_OF, 2)] == ["B", "E", "D"]
    assert [one["item"] for one in worklists.due(owed, STREET, AS_OF, 9)] == ["B", "E", "A", "C", "D"]
    assert [one["item"] for one in worklists.due(owed, STREET, AS_OF, 9, table="commitment")] == []
    assert [one["item"] for one in worklists.due(owed, SECOND, AS_OF, 9, days=60)] == ["E", "F"]


@pytest.mark.parametrize(("level", "late"), [
    ("grid", {GRID: 3, SECOND: 1}), ("community", {FIRST: 3, SECOND: 1}), ("street", {STREET: 4})])
def test_all_are_counted_however_few_are_listed(owed: Store, level, late) -> None:
    found = worklists.due_counts(owed, STREET, AS_OF, level)

    assert {one["area_code"]: one["count"] for one in found if one["is_overdue"]} == late
    assert sum(one["count"] for one in found if not one["is_overdue"]) == 1
    assert found[0]["due_on"] == date(2026, 1, 20)


def test_who_asks_for_what_is_overdue_is_not_told_what_is_due_soon(owed: Store) -> None:
    assert [one["item"] for one in worklists.due(owed, STREET, AS_OF, 9, soon=False)] == ["B", "E", "A", "C"]


def test_each_owners_items_are_counted_in_each_area(owed: Store) -> None:
    found = worklists.due_counts(owed, STREET, AS_OF, "street", by_owner=True)

    assert {one["owner"]: one["count"] for one in found if one["is_overdue"]} == {"城管": 2, "物业": 1, None: 1}


def test_the_counts_are_those_of_the_list(owed: Store) -> None:
    for area in (STREET, FIRST, SECOND):
        listed = Counter(one["area_code"] for one in worklists.due(owed, area, AS_OF, 99))
        counted = Counter[str]()
        for one in worklists.due_counts(owed, area, AS_OF, "grid"):
            counted[one["area_code"]] += one["count"]
        assert listed == counted


def test_of_the_open_issues_of_enterprises_the_longest_overdue_come_first_and_all_are_counted(store: Store) -> None:
    due = {"A": "2026-02-01", "B": "2026-01-20", "C": None, "D": "2026-03-01"}
    store.load("service_request", [
        request(request_no=name, requester_type="enterprise", received_at="2026-01-05 09:00", due_at=day,
                responded_at=None, closed_at=None, status="办理中") for name, day in due.items()
    ] + [request(request_no="resident", requester_type="resident", closed_at=None, status="办理中"),
         request(request_no="refused", requester_type="enterprise", closed_at=None, status="不予受理")])

    assert [one["item"] for one in worklists.enterprise_issues(store, STREET, AS_OF, 9)] == ["B", "A", "D", "C"]
    assert [one["item"] for one in worklists.enterprise_issues(store, STREET, AS_OF, 1)] == ["B"]
    assert worklists.enterprise_issue_counts(store, STREET, AS_OF) == (4, 2)
