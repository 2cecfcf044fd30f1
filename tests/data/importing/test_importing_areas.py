"""Areas come in as a tree: codes nest, parents exist, names are unique under a parent, boundaries are sound."""

import io
import json

import pytest
import shapefile

from data import areas
from tests.data.importing.importing_office import reasons, warnings
from tests.data.reading.test_reading_boundaries import CGCS2000, KML, RING, layer, named, placemark, zipped

HEADING = "区域编码,区域名称\n"


def square(west: float, south: float, size: float = 0.01) -> dict:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def sheet_of(*features: tuple[str, str, object]) -> str:
    """A GeoJSON file as reading hands it over: properties as columns, the geometry as text."""
    quoted = [(code, name, json.dumps(geometry).replace('"', '""')) for code, name, geometry in features]
    return "area_code,area_name,边界\n" + "".join(
        f'{code},{name},"{geometry}"\n' for code, name, geometry in quoted
    )


def versions(office) -> set[tuple[str, int | None]]:
    """Name and households of every version of the first grid."""
    found = office.rows("area", "area_code", "area_name", "households")
    return {(name, households) for code, name, households in found if code == "340603003001001"}


def test_level_and_parent_follow_from_the_code(office):
    office.upload(HEADING + "340603003001003,第3网格\n")

    found = areas.get(office.database, "340603003001003")
    assert (found.level, found.parent_code) == ("grid", "340603003001")


def test_a_parent_may_be_given_by_name(office):
    office.upload("区域编码,区域名称,所属社区\n340603003001003,第3网格,新华社区\n")

    assert areas.get(office.database, "340603003001003").parent_code == "340603003001"


def test_a_parent_that_does_not_begin_the_code_is_refused(office):
    report = office.upload("区域编码,区域名称,上级编码\n340603003001003,第3网格,340603003002\n")

    assert reasons(report)[0][:3] == (2, "上级编码", "340603003002")


def test_a_grid_belongs_to_a_community_and_not_to_a_street(office):
    report = office.upload("区域编码,区域名称,级别,上级编码\n340603003001003,第3网格,网格,340603003\n")

    assert [one[1] for one in reasons(report)] == ["上级编码"]


def test_a_community_under_an_unknown_street_is_refused(office):
    report = office.upload(HEADING + "340603009001,远方社区\n")

    assert "340603009" in reasons(report)[0][3]


def test_a_street_may_come_before_its_district(empty_office):
    report = empty_office.upload(HEADING + "340603003,西街道\n")

    assert report.status == "committed"
    assert "340603" in warnings(report)


def test_a_code_of_odd_length_is_refused(office):
    assert reasons(office.upload(HEADING + "34060300,怪街道\n"))[0][:3] == (2, "区域编码", "34060300")


@pytest.mark.parametrize("name", ["第1网格", "第１網格", " 第1网格"])
def test_a_name_stands_once_under_one_parent(office, name):
    report = office.upload(HEADING + f"340603003001009,{name}\n")

    assert [one[1] for one in reasons(report)] == ["区域名称"]
    assert "340603003001001" in reasons(report)[0][3]


def test_a_redivided_grid_keeps_its_earlier_version(office):
    heading = "区域编码,区域名称,启用日期,停用日期\n"
    office.upload(
        heading + "340603003001001,第1网格,2000-01-01,2026-06-30\n340603003001001,新1网格,2026-07-01,\n"
    )

    assert versions(office) == {("新1网格", None), ("第1网格", 300)}
    assert areas.get(office.database, "340603003001001").name == "新1网格"


def test_an_update_without_a_date_is_about_the_version_in_force(office):
    test_a_redivided_grid_keeps_its_earlier_version(office)
    office.upload("区域编码,区域名称,户数\n340603003001001,新1网格,288\n")

    assert versions(office) == {("新1网格", 288), ("第1网格", 300)}


def test_boundaries_alone_leave_everything_else_as_it_was(office):
    report = office.upload(sheet_of(("340603003001001", "第1网格", square(116.8, 33.9))))

    found = areas.get(office.database, "340603003001001")
    assert report.status == "committed"
    assert (found.households, found.level, found.has_boundary) == (300, "grid", True)
    drawn = areas.boundaries(office.database, "340603003", "grid")["features"]
    assert [one["geometry"] for one in drawn] == [square(116.8, 33.9)]


def test_boundaries_may_come_with_names_only(office):
    geometry = json.dumps(square(116.8, 33.9)).replace('"', '""')
    report = office.upload(f'area_name,边界\n安康社区,"{geometry}"\n', table="area")

    assert report.status == "committed", reasons(report)
    assert areas.get(office.database, "340603003002").has_boundary


@pytest.mark.parametrize(
    "geometry,word",
    [
        ("115.2 32.1", "多边形"),
        ({"type": "Point", "coordinates": [116.8, 33.9]}, "多边形"),
        (
            {
                "type": "Polygon",
                "coordinates": [[[116.8, 33.9], [116.9, 33.9], [116.9, 34.0], [116.8, 34.0]]],
            },
            "闭合",
        ),
        ({"type": "Polygon", "coordinates": [[[500, 33.9], [501, 33.9], [501, 34], [500, 33.9]]]}, "经纬度"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}, "自相交"),
        ({"type": "Polygon", "coordinates": "here"}, "闭合"),
    ],
)
def test_an_unsound_boundary_is_refused_with_the_reason(office, geometry, word):
    report = office.upload(sheet_of(("340603003001001", "第1网格", geometry)))

    assert report.status == "rejected"
    assert reasons(report)[0][:2] == (2, "边界")
    assert word in reasons(report)[0][3]


