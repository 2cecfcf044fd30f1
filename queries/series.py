"""Asks `indicator_values`: one value, by area, by month or by breakdown, for any period.

Numerators and denominators are summed and divided once, here. What cannot be defended is not a number: it is
None, with the reason in `why`.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from data import areas
from data.contracts import contracts
from data.database import UNROLLED
from data.language import Label, label
from data.remembering import Rows, until_next_commit
from queries import by_grid, cells, counting, reach
from queries.catalogue import ALL, Indicator, catalogue
from queries.counting import Facts, Named, Sums
from queries.periods import Period, month_end, year_so_far
from queries.reach import Span
from queries.targets import all_tasks

LOWER, HIGHER, ABOUT = 1, 2, 3
YEARS = 3  # before the last one, which hold the months of any control chart
SIGNS = {0: "", LOWER: "≤ ", HIGHER: "≥ ", ABOUT: "≈ "}


# (indicator, position of the period) -> the areas where a ledger was kept.
Covered = Mapping[tuple[str, int], frozenset[str]]


class UnknownIndicator(KeyError):
    """No indicator has this id."""


@dataclass(frozen=True)
class Value:
    """One number, or the reason why there is none.

    `value` is numerator ÷ denominator (× 100 for per cent), or the numerator where there is no denominator.
    `bound`: 0 exact, 1 the true value may be lower, 2 it may be higher, 3 both; its two sides have bounds of their own.
    `breakdown` is the part that it
    tells of. `note` is what must be said beside the number.
    """

    indicator: Indicator
    area_code: str
    area_name: str
    period: Period
    breakdown: str = ALL
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    bound: int = 0
    why: Label | None = None
    note: Label | None = None
    numerator_bound: int = 0
    denominator_bound: int = 0

    @property
    def unit(self) -> Label:
        return self.indicator.unit

    @property
    def small_base(self) -> bool:
        """Whether so few stand below the line that the rate says little."""
        return self.denominator is not None and self.denominator < self.indicator.small_base

    def display(self, language: str = "zh", with_unit: bool = False) -> str:
        """As it is printed: 97.5%, ≈ 50%, 75.0%（12/16）, 1,286, 暂无数据."""
        if self.value is None:
            return label("value.nothing").text(language)
        text = SIGNS[self.bound] + number(self.value, self._decimals)
        if self.indicator.is_percent:
            text += "%"
        elif with_unit:
            text += f" {self.unit.text(language)}"
        if self.small_base and self.indicator.is_percent:
            below = {"numerator": number(self.numerator, 0), "denominator": number(self.denominator, 0)}
            return label("value.base", text=text, **below).text(language)
        return text

    @property
    def _decimals(self) -> int:
        """One decimal for what was divided, or as the definition says; none where the figures are round numbers."""
        assert self.value is not None
        if (self.bound == ABOUT and self.indicator.is_percent) or (self.bound and self.value == round(self.value)):
            return 0 if abs(self.value) >= 10 else 1
        if self.indicator.is_rate or self.indicator.combine:
            return self.indicator.decimals
        return 0 if self.value == round(self.value) else 2


@dataclass(frozen=True)
class Fact:
    """One row of the facts as a number counts it; a side that does not count in it is None.

    It is told for `first_month` to `month`; of a period that cuts months both are the day.
    """

    area_code: str
    first_month: date
    month: date
    breakdown: str
    origin: str
    numerator: float | None
    denominator: float | None


class _Whose(NamedTuple):
    """Whose number it is: the first fields of a Value."""

    indicator: Indicator
    area_code: str
    area_name: str
    period: Period
    breakdown: str


class _Told(NamedTuple):
    """What is told of it: the other fields of a Value."""

    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    bound: int = 0
    why: Label | None = None
    note: Label | None = None
    numerator_bound: int = 0
    denominator_bound: int = 0


_Amount = tuple[float | None, float | None, int, Label | None]
_NOTHING = Sums()


def indicator(name: str) -> Indicator:
    """The indicator of that id; raises UnknownIndicator."""
    try:
        return catalogue()[name]
    except KeyError:
        raise UnknownIndicator(name) from None


def value(database: Rows, name: str, area_code: str, period: Period, part: str = ALL) -> Value:
    """The indicator for one area and period. `part`: of one that is never pooled, the breakdown to look at."""
    return values(database, [name], area_code, [period], part)[0]


def values(
    database: Rows, names: Sequence[str], area_code: str, periods: Sequence[Period], part: str = ALL
) -> list[Value]:
    """Several indicators for several periods with one query: for each name, each period, in that order."""
    return values_of(database, names, [area_code], periods, part)[area_code]


def values_of(
    database: Rows, names: Sequence[str], area_codes: Sequence[str], periods: Sequence[Period], part: str = ALL
) -> dict[str, list[Value]]:
    """The same for several areas of one level, by code, with one query as well."""
    wanted, digits = [indicator(name) for name in names], len(area_codes[0])
    within, only = ("", tuple(area_codes)) if len(area_codes) > 1 else (area_codes[0], ())
    parts = _ask(database, wanted, within, periods, f"substr(area_code, 1, {digits})", digits, part, only=only)
    found: dict[str, list[Value]] = {}
    for code in area_codes:
        covered = _covered(database, wanted, code, periods)
        name = _area_name(database, code)
        found[code] = [
            _answer(_Whose(one, code, name, period, ALL if one.pooled else part), parts, at, code, covered)
            for one in wanted for at, period in enumerate(periods)
        ]
    return found


def by_area(
    database: Rows, name: str, area_code: str, period: Period, level: str, part: str = ALL
) -> list[Value]:
    """One value for every area of that level within the area, those without data included, by code.

    The areas are those in force when the period ended, and later ones where the data speak of them already.
    """
    return by_areas(database, [name], area_code, [period], level, part)


def by_areas(
    database: Rows, names: Sequence[str], area_code: str, periods: Sequence[Period], level: str, part: str = ALL
) -> list[Value]:
    """Several indicators for several periods and every area of that level within the area, with one query.

    Period by period, area by area, in the order of the names.
    """
    wanted, digits = [indicator(name) for name in names], areas.DIGITS[level]
    parts = _ask(database, wanted, area_code, periods, f"substr(area_code, 1, {digits})", digits, part)
    covered = _covered(database, wanted, area_code, periods, digits)
    return [
        _answer(_Whose(one, area.code, area.name, period, ALL if one.pooled else part), parts, at, area.code, covered)
        for at, period in enumerate(periods)
        for area in _areas_of(database, period, {key for _, position, key in parts if position == at})
        if area.level == level and area.code.startswith(area_code)
        for one in wanted
    ]


def _areas_of(database: Rows, period: Period, told: set[str]) -> list[areas.Area]:
    then = {area.code: area for area in areas.every(database, on=period.end)}
    later = {area.code: area for area in areas.every(database) if area.code in told}
    found = later | then
    return [found[code] for code in sorted(found)]


def by_month(database: Rows, name: str, area_code: str, period: Period, part: str = ALL) -> list[Value]:
    """One value for every month that the period touches."""
    return values(database, [name], area_code, months_of(period), part)


def course(
    database: Rows,
    name: str,
    area_code: str,
    periods: Sequence[Period],
    level: str | None = None,
    part: str = ALL,
) -> list[list[Value]]:
    """One indicator over several periods: for each the area itself, or with `level` every area of that level in it.

    With `part` only that part of the breakdown is counted; what is reported without a breakdown then says nothing.
    """
    return courses(database, [name], area_code, periods, level, part)[name]


def courses(
    database: Rows,
    names: Sequence[str],
    area_code: str,
    periods: Sequence[Period],
    level: str | None = None,
    part: str = ALL,
) -> dict[str, list[list[Value]]]:
    """The courses of several indicators, by their ids, with one query."""
    wanted, digits = [indicator(name) for name in names], areas.DIGITS[level] if level else len(area_code)
    parts = _ask(database, wanted, area_code, periods, f"substr(area_code, 1, {digits})", digits, part, parted=True)
    covered = _covered(database, wanted, area_code, periods, digits if level else None)
    if level:
        found = [each for each in areas.every(database) if each.level == level and each.code.startswith(area_code)]
    else:
        found = [each for each in [areas.get(database, area_code)] if each]  # one that is retired has its past
    return {one.id: [
        [_answer(_Whose(one, each.code, each.name, period, part), parts, position, each.code, covered)
         for each in found]
        for position, period in enumerate(periods)
    ] for one in wanted}


def months_of(period: Period) -> list[Period]:
    """The months that a period touches, those it cuts only as far as it reaches."""
    return [_part_of(period, first) for first in period.months()]


def _part_of(period: Period, first: date) -> Period:
    """The month, or of a month that the period cuts the days inside it."""
    last = month_end(first)
    if period.start <= first and last <= period.end:
        return Period(first, last, "month")
    return Period.between(max(first, period.start), min(last, period.end))


def by_breakdown(database: Rows, name: str, area_code: str, period: Period) -> list[Value]:
    """One value for every breakdown that has data, the largest base first; empty where there is none."""
    one = indicator(name)
    if one.per_target:
        return _by_target(database, one, area_code, period)
    parts = _ask(database, [one], area_code, [period], "breakdown")
    told = [key for (_, _, key), part in parts.items() if key != ALL and (part.denominator or part.numerator)]
    keys = list(dict.fromkeys(told))  # the parts of a combined score have facts of one breakdown each
    name = _area_name(database, area_code)
    found = [_answer(_Whose(one, area_code, name, period, key), parts, 0, key, {}) for key in keys]
    return sorted(found, key=lambda each: (-(each.denominator or each.numerator or 0), each.breakdown))


def _by_target(database: Rows, one: Indicator, area_code: str, period: Period) -> list[Value]:
    """One value for every annual target of the area, by the indicator it is set for."""
    tasks = all_tasks(database, area_code, period)
    so_far = year_so_far(period)
    found = []
    for done in values(database, list(tasks), area_code, [so_far]):
        task = tasks[done.indicator.id]
        base = Value(one, area_code, done.area_name, so_far, done.indicator.id, denominator=task.annual)
        if done.value is None:
            found.append(replace(base, why=done.why))
            continue
        amount = done.value - (task.due if one.per_target == "lead" else 0)
        share = amount / task.annual * one.scale
        bound = divided_bound(done.bound, task.bound)
        found.append(replace(base, numerator=amount, value=share, bound=bound))
    return found


def facts(database: Rows, name: str, area_code: str, period: Period, breakdown: str = ALL) -> list[Fact]:
    """The facts that the value adds up, by area and month; their sums are its numerator and denominator."""
    one = indicator(name)
    each = "concat_ws('|', area_code, first_month, month, origin, breakdown)"
    found = []
    for (_, _, key), part in _ask(database, [one], area_code, [period], each, part=breakdown).items():
        if part.numerator is None and part.denominator is None:
            continue
        code, first, month, origin, split = key.split("|", 4)
        if breakdown in (ALL, split):
            days = date.fromisoformat(first), date.fromisoformat(month)
            found.append(Fact(code, *days, split, origin, part.numerator, part.denominator))
    return sorted(found, key=lambda fact: (fact.area_code, fact.month, fact.breakdown))


def facts_sql(one: Indicator, period: Period) -> str:
    """The indicator's SQL as the period asks it: by month, or by day where the period cuts months."""
    by_day = not period.whole_months and _has_days(one)
    return one.sql.replace("date_trunc('month', ", "date_trunc('day', ") if by_day else one.sql


