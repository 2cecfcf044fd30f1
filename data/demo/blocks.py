"""Grids of the demonstration district: communities cut again and again by slightly bent side streets.

A side street runs along or across the nearest old line (river, railway, avenue), cuts the longer way of its
block, and ends on the street it meets. Of several seeded tries the one that leaves the best-shaped blocks
stays.
"""
from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from random import Random

import shapely

from data.demo.ground import AVENUES, EAST_ROAD, RAILWAY, RING_ROAD, RIVER, SOUTH_ROAD, Line, Point
from data.demo.planar import PlanarMap, area, crossing, edges

GRIDS = {
    "滨河社区": 14, "北关社区": 11, "文昌社区": 13, "桃园社区": 12,
    "和平社区": 12, "南湖社区": 11, "铁西社区": 13, "东风社区": 9, "供电社区": 10,
}
TRIES = 9


def draw(seed: str = "blocks") -> dict[str, list[Line]]:
    """The rings of every community's grids in metres, in the order in which the grids are numbered."""
    town = PlanarMap({"西街道": _outline(), "供电社区": EAST_ROAD + _rail_between(EAST_ROAD[-1],
        EAST_ROAD[0])})
    for avenue in AVENUES:
        town.cut(*avenue)
    for community, grids in GRIDS.items():
        rng = Random(f"{seed}/{community}")
        sizes = [rng.lognormvariate(0, 0.38) for _ in range(grids)]
        _divide(town, community, sizes, f"{community}/", rng)
    return {c: _numbered([ring for name, ring in town.faces.items() if name.startswith(c)]) for c in GRIDS}


def _outline() -> Line:
    return RIVER + SOUTH_ROAD[1:] + RAILWAY[1:] + RING_ROAD[1:-1]


def _rail_between(north: Point, south: Point) -> Line:
    """The corners of the railway strictly between two of its corners, from north to south."""
    return RAILWAY[RAILWAY.index(south) + 1 : RAILWAY.index(north)][::-1]


def _divide(town: PlanarMap, name: str, sizes: list[float], prefix: str, rng: Random) -> None:
    """Cut a face until there is one grid for each size; sizes are shares of the ground, in any unit."""
    if len(sizes) == 1:
        town.faces[prefix] = town.faces.pop(name)
        return
    half = _half(len(sizes), rng)
    share = sum(sizes[:half]) / sum(sizes)
    ring = town.faces[name]
    best = min(_streets(ring, share, rng), key=lambda street: _ugliness(ring, street, share))
    town.cut(name, best, f"{prefix}l", f"{prefix}r")
    _divide(town, f"{prefix}l", sizes[:half], f"{prefix}0", rng)
    _divide(town, f"{prefix}r", sizes[half:], f"{prefix}1", rng)


def _half(count: int, rng: Random) -> int:
    """How many grids go to one side: about half, a third when that suits."""
    if count <= 3:
        return rng.randint(1, count - 1)
    return round(count * rng.choice([0.35, 0.45, 0.5, 0.55, 0.65]))


def _streets(ring: Line, share: float, rng: Random) -> Iterator[Line]:
    """Bent streets that leave about `share` of the ring to their left; those that miss it are left out."""
    base = _heading(ring)
    for heading in (base + math.radians(turn) for turn in (-6, 0, 6)):
        along = (math.cos(heading), math.sin(heading))
        normal = (-along[1], along[0])
        offset = _offset(ring, normal, share)
        for _ in range(TRIES):
            chord = _chord(ring, along, normal, offset + rng.gauss(0, 8))
            if chord:
                yield _bent(chord, along, normal, rng)


def _heading(ring: Line) -> float:
    """The direction of a street across the longer way of the ring, square to the old lines near it."""
    middle = _middle(ring)
    base = _lie_of_the_land(middle)
    spans = [_span(ring, base + turn) for turn in (0.0, math.pi / 2)]
    return base if spans[1] >= spans[0] else base + math.pi / 2


def _span(ring: Line, heading: float) -> float:
    places = [x * math.cos(heading) + y * math.sin(heading) for x, y in ring]
    return max(places) - min(places)


def _lie_of_the_land(point: Point) -> float:
    """The direction of the old lines round a point, near ones weighing more; right angles count as equal."""
    cos4 = sin4 = 0.0
    for line in (RIVER, SOUTH_ROAD, RAILWAY, RING_ROAD, EAST_ROAD, *(avenue.line for avenue in AVENUES)):
        for a, b in pairwise(line):
            near = math.dist(point, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2))
            weight = math.dist(a, b) / (near**2 + 150.0**2)
            angle = math.atan2(b[1] - a[1], b[0] - a[0])
            cos4 += weight * math.cos(4 * angle)
            sin4 += weight * math.sin(4 * angle)
    return math.atan2(sin4, cos4) / 4


