"""Where facts are kept: each in a row of its own, or side by side with those of its family (queries/families.py).

The view `indicator_values` shows them all as if each stood alone. Planning it takes as long as reading a few thousand
rows, so that whoever knows which indicators are asked for names them (`facts`).
"""
from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass
from types import MappingProxyType
from typing import Any

import duckdb

from data.database import CELL_TABLES, FACT_COLUMNS, SEEN_AT_ONCE
from data.remembering import Rows, until_next_commit

_ALONE = f"select {FACT_COLUMNS} from indicator_fact"
ADDED_UP = "_added_up"  # what the cells of a table are called once they are added up to wider areas


@dataclass(frozen=True)
class Place:
    """In which table of cells an indicator's facts are kept, and in which columns; null where it has none."""

    indicator: str
    family: str
    kept_in: str
    numerator: str
    denominator: str | None


def facts(database: Rows, ids: Collection[str], whole: Collection[str] = ()) -> str:
    """SQL of the facts of these indicators, and perhaps of some others; of those in `whole` all parts may be one."""
    return sql_of((one for one in _layout(database) if one.indicator in ids), whole=whole)


def side_by_side(database: Rows) -> frozenset[str]:
    """The indicators whose facts are kept side by side, and so with all parts in one as well."""
    return frozenset(one.indicator for one in _layout(database))


def sql_of(places: Iterable[Place], whole: Collection[str] = ()) -> str:
    """SQL of all facts that stand alone, and of those in these places, with the columns of `indicator_fact`; of the
    indicators in `whole` with all parts in one.
    """
    return " union all ".join([_ALONE, *(_in(_cells(one, one.indicator not in whole), one) for one in places)])


def all_parts(table: str, family: str, columns: Collection[str], touched: str) -> str:
    """SQL of a family's touched cells (area_code, month, breakdown, columns) with all parts added up."""
    return f"""
        select area_code, month, 'all' as breakdown, {", ".join(f"sum({one}) as {one}" for one in columns)}
        from {table} where family = '{family}' and by_part and {touched}
        group by area_code, month
        """


def added_up(places: Collection[Place], digits: int, by_part: bool, touched: str) -> str:
    """SQL that names each table's cells added up to areas of so many digits (`table`_added_up), of these families
    ($families) and of the touched months; if not `by_part`, with those parts only that are of a family in $apart.

    Of a family all columns are added up at once; none of them is null where there is a fact, so that nothing is lost by
    it.
    """
    chosen = "by_part" if by_part else "by_part = list_contains($apart::varchar[], family)"
    found = []
    for table in sorted({one.kept_in for one in places}):
        columns = sorted({column for one in places if one.kept_in == table
                          for column in (one.numerator, one.denominator) if column})
        found.append(f"""{table}{ADDED_UP} as materialized (
            select family, substr(area_code, 1, {digits}) as area_code, month, breakdown,
                {", ".join(f"sum({one}) as {one}" for one in columns)}
            from {table} where list_contains($families::varchar[], family) and {chosen} and {touched}
            group by all
        )""")
    return ", ".join(found)


def sql_of_added_up(places: Collection[Place]) -> str:
    """SQL of all facts that stand alone, and of those that were added up of the tables in which these places are: one
    select a table, for forty take longer to plan than to carry out.
    """
    parts = []
    for table in sorted({one.kept_in for one in places}):
        numerator, denominator = (
            " ".join(f"when '{column}' then {column}" for column in sorted(
                {getattr(one, side) for one in places if one.kept_in == table} - {None}))
            for side in ("numerator", "denominator"))
        parts.append(f"""
            select cell_layout.indicator, area_code, month, month as first_month, breakdown,
                case cell_layout.numerator {numerator} end as numerator,
                {f"case cell_layout.denominator {denominator} end" if denominator else "null::double"} as denominator,
                0::utinyint as numerator_bound, 0::utinyint as denominator_bound, 'event' as origin,
                0::utinyint as covered_length
            from {table}{ADDED_UP} as cells
            inner join cell_layout on cells.family = cell_layout.family
            where case cell_layout.numerator {numerator} end is not null
            """)
    return " union all ".join([_ALONE, *parts])


def any_of(
    cursor: duckdb.DuckDBPyConnection, places: Collection[Place], touched: str, values: Mapping[str, Any]
) -> bool:
    """Whether anything is kept in these places of the touched months."""
    chosen = f"list_contains($families::varchar[], family) and {touched}"
    named = {"families": sorted({one.family for one in places}), **values}
    return any(cursor.execute(f"select 1 from {table} where {chosen} limit 1", named).fetchone()
               for table in sorted({one.kept_in for one in places}))


def forget(cursor: duckdb.DuckDBPyConnection, families: Collection[str], touched: str = "true",
           values: Mapping[str, Any] = MappingProxyType({})) -> None:
    """Remove the cells of these families in the touched months."""
    for table in CELL_TABLES if families else ():
        cursor.execute(f"delete from {table} where list_contains($families::varchar[], family) and {touched}",
                       {"families": sorted(families), **values})


def settle(cursor: duckdb.DuckDBPyConnection, wanted: Collection[Place]) -> set[str]:
    """Make these the places; returns the indicators whose facts were given up, for they stood elsewhere."""
    stored = {Place(*row) for row in cursor.execute("from cell_layout").fetchall()}
    if stored == set(wanted):
        return set()
    moved = {one.family for one in stored ^ set(wanted)}
    each = " union ".join(f"select distinct family from {table}" for table in CELL_TABLES)
    given_up = moved & {family for (family,) in cursor.execute(each).fetchall()}
    forget(cursor, given_up)
    cursor.execute("delete from cell_layout")
    rows = [list(column) for column in zip(*map(astuple, wanted), strict=True)] or [[]] * 5
    cursor.execute("insert into cell_layout select unnest($1), unnest($2), unnest($3), unnest($4), unnest($5)", rows)
    cursor.execute(f"create or replace view indicator_values as {sql_of(wanted)}")
    return {one.indicator for one in stored | set(wanted) if one.family in given_up}


def spread(cursor: duckdb.DuckDBPyConnection, ids: Collection[str], given_up: Collection[str] = ()) -> None:
    """Let the facts of these indicators, and of those beside them, stand alone, but for those that are given up."""
    stored = [Place(*row) for row in cursor.execute("from cell_layout").fetchall()]
    families = sorted({one.family for one in stored if one.indicator in ids})
    for one in stored:
        if one.family in families and one.indicator not in given_up:
            cursor.execute(f"insert into indicator_fact {_in(_cells(one), one)} {SEEN_AT_ONCE}")
    forget(cursor, families)


@until_next_commit(4)
def _layout(database: Rows) -> tuple[Place, ...]:
    return tuple(Place(**row) for row in database.rows("from cell_layout"))


def _cells(one: Place, by_part: bool = True) -> str:
    return f"(from {one.kept_in} where {'' if by_part else 'not '}by_part)"


def _in(cells: str, one: Place) -> str:
    return f"""
        select '{one.indicator}' as indicator, area_code, month, month as first_month, breakdown,
            {one.numerator} as numerator, {one.denominator or 'null::double'} as denominator,
            0::utinyint as numerator_bound, 0::utinyint as denominator_bound, 'event' as origin,
            0::utinyint as covered_length
        from {cells} where family = '{one.family}' and {one.numerator} is not null
        """
