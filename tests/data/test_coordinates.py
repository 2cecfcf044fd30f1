"""GCJ-02 and BD-09 against published points, and there and back again."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.coordinates import converted, in_china, swapped, system_of, to_bd09, to_gcj02, to_wgs84

# What the well-known coordtransform prints for 116.404, 39.915.
PUBLISHED = (116.404, 39.915)
DEGREE = 111_320  # metres
inside = st.tuples(st.floats(73.5, 135), st.floats(18.2, 53.5))


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    east = (one[0] - other[0]) * math.cos(math.radians(one[1]))
    return math.hypot(east, one[1] - other[1]) * DEGREE


def test_the_published_points_are_met():
    assert to_gcj02(*PUBLISHED) == pytest.approx((116.41024449916938, 39.91640428150164), abs=1e-9)
    assert to_bd09(*PUBLISHED) == pytest.approx((116.41036949371029, 39.92133699351021), abs=1e-9)
    assert to_bd09(*to_gcj02(*PUBLISHED)) == pytest.approx((116.41662724378733, 39.922699552216216), abs=1e-9)
    assert metres(to_wgs84(*PUBLISHED, "GCJ-02"), (116.39775550083061, 39.91359571849836)) < 2


@settings(max_examples=150, deadline=None)
@given(inside)
def test_there_and_back_is_the_same_place(place):
    assert metres(to_wgs84(*to_gcj02(*place), "GCJ-02"), place) < 0.01
    assert metres(to_wgs84(*to_bd09(*to_gcj02(*place)), "BD-09"), place) < 0.01


@settings(max_examples=50, deadline=None)
@given(st.tuples(st.floats(-180, 180), st.floats(-90, 90)).filter(lambda place: not in_china(*place)))
def test_places_outside_china_are_left_alone(place):
    assert to_wgs84(*place, "GCJ-02") == to_wgs84(*place, "BD-09") == place


def test_wgs84_is_left_alone():
    assert to_wgs84(*PUBLISHED, "WGS84") == PUBLISHED


@pytest.mark.parametrize(
    "text,system",
    [
        ("GCJ-02", "GCJ-02"),
        ("gcj02", "GCJ-02"),
        ("火星坐标系", "GCJ-02"),
        ("高德", "GCJ-02"),
        ("BD09", "BD-09"),
        ("bd09ll", "BD-09"),
        ("百度坐标系", "BD-09"),
        ("WGS 84", "WGS84"),
        ("CGCS2000", "WGS84"),
        ("EPSG:4490", "WGS84"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "WGS84"),
        ("西安80", None),
    ],
)
def test_systems_are_known_by_many_names(text, system):
    assert system_of(text) == system


def test_degrees_that_changed_places_are_noticed():
    assert swapped(33.9, 116.8)
    assert not swapped(116.8, 33.9)
    assert not swapped(2.35, 48.85)


def test_every_point_of_a_geometry_is_moved_and_heights_stay():
    ring = [[*to_gcj02(116.8, 33.9), 5], [*to_gcj02(116.9, 33.9), 5]]

    moved = converted({"type": "MultiPolygon", "coordinates": [[ring]]}, "GCJ-02")

    assert moved["coordinates"] == [[[[116.8, 33.9, 5], [116.9, 33.9, 5]]]]
