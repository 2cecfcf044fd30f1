"""The map card: every area under the one looked at, coloured by one indicator; a click chooses an area.

One Picture (map_picture.py) is drawn with WebGL (map_deck.py) or, where the browser has none, as SVG
(map_svg.py). Which of the two is known a moment after the first paint, when the browser has said what it can;
until then the place stays free, so that nothing flickers.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from components import filters, map_deck, map_svg, page, webgl
from components.language import lang, t
from components.map_fit import PADDING, aspect
from components.map_legend import legend_html
from components.map_picture import Picture, picture
from components.map_shapes import ground, tiles
from components.view import LEVELS_SHOWN, View
from data import areas
from data.language import label
from queries import series
from queries.catalogue import Indicator, catalogue
from queries.series import Value

MOST_AREAS = 400
NOTHING: dict[str, Any] = {"type": "FeatureCollection", "features": []}
USUAL_WIDTH = 640  # pixels, until the browser has told the card's width
TILE_WIDTH = 130
NARROW = 480  # narrower cards are phones: there a finger scrolls the page, not the map
_DRAWINGS = {"gl": map_deck, "svg": map_svg}

OnClick = Callable[[str | None], None]


def by_area(view: View, indicator: str | None = None, key: str = "map") -> None:
    """The map of a page: the page's indicator, or another, over the grids of the area it looks at.

    A click makes the area clicked the one that every panel is about; a second click goes back.
    """
    chosen = indicator or view.indicator
    assert chosen is not None, "a map needs an indicator"
    code = view.map_area.code
    level = _finest_level(view)
    values = view.ask(series.by_area, chosen, code, view.period, level) if level else []
    draw(
        t("map.title", indicator=catalogue()[chosen].title, level=label(f"map.{level or 'nothing_below'}")),
        values,
        catalogue()[chosen],
        view.ask(areas.boundaries, code, level) if level else NOTHING,
        outlines=view.ask(areas.boundaries, code, level_above(level)) if level else None,
        selected=view.area_code,
        key=key,
        on_click=lambda clicked: filters.select_area(clicked or code),
    )


def _finest_level(view: View) -> str | None:
    """Grids where there are any, else the next level up; never more areas than an eye can tell apart."""
    below = LEVELS_SHOWN[LEVELS_SHOWN.index(view.map_area.level) + 1 :]
    every = view.ask(areas.every)
    for level in reversed(below):
        count = sum(one.level == level and one.code.startswith(view.map_area.code) for one in every)
        if 0 < count <= MOST_AREAS:
            return level
    return None


def level_above(level: str) -> str:
    """The level whose borders and names are drawn over a map of `level`."""
    return LEVELS_SHOWN[max(LEVELS_SHOWN.index(level) - 1, 0)]


def draw(
    title: str,
    values: Sequence[Value],
    indicator: Indicator,
    features: dict[str, Any],
    *,
    outlines: dict[str, Any] | None = None,
    selected: str | None = None,
    key: str = "map",
    height: int | None = None,
    on_click: OnClick | None = None,
) -> str | None:
    """One map card from plain data. Returns the area code clicked just now, None otherwise.

    `features` are the boundaries of the areas of `values`, `outlines` those of the areas above them with
    their names, both as FeatureCollections with `area_code` and `area_name`. Without any boundary the areas
    are drawn as tiles that say so. `on_click` is called before the page runs again, with the code clicked or
    with None when the selected area was clicked once more. `height` in pixels, else it follows the shape.
    """
    with page.card(key, title):
        if not values:
            page.nothing("map.nothing")
            return None
        with st.container(gap=None):
            card = webgl.card(key)
            width = card.width or USUAL_WIDTH
            drawn = _picture(title, values, indicator, features, outlines, selected, width)
            height = height or fitting_height(drawn, width)
            if (card.drawing and card.width) or webgl.without_answer(key):
                _chart(drawn, card.drawing or "svg", width, height, key, on_click)
            else:
                webgl.until_answered(key, height)
        st.html(legend_html(drawn.legend, _notices(drawn)))
    return st.session_state.pop(f"{key}.clicked", None)


def _picture(
    title: str,
    values: Sequence[Value],
    indicator: Indicator,
    features: dict[str, Any],
    outlines: dict[str, Any] | None,
    selected: str | None,
    width: int,
) -> Picture:
    tiled = not any(feature.get("geometry") for feature in features["features"])
    if tiled:
        columns = min(max(round(width / TILE_WIDTH), 1), len(values))
        features, outlines = tiles([(value.area_code, value.area_name) for value in values], columns), None
    return picture(title, ground(features, outlines), values, indicator, selected=selected, language=lang(),
                   tiled=tiled)


def _notices(drawn: Picture) -> list[str]:
    notices = [t("map.tiles")] if drawn.tiled else []
    if drawn.left_out:
        notices.append(t("map.left_out", areas=t("map.between").join(drawn.left_out)))
    return notices


def fitting_height(drawn: Picture, width: int) -> int:
    """As high as the map is at this width, but neither a strip nor more than a screen."""
    wanted = (width - 2 * PADDING) * aspect(drawn.bounds) + 2 * PADDING
    return round(min(wanted, 900) if drawn.tiled else min(max(wanted, 220), 260 + width / 3))


def _chart(
    drawn: Picture, drawing: webgl.Drawing, width: int, height: int, key: str, on_click: OnClick | None
) -> None:
    chart = _fresh_key(key, drawing, drawn)
    chosen = drawn.selected.code if drawn.selected else None

    def clicked() -> None:
        _clicked(key, drawing, chart, chosen, on_click)

    if drawing == "gl":
        made = map_deck.deck(drawn, width, height, gestures=width >= NARROW)
        st.pydeck_chart(made, height=height, key=chart, on_select=clicked, alt=drawn.summary)
    else:
        config = map_svg.config(st.get_option("server.baseUrlPath"))
        st.plotly_chart(map_svg.svg(drawn, width, height), theme=None, key=chart, on_select=clicked,
                        selection_mode="points", config=config, alt=drawn.summary)


def _clicked(key: str, drawing: str, chart: str, chosen: str | None, on_click: OnClick | None) -> None:
    code = _DRAWINGS[drawing].clicked(st.session_state[chart]["selection"])
    if code == chosen:
        code = None
    st.session_state[f"{key}.clicked"] = code
    if on_click is not None:
        on_click(code)


def _fresh_key(key: str, drawing: str, drawn: Picture) -> str:
    """The key of the chart, a new one when the chart still holds another selection than the page.

    Streamlit keeps a chart's selection and offers no way to change it. Were the area chosen elsewhere, a
    click on the area that the chart thinks selected would only unselect it.
    """
    turn = st.session_state.get(f"{key}.turn", 0)
    held = st.session_state.get(f"{key}-{drawing}-{turn}")
    code = _DRAWINGS[drawing].clicked(held["selection"]) if held else None
    if code is not None and code != (drawn.selected.code if drawn.selected else None):
        turn += 1
        st.session_state[f"{key}.turn"] = turn
    return f"{key}-{drawing}-{turn}"
