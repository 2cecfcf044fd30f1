"""Fair comparison: which areas differ from the average by more than chance, given the size of their base.

Funnel plots after D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24
(2005): limits of 95 % and 99.8 % round the common rate, from the exact binomial or Poisson distribution, interpolated;
over-dispersion as a factor φ of the variance, estimated from winsorised z-scores. The upper limits mirror the lower
ones, so that a rate and its complement come to the same verdict. Ties in a ranking: intervals after Wilson (1927).
"""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, lgamma, log, sqrt
from statistics import NormalDist
from typing import Literal

import numpy as np

from data.database import Database
from data.language import Label, label
from queries import series
from queries.catalogue import ALL, Indicator
from queries.households import per_1000_households
from queries.periods import Period
from queries.series import Value

INNER, OUTER = 0.95, 0.998
WINSORISED = 0.1  # of the z-scores at each end, at least one
RANKS_SHOWN = 6  # of the first and of the last areas, where there are many
FEWEST = 5  # areas with a base that is large enough
EXACT = 1000  # up to this base, or this count, the exact distribution is added up
FURTHEST = 7.0  # standard deviations beyond which exact tails are lost in rounding

Distribution = Literal["binomial", "poisson"]
Place = Literal["far_above", "above", "within", "below", "far_below"]
PLACES: tuple[Place, ...] = ("far_above", "far_below", "above", "below")  # outside, as a sentence names them
FAR = PLACES[:2]
NEAR_NAMED = 3  # areas that are only somewhat above or below: of more a sentence gives the number
_NORMAL = NormalDist()


@dataclass(frozen=True)
class Band:
    """The limits for one base: 95 % inside, 99.8 % outside, in the unit of the indicator."""

    inner: tuple[float, float]
    outer: tuple[float, float]


@dataclass(frozen=True)
class Spot:
    """One area: its value, the limits for its base, and where it lies; None where its base is too small to say."""

    value: Value
    band: Band
    place: Place | None

    @property
    def good(self) -> bool | None:
        """Whether it lies outside on the right side; None inside, or where neither side is better."""
        better = self.value.indicator.better
        if self.place in (None, "within") or better == "none":
            return None
        return self.place in ("above", "far_above") if better == "higher" else self.place in ("below", "far_below")


@dataclass(frozen=True)
class Funnel:
    """The areas of one level against their common rate; or `why` they are not compared.

    `spread` is φ: 1 where the areas differ no more than chance would have it. `apart` have no value, or only about.
    """

    indicator: Indicator
    level: str
    period: Period
    spots: tuple[Spot, ...] = ()
    apart: tuple[Value, ...] = ()
    common: float | None = None
    spread: float = 1.0
    distribution: Distribution | None = None
    why: Label | None = None

    def at(self, *places: Place) -> list[Spot]:
        """The areas in one of the places, the furthest from the common rate first."""
        found = [one for one in self.spots if one.place in places]
        return sorted(found, key=lambda one: -abs((one.value.value or 0.0) - (self.common or 0.0)))

    def band(self, base: float) -> Band:
        """The limits for any base, for drawing the funnel."""
        assert self.common is not None and self.distribution is not None
        scale = self.indicator.scale
        inner, outer = limits(self.distribution, self.common / scale, base, self.spread)
        return Band((inner[0] * scale, inner[1] * scale), (outer[0] * scale, outer[1] * scale))

    def sentence(self, language: str = "zh") -> str:
        """8个社区中，按时办结率显著低于平均的有北关社区，其余7个与平均水平无显著差异."""
        said = {"title": self.indicator.title, "level": label(f"charts.level_{self.level}")}
        if self.why is not None:
            return label("funnel.not_compared", why=self.why, **said).text(language)
        judged = sum(one.place is not None for one in self.spots)
        told = [label(f"funnel.{place}_count", count=len(self.at(place))).text(language) if self._is_long(place)
                else self._told(place, language) for place in PLACES if self.at(place)]
        comma = label("funnel.comma").text(language)
        rest = judged - len(self.at(*PLACES))
        key = "funnel.all_alike" if not told else "funnel.sentence"
        return label(key, count=judged, rest=rest, groups=comma.join(told), **said).text(language)

    def only_counted(self, language: str = "zh") -> list[str]:
        """略高、需留意的有…: the names that the sentence only counts, group by group."""
        return [self._told(place, language) for place in PLACES if self._is_long(place)]

    def _is_long(self, place: Place) -> bool:
        return place not in FAR and len(self.at(place)) > NEAR_NAMED

    def _told(self, place: Place, language: str) -> str:
        names = _listed([one.value.area_name for one in self.at(place)], language)
        return label(f"funnel.{place}", names=names).text(language)


