"""Native tables: columns as wide as their texts need, pages as long as their rows fit, a light beside its colour."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from reports.content import Cell, Table
from reports.slides import colours, measure, text
from reports.slides.stage import Box, Stage

SIZES = (14, 13, 12)
MOST_LINES = 4  # of one cell
_PAD = 5.0  # points at the left and right of a cell
_HIGH = 2.5  # and above and below
_POINT = 12_700
# The style without lines or fills: what the table looks like is said in its cells, in the theme's colours.
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True)
class Layout:
    """How a table stands in a box: the size of its type, the widths of its columns, and its rows by page."""

    size: float
    widths: tuple[float, ...]
    head: float
    pages: tuple[tuple[int, ...], ...]
    heights: tuple[float, ...]


def layout(table: Table, box: Box, sizes: Sequence[float] = SIZES) -> Layout:
    """The largest type at which the table fits on one page; where it needs several anyway, the largest of all."""
    tried = [_at(table, box, size) for size in sizes]
    return next((one for one in tried if len(one.pages) == 1), tried[0])


def shown_in(cell: Cell) -> str:
    """What a cell prints: its shape before it, where it has a light and does not say so itself."""
    shape = colours.SHAPES.get(cell.light, "")
    return cell.shown if not shape or shape in cell.shown else f"{shape} {cell.shown}".strip()


def draw(stage: Stage, slide: Any, box: Box, table: Table, found: Layout, page: int) -> Any:
    """One page of the table at the top of the box."""
    rows = found.pages[page]
    high = found.head + sum(found.heights[at] for at in rows)
    frame = slide.shapes.add_table(len(rows) + 1, len(table.heads), box.left, box.top,
                                   int(sum(found.widths) * _POINT), int(high * _POINT))
    frame.name = table.title
    made = frame.table
    made._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN
    made.horz_banding = False
    for column, width in zip(made.columns, found.widths, strict=True):
        column.width = int(width * _POINT)
    numeric = _numeric(table)
    made.rows[0].height = int(found.head * _POINT)
    for at, said in enumerate(table.heads):
        fitting = measure.shortened(said, found.size, found.widths[at] - 2 * _PAD, MOST_LINES)
        _write(stage, made.cell(0, at), [(fitting, None)], found.size, numeric[at], is_head=True)
    for down, at in enumerate(rows, 1):
        made.rows[down].height = int(found.heights[at] * _POINT)
        for across, cell in enumerate(table.rows[at]):
            said = measure.shortened(shown_in(cell), found.size, found.widths[across] - 2 * _PAD, MOST_LINES)
            _write(stage, made.cell(down, across), _runs(stage, cell, said), found.size, numeric[across])
    return frame


def _runs(stage: Stage, cell: Cell, said: str) -> list[tuple[str, str | None]]:
    """The shape of a light in its colour, and the rest."""
    shape = colours.SHAPES.get(cell.light)
    if not shape:
        return [(said, None)]
    before, _, after = said.partition(shape)
    return [one for one in ((before, None), (shape, stage.lights[cell.light]), (after, None)) if one[0]]


def _at(table: Table, box: Box, size: float) -> Layout:
    wide, high = box.points
    texts = [tuple(map(shown_in, row)) for row in table.rows]
    widths = _widths(table.heads, texts, size, wide)
    rooms = [one - 2 * _PAD for one in widths]
    head = _row_height(table.heads, size, rooms, MOST_LINES)
    heights = tuple(_row_height(one, size, rooms, MOST_LINES) for one in texts)
    return Layout(size, widths, head, _pages(heights, high - head), heights)


def _row_height(said: Sequence[str], size: float, rooms: Sequence[float], most: int) -> float:
    needed = max(min(measure.lines(one, size, room), most) for one, room in zip(said, rooms, strict=True))
    return needed * size * measure.LINE + 2 * _HIGH


def _pages(heights: Sequence[float], room: float) -> tuple[tuple[int, ...], ...]:
    """The rows by page: no more pages than needed, and these about equally full."""
    count = len(_filled(heights, room))
    low, high = room / 2, room
    for _ in range(12):  # the least room that still needs no more pages
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(heights, middle)) <= count else (middle, high)
    return _filled(heights, high)


def _filled(heights: Sequence[float], room: float) -> tuple[tuple[int, ...], ...]:
    found: list[list[int]] = [[]]
    used = 0.0
    for at, one in enumerate(heights):
        if found[-1] and used + one > room:
            found.append([])
            used = 0
        found[-1].append(at)
        used += one
    return tuple(map(tuple, found))


def _widths(heads: Sequence[str], texts: Sequence[Sequence[str]], size: float, wide: float) -> tuple[float, ...]:
    """Every column as wide as its longest text, up to a level at which all of them share the room."""
    wanted = [
        max(measure.width(said[at], size) * measure.AIR for said in (heads, *texts)) + 2 * _PAD + 2
        for at in range(len(heads))
    ]
    if sum(wanted) <= wide:
        spare = (wide - sum(wanted)) / len(wanted)
        return tuple(one + spare for one in wanted)
    low, high = 0.0, max(wanted)
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(min(one, middle) for one in wanted) <= wide else (low, middle)
    return tuple(min(one, low) for one in wanted)


def _numeric(table: Table) -> list[bool]:
    """Which columns hold numbers: they stand at the right, so that digits stand below digits."""
    return [any(row[at].number is not None for row in table.rows) for at in range(len(table.heads))]


def _write(
    stage: Stage, cell: Any, runs: Sequence[tuple[str, str | None]], size: float, is_numeric: bool, *,
    is_head: bool = False,
) -> None:
    cell.margin_left = cell.margin_right = Pt(_PAD)
    cell.margin_top = cell.margin_bottom = Pt(_HIGH)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if is_numeric else PP_ALIGN.LEFT
    for said, colour in runs:
        run = paragraph.add_run()
        run.text = text.clean(said)
        text.dress(run, size, stage.lang, colours.rgb(colour) if colour else MSO_THEME_COLOR.TEXT_1,
                   is_head or bool(colour))
    properties = cell._tc.get_or_add_tcPr()
    line = "accent1" if is_head else "tx1"
    alpha = "" if is_head else '<a:alpha val="25000"/>'
    properties.append(parse_xml(
        f'<a:lnB {nsdecls("a")} w="{12700 if is_head else 6350}"><a:solidFill><a:schemeClr val="{line}">{alpha}'
        f'</a:schemeClr></a:solidFill></a:lnB>'))
    if is_head:
        tint = '<a:alpha val="18000"/>'
        properties.append(parse_xml(f'<a:solidFill {nsdecls("a")}><a:schemeClr val="accent1">{tint}</a:schemeClr>'
                                    f'</a:solidFill>'))
