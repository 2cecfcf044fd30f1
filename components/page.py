"""The frame of every page: guard, language, filters, header, and the cards that panels stand in.

Each page begins with `view = page.start("service")` and draws everything else from that view.
"""

from __future__ import annotations

import logging
import threading
import time
from contextlib import AbstractContextManager, nullcontext
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any

import streamlit as st

from components import explorer_choices, filters, ready, sign_in, theme
from components.language import lang, t
from components.view import View, remembered, trace_address
from data import areas, faults, latest, scoped
from data.access import Person
from data.access.people import Right
from data.areas import Area
from data.database import Database, database_path
from queries import opening, series, sources
from queries.catalogue import ALL, catalogue
from queries.periods import Period
from queries.settings import SettingError

Covered = tuple[date, date]
_log = logging.getLogger("components.page")


@dataclass(frozen=True)
class Entry:
    """One page in the navigation. `indicator` is the one it opens with; without a topic it offers all of them.

    `right` is what one must be allowed to do to use it at all.
    """

    file: str
    icon: str
    section: str
    topic: str | None = None
    indicator: str | None = None
    right: Right = "see"


PAGES = {
    "home": Entry("pages/home.py", ":material/dashboard:", "board"),
    "commitment": Entry(
        "pages/commitment.py", ":material/checklist:", "board", "commitment", "commitment_closed_rate"
    ),
    "service": Entry("pages/service.py", ":material/support_agent:", "board", "service", "ontime_closure_rate"),
    "renovation": Entry("pages/renovation.py", ":material/home_work:", "board", "renovation", "renovation_start_rate"),
    "employment": Entry("pages/employment.py", ":material/work:", "board", "employment", "urban_new_employment"),
    "economy": Entry("pages/economy.py", ":material/storefront:", "board", "economy", "enterprise_visits"),
    "volunteer": Entry(
        "pages/volunteer.py", ":material/volunteer_activism:", "board", "volunteer", "volunteer_activities"
    ),
    "grid": Entry("pages/grid.py", ":material/grid_view:", "board", "grid", "vacant_share"),
    "facility": Entry("pages/facility.py", ":material/chair:", "board", "facility", "elderly_share_60"),
    "analysis": Entry("pages/analysis.py", ":material/query_stats:", "board", indicator="ontime_closure_rate"),
    "meeting": Entry("pages/meeting.py", ":material/co_present:", "board"),
    "upload": Entry("pages/upload.py", ":material/upload_file:", "work", right="upload"),
    "definitions": Entry("pages/definitions.py", ":material/menu_book:", "work"),
    "audit": Entry("pages/audit.py", ":material/policy:", "work", right="administer"),
}


def navigation() -> Any:
    """The navigation in the side bar; returns the page to run.

    A page that the person may not use is not shown. It can still be called by its address, and then refuses itself.
    """
    sections: dict[str, list[Any]] = {}
    who = sign_in.person()
    for name, entry in PAGES.items():
        one = copy(_declared(name, t(f"pages.{name}"), who.may(entry.right)))
        sections.setdefault(t(f"pages.section_{entry.section}"), []).append(one)
    return st.navigation(sections, expanded=True)


@lru_cache(maxsize=100)
def _declared(name: str, title: str, is_visible: bool) -> Any:
    """One page of the navigation, its file looked for once. A run takes a copy, for running it leaves a mark on it."""
    entry = PAGES[name]
    return st.Page(
        entry.file,
        title=title,
        icon=entry.icon,
        default=name == "home",
        url_path="" if name == "home" else name,
        visibility="visible" if is_visible else "hidden",
    )


def start(name: str) -> View:
    """Everything a page needs before its first panel: guard, style, filters, header. Returns what to look at.

    The store of the view holds the rows of the person's own areas only, whatever a panel or an address asks for.
    """
    _through_the_dashboard()
    _note_visit()
    who = sign_in.person()
    theme.apply()
    database = scoped.within(_store_or_reason(who), who.areas)
    _refuse(name, who, database)
    version = database.commits
    every = _own(database, version, who)
    covered = remembered(_covered, database, version, version, who.areas)
    if not covered:
        return _without_data(name, database, version)
    head = st.container(key="head", gap="xxsmall")
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        _say_whose(who, every, database)
        view = _filtered(name, database, version, who, every, covered)
    with head:
        if said := st.session_state.pop("other_area", None):
            st.warning(said)
        _header(view, every)
    filters.write_address(_address(view))
    st.session_state["view"] = view
    return view


_visited = 0.0  # when somebody last asked for a page


def _note_visit() -> None:
    global _visited
    if not sign_in.is_ahead():
        _visited = time.monotonic()


def quiet_for() -> float:
    """Seconds since anybody asked this process for a page."""
    return time.monotonic() - _visited


def _refuse(name: str, who: Person, database: Database) -> None:
    """Ends the run of a page that the person may not use."""
    if not who.may(PAGES[name].right):
        _note_refusal(database, page=name)
        st.error(t("access.no_page", role=sign_in.role(), page=t(f"pages.{name}")))
        st.stop()


