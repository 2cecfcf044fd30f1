"""Small counts of sensitive groups: which may not be shown below the street, so that nobody can be found out.

A hidden count must not be computable either: where one alone would be missing from a sum, a second one is hidden.
Which groups these are stands in disclosure.toml, how small is too small in the setting `hidden_below`.
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

    An area above those that reported counts their sum, for that is shown as well. Nobody can compute a hidden
    count from the shown ones, unless all the hidden ones are zero and there is nobody to be found out. The only part
    of a street has the street's own number, which is shown; its parts may then all be at their largest, as that tells.
    """
    every = with_sums(counts)
    below = _parts(every)
    hidden = {code for code, count in every.items() if len(code) > STREET and count < least}
    streets = {code for code in every if len(code) == STREET}
    shown = streets.union(*(_same(code, below) for code in streets))
    hidden -= shown
    while True:
        found = set[str]().union(*(_seconds(every, one, parts, hidden, least) for one, parts in below.items())) - shown
        if found <= hidden:
            return hidden
        hidden |= found


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
        if row["count"] is not None and is_sensitive(row["name"]):
            by_group[row["area_code"][:STREET], row["day"], row["name"]][row["area_code"]] = row["count"]
    least = int(setting("hidden_below"))
    return frozenset(
        (code, day, name) for (_, day, name), cells in by_group.items() for code in too_small(cells, least)
    )


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


def _seconds(every: Mapping[str, float], whole: str, parts: list[str], hidden: set[str], least: int) -> set[str]:
    """What must be hidden besides, so that neither a part nor the whole follows from the rest of this one sum."""
    mine = [code for code in parts if code in hidden]
    spare = sorted((code for code in parts if code not in hidden), key=lambda code: (every[code], code))
    added: set[str] = set()
    if whole in hidden:
        return set() if mine else set(spare[:1])
    while spare and _computable(every, mine, least):
        mine.append(spare.pop(0))
        added.add(mine[-1])
    if _computable(every, mine, least) and sum(every[code] for code in mine) > 0:
        added.add(whole)
    return added


def _computable(every: Mapping[str, float], mine: list[str], least: int) -> bool:
    """Whether hidden parts follow from what they add up to: one alone, none of anybody, or each at its largest."""
    return bool(mine) and (len(mine) < 2 or sum(every[code] for code in mine) in (0, len(mine) * (least - 1)))


def _same(code: str, below: Mapping[str, list[str]]) -> list[str]:
    """The only part of an area, and the only part of that: all have one number."""
    parts = below.get(code, [])
    return [*parts, *_same(parts[0], below)] if len(parts) == 1 else []


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
