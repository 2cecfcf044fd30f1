"""Metres of a projection -> degrees: the Gauss-Krüger zones that surveyors export, and others on the same datum.

Only CGCS2000 and WGS84 are taken, which agree within a metre. Beijing 54 and Xi'an 80 lie up to a hundred metres off
by an amount that only the surveyors of the place know; they are refused by name.
"""

from __future__ import annotations

import math
import re
from typing import Any

from data.coordinates import in_china
from data.reading.refusal import Refusal

DIGITS = 8  # of degrees: a millimetre
_DEGREES = ("4326", "4490")
_EPSG = re.compile(r"EPSG:{1,2}(?:[0-9.]*:)?([0-9]{4,5})$", re.IGNORECASE)
_DATUMS = {
    "CGCS2000": re.compile(r"China.?2000|China.?Geodetic.?Coordinate.?System.?2000|CGCS.?2000|国家2000", re.IGNORECASE),
    "WGS84": re.compile(r"World Geodetic System 1984|WGS.?(?:19)?84", re.IGNORECASE),
}


class Projection:
    """A declared projection: its name, the system of the degrees it leads back to, and the way there."""

    def __init__(self, declared: str, name: str) -> None:
        """`declared` is the text of a .prj or EPSG:4549, `name` what to call it in a refusal."""
        import pyproj  # slow to import and rarely needed

        pyproj.network.set_network_enabled(False)
        try:
            crs = pyproj.CRS.from_user_input(declared)
            degrees = crs.geodetic_crs
        except pyproj.exceptions.ProjError:
            raise Refusal("projected", name=name) from None
        datum = f"{degrees.name} {degrees.datum.name}" if degrees and degrees.datum else ""
        system = next((one for one, pattern in _DATUMS.items() if pattern.search(datum)), None)
        if degrees is None or system is None or not crs.is_projected:
            raise Refusal("projected", name=name)
        self.system, self._name = system, name
        self._way = pyproj.Transformer.from_crs(crs, degrees, always_xy=True)

    def degrees(self, geometry: Any) -> Any:
        """A GeoJSON geometry in degrees. Raises Refusal where it does not lie in China: the declaration is wrong."""
        if not isinstance(geometry, dict) or "coordinates" not in geometry:
            return geometry
        return {**geometry, "coordinates": self._every_point(geometry["coordinates"])}

    def _every_point(self, part: Any) -> Any:
        if not (part and isinstance(part[0], int | float)):
            return [self._every_point(one) for one in part]
        lon, lat = self._way.transform(part[0], part[1])
        if not (math.isfinite(lon) and math.isfinite(lat) and in_china(lon, lat)):
            raise Refusal("projection_misfit", name=self._name)
        return [round(lon, DIGITS), round(lat, DIGITS)]


def declared_projection(text: str | None) -> Projection | None:
    """The projection that a GeoJSON names by its EPSG code; None for degrees and for what names none."""
    found = _EPSG.search(text or "")
    if found is None or found[1] in _DEGREES:
        return None
    return Projection(f"EPSG:{found[1]}", f"EPSG:{found[1]}")
