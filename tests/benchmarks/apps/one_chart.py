"""The barest page with a chart: what Streamlit and plotly themselves cost a browser."""
import streamlit as st

st.title("Requests by month")
st.plotly_chart({
    "data": [{"type": "bar", "x": [f"2026-{month:02d}" for month in range(1, 13)], "y": list(range(12, 24))}],
    "layout": {"height": 320},
})
