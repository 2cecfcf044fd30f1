"""A small street in memory, and the words tests use to fill it."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from data.by_grid import BITS
from data.contracts import contracts
from data.database import CELL_TABLES, Database
from queries import cube, series
from queries.catalogue import catalogue
from queries.periods import Period, add_months
from queries.series import Value

STREET, FIRST, SECOND = "990909001", "990909001001", "990909001002"
GRID, OTHER_GRID = "990909001001001", "990909001001002"
REAL = "340603003"
AREAS = [
    ("990909", "试验区", "district", None),
    (STREET, "试验街道", "street", 1000),
    (FIRST, "甲社区", "community", 600),
    (SECOND, "乙社区", "community", 400),
    (GRID, "甲社区第1网格", "grid", 300),
    (OTHER_GRID, "甲社区第2网格", "grid", 300),
    (REAL, "西街道", "street", None),
]
COUNTED = ("limit_decision", "import_batch", "indicator_fact", *CELL_TABLES, "indicator_rollup", "indicator_state",
           "table_months", "table_arrivals", "table_batches", "open_request", "grid_number", "grid_counts",
           "grid_facts", "setting")
# What is kept by grid, each grid in a row of its own with its code: SQL of tables.
COUNTS_OF_GRIDS = f"""(
    select indicator, grid_number.area_code, month, breakdown, packed & {(1 << BITS) - 1} as count
    from (select * exclude (area_code, grids), unnest(grids) as packed from grid_counts)
    inner join grid_number on number = packed >> {BITS}
)"""
FACTS_OF_GRIDS = """(
    select indicator, grid_number.area_code, month, origin, told.numerator, told.denominator
    from (select * exclude (area_code, grids), unnest(grids) as told from grid_facts)
    inner join grid_number on number = told.number
)"""

# The header of an indicator that tests add to the real ones.
NIGHT_REQUESTS = """-- title: 夜间诉求量 | Requests at night
-- question: 夜里有多少诉求？ | How many come in at night?
-- unit: 件 | requests
-- better: lower
-- numerator: 22时以后受理的诉求 | requests received after 22:00
-- over_time: sum
-- source: 示例
-- reviewed: 2026-11-22
"""


@dataclass(frozen=True)
class Changes:
    """What a test touched: a table, and the months (None: all) and areas of its rows."""

    table: str
    months: Collection[date] | None
    areas: Collection[str] = ()


class Store(Database):
    """A database in memory that knows a small street."""

    def __init__(self) -> None:
        self._loaded: list[str] = []  # tables whose rows the values do not know yet
        self._current: set[str] = set()  # indicators whose values know them already
        self._waits = False
        super().__init__(":memory:")
        self.begin()

    def begin(self) -> None:
        """As on the first day: the areas, and nothing that has happened in them."""
        self._loaded.clear()
        with self.write() as cursor:
            for name in (*contracts(), *(f"{name}_history" for name in contracts()), *COUNTED):
                cursor.execute(f"delete from {name}")
            _insert(cursor, "area", [
                {"area_code": code, "area_name": name, "level": level, "households": households,
                 "valid_from": "2000-01-01"}
                for code, name, level, households in AREAS
            ])

    def load(self, table: str, rows: Iterable[dict[str, Any]]) -> None:
        """Insert typed rows as an import would leave them; the values follow once they are asked for."""
        with self._waiting(), super().write() as cursor:
            _insert(cursor, table, rows)
        self._loaded.append(table)
        self._current.clear()

    @contextmanager
    def asked_for(self, name: str) -> Iterator[None]:
        """While one indicator alone is asked for, the others wait: most tests never ask for them."""
        if name not in catalogue() or catalogue()[name].per_target:  # told of every indicator that has a target
            yield
            return
        with self._waiting():
            self._bring_one_up_to_date(name)
            yield

    @contextmanager
    def _waiting(self) -> Iterator[None]:
        before, self._waits = self._waits, True
        try:
            yield
        finally:
            self._waits = before

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        self._bring_up_to_date()
        with super().cursor() as cursor:
            yield cursor

    @contextmanager
    def write(self) -> Iterator[duckdb.DuckDBPyConnection]:
        self._bring_up_to_date()
        with super().write() as cursor:
            yield cursor

    def _bring_up_to_date(self) -> None:
        if self._waits or not self._loaded:
            return
        with self._waiting(), super().write() as cursor:
            for table in dict.fromkeys(self._loaded):
                if self._current:  # what has been counted for one indicator is news to the others
                    cursor.execute("delete from table_months where table_name = ?", [table])
                cube.refresh(cursor, Changes(table, None))
        self._loaded.clear()

    def _bring_one_up_to_date(self, name: str) -> None:
        """What `cube.refresh` does after all that was loaded, for one indicator and its parts."""
        one = catalogue()[name]
        moved = {each.id: each for table in self._loaded for each in cube.moved_by(table)}
        wanted = [moved[part] for part in (name, *(part for _, part in one.combine)) if part in moved]
        if not {each.id for each in wanted} <= self._current:
            with super().write() as cursor:
                cube.note_settings(cursor)
                for table in dict.fromkeys(self._loaded):
                    cube._count_rows(cursor, contracts()[table], None)
                cube._refresh_indicators(cursor, wanted, None)
            self._current |= {each.id for each in wanted}


def _insert(cursor: duckdb.DuckDBPyConnection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    for number, row in enumerate(rows, 2):
        filled = {"batch_id": "b1", "sheet": "Sheet1", "row_number": number, **row}
        marks = ", ".join("?" for _ in filled)
        cursor.execute(f"insert into {table} ({', '.join(filled)}) values ({marks})", list(filled.values()))


def request(**given: Any) -> dict[str, Any]:
    """A request of 5 January 2026 in the first grid, closed the next day, called back, all well."""
    usual = {
        "request_no": f"R{id(given)}", "received_at": "2026-01-05 09:00", "responded_at": "2026-01-05 10:00",
        "area_code": GRID, "channel": "12345热线", "category": "环保", "level": "grid", "status": "已办结",
        "due_at": "2026-01-10", "closed_at": "2026-01-06 09:00", "resolved": "1", "satisfied": "2",
        "is_repeat": False,
    }
    return usual | given


def jobs(month: str, count: float | None, kind: str = "month", area: str = FIRST, **more: Any) -> dict[str, Any]:
    """A monthly employment report of one community."""
    return {"area_code": area, "month": f"{month}-01", "period_kind": kind, "jobs_developed": count} | more


def activity(kind: str, held_on: str, **given: Any) -> dict[str, Any]:
    """One session of that kind in the first community."""
    usual = {
        "activity_no": f"A{id(given)}", "activity_type": kind, "held_on": held_on, "area_code": FIRST, "sessions": 1,
    }
    return usual | given


def facility(kind: str, count: float, unit: str, built_on: str | None, **given: Any) -> dict[str, Any]:
    """Facilities in use in the first grid."""
    usual = {
        "facility_no": f"F{id(given)}", "facility_type": kind, "area_code": GRID, "quantity": count, "unit": unit,
        "status": "已投用", "built_on": built_on,
    }
    return usual | given


def people(category: str, count: int, area: str = FIRST, on: str = "2026-01-31") -> dict[str, Any]:
    """So many people of one kind counted in an area."""
    dimension = "population" if category.startswith("总") else "service_group"
    return {"area_code": area, "stat_date": on, "dimension": dimension, "category": category, "count": count}


def figure(metric: str, number: float | None, unit: str, **given: Any) -> dict[str, Any]:
    """A reported figure of the real street, March to September 2021."""
    usual = {
        "area_code": REAL, "metric_id": metric, "period_start": "2021-03-01", "period_end": "2021-09-30",
        "period_kind": "since", "value": number, "unit": unit, "version": "published",
    }
    return usual | given


def monthly(
    store: Store, name: str, months: Sequence[float | tuple[float, float] | None], *, last: str = "2026-10-01",
    area: str = GRID, breakdown: str = "环保",
) -> None:
    """Facts of an indicator month by month, up to that month: counts, or numerator and denominator; None is no fact."""
    end = date.fromisoformat(last)
    with store.write() as cursor:
        for back, one in enumerate(reversed(months)):
            month = add_months(end, -back)
            top, base = one if isinstance(one, tuple) else (one, None)
            if top is not None:
                cursor.execute("insert into indicator_fact values (?, ?, ?, ?, ?, ?, ?, 0, 0, 'event', 0)",
                               [name, area, month, month, breakdown, top, base])
        cube.roll_up(cursor, [name])


def ask(store: Database, name: str, period: str, area: str = STREET) -> Value:
    """The value of one indicator; the period is written as in a URL."""
    with store.asked_for(name) if isinstance(store, Store) else nullcontext():
        return series.value(store, name, area, Period.parse(period))


def ratio(found: Value) -> tuple[float | None, float | None]:
    return found.numerator, found.denominator
