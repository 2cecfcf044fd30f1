"""The geometry of a map: rings, outlines, hatching and the places of its labels, prepared once per set.

Everything is plain lists of [longitude, latitude] pairs: the WebGL and the SVG map draw the same lines.
"""
from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import shapely
from shapely.geometry import MultiLineString, MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

Point = tuple[float, float]
Path = list[Point]
Bounds = tuple[float, float, float, float]  # west, south, east, north

DIGITS = 6  # a tenth of a metre; more only makes the page heavier
HATCH_LINES = 75  # across the longer side of the map: about seven pixels apart on a laptop


@dataclass(frozen=True)
class Spot:
    """Where a label stands: the middle of the widest part of an area, and how wide that part is (degrees)."""

    lon: float
    lat: float
    width: float


@dataclass(frozen=True)
class Piece:
    """One area: its code and name, its polygons as GeoJSON, its label spot, and hatching clipped to it.

    `tile` is the short name on a tile that stands in for an unknown boundary, perhaps "", None for a real one.
    """

    code: str
    name: str
    geometry: dict[str, Any]
    edge: list[Path]
    spot: Spot
    hatch: list[Path]
    tile: str | None = None


@dataclass(frozen=True)
class Ground:
    """All that a map draws before it knows a value. `blocks` are the frames round tiles, with a name above each."""

    pieces: list[Piece]
    parents: list[Piece]
    rim: list[Path]
    bounds: Bounds
    blocks: list[Piece] = field(default_factory=list)


def ground(features: dict[str, Any], outlines: dict[str, Any] | None = None) -> Ground:
    """The prepared geometry of a FeatureCollection of areas and, above it, one of their parents.

    The view is the collection's `bbox` if it has one, else what the areas cover; `blocks` are frames round tiles.
    Features without a geometry are left out; raises ValueError when none is left.
    """
    return _ground(json.dumps(features), json.dumps(outlines) if outlines else "")


@lru_cache(maxsize=64)
def _ground(features: str, outlines: str) -> Ground:
    collection = json.loads(features)
    pieces = _named_shapes(collection)
    if not pieces:
        raise ValueError("a map needs at least one area with a boundary")
    parents = _named_shapes(json.loads(outlines)) if outlines else []
    real = [area for said, area in pieces if "tile" not in said]
    whole = shapely.union_all(real, grid_size=10.0**-DIGITS)
    hatching = _hatching(shapely.total_bounds([area for _, area in pieces]))
    return Ground(
        pieces=[_piece(said, area, hatching) for said, area in pieces],
        parents=[_piece(said, area, None) for said, area in parents],
        rim=_edge(whole),
        bounds=tuple(collection.get("bbox", whole.bounds)),
        blocks=[_piece(said, area, None) for said, area in _named_shapes({"features": collection.get("blocks", [])})],
    )


def _named_shapes(collection: dict[str, Any]) -> list[tuple[dict[str, Any], BaseGeometry]]:
    found = []
    for feature in collection["features"]:
        if feature.get("geometry"):
            area = shapely.set_precision(shape(feature["geometry"]), 10.0**-DIGITS)
            found.append((feature["properties"], area))
    return [one for one in found if not one[1].is_empty]


def _piece(said: dict[str, Any], area: BaseGeometry, hatching: MultiLineString | None) -> Piece:
    clipped = [] if hatching is None else _paths(shapely.intersection(hatching, area))
    spot = Spot(*said["spot"]) if "spot" in said else _spot(area)
    name = said.get("area_name", "")
    return Piece(said["area_code"], name, _geojson(area), _edge(area), spot, clipped, said.get("tile"))


def _polygons(area: BaseGeometry) -> list[Polygon]:
    return [part for part in shapely.get_parts(area) if isinstance(part, Polygon)]


def _geojson(area: BaseGeometry) -> dict[str, Any]:
    """Rings run clockwise: plotly takes a ring that runs the other way for the rest of the globe."""
    turned = MultiPolygon([orient(part, sign=-1) for part in _polygons(area)])
    rings = [[_rounded(ring.coords) for ring in (part.exterior, *part.interiors)] for part in turned.geoms]
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": rings[0]}
    return {"type": "MultiPolygon", "coordinates": rings}


def _edge(area: BaseGeometry) -> list[Path]:
    return [_rounded(ring.coords) for part in _polygons(area) for ring in (part.exterior, *part.interiors)]


def _paths(lines: BaseGeometry) -> list[Path]:
    parts = shapely.get_parts(lines)
    return [_rounded(part.coords) for part in parts if part.geom_type == "LineString" and part.length]


def _rounded(points: Any) -> Path:
    return [(round(x, DIGITS), round(y, DIGITS)) for x, y, *_ in points]


def _spot(area: BaseGeometry) -> Spot:
    """The middle of the area where there is room for words, else the centre of the largest ellipse that fits.

    Words are wide, so the ellipse lies: width counts more than height.
    """
    stretch = 3.0 / math.cos(math.radians(area.centroid.y))
    largest = max(_polygons(area), key=lambda part: part.area)
    low = shapely.transform(largest, lambda points: points * (1.0, stretch))
    tolerance = max(low.bounds[2] - low.bounds[0], low.bounds[3] - low.bounds[1]) / 60
    widest = shapely.maximum_inscribed_circle(low, tolerance)
    middle, room = low.centroid, low.boundary.distance(low.centroid)
    if low.contains(middle) and room > widest.length * 0.7:
        x, y, radius = middle.x, middle.y, room
    else:
        (x, y), radius = widest.coords[0], widest.length
    return Spot(round(x, DIGITS), round(y / stretch, DIGITS), round(2 * radius, DIGITS))


def _hatching(bounds: Bounds) -> MultiLineString:
    """Parallel lines rising to the right over the whole map."""
    west, south, east, north = bounds
    slope = math.cos(math.radians((south + north) / 2))  # 45 degrees on the screen
    step = max(east - west, (north - south) / slope) / HATCH_LINES * math.sqrt(2)
    rise = (north - south) / slope
    count = math.ceil((east - west + rise) / step)
    starts = [west - rise + step * (at + 0.5) for at in range(count)]
    return MultiLineString([[(x, south), (x + rise, north)] for x in starts])
