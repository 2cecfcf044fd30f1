"""The places of the demonstration: a district, two streets, nine communities, 105 grids, 86 buildings."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

import shapely

from data.demo import blocks
from data.demo.draws import shares
from data.demo.files import Row
from data.demo.footprints import slabs
from data.demo.ground import Line, Point, degrees

DISTRICT = ("990101", "演示区（演示）")
WEST = ("990101001", "西街道（演示）")
EAST = ("990101002", "东街道（演示）")
POWER = "供电社区"

# households and persons per household; the last line is the published model and is exact.
COMMUNITIES = {
    "滨河社区": (4480, 2.51), "北关社区": (3310, 2.29), "文昌社区": (4350, 2.46), "桃园社区": (3820, 2.58),
    "和平社区": (4060, 2.33), "南湖社区": (3390, 2.44), "铁西社区": (3990, 2.37), "东风社区": (2760, 2.62),
    POWER: (2911, 6812 / 2911),
}
BUILDINGS = {POWER: 86}
HOUSEHOLDS_PER_BUILDING = 33.6
SPECIAL_GRIDS = {"滨河社区": 14, "桃园社区": 11, "铁西社区": 13}
FEWEST_HOUSEHOLDS = 122
# A grid that had grown too large, the one that was split off from it, and since when both stand.
DIVIDED, SPLIT_OFF, DIVIDED_ON = "990101001005010", "990101001005011", date(2026, 3, 1)


@dataclass(frozen=True)
class Building:
    """One building: its dwellings and its footprint in metres."""

    code: str
    name: str
    dwellings: int
    ring: Line


@dataclass(frozen=True)
class Grid:
    """One grid: what stands in it, and its boundary in metres."""

    code: str
    name: str
    number: int
    households: int
    residents: int
    buildings: int
    ring: Line
    standing: list[Building] = field(default_factory=list)


@dataclass(frozen=True)
class Community:
    """One community and its grids, in the order of their numbers."""

    code: str
    name: str
    grids: list[Grid]

    @property
    def plain(self) -> str:
        """The name without its mark."""
        return self.name.removesuffix("（演示）")

    @property
    def households(self) -> int:
        return sum(grid.households for grid in self.grids)

    @property
    def residents(self) -> int:
        return sum(grid.residents for grid in self.grids)


@dataclass(frozen=True)
class Town:
    """Everything there is: the communities of 西街道 and those of 东街道."""

    west: list[Community]
    east: list[Community]

    @property
    def communities(self) -> list[Community]:
        return self.west + self.east

    @property
    def grids(self) -> list[Grid]:
        return [grid for community in self.communities for grid in community.grids]

    def community(self, name: str) -> Community:
        """The community of that name (without its mark); raises KeyError when there is none."""
        return {c.plain: c for c in self.communities}[name]


def build() -> Town:
    """The town, the same on every call."""
    plan = blocks.draw()
    west = [name for name in COMMUNITIES if name != POWER]
    return Town(
        west=[_community(f"{WEST[0]}{i:03}", name, name, plan[name]) for i, name in enumerate(west, 1)],
        east=[_community(f"{EAST[0]}001", f"{POWER}（演示）", POWER, plan[POWER])],
    )


def rows(town: Town) -> list[Row]:
    """The area ledger, parents before their children."""
    found = [_area(DISTRICT, "district", None, town.grids)]
    found += [_area(WEST, "street", DISTRICT[0], _grids(town.west))]
    found += [_area(EAST, "street", DISTRICT[0], _grids(town.east))]
    found += [_area((c.code, c.name), "community", c.code[:9], c.grids) for c in town.communities]
    for community in town.communities:
        special = SPECIAL_GRIDS.get(community.name)
        for grid in community.grids:
            row = _area((grid.code, grid.name), "grid", community.code, [grid])
            kind = {"grid_type": "special" if grid.number == special else "base"}
            if grid.code == DIVIDED:
                found.append({**_before_division(town, grid), **kind})
            since = {"valid_from": DIVIDED_ON, "divided_from": DIVIDED} if grid.code in (DIVIDED, SPLIT_OFF) else {}
            found.append({**row, **kind, **since})
    found += [_building(grid, one) for grid in town.grids for one in grid.standing]
    return found


def inside(ring: Line, rng: Random) -> Point:
    """The longitude and latitude of a chance point within a ring given in metres."""
    polygon = shapely.Polygon(ring).buffer(-12)
    west, south, east, north = polygon.bounds
    while True:
        point = (rng.uniform(west, east), rng.uniform(south, north))
        if polygon.contains(shapely.Point(point)):
            return degrees(point)


def _community(code: str, name: str, plain: str, rings: list[Line]) -> Community:
    rng = Random(f"places/{plain}")
    total, persons = COMMUNITIES[plain]
    grounds = [shapely.Polygon(ring).area for ring in rings]
    weights = [rng.uniform(0.35, 1.3) * (ground * len(rings) / sum(grounds)) ** 0.5 for ground in grounds]
    households = shares(total, weights, at_least=FEWEST_HOUSEHOLDS)
    residents = shares(round(total * persons), [n * rng.uniform(0.93, 1.07) for n in households])
    standing = BUILDINGS.get(plain, round(total / HOUSEHOLDS_PER_BUILDING))
    buildings = shares(standing, [n * rng.uniform(0.9, 1.1) for n in households], at_least=1)
    grids = []
    for i, ring in enumerate(rings):
        grid = Grid(
            f"{code}{i + 1:03}", f"{plain}第{i + 1}网格", i + 1, households[i], residents[i], buildings[i],
            ring
        )
        grids.append(_with_buildings(grid, rng) if plain in BUILDINGS else grid)
    return Community(code, name, grids)


def _with_buildings(grid: Grid, rng: Random) -> Grid:
    dwellings = shares(
        grid.households, [rng.choice([24, 30, 36, 36, 40, 48]) for _ in range(grid.buildings)], at_least=8
    )
    rings = slabs(grid.ring, grid.buildings)
    for i, (count, ring) in enumerate(zip(dwellings, rings, strict=True), 1):
        grid.standing.append(Building(f"{grid.code}{i:03}", f"{grid.name}{i}号楼", count, ring))
    return grid


def _grids(communities: list[Community]) -> list[Grid]:
    return [grid for community in communities for grid in community.grids]


def _area(place: tuple[str, str], level: str, parent: str | None, grids: list[Grid]) -> Row:
    outline = _geojson([grid.ring for grid in grids])
    lon, lat = _label_point([grid.ring for grid in grids])
    return {
        "area_code": place[0], "area_name": place[1], "level": level, "parent_code": parent,
        "households": sum(grid.households for grid in grids),
        "residents": sum(grid.residents for grid in grids),
        "buildings": sum(grid.buildings for grid in grids), "lon": lon, "lat": lat, "boundary": outline,
    }


def _before_division(town: Town, grid: Grid) -> Row:
    """The grid as it was, before a part of it was split off."""
    parts = [grid, *(one for one in town.grids if one.code == SPLIT_OFF)]
    row = _area((grid.code, grid.name), "grid", grid.code[:12], parts)
    return {**row, "valid_from": date(2000, 1, 1), "valid_to": DIVIDED_ON - timedelta(days=1)}


def _building(grid: Grid, one: Building) -> Row:
    lon, lat = _label_point([one.ring])
    return {
        "area_code": one.code, "area_name": one.name, "level": "building", "parent_code": grid.code,
        "households": one.dwellings, "lon": lon, "lat": lat, "boundary": _geojson([one.ring]),
    }


def _label_point(rings: list[Line]) -> Point:
    point = shapely.union_all([shapely.Polygon(ring) for ring in rings]).representative_point()
    return degrees((point.x, point.y))


def _geojson(rings: list[Line]) -> dict[str, Any]:
    """One outline round the rings; corners are those of the rings, so levels fit each other exactly."""
    polygons = [shapely.Polygon([degrees(point) for point in ring]) for ring in rings]
    outline = shapely.coverage_union_all(polygons)
    if not isinstance(outline, shapely.Polygon):
        raise ValueError(f"the rings do not touch: {outline.geom_type}")
    ring = shapely.Polygon(outline.exterior).exterior
    corners = list(ring.coords) if ring.is_ccw else list(ring.coords)[::-1]
    return {"type": "Polygon", "coordinates": [[[x, y] for x, y in corners]]}
