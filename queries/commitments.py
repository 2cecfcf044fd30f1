"""What the rows of a promise list say: where each item stands on a day, how the list shrinks, how each office does.

Rows are those of `worklists.commitments`. A status was typed in on the last day that the data cover; of an earlier
day only its dates tell (closed, overdue, or still open).
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from queries.periods import month_end

CLOSED, OVERDUE, LAGGING, ON_TRACK, WAITING, OPEN = "closed", "overdue", "lagging", "on_track", "waiting", "open"
STATES = (OVERDUE, LAGGING, OPEN, ON_TRACK, WAITING, CLOSED)  # the worst first
BEHIND = (OVERDUE, LAGGING)
_TYPED = {"推进滞后": LAGGING, "推进顺利": ON_TRACK, "未启动": WAITING}

Item = dict[str, Any]


@dataclass(frozen=True)
class Left:
    """How many items are still open at the end of a month: by their due dates, and really (None: not yet known)."""

    month: date
    planned: int
    real: int | None


@dataclass(frozen=True)
class Office:
    """How one responsible office stands; `reasons` are what people typed beside what is behind, the commonest first."""

    name: str
    total: int
    closed: int
    due: int
    on_time: int
    overdue: int
    behind: int
    reasons: tuple[tuple[str, int], ...]


def state(item: Item, day: date, typed: bool) -> str:
    """Where an item stands at the end of a day; `typed` says whether its status was typed in as of that day."""
    if _is_closed(item, day):
        return CLOSED
    if item["due_on"] and item["due_on"] < day:
        return OVERDUE
    return _TYPED.get(item["status"], OPEN) if typed else OPEN


def burn_down(items: Sequence[Item], day: date) -> list[Left]:
    """Month by month of the day's year what is left; of the month that the day cuts it is what is left on the day."""
    found = []
    for number in range(1, 13):
        last = month_end(date(day.year, number, 1))
        listed = [one for one in items if one["accepted_on"] <= last]
        planned = sum(one["due_on"] is None or one["due_on"] > last for one in listed)
        real = sum(not _is_closed(one, min(last, day)) for one in listed)
        found.append(Left(last.replace(day=1), planned, real if last.replace(day=1) <= day else None))
    return found


def offices(items: Iterable[Item], day: date, typed: bool) -> list[Office]:
    """The responsible offices, those with most behind first."""
    by_name: dict[str, list[Item]] = defaultdict(list)
    for one in items:
        by_name[one["owner_org"]].append(one)
    found = [_office(name, rows, day, typed) for name, rows in by_name.items()]
    return sorted(found, key=lambda one: (-one.behind, -one.total, one.name))


def _office(name: str, items: Sequence[Item], day: date, typed: bool) -> Office:
    stand = Counter(state(one, day, typed) for one in items)
    due = [one for one in items if one["due_on"] and one["due_on"] <= day]
    behind = [one for one in items if state(one, day, typed) in BEHIND]
    reasons = Counter(one["remark"].strip() for one in behind if (one["remark"] or "").strip())
    return Office(
        name=name,
        total=len(items),
        closed=stand[CLOSED],
        due=len(due),
        on_time=sum(bool(one["closed_on"]) and one["closed_on"] <= one["due_on"] for one in due),
        overdue=stand[OVERDUE],
        behind=len(behind),
        reasons=tuple(reasons.most_common()),
    )


def _is_closed(item: Item, day: date) -> bool:
    return item["closed_on"] is not None and item["closed_on"] <= day
