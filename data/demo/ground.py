"""The ground of the demonstration district: an invented river, ring road, railway and avenues.

Everything is in metres east and north of an invented centre. Only these lines are drawn by hand; all smaller
streets follow from them (see blocks.py), the way real side streets run along or across what was there first.
"""
from __future__ import annotations

from typing import NamedTuple

Point = tuple[float, float]
Line = list[Point]

LONGITUDE, LATITUDE = 116.79, 33.95
METRES_PER_DEGREE = (92_340.0, 110_920.0)

# The river comes from the north-west, swings out to the west in a broad bend and leaves to the south.
RIVER: Line = [
    (-1500, 1395), (-1570, 1290), (-1665, 1175), (-1745, 1035), (-1790, 880), (-1782, 725), (-1722, 585),
    (-1628, 465), (-1540, 340), (-1492, 195), (-1498, 45), (-1530, -105), (-1535, -260), (-1490, -410),
    (-1398, -535), (-1290, -650), (-1205, -785), (-1165, -935), (-1130, -1080),
]
SOUTH_ROAD: Line = [
    (-1130, -1080), (-760, -1128), (-395, -1150), (-30, -1136), (60, -1140), (85, -1262), (470, -1275),
    (830, -1240),
    (1175, -1228), (1560, -1175),
]
RAILWAY: Line = [
    (1560, -1175), (1518, -900), (1480, -620), (1447, -335), (1418, -50), (1385, 235), (1342, 515),
    (1283, 795), (1205, 1065), (1120, 1318),
]
RING_ROAD: Line = [
    (1120, 1318), (820, 1372), (500, 1418), (170, 1450), (-160, 1466), (-490, 1462), (-820, 1450),
    (-1160, 1428), (-1500, 1395),
]
# East of the railway: a power-station estate and what grew round it.
EAST_ROAD: Line = [
    (1447, -335), (1700, -322), (1905, -331), (2210, -290), (2228, -60), (2195, 190), (2203, 330),
    (2120, 352),
    (2096, 560), (1880, 585), (1610, 571), (1342, 515),
]


def smooth(line: Line, steps: int = 3) -> Line:
    """The line with curved bends (Catmull-Rom) through all of its points: water and rails do not kink."""
    padded = [line[0], *line, line[-1]]
    curve = [line[0]]
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        curve += [_between(a, b, c, d, step / steps) for step in range(1, steps)] + [c]
    return curve


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    x, y = (
        q + t * (r - p + t * (2 * p - 5 * q + 4 * r - s + t * (3 * (q - r) + s - p))) / 2
        for p, q, r, s in zip(a, b, c, d, strict=True)
    )
    return (round(x, 1), round(y, 1))


class Avenue(NamedTuple):
    """One cut: the community group it divides, the line, and the names of the part to its left and right."""

    divides: str
    line: Line
    left: str
    right: str


# Each avenue ends on an earlier one or on the outline: T-junctions, as in streets that grew over time.
AVENUES: list[Avenue] = [
    Avenue("西街道", [(-1700, 342), (-1290, 316), (-980, 262), (-640, 240), (-250, 176), (180, 158),
                      (560, 205),
                    (860, 268), (1500, 305)], "北片", "南片"),
    Avenue("北片", [(-505, 60), (-540, 330), (-610, 560), (-640, 830), (-575, 1120), (-560, 1600)],
           "滨河社区", "北片东"),
    Avenue("北片东", [(430, 60), (418, 380), (352, 620), (330, 860), (392, 1120), (405, 1600)], "北片中",
           "桃园社区"),
    Avenue("北片中", [(-760, 902), (-330, 866), (-60, 786), (330, 752), (520, 742)], "北关社区", "文昌社区"),
    Avenue("南片", [(-402, 330), (-388, 60), (-318, -180), (-330, -450), (-402, -720), (-378, -1300)],
           "南片东", "东风社区"),
    Avenue("南片东", [(655, 330), (640, 60), (578, -200), (566, -470), (668, -720), (742, -1400)],
           "铁西社区", "南片中"),
    Avenue("南片中", [(-450, -362), (-130, -402), (120, -486), (400, -560), (720, -592)], "和平社区",
           "南湖社区"),
]
RIVER, RAILWAY = smooth(RIVER), smooth(RAILWAY, 2)


def degrees(point: Point) -> Point:
    """The longitude and latitude of a point given in metres; six decimals are a tenth of a metre."""
    x, y = point
    return (round(LONGITUDE + x / METRES_PER_DEGREE[0], 6), round(LATITUDE + y / METRES_PER_DEGREE[1], 6))
