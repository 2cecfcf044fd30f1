"""The card that offers an empty Excel form for every table, for those who have no sheet of their own."""
from __future__ import annotations

import streamlit as st

from components import filters, page
from components.language import t
from components.view import View
from data.contracts import contracts
from reports.template import template
from reports.workbook import MEDIA_TYPE


def offered(view: View) -> None:
    """Choose a table and take its form away, with the areas of the chosen area in its lists."""
    if not view.area_code:
        return
    box = page.card("template", t("template.title"), t("template.offer", area=view.area.name))
    with box, st.container(horizontal=True, vertical_alignment="bottom"):
        tables = {name: one.title.text(view.lang) for name, one in contracts().items()}
        table = filters.select(
            "template_table", t("upload.table"), list(tables), _usual(list(tables)), tables.__getitem__, 320
        )
        st.download_button(
            t("template.button"),
            lambda: template(view.database, table, view.area_code),
            file_name=f"{contracts()[table].title.zh}_{view.area.name}.xlsx",
            mime=MEDIA_TYPE,
            icon=":material/download:",
            key="template_download",
            on_click="ignore",
        )


def _usual(tables: list[str]) -> str:
    """The table that is about to be sent, where one is chosen for the upload."""
    chosen = st.session_state.get("table")
    return chosen if chosen in tables else tables[0]
