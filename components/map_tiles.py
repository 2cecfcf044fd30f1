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
HEAD = 0.34  # of a tile's height, for the name above a block
MOST_ACROSS = 8  # beside a real map, so that words fit into the tiles
Features = dict[str, Any]


@dataclass(frozen=True)
class Frame:
    """Where tiles go: from this corner to the right and down, each of that width and height in degrees."""

    west: float
    north: float
    across: float
    down: float


def tiles(areas: Sequence[tuple[str, str]], columns: int, names: Mapping[str, str] | None = None) -> Features:
    """One tile per (code, name), row by row, as a FeatureCollection; its `blocks` are the communities round them.

    The collection's bbox is the whole row, so that two tiles are no larger than ten. `names` are those of the
    communities; where there is but one community, it needs no name.
    """
    return _laid(areas, columns, names or {}, Frame(0.0, 0.0, *TILE), "")


def with_tiles(
    features: Features, areas: Sequence[tuple[str, str]], columns: int, names: Mapping[str, str], said: str
) -> Features:
    """The features, and below them a tile for every area that is none of them; all tiles where there is no feature.

    `said` stands above the tiles: that they are no boundaries.
    """
    drawn = [one for one in features["features"] if one.get("geometry")]
    known = {one["properties"]["area_code"] for one in drawn}
    missing = [(code, name) for code, name in areas if code not in known]
    if not drawn:
        return tiles(areas, columns, names)
    if not missing:
        return features
    bounds = shapely.union_all([shapely.box(*shape(one["geometry"]).bounds) for one in drawn]).bounds
    frame, across = _below(bounds, min(columns, MOST_ACROSS))
    laid = _laid(missing, across, names, frame, said)
    bbox = [min(bounds[0], laid["bbox"][0]), laid["bbox"][1], max(bounds[2], laid["bbox"][2]), bounds[3]]
    return {**laid, "features": [*drawn, *laid["features"]], "bbox": bbox}


def _below(bounds: Bounds, columns: int) -> tuple[Frame, int]:
    """Tiles as wide in all as the map, or as it is high where that is more."""
    west, south, east, north = bounds
    low = math.cos(math.radians((south + north) / 2))
    wide = max(east - west, (north - south) / low)
    across = wide / columns
    return Frame((west + east - wide) / 2, south - wide * 0.04 * low, across, across * TILE[1] / TILE[0] * low), columns


def _laid(
    areas: Sequence[tuple[str, str]], columns: int, names: Mapping[str, str], frame: Frame, said: str
) -> Features:
    groups = [(parent, list(some)) for parent, some in groupby(sorted(areas), key=lambda one: _parent(one[0]))]
    headed = bool(said) or (len(groups) > 1 and all(parent in names for parent, _ in groups))
    if not headed:
        groups = [("", sorted(areas))]
    features: list[Features] = []
    blocks: list[Features] = []
    gap = frame.across * GAP
    top = frame.north
    wide = columns * frame.across - gap
    for parent, some in groups:
        first = top - (frame.down * HEAD if headed else 0)
        for at, (code, name) in enumerate(some):
            west, north = frame.west + at % columns * frame.across, first - at // columns * frame.down
            tile = shapely.box(west, north - frame.down + gap, west + frame.across - gap, north)
            short = name.removeprefix(names.get(parent, "")) if headed else name
            features.append(_feature(code, name, tile, tile=short or name))
        bottom = first - math.ceil(len(some) / columns) * frame.down + gap
        if headed:
            head = " · ".join(one for one in (names.get(parent, ""), said) if one)
            box = shapely.box(frame.west - gap, bottom - gap, frame.west + wide + gap, top)
            spot = [frame.west + wide / 2, top - frame.down * HEAD / 2, wide]
            blocks.append(_feature(parent, head, box, spot=spot))
        top = bottom - (gap * 3 if headed else 0)
    edge = gap if headed else 0.0
    bbox = [frame.west - edge, bottom - edge, frame.west + wide + edge, frame.north]
    return {"type": "FeatureCollection", "features": features, "bbox": bbox, "blocks": blocks}


def _feature(code: str, name: str, area: Any, **more: Any) -> Features:
    properties = {"area_code": code, "area_name": name, **more}
    return {"type": "Feature", "id": code, "geometry": mapping(area), "properties": properties}


def _parent(code: str) -> str:
    """Of grids their community, of communities their street."""
    return code[: 12 if len(code) > 12 else 9 if len(code) > 9 else 6]
