"""The server: Streamlit as an ASGI application behind a guard. `python -m server` starts it."""
