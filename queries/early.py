"""未诉先办: where requests rise or come back beyond their own limits, and where next month's season is due.

A cell is a grid and a category. Its limit is what its own earlier months lead one to expect: the predictive
distribution of a Poisson count (negative binomial, Jeffreys' prior), with the category's season where two years show
one. Seasonal hot spots are told for communities, from two years at least, with the hit rate of the lists before.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from math import exp, log1p
from statistics import fmean
from typing import Any, Literal

import numpy as np

from data import areas
from data.by_grid import unpacked
from data.contracts import contracts
from data.database import Database
from data.language import Label, label
from queries import by_grid, counting, reach, sources
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
MONTHS = 3 * YEAR + 1  # that are counted, the month looked at last

Kind = Literal["rise", "repeats"]
Cell = tuple[str, str]  # area code and category
_Span = dict[str, Any]  # what is bound: area, first (day) and after (the day after the last)


@dataclass(frozen=True)
class Months:
    """How many there were of each place and category in each of the MONTHS, the month looked at last: counts has a row
    for each place, in it one for each category. A cell is a place and category that had any.
    """

    places: Sequence[str]
    categories: Sequence[str]
    counts: np.ndarray

    def by_category(self) -> Iterator[Cells]:
        """The cells of each category."""
        for at, category in enumerate(self.categories):
            yield Months(self.places, [category], self.counts[:, at: at + 1]).cells()

    def cells(self) -> Cells:
        """All cells, place by place."""
        place, category = np.nonzero(self.counts.any(axis=2))
        return Cells(lambda cell: (self.places[place[cell]], self.categories[category[cell]]),
                     self.counts[place, category])


@dataclass(frozen=True)
class Cells:
    """The counts of some cells, a row for each, and which cell a row is; most are never named."""

    name: Callable[[int], Cell]
    counts: np.ndarray


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
        key = "early.sentence" if len(self.warnings) > 1 else "early.sentence_one"
        return label(key, count=len(self.warnings), first=first, **said).text(language)

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
    month, names = Period(last, month_end(last), "month"), areas.names(database)
    name = names.get(area_code, area_code)
    first = _first(database, area_code)
    told = 0 if first is None else len(Period.between(first, last).months()) - 1 if first <= last else 0
    if told < LEAST:
        return Early(month, name, why=label("early.too_short", count=max(told, 0), least=LEAST))
    span: _Span = {"area": area_code, "first": add_months(last, 1 - MONTHS), "after": add_months(last, 1)}
    numbering = _Numbering(by_grid.numbers(database, area_code), _categories(database, area_code))
    looked_back = min(told, BACK)
    total = _monthly(database, span, numbering)
    warnings, by_chance = _rises(total, looked_back)
    warnings += _repeats(database, span, numbering, looked_back)
    warnings.sort(key=lambda one: (one.chance, -one.count, one.area_code, one.category))
    listed = Early(month, name, tuple(_named(database, warnings, names, last)), by_chance)
    return _with_hot_spots(_inside(total, "community").cells(), names, listed, told)


def _rises(found: Months, told: int) -> tuple[list[Alert], float]:
    """The cells with more than their limits, not yet named, and how many would be by chance; `told`: earlier months."""
    warnings, by_chance = list[Alert](), 0.0
    for own in _inside(found, "grid").by_category():
        season = _season(own.counts[:, -1 - told: -1].sum(axis=0).tolist())
        exposure = sum(season[back % YEAR] for back in range(1, told + 1))
        usual = _Usual(own.counts[:, -1 - told: -1].sum(axis=1), exposure, season[0], FEWEST)
        warnings += _beyond("rise", own.name, own.counts[:, -1], usual)
        by_chance += usual.by_chance
    return warnings, by_chance


def _repeats(database: Database, span: _Span, numbering: _Numbering, told: int) -> list[Alert]:
    """The cells with more repeats in the last months than their limits, not yet named."""
    before = told + 1 - RECENT
    found = _counted(database, "repeat_count", numbering, {**span, "first": add_months(span["after"], -told - 1)})
    in_grids = found.only(numbering.is_grid[found.place])
    is_recent = in_grids.month[in_grids.row] >= before
    counts = in_grids.only(is_recent).per_cell(numbering)
    some = np.flatnonzero(counts > _limit(Expected(0, before, RECENT), COME_BACK))  # with more seen it is higher
    seen = in_grids.only(~is_recent).per_cell(numbering)[some]
    return _beyond("repeats", lambda at: numbering.name(int(some[at])), counts[some],
                   _Usual(seen, before, RECENT, COME_BACK))


class _Usual:
    """What is expected of many cells: what so many saw before is reckoned once."""

    def __init__(self, seen: np.ndarray, before: float, ahead: float, fewest: int) -> None:
        different, self._which = np.unique(seen, return_inverse=True)
        self._expected = [Expected(int(one), before, ahead) for one in different]
        self._limits = [_limit(one, fewest) for one in self._expected]
        beyond = [one.chance_beyond(limit) for one, limit in zip(self._expected, self._limits, strict=True)]
        self.by_chance = float(np.array(beyond)[self._which].sum())  # warnings that chance alone would give

    @property
    def limits(self) -> np.ndarray:
        """Cell by cell, the largest count that gives no warning."""
        return np.array(self._limits, int)[self._which]

    def of(self, at: int) -> tuple[Expected, int]:
        """What is expected of one cell, and its limit."""
        return self._expected[self._which[at]], self._limits[self._which[at]]


def _limit(usual: Expected, fewest: int) -> int:
    """The largest count that gives no warning."""
    return max(usual.limit, fewest - 1)


def _beyond(kind: Kind, name: Callable[[int], Cell], counts: np.ndarray, usual: _Usual) -> list[Alert]:
    return [_alert(kind, name(at), int(counts[at]), *usual.of(at))
            for at in map(int, np.flatnonzero(counts > usual.limits))]


def _alert(kind: Kind, cell: Cell, count: int, usual: Expected, limit: int) -> Alert:
    return Alert(kind, cell[0], cell[0], cell[1], count, usual.mean, limit, usual.chance_beyond(count - 1))


def _season(earlier: Sequence[int]) -> list[float]:
    """How much busier than usual a category is in the last month, the month before it, … a year back.

    1 for every month where two years do not show it.
    """
    if len(earlier) < BACK or sum(earlier) < SEASONED:
        return [1.0] * YEAR
    usual = sum(earlier) / len(earlier)
    return [max(fmean(earlier[-back % YEAR:: YEAR]) / usual, 0.2) for back in range(YEAR)]


def _named(database: Database, alerts: Sequence[Alert], names: Mapping[str, str], last: date) -> Iterator[Alert]:
    """The alerts with their areas' names and their records, the newest first."""
    if not alerts:
        return
    is_back = any(one.kind == "repeats" for one in alerts)  # else the last month alone is looked through
    rows = database.rows(
        """
        with asked as (
            select unnest($positions::integer[]) as position, unnest($codes::varchar[]) as code,
                   unnest($categories::varchar[]) as category, unnest($kinds::varchar[]) = 'repeats' as come_back
        ),
        found as (  -- which ones first: all that is told of each would be read for every row looked through
            select service_request.rowid as place, position
            from service_request
            inner join asked
                on substr(area_code, 1, $digits) = code and coalesce(service_request.category, '未填') = asked.category
            where received_at >= $first and received_at < $after and (received_at >= $last or is_repeat)
              and list_contains($codes::varchar[], substr(area_code, 1, $digits))  -- once a code, not once a row
              and case when come_back then is_repeat else received_at >= $last end
        )
        select position, request_no, received_at, status, coalesce(is_repeat, false) as is_repeat, sheet, row_number
        from service_request inner join found on service_request.rowid = found.place
        order by received_at desc, request_no
        """,
        {"positions": list(range(len(alerts))), "codes": [one.area_code for one in alerts],
         "categories": [one.category for one in alerts], "kinds": [one.kind for one in alerts],
         "digits": areas.DIGITS["grid"], "first": add_months(last, 1 - RECENT) if is_back else last, "last": last,
         "after": add_months(last, 1)},
    )
    records: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        records[row.pop("position")].append(row)
    for at, one in enumerate(alerts):
        name, community = names.get(one.area_code, one.area_code), names.get(one.area_code[:12], "")
        full = name if name.startswith(community) else community + name
        yield replace(one, area_name=full, records=tuple(records[at]))


