"""What has to be done next: overdue and soon-due items, the grids to look at, and which data are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from components import filters, page, theme
from components.language import enum_text, t
from components.tables import plain
from components.view import View, short_name
from data.contracts import contracts
from data.language import label
from queries import changes, series, sources
from queries import worklists as lists
from queries.catalogue import catalogue

ROWS = 6
WATCHED = (("overdue_open_count", True), ("requests_per_1000_hh", True), ("ontime_closure_rate", False))


def due(view: View) -> None:
    """Open items past due or due within three days, the longest overdue first."""
    names = view.names()
    found = view.ask(lists.due, view.area_code, view.as_of) if view.as_of else []
    items = [one | {"area_name": short_name(one["area_code"], names)} for one in found]
    overdue = sum(one["is_overdue"] for one in items)
    soon = len(items) - overdue
    with page.card(
        "due",
        t("worklists.due_title", overdue=overdue, soon=soon, days=lists.SOON),
        t("worklists.due_note", date=view.as_of or ""),
    ):
        if not items:
            page.nothing("worklists.nothing_due")
            return
        ahead = [one for one in items if not one["is_overdue"]][: ROWS // 2]
        late = [one for one in items if one["is_overdue"]][: ROWS - len(ahead)]
        st.html(todo([*late, *ahead], view.as_of, view.lang))
        if len(items) > ROWS:
            worst = Counter(one["area_name"] for one in items if one["is_overdue"]).most_common(3)
            areas_ = t("charts.list_comma").join(f"{name} {count}" for name, count in worst)
            st.caption(t("worklists.more", count=len(items), areas=areas_))


def todo(items: Sequence[dict[str, Any]], as_of: date | None, lang: str) -> str:
    """The items as a list: what and how late, then where, which table, and whose it is."""
    return f'<ul class="todo">{"".join(_item(one, as_of, lang) for one in items)}</ul>'


def grids_to_look_at(view: View) -> None:
    """For each watched indicator the grid that stands worst; choosing one looks into it."""
    with page.card("grids", t("worklists.grids_title"), t("worklists.grids_note")):
        worst = [found for one, high in WATCHED if one in catalogue() and (found := _worst(view, one, high))]
        if not worst:
            page.nothing("worklists.no_grids")
            return
        for one, values in worst:
            st.html(f'<div class="watch-name">{escape(catalogue()[one].title.text(view.lang))}</div>')
            with st.container(horizontal=True, gap="xsmall"):
                for value in values:
                    st.button(
                        t(
                            "worklists.grid",
                            area=short_name(value.area_code, view.names()),
                            value=value.display(view.lang),
                        ),
                        key=f"watch_{one}_{value.area_code}",
                        on_click=filters.select_area,
                        args=(value.area_code,),
                    )


def data_covered(view: View) -> None:
    """Each table with the day its data reach: what the numbers above stand on."""
    rows = [
        (row["title"].text(view.lang), _day(row["first"]), _day(row["last_date"]), f"{row['rows']:,}")
        for row in view.ask(sources.coverage, view.area_code)
        if row["rows"]
    ]
    with page.card("covered", t("worklists.covered_title", area=view.area.name)):
        if not rows:
            page.nothing("worklists.no_data")
            return
        st.html(plain([t("worklists.table"), t("worklists.from"), t("worklists.to"), t("worklists.rows")], rows, [3]))


def _worst(view: View, indicator: str, high: bool, count: int = 3) -> tuple[str, list[series.Value]] | None:
    values = view.ask(series.by_area, indicator, view.map_area.code, view.period, "grid")
    ranked, _ = changes.ranking(values)
    known = sorted(ranked, key=lambda one: one.value or 0, reverse=high)
    known = [one for one in known if one.value or not high][:count]
    return (indicator, known) if known else None


def _item(one: dict[str, Any], as_of: date | None, lang: str) -> str:
    days = abs((one["due_on"] - as_of).days) if as_of else 0
    light, key = ("red", "worklists.overdue") if one["is_overdue"] else ("yellow", "worklists.soon")
    key = "worklists.today" if days == 0 else key
    about = one["about"]
    if one["table_name"] == "service_request":
        about = enum_text("service_request", "category", about, lang)
    table = contracts()[one["table_name"]].title.text(lang)
    below = " · ".join(str(part) for part in (one["area_name"], f"{table} {one['item']}", one["owner"]) if part)
    when = f"{theme.LIGHTS[light][0]} {label(key, days=days).text(lang)}"
    return (
        f'<li><div><b>{escape(str(about))}</b><span class="light {light}">{escape(when)}</span></div>'
        f"<small>{escape(below)}</small></li>"
    )


def _day(day: object) -> str:
    return str(day) if day else "—"
