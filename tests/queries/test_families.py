"""Facts that are counted together and kept side by side are those that each SQL file yields by itself."""
from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.database import CELL_TABLES, amounts
from queries import cells, cube, families, statements
from queries.catalogue import catalogue
from tests.queries.store import (
    GRID,
    NIGHT_REQUESTS,
    OTHER_GRID,
    REAL,
    STREET,
    Changes,
    Store,
    figure,
    request,
)

FACTS = ("indicator", "area_code", "month", "first_month", "breakdown", "numerator", "denominator", "numerator_bound",
         "denominator_bound", "origin")
DAYS = st.dates(date(2026, 1, 1), date(2026, 5, 31))


@st.composite
def ledgers(draw):
    """Requests of a few grids and months, of which any field may be missing that may be missing."""
    def one(number: int) -> dict:
        received = draw(DAYS)
        closed = draw(st.none() | st.integers(0, 70))
        answered = draw(st.none() | st.integers(0, 70))
        return request(
            request_no=f"R{number}", area_code=draw(st.sampled_from([GRID, OTHER_GRID, STREET, REAL])),
            received_at=str(received), closed_at=closed if closed is None else str(received + timedelta(closed)),
            responded_at=answered if answered is None else f"{received + timedelta(answered)} 07:30:00",
            due_at=str(received + timedelta(draw(st.integers(0, 20)))),
            category=draw(st.sampled_from([None, "停车充电", "噪音", "未填"])),
            channel=draw(st.sampled_from([None, "12345热线", "网格微信群", "网格员走访"])),
            requester_type=draw(st.sampled_from(["enterprise", "resident"])),
            status=draw(st.sampled_from(["已办结", "办理中", "待接收", "不予受理"])),
            level=draw(st.sampled_from([None, "grid", "community", "street"])),
            satisfied=draw(st.sampled_from([None, "0", "1", "2", "not_called"])),
            resolved=draw(st.sampled_from([None, "0", "1", "not_called"])),
            is_repeat=draw(st.sampled_from([None, True, False])),
        )
    return [one(number) for number in range(draw(st.integers(1, 12)))]


def alone(store: Store, ids: set[str]) -> Counter:
    """What each file yields by itself."""
    found: Counter = Counter()
    with store.cursor() as cursor:
        for one in catalogue().values():
            if one.id in ids:
                given = {row[0] for row in cursor.execute(f"describe {one.sql}").fetchall()}
                cursor.execute(f"select {', '.join(FACTS)} from ({statements.ledger_facts(one, given)})")
                found.update(rounded(row) for row in cursor.fetchall())
    return found


def rounded(row: tuple) -> tuple:
    return tuple(round(each, 9) if isinstance(each, float) else each for each in row)


def kept(store: Store, ids: set[str]) -> Counter:
    rows = store.rows(f"select {', '.join(FACTS)} from indicator_values where list_contains(?::varchar[], indicator)"
                      " and origin = 'event'", [sorted(ids)])
    return Counter(rounded(tuple(row.values())) for row in rows)


def all_parts(store: Store, by_part: bool) -> Counter:
    """The amounts of each family, area and month: kept as such, or added up here."""
    found: Counter = Counter()
    for table in CELL_TABLES:
        sums = ", ".join(f"round(sum({one}), 9) as {one}" for one in amounts(table))
        rows = store.rows(f"select family, area_code, month, {sums} from {table} where by_part = ? group by all",
                          [by_part])
        found.update(tuple(row.values()) for row in rows)
    return found


def cells_of(store: Store) -> list[dict]:
    return [row for table in CELL_TABLES for row in store.rows(f"from {table}")]


@given(rows=ledgers())
def test_each_indicator_has_the_facts_that_its_own_file_yields(shared_store: Store, rows) -> None:
    store = shared_store
    store.begin()
    store.load("service_request", rows)

    together = {name for family in families.families() if family.table == "service_request" for name in family.ids}
    assert kept(store, together) == alone(store, together)
    assert all_parts(store, False) == all_parts(store, True)


PLAIN = """
select area_code, date_trunc('month', received_at)::date as month, category as breakdown, {} as numerator
from service_request {} group by all
"""


@pytest.mark.parametrize(("numerator", "rest"), [
    ("sum(extract(hour from closed_at - received_at))", ""),  # null where nothing is closed
    ("min(extract(hour from received_at))", ""),
    ("count(*) + max(extract(hour from received_at))", ""),
    ("count(*)", "inner join calendar on calendar.month = received_at"),
    ("count(*)", "where received_at is not null group by all having count(*) > 3 --"),
    ("count(*)", "as requests"),
])
def test_what_is_not_plainly_counted_is_asked_alone(another, numerator: str, rest: str) -> None:
    before = len(families.places())
    another(NIGHT_REQUESTS + PLAIN.format(numerator, rest))

    assert len(families.places()) == before


@pytest.mark.parametrize(("numerator", "rest"), [
    ("count(*)", ""), ("count(distinct channel)", "where status = '办理中'"),
    ("sum(greatest(extract(hour from closed_at - received_at), 0)) / 24", "where category is not null"),
])
def test_a_new_file_joins_its_family_and_all_of_it_is_counted_anew(store: Store, another, numerator, rest) -> None:
    store.load("service_request", [request(request_no="A"), request(request_no="B", area_code=OTHER_GRID)])
    cube.bring_up_to_date(store)
    another(NIGHT_REQUESTS + PLAIN.format(numerator, rest))

    assert "night_requests" in cube.bring_up_to_date(store)
    [family] = [one for one in families.families() if "night_requests" in one.ids]
    assert family.name == "service_request/received_at/category"
    assert kept(store, set(family.ids)) == alone(store, set(family.ids))
    assert cube.bring_up_to_date(store) == []


def test_facts_that_stand_alone_count_beside_those_of_months_that_were_imported_since(store: Store) -> None:
    """As in a store of an earlier version, and in one whose values a cluster has built."""
    store.load("service_request", [request(request_no="A", received_at="2026-01-05"),
                                   request(request_no="B", received_at="2026-03-05")])
    ids = {name for family in families.families() for name in family.ids}
    whole = kept(store, ids)
    with store.write() as cursor:
        cells.spread(cursor, ids)
    assert kept(store, ids) == whole and cells_of(store) == []

    with store.write() as cursor:
        cube.refresh(cursor, Changes("service_request", {date(2026, 3, 1)}))

    assert kept(store, ids) == whole and cells_of(store) != []


def test_a_sheet_of_figures_leaves_what_the_ledger_tells_as_it_is(store: Store) -> None:
    store.load("service_request", [request()])
    ids = {name for family in families.families() for name in family.ids}
    before = kept(store, ids)
    store.load("statistic", [figure("requests_closed", 7, "件")])

    assert kept(store, ids) == before
