"""The store as somebody sees it who is responsible for some areas: rows of other areas are not there at all.

Every read goes to a database in memory that holds nothing but views, one for each table and view of the store that
says of each row which area it is of. A table for which nobody has decided that is missing there: a new one is closed
until it is opened. So a page that forgets to ask whose numbers it shows can show none that it must not.
"""
from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from weakref import WeakSet

import duckdb

from data import arrivals, by_grid
from data.access.rules import AREA_CODE
from data.areas import DIGITS
from data.contracts import Contract, contracts
from data.database import CELL_TABLES, UNROLLED, Database
from data.monthly import monthly_tables

# Tables that say nothing of any area, and may be read by everybody.
OF_NO_AREA = frozenset({
    "calendar", "metric_unit", "monthly_table", "setting", "indicator_state", "cell_layout", "schema_state",
    "report_template",
})
# What holds all grids of a street, or of a community, in one row.
BY_GRID = {"grid_counts": (by_grid.counts_of, DIGITS["street"]), "grid_facts": (by_grid.facts_of, DIGITS["community"])}
# Tables and views beside those of the contracts of which everybody reads the rows of the own areas.
BY_AREA = frozenset({
    "indicator_values", "indicator_fact", *CELL_TABLES, "indicator_rollup", "table_months", "table_arrivals",
    "table_batches", "open_request", "grid_number", *BY_GRID, "edition", "brief_edit", "limit_decision",
    "commitment_month", "community_people", "dwelling_month", "employment_stat_month", "facility_month",
    "need_and_supply", "population_month", "renovation_project_month", "statistic_month", "statistic_so_far",
    "target_month", "task_progress", "volunteer_team_month", "welfare_stat_month",
})
ARRIVED = {"table_arrivals": arrivals.first_days, "table_batches": arrivals.batches}
ROLLED_UP = DIGITS["street"], DIGITS["community"]  # the areas that `indicator_rollup` adds facts up to, in digits
# Views whose column of areas has a name of its own.
AREA_COLUMNS = {"community_people": "place"}
# Journals that hold what is of many areas, or of nobody's business: read by those who answer for all of them.
CLOSED = frozenset({"open_reject", "audit_pending", "settings_seen", "schema_version", "served_build"})
# Of the journal of imports only what tells where a row came from; the report holds cells of any area.
JOURNAL = "import_batch"
BATCHES = "select * replace (null as mapping, null as report) from {table}"
_numbers = itertools.count(1)


