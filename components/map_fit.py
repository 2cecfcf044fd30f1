"""From degrees to the pixels of a card: the scale at which a map fills it, and the labels that have room."""
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from components.map_shapes import Bounds, Spot

FONT_SIZES = (13, 15)  # pixels, of labels: usually, and on a card as wide as WIDE, which is on the wall
WIDE = 760
LINE_HEIGHT = 1.25
PADDING = 12  # pixels left free round the map
WORLD = 512.0  # pixels of the whole globe at zoom 0

Box = tuple[float, float, float, float]
L = TypeVar("L", bound="Named")


class Named(Protocol):
    """A label: its lines of text and where they stand."""

    @property
    def lines(self) -> list[str]: ...

    @property
    def spot(self) -> Spot: ...


@dataclass(frozen=True)
class Fit:
    """The middle of the map and its zoom as map libraries count it."""

    lon: float
    lat: float
    zoom: float

    @property
    def scale(self) -> float:
        """Pixels of the whole globe."""
        return WORLD * 2**self.zoom


def mercator(lon: float, lat: float) -> tuple[float, float]:
    """Web Mercator, the world being a square of side 1, y growing to the south."""
    sine = math.sin(math.radians(lat))
    return lon / 360 + 0.5, 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def latitude(y: float) -> float:
    """The latitude at a Mercator y."""
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))


def aspect(bounds: Bounds) -> float:
    """Height over width of the bounding box on the screen."""
    across, down = _extent(bounds)
    return down / across


def fit(bounds: Bounds, width: float, height: float, padding: float = PADDING) -> Fit:
    """The view in which the bounding box just fills a card of that many pixels."""
    west, south, east, north = bounds
    across, down = _extent(bounds)
    room = max(width - 2 * padding, 1) / across, max(height - 2 * padding, 1) / down
    middle = (mercator(west, south)[1] + mercator(east, north)[1]) / 2
    return Fit((west + east) / 2, latitude(middle), math.log2(min(room) / WORLD))


def _extent(bounds: Bounds) -> tuple[float, float]:
    west, south, east, north = bounds
    (left, bottom), (right, top) = mercator(west, south), mercator(east, north)
    return max(right - left, 1e-12), max(bottom - top, 1e-12)


def font_size(width: float) -> int:
    """The size of labels on a card of that many pixels."""
    return FONT_SIZES[width >= WIDE]


def text_width(text: str, size: float) -> float:
    """About how many pixels a text takes: a Chinese character is as wide as it is high, others about half."""
    return sum(size if ord(sign) > 0x2E7F else size * 0.56 for sign in text)


def placed(labels: Sequence[L], view: Fit, size: float, inside: bool) -> list[L]:
    """The labels of that size which have room in this view, the widest areas' first; none covers another.

    With `inside` a label is left out where its area is clearly narrower than the words.
    """
    taken: list[Box] = []
    kept = []
    for one in sorted(labels, key=lambda one: -one.spot.width):
        box = _box(one, view, size)
        narrow = one.spot.width / 360 * view.scale * 1.35 < box[2] - box[0]
        if not (inside and narrow) and not any(_overlap(box, old) for old in taken):
            taken.append(box)
            kept.append(one)
    return kept


def _box(one: Named, view: Fit, size: float) -> Box:
    x, y = (part * view.scale for part in mercator(one.spot.lon, one.spot.lat))
    half = max(text_width(line, size) for line in one.lines) / 2 + 2
    tall = size * LINE_HEIGHT * len(one.lines) / 2
    return (x - half, y - tall, x + half, y + tall)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
