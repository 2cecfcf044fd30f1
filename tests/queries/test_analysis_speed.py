"""An analysis of one indicator for a street of 95 grids and 36 months is there at once."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from time import process_time

import pytest

from data.database import Database
from queries import cube
from queries.early import early
from queries.explain import explain
from queries.funnel import funnel
from queries.outlook import outlook
from queries.periods import Period
from queries.signals import chart, charts_by_area
from tests.benchmarks import city

pytestmark = pytest.mark.slow
STREET, RATE, COUNT, SCORE = f"{city.DISTRICT}001", "ontime_closure_rate", "request_count", "three_rate_score"
PER_HOUSEHOLDS = "requests_per_1000_hh"
OCTOBER, SO_FAR = Period.parse("2026-10"), Period.parse("2026-10-ytd")
ROUNDS = 8


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Ten requests a month in every grid."""
    database = city.found_city(tmp_path_factory.mktemp("street") / "street.duckdb", city.STREET)
    city.fill(database, 95 * 36 * 10, city.STREET)
    cube.rebuild(database)
    [found] = database.rows("select count(distinct area_code) as grids, count(distinct month) as months"
                            " from indicator_values where indicator = ?", [RATE])
    assert found == {"grids": 95, "months": 36}
    yield database
    database.close()


def million_squares() -> None:
    """What takes at least 50 ms of the processor on the machine for which the bar of 150 ms was set."""
    sum(number * number for number in range(1_000_000))


@pytest.mark.parametrize("question", [
    lambda store: explain(store, RATE, STREET, OCTOBER, OCTOBER.previous(), "grid"),
    lambda store: explain(store, RATE, STREET, OCTOBER, OCTOBER.previous(), "breakdown"),
    lambda store: explain(store, SCORE, STREET, OCTOBER, OCTOBER.previous(), "grid"),
    lambda store: chart(store, RATE, STREET, OCTOBER),
    lambda store: charts_by_area(store, RATE, STREET, OCTOBER, "grid"),
    lambda store: charts_by_area(store, COUNT, STREET, OCTOBER, "grid"),
    lambda store: charts_by_area(store, PER_HOUSEHOLDS, STREET, OCTOBER, "grid"),
    lambda store: charts_by_area(store, SCORE, STREET, OCTOBER, "grid"),
    lambda store: funnel(store, RATE, STREET, SO_FAR, "grid"),
    lambda store: funnel(store, COUNT, STREET, SO_FAR, "grid"),
    lambda store: outlook(store, RATE, STREET, OCTOBER),
    lambda store: outlook(store, COUNT, STREET, OCTOBER),
    lambda store: early(store, STREET, OCTOBER),
], ids=["explain by grid", "explain by kind", "explain a score", "signals", "signals of every grid",
        "signals of every grid's count", "signals of every grid's count per household", "signals of every grid's score",
        "funnel", "funnel of a count", "outlook", "outlook of a count", "early"])
def test_an_analysis_of_95_grids_and_36_months_takes_under_150_ms(
    store: Database, question: Callable[[Database], object]
) -> None:
    """Of the processor, in turn with a yardstick, the least of several runs: others may be using the machine too."""
    taken, yard = [], []
    for _ in range(ROUNDS):
        for found, run in ((taken, lambda: question(store)), (yard, million_squares)):
            before = process_time()
            run()
            found.append(process_time() - before)

    print(f"{min(taken) * 1000:.0f} ms, {min(taken) / min(yard):.1f} yardsticks of {min(yard) * 1000:.0f} ms")
    assert min(taken) <= 3 * min(yard)
