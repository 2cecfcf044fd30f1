"""楼栋一张图: every dwelling of every building as a cell, coloured by its status, and one building floor by floor.

The buildings of an area are one message to the browser: a path for each status, not an element for each dwelling.
A click on a building shows it below; a click on a dwelling there says since when, and which row of which file said so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from html import escape
from itertools import groupby
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from components import filters, page, ready, theme
from components.grid_profile import legend, strip
from components.language import enum_text, t
from components.view import View, short_name, until_newer
from data.language import label
from queries import dwellings, worklists
from queries.dwellings import Dwelling
from queries.periods import add_months, month_end

MOST = 8_000  # dwellings in one picture; a street with more shows one community at a time
DISTRICT = 6  # digits of a district's code
CELL, GAP = 7, 1  # pixels of a dwelling in the small pictures

_CHOOSE = """
export default function ({ parentElement, data, setTriggerValue }) {
  const place = parentElement.querySelector(".place");
  if (place.dataset.drawn !== data.drawn) { place.innerHTML = data.html; place.dataset.drawn = data.drawn; }
  place.onclick = (event) => {
    const one = event.target.closest("[data-building]");
    if (!one) return;
    setTriggerValue("building", one.dataset.building);
    document.querySelector(".st-key-one_building")?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  };
}
"""


def overview(view: View) -> None:
    """The buildings of the area at a month's end, and the chosen one floor by floor."""
    months = view.ask(dwellings.months, view.area_code)
    with page.card("buildings"):
        if not months:
            ready.html(page.card_head(t("grid.buildings_none", area=view.area.name)))
            page.nothing("grid.no_dwellings")
            if elsewhere := view.ask(dwellings.holders, view.area_code[:DISTRICT]):
                _pick_community(view, elsewhere, t("grid.dwellings_elsewhere"))
            return
        held = view.ask(dwellings.holders, view.area_code)
        if sum(held.values()) > MOST:
            _choose_community(view, held)
            return
        _shown(view, months)


@st.fragment
def _shown(view: View, months: Sequence[date]) -> None:
    """The picture and the chosen building; a choice in it runs nothing else of the page."""
    head = st.container()
    month = _month(view, months)
    ready.html(page.card_head(title(view, month), t("grid.buildings_note")), head)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        drawn = f"{view.area_code}/{month}/{view.lang}/{view.version}"
        _picture()(
            key="building_picture",
            data={"html": pictures(view, month), "drawn": drawn},
            on_building_change=_remember,
            height="content",
        )
    with right, st.container(key="one_building"):
        _one_building(view, month)


@until_newer
def title(view: View, month: date) -> str:
    """86栋2,911套，空房267套（9.2%），比上月多3套，比去年同月多11套."""
    found = _known(view, month)
    counts = dwellings.counted(found)
    said = [
        t(
            "grid.buildings_title",
            area=view.area.name,
            date=month_end(month),
            buildings=len(_buildings(found)),
            dwellings=f"{len(found):,}",
            vacant=f"{counts['vacant']:,}",
            share=f"{100 * counts['vacant'] / len(found):.1f}%" if found else "—",
        ),
        _change(view, month, -1, "month"),
        _change(view, month, -12, "year"),
    ]
    return t("meters.comma").join(part for part in said if part)


@until_newer
def pictures(view: View, month: date) -> str:
    """Every building of the area as a small picture, grid by grid."""
    found = _known(view, month)
    names = view.names()
    parts = []
    for grid, inside in groupby(found, key=lambda one: one.building[:15]):
        mine = list(inside)
        counts = dwellings.counted(mine)
        head = t(
            "grid.of_grid",
            grid=short_name(grid, names) if len(view.area_code) < 12 else names.get(grid, grid),
            buildings=len(_buildings(mine)),
            dwellings=f"{len(mine):,}",
            vacant=counts["vacant"],
        )
        each = groupby(mine, key=lambda one: one.building)
        small = "".join(_small(list(one), names.get(grid, "")) for _, one in each)
        parts.append(f'<section><h4>{escape(head)}</h4><div class="row">{small}</div></section>')
    return "".join(parts)


def floors(found: Sequence[Dwelling], files: dict[str, str], lang: str) -> str:
    """One building, its top floor on top; each dwelling unfolds to what is known of it."""
    lines = []
    for floor, inside in groupby(sorted(found, key=lambda one: (-one.floor, one.position)), key=lambda one: one.floor):
        cells = "".join(_cell(one, files, lang) for one in inside)
        lines.append(f'<div class="floor"><b>{escape(label("grid.floor", floor=floor).text(lang))}</b>{cells}</div>')
    return f'<div class="building">{"".join(lines)}</div>'


def _one_building(view: View, month: date) -> None:
    texts = _choices(view, month)
    if not texts:
        return
    if st.session_state.get("building") not in texts:
        st.session_state["building"] = next(iter(texts))
    chosen = st.selectbox(t("grid.choose_building"), list(texts), format_func=texts.__getitem__, key="building")
    ready.html(_building(view, month, chosen))


@until_newer
def _choices(view: View, month: date) -> dict[str, str]:
    """What each building is called in the list, with its dwellings and how many of them are vacant."""
    found = {}
    for code, inside in groupby(_known(view, month), key=lambda one: one.building):
        mine = list(inside)
        vacant = dwellings.counted(mine)["vacant"]
        found[code] = t("grid.choice", building=mine[0].building_name, dwellings=len(mine), vacant=vacant)
    return found


