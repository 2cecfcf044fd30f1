"""Degrees come in as WGS84, whatever map they were read from."""

import json

import pytest

from data import areas
from data.coordinates import to_bd09, to_gcj02
from data.importing import WrongCall
from data.reading.features import feature_rows
from tests.data.importing.importing_office import reasons, warnings
from tests.data.importing.test_importing_areas import sheet_of, square

HEADING = "区域编码,区域名称,经度,纬度,坐标系\n"
PLACE = (116.8, 33.9)


def row(place: tuple[float, float], system: str) -> str:
    return f"340603003001001,第1网格,{place[0]:.9f},{place[1]:.9f},{system}\n"


def place_of(office) -> tuple[float, float]:
    found = areas.get(office.database, "340603003001001")
    return found.lon, found.lat


@pytest.mark.parametrize(
    "place,system",
    [
        (to_gcj02(*PLACE), "GCJ-02"),
        (to_gcj02(*PLACE), "高德坐标"),
        (to_bd09(*to_gcj02(*PLACE)), "百度"),
        (PLACE, "CGCS2000"),
        (PLACE, ""),
    ],
)
def test_a_column_declares_the_system_of_its_row(office, place, system):
    report = office.upload(HEADING + row(place, system))

    assert report.status == "committed", reasons(report)
    assert place_of(office) == pytest.approx(PLACE, abs=2e-7)
    assert "未识别" not in warnings(report)
    assert ("换算为WGS84（1行）" in warnings(report)) == (place != PLACE)
    assert office.upload(HEADING + row(place, system)).status == "unchanged"


def test_the_caller_may_declare_it_for_the_file(office):
    text = HEADING.replace(",坐标系", "") + row(to_gcj02(*PLACE), "").replace(",\n", "\n")

    assert office.upload(text, crs="gcj02").status == "committed"
    assert place_of(office) == pytest.approx(PLACE, abs=2e-7)
    with pytest.raises(WrongCall, match="月球"):
        office.upload(text, crs="月球")


def test_an_unknown_system_is_refused(office):
    assert "不认识坐标系“西安80”" in reasons(office.upload(HEADING + row(PLACE, "西安80")))[0][3]


def test_swapped_degrees_are_refused_with_the_cure(office):
    assert reasons(office.upload(HEADING + row((33.9, 116.8), ""))) == [
        (2, "纬度", "116.800000000", "经度和纬度填反了：应为经度116.8、纬度33.9，请互换这两列")
    ]


def test_a_swapped_boundary_is_refused_with_the_cure(office):
    report = office.upload(sheet_of(("340603003001001", "第1网格", square(33.9, 116.8))))

    assert "先写经度、后写纬度" in reasons(report)[0][3]


@pytest.mark.parametrize(
    "member",
    [
        {"crs": {"type": "name", "properties": {"name": "GCJ-02"}}},
        {"coordinate_system": "GCJ02"},
        {"crs": "火星坐标系"},
    ],
)
def test_geojson_declares_the_system_of_its_boundaries(office, tmp_path, member):
    ring = [list(to_gcj02(*point)) for point in square(*PLACE)["coordinates"][0]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "properties": {"area_code": "340603003001001"}, "geometry": geometry}
    path = tmp_path / "grids.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", **member, "features": [feature]}), "utf-8")

    quoted = ('"' + (cell or "").replace('"', '""') + '"' for _, cells in feature_rows(path) for cell in cells)
    heading, *rest = zip(*[quoted] * 3, strict=True)
    report = office.upload("\n".join(map(",".join, (heading, *rest))), table="area")

    assert report.status == "committed", reasons(report)
    drawn = areas.boundaries(office.database, "340603003", "grid")["features"][0]["geometry"]
    assert drawn["coordinates"][0][0] == pytest.approx(list(PLACE), abs=2e-7)
