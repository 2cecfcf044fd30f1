"""未诉先办: where requests rise or come back beyond their own limits, and where next month's season is due.

A cell is a grid and a category. Its limit is what its own earlier months lead one to expect: the predictive
distribution of a Poisson count (negative binomial, Jeffreys' prior), with the category's season where two years show
one. Seasonal hot spots are told for communities, from two years at least, with the hit rate of the lists before.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import exp, log1p
from typing import Any, Literal

from data import areas
from data.contracts import contracts
from data.database import Database
from data.language import Label, label
from queries import sources
from queries.periods import Period, add_months, month_end

LEVEL = 0.001  # how often a cell would be listed by chance
FEWEST = 3  # requests of a rise
COME_BACK = 2  # repeats
RECENT = 3  # months in which repeats are counted
LEAST = 12  # earlier months without which nothing is told
BACK = 24  # earlier months that are looked at
SEASONED = 120  # requests of a category in two years that show a season
HOT = 1.25  # times its usual month that a hot spot must be in every year
HOT_LEVEL = 0.05
HOT_FEWEST = 2.0  # requests in such a month on average
HOTTEST = 10
YEAR = 12

Kind = Literal["rise", "repeats"]
Cell = tuple[str, str]  # area code and category
Months = Mapping[Cell, Mapping[date, int]]


@dataclass(frozen=True)
class Alert:
    """One cell beyond its own limit. `usual` is what was to be expected, `chance` how likely so many are by chance."""

    kind: Kind
    area_code: str
    area_name: str
    category: str
    count: int
    usual: float
    limit: int
    chance: float
    records: tuple[dict[str, Any], ...] = ()

    @property
    def title(self) -> Label:
        return category_name(self.category)

    def sentence(self, language: str = "zh") -> str:
        """体育社区第3网格噪音扰民本月9件，按自身规律一般不超过4件."""
        return label(f"early.{self.kind}", area=self.area_name, category=self.title, count=self.count,
                     limit=self.limit, months=RECENT).text(language)


@dataclass(frozen=True)
class HotSpot:
    """A community and category that was busy in this month of every earlier year: `times` its usual month."""

    area_code: str
    area_name: str
    category: str
    times: float
    counts: tuple[int, ...]

    @property
    def title(self) -> Label:
        return category_name(self.category)


@dataclass(frozen=True)
class Hits:
    """How past lists fared: of `listed` cells `hit` were busier than usual; of all cells the share `by_chance` was."""

    lists: int
    listed: int
    hit: int
    by_chance: float


@dataclass(frozen=True)
class Early:
    """The warnings of a month, the strongest first, and the hot spots of the next one; or why there are none.

    `by_chance` is how many warnings pure chance would give in a month.
    """

    month: Period
    area_name: str
    warnings: tuple[Alert, ...] = ()
    by_chance: float = 0.0
    why: Label | None = None
    following: Period | None = None
    hot: tuple[HotSpot, ...] = ()
    hits: Hits | None = None
    why_no_hot: Label | None = None

    def sentence(self, language: str = "zh") -> str:
        """2026年10月有3个网格的诉求超出自身规律：…"""
        said = {"area": self.area_name, "month": self.month.label}
        if self.why is not None:
            return label("early.silent", why=self.why, **said).text(language)
        if not self.warnings:
            return label("early.none", **said).text(language)
        first = label("early.semicolon").text(language).join(one.sentence(language) for one in self.warnings[:3])
        return label("early.sentence", count=len(self.warnings), first=first, **said).text(language)

    def hits_text(self, language: str = "zh") -> str:
        """以往5期名单共20项，命中15项（75%）；全部组合中偏多的占48%."""
        if self.hits is None or not self.hits.listed:
            return label("early.untested").text(language)
        one = self.hits
        return label("early.hits", lists=one.lists, listed=one.listed, hit=one.hit, share=f"{one.hit / one.listed:.0%}",
                     chance=f"{one.by_chance:.0%}").text(language)


class Expected:
    """What a count will be, from `seen` in an exposure of `before` months, over `ahead` months."""

    def __init__(self, seen: float, before: float, ahead: float) -> None:
        self._shape, self._odds = seen + 0.5, ahead / (before + ahead)
        self.mean = self._shape * ahead / before

    @cached_property
    def limit(self) -> int:
        """The largest count that is not beyond the limit."""
        return next(count for count, above in self._tails() if above <= LEVEL)

    def chance_beyond(self, count: int) -> float:
        """How likely a count above this one is."""
        return next(above for at, above in self._tails() if at == count)

    def _tails(self) -> Iterator[tuple[int, float]]:
        """Every count with the chance of more than it."""
        chance = exp(self._shape * log1p(-self._odds))
        above, count = 1.0, 0
        while True:
            above = max(above - chance, 0.0)
            yield count, above
            chance *= (count + self._shape) / (count + 1) * self._odds
            count += 1


def early(database: Database, area_code: str, period: Period) -> Early:
    """The warnings of the period's last month that is told to its end, and the hot spots of the month after it."""
    last = period.end.replace(day=1)
    covered = sources.as_of(database, area_code) or period.end
    if last <= covered < month_end(last):
        last = add_months(last, -1)
    found, names = _monthly(database, area_code, "grid", last), areas.names(database)
    month = Period(last, month_end(last), "month")
    base = Early(month, names.get(area_code, area_code))
    first = _first(database, area_code)
    told = 0 if first is None else len(Period.between(first, last).months()) - 1 if first <= last else 0
    if told < LEAST:
        return Early(month, base.area_name, why=label("early.too_short", count=max(told, 0), least=LEAST))
    earlier = [add_months(last, -back) for back in range(1, min(told, BACK) + 1)]
    warnings, by_chance = _warnings(found, last, earlier)
    warnings.sort(key=lambda one: (one.chance, -one.count))
    warnings = [_named(database, one, names, last) for one in warnings]
    return _with_hot_spots(database, area_code, names, Early(month, base.area_name, tuple(warnings), by_chance), told)


