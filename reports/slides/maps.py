"""Maps of native shapes: one freeform per area, coloured and named, all in one group that can be taken apart."""
from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt
from shapely.geometry import Polygon
from shapely.ops import polylabel

from data.language import label
from reports.content import Map, Patch
from reports.slides import colours, measure, text
from reports.slides.stage import Box, Stage, text_box

Ring = Sequence[tuple[float, float]]
NAME_SIZES = (12, 11, 10, 9)
LEGEND_SIZE, TITLE_SIZE, NOTE_SIZE = 12, 14, 12
_SQUARE = 11  # points
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
    """Title, map and legend in the box."""
    wide = box.points[0]
    size = measure.largest([shown.title], (TITLE_SIZE, 13, 12), wide, 2 * TITLE_SIZE * measure.LINE) or 12
    title, rest = box.rows(measure.height([shown.title], size, wide) + 2, 2)
    frame = text_box(slide, title).text_frame
    text.write(frame, [text.plain(shown.title)], size, stage.lang, bold=True)
    frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    key = legend(shown, stage.lang)
    notes = "；".join(shown.notes) if stage.lang == "zh" else "; ".join(shown.notes)
    high = _legend_height(key, wide) + (measure.height([notes], NOTE_SIZE, wide) + 2 if notes else 0)
    area, foot = rest.rows(max(rest.points[1] - high - 6, rest.points[1] * 0.4), 6)
    _areas(stage, slide, area, shown)
    _legend(stage, slide, foot, key)
    if notes:
        below = foot.rows(_legend_height(key, wide), 2)[1]
        stage.caption(slide, below, notes, NOTE_SIZE)


def legend(shown: Map, lang: str) -> list[tuple[str, str]]:
    """The colours and what they stand for; light grey where an area has no number."""
    key = [(one.colour, one.label) for one in shown.steps]
    if any(one.at is None for one in shown.patches):
        key.append((colours.NO_DATA, label("deck.no_data").text(lang)))
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
    slide.shapes.turbo_add_enabled = True
    made = [_area(slide, one, placed, shown) for one in shown.patches]
    made += [_outline(slide, one, placed) for one in shown.outlines]
    made += _names(stage, slide, shown.outlines, placed, box)
    slide.shapes.turbo_add_enabled = False
    group = slide.shapes.add_group_shape([one for one in made if one is not None])
    group.name = shown.title


def _area(slide: Any, patch: Patch, placed: Ground, shown: Map) -> Any:
    shape = _freeform(slide, patch, placed)
    if shape is None:
        return None
    colour = colours.NO_DATA if patch.at is None else shown.steps[patch.at].colour
    shape.fill.solid()
    shape.fill.fore_color.rgb = colours.rgb(colour)
    shape.line.color.rgb = colours.rgb(colours.WHITE)
    shape.line.width = Pt(0.75)
    if patch.small:
        shape.line.color.rgb = colours.rgb(colours.GREY)
        shape.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    shape.element._nvXxPr.cNvPr.set("descr", text.clean(f"{patch.name} {patch.shown}".strip()))
    return shape


def _outline(slide: Any, patch: Patch, placed: Ground) -> Any:
    shape = _freeform(slide, patch, placed)
    if shape is not None:
        shape.fill.background()
        shape.line.color.rgb = colours.rgb(colours.INK)
        shape.line.width = Pt(1.25)
    return shape


def _freeform(slide: Any, patch: Patch, placed: Ground) -> Any:
    """One shape, whatever it consists of: parts and holes are further paths of the same outline."""
    rings = [ring for ring in ([placed.at(point) for point in one] for one in turned(patch.rings)) if len(ring) > 2]
    if not rings:
        return None
    builder = slide.shapes.build_freeform(*rings[0][0])
    builder.add_line_segments(rings[0][1:], close=True)
    for ring in rings[1:]:
        builder.move_to(*ring[0])
        builder.add_line_segments(ring[1:], close=True)
    shape = builder.convert_to_shape()
    shape.name = f"{patch.code} {patch.name}".strip()
    style = shape.element.find(qn("p:style"))
    if style is not None:  # it would bring the theme's shadow
        shape.element.remove(style)
    return shape


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


