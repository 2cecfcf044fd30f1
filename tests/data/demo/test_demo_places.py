from __future__ import annotations

import csv
import json
import math
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import pytest
import shapely

from data import published

PLACE_HEADINGS = ("所属网格", "所属社区/网格", "所属社区/小区", "所属社区", "所在社区/网格", "社区/网格")
PARENT_LENGTH = {"街道": 6, "社区": 9, "网格": 12, "楼栋": 15}


@pytest.fixture(scope="module")
def areas(ledgers):
    """The places there are today."""
    return [row for row in ledgers["area"] if not row["停用日期"]]


@pytest.fixture(scope="module")
def shapes(areas):
    return {row["区域编码"]: shapely.geometry.shape(json.loads(row["边界"])) for row in areas}


def of_level(areas, level, within=""):
    return [row for row in areas if row["级别"] == level and row["区域编码"].startswith(within)]


def test_every_code_begins_with_99_so_that_invented_and_published_figures_never_meet(ledgers):
    with (published.FOLDER / "areas.csv").open(encoding="utf-8-sig") as source:
        real = {row["区域编码"][:6] for row in csv.DictReader(source)}
    codes = set()
    for rows in ledgers.values():
        first = next(iter(rows[0]))
        place = first if rows[0][first].isdigit() else next(h for h in rows[0] if h in PLACE_HEADINGS)
        codes |= {row[place] for row in rows}

    assert {code[:6] for code in codes} == {"990101"}
    assert "990101" not in real


def test_the_district_and_its_streets_are_marked_as_a_demonstration(areas):
    marked = [row["区域名称"] for row in areas if row["级别"] in ("区县", "街道")]

    assert marked == ["演示区（演示）", "西街道（演示）", "东街道（演示）"]


def test_no_two_places_share_a_code_or_a_name(areas):
    assert max(Counter(row["区域编码"] for row in areas).values()) == 1
    assert max(Counter(row["区域名称"] for row in areas).values()) == 1


def test_no_community_has_the_name_of_a_real_one_without_saying_that_it_is_invented(areas):
    with (published.FOLDER / "areas.csv").open(encoding="utf-8-sig") as source:
        real = {row["区域名称"] for row in csv.DictReader(source)}

    assert not real & {row["区域名称"] for row in areas}


def test_every_place_lies_under_the_place_that_begins_its_code(areas):
    known = {row["区域编码"] for row in areas}
    for row in areas:
        if row["级别"] != "区县":
            assert row["上级编码"] == row["区域编码"][: PARENT_LENGTH[row["级别"]]]
            assert row["上级编码"] in known


def test_the_west_street_has_8_communities_with_9_to_14_grids_each_and_95_in_all(areas):
    communities = of_level(areas, "社区", "990101001")
    grids = Counter(row["上级编码"] for row in of_level(areas, "网格", "990101001"))

    assert len(communities) == 8
    assert sum(grids.values()) == 95
    assert min(grids.values()) == 9 and max(grids.values()) == 14


def test_the_power_station_community_has_the_published_grids_buildings_and_residents(areas, figure):
    grids = of_level(areas, "网格", "990101002001")
    buildings = of_level(areas, "楼栋", "990101002001")
    (community,) = of_level(areas, "社区", "990101002")

    assert community["区域名称"] == "供电社区（演示）"
    assert len(grids) == figure("F2-02")
    assert len(buildings) == int(community["楼栋数"]) == figure("F2-03")
    assert int(community["户数"]) == figure("F2-04")
    assert int(community["人口数"]) == figure("F2-05")


def test_households_residents_and_buildings_add_up_from_grids_to_the_district(areas):
    by_code = {row["区域编码"]: row for row in areas}
    sums = defaultdict(Counter)
    for row in of_level(areas, "网格"):
        for length in (6, 9, 12):
            sums[row["区域编码"][:length]].update(
                {heading: int(row[heading]) for heading in ("户数", "人口数", "楼栋数")}
            )
    for code, counted in sums.items():
        assert {heading: int(by_code[code][heading]) for heading in counted} == counted


def test_buildings_add_up_to_their_grid(areas):
    for grid in of_level(areas, "网格", "990101002"):
        standing = of_level(areas, "楼栋", grid["区域编码"])
        assert len(standing) == int(grid["楼栋数"])
        assert sum(int(one["户数"]) for one in standing) == int(grid["户数"])


def test_a_grid_has_between_120_and_500_households(areas):
    households = [int(row["户数"]) for row in of_level(areas, "网格")]

    assert min(households) >= 120 and max(households) <= 500
    assert len(set(households)) > 60