def test_siblings_on_top_of_each_other_are_warned_of(office):
    beside = office.upload(
        sheet_of(
            ("340603003001001", "第1网格", square(116.80, 33.9)),
            ("340603003001002", "第2网格", square(116.81, 33.9)),
        )
    )
    above = office.upload(sheet_of(("340603003001002", "第2网格", square(116.805, 33.9))))

    assert "重叠" not in warnings(beside)
    assert above.status == "committed"
    assert "重叠约50%" in warnings(above)


def test_what_reaches_beyond_the_parent_is_warned_of(office):
    office.upload(sheet_of(("340603003001", "新华社区", square(116.8, 33.9, 0.02))))
    inside = office.upload(sheet_of(("340603003001001", "第1网格", square(116.80, 33.9))))
    beyond = office.upload(sheet_of(("340603003001002", "第2网格", square(116.815, 33.9))))

    assert "以外" not in warnings(inside)
    assert beyond.status == "committed"
    assert "第2网格（340603003001002）的边界约有50%在新华社区（340603003001）的边界以外" in warnings(beyond)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_a_zipped_shapefile_goes_the_way_of_geojson(office, tmp_path, encoding):
    path = zipped(tmp_path, named(layer(encoding, household=288) | {".prj": CGCS2000}))

    report = office.upload_file(path)

    found = areas.get(office.database, "340603003001001")
    assert (report.status, found.households, found.has_boundary) == ("committed", 288, True), reasons(report)


def test_kml_is_matched_by_name_and_checked_like_geojson(office, tmp_path):
    path = tmp_path / "社区.kml"
    swapped = [[lat, lon] for lon, lat in RING]
    for ring, reason in ((RING, ""), (swapped, "颠倒"), (RING[:-1], "闭合")):
        path.write_text(KML.format(placemark("安康社区", ring)), "utf-8")
        report = office.upload_file(path)
        assert reason in "".join(one[3] for one in reasons(report))
        assert report.status == ("rejected" if reason else "committed"), reasons(report)


def by_attributes(folder, attributes: dict[str, str], ring=RING):
    """A Shapefile of one shape with these attributes in GB18030."""
    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, encoding="gb18030") as writer:
        for name in attributes:
            writer.field(name, "C", 60)
        writer.poly([ring])
        writer.record(*attributes.values())
    files = {".shp": shp.getvalue(), ".shx": shx.getvalue(), ".dbf": dbf.getvalue(), ".prj": CGCS2000}
    return zipped(folder, named(files))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("written", ["新华社区居委会", "新华", "新華社區", "新(xīn)华社区"])
def test_a_boundary_finds_its_area_by_any_spelling_and_does_not_rename_it(office, tmp_path, written):
    for attributes in ({"SQMC": written, "备注": "𠮷㐂路以东"}, {"SQBM": "340603003001", "SQMC": written}):
        report = office.upload_file(by_attributes(tmp_path, attributes))
        found = areas.get(office.database, "340603003001")
        assert report.status in ("committed", "unchanged"), reasons(report)
        assert (found.name, found.has_boundary) == ("新华社区", True)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "attributes",
    [
        {"WGMC": "第1网格", "SQMC": "安康社区"},
        {"SQMC": "安康", "WGMC": "第一网格"},
        {"网格名称": "第1网格", "所属社区": "安康社区"},
        {"网格名称": "第1网格", "社区代码": "340603003002"},
        {"WGMC": "安康社区第1网格"},
    ],
)
def test_a_grids_name_is_told_apart_by_the_community_beside_it(office, tmp_path, attributes):
    report = office.upload_file(by_attributes(tmp_path, attributes))

    assert report.status == "committed", reasons(report)
    drawn = [code for code, boundary in office.rows("area", "area_code", "boundary") if boundary]
    assert drawn == ["340603003002001"]


@pytest.mark.filterwarnings("ignore")
def test_a_name_that_two_grids_share_is_asked_about(office, tmp_path):
    report = office.upload_file(by_attributes(tmp_path, {"WGMC": "第1网格"}))

    assert report.status == "rejected"
    assert "340603003001001" in reasons(report)[0][3]
    assert "340603003002001" in reasons(report)[0][3]


def test_metres_without_a_declaration_are_refused_with_the_cure(office):
    report = office.upload(sheet_of(("340603003001001", "第1网格", square(39484000, 3753000, 900))))

    assert ".prj" in reasons(report)[0][3]


def test_the_place_where_a_boundary_crosses_itself_is_told(office):
    bow_tie = [[116.83, 33.9], [116.84, 33.91], [116.84, 33.9], [116.83, 33.91], [116.83, 33.9]]
    report = office.upload(sheet_of(("340603003001001", "第1网格", {"type": "Polygon", "coordinates": [bow_tie]})))

    assert "116.835000, 33.905000" in reasons(report)[0][3]


def test_holes_and_several_parts_are_kept(office):
    hole = square(116.802, 33.902, 0.002)["coordinates"][0]
    outer = square(116.8, 33.9)["coordinates"][0]
    geometry = {"type": "MultiPolygon", "coordinates": [[outer, hole], square(116.85, 33.9)["coordinates"]]}
    office.upload(sheet_of(("340603003001001", "第1网格", geometry)))

    [one] = areas.boundaries(office.database, "340603003", "grid")["features"]
    assert one["geometry"] == geometry


def test_changed_areas_touch_every_month(office):
    office.upload(HEADING + "340603003001003,第3网格\n")

    assert [(one.table, one.months) for one in office.refreshed] == [("area", None)]
