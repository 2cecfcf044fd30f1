"""The rows that were left out of an import: what is wrong with them, take them away, or give them up."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from components import account, exporting, page, ready, sign_in
from components.batch_history import is_own
from components.language import lang, t
from components.tables import plain
from components.view import View, remembered
from data import importing
from data.importing import OpenRejects, WrongCall
from data.importing.mending import tables_named
from reports.workbook import MEDIA_TYPE

SHOWN_ROWS = 5


def waiting(view: View) -> None:
    """One block a batch with open rows; nothing where none waits."""
    if said := st.session_state.pop("given_up", None):
        st.success(said)
    own = {one["batch"] for one in view.ask(importing.history) if is_own(one["account"])}
    waiting_rows = remembered(importing.open_rejects, view.database.whole, view.version)
    found = [one for one in waiting_rows if one.batch in own]
    if not found:
        return
    count = sum(len(one.rows) for one in found)
    with page.card("to_mend", t("open_rejects.title", count=f"{count:,}"), t("open_rejects.note")):
        for one in found:
            _batch(view, one)


def _batch(view: View, one: OpenRejects) -> None:
    comma, count = t("charts.list_comma"), len(one.rows)
    tables = comma.join(each.text(lang()) for each in tables_named(one))
    told = t("open_rejects.batch", file=one.file, tables=tables, at=f"{one.at:%Y-%m-%d %H:%M}", count=f"{count:,}")
    ready.html(f'<p class="say">{escape(told)}</p>')
    heads = [t(f"upload.{each}") for each in ("sheet", "row", "column_name", "value", "reason")]
    rows = [
        [sheet, row, column, value, reason.text(lang())]
        for sheet, row, reasons in one.rows[:SHOWN_ROWS]
        for column, value, reason in reasons
    ]
    ready.html(plain(heads, rows, [1]))
    if count > SHOWN_ROWS:
        st.caption(t("upload.rejects_more", shown=SHOWN_ROWS, count=count))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            t("open_rejects.download"),
            exporting.taken_away(
                view, f"rejects {one.batch}",
                lambda _line: importing.to_mend(view.database.whole, one.batch, view.lang), right="upload",
            ),
            file_name=t("open_rejects.file_name", stem=Path(one.file).stem),
            mime=MEDIA_TYPE,
            icon=":material/edit_document:",
            on_click="ignore",
            key=f"mend_{one.batch}",
        )
        with st.popover(t("open_rejects.give_up"), key=f"ask_give_up_{one.batch}"):
            st.markdown(t("open_rejects.give_up_sure", count=count))
            st.button(t("open_rejects.give_up_yes"), type="primary", key=f"give_up_{one.batch}",
                      on_click=_give_up, args=(view, one.batch))


def _give_up(view: View, batch: str) -> None:
    sign_in.insist("upload")
    try:
        count = importing.give_up(view.database.whole, batch, actor=account.actor())
        st.session_state["given_up"] = t("open_rejects.given_up", count=count)
    except WrongCall as problem:  # somebody else was quicker
        st.session_state["given_up"] = problem.label.text(lang())
