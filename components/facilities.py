"""设施与一老一小: need against supply in the same area, what was added, and the register by type and unit."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Any

import streamlit as st

from components import filters, maps, page
from components.language import enum_text, t
from components.meters import meter
from components.tables import Markup, plain
from components.view import View, short_name, until_newer
from data import areas
from queries import facilities, series
from queries.catalogue import catalogue
from queries.series import Value, number

ADDED = "facility_added"
WORDS = {"elder_beds_per_1000": "beds", "childcare_places_per_1000": "places"}


def need_against_supply(view: View, name: str) -> None:
    """Two-sided bars: on the left who needs it, on the right what there is, community by community."""
    page.card_of_html(_need_against_supply(view, name))


def service_space(view: View) -> None:
    """The service space per 100 households of every community against what is asked for."""
    page.card_of_html(_service_space(view))


def register(view: View) -> None:
    """Every type and unit with what is in use, being built and planned."""
    page.card_of_html(_register(view))


def added(view: View) -> None:
    """What came into use in the period, one type and unit at a time, on the map."""
    parts = [one for one in view.ask(series.by_breakdown, ADDED, view.area_code, view.period) if one.value]
    if not parts:
        title = t("facilities.added_none_title", area=view.area.name, period=view.period.label)
        page.card_of_html(page.card_head(title) + page.nothing_html("facilities.no_added"))
        return
    parts = sorted(parts, key=lambda one: (-(one.value or 0), one.breakdown))
    names = {one.breakdown: _part_name(one, view.lang) for one in parts}
    if st.session_state.get("added_part") not in names:
        st.session_state["added_part"] = next(iter(names))
    chosen = next(one for one in parts if one.breakdown == st.session_state["added_part"])
    around, level, values = _added_by_area(view, chosen.breakdown)
    told = next((one.indicator for one in values if one.value), chosen.indicator)
    title = t(
        "facilities.added_title",
        area=view.area.name,
        period=view.period.label,
        part=told.part_name(chosen.breakdown),
        value=chosen.display(view.lang),
    )
    maps.draw(
        title,
        values,
        told,
        view.ask(areas.boundaries, around.code, level),
        outlines=view.ask(areas.boundaries, around.code, "community" if level == "grid" else "street"),
        selected=view.area_code,
        key="added_map",
        names=view.ask(areas.names),
        on_click=filters.select_on_map,
        controls=partial(
            st.selectbox, t("facilities.added_choose"), list(names), format_func=names.__getitem__, key="added_part"
        ),
    )


def _added_by_area(view: View, part: str) -> tuple[areas.Area, str, list[Value]]:
    """The finest areas that the additions are known for: grids, or communities."""
    around = view.map_area
    found: list[Value] = []
    for level in ("grid", "community", "street"):
        found = view.ask(series.by_area, ADDED, around.code, view.period, level, part)
        if any(one.value for one in found):
            return around, level, found
    return around, around.level, found


def _part_name(one: Value, lang: str) -> str:
    return f"{one.indicator.part_name(one.breakdown).text(lang)} {one.display(lang)}"


@until_newer
def _need_against_supply(view: View, name: str) -> str:
    word, indicator = WORDS[name], catalogue()[name]
    target = indicator.target or 0
    whole = series.value(view.database, name, view.area_code, view.period)
    title = _need_title(view, word, whole, target)
    sides = [one for one in _communities(view, name) if one.numerator is not None or one.denominator is not None]
    if not sides:
        return page.card_head(title) + page.nothing_html("facilities.no_need")
    most = max((one.denominator or 0 for one in sides), default=0) or 1
    largest = max([most * target, *(one.numerator or 0 for one in sides)]) or 1
    note = t(f"facilities.{word}_note", target=number(target, 1).rstrip("0").rstrip("."))
    bars = "".join(_side(view, one, word, most, largest, target) for one in sides)
    return page.card_head(title, note) + f'<div class="sides">{bars}</div>'


def _need_title(view: View, word: str, whole: Value, target: float) -> str:
    if whole.value is None or whole.denominator is None:
        why = whole.why.text(view.lang) if whole.why else t("charts.no_data")
        return t(f"facilities.{word}_title_none", why=why)
    gap = whole.denominator * target - (whole.numerator or 0)
    return t(
        f"facilities.{word}_title" if gap > 0 else f"facilities.{word}_title_met",
        area=view.area.name,
        rate=whole.display(view.lang),
        target=f"{target:g}",
        gap=number(gap, 0),
    )


def _communities(view: View, name: str) -> list[Value]:
    """The communities within the area; a community shows itself, a grid nothing, for centres serve several."""
    if view.area.level in ("district", "street"):
        return view.ask(series.by_area, name, view.area_code, view.period, "community")
    return [view.ask(series.value, name, view.area_code, view.period)]


def _side(view: View, one: Value, word: str, most: float, largest: float, target: float) -> str:
    """One community: its people to the left of the name, its places to the right, with what its people would take."""
    need, supply = one.denominator, one.numerator
    people = number(need * 1000, 0) if need is not None else None
    left = t(f"facilities.{word}_need", count=people) if people else t(f"facilities.{word}_needless")
    right = t(f"facilities.{word}_supply", count=number(supply, 0))
    if supply is None:
        right = t(f"facilities.{word}_unknown")
    tick = f'<u style="left:{100 * (need or 0) * target / largest:.1f}%"></u>' if need is not None else ""
    return (
        f"<div><span>{escape(left)}</span>"
        f'<div class="side left"><i style="width:{100 * (need or 0) / most:.1f}%"></i></div>'
        f"<b>{escape(short_name(one.area_code, view.names()))}</b>"
        f'<div class="side right"><i style="width:{100 * (supply or 0) / largest:.1f}%"></i>{tick}</div>'
        f"<span>{escape(right)}</span></div>"
    )


@until_newer
def _service_space(view: View) -> str:
    name = "service_area_per_100hh"
    target = catalogue()[name].target or 0
    known = [one for one in _communities(view, name) if one.value is not None]
    if not known:
        return page.card_head(catalogue()[name].title.text(view.lang)) + page.nothing_html("facilities.no_space")
    met = sum((one.value or 0) >= target for one in known)
    top = max(*(one.value or 0 for one in known), target * 1.2)
    title = t("facilities.space_title", met=met, count=len(known), target=f"{target:g}")
    note = t("facilities.space_note", target=f"{target:g}", top=number(top, 0))
    bars = "".join(
        meter(
            short_name(one.area_code, view.names()),
            f"<b>{escape(t('facilities.space_value', value=one.display(view.lang)))}</b>",
            100 * (one.value or 0) / top,
            100 * target / top,
            note=t(
                "facilities.space_base",
                area_m2=number(one.numerator, 0),
                households=number((one.denominator or 0) * 100, 0),
            ),
        )
        for one in sorted(known, key=lambda each: -(each.value or 0))
    )
    return page.card_head(title, note) + bars


@until_newer
def _register(view: View) -> str:
    rows = facilities.register(view.database, view.area_code, view.period)
    under_way = sum(bool(row["building"] or row["planned"]) for row in rows)
    title = t("facilities.register_title", area=view.area.name, count=len(rows), building=under_way)
    if not rows:
        return page.card_head(title) + page.nothing_html("facilities.no_register")
    rows.sort(key=lambda row: not (row["building"] or row["planned"]))
    columns = ("in_use", "building", "planned", "added")
    heads = [t("facilities.type"), t("facilities.share"), *(t(f"facilities.{one}") for one in columns)]
    lines = [
        [_type_unit(row, view.lang), _progress(row), *(_amount(row[one]) for one in columns)] for row in rows
    ]
    return page.card_head(title, t("facilities.register_note")) + plain(heads, lines, range(2, len(heads)))


def _type_unit(row: dict[str, Any], lang: str) -> str:
    kind, unit = (enum_text("facility", name, row[name], lang) for name in ("facility_type", "unit"))
    return t("facilities.type_unit", type=kind, unit=unit)


def _progress(row: dict[str, Any]) -> Markup:
    """A bar of one line by itself: in use, being built, planned."""
    whole = row["in_use"] + row["building"] + row["planned"]
    if not whole:
        return Markup("")
    parts = "".join(
        f'<i class="{name}" style="width:{100 * row[name] / whole:.1f}%"></i>'
        for name in ("in_use", "building", "planned")
        if row[name]
    )
    said = t("facilities.of", done=_amount(row["in_use"]) or 0, all=_amount(whole)) if row["in_use"] < whole else ""
    return Markup(f'<div class="progress"><div>{parts}</div><small>{escape(said)}</small></div>')


def _amount(amount: float) -> str:
    return f"{amount:,.10g}" if amount else ""
