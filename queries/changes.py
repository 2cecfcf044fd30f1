"""Against the previous period, last year and the target: what moved, and whether it can be compared."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from data.database import Database
from data.language import Label, label
from data.monthly import monthly_tables
from queries.catalogue import ALL, Indicator
from queries.periods import Period, year_so_far
from queries.series import Value, divided_bound, indicator, number, values
from queries.settings import setting
from queries.sources import reported
from queries.targets import Task, tasks

Against = Literal["previous", "last_year"]
Light = Literal["green", "yellow", "red"]
Direction = Literal["up", "down", "flat"]


@dataclass(frozen=True)
class Change:
    """What an indicator did since an earlier period.

    `amount` is in points for per cent and scores, in its own unit for what may be below zero, in per cent for
    everything else; None where it cannot be told, with the reason in `why`. `good` says whether it moved the right
    way (None: neither).
    """

    now: Value
    before: Value
    amount: float | None
    in_points: bool
    direction: Direction | None
    comparable: bool
    why: Label | None

    @property
    def good(self) -> bool | None:
        better = self.now.indicator.better
        if self.direction in (None, "flat") or better == "none":
            return None
        return (self.direction == "up") == (better == "higher")

    def text(self, language: str = "zh") -> str:
        """In words: 提高2.1个百分点, 上升12.5%, 持平, 不可比."""
        if self.amount is None or self.direction is None:
            return label("change.not_comparable").text(language)
        if self.direction == "flat":
            return label("change.flat").text(language)
        kind = "percent"
        if _has_sign(self.now, self.before):
            unit = self.now.unit.text(language)
            moved = number(abs(self.amount), 1)
            return label(f"change.{self.direction}_amount", amount=moved, unit=unit).text(language)
        if self.in_points:
            kind = "points" if self.now.indicator.is_percent else "score"
        return label(f"change.{self.direction}_{kind}", amount=number(abs(self.amount), 1)).text(language)


@dataclass(frozen=True)
class Target:
    """How far an area is with its target.

    `annual` is the year's target (or the standing target of a rate), `done` the value so far, `share` and
    `expected_share` are fractions of the annual target, `lead_points` how many points ahead (minus: behind).
    `note` says so where the light is decided by the setting for what is behind, yet not as far as the yellow gap.
    `month` is the month that the figures reach, `bound` that of the share; `is_derived` marks a target that
    nobody set, but that follows from other figures as `source` says. `has_plan`: a monthly plan of its own decides
    where the year should stand, rather than `linear_share`.
    """

    annual: float
    done: float | None
    share: float | None
    expected_share: float
    lead_points: float | None
    light: Light | None
    unit: Label
    note: Label | None = None
    month: int = 12
    bound: int = 0
    is_derived: bool = False
    source: str = ""
    has_plan: bool = False

    @property
    def months_left(self) -> int:
        """How many months of the year are still to come."""
        return 12 - self.month

    @property
    def needed_per_month(self) -> float | None:
        """What every month still to come must bring; None when nothing is known or the year is over."""
        return None if self.gap is None or not self.months_left else self.gap / self.months_left

    @property
    def linear_share(self) -> float:
        """The share of the year that has passed."""
        return self.month / 12

    @property
    def ahead(self) -> float:
        """The points ahead of pace, for putting the furthest behind first."""
        return self.lead_points if self.lead_points is not None else 0.0

    @property
    def gap(self) -> float | None:
        """What is still missing; None when nothing is known, 0 when the target is met."""
        return None if self.done is None else max(self.annual - self.done, 0.0)


def change(
    database: Database, name: str, area_code: str, period: Period, against: Against = "previous", part: str = ALL
) -> Change:
    """The change since the previous period (环比) or the same period last year (同比)."""
    return changes(database, [name], area_code, period, against, part)[0]


def changes(
    database: Database, names: Sequence[str], area_code: str, period: Period, against: Against = "previous",
    part: str = ALL,
) -> list[Change]:
    """The change of several indicators, with one query for the values."""
    earlier = earlier_period(period, against)
    found = values(database, names, area_code, [period, earlier], part)
    senders = _Senders(database, area_code, period, earlier)
    return [compared(now, before, senders.difference(now.indicator))
            for now, before in zip(found[::2], found[1::2], strict=True)]


def between(database: Database, now: Value, before: Value) -> Change:
    """The change between an area's values of two periods."""
    return compared(now, before, _other_senders(database, now, before))


