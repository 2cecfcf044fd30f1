"""GCJ-02 (高德, 腾讯) and BD-09 (百度) to WGS84, by the formulas that are public. CGCS2000 is WGS84 within a metre.

Outside China both systems are WGS84 already, and so is everything that nobody declared to be anything else.
"""

from __future__ import annotations

import math
import re
from typing import Any

Point = tuple[float, float]

SYSTEMS = ("WGS84", "GCJ-02", "BD-09")
_AXIS, _ECCENTRICITY = 6378245.0, 0.00669342162296594323  # of the ellipsoid that GCJ-02 is computed on
_BAIDU = math.pi * 3000 / 180
_NAMES = (
    ("BD-09", re.compile(r"BD-?0?9|百度|BAIDU")),
    ("GCJ-02", re.compile(r"GCJ-?0?2|火星|高德|腾讯|国测局|AMAP|GAODE|MARS")),
    ("WGS84", re.compile(r"WGS-?84|CGCS-?2000|国家2000|2000国家|4326|4490|CRS:?84|GPS|天地图")),
)


def system_of(text: str) -> str | None:
    """WGS84, GCJ-02 or BD-09, however it is written (火星坐标, 百度坐标, EPSG:4490); None when it is another."""
    plain = "".join(text.upper().replace("_", "-").split())
    return next((system for system, pattern in _NAMES if pattern.search(plain)), None)


def to_wgs84(lon: float, lat: float, system: str) -> Point:
    """The same place in WGS84 degrees."""
    if system == "WGS84" or not in_china(lon, lat):
        return lon, lat
    x, y = _out_of_baidu(lon, lat) if system == "BD-09" else (lon, lat)
    guess = x, y
    for _ in range(4):  # the shift hardly changes over its own length, so this settles below a millimetre
        there = to_gcj02(*guess)
        guess = guess[0] + x - there[0], guess[1] + y - there[1]
    return guess


def converted(geometry: dict[str, Any], system: str) -> dict[str, Any]:
    """A GeoJSON geometry with every position in WGS84, to the seventh decimal (a centimetre)."""
    return {**geometry, "coordinates": _every_point(geometry["coordinates"], system)}


def _every_point(part: Any, system: str) -> Any:
    if part and isinstance(part[0], int | float):
        lon, lat = to_wgs84(part[0], part[1], system)
        return [round(lon, 7), round(lat, 7), *part[2:]]
    return [_every_point(one, system) for one in part]


def to_gcj02(lon: float, lat: float) -> Point:
    """WGS84 degrees as the map services of China show them."""
    x, y = lon - 105.0, lat - 35.0
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x)) + _waves(x)
    east += _swing(x, (1, 20), (1 / 3, 40)) + _swing(x, (1 / 12, 150), (1 / 30, 300))
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x)) + _waves(x)
    north += _swing(y, (1, 20), (1 / 3, 40)) + _swing(y, (1 / 12, 160), (1 / 30, 320))
    steep = 1 - _ECCENTRICITY * math.sin(math.radians(lat)) ** 2
    meridian = math.radians(_AXIS * (1 - _ECCENTRICITY) / (steep * math.sqrt(steep)))
    parallel = math.radians(_AXIS / math.sqrt(steep) * math.cos(math.radians(lat)))
    return lon + east / parallel, lat + north / meridian


def to_bd09(lon: float, lat: float) -> Point:
    """GCJ-02 degrees as Baidu shows them."""
    length = math.hypot(lon, lat) + 0.00002 * math.sin(lat * _BAIDU)
    angle = math.atan2(lat, lon) + 0.000003 * math.cos(lon * _BAIDU)
    return length * math.cos(angle) + 0.0065, length * math.sin(angle) + 0.006


def _out_of_baidu(lon: float, lat: float) -> Point:
    guess = lon - 0.0065, lat - 0.006
    for _ in range(4):
        there = to_bd09(*guess)
        guess = guess[0] + lon - there[0], guess[1] + lat - there[1]
    return guess


def _waves(x: float) -> float:
    return _swing(x, (6, 20), (2, 20))


def _swing(x: float, *waves: tuple[float, float]) -> float:
    """Two thirds of the sum of some sine waves, each (how fast, how high)."""
    return sum(height * math.sin(speed * x * math.pi) for speed, height in waves) * 2 / 3


def in_china(lon: float, lat: float) -> bool:
    """The rectangle inside which the formulas shift anything."""
    return 72.004 <= lon <= 137.8347 and 0.8293 <= lat <= 55.8271


def swapped(lon: float, lat: float) -> bool:
    """Whether longitude and latitude changed places: 34 east and 117 north can only be China the wrong way round."""
    return not in_china(lon, lat) and in_china(lat, lon)