def _names(stage: Stage, slide: Any, outlines: Sequence[Patch], placed: Ground, box: Box) -> list[Any]:
    """The names where their areas are widest; one that would cover another moves up or down."""
    spots = [(one, _middle(one, placed)) for one in outlines if one.name and one.rings]
    for size in NAME_SIZES:
        boxes = _apart([_around(one.name, spot, size, box) for one, spot in spots], box)
        if boxes is not None:
            break
    else:
        boxes = [_around(one.name, spot, size, box) for one, spot in spots]
    return [_name(stage, slide, one.name, where, size) for (one, _), where in zip(spots, boxes, strict=True)]


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


def _apart(boxes: Sequence[Box], within: Box) -> list[Box] | None:
    """The boxes, those that cover an earlier one moved by up to a height and a half; None when that is not enough."""
    placed: list[Box] = []
    for box in boxes:
        moved = (box._replace(top=box.top + round(box.height * step / 4)) for step in (0, 2, -2, 4, -4, 6, -6))
        free = next((one for one in moved if within.top <= one.top <= within.top + within.height - one.height
                     and not any(_cover(one, other) for other in placed)), None)
        if free is None:
            return None
        placed.append(free)
    return placed


def _cover(one: Box, other: Box) -> bool:
    return (one.left < other.left + other.width and other.left < one.left + one.width
            and one.top < other.top + other.height and other.top < one.top + one.height)


def _name(stage: Stage, slide: Any, name: str, box: Box, size: float) -> Any:
    shape = text_box(slide, box)
    shape.name = name
    text.write(shape.text_frame, [text.plain(name)], size, stage.lang, bold=True, colour=colours.rgb(colours.INK))
    shape.text_frame.word_wrap = False
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    shape.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(255, 255, 255)
    shape.fill._xPr.find(qn("a:solidFill"))[0].append(parse_xml(f'<a:alpha {nsdecls("a")} val="72000"/>'))
    return shape


def _rows(key: Sequence[tuple[str, str]], wide: float) -> list[list[tuple[str, str, float]]]:
    """The entries of the legend in rows, each with its width in points."""
    rows: list[list[tuple[str, str, float]]] = [[]]
    used = 0.0
    for colour, said in key:
        needs = _SQUARE + 5 + measure.width(said, LEGEND_SIZE) * 1.05 + 14
        if rows[-1] and used + needs > wide:
            rows.append([])
            used = 0
        rows[-1].append((colour, said, needs))
        used += needs
    return rows


def _legend_height(key: Sequence[tuple[str, str]], wide: float) -> float:
    return len(_rows(key, wide)) * LEGEND_SIZE * 1.6 if key else 0


def _legend(stage: Stage, slide: Any, box: Box, key: Sequence[tuple[str, str]]) -> None:
    """Squares with their labels, in the middle below the map, in a group of their own."""
    made = []
    high = LEGEND_SIZE * 1.6
    for down, row in enumerate(_rows(key, box.points[0])):
        left = box.points[0] / 2 - sum(one[2] for one in row) / 2
        for colour, said, needs in row:
            top = box.top + int(down * high * _POINT)
            where = box.left + int(max(left, 0) * _POINT)
            square = slide.shapes.add_shape(1, where, top + int((high - _SQUARE) / 2 * _POINT),
                                            int(_SQUARE * _POINT), int(_SQUARE * _POINT))
            square.element.remove(square.element.find(qn("p:style")))
            square.fill.solid()
            square.fill.fore_color.rgb = colours.rgb(colour)
            square.line.color.rgb = colours.rgb(colours.GREY_LINE)
            square.line.width = Pt(0.5)
            square.name = said
            words = text_box(slide, Box(where + int((_SQUARE + 5) * _POINT), top,
                                        int((needs - _SQUARE - 5) * _POINT), int(high * _POINT)))
            text.write(words.text_frame, [text.plain(said)], LEGEND_SIZE, stage.lang)
            words.text_frame.word_wrap = False
            words.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
            made += [square, words]
            left += needs
    if made:
        slide.shapes.add_group_shape(made).name = label("deck.legend").text(stage.lang)
