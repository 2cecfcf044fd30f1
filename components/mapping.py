"""Which table a sheet is and which field each column: proposed with its confidence, changed by the clerk."""

from __future__ import annotations

import datetime
from typing import Any

import streamlit as st

from components.language import lang, t
from data.contracts import contracts
from data.importing import Report, SheetReport, Told
from data.reading.dates import lacks_year, parse_month

ASKED = "upload_told"  # (file, what the clerk has said of it)
DATED = ("month", "date")


def told(chosen: Any) -> Told | None:
    """What the clerk has said of this file so far."""
    file, said = st.session_state.get(ASKED, (None, None))
    return said if file == chosen.file_id else None


def sure(one: SheetReport) -> str:
    """How sure the recognition is: 92%，对上7/9列."""
    if one.table is None or not one.headings:
        return "—"
    matched = len(set(one.columns.values()) & set(one.headings))
    return t("told.sure", confidence=f"{one.confidence:.0%}", matched=matched, all=len(one.headings))


def ask(report: Report, chosen: Any) -> None:
    """A form for every sheet with a heading, open where something cannot be known without the clerk."""
    for place, one in enumerate(report.sheets):
        if not one.headings and any(each.kind == "note" for each in one.rows_skipped):
            continue
        open_points = _open_points(report, one)
        title = t("told.title_ask" if open_points else "told.title", sheet=one.name, count=open_points)
        with st.expander(title, expanded=bool(open_points) and place < 3):
            _form(report, one, chosen, place)


def year_is_missing(report: Report, sheet: str) -> bool:
    """Whether a date of the sheet was rejected for want of its year only."""
    return any(one.sheet == sheet and lacks_year(one.value) for one in report.rejects)


def month_is_missing(one: SheetReport) -> bool:
    """Whether a required month or date has no column and no title line names it."""
    if one.table is None:
        return False
    return any(contracts()[one.table].field(name).type in DATED for name in one.missing)


def _open_points(report: Report, one: SheetReport) -> int:
    """What only the clerk can say: the table, columns not matched, required fields without a column, the year."""
    if one.table is None:
        return 1
    return len(one.unmatched) + len(one.missing) + year_is_missing(report, one.name)


def _form(report: Report, one: SheetReport, chosen: Any, place: int) -> None:
    key = f"told_{chosen.file_id}_{place}_{one.table}"
    with st.form(key, border=False):
        tables = sorted(contracts(), key=lambda name: (name not in one.candidates, list(contracts()).index(name)))
        now = one.table if one.table else None
        st.selectbox(t("told.table"), tables, index=tables.index(now) if now else None, key=f"{key}_table", width=320,
                     format_func=lambda name: contracts()[name].title.text(lang()), placeholder=t("told.table"))
        if one.table and one.missing:
            comma = t("charts.list_comma")
            names = comma.join(contracts()[one.table].field(name).title.text(lang()) for name in one.missing)
            st.warning(t("told.missing", fields=names))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if year_is_missing(report, one.name):
                st.number_input(t("told.year"), 1949, 2049, value=None, step=1, key=f"{key}_year", width=280)
            if month_is_missing(one):
                st.text_input(t("told.month"), key=f"{key}_month", width=320, placeholder="2026-10")
        if one.table:
            _columns(one, key)
        st.form_submit_button(t("told.apply"), icon=":material/refresh:", on_click=_take, args=(one, chosen, key),
                              key=f"{key}_apply")


def _columns(one: SheetReport, key: str) -> None:
    """Columns that nothing was made of come first."""
    assert one.table
    contract = contracts()[one.table]
    fields = ["", *(each.name for each in contract.fields if each.type not in ("geojson", "json"))]
    held = {heading: name for name, heading in one.columns.items()}
    in_order = sorted(one.headings, key=lambda heading: heading not in one.unmatched)
    with st.container(horizontal=True):
        for heading in in_order:
            now = held.get(heading, "")
            st.selectbox(
                f"{heading} ＊" if heading in one.unmatched else heading, fields, key=f"{key}_{heading}", width=220,
                index=fields.index(now) if now in fields else 0,
                format_func=lambda name: contract.field(name).title.text(lang()) if name else t("told.leave_out"),
            )


def _take(one: SheetReport, chosen: Any, key: str) -> None:
    """Add what the form says to what was said of the file; of another table the columns are asked for anew."""
    before = told(chosen) or Told()
    state = st.session_state
    table = state.get(f"{key}_table") or one.table
    columns = {place: name for place, name in before.columns.items() if place[0] != one.name}
    if table == one.table:
        columns |= {(one.name, heading): state.get(f"{key}_{heading}") or "" for heading in one.headings}
    tables = {**before.tables, one.name: table} if table else before.tables
    year, month = state.get(f"{key}_year"), (state.get(f"{key}_month") or "").strip()
    said = Told(columns, tables, int(year) if year else before.year, _month(month) or before.month)
    state[ASKED] = chosen.file_id, said


def _month(text: str) -> datetime.date | None:
    return parse_month(text).value
