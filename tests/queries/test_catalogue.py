"""One file is one indicator: what a file must say, and what follows from adding one."""
from __future__ import annotations

import pytest

from queries import catalogue, cells, cube, series
from queries.catalogue import DefinitionError, read_indicator
from queries.periods import Period
from tests.queries.store import NIGHT_REQUESTS, STREET, Store, request

GOOD = NIGHT_REQUESTS + """
select area_code, date_trunc('month', received_at)::date as month, 'all' as breakdown, count(*) as numerator
from service_request
where extract(hour from received_at) >= 22
group by all
"""


def test_a_new_indicator_is_one_new_file_even_for_a_store_that_is_already_there(store: Store, another) -> None:
    store.load("service_request", [request(received_at="2026-01-05 23:00"), request()])
    cube.bring_up_to_date(store)
    another(GOOD)

    assert cube.bring_up_to_date(store) == ["night_requests"]
    assert series.value(store, "night_requests", STREET, Period.parse("2026-01")).value == 1
    assert cube.bring_up_to_date(store) == []


def test_a_changed_definition_is_counted_anew_and_a_removed_one_forgotten(store: Store, another) -> None:
    store.load("service_request", [request(received_at="2026-01-05 21:30")])
    another(GOOD)
    cube.bring_up_to_date(store)
    another(GOOD.replace(">= 22", ">= 21"))
    cube.bring_up_to_date(store)
    assert series.value(store, "night_requests", STREET, Period.parse("2026-01")).value == 1

    another(None)
    assert cube.bring_up_to_date(store) == ["night_requests"]
    assert store.rows("select * from indicator_values where indicator = 'night_requests'") == []


def test_a_store_none_of_whose_definitions_holds_keeps_nothing_of_before(store: Store) -> None:
    """As after an upgrade, or where a view has changed: indicators that are gone, and tables that are due no more."""
    store.load("service_request", [request()])
    cube.bring_up_to_date(store)
    before = store.rows("from table_arrivals")
    with store.write() as cursor:
        cursor.execute("delete from indicator_state")
        cells.spread(cursor, ["closure_rate"])
        cursor.execute("update indicator_fact set indicator = 'gone' where indicator = 'closure_rate'")
        cursor.execute("update table_arrivals set table_name = 'gone'")

    assert "closure_rate" in cube.bring_up_to_date(store)
    assert store.rows("select 1 from indicator_values where indicator = 'gone'") == []
    assert before and store.rows("from table_arrivals") == before


@pytest.mark.parametrize(("found", "instead", "said"), [
    ("-- unit: 件 | requests", "-- units: 件 | requests", "line 3: 'units'"),
    ("-- better: lower\n", "", "lacks better"),
    ("-- better: lower", "-- better: smaller", "better is 'smaller'"),
    ("-- title: 夜间诉求量 | Requests at night", "-- title: 夜间诉求量", "title needs Chinese and English"),
    ("-- over_time: sum", "-- over_time: sum\n-- over_time: last", "'over_time' stands twice"),
    ("-- over_time: sum", "-- over_time: sum\n-- pool: never", "needs a breakdown"),
    ("-- over_time: sum", "-- over_time: sum\n-- breakdown: category\n-- pool: never\n-- statistic: fairs",
     "needs a breakdown, of every statistic too"),
])
def test_a_wrong_header_fails_with_file_and_cause(another, found: str, instead: str, said: str) -> None:
    path = another(GOOD.replace(found, instead))

    with pytest.raises(DefinitionError, match=said) as problem:
        read_indicator(path)
    assert "night_requests.sql" in str(problem.value)


def test_every_indicator_has_sql_that_runs_or_is_made_of_others_or_of_targets(store: Store) -> None:
    for one in catalogue.catalogue().values():
        assert [bool(one.sql), bool(one.combine), bool(one.per_target)].count(True) == 1
        if one.sql:
            store.rows(one.sql)