def completed(sql: str, one: Indicator) -> str:
    """The facts of `sql` with every column that it may leave out."""
    unsaid = "未填" if one.breakdown else ALL
    return f"""
    select * replace (
        coalesce(first_month, month)::date as first_month, month::date as month,
        coalesce(breakdown, '{unsaid}') as breakdown, coalesce(origin, 'event') as origin
    )
    from (
        select * from ({sql})
        union all by name
        select null::date as first_month, null::varchar as breakdown, null::double as denominator,
               null::varchar as origin
        where false
    )
    """


def parts(database: Rows, name: str, area_code: str) -> list[str]:
    """The breakdowns for which the area has facts of any time, the largest first."""
    rows = database.rows(
        f"""
        select breakdown from ({cells.facts(database, [name])})
        where indicator = ? and starts_with(area_code, ?) and breakdown <> 'all'
        group by breakdown
        order by sum(coalesce(denominator, numerator)) desc, breakdown
        """,
        [name, area_code],
    )
    return [row["breakdown"] for row in rows]


def number(amount: float | None, decimals: int) -> str:
    """With thousands separators and that many decimals."""
    if amount is None:
        return "—"
    rounded = round(amount + 0.0, decimals)
    return f"{rounded + 0:,.{decimals}f}" if rounded else f"{0:.{decimals}f}"


