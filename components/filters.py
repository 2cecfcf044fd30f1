"""Area, period, comparison and indicator: the same filters on every page, in the address and across pages.

The address carries codes (`?area=990101001&period=2026-10-ytd&compare=last_year&lang=en`), never the labels that a
bound widget would put there: a link must survive a change of language or of an area's name. What stands at its
default is left out.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal

import streamlit as st

from components.language import lang, t
from components.view import LEVELS_SHOWN
from data import areas
from data.areas import DIGITS, Area
from data.database import Database
from data.language import LANGUAGES, label
from queries.catalogue import ALL, catalogue, of_topic
from queries.periods import Period

Areas = Mapping[str, Area]

DEFAULT_AREA = "990101001"
MOST_AREAS = 1000  # in one list
KINDS = ("ytd", "month", "quarter", "year", "range")
USUAL_KIND = KINDS[0]
COMPARISONS = ("previous", "last_year")
BASES = ("households", "count")  # what a map shows of a count
LANGUAGE_NAMES = {"zh": "中文", "en": "English"}  # each in its own tongue, whichever is being read
UPLOAD = ("table", "report")  # which table to send, and for which month
FROM, TO = "range_from", "range_to"


# --- the address -----------------------------------------------------------------------------------------------


def adopt_address() -> None:
    """Takes over what the address asks for, when somebody else than `write_address` put it there.

    That is a link that was opened, an address that was edited, or the browser's back button. On the same page a
    missing parameter then means the default; on a page just opened from the side bar the choices are carried over.
    """
    asked = {name: st.query_params[name] for name in ADOPT if name in st.query_params}
    here = (st.context.url or "").partition("?")[0]
    is_new_page = here != st.session_state.get("address_page")
    st.session_state["address_page"] = here
    if asked == st.session_state.get("address", {}) or _just_chosen():
        return
    for name, adopt in ADOPT.items():
        if name in asked:
            adopt(asked[name])
        elif not is_new_page:
            _forget(name)


def write_address(wanted: dict[str, str]) -> None:
    """Makes the address say what the page shows; parameters of others are left alone.

    All at once, for every single change becomes a step of the browser's back button.
    """
    new = {name: value for name, value in wanted.items() if st.query_params.get(name) != value}
    if new:
        st.query_params.update(new)
    for name in ADOPT:
        if name not in wanted and name in st.query_params:
            del st.query_params[name]
    st.session_state["address"] = wanted


def _just_chosen() -> bool:
    """Whether this run was started by a choice in one of the filters: then the address is older than the choice."""
    return any(
        f"kept_{key}" in st.session_state and st.session_state[key] != st.session_state[f"kept_{key}"]
        for key in KEYS
        if key in st.session_state
    )


def _forget(name: str) -> None:
    """Back to the default of one parameter."""
    for key in ("kind", *KINDS, FROM, TO) if name == "period" else (name,):
        st.session_state.pop(key, None)
        st.session_state.pop(f"kept_{key}", None)


def _adopt_period(code: str) -> None:
    try:
        period = Period.parse(code)
    except ValueError:
        return
    st.session_state["kind"] = period.kind
    if period.kind == "range":
        st.session_state[FROM], st.session_state[TO] = _month(period.start), _month(period.end)
    else:
        st.session_state[period.kind] = period.code


def _adopt(key: str) -> Callable[[str], None]:
    def adopt(value: str) -> None:
        st.session_state[key] = value

    return adopt


ADOPT: dict[str, Callable[[str], None]] = {
    "lang": _adopt("lang"),
    "area": _adopt("area"),
    "period": _adopt_period,
    "compare": _adopt("compare"),
    "indicator": _adopt("indicator"),
    "level": _adopt("level"),
    "basis": _adopt("basis"),
    **{name: _adopt(name) for name in ("with", "part", "form", *UPLOAD)},
}
KEYS = ("lang", "area", "kind", *KINDS, FROM, TO, "compare", "level", "basis", "with", "part", "form", *UPLOAD)


# --- the widgets -----------------------------------------------------------------------------------------------


def language() -> None:
    """The switch between Chinese and English."""
    switch("lang", t("filters.language"), LANGUAGES, LANGUAGE_NAMES.__getitem__, LANGUAGES[0])


def area(every: Areas, names: dict[str, str]) -> Area:
    """The area select: every district, street, community and grid by its full path, searchable."""
    return every[select("area", t("filters.area"), tuple(names), opening(names), names.__getitem__)]


def opening(codes: Collection[str]) -> str:
    """Of the areas on offer the one that a page opens with."""
    return DEFAULT_AREA if DEFAULT_AREA in codes else next(iter(codes))


def open_community(every: Areas) -> str | None:
    """The community whose grids are on offer, "" where there is none; None where all grids are.

    The list goes to the browser with every change of it: that of a city with 5,000 grids is half a megabyte.
    """
    if len(every) <= MOST_AREAS:
        return None
    chosen = (st.session_state.get("area", st.session_state.get("kept_area")) or "")[:DIGITS["community"]]
    return chosen if len(chosen) == DIGITS["community"] else ""


def path_names(database: Database, within: tuple[str, ...], community: str | None) -> dict[str, str]:
    """The areas on offer with their path names, in the order of their codes: those within the given ones, if any."""
    found = {one.code: one for one in areas.every(database) if one.level in LEVELS_SHOWN}
    offered = (code for code, one in found.items()
               if (not within or code.startswith(within))
               and (community is None or one.level != "grid" or code[:DIGITS["community"]] == community))
    return {code: path_name(code, found) for code in sorted(offered)}


def path_name(code: str, found: dict[str, Area]) -> str:
    """西街道（演示） › 新华社区 › 第3网格: the names of an area and of those above it, district left out."""
    above = [code[:digits] for digits in (9, 12) if digits < len(code)]
    return " › ".join(found[one].name for one in [*above, code] if one in found)


def select_area(code: str) -> None:
    """Makes `code` the area of every panel; for callbacks of breadcrumbs, charts and lists."""
    st.session_state["area"] = code
    st.session_state.pop("map_area", None)


def select_on_map(code: str | None) -> None:
    """The same for a click on a map, which stays where it is; None goes back to the map's own area."""
    shown = st.session_state["map_area_shown"]
    select_area(code or shown)
    st.session_state["map_area"] = shown


