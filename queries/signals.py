"""Ordinary or not: whether a month's value is more than the ordinary variation of its own series.

The series of months up to the one asked for is held against its own limits (queries/control_chart.py): p′ for
proportions, XmR for everything else; a series that repeats its seasons is held against the same month one year before.
Limits start anew with a recorded decision (queries/rebasing.py). What is too short, too small or only about right is
not judged and says why.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import sqrt
from typing import Literal

from data import areas
from data.database import Database
from data.language import Label, label
from queries import control_chart, rebasing, series, sources
from queries.catalogue import ALL, Indicator
from queries.control_chart import Limits, Signal
from queries.periods import Period, add_months, month_end
from queries.rebasing import Decision
from queries.series import Value

MONTHS = 36  # that a chart looks back
LEAST = 12  # months without which there are no limits
YEAR = 12
RARE = 2.0  # a count that is smaller on average says too little month by month
EMPTY = 0.25  # nor does a count of which more than this share of months is nought
ALIKE = 0.7  # how alike the courses of two years must be to be seasons: 1 % of courses without any season are
STICKY = 0.3  # how much a stock may depend on its last month

Kind = Literal["xmr", "p_prime", "season"]
Mark = Literal["better", "worse", "higher", "lower", "ordinary"]
FEW_BESIDE = 100  # areas of which all are asked for where some are judged
MOVED: tuple[Mark, ...] = ("better", "worse", "higher", "lower")  # more than ordinary variation
Keeping = Literal["met", "unsteady", "missed"]


@dataclass(frozen=True)
class Point:
    """One month: its value, its limits (None where it is not judged), and the signal that it is."""

    value: Value
    limits: Limits | None = None
    signal: Signal | None = None

    @property
    def month(self) -> date:
        return self.value.period.start


@dataclass(frozen=True)
class Chart:
    """The months of one indicator and area with limits; `why` there is no judgement of the last one.

    `decision` is the last one by which the limits were computed anew.
    """

    indicator: Indicator
    area_code: str
    area_name: str
    points: tuple[Point, ...]
    kind: Kind | None = None
    why: Label | None = None
    decision: Decision | None = None

    @property
    def last(self) -> Point | None:
        return self.points[-1] if self.points else None

    @property
    def mark(self) -> Mark | None:
        """变好, 变差 or 正常波动 of the last month; None where it is not judged."""
        if self.why is not None or self.last is None:
            return None
        signal = self.last.signal
        if signal is None:
            return "ordinary"
        if self.indicator.better == "none":
            return "higher" if signal.is_up else "lower"
        return "better" if signal.is_up == (self.indicator.better == "higher") else "worse"

    @property
    def keeping(self) -> Keeping | None:
        """稳定达标, 不稳定 or 稳定不达标: where the limits lie against the standing target; None without one."""
        target = self.indicator.target
        if self.mark is None or target is None or self.last is None or self.last.limits is None:
            return None
        limits, sign = self.last.limits, -1 if self.indicator.better == "lower" else 1
        worst, best = sorted((sign * limits.lower, sign * limits.upper))
        return "met" if worst >= sign * target else "missed" if best < sign * target else "unsteady"

    def marks(self, language: str = "zh") -> str:
        """变差 · 不稳定, 正常波动: the mark and how the target is kept; a dash where the last month is not judged."""
        said = [label(f"signals.{one}").text(language) for one in (self.mark, self.keeping) if one]
        return " · ".join(said) or "—"

    def month_and_marks(self, language: str = "zh") -> str:
        """2026年10月 变差 · 不稳定, for where there is no room for the sentence; nothing where it is not judged."""
        if self.mark is None or self.last is None:
            return ""
        return f"{self.last.value.period.label.text(language)} {self.marks(language)}"

    def sentence(self, language: str = "zh") -> str:
        """按时办结率2026年10月88.0%，属正常波动（上下限85.0%—95.0%）; or which rule says that it is not."""
        last = self.last
        said = {"title": self.indicator.title, "area": self.area_name}
        if self.mark is None or last is None or last.limits is None:
            why = self.why or label("why.no_data")
            return label("signals.not_judged", why=why, **said).text(language)
        shown = {"period": last.value.period.label, "value": amount_text(last.value, language),
                 "mark": label(f"signals.{self.mark}"), "limits": limits_text(self.indicator, last.limits)}
        rule = last.signal and label(f"signals.rule_{last.signal.rule}_{'up' if last.signal.is_up else 'down'}")
        key = "signals.sentence_signal" if rule else "signals.sentence"
        return label(key, rule=rule, **said, **shown).text(language)


def amount_text(value: Value, language: str) -> str:
    """The value with its unit, as in a sentence: 344件, 88.0%."""
    shown = value.display(language, with_unit=True)
    return shown.replace(" ", "") if language == "zh" else shown


def limits_text(one: Indicator, limits: Limits) -> str:
    """85.0%—95.0%, 281—418; no share lies below 0 or above 100, no count below 0."""
    ends = [within(one, end) for end in (limits.lower, limits.upper)]
    whole = not one.is_rate and not one.combine and max(ends) >= 10
    sign = "%" if one.is_percent else ""
    return "—".join(series.number(end, 0 if whole else one.decimals) + sign for end in ends)


def within(one: Indicator, limit: float) -> float:
    """A limit as it is drawn: no share beyond 0 and 100 per cent, and nothing that is counted below 0."""
    if one.is_percent and not one.independent and one.over_time == "sum":
        return min(max(limit, 0.0), 100.0)
    return limit if one.in_points else max(limit, 0.0)


def chart(database: Database, name: str, area_code: str, period: Period, part: str = ALL) -> Chart:
    """The control chart of one indicator and area up to the last month of the period."""
    return charts(database, [name], area_code, period, part)[0]


def charts(database: Database, names: Sequence[str], area_code: str, period: Period, part: str = ALL) -> list[Chart]:
    """Those of several indicators, with one query for their values."""
    months, covered = months_judged(database, area_code, period)
    found = series.values(database, names, area_code, months, part)
    decided = rebasing.decisions(database, names, area_code)
    return [
        judge(found[at * len(months): (at + 1) * len(months)], [one for one in decided if one.indicator == name],
              covered)
        for at, name in enumerate(names)
    ]


def charts_by_area(
    database: Database, name: str, area_code: str, period: Period, level: str, part: str = ALL,
) -> list[Chart]:
    """The charts of one indicator for every area of that level, with one query; decisions are those of each area."""
    return charts_by_areas(database, [name], area_code, period, level, part)[name]


def charts_by_areas(
    database: Database, names: Sequence[str], area_code: str, period: Period, level: str, part: str = ALL,
) -> dict[str, list[Chart]]:
    """Those of several indicators, by their ids, with one query as well."""
    months, covered = months_judged(database, area_code, period)
    told = series.courses(database, names, area_code, months, level, part)
    decided = rebasing.decisions(database, names)
    return {
        name: [judge(values, [one for one in decided if (one.indicator, one.area_code) == (name, values[0].area_code)],
                     covered)
               for values in zip(*by_month, strict=True)]
        for name, by_month in told.items()
    }


def charts_of(
    database: Database, name: str, area_codes: Sequence[str], period: Period, part: str = ALL
) -> dict[str, Chart]:
    """The charts of one indicator for some areas, by code: a list that shows ten of 5,000 grids judges those ten.

    Where few others lie beside them, all are asked for with one query; how far data reach is told street by street.
    With `part` only that part of the breakdown is judged, as in `charts_by_area`.
    """
    reach = {code: months_judged(database, code, period) for code in area_codes}
    parent, level = _beside(database, area_codes)
    if parent is None or len({tuple(months) for months, _ in reach.values()}) != 1:
        asked = [series.course(database, name, code, months, part=part) for code, (months, _) in reach.items()]
    else:
        asked = [series.course(database, name, parent, reach[area_codes[0]][0], level, part)]
    values = {each[0].area_code: each for by_month in asked for each in zip(*by_month, strict=True)}
    decided = rebasing.decisions(database, [name])
    return {code: judge(values[code], [one for one in decided if one.area_code == code], reach[code][1])
            for code in area_codes}


def _beside(database: Database, area_codes: Sequence[str]) -> tuple[str | None, str | None]:
    """An area that holds these, all of one level, and not too many others; None where there is none."""
    known = [areas.get(database, code) for code in area_codes]
    levels = {one.level if one else None for one in known}
    held = [digits for digits in areas.DIGITS.values()
            if all(digits < len(code) for code in area_codes) and len({code[:digits] for code in area_codes}) == 1]
    if len(area_codes) < 2 or len(levels) != 1 or None in levels or not held:
        return None, None
    parent, [level] = area_codes[0][: max(held)], levels
    inside = {one.code for one in areas.every(database) if one.level == level and one.code.startswith(parent)}
    is_few = len(inside) <= FEW_BESIDE and inside.issuperset(area_codes)
    return (parent, level) if is_few else (None, None)


def told_of(judged: Iterable[Chart], name: Callable[[str], str], language: str = "zh") -> str:
    """最近一月与自身以往相比：变差的有北关社区，其余5个属正常波动，1个不作判断; nothing where none is judged.

    `name` says what an area's code is called.
    """
    of: dict[Mark | None, list[str]] = {}
    for one in judged:
        of.setdefault(one.mark, []).append(one.area_code)
    comma, list_comma = (label(f"signals.{one}").text(language) for one in ("comma", "list_comma"))
    named = [(label(f"signals.{mark}"), list_comma.join(map(name, of[mark]))) for mark in MOVED if mark in of]
    said = [label("signals.of_mark", mark=mark, areas=areas).text(language) for mark, areas in named]
    if "ordinary" in of:
        key = "rest_ordinary" if said else "some_ordinary" if None in of else "all_ordinary"
        said.append(label(f"signals.{key}", count=len(of["ordinary"])).text(language))
    if not said:
        return ""
    if None in of:
        said.append(label("signals.unjudged", count=len(of[None])).text(language))
    return label("signals.told_of", told=comma.join(said)).text(language)


def months_judged(database: Database, area_code: str, period: Period) -> tuple[list[Period], date]:
    """The months up to the period's last, no month of which the data cover only a part, and how far they reach."""
    last = period.end.replace(day=1)
    covered = sources.as_of(database, area_code) or period.end
    if last <= covered < month_end(last):
        last = add_months(last, -1)
    months = [add_months(last, -back) for back in range(MONTHS - 1, -1, -1)]
    return [Period(one, month_end(one), "month") for one in months], covered


