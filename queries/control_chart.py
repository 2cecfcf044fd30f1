"""Control charts: what is ordinary variation of a series, and which of its points are not.

XmR: D. J. Wheeler, Understanding Variation (2000): limits at the mean ± 2.66 × the mean moving range. p′: D. B. Laney,
Improved control charts for attributes, Quality Engineering 14 (2002): binomial limits of each month's own base, widened
or narrowed by the moving range of the standardised values. Four rules tell a signal; see `judged`.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Literal

WIDTH = 2.66  # of mean moving ranges from the mean to a limit: 3 / 1.128
D2 = 1.128  # the mean range of two draws from a normal distribution, in standard deviations
RUN = 7
NEAR = 2.0  # standard deviations from the centre at which a point is near a limit

Rule = Literal["outside", "run", "trend", "near"]


@dataclass(frozen=True)
class Limits:
    """Centre and limits at one point, in the unit of the series; a third of the width is one standard deviation."""

    centre: float
    lower: float
    upper: float

    @property
    def sigma(self) -> float:
        return (self.upper - self.lower) / 6


@dataclass(frozen=True)
class Signal:
    """A point that is no ordinary variation: by which rule, and whether it went up."""

    rule: Rule
    is_up: bool


def xmr(values: Sequence[float]) -> Limits:
    """The limits of single values, the same for all points: mean ± 2.66 × mean moving range. Needs two values."""
    centre = sum(values) / len(values)
    width = WIDTH * _mean_moving_range(values)
    return Limits(centre, centre - width, centre + width)


def p_prime(numerators: Sequence[float], denominators: Sequence[float], scale: float = 1.0) -> list[Limits]:
    """The limits of proportions, of every point its own; `scale` is 100 for per cent.

    Where all points are alike (no variation at all, or none but 0 or 1) the limits lie on the centre.
    """
    centre = sum(numerators) / sum(denominators)
    sigmas = [sqrt(max(centre * (1 - centre), 0.0) / base) for base in denominators]
    if not all(sigmas):
        return [Limits(centre * scale, centre * scale, centre * scale) for _ in sigmas]
    standardised = [(count / base - centre) / sigma
                    for count, base, sigma in zip(numerators, denominators, sigmas, strict=True)]
    spread = _mean_moving_range(standardised) / D2
    widths = [3 * sigma * spread * scale for sigma in sigmas]
    return [Limits(centre * scale, centre * scale - width, centre * scale + width) for width in widths]


def judged(deviations: Sequence[float], sigmas: Sequence[float]) -> list[Signal | None]:
    """The signal at every point, or None; `deviations` are from the centre, `sigmas` the standard deviation there.

    outside: beyond three standard deviations; run: the seventh of seven on one side of the centre; near: the second
    of two, in three, beyond two standard deviations on the same side; trend: the seventh of seven that rise, or fall.
    """
    starts = [max(0, at + 1 - RUN) for at in range(len(deviations))]
    return [_signal(deviations[start: at + 1], sigmas[start: at + 1]) for at, start in enumerate(starts)]


def _signal(deviations: Sequence[float], sigmas: Sequence[float]) -> Signal | None:
    """The first rule that the last point breaks."""
    now, sigma = deviations[-1], sigmas[-1]
    if sigma <= 0:
        return None
    if abs(now) > 3 * sigma:
        return Signal("outside", now > 0)
    last = deviations[-RUN:]
    if len(last) == RUN and (min(last) > 0 or max(last) < 0):
        return Signal("run", now > 0)
    if abs(now) > NEAR * sigma and _was_near(deviations[-3:-1], sigmas[-3:-1], now):
        return Signal("near", now > 0)
    if len(last) == RUN and _keeps_on(last):
        return Signal("trend", last[-1] > last[0])
    return None


def _keeps_on(values: Sequence[float]) -> bool:
    """Whether every value is above the one before, or every one below."""
    moves = [b - a for a, b in pairwise(values)]
    return min(moves) > 0 or max(moves) < 0


def _was_near(deviations: Sequence[float], sigmas: Sequence[float], now: float) -> bool:
    """Whether one of the points before lay near the limit on the same side."""
    return any(one * now > 0 and abs(one) > NEAR * wide for one, wide in zip(deviations, sigmas, strict=True))


def _mean_moving_range(values: Sequence[float]) -> float:
    return sum(abs(b - a) for a, b in pairwise(values)) / (len(values) - 1)
