"""What stands, is being built and is planned in an area, type by type and unit by unit."""

from __future__ import annotations

from typing import Any

from data.database import Database
from queries.periods import Period
from queries.slices import sql


def register(database: Database, area_code: str, period: Period) -> list[dict[str, Any]]:
    """facility_type, unit, planned, building, in_use, out_of_use, added: one row a type and unit."""
    return database.rows(sql("facilities"), {"area": area_code, "start": period.start, "end": period.end})
