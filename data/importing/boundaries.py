"""Boundaries on their way in: closed polygons in degrees, siblings side by side and not on top of each other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data.coordinates import swapped
from data.language import label
from data.reading import Parsed

POLYGONS = ("Polygon", "MultiPolygon")
LARGEST_DEGREE = 1000  # and more: what is larger was never meant as degrees
OVERLAP_WORTH_SAYING = 0.01
OUTSIDE_WORTH_SAYING = 0.05  # two surveys of one line never agree to the metre


def parse_boundary(text: str) -> Parsed:
    """The geometry as compact GeoJSON text; a Feature around it is taken off."""
    try:
        geometry = json.loads(text)
    except ValueError:
        return Parsed(problem=label("import_cell.boundary_not_json"))
    if isinstance(geometry, dict) and geometry.get("type") == "Feature":
        geometry = geometry.get("geometry")
    if not isinstance(geometry, dict) or geometry.get("type") not in POLYGONS:
        return Parsed(problem=label("import_cell.boundary_not_polygon"))
    problem = _problem(geometry)
    if problem is None:
        return Parsed(_compact(geometry))
    where = _where_invalid(geometry) if problem == "invalid" else None
    if where:
        return Parsed(problem=label("import_cell.boundary_invalid_at", lon=where[0], lat=where[1]))
    return Parsed(problem=label(f"import_cell.boundary_{problem}"))


def overlaps(boundaries: dict[str, str]) -> list[tuple[str, str, float]]:
    """(area code, area code, share of the smaller one) of the boundaries that lie on top of each other."""
    polygons = {code: shape(json.loads(text)) for code, text in boundaries.items()}
    codes = list(polygons)
    pairs = [(codes[first], codes[second]) for first, second in touching(list(polygons.values()))]
    found = [(one, other, _shared(polygons[one], polygons[other])) for one, other in pairs]
    return [pair for pair in found if pair[2] > OVERLAP_WORTH_SAYING]


def touching(polygons: Sequence[BaseGeometry]) -> list[tuple[int, int]]:
    """The positions of every two that have a point in common; thousands need no more than a moment."""
    found = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    return sorted((int(one), int(other)) for one, other in found.T if one < other)


def outside(boundary: str, parent: str) -> float:
    """The share of a boundary that lies outside of its parent's; nothing where it is too little to say."""
    inner, outer = shape(json.loads(boundary)), shape(json.loads(parent))
    share = 1 - inner.intersection(outer).area / inner.area if inner.area else 0.0
    return share if share > OUTSIDE_WORTH_SAYING else 0.0


def _problem(geometry: dict[str, Any]) -> str | None:
    try:
        rings = list(_rings(geometry))
        if not rings or any(len(ring) < 4 or ring[0] != ring[-1] for ring in rings):
            return "open"
        if any(swapped(lon, lat) for ring in rings for lon, lat, *_ in ring):
            return "swapped"
        if any(abs(x) > LARGEST_DEGREE or abs(y) > LARGEST_DEGREE for ring in rings for x, y, *_ in ring):
            return "metres"
        if not all(-180 <= lon <= 180 and -90 <= lat <= 90 for ring in rings for lon, lat, *_ in ring):
            return "range"
        return None if shapely.is_valid(shape(geometry)) else "invalid"
    except (TypeError, ValueError, KeyError, IndexError, shapely.GEOSException):
        return "invalid"


def _where_invalid(geometry: dict[str, Any]) -> tuple[str, str] | None:
    """Longitude and latitude of the place where the polygon crosses itself, as texts."""
    try:
        found = re.search(r"\[(-?[0-9.]+) (-?[0-9.]+)\]", shapely.is_valid_reason(shape(geometry)))
    except (TypeError, ValueError, KeyError, IndexError, shapely.GEOSException):
        return None
    return (f"{float(found[1]):.6f}", f"{float(found[2]):.6f}") if found else None


def _rings(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        yield from polygon


def _compact(geometry: dict[str, Any]) -> str:
    kept = {"type": geometry["type"], "coordinates": geometry["coordinates"]}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _shared(one: BaseGeometry, other: BaseGeometry) -> float:
    smaller = min(one.area, other.area)
    return one.intersection(other).area / smaller if smaller else 0.0