def judge(values: Sequence[Value], decided: Sequence[Decision] = (), covered: date | None = None) -> Chart:
    """The chart of one indicator's months, in order, the one to judge last; `covered`: how far the data reach.

    Months that still settle have no limits and take no part in those of others.
    """
    one, last = values[-1].indicator, values[-1]
    decision = next((each for each in reversed(decided) if each.from_month <= last.period.start), None)
    settled = add_months((covered or last.period.end).replace(day=1), -one.settling)
    told = [Point(each) for each in _told(values)]
    ripe = [each for each in told if not one.settling or each.month <= settled]
    base = Chart(one, last.area_code, last.area_name, (), decision=decision)
    phases = _phases(ripe, [each.from_month for each in decided])
    why = _too_little(values, [point.value for point in phases[-1]], decision)
    kind, points = _drawn(phases if why is None else phases[:-1])
    if why is not None:
        points += phases[-1]
    elif len(ripe) < len(told):
        why = label("signals.settling", count=one.settling)
    return replace(base, points=(*points, *told[len(ripe):]), kind=kind, why=why)


def _told(values: Sequence[Value]) -> list[Value]:
    """From the first month that has a value on, without those that have none and those only about right."""
    return [one for one in values if one.value is not None and not one.bound]


def _phases(points: Sequence[Point], starts: Sequence[date]) -> list[list[Point]]:
    """The points between one decision and the next."""
    bounds = [date.min, *starts, date.max]
    found = [[one for one in points if begin <= one.month < end]
             for begin, end in pairwise(bounds)]
    return [one for one in found if one] or [[]]


