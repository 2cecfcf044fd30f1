"""What a file of boundaries would draw: new and changed shapes, the neighbours they come among, and what is wrong.

Asked inside the transaction of a rehearsal, when the rows are written and nothing is saved. Of an undo it tells what
would be drawn again.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from data.importing.boundaries import OUTSIDE_WORTH_SAYING, OVERLAP_WORTH_SAYING, touching
from data.remembering import Rows

State = Literal["new", "changed", "neighbour"]
Kind = Literal["overlap", "outside"]
MOST = 3_000  # shapes; a picture of more says nothing
METRES = 111_320.0  # of a degree of latitude

_DRAWN = """select area_code, area_name, level, parent_code, boundary from area
    where valid_to is null and boundary is not null order by area_code"""


@dataclass(frozen=True)
class Shape:
    """An area's boundary as GeoJSON. `square_metres` before and after: about, and None where there is none."""

    code: str
    name: str
    state: State
    boundary: dict[str, Any]
    square_metres: float
    square_metres_before: float | None = None


@dataclass(frozen=True)
class Problem:
    """A part of the map that belongs to two siblings, or that lies outside of its parent. `share` is of the smaller."""

    kind: Kind
    code: str
    name: str
    other_code: str
    other_name: str
    share: float
    part: dict[str, Any]


@dataclass(frozen=True)
class Drawn:
    """`outlines`: the parents' boundaries, and what the changed ones were before, as GeoJSON geometries."""

    shapes: tuple[Shape, ...]
    problems: tuple[Problem, ...]
    parents: tuple[Shape, ...]
    before: tuple[dict[str, Any], ...]

    def of_state(self, state: State) -> list[Shape]:
        return [one for one in self.shapes if one.state == state]


@dataclass(frozen=True)
class _Known:
    code: str
    name: str
    level: str
    parent: str | None
    area: BaseGeometry


def drawn(inside: Rows, before: Rows) -> Drawn | None:
    """What would be drawn otherwise than in the store as it is, which `before` asks; None where nothing would."""
    stored = {row["area_code"]: row["boundary"] for row in before.rows(_DRAWN)}
    rows = inside.rows(_DRAWN)
    touched = {row["area_code"] for row in rows if row["boundary"] != stored.get(row["area_code"])}
    if not touched or len(touched) > MOST:
        return None
    parents = {row["parent_code"] for row in rows if row["area_code"] in touched} - {None}
    levels = {row["level"] for row in rows if row["area_code"] in touched}
    related = parents | touched
    around = _known(row for row in rows if {row["area_code"], row["parent_code"]} & related)
    anew = {one.code: one for one in around if one.code in touched}
    old = {code: shape(json.loads(stored[code])) for code in anew if code in stored}
    holders = [one for one in around if one.code in parents and one.code not in anew]
    beside = [one for one in around if one.code not in anew and one not in holders and one.level in levels]
    shapes = [_shape(one, "neighbour") for one in beside[:MOST]]
    shapes += [_shape(one, "changed" if code in old else "new", old.get(code)) for code, one in anew.items()]
    return Drawn(
        tuple(shapes),
        tuple(_problems(anew, around)),
        tuple(_shape(one, "neighbour") for one in holders),
        tuple(mapping(area) for area in old.values()),
    )


def square_metres(area: BaseGeometry) -> float:
    """About: degrees east are shorter the further north they lie."""
    return float(area.area) * METRES**2 * math.cos(math.radians(area.centroid.y))


def _known(rows: Iterable[dict[str, Any]]) -> list[_Known]:
    return [
        _Known(row["area_code"], row["area_name"], row["level"], row["parent_code"], shape(json.loads(row["boundary"])))
        for row in rows
    ]


def _shape(one: _Known, state: State, before: BaseGeometry | None = None) -> Shape:
    earlier = square_metres(before) if before is not None else None
    return Shape(one.code, one.name, state, mapping(one.area), square_metres(one.area), earlier)


def _problems(anew: dict[str, _Known], around: list[_Known]) -> Iterable[Problem]:
    """Of the new shapes only: what was wrong before is no matter of this file."""
    families: dict[tuple[str, str], list[_Known]] = defaultdict(list)
    for one in around:
        if one.parent:
            families[one.parent, one.level].append(one)
    for family in families.values():
        for first, second in touching([one.area for one in family]):
            one, other = family[first], family[second]
            smaller = min(one.area.area, other.area.area)
            part = one.area.intersection(other.area)
            if {one.code, other.code} & anew.keys() and smaller and part.area / smaller > OVERLAP_WORTH_SAYING:
                yield _problem("overlap", one, other, part, part.area / smaller)
    by_code = {one.code: one for one in around}
    for one in around:
        holder = by_code.get(one.parent or "")
        if holder and one.area.area and (one.code in anew or holder.code in anew):
            part = one.area.difference(holder.area)
            if part.area / one.area.area > OUTSIDE_WORTH_SAYING:
                yield _problem("outside", one, holder, part, part.area / one.area.area)


def _problem(kind: Kind, one: _Known, other: _Known, part: BaseGeometry, share: float) -> Problem:
    polygons = [piece for piece in shapely.get_parts(part) if piece.geom_type == "Polygon"]
    return Problem(kind, one.code, one.name, other.code, other.name, share, mapping(shapely.MultiPolygon(polygons)))
