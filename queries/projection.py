"""Where a year will end, from its months so far and the shape of earlier years.

Counts: the chain ladder of reserving with the quasi-Poisson error of A. E. Renshaw and R. J. Verrall, A stochastic
model underlying the chain-ladder technique (1998): what is to come is to what has come as in earlier years. Rates: the
same months' difference of earlier years added to the rate so far, weighted by the bases to come. The spread is
measured on the months themselves; the range uses Student's t. Nothing is fitted that a table of months does not show.

That spread knows months that scatter, and no level that shifts or drifts for good. So the range is held against what
the same projection missed in the past, and is widened until eight in ten of those years would have ended within it:
split conformal prediction with scores in units of the range (V. Vovk, A. Gammerman and G. Shafer, Algorithmic Learning
in a Random World, 2005; J. Lei and others, Distribution-free predictive inference for regression, Journal of the
American Statistical Association 113, 2018, section 5.2). It is never narrowed: a few quiet years prove little.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from math import atan, ceil, cos, pi, sin, sqrt

RANGE = 0.8  # how many years in ten end within the range
Month = tuple[float, float]  # numerator and denominator


@dataclass(frozen=True)
class Projection:
    """The year's end as expected, its standard error, and the degrees of freedom of that error."""

    expected: float
    error: float
    freedom: int

    @property
    def low(self) -> float:
        return self.expected - self._reach

    @property
    def high(self) -> float:
        return self.expected + self._reach

    @property
    def _reach(self) -> float:
        """From the middle of the range to its ends."""
        return student_quantile(0.5 + RANGE / 2, self.freedom) * self.error

    def miss(self, real: float) -> float:
        """How far off the real end was, in units of what the range reaches: 1 at its ends."""
        return abs(real - self.expected) / self._reach

    def widened(self, times: float) -> Projection:
        """With a range that many times as wide."""
        return replace(self, error=times * self.error)

    def chance_above(self, amount: float) -> float:
        """How likely the year ends at that amount or above."""
        if self.error <= 0:
            return 1.0 if self.expected >= amount else 0.0
        return 1 - student((amount - self.expected) / self.error, self.freedom)


def of_counts(done: Sequence[float], past: Sequence[Sequence[float]]) -> Projection | None:
    """The year's total from its first months and earlier whole years; None where these have nothing to go by."""
    so_far = sum(done)
    before, after = (sum(sum(year[part]) for year in past)
                     for part in (slice(None, len(done)), slice(len(done), None)))
    spread, freedom = _spread_of_counts(done, past)
    if min(so_far, before, after) <= 0 or freedom < 1:
        return None
    to_come = so_far * after / before
    variance = spread * to_come * (1 + to_come * (1 / so_far + 1 / before + 1 / after))
    return Projection(so_far + to_come, sqrt(variance), freedom)


def of_rates(done: Sequence[Month], past: Sequence[Sequence[Month]]) -> Projection | None:
    """The year's rate (numerator over denominator) from its first months and earlier whole years."""
    bases = of_counts([base for _, base in done], [[base for _, base in year] for year in past])
    spread, freedom = _spread_of_rates(done, past)
    if bases is None or freedom < 1:
        return None
    top, base = (sum(column) for column in zip(*done, strict=True))
    (top_before, base_before), (top_after, base_after) = (
        [sum(column) for column in zip(*(month for year in past for month in year[part]), strict=True)]
        for part in (slice(None, len(done)), slice(len(done), None)))
    to_come = bases.expected - base
    later = top / base + top_after / base_after - top_before / base_before
    weight = to_come / bases.expected
    variance = weight ** 2 * spread * (1 / to_come + 1 / base + 1 / base_before + 1 / base_after)
    return Projection((1 - weight) * top / base + weight * later, sqrt(variance), freedom)


def widening(misses: Sequence[float]) -> float:
    """How many times as wide ranges must be to have held eight in ten of the past ends, and one that is to come.

    At least 1; where so few ends are known that not even the largest miss would do, as wide as that one.
    """
    rank = min(ceil(RANGE * (len(misses) + 1)), len(misses))
    return max(sorted(misses)[rank - 1], 1.0) if misses else 1.0


def _spread_of_counts(done: Sequence[float], past: Sequence[Sequence[float]]) -> tuple[float, int]:
    """How much more than Poisson the months of two following years scatter (Pearson's χ² over its freedom)."""
    squares, freedom = 0.0, 0
    for one, other in pairwise([*past, done]):
        months = [(a, b) for a, b in zip(one, other, strict=False) if a + b > 0]
        share = sum(b for _, b in months) / sum(a + b for a, b in months) if months else 0.0
        if 0 < share < 1:
            squares += sum((b - share * (a + b)) ** 2 / ((a + b) * share * (1 - share)) for a, b in months)
            freedom += len(months) - 1
    return (squares / freedom if freedom else 0.0), freedom


def _spread_of_rates(done: Sequence[Month], past: Sequence[Sequence[Month]]) -> tuple[float, int]:
    """The variance of a month's rate times its base, from the differences of the same months of two following years."""
    squares, freedom = 0.0, 0
    for one, other in pairwise([*past, done]):
        months = [(b[0] / b[1] - a[0] / a[1], 1 / (1 / a[1] + 1 / b[1]))
                  for a, b in zip(one, other, strict=False) if a[1] > 0 and b[1] > 0]
        if len(months) > 1:
            mean = sum(moved * weight for moved, weight in months) / sum(weight for _, weight in months)
            squares += sum(weight * (moved - mean) ** 2 for moved, weight in months)
            freedom += len(months) - 1
    return (squares / freedom if freedom else 0.0), freedom


def student(t: float, freedom: int) -> float:
    """The distribution function of Student's t for whole degrees of freedom, exactly (Abramowitz and Stegun 26.7)."""
    angle = atan(abs(t) / sqrt(freedom))
    term, total = (cos(angle), 0.0) if freedom % 2 else (1.0, 0.0)
    for at in range(freedom % 2 + 1, freedom, 2):
        total += term
        term *= cos(angle) ** 2 * at / (at + 1)
    inside = 2 / pi * (angle + sin(angle) * total) if freedom % 2 else sin(angle) * total
    return 0.5 + (inside if t > 0 else -inside) / 2


@cache
def student_quantile(share: float, freedom: int) -> float:
    """Where Student's t comes to that share of its distribution."""
    low, high = -1000.0, 1000.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if student(middle, freedom) < share else (low, middle)
    return (low + high) / 2
