"""The legend under a map, as HTML: class breaks in a row, then what grey and white lines mean."""
from __future__ import annotations

import html
from collections.abc import Sequence

from components.map_picture import EMPTY, EMPTY_LINE, SMALL_LINE, Legend

_TEXT = "color:#42536B;font-size:0.82rem;line-height:1.45"
_ROW = "display:flex;flex-wrap:wrap"
_LINES = "background-image:repeating-linear-gradient(135deg,{line} 0 1.2px,transparent 1.2px 5px)"


def legend_html(legend: Legend, notices: Sequence[str] = ()) -> str:
    """The legend; `notices` are sentences said first, for example that tiles are no boundaries."""
    rows = [f'<div style="margin-bottom:6px">{html.escape(notice)}</div>' for notice in notices]
    if legend.classes:
        rows.append('<div style="display:flex;max-width:560px">' + "".join(map(_class, *zip(
            *((one.colour, one.label) for one in legend.classes), strict=True))) + "</div>")
    middle = legend.classes[len(legend.classes) // 2].colour if legend.classes else EMPTY
    marks = []
    if legend.empty:
        marks.append(_mark(EMPTY, EMPTY_LINE, legend.empty))
    if legend.small:
        marks.append(_mark(middle, SMALL_LINE, legend.small))
    marks += [f"<span>{html.escape(note)}</span>" for note in legend.notes]
    rows.append(f'<div style="{_ROW};gap:2px 16px;margin-top:6px">{"".join(marks)}</div>')
    return f'<div class="map-legend" style="{_TEXT}">{"".join(rows)}</div>'


def _class(colour: str, text: str) -> str:
    return (f'<div style="flex:1 1 0;min-width:0;max-width:8rem"><div style="height:10px;background:{colour}"></div>'
            f'<div style="white-space:nowrap;padding-right:4px">{html.escape(text)}</div></div>')


def _mark(colour: str, line: str, text: str) -> str:
    swatch = f"display:inline-block;width:22px;height:11px;margin-right:6px;background-color:{colour};"
    return f'<span><i style="{swatch}{_LINES.format(line=line)}"></i>{html.escape(text)}</span>'
