"""Reads what is kept of every grid with many grids in one row (data/by_grid.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from data.areas import DIGITS
from data.remembering import Rows, until_next_commit
from queries import counting
from queries.counting import Facts

COUNTED = frozenset({"request_count", "repeat_count"})  # kept by month and part, for 未诉先办
WATCHED = frozenset({"overdue_open_count", "requests_per_1000_hh", "ontime_closure_rate"})  # kept by month


@dataclass(frozen=True)
class Numbers:
    """The grids of an area by their codes, and where in `codes` the one of each number stands: -1 where it lies
    elsewhere. What was counted in no grid has a shorter code.
    """

    codes: Sequence[str]
    position: np.ndarray

    def places(self, number: np.ndarray) -> np.ndarray:
        """Where the grids of these numbers stand."""
        return np.take(self.position, number, mode="clip")


@until_next_commit(20)
def numbers(database: Rows, area_code: str) -> Numbers:
    found = database.columns(
        "select area_code, number from grid_number where starts_with(area_code, ?) order by area_code", [area_code])
    number = counting.numbers(found["number"])
    position = np.full(number.max(initial=-1) + 2, -1)  # the last is for any number that came since
    position[number] = range(len(number))
    return Numbers(found["area_code"].to_pylist(), position)


def facts(
    database: Rows, ids: Sequence[str], area_code: str, only: Sequence[str], span: tuple[date, date]
) -> Facts | None:
    """The facts of indicators in every grid of an area, or of those grids `only`, told for months in the span; None
    where not all of them are kept by grid.
    """
    if not WATCHED.issuperset(ids):
        return None
    places = {f"place_{at}": code for at, code in enumerate(sorted({one[:DIGITS["community"]] for one in
                                                                    only or [area_code]}))}
    found = database.columns(
        f"""
        select indicator, area_code, month, origin, grids from grid_facts
        where list_contains($ids::varchar[], indicator) and month between $first and $last
            and ({" or ".join(f"starts_with(area_code, ${name})" for name in places)})
        """,
        {"ids": list(ids), "first": span[0], "last": span[1], **places},
    )
    known = numbers(database, area_code or _around(only))
    every = counting.of_grids(found, known.codes, known.places)
    if not set(ids) <= set(every.indicator.names):
        return None
    inside = np.array([not only or code.startswith(tuple(only)) for code in known.codes] + [False], bool)[every.key.at]
    return every if inside.all() else every.chosen(inside)


def _around(codes: Sequence[str]) -> str:
    """The street, or the wider area, that holds all of these."""
    wider = (min(codes, default="")[:digits] for digits in (DIGITS["street"], DIGITS["district"], 0))
    return next(one for one in wider if all(code.startswith(one) for code in codes))
