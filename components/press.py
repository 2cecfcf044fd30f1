"""发布口径核对 on the page of the meeting: the wording that goes out, each of its figures held against the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

import streamlit as st

from components import page, ready
from components.language import t
from components.tables import Markup, plain
from components.view import View, trace_address
from data.reading.running_text import ENDINGS, NoText, text_of
from queries import press
from queries.periods import Period
from queries.press import Finding, TooLong

SIGNS = {"fits": "●", "not_fits": "■", "no_number": "○", "ambiguous": "▲", "unknown": "○"}
HEIGHT = 180


def checked(view: View, month: Period) -> None:
    """A place for the text, and below it the text with its figures marked and what was found of each.

    It is held against the database as it stands, an edition being shown or not: what goes out is to be true today.
    """
    note = t("press.note", area=view.area.name, month=month.label)
    with page.card("press", t("press.title"), note):
        st.file_uploader(t("press.file"), type=list(ENDINGS), key=f"press_file_{_turn()}", on_change=_load,
                         args=(view,))
        if said := st.session_state.pop("press_said", None):
            st.error(said)
        text = st.text_area(t("press.text"), key="press_text", height=HEIGHT, placeholder=t("press.example"))
        if not text.strip():
            page.nothing("press.empty")
            return
        try:
            found = view.ask(press.check, text, view.area_code, month)
        except TooLong as problem:
            page.nothing_said(problem.label.text(view.lang))
            return
        if not found:
            page.nothing("press.no_figures")
            return
        counted = Counter(one.verdict for one in found)
        ready.html(f'<p class="say">{escape(t("press.total", total=len(found), **{k: counted[k] for k in SIGNS}))}</p>'
                f'<p class="press">{marked(text, found)}</p>{_table(view, found)}')


def _turn() -> int:
    return int(st.session_state.setdefault("press_turn", 0))


def _load(view: View) -> None:
    """The text of the file takes the place of what was pasted, so that it can be mended and checked again."""
    chosen = st.session_state[f"press_file_{_turn()}"]
    if chosen is None:
        return
    st.session_state["press_turn"] += 1
    try:
        st.session_state["press_text"] = text_of(chosen.name, chosen.getvalue())
    except NoText as problem:
        st.session_state["press_said"] = problem.label.text(view.lang)


def marked(text: str, found: Sequence[Finding]) -> str:
    """The text as it was written, every figure in the colour of its verdict."""
    made, at = [], 0
    for one in found:
        title = escape(t(f"press.{one.verdict}"))
        made += [escape(text[at : one.start]),
                 f'<mark class="{one.verdict}" title="{title}">{escape(text[one.start : one.end])}</mark>']
        at = one.end
    return "".join([*made, escape(text[at:])]).replace("\n", "<br>")


def _table(view: View, found: Sequence[Finding]) -> str:
    heads = [t(f"press.head_{one}") for one in ("text", "verdict", "exact", "what", "why")]
    return plain(heads, [_row(view, one) for one in found])


def _row(view: View, one: Finding) -> list[object]:
    verdict = Markup(f'<span class="verdict {one.verdict}">{SIGNS[one.verdict]} '
                     f'{escape(t(f"press.{one.verdict}"))}</span>')
    why = [one.why.text(view.lang)] if one.why else []
    why += [t("press.suggest", words=one.suggestion)] if one.suggestion else []
    return [one.text, verdict, _exact(view, one), _what(view, one), t("press.and").join(why)]


def _exact(view: View, one: Finding) -> object:
    """The number of the database, with the way to its records."""
    if not one.exact_shown or not one.indicator:
        return one.exact_shown
    address = trace_address(one.indicator, one.area_code, Period.parse(one.period), view.lang)
    return Markup(f'<a class="trace" href="{escape(address)}">{escape(one.exact_shown)}</a>')


def _what(view: View, one: Finding) -> str:
    if one.title is None:
        return ""
    period = Period.parse(one.period).label.text(view.lang) if one.period else ""
    return " · ".join(part for part in (one.title.text(view.lang), one.area, period) if part)