def no_difference(database: Database, now: Value, before: Value) -> Label | None:
    """Why the difference between two values of any two periods cannot be told; None when it can."""
    return _why_not(now, before, in_points=True) or _other_senders(database, now, before)


def _other_senders(database: Database, now: Value, before: Value) -> Label | None:
    return _Senders(database, now.area_code, now.period, before.period).difference(now.indicator)


def earlier_period(period: Period, against: Against) -> Period:
    """What a period is held against; a year to date against last year's is 累计同期."""
    return period.previous() if against == "previous" else period.last_year()


def compared(now: Value, before: Value, senders: Label | None = None) -> Change:
    """The change between two values; `senders` is the reason why they are not comparable, if any."""
    in_points = now.indicator.in_points
    why = _why_not(now, before, in_points) or senders
    if why is not None or now.value is None or before.value is None:
        return Change(now, before, None, in_points, None, False, why)
    # From 0 to 0 nothing moved; from 0 to anything else is refused above.
    told_as_difference = in_points or before.value == 0 or _has_sign(now, before)
    amount = now.value - before.value if told_as_difference else (now.value / before.value - 1) * 100
    rounded = round(amount, 1)
    direction: Direction = "flat" if rounded == 0 else "up" if rounded > 0 else "down"
    return Change(now, before, rounded, in_points, direction, True, None)


def _has_sign(now: Value, before: Value) -> bool:
    """Whether a surplus or a deficit is compared: of what may be below zero no percentage can be told."""
    return not now.indicator.in_points and min(now.value or 0, before.value or 0) < 0


def _why_not(now: Value, before: Value, in_points: bool) -> Label | None:
    if now.value is None:
        return label("why.nothing_now")
    if before.value is None:
        return label("why.nothing_before")
    if now.bound or before.bound:
        return label("why.uncertain")
    if before.value == 0 and not in_points:
        return None if now.value == 0 else label("why.before_zero")
    return None


class _Senders:
    """Who reported in both periods. Another set of reporting units makes a comparison unfair."""

    def __init__(self, database: Database, area_code: str, now: Period, before: Period) -> None:
        self._database, self._area, self._now, self._before = database, area_code, now, before
        self._known: dict[tuple[str, bool], Label | None] = {}

    def difference(self, one: Indicator) -> Label | None:
        """The reason why the indicator's two periods cannot be compared, or None.

        Where the reports themselves are counted, others of them are what is to be seen.
        """
        if one.counts_reports:
            return None
        monthly = sorted(one.tables & set(monthly_tables()))
        is_stock = one.over_time == one.denominator_over_time == "last"
        return next((why for name in monthly if (why := self._table(name, is_stock))), None)

    def _table(self, table: str, is_stock: bool) -> Label | None:
        key = (table, is_stock)
        if key not in self._known:
            now, before = (self._sent(table, one, is_stock) for one in (self._now, self._before))
            self._known[key] = _difference(now, before)
        return self._known[key]

    def _sent(self, table: str, period: Period, is_stock: bool) -> set[tuple[str, int]]:
        """(community, which month of the period) for every report; of uneven periods the communities only.

        Of a stock, which counts with the last month that was told, the communities only as well.
        """
        months = period.months()
        even = not is_stock and len(months) == len(self._now.months()) == len(self._before.months())
        sent = reported(self._database, table, self._area, period)
        return {(code, months.index(month) if even else 0) for code, found in sent.items() for month in found}


def _difference(now: set[tuple[str, int]], before: set[tuple[str, int]]) -> Label | None:
    """Other communities, or the same ones with other months; nothing to say where a period has no reports."""
    if not now or not before or now == before:
        return None
    units, earlier = {code for code, _ in now}, {code for code, _ in before}
    if units != earlier:
        return label("why.unit_differs", now=len(units), before=len(earlier))
    return label("why.months_differ", now=len(now), before=len(before))