def _with_hot_spots(total: Cells, names: Mapping[str, str], found: Early, told: int) -> Early:
    """The list with the hot spots of the month that follows; `total` is by community."""
    following = add_months(found.month.start, 1)
    after = Period(following, month_end(following), "month")
    if told + 1 < BACK:
        why = label("early.too_short_hot", count=told + 1, least=BACK)
        return replace(found, following=after, why_no_hot=why)
    spots = [(*total.name(cell), times, counts) for cell, times, counts in _hot_spots(total, MONTHS)]
    hot = tuple(HotSpot(code, names.get(code, code), category, times, counts)
                for code, category, times, counts in spots)
    lists = [MONTHS - back for back in range(1, told + 2 - BACK)][:YEAR]
    return replace(found, following=after, hot=hot, hits=_hits(total, lists))


def _hot_spots(total: Cells, at: int) -> list[tuple[int, float, tuple[int, ...]]]:
    """The cells that were busy in the month at this place in each of the two years before it, the busiest first."""
    usual = total.counts[:, at - BACK: at].sum(axis=1) / BACK
    same = total.counts[:, [at - 2 * YEAR, at - YEAR]]
    busy = (usual > 0) & (same.sum(axis=1) >= 2 * HOT_FEWEST) & (same.min(axis=1) >= HOT * usual)
    found: list[tuple[int, float, tuple[int, ...]]] = []
    for cell in map(int, np.flatnonzero(busy)):
        counts, mean = tuple(same[cell].tolist()), float(usual[cell])
        if _poisson_at_least(sum(counts), mean * len(counts)) <= HOT_LEVEL:
            found.append((cell, sum(counts) / len(counts) / mean, counts))
    return sorted(found, key=lambda each: (-each[1], total.name(each[0])))[:HOTTEST]


