"""Control charts against published examples, exact run lengths and simulated months."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random
from statistics import NormalDist, fmean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.control_chart import RUN, Signal, judged, p_prime, xmr

NORMAL = NormalDist()
TREND = 2 * (RUN / (RUN + 1)) / 5040  # a new run of seven that rise, or fall, begins: 2 (1/7! − 1/8!)

# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: flow rates of ten batches.
FLOW = (49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1)
# The same, 6.3.3.2: defective chips in thirty samples of fifty.
CHIPS = (12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6)


def test_the_limits_of_single_values_are_those_of_the_handbook() -> None:
    limits = xmr(FLOW)

    # Published with 3 / 1.128 in place of 2.66: 50.81, 55.8041, 45.8159.
    assert limits.centre == pytest.approx(50.81)
    assert (limits.upper, limits.lower) == (pytest.approx(55.8041, abs=0.001), pytest.approx(45.8159, abs=0.001))


def test_where_bases_are_alike_p_prime_is_the_chart_of_single_values() -> None:
    """As Laney says of it; the centre is that of the handbook's p chart."""
    limits = p_prime(CHIPS, [50] * len(CHIPS))
    single = xmr([count / 50 for count in CHIPS])

    assert limits[0].centre == pytest.approx(0.2313, abs=5e-5)
    assert (limits[0].lower, limits[0].upper) == (
        pytest.approx(single.lower, rel=1e-3), pytest.approx(single.upper, rel=1e-3))


def test_without_more_spread_than_chance_p_prime_is_the_p_chart_of_the_handbook() -> None:
    limits = p_prime(CHIPS, [50] * len(CHIPS))
    spread = limits[0].sigma / (0.2313 * (1 - 0.2313) / 50) ** 0.5

    # Published p chart: 0.0524 and 0.4102; p′ has the same limits but for the spread of the standardised values.
    assert 0.2313 - 3 * limits[0].sigma / spread == pytest.approx(0.0524, abs=2e-4)
    assert 0.2313 + 3 * limits[0].sigma / spread == pytest.approx(0.4102, abs=2e-4)


def test_months_with_larger_bases_have_narrower_limits() -> None:
    few, many = p_prime([5, 45, 6, 40], [10, 90, 10, 90])[:2]

    assert few.sigma == pytest.approx(3 * many.sigma)


def test_months_without_any_variation_have_no_signal() -> None:
    limits = p_prime([9, 12, 7], [9, 12, 7], 100)

    assert {(one.lower, one.upper) for one in limits} == {(100, 100)}
    assert judged([0.0, 0.0, 0.0], [one.sigma for one in limits]) == [None] * 3


@pytest.mark.parametrize(("series", "signal"), [
    ([0.5, -0.5, 3.1], Signal("outside", True)),
    ([0.1, 0.3, 0.2, 0.4, 0.1, 0.3, 0.2], Signal("run", True)),
    ([-0.1, 0.0, -0.2, -0.1, -0.3, -0.1, -0.2], None),
    ([2.5, -0.1, 2.1], Signal("near", True)),
    ([-2.5, 2.1, 0.1], None),
    ([2.5, 2.1, 0.1], None),
    ([1.2, 0.8, 0.4, 0.1, -0.2, -0.4, -0.9], Signal("trend", False)),
    ([1.2, 0.8, 0.4, 0.1, -0.2, -0.4, -0.3], None),
])
def test_each_rule_tells_its_pattern_and_no_other(series: list[float], signal: Signal | None) -> None:
    assert judged(series, [1.0] * len(series))[-1] == signal


@given(st.lists(st.floats(-4, 4), min_size=1, max_size=20))
def test_the_mirror_image_of_a_series_has_the_mirror_image_of_its_signals(series: list[float]) -> None:
    there, back = (judged([sign * one for one in series], [1.0] * len(series)) for sign in (1, -1))

    assert [one and (one.rule, one.is_up) for one in there] == [one and (one.rule, not one.is_up) for one in back]


def run_length(shift: float, run: int = RUN, *, near: bool = True, runs: bool = True) -> float:
    """The exact mean run length of the rules outside, near and run, as Champ and Woodall (1987): a Markov chain.

    A state is the last two points, near a limit or not and at which, with the side and length of the present run.
    """
    edges = [-np.inf, -3, -2, 0, 2, 3, np.inf]
    chances = [NORMAL.cdf(b - shift) - NORMAL.cdf(a - shift) if np.isfinite([a, b]).all() else
               NORMAL.cdf(b - shift) if np.isfinite(b) else 1 - NORMAL.cdf(a - shift)
               for a, b in pairwise(edges)]
    start = (0, 0, 0, 0)
    states, links, waiting = {start: 0}, [], [start]
    while waiting:
        state = waiting.pop()
        before, last, side, length = state
        for zone, chance in enumerate(chances[1:-1]):  # outside of three sigma there is an alarm at once
            at, now = (-1, 0, 0, 1)[zone], -1 if zone < 2 else 1
            long = length + 1 if now == side else 1
            if (near and at and at in (before, last)) or (runs and long >= run):
                continue
            following = (last, at, now, long if runs else 1)
            if following not in states:
                states[following] = len(states)
                waiting.append(following)
            links.append((states[state], states[following], chance))
    matrix = np.eye(len(states))
    for here, there, chance in links:
        matrix[here, there] -= chance
    return float(np.linalg.solve(matrix, np.ones(len(states)))[0])


@pytest.mark.parametrize(("rules", "published"), [
    ({"near": False, "runs": False}, 370.40), ({"runs": False}, 225.44), ({"near": False, "run": 8}, 152.73),
    ({"run": 8}, 122.05),
])
def test_the_exact_run_lengths_are_those_that_champ_and_woodall_published(rules: dict, published: float) -> None:
    assert run_length(0, **rules) == pytest.approx(published, abs=0.01)


def lengths(draw: Callable[[], float], count: int) -> Iterator[int]:
    """How many months pass until the first alarm, with limits from a long quiet time before."""
    before = xmr([Random(at).gauss() for at in range(4000)])
    for _ in range(count):
        series: list[float] = []
        while True:
            series += [draw() - before.centre for _ in range(40)]
            signals = judged(series, [before.sigma] * len(series))
            if (first := next((at for at, one in enumerate(signals, 1) if one), None)) is not None:
                yield first
                break


def test_months_without_a_signal_raise_alarms_at_the_known_rate() -> None:
    chance = Random(1)
    known = 1 / run_length(0) + TREND

    measured = 1 / fmean(lengths(chance.gauss, 700))

    assert measured == pytest.approx(known, rel=0.2)


def test_a_shift_of_two_sigma_is_found_within_the_known_run_length() -> None:
    chance = Random(2)

    measured = fmean(lengths(lambda: chance.gauss(2.0), 1500))

    assert measured == pytest.approx(run_length(2.0), rel=0.2)
    assert measured < 4
