"""The classes of a map: which values share a colour, and what the legend says about them.

Classes hold about equally many areas, because on a street most values lie close together and equal steps
would paint the whole map in one colour; what lies far out has a class of its own. Their bounds are the
roundest numbers that part the same areas.
"""
from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles

# One blue, light to dark. Luminance falls with every step, so the order survives a grey printer and every
# kind of colour blindness. No red and green: on a map more is not yet good or bad.
RAMP = ("#DCE8F7", "#A9C7EC", "#6C9DDB", "#2F69B8", "#143A73")
# Where few classes are needed they are spread over the ramp rather than all taken from its light end.
_SPREAD = {1: (2,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}


@dataclass(frozen=True)
class Class:
    """Values from `low` up to but without `high`; the last class includes its high. One colour, one label."""

    low: float
    high: float
    colour: str
    label: str


def classes(values: Iterable[float | None], unit: str = "") -> list[Class]:
    """Up to five classes over the values that exist, lowest first; [] when there is none.

    `unit` is written behind the numbers of the label ("%" for percentages). Where better is lower the colours
    stay the same, dark is always more: the legend says in words which end is the good one.
    """
    known = sorted(value for value in values if value is not None and math.isfinite(value))
    if not known:
        return []
    groups = _groups(known, len(RAMP))
    edges = [known[0], *_bounds(known, groups), known[-1]]
    colours = [RAMP[at] for at in _SPREAD[len(groups)]]
    labels = _labels(known, edges, unit)
    return [Class(*one) for one in zip(edges[:-1], edges[1:], colours, labels, strict=True)]


def class_of(value: float | None, found: Sequence[Class]) -> int | None:
    """The position of the class that holds the value; None without a value."""
    if value is None or not math.isfinite(value) or not found:
        return None
    return sum(value >= one.low for one in found[1:])


def _groups(known: list[float], wanted: int) -> list[list[float]]:
    """The distinct values in rising order, cut into at most `wanted` groups; those far out stand apart."""
    distinct = sorted(set(known))
    if len(distinct) <= wanted:
        return [[value] for value in distinct]
    lowest, highest = _fences(known)
    ends = [[one for one in distinct if one < lowest], [one for one in distinct if one > highest]]
    middle = _of_equal_size(Counter(one for one in known if lowest <= one <= highest), wanted - sum(map(bool, ends)))
    return [group for group in (ends[0], *middle, ends[1]) if group]


def _fences(known: list[float]) -> tuple[float, float]:
    """Beyond these a value lies far out: three times the middle half's width from it (Tukey's outer fences)."""
    first, _, third = quantiles(known, n=4, method="inclusive")
    width = 3 * (third - first)
    return (first - width, third + width) if width else (-math.inf, math.inf)


def _of_equal_size(counts: Counter[float], wanted: int) -> list[list[float]]:
    """The distinct values in rising order, cut into at most `wanted` groups of about equally many areas.

    Equal values always stay together: sixty areas with 0 become one class "0", not three.
    """
    distinct = sorted(counts)
    if len(distinct) <= wanted:
        return [[value] for value in distinct]
    shared = {value for value, count in counts.items() if count * wanted > counts.total()}
    groups: list[list[float]] = []
    left = distinct
    for group_number in range(wanted, 0, -1):
        size = _first_group(left, counts, shared, group_number)
        groups.append(left[:size])
        left = left[size:]
        if not left:
            break
    return groups


def _first_group(left: list[float], counts: Counter[float], shared: set[float], groups_left: int) -> int:
    """How many of the values left make the next group; a value that many areas share stands alone."""
    if groups_left == 1:
        return len(left)
    if left[0] in shared:
        return 1
    others = [value for value in left if value not in shared]
    target = sum(counts[value] for value in others) / max(groups_left - (len(left) - len(others)), 1)
    held = 0
    for size, value in enumerate(left):
        after = held + counts[value]
        full = after - target > target - held or len(left) - size < groups_left
        if size and (value in shared or full):
            return size
        held = after
    return len(left)


def _bounds(known: list[float], groups: list[list[float]]) -> list[float]:
    """The number that parts each group from the next: round, and no area far from where the groups part.

    A bound may move over one area in twenty on either side when that makes it rounder, but never empties a
    class, and never takes a value that many areas share (0, 100 %) out of the class it has for itself.
    """
    slack = len(known) // 20
    bounds: list[float] = []
    for lower, upper in pairwise(groups):
        at = bisect_left(known, upper[0])
        own_class = len(lower) == 1 or len(upper) == 1
        below = known[at - 1] if own_class else max(known[max(at - 1 - slack, 0)], lower[0])
        above = known[at] if own_class else min(known[min(at + slack, len(known) - 1)], upper[-1])
        if bounds:  # the class before must keep a value
            below = max(below, known[bisect_left(known, bounds[-1])])
        bounds.append(_roundest(below, above))
    return bounds


def _roundest(below: float, above: float) -> float:
    """The number with the fewest digits in (below, above], near the middle; fives before others."""
    for digits in range(-12, 13):
        scale = 10.0**digits
        for step in (10, 5, 2, 1):
            first, last = math.floor(below * scale / step) + 1, math.floor(above * scale / step)
            if first <= last:
                middle = round((below + above) / 2 * scale / step)
                chosen = min(max(middle, first), last) * step / scale
                if below < chosen <= above:
                    return chosen
    return above


def _labels(known: list[float], edges: list[float], unit: str) -> list[str]:
    """What each class says: one number where it holds one value, else its bounds."""
    whole = all(value == int(value) for value in known)
    last = len(edges) - 2
    made = []
    for at, (low, high) in enumerate(pairwise(edges)):
        held = known[bisect_left(known, low) : len(known) if at == last else bisect_left(known, high)]
        if held[0] == held[-1] and (round(held[0], 1) == held[0] or last == 0):
            made.append(f"{number(round(held[0], 2))}{unit}")
        elif whole:
            made.append(_between(math.ceil(low), math.ceil(high) - (at != last), unit))
        elif at == 0:
            made.append(f"< {number(high)}{unit}")
        elif at == last:
            made.append(f"≥ {number(low)}{unit}")
        else:
            made.append(_between(low, high, unit))
    return made


def _between(low: float, high: float, unit: str) -> str:
    return f"{number(low)}{unit}" if low == high else f"{number(low)}–{number(high)}{unit}"


def number(value: float) -> str:
    """A bound as people write it: thousands apart, no decimals that say nothing."""
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
