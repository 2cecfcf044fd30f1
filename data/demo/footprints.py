"""Footprints of slab buildings: rows along the longer side of a grid, as they stand in a housing estate."""
from __future__ import annotations

import math

import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from data.demo.ground import Line

LENGTH, DEPTH, MARGIN = 56.0, 13.0, 9.0


def slabs(ring: Line, count: int) -> list[Line]:
    """That many rectangles inside a ring (metres), evenly spread, from the north-west row by row.

    Raises ValueError when the ring is too small for them.
    """
    ground = shapely.Polygon(ring)
    heading = _heading(ground)
    upright = affinity.rotate(ground.buffer(-MARGIN), -heading, origin=(0, 0))
    for spread in (step / 20 for step in range(34, 13, -1)):
        places = _places(upright, spread)
        if len(places) >= count:
            chosen = [places[round(i * (len(places) - 1) / max(1, count - 1))] for i in range(count)]
            return [_corners(affinity.rotate(slab, heading, origin=(0, 0))) for slab in chosen]
    raise ValueError(f"no room for {count} buildings")


def _places(ground: BaseGeometry, spread: float) -> list[shapely.Polygon]:
    west, south, east, north = ground.bounds
    across, down = max(LENGTH + 8, 70 * spread), 35 * spread
    found = []
    for row in range(int((north - south) / down) + 1):
        for column in range(int((east - west) / across) + 1):
            left, top = west + column * across, north - row * down
            slab = shapely.box(left, top - DEPTH, left + LENGTH, top)
            if ground.contains(slab):
                found.append(slab)
    return found


def _heading(ground: shapely.Polygon) -> float:
    """Degrees from east of the side nearest to east–west: slabs face south."""
    a, b, c = shapely.get_coordinates(ground.minimum_rotated_rectangle)[:3]
    angles = [math.degrees(math.atan2(q[1] - p[1], q[0] - p[0])) for p, q in ((a, b), (b, c))]
    folded = [(angle + 90) % 180 - 90 for angle in angles]
    return min(folded, key=abs)


def _corners(slab: shapely.Polygon) -> Line:
    return [(round(x, 1), round(y, 1)) for x, y in shapely.get_coordinates(slab)[:4]]