def funnel(
    database: Database, name: str, area_code: str, period: Period, level: str, part: str = ALL
) -> Funnel:
    """The areas of that level in the area; a count is compared per 1,000 households where that is fair."""
    values = series.by_area(database, name, area_code, period, level, part)
    if values and not values[0].indicator.is_rate:
        values = per_1000_households(database, values)
    one = values[0].indicator if values else series.indicator(name)
    known = [each for each in values if _is_known(each)]
    apart = tuple(each for each in values if not _is_known(each))
    base = Funnel(one, level, period, apart=apart)
    distribution = _distribution(known)
    if (why := _not_fair(one, known, distribution)) is not None or distribution is None:
        return Funnel(one, level, period, apart=apart, why=why)
    tops, bases = [each.numerator or 0.0 for each in known], [each.denominator or 0.0 for each in known]
    rate = sum(tops) / sum(bases)
    sized = [(top, below) for each, top, below in zip(known, tops, bases, strict=True) if not each.small_base]
    spread = dispersion([z_score(distribution, top, below, rate) for top, below in sized])
    found = Funnel(one, level, period, (), apart, rate * one.scale, spread, distribution, base.why)
    spots = [Spot(each, band := found.band(below), None if each.small_base else _place(each.value or 0.0, band))
             for each, below in zip(known, bases, strict=True)]
    return Funnel(one, level, period, tuple(spots), apart, found.common, spread, distribution)


@lru_cache(maxsize=10_000)  # the grids of a city have the same few bases
def limits(
    distribution: Distribution, rate: float, base: float, spread: float = 1.0
) -> tuple[tuple[float, float], tuple[float, float]]:
    """The 95 % and 99.8 % limits of a share (or of counts per unit of the base) whose common value is `rate`."""
    found = []
    for inside in (INNER, OUTER):
        wide = _NORMAL.inv_cdf(0.5 + inside / 2) * sqrt(spread)
        found.append(_limits(distribution, rate, base, wide))
    inner, outer = found  # on a tiny base the one may be exact and the other, beyond exact tails, the normal one
    return inner, (min(inner[0], outer[0]), max(inner[1], outer[1]))


def z_score(distribution: Distribution, top: float, base: float, rate: float) -> float:
    """How many standard deviations a value lies from the common rate, by chance alone."""
    variance = rate * (1 - rate) / base if distribution == "binomial" else rate / base
    return (top / base - rate) / sqrt(variance)


