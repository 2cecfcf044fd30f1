"""Decisions to compute the limits of a chart anew from a month on, each with its reason: a new process, other rules.

They are recorded and shown with the chart, for limits that may be moved without a word say nothing.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import duckdb

from data import audit
from data.audit import Actor
from data.database import Database
from data.language import Label, label
from data.remembering import Rows, until_next_commit
from queries import sources
from queries.periods import Period
from queries.series import indicator

SHORTEST = 4  # letters of a reason


class RebaseRefused(Exception):
    """The decision cannot be recorded; `said` tells why and what to do."""

    def __init__(self, said: Label) -> None:
        super().__init__(said.zh)
        self.said = said


@dataclass(frozen=True)
class Decision:
    """Limits of one indicator and area start anew with `from_month` (its first day)."""

    indicator: str
    area_code: str
    from_month: date
    reason: str
    decided_at: datetime
    decided_by: str


def decide(
    database: Database, name: str, area_code: str, from_month: date, reason: str, by: str = "",
    actor: Actor | None = None,
) -> Decision:
    """Record a decision; another one for the same month takes its place. Raises RebaseRefused, UnknownIndicator.

    `by` is the name shown with the chart, `actor` the account that the audit log names.
    """
    indicator(name)
    first, reason = from_month.replace(day=1), reason.strip()
    if len(reason) < SHORTEST:
        raise RebaseRefused(label("signals.no_reason"))
    covered = sources.as_of(database, area_code)
    if covered is None or first > covered:
        raise RebaseRefused(label("signals.not_covered", month=f"{first:%Y-%m}"))
    made = Decision(name, area_code, first, reason, datetime.now().replace(microsecond=0), by.strip())
    with database.write() as cursor:
        _forget(cursor, name, area_code, first)
        cursor.execute("insert into limit_decision values (?, ?, ?, ?, ?, ?)", list(vars(made).values()))
        _note(database, cursor, "rebase", made, actor)
    audit.settle(database)
    return made


def withdraw(database: Database, name: str, area_code: str, from_month: date, actor: Actor | None = None) -> None:
    """Take a decision back. Raises RebaseRefused when there is none."""
    first = from_month.replace(day=1)
    found = [one for one in decisions(database, [name], area_code) if one.from_month == first]
    if not found:
        raise RebaseRefused(label("signals.no_decision", month=f"{first:%Y-%m}"))
    with database.write() as cursor:
        _forget(cursor, name, area_code, first)
        _note(database, cursor, "rebase_withdrawn", found[0], actor)
    audit.settle(database)


def decisions(database: Rows, names: Sequence[str], area_code: str | None = None) -> list[Decision]:
    """What was decided for the area itself (of all areas when none is named), the oldest first."""
    return [one for one in _every(database) if one.indicator in names and area_code in (None, one.area_code)]


@until_next_commit(40)
def _every(database: Rows) -> Sequence[Decision]:
    """All decisions, the oldest first: there are few, and a page asks for each of its charts."""
    return [Decision(**row) for row in database.rows("select * from limit_decision order by from_month, area_code")]


def told(decision: Decision) -> Label:
    """上下限自2026年3月起重设：流程调整（2026-04-02记录）."""
    month = Period.month(decision.from_month.year, decision.from_month.month).label
    return label("signals.decided", month=month, reason=decision.reason,
                 by=f"{decision.decided_by} " if decision.decided_by else "", day=f"{decision.decided_at:%Y-%m-%d}")


def _note(
    database: Database, cursor: duckdb.DuckDBPyConnection, action: str, one: Decision, actor: Actor | None
) -> None:
    by = replace(actor or audit.local_actor(), area_code=one.area_code)
    month = f"{one.from_month:%Y-%m}"
    detail = {"indicator": one.indicator, "month": month, "reason": one.reason, "by": one.decided_by}
    audit.note(database, cursor, action, by, detail)


def _forget(cursor: duckdb.DuckDBPyConnection, name: str, area_code: str, first: date) -> None:
    cursor.execute("delete from limit_decision where indicator = ? and area_code = ? and from_month = ?",
                   [name, area_code, first])
