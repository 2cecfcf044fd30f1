"""KML and KMZ -> a sheet like that of GeoJSON: one placemark a row. Links are not followed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from data.reading.archives import Archive
from data.reading.columns import Row
from data.reading.features import rows_of_features
from data.reading.refusal import Refusal
from data.reading.xml_elements import Elements, parse_xml

NAME_HEADING = "名称"


def kml_rows(path: Path) -> list[Row]:
    """The placemarks of the file. Raises Refusal when there are none."""
    places = _Placemarks()
    parse_xml(path, places)
    if not places.found:
        raise Refusal("no_placemarks")
    return rows_of_features(places.found, None)


def kmz_rows(path: Path) -> list[Row]:
    """The same for the .kml inside an archive."""
    archive = Archive(path)
    unpacked = Path(tempfile.mkdtemp()) / "doc.kml"
    unpacked.write_bytes(archive.read(archive.names(".kml")[0]))
    return kml_rows(unpacked)


class _Placemarks(Elements):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[dict[str, Any], Any]] = []

    def ended(self, one: Element) -> None:
        if one.tag == "Placemark":
            self.found.append((_attributes(one), _geometry(one)))
            one.clear()


def _attributes(place: Element) -> dict[str, Any]:
    said = {one.get("name", ""): one.findtext("value", "").strip() for one in place.iterfind("ExtendedData/Data")}
    said |= {one.get("name", ""): (one.text or "").strip() for one in place.iterfind(".//SimpleData")}
    return {NAME_HEADING: place.findtext("name", "").strip()} | said


def _geometry(place: Element) -> dict[str, Any] | None:
    """One polygon or several; what is none is handed on by its kind, so that the import can say so."""
    polygons = [_rings(one) for one in place.iter("Polygon")]
    if not polygons:
        other = next((kind for kind in ("Point", "LineString", "Model", "Track") if next(place.iter(kind), None)), None)
        return {"type": other, "coordinates": []} if other else None
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def _rings(polygon: Element) -> list[list[list[float]]]:
    paths = ("outerBoundaryIs/LinearRing/coordinates", "innerBoundaryIs/LinearRing/coordinates")
    return [_positions(ring.text or "") for path in paths for ring in polygon.iterfind(path)]


def _positions(text: str) -> list[list[float]]:
    """lon,lat,height lon,lat,height …; height is of no use here."""
    try:
        return [[float(part) for part in one.split(",")[:2]] for one in text.split()]
    except ValueError:
        return []