def test_grids_tile_their_community_communities_their_street_and_streets_their_district(areas, shapes):
    for level in ("区县", "街道", "社区"):
        for parent in of_level(areas, level):
            inner = [shapes[row["区域编码"]] for row in areas if row["上级编码"] == parent["区域编码"]]
            whole = shapes[parent["区域编码"]]
            assert shapely.coverage_is_valid(inner)
            assert shapely.union_all(inner).symmetric_difference(whole).area == pytest.approx(0, abs=1e-15)
            assert sum(one.area for one in inner) == pytest.approx(whole.area, rel=1e-9)


def test_no_two_grids_overlap_and_no_street_has_a_hole(areas, shapes):
    grids = [shapes[row["区域编码"]] for row in of_level(areas, "网格")]

    assert all(grid.is_valid and grid.area > 0 for grid in grids)
    assert max(a.intersection(b).area for a, b in combinations(grids, 2)) < 1e-15
    assert not any(shapely.get_num_interior_rings(shape) for shape in shapes.values())


def test_neighbouring_grids_share_their_corners_to_the_last_digit(areas, shapes):
    corners = Counter(
        corner for row in of_level(areas, "网格") for corner in set(shapes[row["区域编码"]].exterior.coords)
    )
    outline = set(shapes["990101"].exterior.coords)

    alone = {corner for corner, times in corners.items() if times == 1}
    assert alone <= outline


def test_side_streets_end_on_other_streets_as_they_do_in_towns(areas, shapes):
    """Cells round points meet in stars; where a street ends on another, that one runs straight on."""
    grids = [shapes[row["区域编码"]] for row in of_level(areas, "网格")]
    meetings = defaultdict(list)
    for grid in grids:
        for corner, angle in angles(grid):
            meetings[corner].append(angle)
    threes = [met for met in meetings.values() if len(met) == 3]

    assert len(threes) > 100
    assert sum(max(met) > 163 for met in threes) / len(threes) > 0.9


def test_blocks_differ_in_size_and_their_streets_bend(areas, shapes):
    grids = [shapes[row["区域编码"]] for row in of_level(areas, "网格")]
    sizes = sorted(grid.area for grid in grids)

    assert sizes[-5] / sizes[4] > 3
    assert sum(len(grid.exterior.coords) - 1 > 5 for grid in grids) > 60


def angles(grid):
    """Every corner with its inner angle in degrees; a degree of longitude is shorter than one of latitude."""
    ring = list(shapely.geometry.polygon.orient(grid).exterior.coords)[:-1]
    for before, corner, after in zip([ring[-1], *ring[:-1]], ring, [*ring[1:], ring[0]], strict=True):
        to, back = ((math.atan2(p[1] - corner[1], 0.83 * (p[0] - corner[0]))) for p in (after, before))
        yield corner, math.degrees(back - to) % 360


def test_buildings_stand_within_their_grid_and_apart_from_each_other(areas, shapes):
    for grid in of_level(areas, "网格", "990101002"):
        standing = [shapes[row["区域编码"]] for row in of_level(areas, "楼栋", grid["区域编码"])]
        assert all(shapes[grid["区域编码"]].contains(one) for one in standing)
        assert not any(a.intersects(b) for a, b in combinations(standing, 2))


def test_the_point_of_every_place_lies_inside_its_boundary(areas, shapes):
    for row in areas:
        point = shapely.Point(float(row["经度"]), float(row["纬度"]))
        assert shapes[row["区域编码"]].buffer(1e-6).contains(point)


def test_facilities_lie_within_their_grid(ledgers, shapes):
    for row in ledgers["facility"]:
        point = shapely.Point(float(row["经度"]), float(row["纬度"]))
        assert shapes[row["所在社区/网格"]].contains(point)


def test_coordinates_have_at_most_six_decimals(files):
    text = Path(files[0]).read_text("utf-8-sig")

    assert not [number for number in text.replace("]", ",").replace("[", ",").split(",")
                if number.count(".") == 1 and len(number.strip('"').split(".")[1]) > 6]


def test_a_grid_that_had_grown_too_large_was_divided_in_march_2026(ledgers, areas):
    (before,) = [row for row in ledgers["area"] if row["停用日期"]]
    parts = [row for row in areas if row["划分前网格"]]

    assert [row["启用日期"] for row in parts] == ["2026-03-01"] * 2
    assert before["停用日期"] == "2026-02-28"
    assert {row["划分前网格"] for row in parts} == {before["区域编码"]}
    assert sum(int(row["户数"]) for row in parts) == int(before["户数"]) > 500
