"""What each area sent of each table, and how far its data reach: `table_months`, asked once a version of the data."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain, pairwise
from typing import NamedTuple

from data.areas import DIGITS
from data.remembering import Rows, until_next_commit


class Span(NamedTuple):
    """What an area sent of a table: for which months, from the first to the last, up to which day, how many rows."""

    area_code: str
    months: frozenset[date]
    first: date
    last: date
    last_date: date | None
    rows: int


# table -> the areas that sent it.
Spans = Mapping[str, Sequence[Span]]


def spans(database: Rows, area_code: str) -> Spans:
    """What was sent by the areas in or around the area's street (or district)."""
    return _in_or_around(database, area_code[:DIGITS["street"]])


def last_day(database: Rows, area_code: str) -> date | None:
    """The last day that the data of the area's street (or district) tell of; None without data."""
    street = area_code[:DIGITS["street"]]
    days = (one.last_date for one in chain(*spans(database, street).values()) if one.area_code.startswith(street))
    return max(filter(None, days), default=None)


@until_next_commit(200)
def _in_or_around(database: Rows, street: str) -> Spans:
    found: dict[str, list[Span]] = {}
    for table, one in _every(database, street[:DIGITS["district"]]):
        if one.area_code.startswith(street) or street.startswith(one.area_code):
            found.setdefault(table, []).append(one)
    return found


@until_next_commit(20)
def _every(database: Rows, district: str) -> Sequence[tuple[str, Span]]:
    """All that a district sent, with the table. Most areas sent the same months: one set of them stands for all."""
    found = database.columns(
        """
        select table_name, area_code, list(month) as months, min(month) as first, max(month) as last,
               max(last_date) as last_date, sum(rows)::bigint as rows
        from table_months
        where starts_with(area_code, $district) or starts_with($district, area_code)
        group by table_name, area_code
        """,
        {"district": district},
    )
    lists = found["months"].combine_chunks()
    ends, days = lists.offsets.to_pylist(), lists.flatten().to_pylist()
    known: dict[frozenset[date], frozenset[date]] = {}
    months = [known.setdefault(one, one) for one in (frozenset(days[begin:end]) for begin, end in pairwise(ends))]
    columns = (found[name].to_pylist() for name in ("first", "last", "last_date", "rows"))
    every = map(Span, found["area_code"].to_pylist(), months, *columns)
    return list(zip(found["table_name"].to_pylist(), every, strict=True))
