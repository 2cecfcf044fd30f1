"""Where the year will end: at this pace and with the seasons of earlier years, with a range and its past error.

The sums are those of queries/projection.py. Silent below 18 months of data, without a whole earlier year, in the first
two months of a year, and for stocks, which are no sum of months.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from data.database import Database
from data.language import Label, label
from queries import projection, series, sources, targets
from queries.catalogue import ALL, Indicator
from queries.periods import Period, add_months, month_end
from queries.projection import Projection
from queries.series import Value

LEAST = 18  # months of data
FIRST = 3  # months of the year
YEARS = 4  # earlier years that are looked at
YEAR = 12
WHOLE = 100.0  # per cent of a task
TELLING = 4  # tests of the past from which a mean error tells something, and a range can hold eight in ten of them
SURE = 0.95  # beyond this a chance is only said to be beyond it


@dataclass(frozen=True)
class Tested:
    """The same projection made in the past: how often, how far off on average, how often within its range.

    Each range is as it would have been told then, with no more than was known then. Spans of twelve months that follow
    one another month by month share eleven of them. `error` is in per cent of the value for counts, in points for rates
    of per cent, else in the indicator's unit; `widened`: how many times as wide its misses make today's range.
    """

    count: int
    within: int
    error: float
    widened: float = 1.0


@dataclass(frozen=True)
class Outlook:
    """The year's end of one indicator and area, in the indicator's unit; or `why` nothing is said.

    `so_far` is the value of the months told, `low` to `high` holds the year's end eight times in ten. `target` is the
    annual target or the standing one of a rate, `chance` how likely it is met. `needed`: what each month still to come
    must bring, by its season; of a rate the rate that all of them together must have, None when no rate would do.
    """

    indicator: Indicator
    area_code: str
    area_name: str
    year: int
    months: int = 0
    so_far: float | None = None
    expected: float | None = None
    low: float | None = None
    high: float | None = None
    target: float | None = None
    chance: float | None = None
    needed: tuple[tuple[date, float], ...] = ()
    is_out_of_reach: bool = False
    tested: Tested | None = None
    why: Label | None = None

    def amount(self, number: float | None, language: str = "zh") -> str:
        """A number of this indicator as it is printed."""
        if number is None:
            return label("value.nothing").text(language)
        one = self.indicator
        text = series.number(number, one.decimals if one.is_rate else int(abs(number) < 10 and number % 1 != 0))
        unit = one.unit.text(language)
        return f"{text}%" if one.is_percent else f"{text}{unit}" if language == "zh" else f"{text} {unit}"

    def sentence(self, language: str = "zh") -> str:
        """全年预计4,210件（80%可能在4,050件—4,370件）；完成全年目标4,000件的可能性约85%；以往误差."""
        if self.expected is None:
            why = self.why or label("why.no_data")
            return label("outlook.silent", title=self.indicator.title, area=self.area_name, why=why).text(language)
        ends = {name: self.amount(getattr(self, name), language) for name in ("so_far", "expected", "low", "high")}
        said = [label("outlook.expected", title=self.indicator.title, area=self.area_name, year=self.year,
                      months=self.months, **ends).text(language)]
        if self.target is not None:
            said += [self._of_target(language)]
        said.append(self.past_error(language))
        return label("outlook.semicolon").text(language).join(said)

    def _of_target(self, language: str) -> str:
        target = self.amount(self.target, language)
        if self.is_out_of_reach:
            return label("outlook.out_of_reach", target=target).text(language)
        if not self.needed:
            return label("outlook.target", target=target, chance=chance_text(self.chance, language)).text(language)
        amounts = [amount for _, amount in self.needed]
        key = "outlook.target_rate" if self.indicator.is_rate else "outlook.target_needed"
        mean = self.amount(sum(amounts) / len(amounts), language)
        return label(key, target=target, chance=chance_text(self.chance, language), count=len(amounts),
                     needed=mean).text(language)

    def past_error(self, language: str = "zh") -> str:
        """用以往数据逐月回测13次，平均误差2.1%，11次落在区间内; or that there are too few months to say much."""
        if self.tested is None:
            return label("outlook.untested").text(language)
        key = "outlook.tested" if self.tested.count >= TELLING else "outlook.tested_little"
        return label(key, count=self.tested.count, error=self.error_text(language),
                     within=self.tested.within).text(language)

    def widened_text(self, language: str = "zh") -> str:
        """How much wider the past made the range; empty where it did not."""
        if self.tested is None or round(self.tested.widened, 1) <= 1:
            return ""
        return label("outlook.widened", times=f"{self.tested.widened:.1f}").text(language)

    def error_text(self, language: str = "zh") -> str:
        """The mean error of the same projection in the past: 2.1%, 0.2个百分点; a dash where none was made."""
        if self.tested is None:
            return "—"
        one, error = self.indicator, self.tested.error
        unit = label("explain.points").text(language) if one.is_percent else one.unit.text(language)
        return f"{error:.1f}" + (unit if one.is_rate and language == "zh" else f" {unit}" if one.is_rate else "%")


def chance_text(chance: float | None, language: str = "zh") -> str:
    """约85%, 不到5%, 95%以上: to the nearest five per cent, for it is no more exact."""
    if chance is None:
        return label("value.nothing").text(language)
    if chance > SURE or chance < 1 - SURE:
        return label("outlook.nearly_sure" if chance > SURE else "outlook.hardly").text(language)
    return label("outlook.about", chance=5 * round(chance * 20)).text(language)


def outlook(database: Database, name: str, area_code: str, period: Period, part: str = ALL) -> Outlook:
    """The end of the period's year as it looks at the period's end."""
    one = series.indicator(name)
    end = _last_month(database, one, area_code, period)
    first = date(end.year - YEARS, 1, 1)
    months = [Period(month, month_end(month), "month") for month in Period.between(first, month_end(end)).months()]
    year = Period(date(end.year, 1, 1), month_end(end), "ytd")
    *values, so_far = series.values(database, [name], area_code, [*months, year], part)
    base = Outlook(one, area_code, values[-1].area_name, end.year, end.month)
    if (why := _too_little(values, end)) is not None:
        return replace(base, why=why)
    found, tested = projected(values, end.month)
    if found is None:
        return replace(base, why=label("outlook.nothing_to_go_by"))
    if found.error <= 0:
        return replace(base, why=label("outlook.no_spread"))
    low = max(found.low, so_far.value or 0.0) if not one.is_rate else found.low
    high = min(found.high, 100.0) if one.is_percent else found.high
    known = replace(base, so_far=so_far.value, expected=found.expected, low=min(max(low, 0.0), found.expected),
                    high=high, tested=tested)
    return _with_target(known, found, values, _target(database, one, area_code, year))


def projected(values: Sequence[Value], months: int) -> tuple[Projection | None, Tested | None]:
    """The year's end from the values of months, of which the last so many are this year's; its range is as wide as the
    past asks for. None where there is nothing to go by, or nothing to test it with.
    """
    one = values[-1].indicator
    found, tested = _project(one, *_years(values, months)), _tested(one, values, months)
    return found and found.widened(tested.widened if tested else 1.0), tested


def _last_month(database: Database, one: Indicator, area_code: str, period: Period) -> date:
    """The first day of the last month that is told to its end and does not move any more."""
    last = period.end.replace(day=1)
    covered = sources.as_of(database, area_code) or period.end
    if last <= covered < month_end(last):
        last = add_months(last, -1)
    return min(last, add_months(covered.replace(day=1), -one.settling)) if one.settling else last


def _too_little(values: Sequence[Value], end: date) -> Label | None:
    one, known = values[0].indicator, [each for each in values if each.value is not None]
    if one.per_target:
        return label("why.per_target")
    if one.combine:
        return label("outlook.combined")
    if one.over_time == "last":
        return label("outlook.stock")
    if not one.pooled and values[0].breakdown == ALL:
        return label("why.never_pooled", breakdown=one.breakdown_title or one.title)
    if end.month == YEAR:
        return label("outlook.year_is_over")
    if len(known) < LEAST:
        return label("outlook.too_short", count=len(known), least=LEAST)
    if end.month < FIRST:
        return label("outlook.too_early", least=FIRST)
    if any(each.value is None for each in values[-end.month:]):
        return label("outlook.gap")
    if any(each.bound for each in known):
        return label("why.uncertain")
    if any((each.numerator or 0.0) < 0 for each in known):
        return label("outlook.below_zero")
    if not _years(values, end.month)[1]:
        return label("outlook.no_whole_year")
    return None


def _years(values: Sequence[Value], months: int) -> tuple[list[Value], list[list[Value]]]:
    """The months of the year under way, and the whole years before it that follow one another."""
    done = list(values[-months:])
    past: list[list[Value]] = []
    rest = list(values[:-months])
    while len(rest) >= YEAR and all(each.value is not None for each in rest[-YEAR:]):
        past.insert(0, rest[-YEAR:])
        rest = rest[:-YEAR]
    return done, past


def _project(one: Indicator, done: Sequence[Value], past: Sequence[Sequence[Value]]) -> Projection | None:
    """The year's end in the indicator's unit."""
    if not one.is_rate:
        return projection.of_counts([_top(each) for each in done], [[_top(each) for each in year] for year in past])
    scale = one.scale
    if one.independent:  # what happened in the year over what there is at its end
        found = projection.of_counts([_top(each) for each in done], [[_top(each) for each in year] for year in past])
        scale /= done[-1].denominator or 1.0
    else:
        found = projection.of_rates([_month(each) for each in done], [[_month(each) for each in year] for year in past])
    return found and Projection(found.expected * scale, found.error * scale, found.freedom)


def _tested(one: Indicator, values: Sequence[Value], months: int) -> Tested | None:
    """What the same projection would have said of every span of twelve months that is over, the year's own included."""
    past = list(_past(one, values, months))
    if not past:
        return None
    misses = [found.miss(real) for _, found, real in past]
    within = 0
    for (end, found, real) in past:
        known = [miss for (over, *_), miss in zip(past, misses, strict=True) if over <= end - YEAR + months]
        within += found.widened(projection.widening(known)).miss(real) <= 1
    errors = [abs(found.expected - real) / (1.0 if one.is_rate else real / 100) for _, found, real in past]
    return Tested(len(past), within, sum(errors) / len(past), projection.widening(misses))