def divided_bound(numerator: int, denominator: int) -> int:
    """A quotient may be higher where its numerator may be higher or its denominator lower, and the mirror."""
    mirrored = ((denominator & LOWER) << 1) | (denominator >> 1)
    return numerator | mirrored


def _answer(
    whose: _Whose,
    parts: dict[tuple[str, int, str], Sums],
    position: int,
    key: str,
    covered: Covered,
) -> Value:
    one = whose.indicator
    told = _told(one, whose, parts, position, key, covered)
    if one.in_own_units and len(units := _own_units(one, parts.get((one.id, position, key), _NOTHING))) == 1:
        one = replace(one, unit=units[0])
    return Value(one, *whose[1:], told.numerator, told.denominator, told.value, told.bound, told.why, told.note,
                 told.numerator_bound, told.denominator_bound)


def _told(
    one: Indicator,
    whose: _Whose,
    parts: dict[tuple[str, int, str], Sums],
    position: int,
    key: str,
    covered: Covered,
) -> _Told:
    """What the Value of the indicator for the area and period of `whose` holds beside these."""
    if one.per_target:
        return _Told(why=label("why.per_target"))
    if one.grain and len(whose.area_code) > areas.DIGITS[one.grain]:
        return _Told(why=label(f"why.no_finer_than_{one.grain}"))
    if one.combine:
        return _combined(whose, parts, position, key, covered)
    found = parts.get((one.id, position, key), _NOTHING)
    if len(found.parts) > 1 and (why := _not_added_up(one, found)) is not None:
        return _Told(why=why)
    bounds = found.numerator_bound, found.denominator_bound
    if (why := _not_defended(one, whose.period, found)) is not None:
        return _Told(found.numerator, found.denominator, None, 0, why, None, *bounds)
    known_zero = found.numerator is None and whose.area_code in covered.get((one.id, position), ())
    top, value, bound, why = _divided(one, found, known_zero) if one.is_rate else _counted(found, known_zero)
    note = one.caveat if found.reported and value is not None else None
    return _Told(top, found.denominator, value, bound, why, note, *bounds)


