"""Charts and maps of a meeting as SVG: they grow with the wall, keep their proportions, and need no script."""

from __future__ import annotations

import base64
import math
from html import escape

from components import theme
from reports.content import Chart, Map, Patch

WIDTH, HEIGHT = 800, 500
LEFT, RIGHT, TOP, BOTTOM = 76, 96, 40, 62
TICKS = 4
EMPTY = "#E9ECF1"
COLOURS = (theme.ACCENT, theme.GREY_LINE)
TEXT = f'font-family="{theme.FONT}" fill="{theme.INK}"'


def chart(found: Chart) -> str:
    """The chart as the address of a picture."""
    return _address({"line": _line, "column": _column, "bar": _bar}[found.kind](found))


def area_map(found: Map) -> str:
    """The map as the address of a picture: areas in their colours, outlines and names of the areas above, legend."""
    points = [point for one in (*found.patches, *found.outlines) for ring in one.rings for point in ring]
    if not points:
        return ""
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = math.cos(math.radians((south + north) / 2))
    scale = min((WIDTH - 20) / ((east - west) * narrow or 1), (HEIGHT - 70) / ((north - south) or 1))
    shift = (WIDTH - (east - west) * narrow * scale) / 2

    def placed(x: float, y: float) -> tuple[float, float]:
        return round(shift + (x - west) * narrow * scale, 1), round(10 + (north - y) * scale, 1)

    def path(one: Patch) -> str:
        return " ".join("M" + " L".join(f"{a},{b}" for a, b in (placed(*point) for point in ring)) + "Z"
                        for ring in one.rings)

    steps = [one.colour for one in found.steps]
    drawn = [
        f'<path d="{path(one)}" fill="{EMPTY if one.at is None else steps[one.at]}" stroke="#fff" '
        'stroke-width="1.2" fill-rule="evenodd"/>' for one in found.patches
    ]
    drawn += [f'<path d="{path(one)}" fill="none" stroke="{theme.INK}" stroke-width="1.8"/>' for one in found.outlines]
    named = found.outlines if len(found.outlines) > 1 else found.patches
    for one in named:
        x, y = placed(*_middle(one))
        drawn.append(f'<text x="{x}" y="{y}" {TEXT} font-size="19" font-weight="600" text-anchor="middle" '
                     f'paint-order="stroke" stroke="#fff" stroke-width="4">{escape(one.name)}</text>')
    drawn += _legend(found)
    return _address("".join(drawn))


def _legend(found: Map) -> list[str]:
    wide = min(150, (WIDTH - 20) / max(len(found.steps), 1))
    drawn = []
    for at, one in enumerate(found.steps):
        x = 10 + at * wide
        drawn.append(f'<rect x="{x}" y="{HEIGHT - 44}" width="{wide - 4}" height="12" fill="{one.colour}"/>')
        drawn.append(f'<text x="{x}" y="{HEIGHT - 12}" {TEXT} font-size="18">{escape(one.label)}</text>')
    return drawn


def _middle(one: Patch) -> tuple[float, float]:
    """The middle of the largest ring by area (the shoelace formula)."""
    ring = max(one.rings, key=lambda points: abs(_twice_area(points)))
    area = _twice_area(ring) or 1e-12
    pairs = list(zip(ring, (*ring[1:], ring[0]), strict=True))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (3 * area)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (3 * area)
    return x, y


def _twice_area(ring: tuple[tuple[float, float], ...]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, (*ring[1:], ring[0]), strict=True))


def _line(found: Chart) -> str:
    low, high = _range(found, from_zero=False)
    count = len(found.categories)
    step = (WIDTH - LEFT - RIGHT) / max(count - 1, 1)
    drawn = _axis(found, low, high)
    for at, category in enumerate(found.categories):
        if at % 2 == (count - 1) % 2:
            drawn.append(_text(LEFT + at * step, HEIGHT - BOTTOM + 30, category[2:].replace("-", "."), "middle"))
    for number, series in reversed(list(enumerate(found.series))):
        known = [(at, value) for at, value in enumerate(series.values) if value is not None]
        points = [(LEFT + at * step, _y(value, low, high)) for at, value in known]
        dashes = ' stroke-dasharray="4 6"' if number else ""
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        drawn.append(f'<polyline points="{line}" fill="none" stroke="{COLOURS[number % 2]}" stroke-width="4"{dashes}/>')
    last = [value for value in found.series[0].values if value is not None][-1]
    drawn.append(_text(WIDTH - RIGHT + 10, _y(last, low, high) + 6, _number(last, found.unit), "start", 700))
    return "".join(drawn) + _names(found)