def _past(one: Indicator, values: Sequence[Value], months: int) -> Iterator[tuple[int, Projection, float]]:
    """Every projection of the past that something could be said with: when its year was over, and how that ended."""
    known = list(values)
    while known and known[0].value is None:
        known.pop(0)
    for end in range(2 * YEAR, len(known) + 1):
        year = known[end - YEAR: end]
        before = _years(known[: end - YEAR + months], months)[1]
        if not before or any(each.value is None for each in year):
            continue
        found, real = _project(one, year[:months], before), _real(one, year)
        if found is not None and found.error > 0 and real is not None:
            yield end, found, real


def _real(one: Indicator, year: Sequence[Value]) -> float | None:
    top = sum(_top(each) for each in year)
    if not one.is_rate:
        return top or None
    base = (year[-1].denominator if one.independent else sum(each.denominator or 0.0 for each in year)) or 0.0
    return one.scale * top / base if base else None


def _target(database: Database, one: Indicator, area_code: str, year: Period) -> float | None:
    """The annual target of the area, of a share of a task all of it; else the standing one of a rate."""
    task = targets.tasks(database, [one], area_code, year).get(one.id)
    return one.target if task is None else WHOLE if one.task else task.annual


def _with_target(known: Outlook, found: Projection, values: Sequence[Value], target: float | None) -> Outlook:
    """The outlook with the chance to meet the target and what is needed for it."""
    if target is None:
        return known
    one = known.indicator
    is_down = one.better == "lower"
    above = found.chance_above(target)
    met = replace(known, target=target, chance=1 - above if is_down else above)
    done, past = _years(values, known.months)
    to_come = [add_months(date(known.year, known.months, 1), at) for at in range(1, YEAR - known.months + 1)]
    if not one.is_rate:
        gap = max(target - sum(_top(each) for each in done), 0.0)
        if is_down or not gap:
            return met
        usual = [sum(_top(year[month.month - 1]) for year in past) for month in to_come]
        return replace(met, needed=tuple((month, gap * each / sum(usual))
                                         for month, each in zip(to_come, usual, strict=True)))
    bases = None if one.independent else projection.of_counts(
        [each.denominator or 0.0 for each in done], [[each.denominator or 0.0 for each in year] for year in past])
    if bases is None:
        return met
    base = sum(each.denominator or 0.0 for each in done)
    rate = (target / one.scale * bases.expected - sum(_top(each) for each in done)) / (bases.expected - base)
    rate *= one.scale
    if rate < 0 or (one.is_percent and rate > 100):
        return replace(met, is_out_of_reach=(rate > 100) != is_down)
    return replace(met, needed=tuple((month, rate) for month in to_come))


def _top(value: Value) -> float:
    return value.numerator or 0.0


def _month(value: Value) -> tuple[float, float]:
    return value.numerator or 0.0, value.denominator or 0.0