def _note_refusal(database: Database, **detail: Any) -> None:
    """Who is refused is refused all the same where that cannot be entered."""
    try:
        sign_in.remember(database, "refused", **detail)
    except OSError as problem:
        _log.error("a refusal was not entered in the audit log: %s", problem)


def _own(database: Database, version: int, who: Person) -> filters.Areas:
    """The areas that are the person's to look at; without any the page ends."""
    own: filters.Areas = remembered(_within, database, version, who.areas)
    if not own and remembered(areas.every, database, version):
        st.error(t("access.unknown_area", areas=t("charts.list_comma").join(who.areas)))
        st.stop()
    return own


def _within(database: Database, codes: tuple[str, ...]) -> filters.Areas:
    return {one.code: one for one in areas.every(database) if not codes or one.code.startswith(codes)}


def _say_whose(who: Person, every: filters.Areas, database: Database) -> None:
    """Where the address asks for an area that is not the person's, what is shown instead."""
    asked = st.session_state.get("area")
    if asked and not who.sees(asked):
        _note_refusal(database, area_code=asked)
        own = t("charts.list_comma").join(every[code].name for code in who.areas if code in every)
        st.session_state["other_area"] = t("access.other_area", area=asked, own=own)


@st.cache_resource(show_spinner=False)
def store() -> Database:
    """The one database of this process, with every indicator as its file defines it today."""
    published = latest.given()
    return published if published and published.writer else opening.open_store()


_is_open = threading.Event()


def _while_opening() -> AbstractContextManager[None]:
    """What is said to the first visitor, for whom the store is opened."""
    return nullcontext() if _is_open.is_set() else st.spinner(t("pages.opening_store"))


def _store_or_reason(who: Person) -> Database:
    """The store at its newest; where it cannot be opened or the office's settings file is wrong, why, and no page.

    Who only looks reads what was published on every server, the writer too, so that moving from one to another never
    shows older figures.
    """
    try:
        with _while_opening():
            found = (latest.given() if who.only_looks else None) or store()
        _is_open.set()
        found.look()
        return found
    except SettingError as problem:
        st.error(problem.said.text(lang()))
        st.stop()
    except Exception as problem:
        said = faults.said_of(problem, database_path())
        if said is None:
            raise
        st.error(said.text(lang()))
        st.stop()


def card(key: str, title: str | None = None, note: str | None = None) -> Any:
    """A white card that a panel stands in, with its title as a sentence."""
    box = st.container(border=True, key=f"card_{key}", gap="small")
    if title:
        ready.html(card_head(title, note), box)
    return box


def card_of_html(body: str) -> None:
    """A card of nothing but HTML, as a single message to the browser."""
    ready.html(f'<section class="panel">{body}</section>')


def card_head(title: str, note: str | None = None) -> str:
    """Title and note of a card."""
    below = f'<p class="note">{escape(note)}</p>' if note else ""
    return f'<h3 class="card-title">{escape(title)}</h3>{below}'


def two_columns(left: int = 1, right: int = 1) -> Any:
    """Two columns side by side, one under the other on a phone."""
    return st.columns([left, right], gap="small")


def three_columns() -> Any:
    """Three columns of equal width, one under the other on a phone."""
    return st.columns(3, gap="small")


def nothing(key: str, **values: object) -> None:
    """An honest empty state: what is missing, and what to do about it."""
    ready.html(nothing_html(key, **values))


def nothing_said(text: str) -> None:
    """The same with a sentence that came from further down."""
    ready.html(f'<div class="nothing">{escape(text)}</div>')


def nothing_html(key: str, **values: object) -> str:
    """The same as HTML, for a card of nothing but HTML."""
    return f'<div class="nothing">{escape(t(key, **values))}</div>'


def _through_the_dashboard() -> None:
    """Sends a page back that was started without dashboard.py.

    A server on which nobody has opened `/` yet runs the files of pages/ by itself. Declaring the navigation once
    ends that; the rerun then comes through dashboard.py and shows this same page. Without an image of its own the
    browser would fetch the page's icon from outside.
    """
    if not st.session_state.pop("through_dashboard", False):
        st.set_page_config(page_icon=theme.ICON)
        navigation()
        st.rerun()


def _without_data(name: str, database: Database, version: int) -> View:
    """A store without a single figure: the upload and definition pages work, the others say what to do."""
    st.title(t(f"pages.{name}"))
    if PAGES[name].section == "board":
        st.info(t("pages.empty_store"))
        st.page_link(PAGES["upload"].file, label=t("pages.upload"), icon=PAGES["upload"].icon)
        st.stop()
    nowhere = Area(code="", name="", level="district")
    return View(
        page=name,
        topic=None,
        database=database,
        version=version,
        lang=lang(),
        area=nowhere,
        map_area=nowhere,
        period=Period.month(2000, 1),
        comparison="previous",
        indicator=None,
        as_of=None,
    )


