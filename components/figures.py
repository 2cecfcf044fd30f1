"""Charts as plain dicts (a figure object costs twenty times as much), drawn by pure functions.

Every chart labels its marks directly, carries no menu and no logo, and writes its dates itself, so that nothing
depends on the browser's language. components/charts.py puts them on the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from plotly.basedatatypes import BaseFigure

from components import theme
from data.language import label
from queries.series import Value
from queries.signals import MOVED, Chart

Figure = dict[str, Any]
CONFIG = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False, "doubleClick": False}
ROW = 30  # pixels a horizontal bar takes
MANY = 14  # areas from which on a ranking shows only both ends
ENDS = 5
_AXIS = {"linecolor": "white", "ticks": "", "title": {"standoff": 15}, "gridcolor": "white", "zerolinecolor": "white",
         "automargin": True, "zerolinewidth": 2}
# What plotly's usual template (7 KB with every chart) does to lines and bars, and no more.
TEMPLATE = {
    "data": {"bar": [{"type": "bar", "error_x": {"color": "#2a3f5f"}, "error_y": {"color": "#2a3f5f"},
                      "marker": {"line": {"color": "#E5ECF6", "width": 0.5}}}]},
    "layout": {
        "autotypenumbers": "strict",
        "hoverlabel": {"align": "left"},
        "xaxis": _AXIS,
        "yaxis": _AXIS,
        "shapedefaults": {"line": {"color": "#2a3f5f"}},
        "annotationdefaults": {"arrowcolor": "#2a3f5f", "arrowhead": 0, "arrowwidth": 1},
    },
}


class Checked(BaseFigure):
    """A figure as Streamlit takes it, without plotly looking at every number again at every rerun."""

    plain: Figure

    def __init__(self, plain: Figure) -> None:
        object.__setattr__(self, "plain", plain)

    def to_dict(self) -> Figure:
        """The figure itself, not a copy: nobody changes it."""
        return self.plain


def figure(data: list[dict[str, Any]], *, height: int, **layout: Any) -> Figure:
    """A figure in the house style."""
    base: dict[str, Any] = {
        "height": height,
        "margin": {"l": 4, "r": 4, "t": 8, "b": 4},
        "font": {"family": theme.FONT, "size": 14, "color": theme.INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "template": TEMPLATE,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": "#FFFFFF",
            "bordercolor": theme.GREY_LINE,
            "font": {"family": theme.FONT, "size": 14, "color": theme.INK},
        },
    }
    return {"data": data, "layout": base | layout}


def trend(now: Sequence[Value], before: Sequence[Value], lang: str) -> Figure:
    """A line a month, last year's same months dotted behind it; months without data leave a gap.

    `before[i]` is the month one year before `now[i]`.
    """
    months = [month_text(one.period.start, lang) for one in now]
    lines = [
        _line(months, before, lang, color=theme.GREY_LINE, dash="dot", width=2, mode="lines"),
        _line(months, now, lang, color=theme.ACCENT, dash="solid", width=3, mode="lines+markers"),
    ]
    notes = [
        *_line_end(months, before, label("charts.last_year").text(lang), theme.GREY, lang, with_value=False),
        *_line_end(months, now, "", theme.ACCENT, lang, with_value=True),
    ]
    values = [one.value for one in (*now, *before) if one.value is not None]
    return figure(
        lines,
        height=260,
        annotations=apart(notes),
        margin={"l": 4, "r": 96, "t": 16, "b": 4},
        xaxis={
            "type": "category",
            "fixedrange": True,
            "showgrid": False,
            "linecolor": theme.GREY_PALE,
            "tickfont": {"size": 13, "color": theme.GREY},
            "automargin": True,
            "range": [-0.3, len(months) - 0.7],
            "tickangle": 0,
            "tickmode": "array",
            "tickvals": months[(len(months) - 1) % 2 :: 2],
        },
        yaxis={
            "fixedrange": True,
            "gridcolor": theme.GREY_PALE,
            "zeroline": False,
            "nticks": 5,
            "tickfont": {"size": 13, "color": theme.GREY},
            "automargin": True,
            "range": _range(values),
            "ticksuffix": "%" if now and now[0].indicator.is_percent else "",
        },
    )


def two_lines(
    months: Sequence[str], planned: tuple[str, Sequence[float]], real: tuple[str, Sequence[float]]
) -> Figure:
    """A plan (dotted) and what really happened (solid) over the same months; the latter may end earlier."""
    styles = ((planned, theme.GREY_LINE, "dot", 2), (real, theme.ACCENT, "solid", 3))
    lines = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": list(months[: len(values)]),
            "y": list(values),
            "line": {"color": color, "dash": dash, "width": width},
            "marker": {"size": 6, "color": color},
            "cliponaxis": False,
            "hovertemplate": f"{name} %{{y}}<extra></extra>",
        }
        for (name, values), color, dash, width in styles
    ]
    highest = max((one for _, values in (planned, real) for one in values), default=1)
    return figure(
        lines,
        height=280,
        annotations=[*_at_peak(months, *planned), *_at_end(months, real[1])],
        margin={"l": 4, "r": 16, "t": 16, "b": 4},
        xaxis={
            "type": "category",
            "fixedrange": True,
            "showgrid": False,
            "linecolor": theme.GREY_PALE,
            "automargin": True,
            "tickangle": 0,
            "range": [-0.4, len(months) - 0.6],
            "tickmode": "array",
            "tickvals": list(months[::2]),
            "tickfont": {"size": 13, "color": theme.GREY},
        },
        yaxis={
            "fixedrange": True,
            "gridcolor": theme.GREY_PALE,
            "zeroline": False,
            "nticks": 5,
            "tickfont": {"size": 13, "color": theme.GREY},
            "automargin": True,
            "range": [0, highest * 1.2 or 1],
        },
    )


def ends(ranked: Sequence[Value]) -> list[Value | None]:
    """What a ranking draws: every area or, where there are many, both ends with a gap between them."""
    return [*ranked[:ENDS], None, *ranked[-ENDS:]] if len(ranked) >= MANY else list(ranked)


def ranking(
    ranked: Sequence[Value], lang: str, *, chosen: str | None = None, charts: Mapping[str, Chart] | None = None
) -> Figure:
    """Horizontal bars, best on top, each with its own figure; with many areas only both ends are drawn.

    The values must be in order already and none may be empty. `charts`, by area code, say whose last month is more
    than ordinary variation: a word behind the figure; what is ordinary stands on hover only.
    """
    shown, known = ends(ranked), charts or {}
    texts = [one.display(lang) if one else "" for one in shown]
    marks = [_moved(known.get(one.area_code), lang) if one else "" for one in shown]
    names = [one.area_name if one else "⋯" for one in shown]
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(shown))),
        "x": [one.value if one else None for one in shown],
        "text": [text + _coloured(mark, known, one) for text, mark, one in zip(texts, marks, shown, strict=True)],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": 14, "color": theme.INK},
        "marker": {"color": [_bar_color(one, chosen) for one in shown], "cornerradius": 3},
        "customdata": [one.area_code if one else None for one in shown],
        "hovertext": [_with_month(text, one, known, lang) for text, one in zip(texts, shown, strict=True)],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "width": 0.62,
    }
    top = max((one.value or 0 for one in ranked), default=0)
    return figure(
        [bars],
        height=ROW * len(shown) + 16,
        xaxis={
            "visible": False,
            "fixedrange": True,
            "range": [0, top * _room([f"{text}  {mark}" for text, mark in zip(texts, marks, strict=True)]) or 1],
        },
        yaxis=names_axis(names),
    )


def breakdown(now: Sequence[Value], names: Sequence[str], before: Sequence[Value], lang: str) -> Figure:
    """One bar a category, in the order given, with a tick where the compared period stood."""
    places = list(range(len(now)))
    earlier = {one.breakdown: one.value for one in before}
    ends = [max(one.value or 0, earlier.get(one.breakdown) or 0) for one in now]
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "x": [one.value for one in now],
        "width": 0.62,
        "marker": {"color": theme.ACCENT_PALE, "cornerradius": 3},
        "hoverinfo": "skip",
    }
    ticks = {
        "type": "scatter",
        "mode": "markers",
        "y": places,
        "x": [earlier.get(one.breakdown) for one in now],
        "marker": {"symbol": "line-ns", "size": 15, "line": {"width": 2.5, "color": theme.INK}},
        "hoverinfo": "skip",
    }
    return figure(
        [bars, ticks, _texts(ends, [one.display(lang) for one in now])],
        height=ROW * len(now) + 16,
        xaxis={
            "visible": False,
            "fixedrange": True,
            "range": [0, max(ends, default=0) * _room([one.display(lang) for one in now]) or 1],
        },
        yaxis=names_axis(names),
    )


def stages(counts: Sequence[tuple[str, int, int]], lang: str) -> Figure:
    """How many projects, of how many households, stand at each stage: (stage, projects, households) in order."""
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(counts))),
        "x": [count for _, count, _ in counts],
        "text": [stage_text(count, households, lang) for _, count, households in counts],
        "textposition": "outside",
        "cliponaxis": False,
        "width": 0.62,
        "marker": {"color": theme.ACCENT, "cornerradius": 3},
        "textfont": {"size": 14, "color": theme.INK},
        "hovertemplate": "%{text}<extra></extra>",
    }
    top = max((count for _, count, _ in counts), default=1)
    return figure(
        [bars],
        height=34 * len(counts) + 16,
        yaxis=names_axis([name for name, _, _ in counts]),
        xaxis={"visible": False, "fixedrange": True, "range": [0, top * 2.2 or 1]},
    )


def gantt(projects: Sequence[dict[str, Any]], as_of: date, lang: str) -> Figure:
    """Each project's plan (pale) and course (solid) with its stage, and a line at the day the data reach.

    `projects`: project_name, planned_start, planned_finish, start_on, finish_on (dates or None), stage, stage_text.
    """
    rows = list(range(len(projects)))
    plan = [_span(row, one["planned_start"], one["planned_finish"]) for row, one in zip(rows, projects, strict=True)]
    real = [
        _span(row, one["start_on"], one["finish_on"] or max(as_of, one["start_on"]))
        for row, one in zip(rows, projects, strict=True)
        if one["start_on"]
    ]
    bars = [
        _gantt_bars([one for one in plan if one], theme.GREY_PALE, 0.74),
        _gantt_bars([one for one in real if one], theme.ACCENT, 0.34),
    ]
    notes = [
        {
            "x": _right_end(one, as_of),
            "y": row,
            "text": one["stage_text"],
            "showarrow": False,
            "xanchor": "left",
            "xshift": 6,
            "font": {"size": 13, "color": theme.INK},
        }
        for row, one in zip(rows, projects, strict=True)
    ]
    days = [day for one in projects for day in _dates(one)] or [as_of]
    today = {
        "type": "line",
        "x0": as_of.isoformat(),
        "x1": as_of.isoformat(),
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": theme.INK, "width": 1.5, "dash": "dash"},
    }
    first, last = min(*days, as_of), max(*days, as_of)
    room = timedelta(days=max(60, (last - first).days // 4))
    return figure(
        bars,
        height=ROW * len(projects) + 56,
        barmode="overlay",
        annotations=notes,
        shapes=[today],
        margin={"l": 4, "r": 4, "t": 4, "b": 30},
        xaxis={
            "type": "date",
            "fixedrange": True,
            "gridcolor": theme.GREY_PALE,
            "side": "bottom",
            "nticks": 7,
            "tickformat": "%Y-%m",
            "tickfont": {"size": 13, "color": theme.GREY},
            "tickangle": 0,
            "range": [first.isoformat(), (last + room).isoformat()],
        },
        yaxis=names_axis([str(one["project_name"]) for one in projects]),
    )


def fair(steps: Sequence[tuple[str, float | None, str]]) -> Figure:
    """The four counts of job fairs under one another: name, count (people), text beside the bar."""
    shades = [theme.GREY_LINE, theme.GREY_LINE, theme.ACCENT_PALE, theme.ACCENT]
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(steps))),
        "x": [count or 0 for _, count, _ in steps],
        "text": [text for _, _, text in steps],
        "textposition": "outside",
        "cliponaxis": False,
        "width": 0.66,
        "marker": {"color": shades[: len(steps)], "cornerradius": 3},
        "textfont": {"size": 14, "color": theme.INK},
        "hovertemplate": "%{text}<extra></extra>",
    }
    top = max((count or 0 for _, count, _ in steps), default=1)
    return figure(
        [bars],
        height=44 * len(steps) + 16,
        yaxis=names_axis([name for name, _, _ in steps]),
        xaxis={"visible": False, "fixedrange": True, "range": [0, top * 1.4 or 1]},
    )


# --- texts -----------------------------------------------------------------------------------------------------


def month_text(month: date, lang: str) -> str:
    """10月 with its year below: every label is a label of its own, on an axis of categories."""
    name = label("charts.month", month=month.month).zh if lang == "zh" else f"{month:%b}"
    return f"{name}<br>{month.year}"


def short(value: Value, lang: str) -> str:
    """The value without what it is made of."""
    return value.display(lang).split("（")[0].split(" (")[0]


def stage_text(projects: int, households: int, lang: str) -> str:
    """3 个项目，1,204 户; a stage that nobody is at says nothing."""
    return label("charts.stage", projects=projects, households=f"{households:,}").text(lang) if projects else ""


# --- parts -----------------------------------------------------------------------------------------------------


def _room(texts: Sequence[str]) -> float:
    """How much longer than its longest bar an axis must be for the labels behind the bars, on a phone too."""
    return 1.25 + 0.055 * max(map(len, texts), default=0)


def _texts(ends: Sequence[float], texts: Sequence[str]) -> dict[str, Any]:
    """Labels right of horizontal bars, clear of everything drawn in their row."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(ends),
        "y": list(range(len(ends))),
        "text": [f"  {one}" for one in texts],
        "textposition": "middle right",
        "cliponaxis": False,
        "textfont": {"size": 14, "color": theme.INK},
        "hoverinfo": "skip",
    }


