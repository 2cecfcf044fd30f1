"""A map of faces that share their edges exactly: a cut inserts its new corners into the neighbours too.

Because a corner exists once, whatever is drawn from the map tiles without overlaps or gaps, to the last
digit.
"""
from __future__ import annotations

import math
from collections.abc import Iterator

from data.demo.ground import Line, Point


class PlanarMap:
    """Named faces, each a ring of corners (anticlockwise, the first corner not repeated), in metres."""

    def __init__(self, faces: dict[str, Line]):
        self.faces = {name: _anticlockwise([_tidy(p) for p in ring]) for name, ring in faces.items()}

    def cut(self, name: str, line: Line, left: str, right: str) -> None:
        """Divide the face along the first stretch of the line that crosses it; `left` lies left of the line.

        Raises ValueError when the line does not cross the face.
        """
        ring = self.faces[name]
        (start, entry), inner, (end, leave) = crossing(ring, line)
        corners = [_tidy(p) for p in inner]
        sides = list(edges(ring))
        self._insert(*sides[start], entry)
        self._insert(*sides[end], leave)
        ring = self.faces.pop(name)
        first, last = ring.index(entry), ring.index(leave)
        self.faces[left] = [entry, *corners, *_between(ring, last, first)]
        self.faces[right] = [leave, *corners[::-1], *_between(ring, first, last)]

    def _insert(self, a: Point, b: Point, corner: Point) -> None:
        if corner in (a, b):
            return
        for ring in self.faces.values():
            for i, here in enumerate(ring):
                if {here, ring[(i + 1) % len(ring)]} == {a, b}:
                    ring.insert(i + 1, corner)
                    break


def crossing(ring: Line, line: Line) -> tuple[tuple[int, Point], Line, tuple[int, Point]]:
    """Where a line enters and leaves a ring (edge number, point), and the corners of the line between.

    An end within reach of an existing corner moves onto it, so that streets meet in crossings rather than in
    staggered pairs. Raises ValueError when the line does not cross the ring.
    """
    hits = sorted(_hits(ring, line))
    if len(hits) < 2 or hits[0][1] == hits[1][1]:
        raise ValueError("the line does not cross the face")
    (place, edge, entry), (until, other, leave) = hits[:2]
    inner = [line[i] for i in range(math.ceil(place), math.floor(until) + 1)]
    return (edge, _snapped(ring, edge, entry)), inner, (other, _snapped(ring, other, leave))


def _hits(ring: Line, line: Line) -> Iterator[tuple[float, int, Point]]:
    for i in range(len(line) - 1):
        for edge, (a, b) in enumerate(edges(ring)):
            along = _meet(line[i], line[i + 1], a, b)
            if along is not None:
                x = line[i][0] + along * (line[i + 1][0] - line[i][0])
                y = line[i][1] + along * (line[i + 1][1] - line[i][1])
                yield i + along, edge, _tidy((x, y))


def edges(ring: Line) -> Iterator[tuple[Point, Point]]:
    """The sides of a ring, the closing one last."""
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def area(ring: Line) -> float:
    """Square metres, positive when the ring runs anticlockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in edges(ring)) / 2


def _meet(a: Point, b: Point, c: Point, d: Point) -> float | None:
    """How far along a–b (0..1) it meets c–d, or None."""
    across = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0])
    if abs(across) < 1e-9:
        return None
    along = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / across
    other = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / across
    return along if 0 <= along < 1 and 0 <= other < 1 else None


def _snapped(ring: Line, edge: int, point: Point, reach: float = 34.0) -> Point:
    ends = (ring[edge], ring[(edge + 1) % len(ring)])
    near = min(ends, key=lambda corner: math.dist(corner, point))
    return near if math.dist(near, point) < reach else point


def _between(ring: Line, first: int, last: int) -> Line:
    """The corners from one index round to another, both ends: leave … entry (entry itself left out)."""
    if first < last:
        return ring[first:last]
    return ring[first:] + ring[:last]


def _anticlockwise(ring: Line) -> Line:
    return ring if area(ring) > 0 else ring[::-1]


def _tidy(point: Point) -> Point:
    return (round(point[0], 1), round(point[1], 1))
