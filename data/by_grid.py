"""What is told of every grid of a city, kept once more with many grids in one row, for whoever looks at all of them.

`grid_counts` holds counts by month and part, with the grids of a street in one row. Each is one number with that of its
grid: the grid's number times 2^BITS, and the count; two numbers each, or words, take twice as long to fetch, and there
are millions. `grid_facts` holds the facts of a month with all parts in one, with the grids of a community in a row, for
two thousand rows are read together, wanted or not. `grid_number` says which grid has which number; what was counted
in no grid stands under the code of the area that it was counted in.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import duckdb
import numpy as np

from data.areas import DIGITS
from data.database import SEEN_AT_ONCE, Inserts

BITS = 24  # of a count: up to sixteen million in a grid and month
_NAMED = "list_contains($ids::varchar[], indicator)"
_GRID = f"substr(area_code, 1, {DIGITS['grid']})"
_COUNTED = "origin = 'event' and numerator > 0"
# The facts that count for a grid, and those of them that are told for one month, by a ledger or by the grid itself; of
# an indicator that has others none is kept.
_OF_GRIDS = f"length(area_code) >= {DIGITS['grid']} and covered_length < {DIGITS['grid']}"
_PLAIN = (f"(origin = 'event' or origin = 'report' and length(area_code) = {DIGITS['grid']})"
          " and first_month = month and numerator_bound = 0 and denominator_bound = 0")


def counts_of(facts: str, numbers: str = "grid_number") -> str:
    """SQL of the rows of `grid_counts` that hold these facts (SQL with the columns of `indicator_fact`)."""
    return f"""
        select indicator, substr(facts.area_code, 1, {DIGITS['street']}) as area_code, month, breakdown,
            list(number::bigint * {1 << BITS} + numerator::bigint) as grids
        from (select *, {_GRID} as grid from ({facts}) where {_COUNTED}) as facts
        inner join {numbers} as numbers on facts.grid = numbers.area_code
        group by all order by area_code, indicator
        """


def facts_of(facts: str, numbers: str = "grid_number") -> str:
    """SQL of the rows of `grid_facts` that hold these facts."""
    return f"""
        select indicator, substr(facts.area_code, 1, {DIGITS['community']}) as area_code, month, origin,
            list({{number: number, numerator: numerator, denominator: denominator}}) as grids
        from (select *, {_GRID} as grid from ({facts}) where {_OF_GRIDS} and {_PLAIN}) as facts
        inner join {numbers} as numbers on facts.grid = numbers.area_code
        group by all order by indicator, month, area_code
        """


def unpacked(packed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of the grids, and the counts."""
    return packed >> BITS, packed & (1 << BITS) - 1


def note_counts(
    cursor: duckdb.DuckDBPyConnection, facts: str, whole: str, ids: Collection[str], touched: str,
    values: Mapping[str, Any], *, few: bool,
) -> None:
    """Bring `grid_counts` up to date with the facts (SQL) of these indicators where they are `touched` (SQL, with the
    values to bind); `whole`: the same facts with all parts in one; `few`: these are of few months.
    """
    chosen, told = f"{_NAMED} and {touched}", {**values, "ids": sorted(ids)}
    cursor.execute(f"delete from grid_counts where {chosen}", told)
    _number(cursor, f"from ({whole}) where {chosen} and {_COUNTED}", told)
    counts = counts_of(f"from ({facts}) where {chosen}")
    Inserts(cursor, "grid_counts").carry_out(f"insert into grid_counts {counts}", told, few)


def note_facts(
    cursor: duckdb.DuckDBPyConnection, facts: str, ids: Collection[str], touched: str, values: Mapping[str, Any], *,
    few: bool,
) -> None:
    """The same for `grid_facts`."""
    unplain = _found(cursor, f"indicator_fact where {_NAMED} and {_OF_GRIDS} and not ({_PLAIN})", ids)
    cursor.execute(f"delete from grid_facts where {_NAMED}", {"ids": sorted(unplain)})
    kept = _found(cursor, f"grid_facts where {_NAMED}", ids)
    inserts = Inserts(cursor, "grid_facts")
    # One of which nothing is kept may have had facts of another kind until now: all of it is taken.
    for some, which, bound in ((kept, touched, values), (set(ids) - kept - unplain, "true", {})):
        if some:
            chosen, told = f"{_NAMED} and {which}", {**bound, "ids": sorted(some)}
            cursor.execute(f"delete from grid_facts where {chosen}", told)
            wanted = f"from ({facts}) where {chosen}"
            _number(cursor, f"{wanted} and {_OF_GRIDS}", told)
            inserts.carry_out(f"insert into grid_facts {facts_of(wanted)}", told, few and which == touched)


def _found(cursor: duckdb.DuckDBPyConnection, rows: str, ids: Collection[str]) -> set[str]:
    """Those of the indicators that have any of these rows."""
    found = cursor.execute(f"select distinct indicator from {rows}", {"ids": sorted(ids)}).fetchall()
    return {name for name, in found}


def _number(cursor: duckdb.DuckDBPyConnection, facts: str, values: dict[str, Any]) -> None:
    """Give a number to every grid of these facts that has none."""
    cursor.execute(
        f"""
        insert into grid_number
        select grid, row_number() over (order by grid) + (select coalesce(max(number), -1) from grid_number)
        from (select distinct {_GRID} as grid from ({facts}))
        where grid not in (select area_code from grid_number)
        {SEEN_AT_ONCE}
        """, values)