def map_area(every: Areas, chosen: Area) -> Area:
    """The area whose map is drawn: that of the click, else a grid's community, else the chosen area itself."""
    above = {one.code: one for one in areas.ancestors(every, chosen.code)}
    shown = above.get(st.session_state.get("map_area", ""))
    if shown is None:
        shown = above.get(chosen.code[:12], chosen) if chosen.level == "grid" else chosen
    st.session_state["map_area_shown"] = shown.code
    return shown


def period(first: date, as_of: date) -> tuple[Period, Period]:
    """The chosen period and the default one: the year to the latest month that the data cover completely."""
    months = months_covered(first, as_of)
    latest = months[0] if len(months) < 2 or _month_is_complete(as_of) else months[1]
    [default] = period_codes(USUAL_KIND, [latest])
    kinds = {one: t(f"filters.kind_{one}") for one in KINDS}
    kind = select("kind", t("filters.kind"), KINDS, USUAL_KIND, kinds.__getitem__, width=118)
    if kind == "range":
        return _range(months), Period.parse(default)
    codes = period_codes(kind, months)
    [usual] = period_codes(kind, [latest])
    code = select(kind, t("filters.period"), codes, usual, _labels(codes).__getitem__, width=168)
    return Period.parse(code), Period.parse(default)


def comparison(chosen: Period) -> str:
    """previous (环比) or last_year (同比); what adds up over the year is held against last year only (累计同期)."""
    names = {one: t(f"filters.compare_{one}") for one in COMPARISONS}
    if chosen.is_cumulative:
        st.segmented_control(
            t("filters.compare_fixed"),
            COMPARISONS,
            format_func=names.__getitem__,
            default="last_year",
            disabled=True,
            key="compare_fixed",
            label_visibility="collapsed",
        )
        return "last_year"
    return switch("compare", t("filters.compare"), COMPARISONS, names.__getitem__, COMPARISONS[0])


def indicator(topic: str | None, default: str, others: Mapping[str, str] | None = None) -> str:
    """The indicator that map, trend and ranking of a topic page show; without a topic any, and `others`."""
    names = {one.id: one.title.text(lang()) for one in of_topic(topic)} if topic else every_indicator()
    names |= others or {}
    key = f"indicator_{topic or 'any'}"
    if (asked := st.session_state.pop("indicator", None)) in names:
        st.session_state[key] = asked
    usual = default if default in names else next(iter(names))
    width = 220 if topic else 330
    return select(key, t("filters.indicator"), list(names), usual, names.__getitem__, width=width)


def every_indicator() -> dict[str, str]:
    """Every indicator's title behind its topic's, in the order of the topics."""
    return dict(_titles(tuple(catalogue()), lang(), "filters.of_topic"))


def every_other(name: str) -> dict[str, str]:
    """The same of all but one, as what may stand beside it."""
    return {key: title for key, title in _titles(tuple(catalogue()), lang(), "filters.beside").items() if key != name}


@lru_cache(maxsize=20)
def _titles(names: tuple[str, ...], language: str, key: str) -> dict[str, str]:
    found = (catalogue()[name] for name in names)
    return {one.id: label(key, topic=label(f"pages.{one.topic}"), title=one.title).text(language) for one in found}


