"""What only the explorer draws: a scatter of areas, a heat table of areas and months, a table of parts and wholes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from components import figures, theme
from components.tables import plain, signal
from data.language import label
from queries.series import Value, number
from queries.signals import Chart
from reports import map_classes

SIDES = ("top center", "bottom center", "middle right", "middle left")  # where a name may stand, best first
LETTER, HIGH = 0.03, 0.06  # a letter's width and a name's height, in shares of a drawing half a laptop wide
DARK = 3  # from this step of the ramp on letters are white


def scatter(
    pairs: Sequence[tuple[Value, Value]], whole: tuple[Value, Value], titles: tuple[str, str], lang: str
) -> figures.Figure:
    """A point an area, small bases hollow, with the values of the whole area as dotted lines."""
    solid = [not (x.small_base or y.small_base) for x, y in pairs]
    places = label_places([(x.value or 0, y.value or 0, x.area_name) for x, y in pairs])
    points = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x.value for x, _ in pairs],
        "y": [y.value for _, y in pairs],
        "text": [x.area_name if place else "" for (x, _), place in zip(pairs, places, strict=True)],
        "textposition": [place or "top center" for place in places],
        "textfont": {"size": 13, "color": theme.INK},
        "cliponaxis": False,
        "customdata": [x.area_code for x, _ in pairs],
        "hovertext": [f"{x.area_name}<br>{x.display(lang)} · {y.display(lang)}" for x, y in pairs],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "size": 11,
            "color": [theme.ACCENT if one else "#FFFFFF" for one in solid],
            "line": {"color": theme.ACCENT, "width": 2},
        },
    }
    lines = [
        _line(value.value, axis) for value, axis in zip(whole, ("x", "y"), strict=True) if value.value is not None
    ]
    return figures.figure(
        [points],
        height=420,
        shapes=lines,
        margin={"l": 8, "r": 28, "t": 24, "b": 8},
        xaxis=_axis(titles[0], pairs[0][0] if pairs else None),
        yaxis=_axis(titles[1], pairs[0][1] if pairs else None),
    )


def label_places(points: Sequence[tuple[float, float, str]]) -> list[str | None]:
    """On which side of its point each name stands free of those before it; None where there is no room."""
    across, up = _spread([x for x, _, _ in points]), _spread([y for _, y, _ in points])
    # A point keeps its own room: about two hundredths of the width and three of the height of a laptop's card.
    taken = [(x / across - 0.01, x / across + 0.01, y / up - 0.015, y / up + 0.015) for x, y, _ in points]
    found: list[str | None] = []
    for x, y, name in points:
        boxes = {side: _box(x / across, y / up, len(name) * LETTER, side) for side in SIDES}
        side = next((side for side, box in boxes.items() if not any(_meet(box, other) for other in taken)), None)
        found.append(side)
        if side:
            taken.append(boxes[side])
    return found


def _spread(values: Sequence[float]) -> float:
    return (max(values) - min(values)) or 1 if values else 1


def _box(x: float, y: float, wide: float, side: str) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of a name beside a point, in shares of the drawing."""
    if side.endswith("center"):
        low = y + 0.02 if side.startswith("top") else y - 0.02 - HIGH
        return x - wide / 2, x + wide / 2, low, low + HIGH
    left = x + 0.012 if side.endswith("right") else x - 0.012 - wide
    return left, left + wide, y - HIGH / 2, y + HIGH / 2


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def heat(rows: Sequence[Sequence[Value]], names: Sequence[str], charts: Mapping[str, Chart], lang: str) -> str:
    """Areas down, months across; darker is more, a small base stays hollow, nothing is a dash with its reason.

    Below its name an area says what its last month means, by the chart of its code.
    """
    classes = map_classes.classes(one.value for row in rows for one in row if not one.small_base)
    months = [figures.month_text(one.period.start, lang) for one in rows[0]] if rows else []
    heads = "".join(f'<th class="number">{one}</th>' for one in months)
    body = "".join(
        f"<tr><th>{escape(name)}{signal(charts.get(row[0].area_code), lang)}</th>"
        f"{''.join(_heat_cell(one, classes, lang) for one in row)}</tr>"
        for name, row in zip(names, rows, strict=True)
    )
    area = escape(label("filters.area").text(lang))
    return (
        f'<div class="table heat"><table><thead><tr><th>{area}</th>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def areas_table(
    now: Sequence[Value], before: Sequence[Value], charts: Mapping[str, Chart], compared: str, lang: str
) -> str:
    """Each area with its value, what it is made of, the compared period's value, what its last month means by the
    chart of its code, and why where there is no value.
    """
    indicator = now[0].indicator
    heads = [label("filters.area").text(lang), indicator.title.text(lang)]
    if indicator.is_rate:
        heads += [label(f"definitions.{name}").text(lang) for name in ("numerator", "denominator")]
    heads += [compared, label("annex.mark").text(lang), label("explorer.why").text(lang)]
    rows = [
        [
            one.area_name,
            one.display(lang),
            *([_amount(one.numerator), _amount(one.denominator)] if indicator.is_rate else []),
            earlier.display(lang),
            signal(charts.get(one.area_code), lang) or "—",
            one.why.text(lang) if one.why else "",
        ]
        for one, earlier in zip(now, before, strict=True)
    ]
    return plain(heads, rows, range(1, len(heads) - 2))


def _heat_cell(one: Value, classes: list[map_classes.Class], lang: str) -> str:
    hint = f"{one.area_name} {one.period.label.text(lang)} {one.display(lang)}"
    if one.value is None:
        hint += f" · {one.why.text(lang)}" if one.why else ""
        return f'<td class="number" title="{escape(hint)}">—</td>'
    shown = escape(figures.short(one, lang))
    at = map_classes.class_of(one.value, classes)
    if one.small_base or at is None:
        return f'<td class="number small" title="{escape(hint)}">{shown}</td>'
    colour = classes[at].colour
    ink = "#FFFFFF" if map_classes.RAMP.index(colour) >= DARK else theme.INK
    return f'<td class="number" style="background:{colour};color:{ink}" title="{escape(hint)}">{shown}</td>'


def _line(at: float, axis: str) -> dict[str, Any]:
    across = "y" if axis == "x" else "x"
    return {
        "type": "line",
        f"{axis}0": at,
        f"{axis}1": at,
        f"{across}0": 0,
        f"{across}1": 1,
        f"{across}ref": "paper",
        "line": {"color": theme.GREY_LINE, "width": 1.5, "dash": "dot"},
    }


def _axis(title: str, one: Value | None) -> dict[str, Any]:
    return {
        "title": {"text": title, "font": {"size": 14, "color": theme.GREY}},
        "fixedrange": True,
        "gridcolor": theme.GREY_PALE,
        "zeroline": False,
        "nticks": 6,
        "automargin": True,
        "tickfont": {"size": 13, "color": theme.GREY},
        "ticksuffix": "%" if one and one.indicator.is_percent else "",
    }


def _amount(amount: float | None) -> str:
    return number(amount, 0 if amount is None or amount == round(amount) else 2)
