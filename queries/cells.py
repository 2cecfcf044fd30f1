"""Where facts are kept: each in a row of its own, or side by side with those of its family (queries/families.py).

The view `indicator_values` shows them all as if each stood alone. Planning it takes as long as reading a few thousand
rows, so that whoever knows which indicators are asked for names them (`facts`).
"""
from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import astuple, dataclass

import duckdb

from data.database import FACT_COLUMNS, SEEN_AT_ONCE
from data.remembering import Rows, until_next_commit

_ALONE = f"select {FACT_COLUMNS} from indicator_fact"
_CELLS = "(from indicator_cells where {}by_part)"


@dataclass(frozen=True)
class Place:
    """In which columns of `indicator_cells` an indicator's facts stand; null where it has none."""

    indicator: str
    family: str
    numerator: str
    denominator: str | None


def facts(database: Rows, ids: Collection[str], whole: Collection[str] = ()) -> str:
    """SQL of the facts of these indicators, and perhaps of some others; of those in `whole` all parts may be one."""
    places = [one for one in _layout(database) if one.indicator in ids]
    parts = [_in(_CELLS.format("" if one.indicator not in whole else "not "), one) for one in places]
    return " union all ".join([_ALONE, *parts])


def sql_of(places: Iterable[Place], cells: str = "") -> str:
    """SQL of all facts that stand alone, and of those in these places, with the columns of `indicator_fact`."""
    return " union all ".join([_ALONE, *(_in(cells or _CELLS.format(""), one) for one in places)])


def with_all_parts(family: str, columns: Collection[str], touched: str) -> str:
    """SQL of a family's cells (family, by_part, area_code, month, breakdown, columns) with all parts added up."""
    return f"""
        select family, false as by_part, area_code, month, 'all' as breakdown,
            {", ".join(f"sum({one}) as {one}" for one in columns)}
        from indicator_cells where family = '{family}' and by_part and {touched}
        group by all
        """


def added_up(places: Collection[Place], digits: int, part: str, touched: str) -> str:
    """SQL of cells added up to areas of so many digits, of these families ($families) and of the touched months.

    `part`: SQL of which parts are told apart. Of a family all columns are added up at once; none of them is null where
    there is a fact, so that nothing is lost by it.
    """
    columns = sorted({column for one in places for column in (one.numerator, one.denominator) if column})
    return f"""
        select family, substr(area_code, 1, {digits}) as area_code, month, {part} as breakdown,
            {", ".join(f"sum({one}) as {one}" for one in columns)}
        from indicator_cells where list_contains($families::varchar[], family) and by_part and {touched}
        group by all
        """


def settle(cursor: duckdb.DuckDBPyConnection, wanted: Collection[Place]) -> set[str]:
    """Make these the places; returns the indicators whose facts were given up, for they stood elsewhere."""
    stored = {Place(*row) for row in cursor.execute("from cell_layout").fetchall()}
    if stored == set(wanted):
        return set()
    moved = {one.family for one in stored ^ set(wanted)}
    filled = cursor.execute(
        "select distinct family from indicator_cells where list_contains(?::varchar[], family)", [sorted(moved)]
    ).fetchall()
    given_up = {family for (family,) in filled}
    cursor.execute("delete from indicator_cells where list_contains(?::varchar[], family)", [sorted(given_up)])
    cursor.execute("delete from cell_layout")
    rows = [list(column) for column in zip(*map(astuple, wanted), strict=True)] or [[]] * 4
    cursor.execute("insert into cell_layout select unnest($1), unnest($2), unnest($3), unnest($4)", rows)
    cursor.execute(f"create or replace view indicator_values as {sql_of(wanted)}")
    return {one.indicator for one in stored | set(wanted) if one.family in given_up}


def is_settled(database: Rows, wanted: Collection[Place]) -> bool:
    """Whether these are the places already."""
    return set(_layout(database)) == set(wanted)


def spread(cursor: duckdb.DuckDBPyConnection, ids: Collection[str]) -> None:
    """Let the facts of these indicators, and of those beside them, stand alone."""
    stored = [Place(*row) for row in cursor.execute("from cell_layout").fetchall()]
    families = sorted({one.family for one in stored if one.indicator in ids})
    for one in stored:
        if one.family in families:
            cursor.execute(f"insert into indicator_fact {_in(_CELLS.format(''), one)} {SEEN_AT_ONCE}")
    cursor.execute("delete from indicator_cells where list_contains(?::varchar[], family)", [families])


@until_next_commit(4)
def _layout(database: Rows) -> tuple[Place, ...]:
    return tuple(Place(**row) for row in database.rows("from cell_layout"))


def _in(cells: str, one: Place) -> str:
    return f"""
        select '{one.indicator}' as indicator, area_code, month, month as first_month, breakdown,
            {one.numerator} as numerator, {one.denominator or 'null::double'} as denominator,
            0::utinyint as numerator_bound, 0::utinyint as denominator_bound, 'event' as origin,
            0::utinyint as covered_length
        from {cells} where family = '{one.family}' and {one.numerator} is not null
        """
