"""The list of definitions: searchable, one entry an indicator, with its source, its review date and its SQL.

Beside it what an office may set, and the numbers that are never computed.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from components import methods_list, page, ready, refusals_list, settings_list
from components.language import t
from components.tables import Markup, plain
from components.view import View
from queries import series
from queries.catalogue import Indicator, catalogue, topics
from queries.described import facts
from queries.series import Value


def searchable_list(view: View) -> None:
    """A search field and the definitions that match; `?find=` in the address fills it."""
    with st.container(key="card_search", border=True, horizontal=True, vertical_alignment="center"):
        wanted = st.text_input(
            t("definitions.search"),
            placeholder=t("definitions.placeholder"),
            key="find",
            bind="query-params",
            label_visibility="collapsed",
            icon=":material/search:",
            live=True,
        )
        words = wanted or ""
        found = [one for one in catalogue().values() if matches(one, words)]
        st.caption(t("definitions.found", count=len(found), all=len(catalogue())), width="content")
    set_, refused = settings_list.matching(words), refusals_list.matching(words)
    methods = methods_list.matching(words)
    tabs = {
        "indicators": t("definitions.tab_indicators", count=len(found)),
        "settings": t("definitions.tab_settings", count=len(set_)),
        "refusals": t("definitions.tab_refusals", count=len(refused)),
        "methods": t("methods.tab", count=len(methods)),
    }
    fullest = "indicators" if found or not (set_ or refused) else "settings" if set_ else "refusals"
    indicators, settings, refusals, analyses = st.tabs(list(tabs.values()), default=tabs[fullest])
    with indicators:
        _entries(view, found)
    with settings:
        settings_list.table(view, set_)
    with refusals:
        refusals_list.table(view, refused)
    with analyses:
        methods_list.table(view, methods)


def _entries(view: View, found: Sequence[Indicator]) -> None:
    values = _present(view)
    for topic in topics():
        of_topic = [one for one in found if one.topic == topic]
        if of_topic:
            st.subheader(t(f"pages.{topic}"), anchor=False)
        for one in of_topic:
            _entry(one, view, values.get(one.id), is_open=len(found) == 1)
    if not found:
        page.nothing("definitions.nothing")


def matches(indicator: Indicator, wanted: str) -> bool:
    """Whether every word looked for stands somewhere in the definition, in either language; an id means itself."""
    if wanted in catalogue():
        return indicator.id == wanted
    texts = [indicator.title, indicator.question, indicator.numerator, indicator.denominator, indicator.unit]
    written = " ".join(f"{one.zh} {one.en}" for one in texts if one) + f" {indicator.id} {indicator.source}"
    return all(word in written.lower() for word in wanted.lower().split())


def _present(view: View) -> dict[str, Value]:
    """Every indicator's value for the area and period in view; nothing on an empty store."""
    if not view.area_code:
        return {}
    found = view.ask(series.values, tuple(catalogue()), view.area_code, (view.period,))
    return {one.indicator.id: one for one in found}


def _entry(indicator: Indicator, view: View, value: Value | None, *, is_open: bool) -> None:
    title = f"**{indicator.title.text(view.lang)}**  {indicator.question.text(view.lang)}"
    with st.expander(title, expanded=is_open):
        said = facts(indicator, view.lang)
        if value is not None:
            now = value.display(view.lang, with_unit=True)
            said.insert(0, (t("definitions.now", area=view.area.name, period=view.period.label), now))
        rows = [(Markup(f"<b>{escape(name)}</b>"), text) for name, text in said]
        ready.html(plain([t("definitions.item"), t("definitions.content")], rows))
        if indicator.sql:
            st.code(indicator.sql, language="sql", wrap_lines=True)
