"""What only the analyses draw: a waterfall of parts, a control chart, a funnel, and where the year will end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from components import figures, theme
from components.explorer_figures import label_places
from data.language import label
from queries import funnel, signals
from queries.catalogue import Indicator
from queries.explain import REST, Explanation, signed
from queries.outlook import Outlook
from queries.series import Value, number

SHOWN = 8  # parts that the waterfall names
NAMED = 5  # areas outside that the funnel names
STEPS = 40  # points of a funnel's lines
MOODS = {True: theme.GOOD, False: theme.BAD, None: theme.ACCENT}


def waterfall(found: Explanation, lang: str) -> figures.Figure:
    """From the earlier value down to the present one, a bar a part; good green and bad red where that is known."""
    one, before, now = found.now.indicator, found.before.value or 0.0, found.now.value or 0.0
    steps = _steps(found, lang)
    names = [found.before.period.label.text(lang), *(name for name, _ in steps), found.now.period.label.text(lang)]
    starts, level = [], before
    for _, amount in steps:
        starts.append(level)
        level += amount
    ends = [start + amount for start, (_, amount) in zip(starts, steps, strict=True)]
    low, high = min(before, now, *starts, *ends), max(before, now, *starts, *ends)
    room = (high - low) or abs(high) or 1.0
    floor = low - 0.25 * room
    bars: list[dict[str, Any]] = [
        {"base": floor, "x": before - floor, "text": figures.short(found.before, lang), "color": theme.GREY_LINE},
        *({"base": min(start, end), "x": abs(end - start), "text": signed(one, amount).text(lang),
           "color": MOODS[_is_good(one, amount)]}
          for start, end, (_, amount) in zip(starts, ends, steps, strict=True)),
        {"base": floor, "x": now - floor, "text": figures.short(found.now, lang), "color": theme.ACCENT},
    ]
    rows = list(range(len(bars)))
    trace = {
        "type": "bar", "orientation": "h", "y": rows, "x": [each["x"] for each in bars],
        "base": [each["base"] for each in bars], "width": 0.62, "hoverinfo": "skip",
        "marker": {"color": [each["color"] for each in bars], "cornerradius": 2},
    }
    texts = {
        "type": "scatter", "mode": "text", "y": rows, "x": [each["base"] + each["x"] for each in bars],
        "text": [f"  {each['text']}" for each in bars], "textposition": "middle right", "cliponaxis": False,
        "textfont": {"size": 14, "color": theme.INK}, "hoverinfo": "skip",
    }
    return figures.figure(
        [trace, texts], height=figures.ROW * len(bars) + 16,
        xaxis={"visible": False, "fixedrange": True, "range": [floor, high + 0.75 * room]},
        yaxis=figures.names_axis(names),
    )


def _steps(found: Explanation, lang: str) -> list[tuple[str, float]]:
    """Name and amount of the bars: the largest parts, all others together, the shift of weight, what is unknown."""
    parts = [(one.name.text(lang), one.total if one.own is None else one.own) for one in found.parts if one.key != REST]
    parts.sort(key=lambda pair: -abs(pair[1]))
    named, others = parts[:SHOWN], parts[SHOWN:]
    if others:
        named.append((label("explain.others", count=len(others)).text(lang), sum(amount for _, amount in others)))
    if found.shift is not None:
        named.append((found.structure.text(lang), found.shift))
    rest = [one.total if one.own is None else one.own for one in found.parts if one.key == REST]
    return named + [(label("explain.rest").text(lang), amount) for amount in rest]


def _is_good(one: Indicator, amount: float) -> bool | None:
    if one.better == "none" or round(amount, 1) == 0:
        return None
    return (amount > 0) == (one.better == "higher")


def control(chart: signals.Chart, lang: str) -> figures.Figure:
    """The months with centre and limits; a signal is filled red, green or blue by what it means, others are small."""
    one = chart.indicator
    months = [figures.month_text(point.month, lang) for point in chart.points]
    lines = [
        {
            "type": "scatter", "mode": "lines", "x": months,
            "y": [signals.within(one, getattr(point.limits, side)) if point.limits else None for point in chart.points],
            "line": {"color": theme.GREY_LINE, "width": 1.5, "dash": dash, "shape": "hvh" if one.is_rate else "linear"},
            "hoverinfo": "skip", "connectgaps": False,
        }
        for side, dash in (("upper", "dash"), ("lower", "dash"), ("centre", "solid"))
    ]
    points = {
        "type": "scatter", "mode": "lines+markers", "x": months, "y": [point.value.value for point in chart.points],
        "line": {"color": theme.ACCENT, "width": 2}, "cliponaxis": False,
        "marker": {"size": [11 if point.signal else 6 for point in chart.points],
                   "color": [_signal_colour(one, point) for point in chart.points]},
        "text": [_hover(point, lang) for point in chart.points], "hovertemplate": "%{text}<extra></extra>",
    }
    return figures.figure(
        [*lines, points], height=320, annotations=_limit_names(chart, months, lang),
        margin={"l": 4, "r": 92, "t": 16, "b": 4},
        xaxis=_months_axis(months), yaxis=_amounts_axis(one),
    )


def _signal_colour(one: Indicator, point: signals.Point) -> str:
    if point.signal is None:
        return theme.ACCENT
    return MOODS[None if one.better == "none" else point.signal.is_up == (one.better == "higher")]


def _hover(point: signals.Point, lang: str) -> str:
    text = f"{point.value.period.label.text(lang)}  {point.value.display(lang)}"
    if point.signal is None:
        return text
    rule = f"signals.rule_{point.signal.rule}_{'up' if point.signal.is_up else 'down'}"
    return f"{text}<br>{label(rule).text(lang)}"


def _limit_names(chart: signals.Chart, months: Sequence[str], lang: str) -> list[dict[str, Any]]:
    last = chart.last
    if last is None:
        return []
    return [] if last.limits is None else [
        _note(months[-1], signals.within(chart.indicator, getattr(last.limits, side)),
              label(f"analysis.{side}").text(lang), theme.GREY) for side in ("upper", "centre", "lower")
    ]


def _note(x: object, y: float, text: str, colour: str) -> dict[str, Any]:
    return {"x": x, "y": y, "text": text, "showarrow": False, "xanchor": "left", "xshift": 8,
            "font": {"size": 13, "color": colour}}


def funnel_plot(found: funnel.Funnel, lang: str) -> figures.Figure:
    """Every area by its base and value, between the lines of 95 % and 99.8 %; those outside with their names."""
    one = found.indicator
    most = max(spot.value.denominator or 0.0 for spot in found.spots) * 1.08
    least = min(spot.value.denominator or 0.0 for spot in found.spots) * 0.9
    bases = [max(least + (most - least) * (at / STEPS) ** 1.6, 1e-9) for at in range(STEPS + 1)]
    if found.distribution == "binomial":
        bases = sorted({max(float(round(base)), 1.0) for base in bases})
    bands = [found.band(base) for base in bases]
    lines = [
        {"type": "scatter", "mode": "lines", "x": bases, "y": [getattr(band, name)[end] for band in bands],
         "line": {"color": theme.GREY_LINE, "width": 1.5, "dash": dash, "shape": "spline"}, "hoverinfo": "skip"}
        for name, dash in (("inner", "dot"), ("outer", "dash")) for end in (0, 1)
    ]
    common = {"type": "scatter", "mode": "lines", "x": [bases[0], bases[-1]], "y": [found.common] * 2,
              "line": {"color": theme.GREY_LINE, "width": 1.5}, "hoverinfo": "skip"}
    places = _name_places(found)
    points = {
        "type": "scatter", "mode": "markers+text", "x": [spot.value.denominator for spot in found.spots],
        "y": [spot.value.value for spot in found.spots], "cliponaxis": False,
        "text": [spot.value.area_name if place else "" for spot, place in zip(found.spots, places, strict=True)],
        "textposition": [place or "middle right" for place in places], "textfont": {"size": 13, "color": theme.INK},
        "customdata": [spot.value.area_code for spot in found.spots],
        "hovertext": [f"{spot.value.area_name}<br>{spot.value.display(lang)}<br>{place_text(spot, lang)}"
                      for spot in found.spots],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"size": 11, "color": [_spot_colour(spot) for spot in found.spots],
                   "line": {"color": [_edge_colour(spot) for spot in found.spots], "width": 2}},
    }
    ends = [
        _note(bases[-1], getattr(bands[-1], name)[1], text, theme.GREY) | {"yshift": up} for name, text, up in
        (("inner", "95%", -4), ("outer", "99.8%", 9))
    ]
    ends.append(_note(bases[-1], found.common or 0.0, label("analysis.common").text(lang), theme.GREY))
    title = one.denominator.text(lang) if one.denominator else ""
    return figures.figure(
        [*lines, common, points], height=420, annotations=ends, margin={"l": 8, "r": 92, "t": 16, "b": 8},
        xaxis={"title": {"text": title, "font": {"size": 14, "color": theme.GREY}}, "fixedrange": True,
               "gridcolor": theme.GREY_PALE, "zeroline": False, "nticks": 6, "automargin": True,
               "range": [min(least, bases[0]) * 0.98, bases[-1]], "tickfont": {"size": 13, "color": theme.GREY}},
        yaxis=_amounts_axis(one),
    )


def _name_places(found: funnel.Funnel) -> list[str | None]:
    """On which side of its point the name of an area outside stands, the furthest first; None for all others.

    More names than a few would cover each other on a narrow screen: the title above the figure has them all.
    """
    order = found.at("far_above", "far_below", "above", "below")[:NAMED]
    points = [(one.value.denominator or 0.0, one.value.value or 0.0, one.value.area_name) for one in order]
    sides = dict(zip((one.value.area_code for one in order), label_places(points), strict=True))
    return [sides.get(one.value.area_code) for one in found.spots]


def place_text(spot: funnel.Spot, lang: str) -> str:
    """显著低于平均, 与平均水平无显著差异, 基数太小，不作判断."""
    return label(f"funnel.place_{spot.place or 'small'}").text(lang)


def _spot_colour(spot: funnel.Spot) -> str:
    if spot.place is None or spot.place == "within":
        return "#FFFFFF" if spot.place is None else theme.ACCENT_PALE
    return MOODS[spot.good]


def _edge_colour(spot: funnel.Spot) -> str:
    return theme.ACCENT if spot.place in (None, "within") else MOODS[spot.good]


def year_end(found: Outlook, so_far: Sequence[Value], lang: str) -> figures.Figure:
    """The year month by month added up, on to its expected end with its range, and the target as a line."""
    months = [figures.month_text(so_far[0].period.start.replace(month=at), lang) for at in range(1, 13)]
    last = found.months - 1
    real = {
        "type": "scatter", "mode": "lines+markers", "x": months[: found.months], "y": [one.value for one in so_far],
        "line": {"color": theme.ACCENT, "width": 3}, "marker": {"size": 6, "color": theme.ACCENT}, "cliponaxis": False,
        "text": [f"{one.period.label.text(lang)}  {one.display(lang)}" for one in so_far],
        "hovertemplate": "%{text}<extra></extra>",
    }
    expected, low, high = found.expected or 0.0, found.low or 0.0, found.high or 0.0
    ahead = {
        "type": "scatter", "mode": "lines+markers", "x": [months[last], months[-1]], "y": [found.so_far, expected],
        "line": {"color": theme.ACCENT, "width": 2, "dash": "dot"}, "hoverinfo": "skip", "cliponaxis": False,
        "marker": {"size": [0, 9], "color": theme.ACCENT},
        "error_y": {"type": "data", "symmetric": False, "array": [0, high - expected],
                    "arrayminus": [0, expected - low], "color": theme.ACCENT, "thickness": 2, "width": 6},
    }
    shapes: list[dict[str, Any]] = []
    clear = 12 if found.target is not None and found.target < expected else -12  # of the line of the target
    notes = [_note(months[-1], expected, f"<b>{found.amount(expected, lang)}</b>", theme.ACCENT) | {"yshift": clear}]
    if found.target is not None:
        shapes = [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": found.target, "y1": found.target,
                   "line": {"color": theme.INK, "width": 1.5, "dash": "dash"}}]
        notes.append({"x": 0, "xref": "paper", "y": found.target, "showarrow": False, "xanchor": "left", "yshift": 11,
                      "text": label("analysis.target", target=found.amount(found.target, lang)).text(lang),
                      "font": {"size": 13, "color": theme.INK}})
    values = [one.value or 0.0 for one in so_far] + [low, high] + ([found.target] if found.target is not None else [])
    air = (max(values) - min(values)) * 0.12 or 1.0
    axis = _amounts_axis(found.indicator) | {
        "range": [min(values) - air if found.indicator.is_rate else 0, max(values) + air]}
    return figures.figure([real, ahead], height=320, shapes=shapes, annotations=notes, xaxis=_months_axis(months),
                          yaxis=axis, margin={"l": 4, "r": 104, "t": 16, "b": 4})


def _months_axis(months: Sequence[str]) -> dict[str, Any]:
    step = max(2, -(-len(months) // 5))
    return {
        "type": "category", "categoryorder": "array", "categoryarray": list(months),
        "fixedrange": True, "showgrid": False, "linecolor": theme.GREY_PALE, "automargin": True,
        "tickfont": {"size": 13, "color": theme.GREY}, "range": [-0.4, len(months) - 0.6],
        "tickangle": 0, "tickmode": "array", "tickvals": list(months[(len(months) - 1) % step:: step]),
    }


def _amounts_axis(one: Indicator) -> dict[str, Any]:
    return {
        "fixedrange": True, "gridcolor": theme.GREY_PALE, "zeroline": False, "nticks": 5, "automargin": True,
        "tickfont": {"size": 13, "color": theme.GREY}, "ticksuffix": "%" if one.is_percent else "",
    }


def amount(one: Indicator, value: float | None) -> str:
    """A value of a table's cell; a dash where there is none."""
    if value is None:
        return "—"
    return number(value, one.decimals if one.is_rate or one.combine else 0) + ("%" if one.is_percent else "")
