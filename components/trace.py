"""数从何来: the panel that follows one number down to the files it was loaded from.

A number is a link (on cards, in tables, beside the page's title) with `trace=<indicator>` in its address, so that it
can be shared and opened in another tab. A plain click is caught in the browser and sent as a message instead, for a
new page load would begin a new session. Nothing is asked of the store until the panel is open.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any
from urllib.parse import parse_qs

import streamlit as st
from streamlit.components.v2 import component

from components import filters, page, ready
from components.language import t
from components.tables import Markup, plain
from components.view import View, short_name, trace_address
from queries import series, trace_words
from queries.catalogue import catalogue
from queries.trace import Part, Record, Trace, trace
from queries.trace_words import amount

PAGE_ROWS = 12
SHOWN_FIELDS = 5  # of a record, beside its number
ADDRESS = ("trace", "trace_part")

# Links of the class `trace` anywhere on the page; with a key held or another button the browser's own way.
_CATCH = """
export default function ({ setTriggerValue }) {
  const follow = (event) => {
    const link = event.target.closest?.("a.trace");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    setTriggerValue("asked", new URL(link.href).search.slice(1));
  };
  document.addEventListener("click", follow, true);
  return () => document.removeEventListener("click", follow, true);
}
"""


def panel(view: View | None) -> None:
    """Catches the clicks on numbers of a board page, and opens the panel where the address asks for one."""
    if view is None or page.PAGES[view.page].section != "board":
        return
    _links()(key="trace_links", height="content", on_asked_change=_adopt)
    name = st.query_params.get("trace")
    if name in catalogue():
        part = st.query_params.get("trace_part", series.ALL)
        title = t("trace.title", indicator=catalogue()[name].title)
        st.dialog(title, width="large", position="right", on_dismiss=_close)(_body)(view, name, part)


@cache
def _links() -> Any:
    hidden = ":host { display: block; height: 0; overflow: hidden; }"
    return component("street_trace_links", html="<span></span>", js=_CATCH, css=hidden)


def _adopt() -> None:
    """Takes over what a clicked link asks for: the number, and the area it is of."""
    asked = {name: values[0] for name, values in parse_qs(st.session_state["trace_links"]["asked"] or "").items()}
    if asked.get("area") and asked["area"] != st.session_state.get("area"):
        filters.select_area(asked["area"])
    _close()
    for name in ADDRESS:
        if name in asked:
            st.query_params[name] = asked[name]


def _close() -> None:
    for name in ADDRESS:
        st.query_params.pop(name, None)
    st.session_state.pop("trace_page", None)


def _body(view: View, name: str, part: str) -> None:
    """What the panel shows; a fragment, so that paging does not run the page again."""
    at = st.session_state.get("trace_page") or 1
    found = view.ask(traced, name, view.area_code, view.period, part, at)
    ready.html(html(view, found))
    if found.total > PAGE_ROWS:
        st.pagination(math.ceil(found.total / PAGE_ROWS), key="trace_page", max_visible_pages=5)
    st.page_link(page.PAGES["upload"].file, label=t("trace.to_history"), icon=page.PAGES["upload"].icon)


def traced(database: Any, name: str, area_code: str, period: Any, part: str, at: int) -> Trace:
    """The trace with the `at`-th page of its records."""
    return trace(database, name, area_code, period, part, limit=PAGE_ROWS, offset=(at - 1) * PAGE_ROWS)


def html(view: View, found: Trace) -> str:
    """The whole panel but for its buttons."""
    return f'<div class="trace-panel">{_head(view, found)}{_parts(view, found)}{_records(view, found)}</div>'


def _head(view: View, found: Trace) -> str:
    one, value = found.indicator, found.value
    where = [value.area_name, value.period.label.text(view.lang)]
    if value.breakdown != series.ALL:
        where.append(one.part_name(value.breakdown).text(view.lang))
    said = "".join(f"<p>{escape(each.text(view.lang))}</p>" for each in trace_words.why_not(found))
    rules = [(title.text(view.lang), text.text(view.lang)) for title, text in trace_words.settings_of(one)]
    rules.insert(0, (t("definitions.source"), t("trace.reviewed", source=one.source, reviewed=one.reviewed)))
    sql = f"<details><summary>{escape(t('trace.sql'))}</summary><pre>{escape(found.sql)}</pre></details>"
    return (
        f'<p class="trace-where">{escape(" · ".join(where))}</p>'
        f'<p class="trace-formula">{escape(trace_words.formula(found).text(view.lang))}</p>'
        f'{said}<p class="note">{"<br>".join(escape(f"{name}: {text}") for name, text in rules)}</p>'
        f"{sql if found.sql else ''}"
    )


def _parts(view: View, found: Trace) -> str:
    """What the number is made of: its components, or its areas, categories, months and kinds of source."""
    if found.components:
        heads = [t("filters.indicator"), t("trace.weight"), t("trace.value")]
        rows = [
            [_link(view, part.indicator.title.text(view.lang), part.indicator.id), f"{weight:g}",
             part.value.display(view.lang)]
            for weight, part in found.components
        ]
        return _section(t("trace.components"), plain(heads, rows, [1, 2]))
    names = view.names()
    tables = [
        _table(view, found, "trace.by_area", found.by_area, lambda part: _area_link(view, found, part, names)),
        _breakdowns(view, found),
        _table(view, found, "trace.by_month", found.by_month, lambda part: part.name.text(view.lang)),
        _table(view, found, "trace.by_origin", found.origins, lambda part: part.name.text(view.lang)),
    ]
    aside = "".join(f"<p>{escape(said.text(view.lang))}</p>" for said in trace_words.aside(found))
    return f'<div class="trace-parts">{"".join(tables)}</div>{aside}'


def _table(view: View, found: Trace, title: str, parts: Sequence[Part], name: Any) -> str:
    if not parts:
        return ""
    rows = [[name(part), *_sides(found, part)] for part in parts]
    return _section(t(title), plain(_heads(found), rows, range(1, 3)))


def _heads(found: Trace) -> list[str]:
    if found.indicator.denominator is None:
        return ["", t("trace.amount")]
    return ["", t("definitions.numerator"), t("definitions.denominator")]


def _sides(found: Trace, part: Any) -> list[str]:
    sides = [amount(part.numerator)]
    return sides if found.indicator.denominator is None else [*sides, amount(part.denominator)]


def _area_link(view: View, found: Trace, part: Part, names: dict[str, str]) -> str:
    if part.key == view.area_code:
        return part.name.text(view.lang)
    return _link(view, short_name(part.key, names), found.indicator.id, part.key, found.value.breakdown)


def _breakdowns(view: View, found: Trace) -> str:
    one = found.indicator
    if not one.breakdown or found.value.breakdown != series.ALL:
        return ""
    values = view.ask(series.by_breakdown, one.id, view.area_code, view.period)
    rows = [
        [_link(view, one.part_name(each.breakdown).text(view.lang), one.id, part=each.breakdown), *_sides(found, each)]
        for each in values
    ]
    title = one.breakdown_title.text(view.lang) if one.breakdown_title else t("trace.by_breakdown")
    return _section(title, plain(_heads(found), rows, range(1, 3))) if rows else ""


def _records(view: View, found: Trace) -> str:
    if found.indicator.combine:
        return ""
    title = trace_words.records_title(found).text(view.lang)
    table = _record_table(view, found.records, lambda one: trace_words.entering(one).text(view.lang))
    aside = _record_table(view, found.aside, lambda one: t(f"trace.why_{one.reason}"))
    folded = f"<details><summary>{escape(t('trace.aside_records', count=len(found.aside)))}</summary>{aside}</details>"
    return _section(title, table) + (folded if found.aside else "")


def _record_table(view: View, records: Sequence[Record], how: Any) -> str:
    if not records:
        return ""
    names = view.names()
    heads = [t(f"trace.{head}") for head in ("record", "area", "enters", "loaded_from")]
    rows = [
        [
            _two_lines(trace_words.called(one, view.lang), trace_words.content(one, view.lang, SHOWN_FIELDS)),
            short_name(one.area_code, names),
            how(one),
            _two_lines(trace_words.place(one).text(view.lang), trace_words.loaded(one).text(view.lang)),
        ]
        for one in records
    ]
    return plain(heads, rows)


def _two_lines(first: str, second: str) -> Markup:
    return Markup(f"{escape(first)}<small>{escape(second)}</small>")


def _link(view: View, text: str, name: str, area_code: str | None = None, part: str = series.ALL) -> Markup:
    address = trace_address(name, area_code or view.area_code, view.period, view.lang, part)
    return Markup(f'<a class="trace" href="{escape(address)}">{escape(text)}</a>')


def _section(title: str, body: str) -> str:
    return f"<section><h4>{escape(title)}</h4>{body}</section>"