@until_newer
def _building(view: View, month: date, code: str) -> str:
    mine = [one for one in _known(view, month) if one.building == code]
    counts = dwellings.counted(mine)
    said = t("charts.list_comma").join(
        f"{enum_text('housing_unit', 'status', status, view.lang)} {count}" for status, count in counts.items() if count
    )
    head = f'<p class="building-head"><b>{escape(mine[0].building_name)}</b> {escape(said)}</p>'
    return head + strip(dict(counts)) + legend(view.lang) + floors(mine, view.ask(worklists.files), view.lang)


def _choose_community(view: View, held: dict[str, int]) -> None:
    ready.html(page.card_head(t("grid.too_many", area=view.area.name, count=f"{sum(held.values()):,}")))
    _pick_community(view, held, t("grid.choose_community"))


def _pick_community(view: View, held: dict[str, int], said: str) -> None:
    names = view.names()
    texts = {code: f"{names.get(code, code)} {count:,}" for code, count in held.items()}
    st.pills(
        said,
        list(texts),
        format_func=texts.__getitem__,
        key="building_community",
        on_change=lambda: filters.select_area(st.session_state["building_community"]),
    )


def _month(view: View, months: Sequence[date]) -> date:
    """The month shown: the last that was told by the end of the period, unless another one is chosen."""
    told = [one for one in months if one <= view.period.end]
    usual = (told or months)[-1 if told else 0]
    if len(months) == 1:
        return usual
    key = f"dwelling_month_{view.area_code}_{view.period.code}"
    return st.select_slider(t("grid.month"), months, value=usual, format_func=lambda one: f"{one:%Y-%m}", key=key)


def _known(view: View, month: date) -> list[Dwelling]:
    return view.ask(dwellings.dwellings, view.area_code, month_end(month))


def _change(view: View, month: date, months: int, key: str) -> str:
    """比上月多3套; nothing where the same dwellings were not known then."""
    more = dwellings.more_vacant(_known(view, month), _known(view, add_months(month, months)))
    if more is None:
        return ""
    return t(f"grid.{'same' if more == 0 else 'more' if more > 0 else 'fewer'}_{key}", count=abs(more))


def _buildings(found: Sequence[Dwelling]) -> list[str]:
    return list(dict.fromkeys(one.building for one in found))


def _small(found: Sequence[Dwelling], grid: str) -> str:
    """One building in small: a path for each status, the ground floor below."""
    low, top = min(one.floor for one in found), max(one.floor for one in found)
    step = CELL + GAP
    wide, high = max(one.position for one in found) * step, (top - low + 1) * step
    paths = []
    for status, colour in theme.DWELLINGS.items():
        cells = "".join(
            f"M{(one.position - 1) * step} {(top - one.floor) * step}h{CELL}v{CELL}h-{CELL}z"
            for one in found if one.status == status
        )
        if cells:
            paths.append(f'<path d="{cells}" fill="{colour}"/>')
    counts = dwellings.counted(found)
    name = found[0].building_name
    said = t("grid.small", building=name, dwellings=len(found), vacant=counts["vacant"], rented=counts["rented"])
    return (
        f'<button data-building="{escape(found[0].building)}" title="{escape(said)}" aria-label="{escape(said)}">'
        f'<svg width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">{"".join(paths)}</svg>'
        f"<span>{escape(_short(name, grid))}</span></button>"
    )


def _short(building: str, grid: str) -> str:
    """3号楼: a building without the name of its grid in front."""
    return building.removeprefix(grid) or building


def _cell(one: Dwelling, files: dict[str, str], lang: str) -> str:
    status = enum_text("housing_unit", "status", one.status, lang)
    said = label("grid.since", date=one.as_of).text(lang)
    source = label(
        "tables.source_row", file=files.get(one.batch_id, one.batch_id), sheet=one.sheet, row=one.row_number
    ).text(lang)
    lines = "<br>".join(escape(part) for part in (f"{one.unit_no} · {status}", said, source))
    return (
        f'<details class="unit {escape(one.status)}"><summary>{escape(one.unit_no)}<small>{escape(status)}</small>'
        f"</summary><p>{lines}</p></details>"
    )


def _remember() -> None:
    told: dict[str, Any] = st.session_state["building_picture"]
    if told.get("building"):
        st.session_state["building"] = told["building"]


@cache
def _picture() -> Any:
    return component("street_buildings", html='<div class="place"></div>', js=_CHOOSE, css=_STYLE)


_STYLE = """
.place { font-family: inherit; color: #1B2A3D; }
section { margin: 0 0 10px; }
h4 { margin: 0 0 4px; font-size: 14px; font-weight: 600; color: #43566E; }
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: flex-end; }
button {
  display: flex; flex-direction: column; align-items: center; justify-content: flex-end; gap: 3px; padding: 6px;
  min-width: 60px; background: #F7FAFD; border: 1px solid #DDE4ED; border-radius: 6px; cursor: pointer; font: inherit;
}
button:hover, button:focus-visible { border-color: #1F5FBF; outline: none; box-shadow: 0 0 0 2px #B9CFEE; }
button span { font-size: 13px; color: #1B2A3D; white-space: nowrap; }
svg { display: block; }
"""