class Scoped(Database):
    """Reads within the given areas; writes go to the whole store, under the rules of whoever calls."""

    def __init__(self, whole: Database, codes: tuple[str, ...]) -> None:
        if not codes or not all(AREA_CODE.fullmatch(one) for one in codes):
            raise ValueError(f"no area codes: {codes}")
        self._whole, self.codes, self.path = whole, codes, whole.path
        self._name = f"scope_{next(_numbers)}"
        self._lock = threading.RLock()
        self._made_in: WeakSet[duckdb.DuckDBPyConnection] = WeakSet()

    @property
    def whole(self) -> Database:
        return self._whole

    @property
    def commits(self) -> int:  # type: ignore[override]
        return self._whole.commits

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor that finds the rows of these areas only."""
        with self._whole.held(), self._whole.cursor() as cursor:
            self._make_sure(cursor)
            cursor.execute(f"use {self._name}")
            yield cursor

    def look(self) -> None:
        self._whole.look()

    def held(self) -> AbstractContextManager[None]:
        return self._whole.held()

    @contextmanager
    def write(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._whole.write() as cursor:
            yield cursor

    def interrupt(self, thread: threading.Thread) -> None:
        self._whole.interrupt(thread)

    def close(self) -> None:
        """Nothing: the store is closed by whoever opened it."""

    def _make_sure(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """The views, made once for each connection of the store."""
        with self._lock:
            connection = self._whole._connection
            if connection in self._made_in:
                return
            for statement in _views(cursor, self._name, self.codes):
                cursor.execute(statement)
            self._made_in.add(connection)


@lru_cache(maxsize=500)
def within(whole: Database, codes: tuple[str, ...]) -> Database:
    """The store within these areas, the whole one where there are no codes; always the same for the same areas."""
    return Scoped(whole, codes) if codes else whole


def is_decided(table: str) -> bool:
    """Whether somebody has said who may read a table or view; what is not decided is closed to who has areas."""
    name = table.removesuffix("_history")
    return name in contracts() or table == JOURNAL or table in OF_NO_AREA | BY_AREA | CLOSED


def _views(cursor: duckdb.DuckDBPyConnection, name: str, codes: tuple[str, ...]) -> Iterator[str]:
    found = cursor.execute(
        """
        select table_name, bool_or(column_name = 'area_code') from duckdb_columns()
        where database_name = current_database() and schema_name = 'main' and not internal
        group by table_name order by table_name
        """
    ).fetchall()
    store = cursor.execute("select current_database()").fetchall()[0][0].replace('"', '""')
    yield f"attach ':memory:' as {name} (read_write)"
    for table, has_area in found:
        inside = _inside(table, has_area, f'"{store}".main."{table}"', codes)
        if inside:
            yield f'create view {name}.main."{table}" as {inside}'


def _inside(table: str, has_area: bool, source: str, codes: tuple[str, ...]) -> str | None:
    """What of a table or view these areas may read; None where that is nothing."""
    if not is_decided(table) or table in CLOSED:
        return None
    if table in OF_NO_AREA:
        return f"select * from {source}"
    if table == JOURNAL:
        return BATCHES.format(table=source)
    if table == "indicator_rollup":
        return " union all by name ".join(_rolled_up(source, digits, codes) for digits in ROLLED_UP)
    if table in BY_GRID and any(len(one) > BY_GRID[table][1] for one in codes):
        store, kept = source.removesuffix(f'"{table}"'), f"select distinct indicator from {source}"
        facts = f"from {store}indicator_values where ({_among('area_code', codes, False)}) and indicator in ({kept})"
        return BY_GRID[table][0](facts, f"{store}grid_number")
    if table in ARRIVED and any(len(one) > DIGITS["community"] for one in codes):
        # They are told by community, and of a grid only its own rows may tell.
        return " union all ".join(f"({_arrived(table, source, contracts()[name], codes)})" for name in monthly_tables())
    if table == "table_months" and any(len(one) > DIGITS["community"] for one in codes):
        return _sent(source, codes)
    contract = contracts().get(table.removesuffix("_history"))
    column = AREA_COLUMNS.get(table) or (contract.area_column if contract else "area_code" if has_area else None)
    if column is None:
        return None
    # Names of the areas above are needed to say where an area lies.
    above = table.removesuffix("_history") == "area"
    records = ", rowid" if contract else ""
    return f"select *{records} from {source} where {_among(column, codes, above)}"


def _rolled_up(source: str, digits: int, codes: tuple[str, ...]) -> str:
    """What is added up to areas of so many digits; the facts themselves where these would hold others' as well."""
    among = _among("area_code", codes, False)
    if all(len(one) <= digits for one in codes):
        return f"select * from {source} where digits = {digits} and ({among})"
    facts = UNROLLED.format(table=source.replace("indicator_rollup", "indicator_values"))
    parts = "(select unnest([true, false]) as by_part)" if digits == DIGITS["street"] else "(select false as by_part)"
    return f"select {digits} as digits, * from {parts}, ({facts}) where {among}"


def _arrived(table: str, source: str, contract: Contract, codes: tuple[str, ...]) -> str:
    chosen = f"({_among(contract.area_column, codes, False)})"
    return ARRIVED[table](contract, chosen, source.removesuffix(f'"{table}"'))


def _sent(source: str, codes: tuple[str, ...]) -> str:
    """For which months the communities sent anything, which tells none from nothing reported for their grids as well;
    counted are the rows of these areas alone.
    """
    store = source.removesuffix('"table_months"')
    own = " union all ".join(arrivals.months(one, f"({_among(one.area_column, codes, False)})", store)
                             for one in contracts().values() if arrivals.are_counted(one))
    told = " or ".join(f"starts_with(area_code, '{one[:DIGITS['community']]}')" for one in codes)
    return f"""
        select * exclude (rows, own_rows), coalesce(own_rows, 0) as rows from {source}
        left join (select table_name, area_code, month, rows as own_rows from ({own})) as own
            using (table_name, area_code, month)
        where {told}
        """


def _among(column: str, codes: tuple[str, ...], above: bool) -> str:
    """SQL; the codes are digits and nothing else, for a view takes no bound values."""
    tests = [f"starts_with({column}, '{one}')" for one in codes]
    tests += [f"(length({column}) < {len(one)} and starts_with('{one}', {column}))" for one in codes if above]
    return " or ".join(tests)
