"""What has come in since January against what is due, as a plain dict that plotly draws."""

from __future__ import annotations

from calendar import month_abbr
from collections.abc import Sequence
from typing import Any

from components import figures, theme
from data.language import label

MONTHS = range(1, 13)
Amounts = Sequence[float | None]


def curve(now: Amounts, before: Amounts, due: Amounts, lang: str) -> figures.Figure:
    """Twelve months of this year (solid) and last year (dotted), and the pace (dashed) where there is a target.

    Amounts are those from January to each month; None where a month is not told.
    """
    # Never bare numbers: on an axis of categories plotly takes those for places.
    names = [label("charts.month", month=month).zh if lang == "zh" else month_abbr[month] for month in MONTHS]
    lines = [
        _line(names, before, theme.GREY_LINE, "dot", 2, "lines", label("charts.last_year").text(lang)),
        _line(names, due, theme.INK, "dash", 1.5, "lines", label("economy.pace_line").text(lang)),
        _line(names, now, theme.ACCENT, "solid", 3, "lines+markers", label("economy.this_year").text(lang)),
    ]
    ends = [
        *_end(names, due, label("economy.annual_target").text(lang), theme.INK),
        *_end(names, before, label("charts.last_year").text(lang), theme.GREY),
    ]
    notes = [*figures.apart(ends), *_end(names, now, "", theme.ACCENT)]
    return figures.figure(
        lines,
        height=300,
        annotations=notes,
        margin={"l": 4, "r": 84, "t": 22, "b": 4},
        xaxis={
            "type": "category",
            "categoryorder": "array",
            "categoryarray": names,
            "range": [-0.3, 11.3],
            "fixedrange": True,
            "showgrid": False,
            "linecolor": theme.GREY_PALE,
            "automargin": True,
            "tickangle": 0,
            "tickmode": "array",
            "tickvals": names[1::2],
            "tickfont": {"size": 13, "color": theme.GREY},
        },
        yaxis={
            "fixedrange": True,
            "gridcolor": theme.GREY_PALE,
            "rangemode": "tozero",
            "zeroline": False,
            "nticks": 5,
            "separatethousands": True,
            "tickformat": ",.0f",
            "automargin": True,
            "tickfont": {"size": 13, "color": theme.GREY},
        },
    )


def _line(
    names: list[str], amounts: Amounts, color: str, dash: str, width: float, mode: str, title: str
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": mode,
        "x": names[: len(amounts)],
        "y": list(amounts),
        "line": {"color": color, "dash": dash, "width": width},
        "marker": {"size": 7, "color": color},
        "connectgaps": False,
        "cliponaxis": False,
        "text": [
            f"{name} {title} {amount:,.2f}" if amount is not None else ""
            for name, amount in zip(names, amounts, strict=False)
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _end(names: list[str], amounts: Amounts, name: str, color: str) -> list[dict[str, Any]]:
    """The label right of a line's last point: its name; without one the amount itself, above the point."""
    last = next((i for i in range(len(amounts) - 1, -1, -1) if amounts[i] is not None), None)
    if last is None:
        return []
    return [
        {
            "x": names[last],
            "y": amounts[last],
            "text": name or f"<b>{amounts[last]:,.0f}</b>",
            "showarrow": False,
            "xanchor": "left" if name else "right",
            "xshift": 6 if name else -4,
            "yshift": 0 if name else 14,
            "font": {"size": 13 if name else 14, "color": color},
        }
    ]
