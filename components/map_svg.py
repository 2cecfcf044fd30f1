"""The map for browsers without WebGL: a plotly choropleth as SVG, its base map an empty local file."""
from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from components.figures import Checked
from components.map_fit import Fit, fit, font_size, latitude, mercator, placed
from components.map_picture import (
    CHOSEN,
    EMPTY,
    EMPTY_LINE,
    FONT,
    HALO,
    HALO_OFFSETS,
    HATCH_WIDTH,
    INK,
    SMALL_LINE,
    Label,
    Picture,
)
from components.map_shapes import Path

# The file static/world_110m.json has no countries in it; without it plotly would ask its maker's server.
BASE_MAP = "app/static/"
# plotly draws this much less (degrees) on every side than it is told.
CLIPPED = 0.001
_SHADOW = ", ".join(f"{x}px {y}px 1px {HALO}" for x, y in HALO_OFFSETS)


def config(base_path: str = "") -> dict[str, Any]:
    """The plotly settings that keep the map silent; `base_path` is the server's base URL path."""
    prefix = f"/{base_path.strip('/')}/" if base_path.strip("/") else "/"
    return {"topojsonURL": prefix + BASE_MAP, "displayModeBar": False, "scrollZoom": False}


@lru_cache(maxsize=64)
def figure(drawn: Picture, width: int, height: int) -> Checked:
    """The picture for st.plotly_chart."""
    return Checked(svg(drawn, width, height))


def svg(drawn: Picture, width: int, height: int) -> dict[str, Any]:
    """The picture as a plotly figure, a plain dict, for a card of about that many pixels."""
    view = fit(drawn.bounds, width, height)
    traces = [_fills(drawn)]
    for texture, colour in (("empty", EMPTY_LINE), ("small", SMALL_LINE)):
        hatch = [path for patch in drawn.patches if patch.texture == texture for path in patch.piece.hatch]
        traces += _lines(hatch, colour, HATCH_WIDTH)
    traces += _lines(drawn.outlines, HALO, 3.4)
    traces += _lines(drawn.outlines + drawn.rim, INK, 1.4)
    if drawn.selected:
        traces += _lines(drawn.selected.piece.edge, INK, 6.5)
        traces += _lines(drawn.selected.piece.edge, CHOSEN, 3.5)
    size = font_size(width)
    traces.append(_names(placed(drawn.labels, view, size, drawn.labels_inside), size))
    return {"data": traces, "layout": _layout(view, width, height)}


def clicked(selection: Any) -> str | None:
    """The area code of a selection as Streamlit reports it; None when nothing is selected."""
    points = selection["points"]
    return points[0].get("location") if points else None


def _fills(drawn: Picture) -> dict[str, Any]:
    """One trace; z is the position of the colour, the colour scale has a step for each."""
    colours = [EMPTY, *(one.colour for one in drawn.legend.classes)]
    return {
        "type": "choropleth",
        "locationmode": "geojson-id",
        "geojson": {"type": "FeatureCollection", "features": [
            {"type": "Feature", "id": one.code, "geometry": one.piece.geometry} for one in drawn.patches]},
        "locations": [patch.code for patch in drawn.patches],
        "z": [0 if patch.at is None else patch.at + 1 for patch in drawn.patches],
        "zmin": -0.5,
        "zmax": len(colours) - 0.5,
        "colorscale": _steps(colours),
        "showscale": False,
        "marker": {"line": {"color": "#FFFFFF", "width": 1}},
        # Streamlit's selection fades what is not selected; the colours must stay those of the legend.
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
        "hovertext": [_tip(patch.name, patch.tip) for patch in drawn.patches],
        "hoverinfo": "text",
    }


def _tip(name: str, lines: Iterable[str]) -> str:
    return "<br>".join([f"<b>{html.escape(name)}</b>", *(html.escape(line) for line in lines)])


def _steps(colours: Sequence[str]) -> list[list[Any]]:
    share = 1 / len(colours)
    ends = [(at * share, (at + 1) * share) for at in range(len(colours))]
    return [[round(edge, 6), colour] for colour, pair in zip(colours, ends, strict=True) for edge in pair]


def _lines(paths: Iterable[Path], colour: str, pixels: float) -> list[dict[str, Any]]:
    lon: list[float | None] = []
    lat: list[float | None] = []
    for path in paths:
        lon += [*(point[0] for point in path), None]
        lat += [*(point[1] for point in path), None]
    if not lon:
        return []
    return [{"type": "scattergeo", "mode": "lines", "lon": lon, "lat": lat, "hoverinfo": "skip",
             "line": {"color": colour, "width": pixels}, "showlegend": False}]


def _names(labels: Iterable[Label], size: int) -> dict[str, Any]:
    labels = list(labels)
    return {"type": "scattergeo", "mode": "text", "hoverinfo": "skip", "showlegend": False,
            "lon": [one.spot.lon for one in labels], "lat": [one.spot.lat for one in labels],
            "text": ["<br>".join(html.escape(line) for line in one.lines) for one in labels],
            "textfont": {"family": FONT, "size": size, "color": INK, "weight": 600, "shadow": _SHADOW}}


def _layout(view: Fit, width: int, height: int) -> dict[str, Any]:
    """Ranges that fill the card; plotly keeps the proportions when the card turns out wider or narrower."""
    x, y = mercator(view.lon, view.lat)
    across, down = width / view.scale / 2, height / view.scale / 2
    west, east = ((side - 0.5) * 360 for side in (x - across, x + across))
    south, north = latitude(y + down), latitude(y - down)
    return {
        "geo": {
            "visible": False,
            "bgcolor": "rgba(0,0,0,0)",
            "projection": {"type": "mercator"},
            "resolution": 110,
            "lonaxis": {"range": [west - CLIPPED, east + CLIPPED]},
            "lataxis": {"range": [south - CLIPPED, north + CLIPPED]},
            "domain": {"x": [0, 1], "y": [0, 1]},
        },
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "height": height,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "hoverlabel": {"bgcolor": INK, "bordercolor": INK, "align": "left",
                       "font": {"family": FONT, "size": 13, "color": "#FFFFFF"}},
        "dragmode": "pan",
    }
