"""A page with nothing but a map of invented areas, to be looked at and clicked without a database.

`?data=grids|communities|tiles|mixed|empty` chooses what is drawn, `?map=gl|svg` how.
"""
import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path.cwd()))  # the tests start a copy of this file from the project folder

from components import maps, theme
from tests.components import map_samples as samples

st.set_page_config(layout="wide")
theme.apply()

NOTHING = {"type": "FeatureCollection", "features": []}
kind = st.query_params.get("data", "grids")
grids, communities = samples.grids(), samples.communities()
shown, outlines = {
    "grids": (grids, communities),
    "communities": (communities, None),
    "tiles": (NOTHING, None),
    "mixed": ({**communities, "features": communities["features"][:-3]}, None),
    "empty": (grids, communities),
}[kind]
values = samples.rates(communities if kind in ("communities", "tiles", "mixed") else grids)
if kind == "empty":
    values = [samples.figure(value.area_code, value.area_name, None, None) for value in values]


def follow(code: str | None) -> None:
    st.session_state["selected"] = code


left, right = st.columns([3, 2])
with left:
    maps.draw("按时办结率 · 网格分布", values, samples.measure(), shown, outlines=outlines,
              selected=st.session_state.get("selected"), on_click=follow)
with right:
    st.text(f"选中：{st.session_state.get('selected')}")
    st.button("换到滨河社区第5网格", on_click=follow, args=("990101001001005",))
    st.button("全部放开", on_click=follow, args=(None,))
