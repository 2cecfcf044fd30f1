"""Every dwelling with its status on a day, as it was last told up to then, and the row that told it."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from data.database import Database

STATUSES = ("vacant", "occupied", "rented", "other")


@dataclass(frozen=True)
class Dwelling:
    """One dwelling. `floor` and `position` say where it lies in its building."""

    building: str
    building_name: str
    unit_no: str
    floor: int
    position: int
    status: str
    as_of: date
    batch_id: str
    sheet: str
    row_number: int

    @property
    def place(self) -> tuple[str, str]:
        return self.building, self.unit_no


def dwellings(database: Database, area_code: str, on: date) -> list[Dwelling]:
    """The dwellings of the area as known on that day: building by building, the ground floor first."""
    rows = database.rows(
        """
        with names as (
            select area_code, max_by(area_name, valid_from) as area_name from area group by area_code
        )
        select
            building_code as building, coalesce(area_name, building_code) as building_name,
            unit_no, floor, position, status, as_of, batch_id, sheet, row_number
        from housing_unit
        left join names on names.area_code = housing_unit.building_code
        where starts_with(building_code, ?) and as_of <= ?
        qualify row_number() over (partition by building_code, unit_no order by as_of desc) = 1
        order by building_code, floor, position, unit_no
        """,
        [area_code, on],
    )
    return [Dwelling(**row) for row in rows]


def months(database: Database, area_code: str) -> list[date]:
    """The first days of the months for which the area's dwellings were told."""
    rows = database.rows(
        """
        select distinct date_trunc('month', as_of)::date as month
        from housing_unit where starts_with(building_code, ?) order by month
        """,
        [area_code],
    )
    return [row["month"] for row in rows]


def holders(database: Database, area_code: str) -> dict[str, int]:
    """How many dwellings are on record in each community of the area."""
    rows = database.rows(
        """
        select substr(building_code, 1, 12) as area_code, count(distinct (building_code, unit_no)) as dwellings
        from housing_unit where starts_with(building_code, ?) group by all order by area_code
        """,
        [area_code],
    )
    return {row["area_code"]: row["dwellings"] for row in rows}


def counted(found: Iterable[Dwelling]) -> dict[str, int]:
    """How many dwellings have each status, in the fixed order."""
    counts = Counter(one.status for one in found)
    return {status: counts[status] for status in STATUSES}


def more_vacant(now: Sequence[Dwelling], before: Sequence[Dwelling]) -> int | None:
    """How many more stand empty than before; None where the same dwellings were not known at both times."""
    if not before or {one.place for one in now} != {one.place for one in before}:
        return None
    return counted(now)["vacant"] - counted(before)["vacant"]