def _hits(total: Cells, places: Sequence[int]) -> Hits | None:
    """How the lists of the months at those places would have fared."""
    lists = listed = hit = busy = cells = 0
    for at in places:
        spots = [cell for cell, _, _ in _hot_spots(total, at)]
        is_busier = total.counts[:, at] * BACK > total.counts[:, at - BACK: at].sum(axis=1)
        lists, listed, hit = lists + bool(spots), listed + len(spots), hit + int(is_busier[spots].sum())
        busy, cells = busy + int(is_busier.sum()), cells + len(total.counts)
    return Hits(lists, listed, hit, busy / cells) if cells else None


def _poisson_at_least(count: int, mean: float) -> float:
    below, chance = 0.0, exp(-mean)
    for at in range(count):
        below += chance
        chance *= mean / (at + 1)
    return max(1.0 - below, 0.0)


def _monthly(database: Database, span: _Span, numbering: _Numbering) -> Months:
    """Requests of every place and category, month by month, the last month last; what is in no grid by its community.

    They are those of `request_count`, which has counted them by grid, month and category.
    """
    found = _counted(database, "request_count", numbering, span)
    places, categories = numbering.places, numbering.categories
    counts = found.per_cell(numbering, MONTHS)
    return Months(places, categories, counts.reshape((len(places), len(categories), MONTHS)))