def _not_added_up(one: Indicator, found: Sums) -> Label | None:
    """Why parts of several kinds make no one number."""
    if one.in_own_units:
        units = _own_units(one, found)
        return label("why.other_units", units=_listed(units)) if len(units) > 1 else None
    return None if one.pooled else label("why.never_pooled", breakdown=one.breakdown_title or one.title)


def _own_units(one: Indicator, found: Sums) -> list[Label]:
    """The units that the parts are counted in, each once."""
    return list({part.rpartition("/")[2]: one.own_unit(part) for part in sorted(found.parts)}.values())


def _not_defended(one: Indicator, period: Period, found: Sums) -> Label | None:
    """Why what was found does not tell the period."""
    if not period.whole_months and (found.straddling or not _known_on(one, period)):
        return label("why.whole_months")
    if found.straddling:
        return label("why.straddles", first=f"{found.first:%Y-%m}", last=f"{found.last:%Y-%m}")
    return label("why.only_shares") if found.only_shares else None


def _listed(names: Sequence[Label]) -> Label:
    return Label("、".join(one.zh for one in names), ", ".join(one.en for one in names))


def _known_on(one: Indicator, period: Period) -> bool:
    """A stock is known on the last day of a month and on no other."""
    return one.over_time == one.denominator_over_time == "sum" or period.end == month_end(period.end)


def _counted(found: Sums, known_zero: bool) -> _Amount:
    """A count's numerator, value and bound, or why there is none."""
    if found.numerator is None:
        return (0.0, 0.0, 0, None) if known_zero else (None, None, 0, label("why.no_data"))
    return found.numerator, found.numerator, found.numerator_bound, None


def _divided(one: Indicator, found: Sums, known_zero: bool) -> _Amount:
    """A quotient's numerator, value and bound, or why there is none."""
    top, base = found.numerator, found.denominator
    if one.independent and top is None and base is not None and known_zero:
        top = 0.0
    if top is None and base is None:
        return None, None, 0, label("why.no_data")
    if base is None or (found.without_denominator and not one.independent):
        return top, None, 0, label("why.no_denominator", denominator=one.denominator)
    if top is None or (found.without_numerator and not one.independent):
        return top, None, 0, label("why.no_numerator", numerator=one.numerator)
    if base == 0:
        return top, None, 0, label("why.no_base", denominator=one.denominator)
    return top, top / base * one.scale, divided_bound(found.numerator_bound, found.denominator_bound), None


def _combined(
    whose: _Whose,
    parts: dict[tuple[str, int, str], Sums],
    position: int,
    key: str,
    covered: Covered,
) -> _Told:
    score, bound, bases = 0.0, 0, []
    for weight, name in whose.indicator.combine:
        one = indicator(name)
        part = _told(one, whose, parts, position, key, covered)
        if part.value is None:
            return _Told(why=label("why.part_missing", title=one.title))
        score += weight * part.value
        bound |= part.bound
        bases.append(part.denominator or 0)
    return _Told(denominator=min(bases), value=score, bound=bound)