def _warnings(found: dict[str, Months], last: date, earlier: Sequence[date]) -> tuple[list[Alert], float]:
    """The cells beyond their limits, not yet named, and how many would be by chance."""
    seasons = {category: _season(found["total"], category, earlier)
               for category in {category for _, category in found["total"]}}
    warnings, by_chance = [], 0.0
    for cell, months in found["total"].items():
        season = seasons[cell[1]]
        exposure = sum(season.get(month.month, 1.0) for month in earlier)
        expected = Expected(sum(months.get(month, 0) for month in earlier), exposure, season.get(last.month, 1.0))
        limit = max(expected.limit, FEWEST - 1)
        by_chance += expected.chance_beyond(limit)
        if (count := months.get(last, 0)) > limit:
            warnings.append(Alert("rise", *_places(cell), count, expected.mean, limit,
                                    expected.chance_beyond(count - 1)))
    recent = [add_months(last, -back) for back in range(RECENT)]
    before = [month for month in earlier if month not in recent]
    for cell, months in found["repeats"].items():
        expected = Expected(sum(months.get(month, 0) for month in before), len(before), RECENT)
        limit = max(expected.limit, COME_BACK - 1)
        if (count := sum(months.get(month, 0) for month in recent)) > limit:
            warnings.append(Alert("repeats", *_places(cell), count, expected.mean, limit,
                                    expected.chance_beyond(count - 1)))
    return warnings, by_chance


def _places(cell: Cell) -> tuple[str, str, str]:
    return cell[0], cell[0], cell[1]


def _season(total: Months, category: str, earlier: Sequence[date]) -> dict[int, float]:
    """How much busier than usual each month of the year is for a category; nothing where two years do not show it."""
    by_month: Counter[date] = Counter()
    for (_, each), months in total.items():
        if each == category:
            by_month.update({month: count for month, count in months.items() if month in earlier})
    if len(earlier) < BACK or sum(by_month.values()) < SEASONED:
        return {}
    usual = sum(by_month.values()) / len(earlier)
    return {month: max(sum(by_month[each] for each in earlier if each.month == month)
                       / (usual * sum(each.month == month for each in earlier)), 0.2) for month in range(1, 13)}


def _named(database: Database, one: Alert, names: Mapping[str, str], last: date) -> Alert:
    """The warning with the area's name and its records, the newest first."""
    first = last if one.kind == "rise" else add_months(last, 1 - RECENT)
    rows = database.rows(
        """
        select request_no, received_at, status, coalesce(is_repeat, false) as is_repeat, sheet, row_number
        from service_request
        where starts_with(area_code, $area) and coalesce(category, '未填') = $category
          and received_at >= $first and received_at < $after and ($every or is_repeat)
        order by received_at desc, request_no
        """,
        {"area": one.area_code, "category": one.category, "first": first, "after": add_months(last, 1),
         "every": one.kind == "rise"},
    )
    name, community = names.get(one.area_code, one.area_code), names.get(one.area_code[:12], "")
    full = name if name.startswith(community) else community + name
    return Alert(one.kind, one.area_code, full, one.category, one.count, one.usual, one.limit, one.chance,
                   tuple(rows))


