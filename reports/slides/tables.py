"""Native tables: columns as wide as their texts need, pages as long as their rows fit, a light beside its colour."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from queries.lights import SHAPES
from reports.content import Cell, Table
from reports.slides import colours, measure, text
from reports.slides.stage import Box, Stage

SIZES = (18, 16, 14, 13, 12)
USUAL = 14
MOST_LINES = 4  # of one cell
_PAD = 7.0  # points at the left and right of a cell
_HIGH, _HIGHER = 2.0, 9.0  # above and below, at least and where there is room
_POINT = 12_700
# The style without lines or fills: what the table looks like is said in its cells, in the theme's colours.
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_WORD = re.compile(r"[A-Za-z0-9.,%+\-/_]+")


@dataclass(frozen=True)
class Layout:
    """How a table stands in a box: the size of its type, the widths of its columns, and its rows by page."""

    size: float
    widths: tuple[float, ...]
    head: float
    pages: tuple[tuple[int, ...], ...]
    heights: tuple[float, ...]


def layout(table: Table, box: Box, sizes: Sequence[float] = SIZES) -> Layout:
    """The largest type at which the table needs no more pages than in the usual one.

    The smallest type decides where it saves a third of the pages.
    """
    tried = [_at(table, box, size) for size in sizes]
    usual = len(next((one for one in tried if one.size <= USUAL), tried[-1]).pages)
    fewest = len(tried[-1].pages)
    most = fewest if 3 * fewest <= 2 * usual else usual
    return _airy(next(one for one in tried if len(one.pages) <= most), box.points[1])


def largest_in_lines(table: Table, box: Box, sizes: Sequence[float]) -> float:
    """The largest type at which no cell needs a second line; the smallest where there is none."""
    texts = (table.heads, *(tuple(map(shown_in, row)) for row in table.rows))
    return next((size for size in sizes if sum(_wanted(texts, size)) <= box.points[0]), sizes[-1])


def _wanted(texts: Sequence[Sequence[str]], size: float) -> list[float]:
    """How wide each column is with every text in one line."""
    return [max(measure.width(one, size) for one in column) * measure.AIR + 2 * _PAD + 2
            for column in zip(*texts, strict=True)]


def _airy(found: Layout, high: float) -> Layout:
    """Rows a little higher, where the fullest page leaves room."""
    fullest = max(found.pages, key=lambda page: sum(found.heights[at] for at in page))
    spare = high - found.head - sum(found.heights[at] for at in fullest)
    more = min(max(spare, 0) / (len(fullest) + 1), 2 * (_HIGHER - _HIGH))
    return replace(found, head=found.head + more, heights=tuple(one + more for one in found.heights))


def shown_in(cell: Cell) -> str:
    """What a cell prints: its shape before it, where it has a light and does not say so itself."""
    shape = SHAPES.get(cell.light, "")
    said = f"{cell.mark} {cell.shown}".strip()
    return said if not shape or shape in cell.shown else f"{shape} {said}".strip()


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
    head = [_cell(stage, [(_fitting(said, found, at), None)], found.size, numeric[at], is_head=True)
            for at, said in enumerate(table.heads)]
    _fill(made.rows[0], found.head, head)
    for down, at in enumerate(rows, 1):
        _fill(made.rows[down], found.heights[at], [
            _cell(stage, _runs(stage, cell, _fitting(shown_in(cell), found, across)), found.size, numeric[across])
            for across, cell in enumerate(table.rows[at])
        ])
    return frame


def _fitting(said: str, found: Layout, at: int) -> str:
    return measure.shortened(said, found.size, found.widths[at] - 2 * _PAD, MOST_LINES)


def _fill(row: Any, high: float, cells: Sequence[str]) -> None:
    """The cells of a row, in place of the empty ones."""
    row.height = int(high * _POINT)
    for old in list(row._tr.tc_lst):
        row._tr.remove(old)
    made = parse_xml(f'<a:tr {nsdecls("a")} h="0">{"".join(cells)}</a:tr>')
    for at, one in enumerate(list(made)):
        row._tr.insert(at, one)


def _runs(stage: Stage, cell: Cell, said: str) -> list[tuple[str, str | None]]:
    """The shape of a light in its colour, and the rest."""
    shape = SHAPES.get(cell.light)
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
    """Every column as wide as its longest text, up to a level at which all share the room; no word is broken."""
    wanted = _wanted((heads, *texts), size)
    words = [[word for one in column for word in _WORD.findall(one)] for column in zip(heads, *texts, strict=True)]
    longest = (max((measure.width(word, size) * measure.AIR for word in column), default=0) for column in words)
    least = [min(one + 2 * _PAD + 2, wide / 4) for one in longest]
    if sum(wanted) <= wide:
        spare = (wide - sum(wanted)) / len(wanted)
        return tuple(one + spare for one in wanted)
    low, high = 0.0, max(wanted)
    for _ in range(40):
        middle = (low + high) / 2
        is_less = sum(max(min(one, middle), floor) for one, floor in zip(wanted, least, strict=True)) <= wide
        low, high = (middle, high) if is_less else (low, middle)
    level = [max(min(one, low), floor) for one, floor in zip(wanted, least, strict=True)]
    return tuple(one * min(wide / sum(level), 1) for one in level)


def _numeric(table: Table) -> list[bool]:
    """Which columns hold numbers: they stand at the right, so that digits stand below digits."""
    return [any(row[at].number is not None for row in table.rows) for at in range(len(table.heads))]


def _cell(
    stage: Stage, runs: Sequence[tuple[str, str | None]], size: float, is_numeric: bool, *, is_head: bool = False
) -> str:
    """A cell as XML: a line below it, the head on a tint of the first accent."""
    said = text.xml(runs, size, stage.lang, align="r" if is_numeric else "l", bold=is_head)
    rule = '<a:schemeClr val="accent1"/>' if is_head else f'<a:srgbClr val="{_rule(stage)[1:]}"/>'
    tint = '<a:solidFill><a:schemeClr val="accent1"><a:alpha val="16000"/></a:schemeClr></a:solidFill>'
    across, down = int(_PAD * _POINT), int(_HIGH * _POINT)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{said}</a:txBody>"
        f'<a:tcPr marL="{across}" marR="{across}" marT="{down}" marB="{down}" anchor="ctr">'
        f'<a:lnB w="{12700 if is_head else 6350}"><a:solidFill>{rule}</a:solidFill></a:lnB>'
        f'{tint if is_head else "<a:noFill/>"}</a:tcPr></a:tc>')


def _rule(stage: Stage) -> str:
    return colours.GREY if stage.is_dark else colours.RULE
