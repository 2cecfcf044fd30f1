"""Small counts of sensitive groups: which may not be shown below the street, so that nobody can be found out.

A hidden count must not be computable either, by whoever knows every other number and these rules: so the areas that
add up to one sum are shown all together, or, where one of them is too small, none of them is. Which groups these are
stands in disclosure.toml, how small is too small in the setting `hidden_below`.
"""
from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.contracts import contracts
from data.database import Database
from data.metrics import metrics
from queries.settings import setting

if TYPE_CHECKING:
    import pandas

FILE = Path(__file__).with_name("disclosure.toml")
STREET = 9  # digits of a street's code; its own count and those above it are always shown
LEVELS = (15, 12, STREET)
HIDDEN = "＊"
Key = tuple[str, date, str]


@dataclass(frozen=True)
class Kept:
    """One table that holds such counts."""

    table: str
    date: str
    group: str
    counts: tuple[str, ...]


def is_sensitive(group: str) -> bool:
    """Whether the name of a group is that of people who must not be found out."""
    return any(word in group for word in _said()["groups"])


def too_small(counts: Mapping[str, float], least: int) -> set[str]:
    """The area codes of one group and day whose count stays hidden; `counts` holds what each area reported.

    An area above those that reported counts their sum, for that is shown as well. Parts of one whole are hidden all
    together: choosing which to hide beside the small ones would tell of those. The only part of a street has the
    street's own number, which is shown.
    """
    below = _parts(every := with_sums(counts))
    found: set[str] = set()
    for street in (code for code in every if len(code) == STREET):
        found |= _hidden_below(street, every, below, least)
    return found


def hidden(database: Database, table: str, area_code: str) -> frozenset[Key]:
    """(area, date, group) of every count of the area's street that is not shown."""
    kept = _kept().get(table)
    if not kept:
        return frozenset()
    area = contracts()[table].area_column
    smallest = f"least({', '.join(kept.counts)})"
    # What is hidden must be the same for everybody, or two people could find it out together.
    rows = database.whole.rows(
        f"""
        select {area} as area_code, {kept.date} as day, {kept.group} as name, {smallest} as count
        from {table} where starts_with({area}, ?) and {kept.group} is not null
        """,
        [area_code[:STREET]],
    )
    by_group: dict[tuple[str, date, str], dict[str, float]] = defaultdict(dict)
    for row in rows:
        if row["count"] is not None and is_sensitive(_called(table, row["name"])):
            by_group[row["area_code"][:STREET], row["day"], row["name"]][row["area_code"]] = row["count"]
    least = int(setting("hidden_below"))
    return frozenset(
        (code, day, name) for (_, day, name), cells in by_group.items() for code in too_small(cells, least)
    )


def _called(table: str, group: str) -> str:
    """The name of a group; figures of the long-form table go by the metric's."""
    metric = metrics().get(group) if table == "statistic" else None
    return metric.label.zh if metric else group


def masked(database: Database, table: str, area_code: str, frame: pandas.DataFrame) -> pandas.DataFrame:
    """The rows of a table with every number of a hidden count made unreadable."""
    kept = _kept().get(table)
    if not kept or frame.empty or kept.group not in frame:
        return frame
    keys = hidden(database, table, area_code)
    area = contracts()[table].area_column
    days = (one.date() if hasattr(one, "date") else one for one in frame[kept.date])
    rows = [key in keys for key in zip(frame[area], days, frame[kept.group], strict=True)]
    if not any(rows):
        return frame
    numbers = [one.name for one in contracts()[table].fields if one.is_number and one.name in frame]
    shown = frame.astype(dict.fromkeys(numbers, object))
    shown.loc[rows, numbers] = shown.loc[rows, numbers].where(shown.loc[rows, numbers].isna(), HIDDEN)
    return shown


def masked_rows(database: Database, table: str, area_code: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same for whole rows as plain dicts; each says in `is_hidden` whether its numbers were made unreadable."""
    kept = _kept().get(table)
    keys = hidden(database, table, area_code) if kept and rows else frozenset()
    area, numbers = contracts()[table].area_column, [one.name for one in contracts()[table].fields if one.is_number]
    found = []
    for row in rows:
        is_hidden = kept is not None and (row[area], row[kept.date], row[kept.group]) in keys
        veiled = {name: HIDDEN for name in numbers if row[name] is not None} if is_hidden else {}
        found.append(row | veiled | {"is_hidden": is_hidden})
    return found


def _hidden_below(whole: str, every: Mapping[str, float], below: Mapping[str, list[str]], least: int) -> set[str]:
    """What is hidden of the parts of a shown number, and of their parts."""
    parts = below.get(whole, [])
    if len(parts) > 1 and any(every[one] < least for one in parts):
        return {deeper for one in parts for deeper in _all_of(one, below)}
    return set[str]().union(*(_hidden_below(one, every, below, least) for one in parts))


def _all_of(code: str, below: Mapping[str, list[str]]) -> list[str]:
    """An area and everything in it."""
    return [code, *(deeper for one in below.get(code, []) for deeper in _all_of(one, below))]


def _parts(every: Mapping[str, float]) -> dict[str, list[str]]:
    """The areas that add up to each area, in the order of their codes."""
    below: dict[str, list[str]] = defaultdict(list)
    for code in sorted(every):
        if holder := next((code[:digits] for digits in LEVELS if digits < len(code) and code[:digits] in every), None):
            below[holder].append(code)
    return dict(below)


def with_sums(counts: Mapping[str, float]) -> dict[str, float]:
    every = dict(counts)
    for digits in LEVELS:
        sums: dict[str, float] = defaultdict(float)
        for code, count in every.items():
            if len(code) > digits and not any(len(code) > more > digits and code[:more] in every for more in LEVELS):
                sums[code[:digits]] += count
        every = {**sums, **every}
    return every


@cache
def _said() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


@cache
def _kept() -> dict[str, Kept]:
    return {one["table"]: Kept(**{**one, "counts": tuple(one["counts"])}) for one in _said()["tables"]}
