"""Grids as they were at a time: their service groups, and which were divided into which."""
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from data import areas
from data.database import Database
from queries import disclosure
from queries.periods import Period

Count = float | str | None


@dataclass(frozen=True)
class Version:
    """A grid as it stood for some time."""

    code: str
    name: str
    households: int | None


@dataclass(frozen=True)
class Division:
    """On a day grids gave way to others. `is_told`: a ledger said so, it was not only the same day."""

    on: date
    before: tuple[Version, ...]
    after: tuple[Version, ...]
    is_told: bool


def groups(database: Database, area_code: str, period: Period, level: str) -> dict[str, dict[str, Count]]:
    """Area -> service group -> people, at the last day of the period that was told; small counts are hidden.

    An area's own figure counts; where it gave none, those of the areas in it are added up.
    """
    found: dict[str, dict[str, Count]] = {}
    digits = areas.DIGITS[level]
    for (street, day, group), counts in _told(database, area_code, period).items():
        hidden = disclosure.hidden(database, "resident_stat", street) if disclosure.is_sensitive(group) else ()
        for code, count in disclosure.with_sums(counts).items():
            if len(code) == digits and code.startswith(area_code):
                found.setdefault(code, {})[group] = disclosure.HIDDEN if (code, day, group) in hidden else count
    return found


def _told(database: Database, area_code: str, period: Period) -> dict[tuple[str, date, str], dict[str, float]]:
    """What each area of the streets concerned reported of each group at its street's last day in the period."""
    rows = database.rows(
        """
        select area_code, substr(area_code, 1, 9) as street, stat_date as day, category, count
        from resident_stat
        where dimension = 'service_group' and starts_with(area_code, ?) and stat_date between ? and ?
        qualify stat_date = max(stat_date) over (partition by substr(area_code, 1, 9))
        """,
        [area_code[:9], period.start, period.end],
    )
    told: dict[tuple[str, date, str], dict[str, float]] = {}
    for row in rows:
        told.setdefault((row["street"], row["day"], row["category"]), {})[row["area_code"]] = row["count"]
    return told


def divisions(database: Database, area_code: str) -> list[Division]:
    """Every re-division of grids in the area, the latest first."""
    rows = database.rows(
        """
        select area_code, area_name, households, divided_from, valid_from, valid_to
        from area where level = 'grid' and starts_with(area_code, ?) order by area_code, valid_from
        """,
        [area_code],
    )
    days = {row["valid_from"] for row in rows if row["divided_from"]}
    days |= {row["valid_to"] + timedelta(days=1) for row in rows if row["valid_to"]}
    found = [_division(rows, day, community) for day in days for community in _communities(rows, day)]
    return sorted(found, key=lambda one: one.on, reverse=True)


def _communities(rows: list[dict[str, Any]], day: date) -> list[str]:
    ended = {row["area_code"][:12] for row in rows if row["valid_to"] and row["valid_to"] + timedelta(days=1) == day}
    begun = {row["area_code"][:12] for row in rows if row["valid_from"] == day and row["divided_from"]}
    return sorted(ended | begun)


def _division(rows: list[dict[str, Any]], day: date, community: str) -> Division:
    mine = [row for row in rows if row["area_code"].startswith(community)]
    ended = [row for row in mine if row["valid_to"] == day - timedelta(days=1)]
    begun = [row for row in mine if row["valid_from"] == day]
    told = {code for row in begun for code in re.findall(r"[0-9]{15}", row["divided_from"] or "")}
    known = {row["area_code"] for row in ended}
    ended += [row for row in mine if row["area_code"] in told - known and row["valid_from"] < day][-1:]
    return Division(day, tuple(map(_version, ended)), tuple(map(_version, begun)), bool(told))


def _version(row: dict[str, Any]) -> Version:
    return Version(row["area_code"], row["area_name"], row["households"])
