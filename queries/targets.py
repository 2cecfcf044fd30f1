"""The annual targets set for an area, and what is due of each by the month that its figures reach."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data.contracts import contracts
from data.metrics import unit_factor
from data.remembering import Rows, until_next_commit
from queries import reach
from queries.catalogue import Indicator, catalogue
from queries.periods import Period

YELLOW, RED = "yellow_gap", "red_gap"


@dataclass(frozen=True)
class Task:
    """One annual target, in the unit of its indicator.

    `month` is the last month that is told: no more may be expected of figures that end in August than eight
    months' work. `due` is what should be done by then. `gaps` are its own limits of the lights, where given.
    `source` and `remark` say where a target comes from; `is_derived` that nobody set it: it follows from others.
    """

    annual: float
    bound: int
    due: float
    month: int
    gaps: tuple[float | None, float | None]
    is_down: bool
    is_derived: bool
    source: str
    remark: str


def tasks(database: Rows, wanted: Sequence[Indicator], area_code: str, period: Period) -> dict[str, Task]:
    """Indicator id -> its target of exactly this area and the period's year, as it stands at the period's end."""
    called: dict[str, list[Indicator]] = {}
    for one in wanted:
        for name in _names(one):
            called.setdefault(name, []).append(one)
    rows = [row for row in _set(database, area_code, period.end.year) if row["metric_id"] in called]
    if not rows:
        return {}
    set_for = [(row, one) for row in rows for one in called[row["metric_id"]]]
    reached = _reached(database, [one for _, one in set_for], area_code, period)
    found = {}
    for row, one in set_for:
        factor = _factor(row["metric_id"], row["unit"], one)
        if row["month"].month == reached[one.id] and factor is not None:
            found[one.id] = _task(row, factor)
    return found


@until_next_commit(200)
def _set(database: Rows, area_code: str, year: int) -> list[dict[str, Any]]:
    """What is set for exactly this area and year, and due by each month; a page asks for a few at a time."""
    if (area_code, year) not in _who_has_any(database):
        return []
    return database.rows(
        """
        select target_month.*, source_words, remark
        from target_month
        inner join target using (area_code, metric_id, year)
        where area_code = ? and year = ?
        order by month
        """,
        [area_code, year],
    )


@until_next_commit(20)
def _who_has_any(database: Rows) -> frozenset[tuple[str, int]]:
    """The areas and years for which anything is set."""
    rows = database.rows("select distinct area_code, year from target")
    return frozenset((row["area_code"], row["year"]) for row in rows)


def all_tasks(database: Rows, area_code: str, period: Period) -> dict[str, Task]:
    """Every target of the area for which there is an indicator, shares of a task left out."""
    return tasks(database, [one for one in catalogue().values() if not one.task], area_code, period)


def due_by_month(database: Rows, metric: str, area_code: str, year: int) -> tuple[float, ...]:
    """What of the area's target for a metric is due by the end of each month; nothing where there is no target."""
    rows = database.rows(
        "select due from target_month where metric_id = ? and area_code = ? and year = ? order by month",
        [metric, area_code, year],
    )
    return tuple(row["due"] for row in rows)


def _names(one: Indicator) -> tuple[str, ...]:
    """What a target of this indicator may be called; a share of a task goes by the task's own target."""
    return (one.task,) if one.task else (one.id, one.title.zh, one.title.en)


def _factor(metric_id: str, unit: str, one: Indicator) -> float | None:
    """A metric's target is in its indicator's unit already; one set for an indicator's name must fit its unit."""
    return 1.0 if metric_id in (one.id, one.task) else unit_factor(unit, one.unit.zh)


def _task(row: dict[str, Any], factor: float) -> Task:
    return Task(
        annual=row["annual_target"] * factor,
        bound=row["annual_target_bound"],
        due=row["due"] * factor,
        month=row["month"].month,
        gaps=(row[YELLOW], row[RED]),
        is_down=row["direction"] == "down",
        is_derived=row["basis"] == "derived",
        source=row["source_words"] or "",
        remark=row["remark"] or "",
    )


def _reached(database: Rows, wanted: list[Indicator], area_code: str, period: Period) -> dict[str, int]:
    """Indicator id -> the last month of the year that is told, at most the period's own.

    A ledger tells up to the day its street's data reach; a report up to the month it was sent for.
    """
    first = period.end.replace(month=1, day=1)
    rows = database.rows(
        """
        select indicator, max(month) as month from indicator_values
        where list_contains($wanted::varchar[], indicator) and month between $first and $last
          and (starts_with(area_code, $area) or starts_with($area, area_code))
        group by indicator
        """,
        {"wanted": [one.id for one in wanted], "first": first, "last": period.end, "area": area_code},
    )
    told = {row["indicator"]: row["month"].month for row in rows}
    covered = reach.last_day(database, area_code)
    day = min(covered, period.end) if covered and covered >= first else period.end
    return {one.id: day.month if _is_counted(one) else told.get(one.id, period.end.month) for one in wanted}


def _is_counted(one: Indicator) -> bool:
    return any(contracts()[name].kind == "event" for name in one.tables)
