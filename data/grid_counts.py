"""Counts of every grid, month and part, kept once more with those of a street, month and part in one row: whoever looks
at every grid of a city reads a two-hundredth of the rows.

A count is one number with that of its grid: the grid's number times 2^BITS, and the count. Two numbers each, or words,
take twice as long to fetch, and there are millions. `grid_number` says which grid has which number; what was counted in
no grid stands under the code of the area that it was counted in.
"""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np

from data.areas import DIGITS
from data.database import SEEN_AT_ONCE, Inserts

BITS = 24  # of a count: up to sixteen million in a grid and month
_GRID = f"substr(area_code, 1, {DIGITS['grid']})"
_COUNTED = "origin = 'event' and numerator > 0"


def of_facts(facts: str, numbers: str = "grid_number") -> str:
    """SQL of the rows of `grid_counts` that hold these facts (SQL with the columns of `indicator_fact`)."""
    return f"""
        select indicator, substr(facts.area_code, 1, {DIGITS['street']}) as area_code, month, breakdown,
            list(number::bigint * {1 << BITS} + numerator::bigint) as grids
        from (select *, {_GRID} as grid from ({facts}) where {_COUNTED}) as facts
        inner join {numbers} as numbers on facts.grid = numbers.area_code
        group by all order by area_code, indicator
        """


def unpacked(packed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of the grids, and the counts."""
    return packed >> BITS, packed & (1 << BITS) - 1


def note(
    cursor: duckdb.DuckDBPyConnection, facts: str, chosen: str, values: dict[str, Any], *, few: bool
) -> None:
    """Bring `grid_counts` up to date with the chosen ones of these facts (SQL); `few`: they are of few months."""
    cursor.execute(f"delete from grid_counts where {chosen}", values)
    facts = f"from ({facts}) where {chosen}"
    cursor.execute(
        f"""
        insert into grid_number
        select grid, row_number() over (order by grid) + (select coalesce(max(number), -1) from grid_number)
        from (select distinct {_GRID} as grid from ({facts}) where {_COUNTED})
        where grid not in (select area_code from grid_number)
        {SEEN_AT_ONCE}
        """, values)
    Inserts(cursor, "grid_counts").carry_out(f"insert into grid_counts {of_facts(facts)}", values, few)