def _filtered(
    name: str, database: Database, version: int, who: Person, every: filters.Areas, covered: Covered
) -> View:
    entry, community = PAGES[name], filters.open_community(every)
    area = filters.area(every, remembered(filters.path_names, database, version, who.areas, community))
    as_of = remembered(sources.as_of, database, version, area.code)
    first, last = _months_of(database, version, area, every) or covered
    period, default = filters.period(first, last)
    comparison = filters.comparison(period)
    part = _part(entry, database, version, area.code)
    refused = {} if entry.topic else explorer_choices.refused_names()
    wanted = filters.indicator(entry.topic, entry.indicator or "", refused) if entry.topic or entry.indicator else None
    st.session_state["default_period"] = default.code
    return View(
        page=name,
        topic=entry.topic,
        database=database,
        version=version,
        lang=lang(),
        area=area,
        map_area=filters.map_area(every, area),
        period=period,
        comparison=comparison,
        indicator=wanted,
        as_of=as_of,
        part=part,
    )


def _part(entry: Entry, database: Database, version: int, area_code: str) -> str:
    """The list level to look at, on a page that opens with an indicator that is never pooled."""
    if entry.indicator is None or catalogue()[entry.indicator].pooled:
        return ALL
    return filters.part(entry.indicator, remembered(series.parts, database, version, entry.indicator, area_code))


def _covered(database: Database, version: int, codes: tuple[str, ...]) -> Covered | None:
    """First and last day of all data, or None when there is none at all."""
    every = remembered(_within, database, version, codes)
    spans = [_span(database, version, one.code) for one in every.values() if one.parent_code not in every]
    known = [span for span in spans if span]
    return (min(first for first, _ in known), max(last for _, last in known)) if known else None


def _months_of(database: Database, version: int, area: Area, every: filters.Areas) -> Covered | None:
    """What the data of an area cover; an area without data takes the span of the one that holds it."""
    codes = [area.code, *(one.code for one in reversed(areas.ancestors(every, area.code)))]
    return next((span for code in codes if (span := _span(database, version, code))), None)


def _span(database: Database, version: int, code: str) -> Covered | None:
    rows = [row for row in remembered(sources.coverage, database, version, code) if row["first"] and row["last_date"]]
    return (min(row["first"] for row in rows), max(row["last_date"] for row in rows)) if rows else None


def _address(view: View) -> dict[str, str]:
    """What the address must carry to show this view again; defaults are left out."""
    entry = PAGES[view.page]
    said = {
        "area": (view.area_code, filters.DEFAULT_AREA),
        "period": (view.period.code, st.session_state.get("default_period")),
        "compare": (view.comparison, "last_year" if view.period.is_cumulative else "previous"),
        "lang": (view.lang, "zh"),
        "indicator": (view.indicator, entry.indicator),
        "part": (view.part if view.part != ALL else None, st.session_state.get("usual_part")),
    }
    own = ("level", "basis") if view.topic else explorer_choices.OWN if view.indicator else ()
    own = filters.UPLOAD if view.page == "upload" else own
    said |= {name: filters.chosen_before(name) for name in own}
    return {name: value for name, (value, default) in said.items() if value and value != default}


def _header(view: View, every: filters.Areas) -> None:
    with st.container(horizontal=True, gap="xsmall", key="breadcrumb", vertical_alignment="center"):
        for one in areas.ancestors(every, view.area_code):
            st.button(
                one.name,
                key=f"up_{one.code}",
                type="tertiary",
                on_click=filters.select_area,
                args=(one.code,),
                help=t("pages.go_up", area=one.name),
            )
    ready.html(header(view))


def header(view: View) -> str:
    """Area and page, the period, the dates compared, what the data cover, and the demonstration mark."""
    lang_ = view.lang
    demo = f'<span class="demo">{escape(t("pages.demo"))}</span>' if view.is_demo else ""
    as_of = t("pages.as_of", date=view.as_of.isoformat()) if view.as_of else t("pages.no_data")
    parts = [*filter(None, [part_name(view)]), view.period.label.text(lang_), compared_with(view), as_of]
    return (
        f'<header><h1>{escape(view.area.name)}<span class="page">{escape(t(f"pages.{view.page}"))}</span>{demo}</h1>'
        f'<p class="sub">{" · ".join(escape(part) for part in parts)}{_trace_link(view)}</p></header>'
    )


def part_name(view: View) -> str:
    """班子成员清单: the list level that is looked at; nothing on pages without levels."""
    led_by = PAGES[view.page].indicator
    return "" if led_by is None or view.part == ALL else catalogue()[led_by].part_name(view.part).text(view.lang)


def _trace_link(view: View) -> str:
    """The way from the indicator that map, ranking and trend show to where its number comes from."""
    one = catalogue().get(view.indicator or "")
    if one is None:
        return ""
    address = trace_address(one.id, view.area_code, view.period, view.lang, ALL if one.pooled else view.part)
    return f' · <a class="trace" href="{escape(address)}">{escape(t("trace.go", indicator=one.title))}</a>'


def compared_with(view: View) -> str:
    """较 2026年9月（2026-09-01 至 2026-09-30）: the comparison with its exact dates."""
    before = view.period.last_year() if view.comparison == "last_year" else view.period.previous()
    return t("pages.compared_with", period=before.label, start=before.start, end=before.end)
