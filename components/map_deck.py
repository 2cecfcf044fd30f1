"""The WebGL map: a pydeck Deck without any base map, nothing fetched from anywhere."""
from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import pydeck
from pydeck.bindings.json_tools import default_serialize
from pydeck.types import String

from components.map_fit import LINE_HEIGHT, Fit, fit, font_size, placed
from components.map_picture import (
    CHOSEN,
    EMPTY_LINE,
    FONT,
    HALO,
    HALO_OFFSETS,
    HATCH_WIDTH,
    INK,
    SMALL_LINE,
    Label,
    Patch,
    Picture,
    rgb,
)
from components.map_shapes import Path

AREAS = "areas"  # the layer that answers to hover and click
# Streamlit escapes what it fills in; the lines of `tip` are kept apart by white-space.
TOOLTIP = {
    "html": "<b>{name}</b><div style='white-space:pre-line;margin-top:2px'>{tip}</div>",
    "style": {"backgroundColor": INK, "color": "#FFFFFF", "fontSize": "13px", "lineHeight": "1.5",
              "borderRadius": "6px", "padding": "8px 12px", "maxWidth": "280px", "fontFamily": FONT},
}


class CompactDeck(pydeck.Deck):
    """pydeck indents its JSON, which makes it three times as long and ten times as slow to write."""

    def to_json(self) -> str:
        return _compact(self)


@lru_cache(maxsize=64)
def _compact(made: CompactDeck) -> str:
    return json.dumps(made, default=default_serialize, separators=(",", ":"), ensure_ascii=False)


@lru_cache(maxsize=64)
def deck(drawn: Picture, width: int, height: int, gestures: bool = True) -> CompactDeck:
    """The picture for a card of that many pixels. Without gestures a finger scrolls the page, not the map."""
    view = fit(drawn.bounds, width, height)
    return CompactDeck(
        layers=_layers(drawn, view, font_size(width)),
        views=[pydeck.View(type="MapView", controller=_controller(gestures))],
        initial_view_state=pydeck.ViewState(
            longitude=round(view.lon, 6), latitude=round(view.lat, 6), zoom=round(view.zoom, 3),
            min_zoom=round(view.zoom - 0.5, 3), max_zoom=round(view.zoom + 5, 3),
        ),
        map_provider=None,  # anything else fetches a map from outside
        tooltip=TOOLTIP,
    )


def clicked(selection: Any) -> str | None:
    """The area code of a selection as Streamlit reports it; None when nothing is selected."""
    objects = selection["objects"].get(AREAS) or []
    return objects[0]["properties"]["code"] if objects else None


def _controller(gestures: bool) -> dict[str, bool]:
    """Never zoom on the wheel: the map stands in a page that is scrolled."""
    return {"scrollZoom": False, "dragPan": gestures, "doubleClickZoom": gestures, "touchZoom": gestures,
            "dragRotate": False, "touchRotate": False, "keyboard": False}


def _layers(drawn: Picture, view: Fit, size: int) -> list[Any]:
    """The layers from below to above. The last one stands in a list of its own: see _answering."""
    found: list[Any] = [_fills(drawn.patches)]
    for texture, colour in (("empty", EMPTY_LINE), ("small", SMALL_LINE)):
        hatch = [path for patch in drawn.patches if patch.texture == texture for path in patch.piece.hatch]
        found += _lines(f"hatch-{texture}", hatch, colour, HATCH_WIDTH)
    found += _lines("outline-casing", drawn.outlines, HALO, 3.4)
    found += _lines("outline", drawn.outlines + drawn.rim, INK, 1.4)
    if drawn.selected:
        found += _lines("selected-casing", drawn.selected.piece.edge, INK, 6.5)
        found += _lines("selected", drawn.selected.piece.edge, CHOSEN, 3.5)
    found.append(_names(placed(drawn.labels, view, size, drawn.labels_inside), size))
    return [*found, [_answering(drawn)]]


def _fills(patches: Iterable[Patch]) -> pydeck.Layer:
    data = [_feature(patch, colour=rgb(patch.colour)) for patch in patches]
    return pydeck.Layer("GeoJsonLayer", data, id="fills", get_fill_color="properties.colour", stroked=True,
                        get_line_color=[255, 255, 255], get_line_width=1, line_width_units=String("pixels"),
                        pickable=False)


def _answering(drawn: Picture) -> pydeck.Layer:
    """An invisible copy on top takes hover and click.

    Streamlit fades all layers while it knows of a selection in one of them, and faded colours are no longer
    those of the legend. A layer in a nested list is drawn and clicked like any other, but Streamlit forgets
    its selection with the next picture. `chosen` makes a second click on the same area a new selection.
    """
    data = [
        _feature(patch, code=patch.code, name=patch.name, tip="\n".join(patch.tip), chosen=patch is drawn.selected)
        for patch in drawn.patches
    ]
    return pydeck.Layer("GeoJsonLayer", data, id=AREAS, opacity=0, stroked=False, pickable=True)


def _feature(patch: Patch, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": patch.piece.geometry, "properties": properties}


def _lines(name: str, paths: list[Path], colour: str, pixels: float) -> list[pydeck.Layer]:
    if not paths:
        return []
    return [pydeck.Layer("PathLayer", [{"path": path} for path in paths], id=name, get_path="path",
                         get_color=rgb(colour), get_width=pixels, width_units=String("pixels"),
                         joint_rounded=True, cap_rounded=True, pickable=False)]


def _names(labels: Iterable[Label], size: int) -> pydeck.Layer:
    """Each name once in ink on top of its copies in white: deck.gl's own outline is too faint on dark areas."""
    data = [
        {"text": "\n".join(one.lines), "at": [one.spot.lon, one.spot.lat], "by": by, "ink": rgb(colour)}
        for one in labels
        for by, colour in (*((by, HALO) for by in HALO_OFFSETS), ((0, 0), INK))
    ]
    return pydeck.Layer("TextLayer", data, id="names", get_text="text", get_position="at", get_size=size,
                        get_color="ink", get_pixel_offset="by", font_family=String(FONT), font_weight=600,
                        character_set=String("auto"), line_height=LINE_HEIGHT, font_settings={"fontSize": 48},
                        pickable=False)
