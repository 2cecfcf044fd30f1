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
    found: list[Signal | None] = []
    near = [_side(one, NEAR * sigma) for one, sigma in zip(deviations, sigmas, strict=True)]
    run = trend = 0  # points on one side, and moves in one direction, up to here: negative below, and downwards
    for at, (now, sigma) in enumerate(zip(deviations, sigmas, strict=True)):
        run = _continued(run, now)
        trend = _continued(trend, now - deviations[at - 1]) if at else 0
        is_near = near[at] != 0 and near[at] in near[max(at - 2, 0): at]
        found.append(_signal(now, 3 * sigma, run, is_near, trend) if sigma > 0 else None)
    return found


def _side(deviation: float, width: float) -> int:
    """1 above, −1 below, 0 no further than that from the centre."""
    return 0 if abs(deviation) <= width else 1 if deviation > 0 else -1


def _continued(count: int, step: float) -> int:
    """How many there are in a row with this one, which begins anew where it goes another way."""
    if step > 0:
        return max(count, 0) + 1
    return min(count, 0) - 1 if step < 0 else 0


def _signal(now: float, width: float, run: int, is_near: bool, trend: int) -> Signal | None:
    """The first rule that a point breaks."""
    if abs(now) > width:
        return Signal("outside", now > 0)
    if abs(run) >= RUN:
        return Signal("run", run > 0)
    if is_near:
        return Signal("near", now > 0)
    return Signal("trend", trend > 0) if abs(trend) >= RUN - 1 else None


def _mean_moving_range(values: Sequence[float]) -> float:
    return sum(abs(b - a) for a, b in pairwise(values)) / (len(values) - 1)
