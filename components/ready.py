"""HTML that is ready to be sent."""
from __future__ import annotations

from typing import Any

import streamlit as st


class _Ready:
    """A text that st.html takes as it is: over a plain one it goes line by line, which takes longer than to make it."""

    def __init__(self, body: str) -> None:
        self._body = body

    def _repr_html_(self) -> str:
        return self._body


def html(body: str, place: Any = st) -> None:
    """Puts HTML on the page, or in the container `place`."""
    place.html(_Ready(body))