def _ask(
    database: Rows,
    wanted: Iterable[Indicator],
    area_code: str,
    periods: Sequence[Period],
    key: str = "'all'",
    digits: int | None = None,
    part: str = ALL,
    parted: bool = False,
    only: tuple[str, ...] = (),
) -> dict[tuple[str, int, str], Sums]:
    """The sums by (indicator, position of the period, key).

    `part` concerns what is never pooled only, unless all of it is `parted`; `only`: of these areas within the area.
    """
    single = _with_parts(wanted)
    if not single or not periods:
        return {}
    asked = _Asked(area_code, key, digits or len(area_code), part, parted, only)
    found = counting.counted(_facts(database, single, periods, asked), periods, (
        {one.id for one in single if one.over_time == "last"},
        {one.id for one in single if one.denominator_over_time == "last"},
    ))
    for position, period in enumerate(periods):
        if not period.whole_months:
            for one in filter(_has_days, single):
                cut = {place: _NOTHING for place in found if place[:2] == (one.id, position)}
                found |= cut | _by_days(database, one, period, position, asked)
    return found


@dataclass(frozen=True)
class _Asked:
    """What is asked of the facts: within which area, by which SQL key, of areas how many digits long, of which part.

    `only`: of these areas within it, or of all where none is named.
    """

    area_code: str
    key: str
    digits: int
    part: str
    parted: bool
    only: tuple[str, ...] = ()

    @property
    def of_the_area_alone(self) -> bool:
        return (self.of_no_part and self.digits == len(self.area_code)
                and self.digits <= areas.DIGITS["community"])

    @property
    def of_each_street(self) -> bool:
        """Whether it is asked of every street of a wider area."""
        street = areas.DIGITS["street"]
        return (self.of_no_part and not self.only and self.key.startswith("substr(area_code")
                and len(self.area_code) < self.digits == street)

    @property
    def of_each_grid(self) -> bool:
        """Whether it is asked of every grid, below which hardly anything is counted."""
        return self.of_no_part and self.digits == areas.DIGITS["grid"] and self.key.startswith("substr(area_code")

    @property
    def by_area(self) -> bool:
        """Whether it is asked of areas, not of parts."""
        return self.key == "'all'" or self.key.startswith("substr(area_code")

    @property
    def among(self) -> tuple[str, dict[str, str]]:
        """The SQL test for the areas named one by one, each as a span of codes that blocks can be skipped by."""
        names = {f"only_{at}": code for at, code in enumerate(self.only)}
        return " or ".join(f"starts_with(area_code, ${name})" for name in names) or "true", names

    @property
    def _only_a_part(self) -> bool:
        return self.parted and self.part != ALL

    @property
    def of_no_part(self) -> bool:
        """Whether parts need be told only of what cannot be added up."""
        return self.by_area and not self._only_a_part

    @property
    def rolled_up(self) -> str:
        """SQL of which facts, added up, answer the question; empty where only single ones do."""
        street, community = areas.DIGITS["street"], areas.DIGITS["community"]
        if self.of_no_part and self.digits <= community:
            return f"digits = {street if self.digits <= street else community} and not by_part"
        if (self.by_area or self.key == "breakdown") and self.digits <= street:
            return f"digits = {street} and by_part"
        return ""


def _facts(database: Rows, single: Sequence[Indicator], periods: Sequence[Period], asked: _Asked) -> Facts:
    """The facts that may count in the periods."""
    every = _of_all_indicators(database, asked)
    if every is None:
        if asked.rolled_up:
            alike = replace(asked, parted=asked.parted and asked.part != ALL)
            return _of_years(database, tuple(single), alike, periods)
        answer = _of_each_grid if asked.of_each_grid else _read
        return answer(database, tuple(single), asked, _around(periods), len(periods) == 1 and periods[0].whole_months)
    rows = every.indicator.is_one_of([one.id for one in single])
    if asked.part != ALL:
        pooled = [one.id for one in single if one.pooled]
        rows &= every.breakdown.is_one_of([asked.part]) | every.is_share | every.indicator.is_one_of(pooled)
    found = every.chosen(np.flatnonzero(rows))
    if not asked.of_the_area_alone:
        return found
    one_key = asked.area_code if asked.key != "'all'" else ALL
    return replace(found, key=Named(np.zeros(len(found.month), np.int64), (one_key,)))


