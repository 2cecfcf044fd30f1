"""Boundaries as surveyors hand them over: zipped Shapefiles, KML and KMZ."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pyproj
import pytest
import shapefile

from data.reading import read_file
from data.reading.kinds import kind_of
from data.reading.kml import kml_rows, kmz_rows
from data.reading.projections import Projection
from data.reading.refusal import Refusal
from data.reading.shapefiles import shapefile_sheets
from tests.data.reading.reading_sheets import rows_of

RING = [[116.8, 33.9], [116.8, 33.91], [116.81, 33.91], [116.81, 33.9], [116.8, 33.9]]
HOLE = [[116.802, 33.902], [116.804, 33.902], [116.804, 33.904], [116.802, 33.904], [116.802, 33.902]]
CGCS2000 = b'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000"]]'
GAUSS = b'PROJCS["CGCS2000_3_Degree_GK_CM_117E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000"]]'
XIAN = pyproj.CRS.from_epsg(2384).to_wkt("WKT1_ESRI").encode()
KML = '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'


pytestmark = pytest.mark.filterwarnings("ignore")


def layer(encoding: str, *rings: list, household: object = 300) -> dict[str, bytes]:
    """The files of one layer with one feature."""
    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, encoding=encoding) as writer:
        writer.field("网格编码", "C", 20)
        writer.field("名称", "C", 20)
        writer.field("户数", "N", 10)
        writer.poly(list(rings or [RING]))
        writer.record("340603003001001", "第1网格", household)
    return {".shp": shp.getvalue(), ".shx": shx.getvalue(), ".dbf": dbf.getvalue()}


def zipped(folder: Path, files: dict[str, bytes], **options) -> Path:
    path = folder / "网格.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def named(files: dict[str, bytes], name: str = "成果/网格") -> dict[str, bytes]:
    return {name + ending: content for ending, content in files.items()}


def refusal(read, path: Path) -> Refusal:
    with pytest.raises(Refusal) as refused:
        kind_of(path)
        list(read(path))
    return refused.value


def test_a_zipped_shapefile_becomes_a_sheet_like_geojson(tmp_path):
    path = zipped(tmp_path, named(layer("gbk", RING, HOLE) | {".prj": CGCS2000, ".cpg": b"GBK"}))

    reading = read_file(path)

    assert (reading.kind, reading.sheets[0].name) == ("shapefile", "网格")
    heading, (number, texts) = rows_of(reading.sheets[0])
    assert heading == (1, ["网格编码", "名称", "户数", "边界", "坐标系"])
    assert (number, texts[:3], texts[4]) == (2, ["340603003001001", "第1网格", "300"], "CGCS2000")
    assert json.loads(texts[3]) == {"type": "Polygon", "coordinates": [RING, HOLE]}


@pytest.mark.parametrize("encoding,said", [("gbk", None), ("utf-8", None), ("gbk", b"UTF-8"), ("utf-8", b"OEM")])
def test_the_attributes_are_read_in_the_encoding_that_fits(tmp_path, encoding, said):
    files = layer(encoding) | ({".cpg": said} if said else {})
    ((_, rows, _),) = shapefile_sheets(zipped(tmp_path, named(files)))

    cut_to_ten_bytes = "网格编码" if encoding == "gbk" else "网格编"
    assert rows[0][1][:3] == [cut_to_ten_bytes, "名称", "户数"]
    assert rows[1][1][:3] == ["340603003001001", "第1网格", "300"]


def test_every_layer_is_a_sheet_and_what_has_no_shape_keeps_its_row(tmp_path):
    empty = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=empty[0], shx=empty[1], dbf=empty[2], shapeType=shapefile.POLYGON) as writer:
        writer.field("NAME", "C", 20)
        writer.null()
        writer.record("未绘")
    second = dict(zip((".SHP", ".SHX", ".DBF"), (one.getvalue() for one in empty), strict=True))
    path = zipped(tmp_path, named(layer("utf-8"), "a") | named(second, "b"))

    assert [(name, len(rows)) for name, rows, _ in shapefile_sheets(path)] == [("a", 2), ("b", 2)]
    assert list(shapefile_sheets(path))[1][1][1] == (2, ["未绘", None])


@pytest.mark.parametrize(
    "files,code",
    [
        (layer("gbk") | {".prj": GAUSS}, "projected"),
        (layer("gbk") | {".prj": XIAN}, "projected"),
        (layer("gbk") | {".prj": b'GEOGCS["GCS_Beijing_1954"]'}, "projected"),
        ({".shp": layer("gbk")[".shp"]}, "shapefile_parts"),
        (layer("gbk") | {".shp": layer("gbk")[".shp"][:150]}, "broken_shapefile"),
        (layer("gbk") | {".dbf": b"\3" + b"\xff" * 60}, "broken_shapefile"),
    ],
)
def test_a_layer_that_cannot_be_placed_is_refused_with_the_reason(tmp_path, files, code):
    found = refusal(shapefile_sheets, zipped(tmp_path, named(files)))

    assert found.code == code
    names = ("CGCS2000_3_Degree_GK_CM_117E", "GCS_Beijing_1954", "Xian_1980_3_Degree_GK_CM_117E")
    assert code != "projected" or found.values["name"] in names


ZONES = range(4513, 4555)  # EPSG: three degrees wide, with the zone's number before the metres and without
SQUARE = ((0, 0), (0, 900), (900, 900), (900, 0), (0, 0))  # metres
PLACED = [[0.0, 0.0], [0.0, 0.01], [0.01, 0.01], [0.01, 0.0], [0.0, 0.0]]  # degrees from the corner


@pytest.mark.parametrize("code", ZONES)
def test_every_gauss_kruger_zone_of_cgcs2000_comes_as_degrees(tmp_path, code):
    crs = pyproj.CRS.from_epsg(code)
    west, south = crs.area_of_use.west + 1, 35.0
    ring = [[west + lon, south + lat] for lon, lat in PLACED]
    way = pyproj.Transformer.from_crs(crs.geodetic_crs, crs, always_xy=True)
    metres = [list(way.transform(*point)) for point in ring]
    path = zipped(tmp_path, named(layer("gbk", metres) | {".prj": crs.to_wkt("WKT1_ESRI").encode()}))

    ((_, rows, _),) = shapefile_sheets(path)

    assert rows[1][1][4] == "CGCS2000"
    found = json.loads(rows[1][1][3])["coordinates"][0]
    assert [value for point in found for value in point] == pytest.approx(
        [value for point in ring for value in point], abs=2e-8
    )


@pytest.mark.parametrize("latitude,metres", [(30.0, 3320113.398), (45.0, 4984944.378)])
def test_the_meridian_is_as_long_as_the_tables_say(latitude, metres):
    """Arc lengths of the GRS 80 ellipsoid, which CGCS2000 shares within a tenth of a millimetre."""
    [lon, lat] = Projection("EPSG:4549", "CM 120E").degrees({"coordinates": [500000.0, metres]})["coordinates"]

    assert (lon, lat) == (120.0, pytest.approx(latitude, abs=1e-8))


@pytest.mark.parametrize(
    "ring",
    [
        [[39484000 + x, 3753000 + y] for x, y in SQUARE],  # the zone is said twice
        [[3753000 + y, 484000 + x] for x, y in SQUARE],  # X is north
    ],
)
def test_metres_that_do_not_suit_their_declaration_are_refused(tmp_path, ring):
    prj = pyproj.CRS.from_epsg(4548).to_wkt("WKT1_ESRI").encode()
    found = refusal(shapefile_sheets, zipped(tmp_path, named(layer("gbk", ring) | {".prj": prj})))

    assert (found.code, found.values["name"]) == ("projection_misfit", "CGCS2000_3_Degree_GK_CM_117E")


@pytest.mark.parametrize("crs", ["urn:ogc:def:crs:EPSG::4548", "EPSG:4548"])
def test_geojson_in_metres_is_read_by_its_epsg_code(tmp_path, crs):
    way = pyproj.Transformer.from_crs("EPSG:4490", "EPSG:4548", always_xy=True)
    geometry = {"type": "MultiPolygon", "coordinates": [[[list(way.transform(*point)) for point in RING]]]}
    member = {"crs": {"type": "name", "properties": {"name": crs}}}
    feature = {"type": "Feature", "properties": {"name": "第1网格"}, "geometry": geometry}
    path = tmp_path / "网格.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", **member, "features": [feature]}), "utf-8")

    heading, (_, texts) = rows_of(read_file(path).sheets[0])

    assert (heading[1][2], texts[2]) == ("坐标系", "CGCS2000")
    [[found]] = json.loads(texts[1])["coordinates"]
    assert found[2] == pytest.approx(RING[2], abs=2e-8)


@pytest.mark.parametrize(
    "extra,code",
    [
        ({"../../etc/cron.d/x": b"x"}, "archive_paths"),
        ({"/etc/x": b"x"}, "archive_paths"),
        ({"C:\\x.txt": b"x"}, "archive_paths"),
        ({"更多.zip": b"x"}, "nested_archive"),
        ({"zeros.bin": b"\0" * (50 << 20)}, "too_big"),
        ({f"{i}.txt": b"" for i in range(600)}, "too_big"),
    ],
)
def test_a_hostile_archive_is_refused_before_anything_is_unpacked(tmp_path, extra, code):
    path = zipped(tmp_path, named(layer("gbk")) | extra, compresslevel=1)

    assert refusal(shapefile_sheets, path).code == code


def test_a_single_part_of_a_shapefile_is_refused_with_the_cure(tmp_path):
    path = tmp_path / "网格.shp"
    path.write_bytes(layer("gbk")[".shp"])

    assert refusal(list, path).code == "bare_shapefile"


def placemark(name: str, *rings: list, more: str = "") -> str:
    def ring(one: list) -> str:
        text = " ".join(f"{lon},{lat},0" for lon, lat in one)
        return f"<LinearRing><coordinates>\n{text}\n</coordinates></LinearRing>"

    edges = ["outer", *["inner"] * len(rings)]
    drawn = "".join(f"<{e}BoundaryIs>{ring(r)}</{e}BoundaryIs>" for e, r in zip(edges, rings, strict=False))
    shape = f"<Polygon>{drawn}</Polygon>" if rings else ""
    return f"<Placemark><name>{name}</name>{more}{shape}</Placemark>"


def test_kml_becomes_a_sheet_with_one_row_per_placemark(tmp_path):
    data = '<ExtendedData><Data name="区域编码"><value>340603003001001</value></Data></ExtendedData>'
    point = "<Placemark><name>大门</name><Point><coordinates>1,2</coordinates></Point></Placemark>"
    path = tmp_path / "网格.kml"
    text = KML.format(f"<Folder>{placemark('第1网格', RING, HOLE, more=data)}{point}</Folder>{placemark('未绘')}")
    path.write_text(text, "utf-8")

    reading = read_file(path)

    assert reading.kind == "kml"
    rows = rows_of(reading.sheets[0])
    assert rows[0] == (1, ["名称", "区域编码", "边界"])
    assert rows[1][1][:2] == ["第1网格", "340603003001001"]
    assert json.loads(rows[1][1][2]) == {"type": "Polygon", "coordinates": [RING, HOLE]}
    assert json.loads(rows[2][1][2])["type"] == "Point"
    assert rows[3] == (4, ["未绘", None, None])
    packed = zipped(tmp_path, {"doc.kml": text.encode()})
    assert (kind_of(packed), len(kmz_rows(packed))) == ("kmz", 4)


@pytest.mark.parametrize(
    "text,code",
    [
        (KML.format("<NetworkLink><href>http://example.invalid/</href></NetworkLink>"), "no_placemarks"),
        (KML.format("").replace("<kml", '<!DOCTYPE kml [<!ENTITY a "b">]><kml'), "xml_entities"),
        (KML.format("")[:-8], "broken"),
    ],
)
def test_kml_without_places_or_with_entities_is_refused(tmp_path, text, code):
    path = tmp_path / "网格.kml"
    path.write_text(text, "utf-8")

    assert refusal(kml_rows, path).code == code
