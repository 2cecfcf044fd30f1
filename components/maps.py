"""The map card: every area under the one looked at, coloured by one indicator; a click chooses an area.

One Picture (map_picture.py) is drawn with WebGL (map_deck.py) or, where the browser has none, as SVG
(map_svg.py). Which of the two is known a moment after the first paint, when the browser has said what it can;
until then the place stays free, so that nothing flickers.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from components import map_deck, map_svg, page, ready, webgl
from components.language import lang, t
from components.map_fit import PADDING, aspect
from components.map_legend import legend_html
from components.map_picture import Picture, picture
from components.map_shapes import ground
from components.map_tiles import with_tiles
from components.remembering import remembering
from data.language import label
from queries.catalogue import Indicator
from queries.series import Value

USUAL_WIDTH = 640  # pixels, until the browser has told the card's width
STEP = 40  # pixels: tiles are laid anew when the card's width changes by more
NARROW = 480  # narrower cards are phones: there a finger scrolls the page, not the map
NAMELESS: Mapping[str, str] = {}
_DRAWINGS = {"gl": map_deck, "svg": map_svg}

OnClick = Callable[[str | None], None]


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
    controls: Callable[[], None] | None = None,
    notices: Sequence[str] = (),
    names: Mapping[str, str] | None = None,
) -> str | None:
    """One map card. Returns the area code clicked just now, None otherwise.

    `features` are the boundaries of the areas of `values`, `outlines` those of the areas above them with
    their names, both as FeatureCollections with `area_code` and `area_name`. Areas without a boundary are drawn
    as tiles that say so, under the names of their communities, which `names` tells.
    `on_click` is called before the page runs again, with the code clicked or with None when the selected area
    was clicked once more. `height` in pixels, else it follows the shape. `controls` draws what stands between
    title and map; `notices` are sentences under it.
    The same objects are expected to be unchanged when they come again: then nothing is computed anew.
    """
    with page.card(key, title):
        if not values:
            page.nothing("map.nothing")
            return None
        if controls:
            controls()
        drawn = show(
            lambda width: _picture(
                title, values, indicator, features, outlines, selected, lang(), width, names or NAMELESS
            ),
            key,
            height,
            on_click,
        )
        ready.html(legend_html(drawn.legend, [*_notices(drawn), *notices]))
    return st.session_state.pop(f"{key}.clicked", None)


def show(
    make: Callable[[int], Picture], key: str, height: int | None = None, on_click: OnClick | None = None
) -> Picture:
    """The picture that is made for the card's width in pixels, drawn in the card that is open; without its legend."""
    with st.container(gap=None):
        card = webgl.card(key)
        width = card.width or USUAL_WIDTH
        drawn = make(round(width / STEP) * STEP)
        height = height or fitting_height(drawn, width)
        if (card.drawing and card.width) or webgl.without_answer(key):
            _chart(drawn, card.drawing or "svg", width, height, key, on_click)
        else:
            webgl.until_answered(key, height)
    return drawn


@remembering(64)
def _picture(
    title: str,
    values: Sequence[Value],
    indicator: Indicator,
    features: dict[str, Any],
    outlines: dict[str, Any] | None,
    selected: str | None,
    language: str,
    width: int,
    names: Mapping[str, str],
) -> Picture:
    named = [(value.area_code, value.area_name) for value in values]
    features = with_tiles(features, named, width, names, label("map.tiles_head").text(language))
    if not any("tile" not in one["properties"] for one in features["features"]):
        outlines = None
    return picture(title, ground(features, outlines), values, indicator, selected=selected, language=language)


def _notices(drawn: Picture) -> list[str]:
    if drawn.tiled:
        return [t("map.tiles")]
    return [t("map.some_tiles", count=drawn.tiles)] if drawn.tiles else []


def fitting_height(drawn: Picture, width: int) -> int:
    """As high as the map is at this width, but neither a strip nor more than a screen."""
    wanted = (width - 2 * PADDING) * aspect(drawn.bounds) + 2 * PADDING
    if drawn.tiled:
        return round(min(wanted, 900))
    return round(min(max(wanted, 220), 900 if drawn.tiles else 260 + width / 3))


def _chart(
    drawn: Picture, drawing: webgl.Drawing, width: int, height: int, key: str, on_click: OnClick | None
) -> None:
    chart = f"{key}-{drawing}"
    chosen = drawn.selected.code if drawn.selected else None

    def clicked() -> None:
        _clicked(key, _DRAWINGS[drawing].clicked(st.session_state[chart]["selection"]), chosen, on_click)

    if drawing == "gl":
        made = map_deck.deck(drawn, width, height, gestures=width >= NARROW)
        st.pydeck_chart(made, height=height, key=chart, on_select=clicked, alt=drawn.summary)
    else:
        config = map_svg.config(st.get_option("server.baseUrlPath"))
        st.plotly_chart(map_svg.figure(drawn, width, height), theme=None, key=chart, on_select=clicked,
                        selection_mode="points", config=config, alt=drawn.summary)


def _clicked(key: str, code: str | None, chosen: str | None, on_click: OnClick | None) -> None:
    """A click on an area; that nothing is selected any more is only Streamlit tidying up after itself."""
    if code is None:
        return
    code = None if code == chosen else code
    st.session_state[f"{key}.clicked"] = code
    if on_click is not None:
        on_click(code)