def _column(found: Chart) -> str:
    low, high = _range(found, from_zero=True)
    drawn = _axis(found, low, high)
    slot = (WIDTH - LEFT - RIGHT) / max(len(found.categories), 1)
    bar = min(slot * 0.7 / len(found.series), 90)
    for at, category in enumerate(found.categories):
        start = LEFT + at * slot + (slot - bar * len(found.series)) / 2
        for number, series in enumerate(found.series):
            value = series.values[at]
            if value is None:
                continue
            top, x = _y(value, low, high), start + number * bar
            drawn.append(f'<rect x="{x:.1f}" y="{top:.1f}" width="{bar - 3:.1f}" '
                         f'height="{_y(0, low, high) - top:.1f}" fill="{COLOURS[number % 2]}"/>')
            drawn.append(_text(x + bar / 2, top - 8, _number(value, found.unit), "middle", 600))
        drawn.append(_text(LEFT + (at + 0.5) * slot, HEIGHT - BOTTOM + 30, _short(category, slot), "middle"))
    return "".join(drawn) + _names(found)


def _bar(found: Chart) -> str:
    values = found.series[0].values
    most = max((abs(value) for value in values if value is not None), default=1) or 1
    slot = (HEIGHT - 20) / max(len(found.categories), 1)
    side = 190
    drawn = []
    for at, (category, value) in enumerate(zip(found.categories, values, strict=True)):
        y = 10 + at * slot
        drawn.append(_text(side - 12, y + slot * 0.62, _short(category, side), "end"))
        if value is None:
            continue
        wide = (WIDTH - side - 110) * abs(value) / most
        drawn.append(f'<rect x="{side}" y="{y + slot * 0.15:.1f}" width="{wide:.1f}" height="{slot * 0.7:.1f}" '
                     f'fill="{theme.ACCENT}"/>')
        drawn.append(_text(side + wide + 8, y + slot * 0.62, _number(value, found.unit), "start", 600))
    return "".join(drawn)


def _axis(found: Chart, low: float, high: float) -> list[str]:
    step = _step(high - low)
    drawn = []
    for part in range(round((high - low) / step) + 1):
        value = low + part * step
        y = _y(value, low, high)
        drawn.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{theme.GREY_PALE}"/>')
        drawn.append(_text(LEFT - 10, y + 6, _number(value, found.unit if found.unit == "%" else ""), "end"))
    return drawn


def _names(found: Chart) -> str:
    """Which line or column is which, where there are two."""
    if len(found.series) < 2:
        return ""
    return "".join(
        f'<rect x="{LEFT + at * 170}" y="4" width="26" height="14" fill="{COLOURS[at % 2]}"/>'
        + _text(LEFT + at * 170 + 34, 18, series.name, "start") for at, series in enumerate(found.series)
    )


def _range(found: Chart, from_zero: bool) -> tuple[float, float]:
    values = [value for series in found.series for value in series.values if value is not None] or [0.0, 1.0]
    low, high = (min(*values, 0.0) if from_zero else min(values)), max(values)
    step = _step((high - low) or abs(high) or 1.0)
    return math.floor(low / step) * step, math.ceil((high + (step / 4 if from_zero else 0)) / step) * step


def _step(span: float) -> float:
    """The distance of the lines behind a chart: one, two or five times a power of ten, about four to the span."""
    wanted = (span or 1.0) / TICKS
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(power * one for one in (1, 2, 5, 10) if power * one >= wanted * 0.999)


def _y(value: float, low: float, high: float) -> float:
    return HEIGHT - BOTTOM - (value - low) / ((high - low) or 1) * (HEIGHT - TOP - BOTTOM)


def _number(value: float, unit: str) -> str:
    decimals = 0 if abs(value) >= 1000 or value == round(value) else 1
    return f"{value:,.{decimals}f}{'%' if unit == '%' else ''}"


def _short(text: str, room: float) -> str:
    """As many letters as find room, twenty pixels each."""
    most = max(int(room // 19), 3)
    return text if len(text) <= most else text[: most - 1] + "…"


def _text(x: float, y: float, text: str, anchor: str, weight: int = 400) -> str:
    return (f'<text x="{x:.1f}" y="{y:.1f}" {TEXT} font-size="18" font-weight="{weight}" '
            f'text-anchor="{anchor}">{escape(text)}</text>')


def _address(body: str) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{body}</svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
