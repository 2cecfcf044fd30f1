"""Equal tiles for areas whose boundaries nobody has given: by themselves, or below the map of those that have one.

They claim no place. They lie in the order of the codes, each community in a block of its own, so that an area is found
at the same spot for every indicator and month.
"""
from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import shapely
from shapely.geometry import mapping, shape

from components.map_shapes import Bounds

# Width and height of a tile in degrees at the equator, where degrees are square.
TILE = (0.015, 0.01)
GAP = 0.04  # of a tile's width, between two of them
BETWEEN = 0.2  # of a tile's width, between two blocks
HEAD = 0.45  # of a tile's height, for the name above a block
LARGEST, TALLEST = 130, 900  # pixels: the width of a tile, the height of the whole
BESIDE, LEAST_BESIDE, MOST_BESIDE = 100, 3, 8  # below a real map: pixels a tile, and how many stand in a row
MOST_ACROSS = 24
WORDY = 62  # pixels: on narrower tiles stands the number only, and the name in the tooltip
Features = dict[str, Any]


@dataclass(frozen=True)
class Frame:
    """Where tiles go: from this corner to the right and down, each of that width and height in degrees."""

    west: float
    north: float
    across: float
    down: float


@dataclass(frozen=True)
class Order:
    """How they lie: so many tiles in a row of a block, so many blocks beside each other, with heads or without."""

    tiles: int
    blocks: int = 1
    headed: bool = False

    def extent(self, sizes: Sequence[int]) -> tuple[float, float]:
        """Width and height of blocks of so many tiles, the width of a tile being 1."""
        rows = [math.ceil(max(sizes[at : at + self.blocks]) / self.tiles) for at in range(0, len(sizes), self.blocks)]
        apart = BETWEEN if self.headed else 0.0
        head = HEAD if self.headed else 0.0
        down = sum((one + head) * TILE[1] / TILE[0] for one in rows) + apart * (len(rows) - 1)
        return self.blocks * self.tiles + apart * (self.blocks - 1), down


Group = tuple[str, list[tuple[str, str]]]


def tiles(areas: Sequence[tuple[str, str]], width: float, names: Mapping[str, str] | None = None) -> Features:
    """One tile per (code, name), as large as there is room on a card of that many pixels, as a FeatureCollection.

    Its `blocks` are the communities round them, by their `names`; one community alone needs none. Its bbox is as wide
    as the card, so that two tiles are no larger than ten.
    """
    names = names or {}
    groups = _grouped(areas, names)
    sizes = [len(some) for _, some in groups]
    orders = [
        Order(across, blocks, len(groups) > 1)
        for across in range(1, MOST_ACROSS + 1)
        for blocks in range(1, len(groups) + 1)
        if across * blocks <= MOST_ACROSS
    ]
    order = max(orders, key=lambda one: (round(_pixels(one.extent(sizes), width)), -one.extent(sizes)[1]))
    laid = _laid(groups, order, names, Frame(0.0, 0.0, *TILE), "")
    if order.headed and _pixels(order.extent(sizes), width) < WORDY:
        for one in laid["features"]:
            one["properties"]["tile"] = ""
    _, south, east, north = laid["bbox"]
    room = width / _pixels(order.extent(sizes), width) * TILE[0]
    spare = max(room - east, 0.0) if order.headed else 0.0
    return {**laid, "bbox": [-spare / 2, south, max(east, room - spare / 2), north]}


def with_tiles(
    features: Features, areas: Sequence[tuple[str, str]], width: float, names: Mapping[str, str], said: str
) -> Features:
    """The features, and below them a tile for every area that is none of them; all tiles where there is no feature.

    `said` stands above the tiles: that they are no boundaries.
    """
    drawn = [one for one in features["features"] if one.get("geometry")]
    known = {one["properties"]["area_code"] for one in drawn}
    missing = [(code, name) for code, name in areas if code not in known]
    if not drawn:
        return tiles(areas, width, names)
    if not missing:
        return features
    bounds = shapely.union_all([shapely.box(*shape(one["geometry"]).bounds) for one in drawn]).bounds
    order = Order(min(max(round(width / BESIDE), LEAST_BESIDE), MOST_BESIDE), headed=True)
    laid = _laid(_grouped(missing, names), order, names, _below(bounds, order.tiles), said)
    bbox = [min(bounds[0], laid["bbox"][0]), laid["bbox"][1], max(bounds[2], laid["bbox"][2]), bounds[3]]
    return {**laid, "features": [*drawn, *laid["features"]], "bbox": bbox}


