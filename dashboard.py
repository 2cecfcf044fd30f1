"""街情看板 (Street Indicators): the entry. Navigation and what stands round every page, nothing else."""

import streamlit as st

from components import filters, page, sign_in, theme, trace
from components.language import settle, t

filters.adopt_address()
settle()
st.set_page_config(page_title=t("pages.product"), page_icon=theme.ICON, layout="wide")
st.logo(theme.LOGO, size="large", icon_image=theme.ICON)

chosen = page.navigation()
with st.sidebar:
    filters.language()
    sign_in.who()

st.session_state["through_dashboard"] = True
st.session_state["view"] = None
chosen.run()
trace.panel(st.session_state["view"])
