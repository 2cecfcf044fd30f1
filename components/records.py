"""One record that a link asked for: `?record=GD00001` beside the area, as the lists of the home page write it."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from components import page, ready, tables
from components.language import t
from components.view import View
from data.contracts import contracts
from queries import worklists

ASKED = "record"  # in the address
PAGES = {"service_request": "service", "commitment": "commitment"}


def asked_for(view: View, table: str) -> None:
    """The record that the address names, with every field and where it came from; nothing where it names none."""
    wanted = st.query_params.get(ASKED)
    if not wanted:
        return
    found = view.ask(worklists.record, table, view.area_code, wanted)
    title = contracts()[table].title.text(view.lang)
    with page.card(ASKED, t("records.title", table=title, item=wanted), t("records.note")):
        if found.empty:
            page.nothing("records.gone", area=view.area.name)
        else:
            ready.html(tables.one(view, found, table))
        st.button(t("records.close"), key="record_close", icon=":material/close:", on_click=_close)


def address(table: str, area_code: str, item: str, period: str, lang: str) -> str | None:
    """The address that opens one record on its topic's page; None where no page shows its table."""
    name = PAGES.get(table)
    if name not in page.PAGES:
        return None
    said = {"area": area_code[:15], "period": period, ASKED: item, **({"lang": lang} if lang != "zh" else {})}
    return f"{name}?{urlencode(said)}"


def _close() -> None:
    del st.query_params[ASKED]