def _pixels(extent: tuple[float, float], width: float) -> float:
    """How wide a tile can be."""
    return min(LARGEST, width / extent[0], TALLEST / extent[1])


def _below(bounds: Bounds, columns: int) -> Frame:
    """Tiles as wide in all as the map, or as it is high where that is more."""
    west, south, east, north = bounds
    low = math.cos(math.radians((south + north) / 2))
    wide = max(east - west, (north - south) / low)
    across = wide / columns
    return Frame((west + east - wide) / 2, south - wide * 0.04 * low, across, across * TILE[1] / TILE[0] * low)


def _grouped(areas: Sequence[tuple[str, str]], names: Mapping[str, str]) -> list[Group]:
    """By community, or all together where there is one or one has no name."""
    groups = [(parent, list(some)) for parent, some in groupby(sorted(areas), key=lambda one: _parent(one[0]))]
    return groups if all(parent in names for parent, _ in groups) and len(groups) > 1 else [("", sorted(areas))]


def _laid(groups: Sequence[Group], order: Order, names: Mapping[str, str], frame: Frame, said: str) -> Features:
    features: list[Features] = []
    blocks: list[Features] = []
    top, bottom = frame.north, frame.north
    apart = BETWEEN * frame.across
    for at in range(0, len(groups), order.blocks):
        row = groups[at : at + order.blocks]
        rows = math.ceil(max(len(some) for _, some in row) / order.tiles)
        bottom = top - frame.down * (rows + (HEAD if order.headed else 0))
        for beside, group in enumerate(row):
            west = frame.west + beside * (order.tiles * frame.across + apart)
            corner = Frame(west, top - (frame.down * HEAD if order.headed else 0), frame.across, frame.down)
            features += _tiles_of(group, order.tiles, corner, names)
            if order.headed:
                box = (west, bottom, west + order.tiles * frame.across, top)
                blocks.append(_block(group[0], names, said, box, frame))
        top = bottom - apart
    wide = order.extent([len(some) for _, some in groups])[0] * frame.across
    bbox = [frame.west, bottom, frame.west + wide, frame.north]
    return {"type": "FeatureCollection", "features": features, "bbox": bbox, "blocks": blocks}


def _tiles_of(group: Group, columns: int, corner: Frame, names: Mapping[str, str]) -> list[Features]:
    parent, some = group
    gap = corner.across * GAP / 2
    low = corner.down / corner.across * TILE[0] / TILE[1]
    made = []
    for at, (code, name) in enumerate(some):
        west, north = corner.west + at % columns * corner.across, corner.north - at // columns * corner.down
        south, east = north - corner.down, west + corner.across
        tile = shapely.box(west + gap, south + gap * low, east - gap, north - gap * low)
        made.append(_feature(code, name, tile, tile=name.removeprefix(names.get(parent, "")) or name))
    return made


def _block(parent: str, names: Mapping[str, str], said: str, box: Bounds, frame: Frame) -> Features:
    """The frame round the tiles of a community, and its name."""
    west, south, east, north = box
    head = " · ".join(one for one in (names.get(parent, ""), said) if one)
    spot = [(west + east) / 2, north - frame.down * HEAD / 2, east - west]
    return _feature(parent, head, shapely.box(west, south, east, north), spot=spot)


def _feature(code: str, name: str, area: Any, **more: Any) -> Features:
    properties = {"area_code": code, "area_name": name, **more}
    return {"type": "Feature", "id": code, "geometry": mapping(area), "properties": properties}


def _parent(code: str) -> str:
    """Of grids their community, of communities their street."""
    return code[: 12 if len(code) > 12 else 9 if len(code) > 9 else 6]
