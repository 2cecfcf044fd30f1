"""The audit log on a page: search it, read it, verify it, take it away."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence

import streamlit as st

from components import account, page, ready
from components.language import lang, t
from components.tables import csv_of, plain
from components.view import View
from data import audit
from data.audit import Actor
from data.audit_chain import Entry
from queries.trace_words import role

ENTRIES = 25  # on one page
AT, FOUND = "audit_page", "audit_verdict"
HEADS = ("sequence", "at", "action", "account", "role", "area", "told")


def verified(view: View) -> None:
    """A button that walks along the whole chain and holds it against the store; what it found stands below."""
    with page.card("audit_verify", t("audit.verify_title"), t("audit.verify_note")):
        st.button(t("audit.verify"), icon=":material/verified_user:", key="audit_verify", type="primary",
                  on_click=_verify, args=(view,))
        found = st.session_state.get(FOUND)
        if found is None:
            return
        (st.success if found.holds else st.error)(audit.in_short(found).text(lang()))
        for text in found.problems:
            st.error(text.text(lang()))
        for text in found.remarks:
            st.warning(text.text(lang()))


def _verify(view: View) -> None:
    audit.settle(view.database)
    st.session_state[FOUND] = audit.verify(view.database.path, view.database)


def searchable_list(view: View) -> None:
    """The entries that were asked for, the newest first, a page at a time; all of them as a CSV file."""
    with page.card("audit_list", t("audit.list_title"), t("audit.list_note")):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            wanted = st.text_input(t("audit.search"), key="audit_search", placeholder=t("audit.search_for"),
                                   icon=":material/search:", width=420)
            today = datetime.date.today()
            first = st.date_input(t("audit.from"), None, max_value=today, key="audit_from", format="YYYY-MM-DD")
            last = st.date_input(t("audit.to"), None, max_value=today, key="audit_to", format="YYYY-MM-DD")
        found = audit.search(view.database.path, wanted or "", first, last)
        if not found:
            page.nothing("audit.none_found")
            return
        pages, who = math.ceil(len(found) / ENTRIES), account.actor()
        at = min(st.session_state.get(AT) or 1, pages)
        heads = [t(f"audit.head_{one}") for one in HEADS]
        ready.html(plain(heads, rows(found[(at - 1) * ENTRIES : at * ENTRIES]), [0]))
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.caption(t("audit.count", count=f"{len(found):,}"), width="content")
            if pages > 1:
                st.pagination(pages, key=AT, max_visible_pages=5)
            st.download_button(t("audit.download"), lambda: _taken_away(view, who, heads, found),
                               file_name="audit-log.csv",
                               mime="text/csv", icon=":material/download:", on_click="ignore", key="audit_csv")


def rows(found: Sequence[Entry]) -> list[list[object]]:
    """What stands in the list, by the headings HEADS."""
    return [[one.sequence, f"{one.at:%Y-%m-%d %H:%M:%S}", audit.action_title(one.action).text(lang()), one.account,
             role(one.role).text(lang()), one.area_code or "—", audit.in_words(one, lang())]
            for one in found]


def _taken_away(view: View, who: Actor, heads: list[str], found: Sequence[Entry]) -> bytes:
    """Whoever takes the log away is entered in it."""
    audit.record(view.database, "export", account=who.account, role=who.role, area_code=who.area_code,
                 detail={"page": "audit", "rows": len(found)})
    return csv_of(heads, rows(found))