def _offset(ring: Line, normal: Point, share: float) -> float:
    """How far along the normal a straight street must lie to leave the share to its left."""
    places = [x * normal[0] + y * normal[1] for x, y in ring]
    low, high, wanted = min(places), max(places), share * area(ring)
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (middle, high) if _left_of(ring, normal, middle) > wanted else (low, middle)
    return (low + high) / 2


def _left_of(ring: Line, normal: Point, offset: float) -> float:
    """The ground of a ring beyond a straight line; a ring clipped by one half-plane (Sutherland-Hodgman)."""
    kept: Line = []
    for a, b in edges(ring):
        over, next_over = (p[0] * normal[0] + p[1] * normal[1] - offset for p in (a, b))
        if over >= 0:
            kept.append(a)
        if (over >= 0) != (next_over >= 0):
            part = over / (over - next_over)
            kept.append((a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])))
    return area(kept) if kept else 0.0


def _chord(ring: Line, along: Point, normal: Point, offset: float) -> tuple[float, float, float] | None:
    """Where the straight street at that offset enters and leaves the ring: (offset, from, to) along it."""
    far = 9_000.0
    line = [(normal[0] * offset + along[0] * way, normal[1] * offset + along[1] * way) for way in (-far, far)]
    try:
        (_, entry), _, (_, leave) = crossing(ring, line)
    except ValueError:
        return None
    start, end = (p[0] * along[0] + p[1] * along[1] for p in (entry, leave))
    return (offset, start, end)


def _bent(chord: tuple[float, float, float], along: Point, normal: Point, rng: Random) -> Line:
    """The street with a few kinks, now and then a dog-leg, and both ends well outside the ring."""
    offset, start, end = chord
    length = end - start
    kinks = sorted(rng.uniform(0.22, 0.78) for _ in range(1 + round(length / 420)))
    sway = [(start - 60, 0.0), *((start + k * length, rng.gauss(0, 0.022 * length)) for k in kinks),
            (end + 60, 0.0)]
    if rng.random() < 0.18 and length > 180:
        place, step = start + rng.uniform(0.35, 0.65) * length, rng.choice([-1, 1]) * rng.uniform(22, 40)
        sway = [(start - 60, 0.0), (place, 0.0), (place + 2, step), (end + 60, step)]
    return [
        (along[0] * way + normal[0] * (offset + aside), along[1] * way + normal[1] * (offset + aside))
        for way, aside in sway
    ]


def _ugliness(ring: Line, street: Line, share: float) -> float:
    """How badly a street divides a ring: slivers, acute corners, stubs, and missing the wanted share."""
    town = PlanarMap({"ring": ring})
    try:
        town.cut("ring", street, "left", "right")
    except (ValueError, IndexError):
        return math.inf
    halves = list(town.faces.values())
    if any(len(half) < 4 or not shapely.Polygon(half).is_valid for half in halves):
        return math.inf
    miss = abs(area(halves[0]) / area(ring) - share)
    return sum(_misshapen(half) for half in halves) + 2.5 * miss


def _misshapen(ring: Line) -> float:
    polygon = shapely.Polygon(ring)
    box = polygon.minimum_rotated_rectangle
    a, b, c = shapely.get_coordinates(box)[:3]
    sides = sorted((math.dist(a, b), math.dist(b, c)))
    ratio = sides[1] / sides[0]
    stretched = max(0.0, ratio - 1.35) + 2 * max(0.0, ratio - 2.1)
    ragged = 1 - polygon.area / box.area
    stubs = sum(math.dist(p, q) < 18 for p, q in edges(ring))
    return 1.2 * stretched + 2.2 * ragged + 0.4 * stubs + 1.2 * _acute(ring)


def _acute(ring: Line) -> int:
    """The number of corners sharper than 62 degrees."""
    sharp = 0
    for before, here, after in zip([ring[-1], *ring[:-1]], ring, [*ring[1:], ring[0]], strict=True):
        first = math.atan2(before[1] - here[1], before[0] - here[0])
        second = math.atan2(after[1] - here[1], after[0] - here[0])
        sharp += abs((first - second + math.pi) % (2 * math.pi) - math.pi) < math.radians(62)
    return sharp


def _middle(ring: Line) -> Point:
    centre = shapely.Polygon(ring).centroid
    return (centre.x, centre.y)


def _numbered(rings: list[Line]) -> list[Line]:
    """Rings in the order people number them: in rows from the north, each row from the west."""
    middles = {id(ring): _middle(ring) for ring in rings}
    north = max(y for _, y in middles.values())
    return sorted(rings, key=lambda ring: (int((north - middles[id(ring)][1]) // 260), middles[id(ring)][0]))