def _of_all_indicators(database: Rows, asked: _Asked) -> Facts | None:
    """All facts of an area, or of each street in it, if that is asked; None else."""
    if asked.of_the_area_alone:
        return _of_area(database, asked.area_code)
    return _of_each_street(database, asked.area_code) if asked.of_each_street else None


@until_next_commit(200)
def _of_area(database: Rows, area_code: str) -> Facts:
    """All facts of an area, of every indicator and month: a few thousand rows that a page asks for again and again."""
    if len(area_code) < areas.DIGITS["street"]:
        facts, covered_length = _by_street(database, area_code)
        return facts.chosen(covered_length < len(area_code))
    return _read(database, None, _Asked(area_code, "'all'", len(area_code), ALL, False), (date.min, date.max))


def _of_each_street(database: Rows, area_code: str) -> Facts:
    """All facts of the streets of a wider area."""
    facts, _ = _by_street(database, area_code)
    is_street = np.array([len(code) >= areas.DIGITS["street"] for code in facts.key.names], bool)
    return facts.chosen(is_street[facts.key.at])


@until_next_commit(4)
def _by_street(database: Rows, area_code: str) -> tuple[Facts, counting.Array]:
    """All facts that are added up to the streets of a wider area, or told of it, by the code of either; and of each
    whether a figure of a wider area holds it, for the area's own facts are what is left of the same rows.
    """
    street, every = areas.DIGITS["street"], tuple(catalogue().values())
    asked = _Asked(area_code, f"substr(area_code, 1, {street})", street, ALL, False)
    within = f"{asked.rolled_up} and starts_with(area_code, $area) and covered_length < $digits"
    sql = _plain_sql(every, asked, "indicator_rollup", within, ("covered_length",))
    found = database.columns(sql, {"area": area_code, "digits": street})
    facts = counting.read_plain(found.drop_columns(["covered_length"]), {}, street, _apart(every))
    return facts, counting.numbers(found["covered_length"])


def _around(periods: Sequence[Period]) -> tuple[date, date]:
    """The first day of the first month of all periods, and the last day of all."""
    return min(one.start for one in periods).replace(day=1), max(one.end for one in periods)


def _years_around(periods: Sequence[Period]) -> tuple[date, date]:
    """The years of all periods, and at least as many as a control chart looks back: a page asks for a period, for last
    year's and for the months of a chart, and whoever looks on asks for the next one. It is all one question then.
    """
    first, last = _around(periods)
    return date(min(first.year, last.year - YEARS), 1, 1), date(last.year, 12, 31)


def _of_years(database: Rows, single: tuple[Indicator, ...], asked: _Asked, periods: Sequence[Period]) -> Facts:
    """The facts of years that hold the periods; those asked for already where they hold these too."""
    answers = _answers(database, single, asked)
    first, last = _around(periods)
    for (begins, ends), facts in tuple(answers.items()):
        if begins <= first and last <= ends:
            return facts
    years = _years_around(periods)
    answers[years] = facts = _read(database, single, asked, years)
    return facts


@until_next_commit(8)
def _answers(
    _database: Rows, _single: tuple[Indicator, ...], _asked: _Asked
) -> dict[tuple[date, date], Facts]:
    """What one question was answered, by the years that were asked for; whoever asks for others adds to it."""
    return {}


def _read(
    database: Rows, single: tuple[Indicator, ...] | None, asked: _Asked, span: tuple[date, date], as_one: bool = False
) -> Facts:
    """The facts of some indicators, or of all, told for months in the span; added up as far as the question allows,
    and no further than whose ledger or report it is. `as_one`: the span is one period, and flows within it are one.
    """
    every = single or tuple(catalogue().values())
    kept = by_grid.facts(database, [one.id for one in every], asked.area_code, asked.only, span) if asked.of_each_grid \
        else None
    if kept is not None:
        return kept
    within, values = _within(single, asked, span)
    if asked.rolled_up:
        return _plain(database, every, asked, "indicator_rollup", f"{asked.rolled_up} and {within}", values)
    first_month, month, more = _flows_as_one(every, span) if as_one else ("first_month", "month", {})
    whole = [one.id for one in every if one.pooled] if asked.of_no_part else []
    facts = UNROLLED.format(table=f"({cells.facts(database, [one.id for one in every], whole)})")
    kept_whole = cells.side_by_side(database).intersection(whole)
    if asked.of_each_grid and not more and all(not one.breakdown or one.id in kept_whole for one in every):
        return _plain(database, every, asked, f"({facts})", within, values)
    columns = {"indicator": "indicator", "key": asked.key, "breakdown": "'all'"}
    if apart := _apart(every):
        columns["breakdown"] = "case when list_contains($apart::varchar[], indicator) then breakdown else 'all' end"
        values["apart"] = apart
    same = _same(every, asked) | {name: ALL for name, one in columns.items() if one == "'all'"}
    told = "".join(f"{one} as {name}, " for name, one in columns.items() if name not in same)
    sql = _SINGLE.format(told=told, first_month=first_month, month=month, facts=facts, within=within)
    return counting.read(database.columns(sql, values | more), same)


