"""Zipped Shapefiles -> sheets like those of GeoJSON: one feature a row, one attribute a column, the geometry as text.

Degrees of WGS84 and CGCS2000 are read as they are, and metres of a projection on them (Gauss-Krüger zones) as degrees.
The older Beijing 54 and Xi'an 80 are refused by their name: without the surveyors' parameters they would land a street
away.
"""

from __future__ import annotations

import codecs
import datetime
import io
import logging
import re
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import shapefile

from data.reading.archives import Archive
from data.reading.columns import Row
from data.reading.features import rows_of_features
from data.reading.projections import Projection
from data.reading.refusal import Refusal

_CODE_PAGES = {0x4D: "gb18030", 0x7A: "gb18030"}  # of the .dbf itself: simplified Chinese of DOS and of Windows
_GB = re.compile(r"936|gb|oem|ansi", re.IGNORECASE)
_UTF8 = re.compile(r"utf.?8|65001", re.IGNORECASE)
_NAME = re.compile(r'\b(PROJCS|PROJCRS|GEOGCS|GEOGCRS|GEODCRS|GEODETICCRS)\s*\[\s*"([^"]{1,100})"', re.IGNORECASE)
_PROJECTED = ("PROJCS", "PROJCRS")
_SYSTEMS = {
    "CGCS2000": re.compile(r"CGCS.?2000|China.?Geodetic.?Coordinate.?System.?2000|国家2000", re.IGNORECASE),
    "WGS84": re.compile(r"WGS.?(19)?84", re.IGNORECASE),
}

_BROKEN = (
    shapefile.ShapefileException, shapefile.GeoJSON_Error, shapefile.RingSamplingError,
    struct.error, ValueError, IndexError, TypeError, KeyError, EOFError,
)  # fmt: skip

logging.getLogger("shapefile").setLevel(logging.CRITICAL)


def shapefile_sheets(path: Path) -> Iterator[tuple[str, list[Row], tuple[()]]]:
    """(name, rows, no merges) of every layer in the archive. Raises Refusal when one cannot be read."""
    archive = Archive(path)
    for name in archive.names(".shp"):
        attributes = archive.beside(name, ".dbf")
        if attributes is None:
            raise Refusal("shapefile_parts", name=PurePosixPath(name).name)
        system, projection = _system(archive.beside(name, ".prj"))
        try:
            features = list(_features(archive.read(name), attributes, archive.beside(name, ".cpg")))
            if projection:
                features = [(said, projection.degrees(geometry)) for said, geometry in features]
        except _BROKEN:
            raise Refusal("broken_shapefile", name=PurePosixPath(name).name) from None
        yield PurePosixPath(name).stem, rows_of_features(features, system), ()


def _features(shapes: bytes, attributes: bytes, declared: bytes | None) -> Iterator[tuple[dict[str, Any], Any]]:
    """Texts are taken as bytes first: what the .cpg says is not always so, and names are cut amid a character."""
    reader = shapefile.Reader(
        shp=io.BytesIO(shapes), dbf=io.BytesIO(attributes), encoding="ascii", encodingErrors="surrogateescape"
    )
    with reader:
        records = [list(one) if one is not None else None for one in reader.iterRecords(deleted_as_None=True)]
        names = [one.name for one in reader.fields if one.name != "DeletionFlag"]
        texts = [value for values in (names, *filter(None, records)) for value in values if isinstance(value, str)]
        encoding = _encoding([_bytes(one) for one in texts], declared, attributes[29])
        headings = _distinct(_text(one, encoding) for one in names)
        geometries = [_geometry(one) for one in reader.iterShapes()]
    for values, geometry in zip(records, geometries, strict=True):
        if values is not None:
            properties = dict(zip(headings, (_value(value, encoding) for value in values), strict=True))
            yield properties, geometry


def _geometry(one: shapefile.Shape | None) -> Any:
    if one is None or one.shapeType == shapefile.NULL:
        return None
    geometry = one.__geo_interface__
    return geometry if geometry["coordinates"] else None


def _encoding(raw: list[bytes], declared: bytes | None, code_page: int) -> str:
    said = (declared or b"").decode("ascii", "ignore")
    first = "utf-8" if _UTF8.search(said) else "gb18030" if _GB.search(said) else _CODE_PAGES.get(code_page, "utf-8")
    for encoding in (first, "utf-8", "gb18030"):
        try:
            for one in raw:
                _decoded(one, encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise Refusal("shapefile_encoding")


def _decoded(raw: bytes, encoding: str) -> str:
    """Without the part of a character at the end: fields are as long as they are."""
    return codecs.getincrementaldecoder(encoding)("strict").decode(raw, final=False)


def _bytes(text: str) -> bytes:
    return text.encode("ascii", "surrogateescape")


def _text(text: str, encoding: str) -> str:
    return _decoded(_bytes(text), encoding).strip(" \0")


def _value(value: Any, encoding: str) -> Any:
    if isinstance(value, str):
        return _text(value, encoding)
    return value.isoformat() if isinstance(value, datetime.date) else value


def _distinct(names: Iterable[str]) -> list[str]:
    """Names cut to ten bytes may have become the same."""
    found: list[str] = []
    for name in names:
        others = sum(one.split("#")[0] == name for one in found)
        found.append(f"{name}#{others + 1}" if others else name)
    return found


def _system(declared: bytes | None) -> tuple[str | None, Projection | None]:
    """WGS84 or CGCS2000 as the .prj says, and its projection; None when there is none, as in a plain GeoJSON."""
    if declared is None:
        return None, None
    text = declared.decode("utf-8", "replace").strip("\ufeff\0 \r\n")
    found = _NAME.search(text)
    kind, name = (found[1].upper(), found[2]) if found else ("", "?")
    if kind in _PROJECTED:
        projection = Projection(text, name)
        return projection.system, projection
    system = next((one for one, pattern in _SYSTEMS.items() if pattern.search(name)), None)
    if system is None:
        raise Refusal("projected", name=name)
    return system, None