def ranking(found: Iterable[Value]) -> tuple[list[Value], list[Value]]:
    """(ranked best first, set aside): small bases and areas without a value are never ranked.

    Where neither direction is better the largest comes first.
    """
    listed = list(found)
    ranked = [one for one in listed if one.value is not None and not one.small_base]
    lower = bool(listed) and listed[0].indicator.better == "lower"
    ranked.sort(key=lambda one: (one.value if lower else -(one.value or 0), one.area_code))
    return ranked, [one for one in listed if one.value is None or one.small_base]


def target(database: Database, name: str, area_code: str, period: Period) -> Target | None:
    """The target of one indicator; None when none was set."""
    return targets(database, [name], area_code, period)[0]


def targets(
    database: Database, names: Sequence[str], area_code: str, period: Period, part: str = ALL
) -> list[Target | None]:
    """The targets of several indicators for the period's year, up to the period's end."""
    wanted = [indicator(name) for name in names]
    set_for = tasks(database, wanted, area_code, period)
    found = values(database, names, area_code, [period, year_so_far(period)], part)
    return [
        _task_target(set_for[one.id], year) if one.id in set_for else standing_target(now)
        for one, now, year in zip(wanted, found[::2], found[1::2], strict=True)
    ]


def _task_target(task: Task, so_far: Value) -> Target:
    """A year's task: on schedule when the share done keeps pace with the months elapsed (序时进度).

    Of a share of the task the task is one hundred.
    """
    one = so_far.indicator
    annual = 100.0 if one.task else task.annual
    share = None if so_far.value is None else so_far.value / annual
    expected = task.due / task.annual
    lead = None if share is None else round((share - expected) * 100, 2)
    gaps = (_or(task.gaps[0], one.lights[0]), _or(task.gaps[1], one.lights[1]))
    behind = None if lead is None else (lead if task.is_down else -lead)
    bound = so_far.bound if one.task else divided_bound(so_far.bound, task.bound)
    source = "；".join(part for part in (task.source, task.remark) if part)
    return Target(annual, so_far.value, share, expected, lead, light(behind, gaps), one.unit, note(behind, gaps),
                  task.month, bound, task.is_derived, source, abs(expected - task.month / 12) > 1e-9)


def standing_target(now: Value) -> Target | None:
    """The standing target of a rate, the same at any time of the year; the gap is in its own unit."""
    one = now.indicator
    if one.target is None:
        return None
    lead = None if now.value is None else round(now.value - one.target, 2)
    behind = None if lead is None else (lead if one.better == "lower" else -lead)
    share = None if now.value is None or not one.target else now.value / one.target
    return Target(one.target, now.value, share, 1.0, lead, light(behind, one.lights), one.unit,
                  note(behind, one.lights))


def light(behind: float | None, gaps: tuple[float, float]) -> Light | None:
    """Green on schedule, yellow from the first gap behind, red beyond the second (银川 rule: 10 and 30).

    What is behind, yet not by the first gap, has the colour that the office has set.
    """
    if behind is None:
        return None
    if behind > gaps[1]:
        return "red"
    if is_slightly_behind(behind, gaps):
        return "yellow" if setting("slightly_behind_light") == "yellow" else "green"
    return "yellow" if behind >= gaps[0] and behind > 0 else "green"


def is_slightly_behind(behind: float | None, gaps: tuple[float, float]) -> bool:
    """Behind, yet not as far as the yellow gap: what the rule leaves open."""
    return behind is not None and 0 < behind < gaps[0]


def note(behind: float | None, gaps: tuple[float, float]) -> Label | None:
    """What is said beside a light that the setting decided."""
    if not is_slightly_behind(behind, gaps):
        return None
    return label(f"light.slightly_{setting('slightly_behind_light')}", gap=f"{gaps[0]:g}")


def _or(given: float | None, usual: float) -> float:
    return usual if given is None else given