def _within(
    single: Sequence[Indicator] | None, asked: _Asked, span: tuple[date, date]
) -> tuple[str, dict[str, Any]]:
    """SQL: which facts are asked for, with the values to bind."""
    among, codes = asked.among
    values: dict[str, Any] = {"area": asked.area_code, "digits": asked.digits, "from_month": span[0], "to": span[1],
                              **codes}
    clauses = [f"({among})"]
    if single:  # each by name, so that the blocks of other indicators are skipped
        clauses.append(f"indicator in ({', '.join(f'$indicator_{at}' for at in range(len(single)))})")
        values |= {f"indicator_{at}": one.id for at, one in enumerate(single)}
    if single and asked.part != ALL:
        clauses.append("($part = breakdown or origin = 'share' or not list_contains($parted::varchar[], indicator))")
        values |= {"part": asked.part, "parted": [one.id for one in single] if asked.parted else _apart(single)}
    return f"""
        starts_with(area_code, $area) and length(area_code) >= $digits and covered_length < $digits
            and month >= $from_month and first_month <= $to and {" and ".join(clauses)}
        """, values


def _apart(every: Iterable[Indicator]) -> list[str]:
    """Those of the indicators whose parts are never added up."""
    return [one.id for one in every if not one.pooled]


def _same(every: Sequence[Indicator], asked: _Asked) -> dict[str, str]:
    """What is the same of all rows, and not fetched once a row."""
    found = {"indicator": every[0].id} if len(every) == 1 else {}
    return found | ({"key": ALL} if asked.key == "'all'" else {})


def _plain(
    database: Rows, every: Sequence[Indicator], asked: _Asked, facts: str, within: str, values: dict[str, Any]
) -> Facts:
    """The facts within as they stand: where they are added up already, and where adding up would take longer than
    reading them. What they are called is told from their columns here, for DuckDB takes longer to plan an expression
    than to read a few thousand rows.
    """
    found = database.columns(_plain_sql(every, asked, facts, within), values)
    return counting.read_plain(found, _same(every, asked), asked.digits if asked.by_area else None, _apart(every))


def _plain_sql(
    every: Sequence[Indicator], asked: _Asked, facts: str, within: str, more: Sequence[str] = ()
) -> str:
    """SQL of the facts within, with the columns that tell what is asked, and some more."""
    named = [*(["indicator"] if len(every) > 1 else []), *(["breakdown"] if not asked.by_area or _apart(every) else [])]
    return f"select {', '.join([*named, *_PLAIN, *more])} from {facts} where {within}"


# A page asks the same of its areas for a map and for a funnel. Answers for a city take megabytes: few are kept.
_of_each_grid = until_next_commit(3)(_read)
_PLAIN = ("area_code", "origin", "first_month", "month", "numerator", "denominator", "numerator_bound",
          "denominator_bound", "without_denominator", "without_numerator")
_SINGLE = """
select
    {told}origin, case when origin = 'event' then substr(area_code, 1, 9) else area_code end as place,
    {first_month} as first_month, {month} as month,
    sum(numerator) as numerator, sum(denominator) as denominator,
    bit_or(numerator_bound) as numerator_bound, bit_or(denominator_bound) as denominator_bound,
    sum(without_denominator)::bigint as without_denominator, sum(without_numerator)::bigint as without_numerator,
    coalesce(bool_or(numerator <> 0 or denominator <> 0), false) as filled
from ({facts})
where {within}
group by all
"""


def _flows_as_one(single: Sequence[Indicator], span: tuple[date, date]) -> tuple[str, str, dict[str, Any]]:
    """SQL of a fact's first and last month where flows within the span are one, with the values to bind (none where
    there is no flow).
    """
    stocks = [one.id for one in single if "last" in (one.over_time, one.denominator_over_time)]
    if len(stocks) == len(single):
        return "first_month", "month", {}
    flow = "first_month >= $from_month and month <= $last_month"
    values: dict[str, Any] = {"last_month": span[1].replace(day=1)}
    if stocks:
        flow += " and not list_contains($stocks, indicator)"
        values["stocks"] = stocks
    return f"if({flow}, $from_month, first_month)", f"if({flow}, $last_month, month)", values


