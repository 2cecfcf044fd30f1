"""Maps of native shapes: one freeform per area, coloured and named, all in one group that can be taken apart."""
from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from shapely.geometry import Polygon
from shapely.ops import polylabel

from data.language import label
from reports.content import Map, Patch
from reports.slides import colours, measure, text
from reports.slides.stage import Box, Stage, text_box

Ring = Sequence[tuple[float, float]]
Key = Sequence[tuple[str, str]]
NAME_SIZES = (12, 11, 10, 9)
LEGEND_SIZE, TITLE_SIZE, NOTE_SIZE = 12, 14, 12
MOST_NAMED = 30
_SQUARE, _LINE = 11, 19  # points
_POINT = 12_700


class Ground(NamedTuple):
    """How degrees become EMU on the slide."""

    west: float
    north: float
    across: float  # EMU per degree of longitude
    down: float  # EMU per degree of latitude
    left: int
    top: int

    def at(self, point: tuple[float, float]) -> tuple[int, int]:
        return (round(self.left + (point[0] - self.west) * self.across),
                round(self.top + (self.north - point[1]) * self.down))


def draw(stage: Stage, slide: Any, box: Box, shown: Map) -> None:
    """Title, map, legend and notes in the box; the legend stands where it leaves the map more room."""
    wide = box.points[0]
    size = measure.largest([shown.title], (TITLE_SIZE, 13, 12), wide, TITLE_SIZE * measure.LINE) or 12
    title, rest = box.rows(measure.height([shown.title], size, wide) + 2, 4)
    frame = text_box(slide, title).text_frame
    text.write(frame, [text.plain(shown.title)], size, stage.lang, bold=True)
    frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    key = legend(shown, stage.lang)
    areas = [*shown.patches, *shown.outlines]
    across, down = rest.points
    column = _column_width(key, across)
    beside = rest.columns(1 - column / across, 10)
    high = _height(key, shown.notes, across)
    below = rest.rows(max(down - high - 6, down * 0.3), 6)
    fits = len(key) * _LINE + measure.height(shown.notes, NOTE_SIZE, beside[1].points[0]) + 4 <= down
    area, foot = max((below, beside) if fits else (below,), key=lambda one: _scale(areas, one[0]))
    if foot is beside[1]:
        area, foot = _drawn_together(areas, area, foot)
    _areas(stage, slide, area, shown)
    _legend(stage, slide, foot, key, shown.notes, is_centred=foot.top > area.top)


def _scale(areas: Sequence[Patch], box: Box) -> float:
    placed = ground(areas, box)
    return placed.down if placed else 0


