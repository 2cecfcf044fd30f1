"""Invented areas for the tests of maps: a street of eight communities and 96 grids, with crooked borders."""
from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise
from typing import Any

from data.language import Label
from queries.catalogue import Indicator, catalogue
from queries.periods import Period
from queries.series import Value

STREET = "990101001"
ACROSS, DOWN = 12, 8  # grids
NAMES = ["滨河社区", "北关社区", "文昌社区", "桃园社区", "东风社区", "铁西社区", "和平社区", "南湖社区"]

NOTHING_CLOSED = Label("所选时间内没有已办结的诉求", "no request was closed in this period")

Point = tuple[float, float]


def measure(**changes: Any) -> Indicator:
    """The on-time closure rate, with parts of its definition exchanged."""
    return replace(catalogue()["ontime_closure_rate"], **changes)


def figure(code: str, name: str, numerator: float | None, denominator: float | None) -> Value:
    """The Value that the product would make of n of m; None without a base."""
    value = None if not denominator or numerator is None else 100 * numerator / denominator
    return Value(measure(), code, name, Period.month(2026, 10), numerator=numerator, denominator=denominator,
                 value=value, why=NOTHING_CLOSED if value is None else None)


def community_code(column: int, row: int) -> str:
    return f"{STREET}{column // 3 + row // 4 * 4 + 1:03d}"


def grids() -> dict[str, Any]:
    """The 96 grids as a FeatureCollection: no gaps, no overlaps."""
    counters: dict[str, int] = {}
    features = []
    for row in range(DOWN):
        for column in range(ACROSS):
            community = community_code(column, row)
            counters[community] = counters.get(community, 0) + 1
            code = f"{community}{counters[community]:03d}"
            ring = _cell(column, row, column + 1, row + 1)
            features.append(_feature(code, f"第{counters[community]}网格", ring))
    return {"type": "FeatureCollection", "features": features}


def communities() -> dict[str, Any]:
    """The eight communities round those grids."""
    features = [
        _feature(community_code(column, row), NAMES[at], _cell(column, row, column + 3, row + 4))
        for at, (row, column) in enumerate((row, column) for row in (0, 4) for column in (0, 3, 6, 9))
    ]
    return {"type": "FeatureCollection", "features": features}


def rates(features: dict[str, Any], seed: int = 1) -> list[Value]:
    """A rate for each area: some without data, some on a small base."""
    chance = random.Random(seed)
    return [_rate(feature["properties"], chance) for feature in features["features"]]


def _rate(area: dict[str, str], chance: random.Random) -> Value:
    base = chance.choice([0, 9, 14, *range(24, 160, 6)])
    late = min(base, int(chance.expovariate(1 / (base * 0.06 + 0.01))))
    return figure(area["area_code"], area["area_name"], base - late, base)


def _feature(code: str, name: str, ring: list[Point]) -> dict[str, Any]:
    polygon = {"type": "Polygon", "coordinates": [[list(point) for point in ring]]}
    return {"type": "Feature", "id": code, "geometry": polygon,
            "properties": {"area_code": code, "area_name": name}}


def _cell(west: int, north: int, east: int, south: int) -> list[Point]:
    """The ring round a block of lattice cells, along the crooked lines that its neighbours share."""
    corners = [(west, north), (east, north), (east, south), (west, south), (west, north)]
    ring: list[Point] = []
    for (x1, y1), (x2, y2) in pairwise(corners):
        steps = abs(x2 - x1) + abs(y2 - y1)
        dx, dy = (x2 - x1) // steps, (y2 - y1) // steps
        for at in range(steps):
            ring += _border((x1 + dx * at, y1 + dy * at), (x1 + dx * (at + 1), y1 + dy * (at + 1)))
    return [*ring, ring[0]]


def _border(start: tuple[int, int], end: tuple[int, int]) -> list[Point]:
    """The start and the bends of one lattice edge, the same from both sides."""
    first, last = sorted((start, end))
    chance = random.Random(f"{first}{last}")
    bends = [(first[0] + (last[0] - first[0]) * share + chance.uniform(-0.09, 0.09),
              first[1] + (last[1] - first[1]) * share + chance.uniform(-0.09, 0.09)) for share in (0.3, 0.6)]
    if start != first:
        bends.reverse()
    return [_degrees(point) for point in [_knot(*start), *bends]]


def _knot(x: int, y: int) -> Point:
    chance = random.Random(f"{x},{y}")
    return x + chance.uniform(-0.28, 0.28), y + chance.uniform(-0.28, 0.28)


def _degrees(point: Point) -> Point:
    x, y = point
    return round(116.77 + x * 0.0032 + y * 0.0004, 6), round(33.97 - y * 0.0034 + x * 0.0003, 6)
