"""Seeded chance: every draw comes from a generator that is started with a text, so each run is the same."""
from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from random import Random


def shares(total: int, weights: Sequence[float], at_least: int = 0) -> list[int]:
    """Whole numbers in proportion to the weights that add up to the total exactly (largest remainders)."""
    rest = total - at_least * len(weights)
    if rest < 0 or sum(weights) <= 0:
        raise ValueError(f"{total} cannot be shared among {len(weights)} with at least {at_least} each")
    exact = [rest * weight / sum(weights) for weight in weights]
    whole = [math.floor(part) for part in exact]
    largest = sorted(range(len(exact)), key=lambda i: (whole[i] - exact[i], i))
    for i in largest[: rest - sum(whole)]:
        whole[i] += 1
    return [at_least + part for part in whole]


def counts(rng: Random, total: int, weights: Sequence[float]) -> list[int]:
    """The total dropped item by item into cells by chance, as unevenly as small totals fall in life."""
    cells = [0] * len(weights)
    for i in rng.choices(range(len(weights)), weights, k=total):
        cells[i] += 1
    return cells


def poisson(rng: Random, mean: float) -> int:
    """How often something happens that happens `mean` times on average (Knuth; means stay small here)."""
    limit, product, times = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        times += 1
    return times


def pick(rng: Random, weights: Mapping[str, float]) -> str:
    """One key, each as likely as its weight says."""
    return rng.choices(list(weights), list(weights.values()))[0]
