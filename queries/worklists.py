"""What has to be done: items overdue or soon due, and the renovation projects with their plan."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from data.areas import DIGITS
from data.contracts import contracts
from data.database import Database
from data.remembering import Rows, until_next_commit
from queries.catalogue import ALL
from queries.slices import sql

if TYPE_CHECKING:
    import pandas

SOON, AHEAD = 3, 30  # days ahead that count as soon due, and that a brief looks ahead


def due(
    database: Database, area_code: str, as_of: date, most: int, days: int = SOON, table: str = ALL, part: str = ALL, *,
    soon: bool = True,
) -> list[dict[str, Any]]:
    """Open requests and commitments past due at `as_of`, the longest overdue first, and behind them, if `soon`, those
    due within `days` days; at most so many of either, and perhaps of one table or list level only. A city has 100,000.

    Keys: table_name, part (a commitment's list level), area_code, item, about, owner, due_on, is_overdue.
    """
    sides = " union all ".join(
        f"""(
            select * from ({sql("due")}) where {side} and $table in ('{ALL}', table_name) and $part in ('{ALL}', part)
            order by due_on, table_name, item limit $most
        )"""
        for side in ("is_overdue", *(["not is_overdue"] if soon else []))
    )
    return database.rows(f"select * from ({sides}) order by due_on, table_name, item", {
        "area": area_code, "as_of": as_of, "days": days, "table": table, "part": part, "most": most})


def due_counts(
    database: Database, area_code: str, as_of: date, level: str, days: int = SOON, *, by_owner: bool = False
) -> list[dict[str, Any]]:
    """How many of them there are in each area of a level, and perhaps of each owner in it, all counted, the most first:
    table_name, part, is_overdue, area_code (wider where nothing finer is known), owner, count, and the first due_on.
    """
    owner = "owner, " if by_owner else ""
    return database.rows(
        f"""
        select table_name, part, is_overdue, substr(area_code, 1, $digits) as area_code, {owner}count(*) as count,
            min(due_on) as due_on
        from ({sql("due")}) group by all order by count desc, due_on, area_code, {owner}table_name, part
        """,
        {"area": area_code, "as_of": as_of, "days": days, "digits": DIGITS[level]},
    )


def projects(database: Database, area_code: str) -> list[dict[str, Any]]:
    """The renovation projects of an area with plan, course and stage; dates are None where nobody told."""
    return database.rows(sql("projects"), {"area": area_code})


def enterprise_issues(database: Database, area_code: str, as_of: date, most: int) -> list[dict[str, Any]]:
    """Open issues of enterprises, at most so many, the longest overdue first and those without a due date last; keys as
    of `due`, and received_on.
    """
    first = f"select * from ({sql('enterprise_issues')}) order by due_on nulls last, item limit $most"
    return database.rows(first, {"area": area_code, "as_of": as_of, "most": most})


def enterprise_issue_counts(database: Database, area_code: str, as_of: date) -> tuple[int, int]:
    """How many of them there are, and how many are overdue."""
    [found] = database.rows(
        f"select count(*) as issues, count(*) filter (where is_overdue) as late from ({sql('enterprise_issues')})",
        {"area": area_code, "as_of": as_of})
    return found["issues"], found["late"]


def investments(database: Database, area_code: str) -> list[dict[str, Any]]:
    """The investment projects of an area, the largest first; dates and amounts (万元) are None where nobody told."""
    return database.rows(sql("investments"), {"area": area_code})


def commitments(database: Database, area_code: str, level: str, day: date) -> list[dict[str, Any]]:
    """The items on the list of one level on that day, the first due first."""
    return database.rows(sql("commitments"), {"area": area_code, "level": level, "day": day})


def wishes(database: Database, area_code: str, first: date, last: date) -> dict[str, int]:
    """Of the wishes collected in these days: collected, claimed, with_action, actions, resolved."""
    return database.rows(sql("wishes"), {"area": area_code, "first": first, "last": last})[0]


def record(database: Database, table: str, area_code: str, item: str) -> pandas.DataFrame:
    """One record by its number, as lists of things due write it; empty where the area has none."""
    contract = contracts()[table]
    key = ", ".join(contract.primary_key)
    columns = ", ".join([one.name for one in contract.fields if one.type != "geojson"])
    return database.frame(
        f"""
        select {columns}, batch_id, sheet, row_number from {table}
        where concat_ws('-', {key}) = ? and starts_with({contract.area_column}, ?)
        """,
        [item, area_code],
    )


@until_next_commit(20)
def files(database: Rows) -> dict[str, str]:
    """The file name of every import batch."""
    return {row["batch_id"]: row["file_name"] for row in database.rows("select batch_id, file_name from import_batch")}
