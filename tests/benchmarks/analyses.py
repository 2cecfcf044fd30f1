"""What each analysis of one indicator takes for a street of 95 grids and 36 months."""
from __future__ import annotations

import statistics
from collections.abc import Callable
from pathlib import Path

from data.database import Database
from queries import cube
from queries.early import early
from queries.explain import explain
from queries.funnel import funnel
from queries.outlook import outlook
from queries.periods import Period
from queries.signals import chart, charts_by_area
from tests.benchmarks import city
from tests.benchmarks.measuring import Line, timed

STREET, RATE, COUNT, SCORE = f"{city.DISTRICT}001", "ontime_closure_rate", "request_count", "three_rate_score"
PER_HOUSEHOLDS = "requests_per_1000_hh"
OCTOBER, SO_FAR = Period.parse("2026-10"), Period.parse("2026-10-ytd")
EACH_MONTH = 10  # requests of a grid
BAR = 150  # ms

ANALYSES: dict[str, Callable[[Database], object]] = {
    "explain by grid": lambda store: explain(store, RATE, STREET, OCTOBER, OCTOBER.previous(), "grid"),
    "explain by kind": lambda store: explain(store, RATE, STREET, OCTOBER, OCTOBER.previous(), "breakdown"),
    "explain a score": lambda store: explain(store, SCORE, STREET, OCTOBER, OCTOBER.previous(), "grid"),
    "signals": lambda store: chart(store, RATE, STREET, OCTOBER),
    "signals of every grid": lambda store: charts_by_area(store, RATE, STREET, OCTOBER, "grid"),
    "signals of every grid's count": lambda store: charts_by_area(store, COUNT, STREET, OCTOBER, "grid"),
    "signals of every grid's count per household":
        lambda store: charts_by_area(store, PER_HOUSEHOLDS, STREET, OCTOBER, "grid"),
    "signals of every grid's score": lambda store: charts_by_area(store, SCORE, STREET, OCTOBER, "grid"),
    "funnel": lambda store: funnel(store, RATE, STREET, SO_FAR, "grid"),
    "funnel of a count": lambda store: funnel(store, COUNT, STREET, SO_FAR, "grid"),
    "outlook": lambda store: outlook(store, RATE, STREET, OCTOBER),
    "outlook of a count": lambda store: outlook(store, COUNT, STREET, OCTOBER),
    "early": lambda store: early(store, STREET, OCTOBER),
}


def found_street(path: Path) -> Database:
    """The street with its indicators, ten requests a month in every grid."""
    store = city.found_city(path, city.STREET)
    city.fill(store, 95 * city.MONTHS * EACH_MONTH, city.STREET)
    cube.rebuild(store)
    return store


def lines(folder: Path, rounds: int) -> list[Line]:
    """A line for each analysis: the median on the clock, once the first has been asked."""
    store = found_street(folder / "analysed.duckdb")
    found = []
    for name, question in ANALYSES.items():
        question(store)
        taken = statistics.median(timed(lambda ask=question: ask(store)) for _ in range(3 * rounds))  # type: ignore[misc]
        found.append(Line(f"{name}, 95 grids × 36 months", 1000 * taken, "ms", BAR))
    store.close()
    return found