def _has_days(one: Indicator) -> bool:
    """Whether the SQL dates its facts by the day something happened, so that days can be told apart."""
    return (one.over_time == one.denominator_over_time == "sum" and "date_trunc('month', " in one.sql
            and "calendar" not in one.sql and bool(_event_tables(one)))


def _by_days(
    database: Rows, one: Indicator, period: Period, position: int, asked: _Asked
) -> dict[tuple[str, int, str], Sums]:
    """The parts of a period that cuts months, from the ledger itself; nothing where it has no rows."""
    whole = "sum(denominator)" if one.is_rate else "null"
    among, codes = asked.among
    is_apart = asked.parted or not one.pooled
    parts, only = "[]", "$part in ('all', breakdown)" if is_apart else "$part is not null"
    if not one.pooled:
        filled = "numerator <> 0 or denominator <> 0" if one.is_rate else "numerator <> 0"
        parts = f"list(distinct breakdown) filter (where {filled})"
    rows = database.rows(
        f"""
        select {asked.key} as key, sum(numerator) as numerator, {whole} as denominator, {parts} as parts
        from ({completed(facts_sql(one, period), one)}) as facts
        where starts_with(area_code, $area) and length(area_code) >= $digits and month between $start and $end
          and {only} and ({among})
        group by {asked.key}
        """,
        {"area": asked.area_code, "digits": asked.digits, "part": asked.part, "start": period.start,
         "end": period.end, **codes},
    )
    return {(one.id, position, row["key"]): Sums(row["numerator"], row["denominator"], parts=tuple(row["parts"] or ()))
            for row in rows}


def _with_parts(wanted: Iterable[Indicator]) -> list[Indicator]:
    """The indicators that have facts: a combined score stands for its parts."""
    single: dict[str, Indicator] = {}
    for one in wanted:
        for each in [indicator(name) for _, name in one.combine] or [one]:
            single[each.id] = each
    return list(single.values())


def _covered(
    database: Rows, wanted: Iterable[Indicator], area_code: str, periods: Sequence[Period], digits: int | None = None
) -> Covered:
    """Where a ledger was kept, so that finding nothing means none at all: of the area, or of those with `digits`.

    Tables that every community sends monthly count by community; others by the span of the street's ledger.
    """
    counted = {one.id: tuple(_event_tables(one)) for one in _with_parts(wanted)}
    spans = reach.spans(database, area_code)
    known = {area_code} if digits is None else areas.codes(database, area_code, digits)
    inside: dict[tuple[tuple[str, ...], int], frozenset[str]] = {}
    for names in set(counted.values()):
        for position, period in enumerate(periods):
            places = set().union(*(_kept(table, period, spans.get(table, ())) for table in names))
            inside[names, position] = _inside(places, known)
    return {(name, position): inside[names, position]
            for name, names in counted.items() for position in range(len(periods))}


def _event_tables(one: Indicator) -> list[str]:
    """The ledgers whose keeping makes a nought of finding nothing."""
    return [name for name in sorted(one.tables) if contracts()[name].kind == "event" and one.zero_when_absent]


def _kept(table: str, period: Period, spans: Sequence[Span]) -> set[str]:
    """The communities (monthly tables) or streets (others) whose ledger covers part of the period."""
    if contracts()[table].reporting == "monthly":
        months = set(period.months())
        return {span.area_code for span in spans if not months.isdisjoint(span.months)}
    begun = _above(span.area_code for span in spans if span.first <= period.end)
    lasting = _above(span.area_code for span in spans if span.last >= period.start.replace(day=1))
    return {span.area_code[:9] for span in spans} & begun & lasting


def _above(codes: Iterable[str]) -> set[str]:
    """The streets and districts of these areas."""
    return {code[:digits] for code in codes for digits in (areas.DIGITS["district"], areas.DIGITS["street"])}


def _inside(places: set[str], known: set[str]) -> frozenset[str]:
    """The known areas that lie in, or hold, one of the places."""
    of_known, lengths = {len(code) for code in known}, {len(place) for place in places}
    holders = {place[:digits] for place in places for digits in of_known}
    return frozenset(code for code in known
                     if code in holders or any(code[:digits] in places for digits in lengths))


def _area_name(database: Rows, area_code: str) -> str:
    """What the area is called today; its code where nobody knows it."""
    area = areas.get(database, area_code)
    return area.name if area else area_code