def dispersion(scores: Sequence[float]) -> float:
    """φ: the mean square of the winsorised z-scores, where that is more than chance; else 1."""
    ordered = sorted(scores)
    cut = min(ceil(WINSORISED * len(ordered)), (len(ordered) - 1) // 2)
    low, high = ordered[cut], ordered[-1 - cut]
    squares = [min(max(one, low), high) ** 2 for one in ordered]
    return max(sum(squares) / len(squares), 1.0)


def wilson(top: float, base: float, inside: float = INNER) -> tuple[float, float]:
    """The interval of a share after Wilson, between 0 and 1."""
    z = _NORMAL.inv_cdf(0.5 + inside / 2)
    share, square = top / base, z * z / base
    middle, half = share + square / 2, z * sqrt(share * (1 - share) / base + square / (4 * base))
    return max((middle - half) / (1 + square), 0.0), min((middle + half) / (1 + square), 1.0)


def ranks(ranked: Sequence[Value], parts: Mapping[str, Sequence[Value]] | None = None) -> dict[str, tuple[int, int]]:
    """Area code -> best and worst rank that its interval allows, of shares in order; empty for what is no share.

    An area is ahead of another only where their intervals do not overlap; the others are ties. Of a combined score
    `parts` are the shares of each area that it is made of, in its order.
    """
    if not ranked:
        return {}
    intervals = [_interval(one, (parts or {}).get(one.area_code, ())) for one in ranked]
    sign = -1 if ranked[0].indicator.better == "lower" else 1
    spans = {one.area_code: sorted(sign * end for end in ends)
             for one, ends in zip(ranked, intervals, strict=True) if ends}
    if len(spans) < len(ranked):
        return {}
    return {
        code: (1 + sum(other[0] > span[1] for other in spans.values()),
               len(spans) - sum(other[1] < span[0] for other in spans.values()))
        for code, span in spans.items()
    }


def ranks_text(found: Mapping[str, tuple[int, int]], name_of: Callable[[str], str], language: str = "zh") -> str:
    """名次区间：新华社区第1—3名、…; one sentence where all are ties, nothing where there are no intervals."""
    if len(found) < 2:
        return ""
    if len(set(found.values())) == 1:
        return label("funnel.all_tied", count=len(found)).text(language)
    shown = [label("funnel.rank" if first < last else "funnel.rank_one", area=name_of(code), first=first,
                   last=last).text(language) for code, (first, last) in found.items()]
    if len(shown) > 2 * RANKS_SHOWN:
        shown = [*shown[:RANKS_SHOWN], "⋯", *shown[-RANKS_SHOWN:]]
    return label("funnel.ties", ranks=_listed(shown, language)).text(language)


def parts_of_scores(
    database: Database, name: str, area_code: str, period: Period, level: str
) -> dict[str, list[Value]]:
    """Area code -> the values that its combined score is made of, in the score's order; empty for any other."""
    names = [part for _, part in series.indicator(name).combine]
    found: dict[str, list[Value]] = {}
    for one in series.by_areas(database, names, area_code, [period], level) if names else ():
        found.setdefault(one.area_code, []).append(one)
    return found


def _interval(one: Value, parts: Sequence[Value]) -> tuple[float, float] | None:
    """The interval of a share, or of a weighted sum of shares; None for what is neither.

    A sum's limits are as far from it as the root of the squared distances of its parts' limits: G. Y. Zou and
    A. Donner, Construction of confidence limits about effect measures, Statistics in Medicine 27 (2008).
    """
    if _is_share(one):
        return wilson(one.numerator or 0.0, one.denominator or 1.0)
    weights = [weight for weight, _ in one.indicator.combine]
    if not weights or len(parts) != len(weights) or not all(map(_is_share, parts)):
        return None
    low = high = middle = 0.0
    for weight, part in zip(weights, parts, strict=True):
        share = (part.numerator or 0.0) / (part.denominator or 1.0)
        ends = wilson(part.numerator or 0.0, part.denominator or 1.0)
        middle += weight * share
        low, high = low + (weight * (share - ends[0])) ** 2, high + (weight * (ends[1] - share)) ** 2
    return middle - sqrt(low), middle + sqrt(high)


def _is_known(one: Value) -> bool:
    return bool(one.value is not None and not one.bound and one.denominator)


def _is_share(one: Value) -> bool:
    return bool(one.indicator.is_percent and not one.indicator.independent and one.denominator and not one.bound
                and 0 <= (one.numerator or 0.0) <= one.denominator)


def _distribution(known: Sequence[Value]) -> Distribution | None:
    """How the values of areas would scatter by chance; None where nobody knows."""
    if known and all(_is_share(one) for one in known):
        return "binomial"
    counted = known and known[0].indicator.denominator_over_time == "last" and known[0].indicator.over_time == "sum"
    return "poisson" if counted and all((one.numerator or 0.0) % 1 == 0 for one in known) else None


def _not_fair(one: Indicator, known: Sequence[Value], distribution: Distribution | None) -> Label | None:
    if one.per_target:
        return label("why.per_target")
    if not one.pooled and (not known or known[0].breakdown == ALL):
        return label("why.never_pooled", breakdown=one.breakdown_title or one.title)
    if not known:
        return label("funnel.no_values")
    if not one.is_rate:
        return label("funnel.no_base")
    if distribution is None:
        return label("funnel.no_distribution")
    sized = [each for each in known if not each.small_base]
    if len(sized) < FEWEST:
        return label("funnel.too_few", count=len(sized), least=FEWEST)
    if len({(each.numerator or 0.0) / (each.denominator or 1.0) for each in known}) == 1:
        return label("funnel.no_difference")
    return None


def _place(value: float, band: Band) -> Place:
    if value > band.outer[1]:
        return "far_above"
    if value < band.outer[0]:
        return "far_below"
    return "above" if value > band.inner[1] else "below" if value < band.inner[0] else "within"


def _limits(distribution: Distribution, rate: float, base: float, wide: float) -> tuple[float, float]:
    """Lower and upper limit `wide` standard deviations off, exact where the base is small."""
    if distribution == "binomial":
        if base > EXACT or wide > FURTHEST:
            half = wide * sqrt(rate * (1 - rate) / base)
            return max(rate - half, 0.0), min(rate + half, 1.0)
        size = round(base)
        tail = _NORMAL.cdf(-wide)
        low = _lower(_binomial(size, rate), tail) / size
        return low, 1 - _lower(_binomial(size, 1 - rate), tail) / size
    expected = rate * base
    if expected > EXACT or wide > FURTHEST:
        half = wide * sqrt(rate / base)
        return max(rate - half, 0.0), rate + half
    chances, tail = _poisson(expected), _NORMAL.cdf(-wide)
    return _lower(chances, tail) / base, (len(chances) - 1 - _lower(chances[::-1], tail)) / base


def _lower(chances: Sequence[float], tail: float) -> float:
    """Where the chance of so few or fewer, interpolated between counts, comes to `tail`; at least 0."""
    below = 0.0
    for count, chance in enumerate(chances):
        if below + chance > tail:
            return max(count - (below + chance - tail) / chance, 0.0)
        below += chance
    return float(len(chances) - 1)


@lru_cache(maxsize=100)  # the inner and the outer limits ask for the same
def _binomial(size: int, rate: float) -> Sequence[float]:
    hits = np.arange(size + 1)
    ways = _LOG_FACTORIALS[size] - _LOG_FACTORIALS[:size + 1] - _LOG_FACTORIALS[size::-1]
    return np.exp(ways + hits * log(rate) + hits[::-1] * log(1 - rate)).tolist()


@lru_cache(maxsize=100)
def _poisson(expected: float) -> Sequence[float]:
    """Up to counts whose chance is beyond any tail that is asked for."""
    counts = np.arange(_beyond(expected) + 1)
    return np.exp(counts * log(expected) - expected - _LOG_FACTORIALS[:len(counts)]).tolist()


def _beyond(expected: float) -> int:
    return int(expected + 10 * sqrt(expected) + 40)


_LOG_FACTORIALS = np.array([lgamma(count + 1) for count in range(_beyond(EXACT) + 1)])


def _listed(names: Sequence[str], language: str) -> str:
    return label("charts.list_comma").text(language).join(names)
