"""街情看板 (Street Indicators): the entry. Navigation and what stands round every page, nothing else."""

import streamlit as st

from components import filters, page, theme
from components.language import t

filters.adopt_address()
st.set_page_config(page_title=t("pages.product"), page_icon=str(theme.ICON), layout="wide")
st.logo(str(theme.LOGO), size="large", icon_image=str(theme.ICON))

chosen = page.navigation()
with st.sidebar:
    filters.language()

st.session_state["through_dashboard"] = True
chosen.run()
