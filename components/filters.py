"""Area, period, comparison and indicator: the same filters on every page, in the address and across pages.

The address carries codes (`?area=990101001&period=2026-10-ytd&compare=last_year&lang=en`), never the labels that a
bound widget would put there: a link must survive a change of language or of an area's name. What stands at its
default is left out.
"""
from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date

import streamlit as st

from components.language import lang, t
from components.view import LEVELS_SHOWN
from data.areas import Area
from data.language import LANGUAGES
from queries.catalogue import catalogue, of_topic
from queries.periods import Period

DEFAULT_AREA = "990101001"
KINDS = ("month", "quarter", "year", "ytd", "range")
COMPARISONS = ("previous", "last_year")
LANGUAGE_NAMES = {"zh": "中文", "en": "English"}  # each in its own tongue, whichever is being read
FROM, TO = "range_from", "range_to"


# --- the address -----------------------------------------------------------------------------------------------


def adopt_address() -> None:
    """Takes over what the address asks for, when somebody else than `write_address` wrote it there."""
    asked = st.query_params.to_dict()
    written = st.session_state.get("address", {})
    for name, value in asked.items():
        if name in ADOPT and written.get(name) != value:
            ADOPT[name](value)


def write_address(wanted: dict[str, str]) -> None:
    """Makes the address say what the page shows; parameters of others are left alone."""
    for name in ADOPT:
        if name in wanted and st.query_params.get(name) != wanted[name]:
            st.query_params[name] = wanted[name]
        elif name not in wanted and name in st.query_params:
            del st.query_params[name]
    st.session_state["address"] = wanted


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
}


# --- the widgets -----------------------------------------------------------------------------------------------


def language() -> None:
    """The switch between Chinese and English."""
    _keep_valid("lang", LANGUAGES)
    st.segmented_control(
        t("filters.language"), LANGUAGES, format_func=LANGUAGE_NAMES.__getitem__, default="zh", required=True,
        key="lang", persist_state="session", label_visibility="collapsed",
    )


def area(every: list[Area]) -> Area:
    """The area select: every district, street, community and grid by its full path, searchable."""
    found = {one.code: one for one in every if one.level in LEVELS_SHOWN}
    codes = sorted(found)
    _keep_valid("area", codes)
    default = codes.index(DEFAULT_AREA) if DEFAULT_AREA in found else 0
    code = st.selectbox(
        t("filters.area"), codes, index=default, format_func=lambda one: path_name(one, found), key="area",
        persist_state="session", label_visibility="collapsed", placeholder=t("filters.area_placeholder"),
    )
    return found[code]


def path_name(code: str, found: dict[str, Area]) -> str:
    """西街道（演示） › 新华社区 › 第3网格: the names of an area and of those above it, district left out."""
    above = [code[:digits] for digits in (9, 12) if digits < len(code)]
    return " › ".join(found[one].name for one in [*above, code] if one in found)


def select_area(code: str) -> None:
    """Makes `code` the area of every panel; for callbacks of maps, charts, breadcrumbs and lists."""
    st.session_state["map_area"] = st.session_state.get("map_area_shown")
    st.session_state["area"] = code


def map_area(every: list[Area], chosen: Area) -> Area:
    """The area whose map is drawn: a selected grid stays on the map it was selected on."""
    shown = chosen
    if chosen.level == "grid":
        above = {one.code: one for one in holders(every, chosen)}
        shown = above.get(st.session_state.get("map_area")) or above.get(chosen.code[:12]) or chosen
    st.session_state["map_area_shown"] = shown.code
    return shown


def holders(every: list[Area], chosen: Area) -> list[Area]:
    """The areas that hold the chosen one, widest first: the way back up."""
    above = [one for one in every if chosen.code.startswith(one.code) and one.code != chosen.code]
    return sorted(above, key=lambda one: len(one.code))


def period(first: date, as_of: date) -> tuple[Period, Period]:
    """The chosen period and the default one: the latest month that the data cover completely."""
    months = months_covered(first, as_of)
    _keep_valid("kind", KINDS)
    kind = st.selectbox(
        t("filters.kind"), KINDS, format_func=lambda one: t(f"filters.kind_{one}"), key="kind",
        persist_state="session", label_visibility="collapsed", width=118,
    )
    default = months[0] if len(months) < 2 or _month_is_complete(as_of) else months[1]
    if kind == "range":
        return _range(months), Period.parse(default)
    codes = period_codes(kind, months)
    _keep_valid(kind, codes)
    code = st.selectbox(
        t("filters.period"), codes, format_func=lambda one: Period.parse(one).label.text(lang()), key=kind,
        index=codes.index(default) if default in codes else 0,
        persist_state="session", label_visibility="collapsed", width=168,
    )
    return Period.parse(code), Period.parse(default)


def comparison() -> str:
    """previous (环比) or last_year (同比)."""
    _keep_valid("compare", COMPARISONS)
    chosen = st.segmented_control(
        t("filters.compare"), COMPARISONS, format_func=lambda one: t(f"filters.compare_{one}"), default="previous",
        required=True, key="compare", persist_state="session", label_visibility="collapsed",
    )
    return chosen or "previous"


def indicator(topic: str, default: str) -> str:
    """The indicator that map, trend and ranking of a topic page show."""
    ids = [one.id for one in of_topic(topic)]
    asked = st.session_state.pop("indicator", None)
    key = f"indicator_{topic}"
    if asked in ids:
        st.session_state[key] = asked
    _keep_valid(key, ids)
    return st.selectbox(
        t("filters.indicator"), ids, index=ids.index(default) if default in ids else 0,
        format_func=lambda one: catalogue()[one].title.text(lang()), key=key, persist_state="session",
        label_visibility="collapsed", width=220, placeholder=t("filters.indicator_placeholder"),
    )


def _range(months: list[str]) -> Period:
    _keep_valid(FROM, months)
    _keep_valid(TO, months)
    first = st.selectbox(
        t("filters.from"), months, index=min(2, len(months) - 1), format_func=_month_label, key=FROM,
        persist_state="session", label_visibility="collapsed", width=140,
    )
    last = st.selectbox(
        t("filters.to"), months, format_func=_month_label, key=TO, persist_state="session",
        label_visibility="collapsed", width=140,
    )
    first, last = sorted((first, last))
    return Period.between(Period.parse(first).start, Period.parse(last).end)


def _keep_valid(key: str, options: list[str] | tuple[str, ...]) -> None:
    """Drops a value that is not, or no longer, offered; the widget then falls back to its default."""
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)


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


def _month_label(code: str) -> str:
    return Period.parse(code).label.text(lang())