def _line(
    months: list[str], values: Sequence[Value], lang: str, *, color: str, dash: str, width: float, mode: str
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": mode,
        "x": months[: len(values)],
        "y": [one.value for one in values],
        "line": {"color": color, "dash": dash, "width": width},
        "connectgaps": False,
        "cliponaxis": False,
        "marker": {
            "size": 7,
            "color": ["#FFFFFF" if one.small_base else color for one in values],
            "line": {"color": color, "width": 2},
        },
        "text": [f"{one.period.label.text(lang)}  {one.display(lang)}" for one in values],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _line_end(
    months: list[str], values: Sequence[Value], name: str, color: str, lang: str, *, with_value: bool
) -> list[dict[str, Any]]:
    """The label right of a line's last point."""
    last = next((i for i in range(len(values) - 1, -1, -1) if values[i].value is not None), None)
    if last is None:
        return []
    text = f"<b>{short(values[last], lang)}</b>" if with_value else name
    return [
        {
            "x": months[last],
            "y": values[last].value,
            "text": text,
            "showarrow": False,
            "xanchor": "left",
            "xshift": 8,
            "font": {"size": 14, "color": color},
            "align": "left",
        }
    ]


def _at_peak(months: Sequence[str], name: str, values: Sequence[float]) -> list[dict[str, Any]]:
    """The name of a line above its highest point."""
    if not values:
        return []
    top = max(range(len(values)), key=lambda i: values[i])
    return [
        {
            "x": months[top],
            "y": values[top],
            "text": name,
            "showarrow": False,
            "yshift": 12,
            "font": {"size": 14, "color": theme.GREY},
        }
    ]


def _at_end(months: Sequence[str], values: Sequence[float]) -> list[dict[str, Any]]:
    """The last value of a line right of its end, above it in the last month; a name would not fit on a phone."""
    if not values:
        return []
    beside = {"xanchor": "left", "xshift": 8} if len(values) < len(months) else {"xanchor": "right"}
    return [
        {
            "x": months[len(values) - 1],
            "y": values[-1],
            "text": f"<b>{values[-1]:,}</b>",
            "showarrow": False,
            "yshift": 10,
            "font": {"size": 14, "color": theme.ACCENT},
            **beside,
        }
    ]


def apart(notes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Two labels at line ends pushed apart, the higher one up, so that they never lie on each other."""
    if len(notes) == 2:
        low, high = sorted(notes, key=lambda one: one["y"])
        low["yshift"], high["yshift"] = -9, 9
    return notes


def _range(values: Sequence[float]) -> list[float] | None:
    """An axis that holds all values with some air; it starts at 0 where the values come near it.

    It never spans less than a twentieth of what it shows: 23.02 to 23.06 is a level line, not a leap.
    """
    if not values:
        return None
    low, high = min(values), max(values)
    air = max((high - low) * 0.15, (abs(high) * 0.05 - (high - low)) / 2) or 1
    return [0 if 0 <= low < high * 0.5 else low - air, high + air]


def names_axis(names: Sequence[str]) -> dict[str, Any]:
    """Names beside horizontal bars, the first on top."""
    return {
        "tickmode": "array",
        "tickvals": list(range(len(names))),
        "ticktext": [_short(name) for name in names],
        "range": [len(names) - 0.5, -0.5],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "automargin": True,
        "ticks": "",
        "tickfont": {"size": 14, "color": theme.INK},
        "ticklabelstandoff": 6,
    }


def _short(name: str, most: int = 24) -> str:
    """A name that fits beside a bar: a Chinese character is twice as wide as a Latin one."""
    widths = accumulate(1 if ord(one) < 0x2E80 else 2 for one in name)
    fitting = sum(width <= most for width in widths)
    return name if fitting == len(name) else name[: fitting - 1] + "…"


def _moved(chart: Chart | None, lang: str) -> str:
    """变好 or 变差; nothing where the last month is ordinary or not judged."""
    return label(f"signals.{chart.mark}").text(lang) if chart and chart.mark in MOVED else ""


def _coloured(mark: str, charts: Mapping[str, Chart], one: Value | None) -> str:
    """The mark smaller than the figure before it, in the colour of what it means."""
    if not mark or one is None:
        return ""
    colour = {"better": theme.GOOD, "worse": theme.BAD}.get(charts[one.area_code].mark or "", theme.GREY)
    return f' <span style="color:{colour};font-size:13px">{mark}</span>'


def _with_month(text: str, one: Value | None, charts: Mapping[str, Chart], lang: str) -> str:
    """97.5%, and below it 2026年10月 正常波动 · 稳定不达标."""
    chart = charts.get(one.area_code) if one else None
    said = chart.month_and_marks(lang) if chart else ""
    return f"{text}<br>{said}" if said else text


def _bar_color(value: Value | None, chosen: str | None) -> str:
    if value is None:
        return "rgba(0,0,0,0)"
    return theme.ACCENT if chosen in (None, value.area_code) else theme.ACCENT_PALE


def _span(row: int, start: date | None, end: date | None) -> tuple[int, date, date] | None:
    return (row, start, end) if start and end else None


def _gantt_bars(spans: list[tuple[int, date, date]], color: str, width: float) -> dict[str, Any]:
    """Bars from start to end; a bar's length on a date axis is in milliseconds."""
    return {
        "type": "bar",
        "orientation": "h",
        "y": [row for row, _, _ in spans],
        "width": width,
        "base": [start.isoformat() for _, start, _ in spans],
        "x": [((end - start).days + 1) * 86_400_000 for _, start, end in spans],
        "marker": {"color": color, "cornerradius": 3},
        "text": [f"{start.isoformat()} — {end.isoformat()}" for _, start, end in spans],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _dates(project: dict[str, Any]) -> list[date]:
    names = ("planned_start", "planned_finish", "start_on", "finish_on")
    return [project[name] for name in names if project[name]]


def _right_end(project: dict[str, Any], as_of: date) -> str:
    """Where a project's stage is written: right of everything drawn in its row."""
    drawn = _dates(project)
    if project["start_on"] and not project["finish_on"]:
        drawn.append(as_of)
    return max(drawn, default=as_of).isoformat()