def _drawn_together(areas: Sequence[Patch], area: Box, foot: Box) -> tuple[Box, Box]:
    """A narrow map does not stand far from the legend at its side: both move to the middle."""
    placed = ground(areas, area)
    spare = 0 if placed is None else (placed.left - area.left)
    return area._replace(left=area.left + spare // 2, width=area.width - spare), foot._replace(
        left=foot.left - spare // 2)


def legend(shown: Map, lang: str) -> list[tuple[str, str]]:
    """The colours and what they stand for; light grey where an area has no number, a broken line on a small base."""
    key = [(one.colour, one.label) for one in shown.steps]
    if any(one.at is None for one in shown.patches):
        key.append((colours.NO_DATA, label("deck.no_data").text(lang)))
    if any(one.small for one in shown.patches):
        key.append((_BROKEN, label("deck.small_base").text(lang)))
    return key


def ground(patches: Iterable[Patch], box: Box) -> Ground | None:
    """The largest scale at which all areas fit into the box; a degree of longitude is shorter than one of latitude."""
    points = [point for one in patches for ring in one.rings for point in ring]
    if not points:
        return None
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    shorter = math.cos(math.radians((south + north) / 2))
    across, down = max((east - west) * shorter, 1e-9), max(north - south, 1e-9)
    scale = min(box.width / across, box.height / down)
    left = box.left + round((box.width - across * scale) / 2)
    top = box.top + round((box.height - down * scale) / 2)
    return Ground(west, north, scale * shorter, scale, left, top)


def _areas(stage: Stage, slide: Any, box: Box, shown: Map) -> None:
    """The freeforms of the areas, the outlines above them, the names on top, all in one group."""
    placed = ground([*shown.patches, *shown.outlines], box)
    if placed is None:
        return
    made = [_freeform(one, placed, _paint(one, shown), f"{one.name} {one.shown}".strip()) for one in shown.patches]
    made += [_freeform(one, placed, _OUTLINE, one.name) for one in shown.outlines]
    # Where the outline is only that of the street itself, the areas within it are what must be named.
    named = shown.patches if len(shown.outlines) <= 1 and len(shown.patches) <= MOST_NAMED else shown.outlines
    made += _names(stage, named, placed, box)
    _group(slide, shown.title, [one for one in made if one])


def _paint(patch: Patch, shown: Map) -> str:
    """The colour of its class; an area on a small base has a broken line round it."""
    colour = colours.NO_DATA if patch.at is None else shown.steps[patch.at].colour
    line, dash = (colours.GREY, _DASH) if patch.small else (colours.WHITE, "")
    return (f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill><a:ln w="9525"><a:solidFill>'
            f'<a:srgbClr val="{line[1:]}"/></a:solidFill>{dash}<a:round/></a:ln>')


_DASH, _BROKEN = '<a:prstDash val="dash"/>', "broken"


def _sample(colour: str) -> str:
    """The square of a legend; without a colour it only shows the broken line."""
    fill = "<a:noFill/>" if colour == _BROKEN else f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'
    line, dash = (colours.GREY, _DASH) if colour == _BROKEN else (colours.GREY_LINE, "")
    return f'{fill}<a:ln w="9525"><a:solidFill><a:srgbClr val="{line[1:]}"/></a:solidFill>{dash}</a:ln>'


_OUTLINE = (f'<a:noFill/><a:ln w="15875"><a:solidFill><a:srgbClr val="{colours.INK[1:]}"/></a:solidFill>'
            f'<a:round/></a:ln>')
Made = tuple[Box, str]  # where a shape stands, and its XML with a place for its number


def _group(slide: Any, name: str, made: Sequence[Made]) -> None:
    """The shapes in a group as large as all of them; python-pptx would count every shape anew for each."""
    if not made:
        return
    left, top = min(box.left for box, _ in made), min(box.top for box, _ in made)
    wide = max(box.left + box.width for box, _ in made) - left
    high = max(box.top + box.height for box, _ in made) - top
    tree = slide.shapes._spTree
    first = tree.max_shape_id + 1
    inner = "".join(each.replace("{id}", str(at), 1) for at, (_, each) in enumerate(made, first + 1))
    tree.append(parse_xml(
        f'<p:grpSp {nsdecls("p", "a")}><p:nvGrpSpPr><p:cNvPr id="{first}" name="{text.escaped(name)}"/><p:cNvGrpSpPr/>'
        f'<p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/>'
        f'<a:chOff x="{left}" y="{top}"/><a:chExt cx="{wide}" cy="{high}"/></a:xfrm></p:grpSpPr>{inner}</p:grpSp>'))


def _shape(name: str, box: Box, geometry: str, paint: str, *, descr: str = "", body: str = "") -> Made:
    """One shape of a group as XML."""
    described = f' descr="{text.escaped(descr)}"' if descr else ""
    is_text = ' txBox="1"' if body else ""
    return box, (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{{id}}" name="{text.escaped(name)}"{described}/><p:cNvSpPr{is_text}/><p:nvPr/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/>'
        f"</a:xfrm>{geometry}{paint}</p:spPr>{body}</p:sp>")


_RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


def _words(said: str, size: float, lang: str, align: str, colour: str = text.SCHEME, *, bold: bool = False) -> str:
    """Text in the middle of the height of a box without margins, in one line."""
    return (f'<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>'
            f"{text.xml([(said, None)], size, lang, align=align, bold=bold, usual=colour)}</p:txBody>")


def _freeform(patch: Patch, placed: Ground, paint: str, descr: str) -> Made | None:
    """One shape, whatever it consists of: parts and holes are further rounds of the same path."""
    rings = [ring for ring in ([placed.at(point) for point in one] for one in turned(patch.rings)) if len(ring) > 2]
    if not rings:
        return None
    left, top = min(x for ring in rings for x, _ in ring), min(y for ring in rings for _, y in ring)
    wide = max(max(x for ring in rings for x, _ in ring) - left, 1)
    high = max(max(y for ring in rings for _, y in ring) - top, 1)
    path = "".join(_round(ring, left, top) for ring in rings)
    geometry = (f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="l" t="t" r="r" b="b"/><a:pathLst>'
                f'<a:path w="{wide}" h="{high}">{path}</a:path></a:pathLst></a:custGeom>')
    return _shape(f"{patch.code} {patch.name}".strip(), Box(left, top, wide, high), geometry, paint, descr=descr)


def _round(ring: Sequence[tuple[int, int]], left: int, top: int) -> str:
    points = [f'<a:pt x="{x - left}" y="{y - top}"/>' for x, y in ring]
    lines = "".join(f"<a:lnTo>{one}</a:lnTo>" for one in points[1:])
    return f"<a:moveTo>{points[0]}</a:moveTo>{lines}<a:close/>"


def turned(rings: Sequence[Ring]) -> list[list[tuple[float, float]]]:
    """The rings without their repeated last point, outer ones one way round and holes the other.

    So a hole is a hole whether a program counts crossings or turns. A ring within an odd number of others is a hole.
    """
    shapes = [Polygon(ring) if len(set(ring)) > 2 else None for ring in rings]
    found = []
    for at, ring in enumerate(rings):
        shape = shapes[at]
        if shape is None:
            continue
        point = shape.representative_point() if len(rings) > 1 else None
        around = sum(other is not None and other.area > shape.area and other.contains(point)
                     for place, other in enumerate(shapes) if place != at) if point is not None else 0
        points = list(ring[:-1] if ring[0] == ring[-1] else ring)
        is_hole = bool(around % 2)
        found.append(points if shape.exterior.is_ccw != is_hole else points[::-1])
    return found


def _names(stage: Stage, named: Sequence[Patch], placed: Ground, box: Box) -> list[Made]:
    """The names where their areas are widest; one that would cover another moves, or on a tiny map is left out."""
    spots = [(one, _middle(one, placed)) for one in named if one.name and one.rings]
    for size in NAME_SIZES:
        boxes = _apart([_around(one.name, spot, size, box) for one, spot in spots], box)
        if None not in boxes:
            break
    return [_name(stage, one.name, where, size) for (one, _), where in zip(spots, boxes, strict=True) if where]


def _middle(patch: Patch, placed: Ground) -> tuple[int, int]:
    rings = [Polygon([placed.at(point) for point in ring]) for ring in patch.rings if len(set(ring)) > 2]
    largest = max(rings, key=lambda one: one.area, default=None)
    if largest is None:
        return placed.at(patch.rings[0][0])
    try:
        spot = polylabel(largest, tolerance=max(math.sqrt(largest.area) / 20, 1))
    except Exception:  # a ring that crosses itself has no inner point of this kind
        spot = largest.representative_point()
    return round(spot.x), round(spot.y)


def _around(name: str, spot: tuple[int, int], size: float, box: Box) -> Box:
    wide = min(int((measure.width(name, size) + 4) * _POINT), box.width)
    high = int(size * 1.25 * _POINT)
    left = min(max(spot[0] - wide // 2, box.left), box.left + box.width - wide)
    return Box(left, spot[1] - high // 2, wide, high)


def _apart(boxes: Sequence[Box], within: Box) -> list[Box | None]:
    """The boxes, those that cover an earlier one moved by up to a height and a half; None where that is not enough."""
    found: list[Box | None] = []
    for box in boxes:
        moved = (box._replace(top=box.top + round(box.height * step / 4)) for step in (0, 2, -2, 4, -4, 6, -6))
        found.append(next((one for one in moved if within.top <= one.top <= within.top + within.height - one.height
                           and not any(other and _cover(one, other) for other in found)), None))
    return found


def _cover(one: Box, other: Box) -> bool:
    return (one.left < other.left + other.width and other.left < one.left + one.width
            and one.top < other.top + other.height and other.top < one.top + one.height)


def _name(stage: Stage, name: str, box: Box, size: float) -> Made:
    """Dark on a white that lets the map through."""
    paint = '<a:solidFill><a:srgbClr val="FFFFFF"><a:alpha val="72000"/></a:srgbClr></a:solidFill>'
    return _shape(name, box, _RECTANGLE, paint, body=_words(name, size, stage.lang, "ctr", colours.INK, bold=True))


def _rows(key: Key, wide: float) -> list[list[tuple[str, str, float]]]:
    """The entries of the legend in rows, each with its width in points."""
    rows: list[list[tuple[str, str, float]]] = [[]]
    used = 0.0
    for colour, said in key:
        needs = _SQUARE + 5 + measure.width(said, LEGEND_SIZE) * 1.03 + 12
        if rows[-1] and used + needs > wide:
            rows.append([])
            used = 0
        rows[-1].append((colour, said, needs))
        used += needs
    return [one for one in rows if one]


def _column_width(key: Key, most: float) -> float:
    """How wide a legend at the side is: its longest entry, and room enough for notes."""
    longest = max((measure.width(said, LEGEND_SIZE) for _, said in key), default=0)
    return min(max(_SQUARE + 5 + longest * 1.03 + 4, 8 * NOTE_SIZE), most / 2)


def _height(key: Key, notes: Sequence[str], wide: float) -> float:
    """How high legend and notes stand in a box so wide."""
    of_notes = measure.height(notes, NOTE_SIZE, wide) + 4 if notes else 0
    return len(_rows(key, wide)) * _LINE + of_notes


def _legend(stage: Stage, slide: Any, box: Box, key: Key, notes: Sequence[str], *, is_centred: bool) -> None:
    """Squares with their labels in a group of their own, and the notes below them."""
    made = []
    wide = box.points[0]
    rows = _rows(key, wide) if is_centred else [[(*one, wide)] for one in key]
    for down, row in enumerate(rows):
        left = max(wide / 2 - sum(one[2] for one in row) / 2, 0) if is_centred else 0.0
        for colour, said, needs in row:
            top = box.top + int(down * _LINE * _POINT)
            where = box.left + int(left * _POINT)
            square = Box(where, top + int((_LINE - _SQUARE) / 2 * _POINT), _SQUARE * _POINT, _SQUARE * _POINT)
            words = Box(where + (_SQUARE + 5) * _POINT, top, int((needs - _SQUARE - 5) * _POINT), int(_LINE * _POINT))
            made.append(_shape(said, square, _RECTANGLE, _sample(colour)))
            made.append(_shape(said, words, _RECTANGLE, "<a:noFill/>", body=_words(said, LEGEND_SIZE, stage.lang, "l")))
            left += needs
    _group(slide, label("deck.legend").text(stage.lang), made)
    if notes:
        stage.caption(slide, box.rows(len(rows) * _LINE + 2)[1], "\n".join(notes), NOTE_SIZE)