def _with_hot_spots(
    database: Database, area_code: str, names: Mapping[str, str], found: Early, told: int
) -> Early:
    """The list with the hot spots of the month that follows."""
    last = found.month.start
    following = add_months(last, 1)
    after = Period(following, month_end(following), "month")
    values = {**vars(found), "following": after}
    if told + 1 < BACK:
        return Early(**values | {"why_no_hot": label("early.too_short_hot", count=told + 1, least=BACK)})
    total = _monthly(database, area_code, "community", last)["total"]
    hot = _hot_spots(total, following)
    lists = [add_months(following, -back) for back in range(1, told + 2 - BACK)][:YEAR]
    return Early(**values | {
        "hot": tuple(HotSpot(code, names.get(code, code), category, times, counts)
                     for (code, category), times, counts in hot),
        "hits": _hits(total, lists),
    })


def _hot_spots(total: Months, month: date) -> list[tuple[Cell, float, tuple[int, ...]]]:
    """The cells that were busy in this month of each of the two years before it, the busiest first."""
    earlier, same = [add_months(month, -back) for back in range(1, BACK + 1)], [
        add_months(month, -YEAR * back) for back in (2, 1)]
    found = []
    for cell, months in total.items():
        usual = sum(months.get(each, 0) for each in earlier) / len(earlier)
        counts = tuple(months.get(each, 0) for each in same)
        if not usual or sum(counts) < HOT_FEWEST * len(counts) or min(counts) < HOT * usual:
            continue
        if _poisson_at_least(sum(counts), usual * len(counts)) <= HOT_LEVEL:
            found.append((cell, sum(counts) / len(counts) / usual, counts))
    return sorted(found, key=lambda each: (-each[1], each[0]))[:HOTTEST]


def _hits(total: Months, months: Sequence[date]) -> Hits | None:
    """How the lists of those months would have fared."""
    lists = listed = hit = busy = cells = 0
    for month in months:
        spots = {cell for cell, _, _ in _hot_spots(total, month)}
        busier = {cell: _is_busier(counts, month) for cell, counts in total.items()}
        lists, listed = lists + bool(spots), listed + len(spots)
        hit += sum(busier[cell] for cell in spots)
        busy, cells = busy + sum(busier.values()), cells + len(busier)
    return Hits(lists, listed, hit, busy / cells) if cells else None


def _is_busier(months: Mapping[date, int], month: date) -> bool:
    usual = sum(months.get(add_months(month, -back), 0) for back in range(1, BACK + 1)) / BACK
    return months.get(month, 0) > usual


def _poisson_at_least(count: int, mean: float) -> float:
    below, chance = 0.0, exp(-mean)
    for at in range(count):
        below += chance
        chance *= mean / (at + 1)
    return max(1.0 - below, 0.0)


def _monthly(database: Database, area_code: str, level: str, last: date) -> dict[str, Months]:
    """Requests and repeats by cell and month, for three years up to that month."""
    rows = database.rows(
        """
        select substr(area_code, 1, $digits) as place, coalesce(category, '未填') as category,
               date_trunc('month', received_at)::date as month, count(*) as total,
               count(*) filter (where is_repeat) as repeats
        from service_request
        where starts_with(area_code, $area) and length(area_code) >= $digits
          and received_at >= $first and received_at < $after
        group by all
        """,
        {"digits": areas.DIGITS[level], "area": area_code, "first": add_months(last, -3 * YEAR),
         "after": month_end(last) + timedelta(days=1)},
    )
    found: dict[str, dict[Cell, dict[date, int]]] = {"total": defaultdict(dict), "repeats": defaultdict(dict)}
    for row in rows:
        for name in found:
            if row[name]:
                found[name][row["place"], row["category"]][row["month"]] = row[name]
    return {name: dict(cells) for name, cells in found.items()}


def _first(database: Database, area_code: str) -> date | None:
    """The first month of the street's ledger of requests."""
    return database.rows(
        "select min(month) as month from table_months where table_name = 'service_request'"
        " and starts_with(area_code, ?)", [area_code[:9]])[0]["month"]


def category_name(category: str) -> Label:
    """What a category is called in both languages."""
    words = contracts()["service_request"].field("category").enum
    return next((one.label for one in words if one.value == category), Label(category, category))