@dataclass(frozen=True)
class _Counts:
    """Counts of grids: of each its place, how many, and in which row it stood; of each row the category and how many
    months after the first it was. All by number.
    """

    place: np.ndarray
    count: np.ndarray
    row: np.ndarray
    category: np.ndarray
    month: np.ndarray

    def only(self, chosen: np.ndarray) -> _Counts:
        return replace(self, place=self.place[chosen], count=self.count[chosen], row=self.row[chosen])

    def per_cell(self, numbering: _Numbering, months: int = 1) -> np.ndarray:
        """Added up for each cell, of several months month by month."""
        inside = self.category * months + (self.month if months > 1 else 0)
        flat = self.place * (len(numbering.categories) * months) + inside[self.row]
        return np.bincount(flat, self.count, numbering.size * months).astype(np.int32)


@dataclass(frozen=True)
class _Numbering:
    """Tells cells by numbers. A place is a grid, or an area in no grid of which something was counted."""

    grids: by_grid.Numbers
    categories: Sequence[str]

    @property
    def places(self) -> Sequence[str]:
        return self.grids.codes

    @property
    def size(self) -> int:
        return len(self.places) * len(self.categories)

    @cached_property
    def is_grid(self) -> np.ndarray:
        """Of each place whether it is a grid."""
        return np.array([len(code) >= areas.DIGITS["grid"] for code in self.places], bool)

    def name(self, cell: int) -> Cell:
        place, category = divmod(cell, len(self.categories))
        return self.places[place], self.categories[category]


def _counted(database: Database, indicator: str, numbering: _Numbering, span: _Span) -> _Counts:
    """What was counted in the area from its first day to before the one after it, by grid, month and category."""
    found = database.columns(
        """
        select month, list_position($categories::varchar[], breakdown) - 1 as category, grids
        from grid_counts
        where indicator = $indicator and starts_with(area_code, $street) and month >= $first and month < $after
            and list_contains($categories::varchar[], breakdown)  -- one that came since would have no number
        """,
        {"indicator": indicator, "street": span["area"][:areas.DIGITS["street"]], "categories": numbering.categories,
         "first": span["first"], "after": span["after"]},
    )
    packed, row = counting.lists(found["grids"])
    months = (counting.numbers(found["month"]).astype("datetime64[M]") - np.datetime64(span["first"], "M")).astype(int)
    number, count = unpacked(np.from_dlpack(packed))
    place = numbering.grids.places(number)
    counts = _Counts(place, count, row, counting.numbers(found["category"]), months)
    return counts if place.min(initial=0) >= 0 else counts.only(place >= 0)


def _categories(database: Database, area_code: str) -> list[str]:
    """The categories of all requests of the area's street (or district), from what is added up already."""
    street = areas.DIGITS["street"]
    rows = database.rows(
        """
        select distinct breakdown from indicator_rollup
        where digits = ? and by_part and indicator = 'request_count' and origin = 'event' and starts_with(area_code, ?)
        """,
        [street, area_code[:street]],
    )
    return sorted(row["breakdown"] for row in rows)


def _inside(found: Months, level: str) -> Months:
    """The areas of one level, all that lies deeper added up."""
    digits = areas.DIGITS[level]
    rows = [at for at, code in enumerate(found.places) if len(code) >= digits]
    inside = [found.places[at][:digits] for at in rows]
    begins = [at for at, code in enumerate(inside) if at == 0 or code != inside[at - 1]]
    counts = found.counts[rows] if len(rows) < len(found.places) else found.counts
    if len(begins) < len(rows):
        counts = np.add.reduceat(counts, begins, axis=0)
    return Months([inside[at] for at in begins], found.categories, counts)


def _first(database: Database, area_code: str) -> date | None:
    """The first month of the street's ledger of requests."""
    kept = reach.spans(database, area_code).get("service_request", ())
    return min((one.first for one in kept if one.area_code.startswith(area_code[:9])), default=None)


@cache
def category_name(category: str) -> Label:
    """What a category is called in both languages."""
    words = contracts()["service_request"].field("category").enum
    return next((one.label for one in words if one.value == category), Label(category, category))