def _too_little(values: Sequence[Value], phase: Sequence[Value], decision: Decision | None) -> Label | None:
    """Why the last month cannot be judged."""
    one, last = values[-1].indicator, values[-1]
    if one.per_target:
        return label("why.per_target")
    if not one.pooled and last.breakdown == ALL:
        return label("why.never_pooled", breakdown=one.breakdown_title or one.title)
    if last.value is None:
        return last.why or label("why.no_data")
    if last.bound:
        return label("why.uncertain")
    if len(phase) < LEAST:
        if decision is not None:
            month = Period.month(decision.from_month.year, decision.from_month.month).label
            return label("signals.too_short_since", month=month, count=len(phase), least=LEAST)
        return label("signals.too_short", count=len(phase), least=LEAST)
    if one.is_percent and 2 * sum(each.small_base for each in phase) > len(phase):
        return label("signals.small_base", least=f"{one.small_base:g}")
    if not one.is_rate and not one.combine and 0 < sum(each.value or 0 for each in phase) / len(phase) < RARE:
        return label("signals.rare", least=f"{RARE:g}", unit=one.unit)
    if not one.is_rate and sum(not each.value for each in phase) > EMPTY * len(phase):
        return label("signals.sparse")
    numbers = [each.value or 0.0 for each in phase]
    if len(set(numbers)) > 1 and 2 * sum(a == b for a, b in pairwise(numbers)) >= len(numbers) - 1:
        return label("signals.stands_still")
    if one.over_time == "last" and _stickiness(numbers) > STICKY:
        return label("signals.stock")
    return None