def part(name: str, found: Sequence[str]) -> str:
    """Which part of an indicator that is never pooled the page shows: the largest (found first) to begin with."""
    one, language = catalogue()[name], lang()
    if not found:
        return ALL
    title = (one.breakdown_title or one.title).text(language)
    texts = {each: one.part_name(each).text(language) for each in sorted(found, key=one.part_order)}
    return select("part", title, tuple(texts), found[0], texts.__getitem__, width=168)


def map_level(options: Sequence[str], default: str) -> str:
    """Which areas a map shows, before its switch is drawn: the title above the switch names them."""
    _restore("level", options, default)
    return st.session_state["level"]


def map_level_switch(options: Sequence[str], default: str) -> None:
    """Grids, communities or streets, where a map could show either."""
    names = {one: t(f"charts.level_{one}") for one in options}
    switch("level", t("filters.level"), options, names.__getitem__, default)


def map_basis() -> str:
    """Whether maps show counts per 1,000 households or as they are, before the switch is drawn."""
    _restore("basis", BASES, BASES[0])
    return st.session_state["basis"]


def map_basis_switch() -> None:
    """Per 1,000 households, or the counts themselves."""
    names = {one: t(f"filters.basis_{one}") for one in BASES}
    switch("basis", t("filters.basis"), BASES, names.__getitem__, BASES[0])


def _range(months: list[str]) -> Period:
    text = _labels(months).__getitem__
    first = select(FROM, t("filters.from"), months, months[min(2, len(months) - 1)], text, width=140)
    last = select(TO, t("filters.to"), months, months[0], text, width=140)
    first, last = sorted((first, last))
    return Period.between(Period.parse(first).start, Period.parse(last).end)


def select(
    key: str,
    name: str,
    options: Sequence[str],
    default: str,
    text: Callable[[str], str],
    width: int | Literal["stretch"] = "stretch",
) -> str:
    """A select that keeps its value across pages and falls back to the default when that is no longer offered."""
    _restore(key, options, default)
    chosen = st.selectbox(
        name, options, format_func=text, key=key, label_visibility="collapsed", placeholder=name, width=width
    )
    return _keep(key, chosen)


def switch(key: str, name: str, options: Sequence[str], text: Callable[[str], str], default: str) -> str:
    """The same for a few options side by side."""
    _restore(key, options, default)
    chosen = st.segmented_control(name, options, format_func=text, required=True, key=key, label_visibility="collapsed")
    return _keep(key, chosen or default)


def chosen_before(key: str) -> tuple[str | None, str | None]:
    """What a widget further down the page will show, and its default, as far as they are known already."""
    return st.session_state.get(key, st.session_state.get(f"kept_{key}")), st.session_state.get(f"usual_{key}")


def _restore(key: str, options: Sequence[str], default: str) -> None:
    """Sets a widget before it is drawn: to its own value, that of the page before, or the default.

    A widget forgets its value when another page is opened, so every choice is kept beside it as well. Who left a
    filter at its default gets the new default when that changes, as it does from one area to the next.
    """
    wanted = st.session_state.get(key, st.session_state.get(f"kept_{key}"))
    if wanted not in options or wanted == st.session_state.get(f"usual_{key}"):
        wanted = default
    st.session_state[key], st.session_state[f"usual_{key}"] = wanted, default


def _keep(key: str, chosen: str) -> str:
    st.session_state[f"kept_{key}"] = chosen
    return chosen


# --- periods on offer (pure) -----------------------------------------------------------------------------------


def months_covered(first: date, as_of: date) -> list[str]:
    """The months from `first` to `as_of` as codes 2026-10, newest first."""
    count = (as_of.year - first.year) * 12 + as_of.month - first.month
    start = first.year * 12 + first.month - 1
    return [f"{n // 12}-{n % 12 + 1:02d}" for n in range(start + max(count, 0), start - 1, -1)]


def period_codes(kind: str, months: list[str]) -> list[str]:
    """The periods of one kind that touch the given months, newest first."""
    makers: dict[str, Callable[[str], str]] = {
        "month": lambda month: month,
        "quarter": lambda month: f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}",
        "year": lambda month: month[:4],
        "ytd": lambda month: f"{month}-ytd",
    }
    return list(dict.fromkeys(makers[kind](month) for month in months))


def _month_is_complete(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def _month(day: date) -> str:
    return f"{day.year}-{day.month:02d}"


def _labels(codes: Sequence[str]) -> dict[str, str]:
    return period_labels(tuple(codes), lang())


@lru_cache(maxsize=200)
def period_labels(codes: tuple[str, ...], language: str) -> dict[str, str]:
    """What the periods are called."""
    return {code: Period.parse(code).label.text(language) for code in codes}