def _stickiness(values: Sequence[float]) -> float:
    """How much a month's value depends on the one before (lag-one autocorrelation)."""
    mean = sum(values) / len(values)
    below = sum((one - mean) ** 2 for one in values)
    above = sum((a - mean) * (b - mean) for a, b in pairwise(values))
    return above / below if below else 0.0


def _drawn(phases: Sequence[Sequence[Point]]) -> tuple[Kind | None, list[Point]]:
    """The points with the limits of every phase that is long enough, and the kind of the last one's."""
    points: list[Point] = []
    kind: Kind | None = None
    for phase in phases:
        if len(phase) < LEAST:
            points += phase
            continue
        kind, limits = _limits([point.value for point in phase])
        points += _with_limits(phase, limits)
    return kind, points


def _with_limits(phase: Sequence[Point], limits: Sequence[Limits | None]) -> list[Point]:
    judged = [(point, each) for point, each in zip(phase, limits, strict=True) if each is not None]
    signals = control_chart.judged(
        [(point.value.value or 0.0) - each.centre for point, each in judged], [each.sigma for _, each in judged])
    told = [Point(point.value, each, signal) for (point, each), signal in zip(judged, signals, strict=True)]
    return [*phase[: len(phase) - len(told)], *told]


def _limits(values: Sequence[Value]) -> tuple[Kind, list[Limits | None]]:
    """Which chart suits the months, and the limits of each."""
    one, numbers = values[0].indicator, [each.value or 0.0 for each in values]
    if is_seasonal(values):
        before = _year_before(values)
        moved = [(now, earlier) for now, earlier in zip(numbers, before, strict=True) if earlier is not None]
        of_moves = control_chart.xmr([now - earlier for now, earlier in moved])
        return "season", [
            None if earlier is None
            else Limits(*(earlier + end for end in (of_moves.centre, of_moves.lower, of_moves.upper)))
            for earlier in before
        ]
    if _are_proportions(values):
        tops, bases = [each.numerator or 0.0 for each in values], [each.denominator or 0.0 for each in values]
        return "p_prime", list(control_chart.p_prime(tops, bases, one.scale))
    return "xmr", [control_chart.xmr(numbers)] * len(numbers)


def _are_proportions(values: Sequence[Value]) -> bool:
    one = values[0].indicator
    return one.is_percent and one.is_rate and not one.independent and not one.combine and all(
        each.denominator and 0 <= (each.numerator or 0.0) <= each.denominator for each in values)


def _year_before(values: Sequence[Value]) -> list[float | None]:
    """The value of the same month one year before each, among those given."""
    known = {each.period.start: each.value for each in values}
    return [known.get(add_months(each.period.start, -YEAR)) for each in values]


def is_seasonal(values: Sequence[Value]) -> bool:
    """Whether the last years, without their own trend, have run alike: mean correlation of every two of them.

    Two years must be as alike as one pair of random courses in a hundred is, more years somewhat less.
    """
    known = {_months_since_zero(each): each.value for each in values if each.value is not None}
    years: list[list[float]] = []
    end = _months_since_zero(values[-1]) + 1
    while len(course := [known[month] for month in range(end - YEAR, end) if month in known]) == YEAR:
        years.append(_without_trend(course))
        end -= YEAR
    pairs = [_correlation(a, b) for at, a in enumerate(years) for b in years[at + 1:]]
    return bool(pairs) and sum(pairs) / len(pairs) >= ALIKE / sqrt(len(pairs))


def _months_since_zero(value: Value) -> int:
    return value.period.start.year * YEAR + value.period.start.month


def _without_trend(course: Sequence[float]) -> list[float]:
    middle, mean = (len(course) - 1) / 2, sum(course) / len(course)
    spread = sum((at - middle) ** 2 for at in range(len(course)))
    slope = sum((at - middle) * (value - mean) for at, value in enumerate(course)) / spread
    return [value - mean - slope * (at - middle) for at, value in enumerate(course)]


def _correlation(one: Sequence[float], other: Sequence[float]) -> float:
    size = sqrt(sum(a * a for a in one) * sum(b * b for b in other))
    return sum(a * b for a, b in zip(one, other, strict=True)) / size if size > 1e-12 else 0.0
